/* Making a picture smaller row by row, each pixel of the result the mean of the area that it
 * stands for: exact, and with no second copy of the picture. */
#ifndef RIWAQ_SCREEN_SHRINK_H
#define RIWAQ_SCREEN_SHRINK_H

#include <stdbool.h>
#include <stdint.h>

struct shrink;

/* The size, at least 1 by 1, of a picture of W by H when no side may be longer than SIDE_MAX; the
 * same when it fits. */
void shrink_size(int w, int h, int side_max, int *out_w, int *out_h);

/* From W by H to OUT_W by OUT_H, which is no larger on either side; sides up to 16384. */
struct shrink *shrink_create(int w, int h, int out_w, int out_h);
void shrink_destroy(struct shrink *shrink);
/* The next row, from the top, of W pixels 0xAARRGGBB, alpha not premultiplied. True when a row of
 * the result is whole: OUT_W pixels in OUT. */
bool shrink_add_row(struct shrink *shrink, const uint32_t *row, uint32_t *out);

#endif
