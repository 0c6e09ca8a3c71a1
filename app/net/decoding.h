/* One picture on its way through the decoder's child, without blocking: for a thread that has
 * other things to wait for. The child's output follows app/screen/picture_file.h. */
#ifndef RIWAQ_NET_DECODING_H
#define RIWAQ_NET_DECODING_H

#include "content/picture.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DECODING_SECONDS_MAX = 10, DECODING_ERROR_MAX = 200, DECODING_FDS = 2 };

struct decoding;

/* How long a side of a picture may be that is for a screen whose longer side is SCREEN_SIDE pixels:
 * no longer, for nothing is shown larger; 0 (not known): PICTURE_SIDE_MAX, which is the most. */
int decoding_side(int screen_side);
/* Starts the child with a copy of DATA; the child is killed at DUE_NS (monotonic) or after
 * DECODING_SECONDS_MAX. The picture has no side longer than SIDE, 1 to PICTURE_SIDE_MAX. Never
 * NULL: what cannot start has failed. */
struct decoding *decoding_start(const void *data, size_t size, int side, int64_t due_ns);
/* What to wait for until there is something to read; -1 for none. */
void decoding_fds(const struct decoding *decoding, int fds[DECODING_FDS]);
/* When decoding_step must be called even if nothing is to be read. */
int64_t decoding_due_ns(const struct decoding *decoding);
/* Reads what there is. True when it is over, well or ill. */
bool decoding_step(struct decoding *decoding);
/* The picture (the caller owns the reference), once; NULL when it failed. */
struct picture *decoding_take(struct decoding *decoding);
/* Why it failed, in words; "" when it did not. */
const char *decoding_error(const struct decoding *decoding);
/* Kills the child if it still runs. NULL is fine. */
void decoding_destroy(struct decoding *decoding);

#endif
