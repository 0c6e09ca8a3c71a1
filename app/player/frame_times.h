/* How long the frames of the last seconds took: arithmetic alone, the player reads the clock. */
#ifndef RIWAQ_PLAYER_FRAME_TIMES_H
#define RIWAQ_PLAYER_FRAME_TIMES_H

#include "base/moment.h"

#include <stdbool.h>

/* What is summed up: the last so much. */
#define FRAME_TIMES_NS (2 * NS_PER_SECOND)
/* At 240 Hz, and some that come between. */
enum { FRAME_TIMES_MAX = 512 };

/* All zero: none yet. */
struct frame_times {
    struct {
        int64_t at_ns, took_ns; /* monotonic; of the processor */
        bool late;
    } frames[FRAME_TIMES_MAX];
    int count, next; /* `next` is where the next one goes */
};

/* A frame that was on the screen at AT_NS (monotonic, not before the one before). */
void frame_times_add(struct frame_times *times, int64_t at_ns, int64_t took_ns, bool late);

struct frame_sum {
    int frames, late; /* of the last FRAME_TIMES_NS */
    int64_t last_ns, mean_ns, worst_ns;
};
/* At NOW_NS, monotonic. Without a frame within that time all is 0. */
void frame_times_sum(const struct frame_times *times, int64_t now_ns, struct frame_sum *out);

#endif
