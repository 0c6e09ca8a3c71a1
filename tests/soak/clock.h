/* What the two halves of the preloaded library share: clock.c keeps the time, around.c is the rest
 * of the world. */
#ifndef SOAK_CLOCK_H
#define SOAK_CLOCK_H

#include "page.h"

#include <poll.h>
#include <stdatomic.h>
#include <stdbool.h>

#define SECOND INT64_C(1000000000)

/* Whether this process is the one whose time it is. */
bool soak_leads(void);
/* A word of the page. */
_Atomic int64_t *soak_word(enum soak_word word);
int64_t soak_get(enum soak_word word);
void soak_set(enum soak_word word, int64_t value);
/* Where the picture belongs: SOAK_PICTURE_SIZE bytes. */
void *soak_picture(void);
/* The C library's function of that name. */
void *soak_real(const char *name);
/* poll() in simulated time; TIMEOUT_NS negative: for ever. */
int soak_wait(struct pollfd *fds, nfds_t count, int64_t timeout_ns);
/* Leaves what the display has behind the page. */
void soak_give_picture(void);

#endif
