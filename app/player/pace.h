/* When the next frame is due: arithmetic alone, the player reads the clock.
 *
 * Without a display that waits, ticks are counted on the wall clock itself: tick n is due at
 * n / Hz seconds since 1970, so two screens are in step and nothing can drift. With one, each
 * present is a tick, and what the display's own rate drifts from the wall clock is made good
 * by at most one pixel a second (`nudge`). */
#ifndef RIWAQ_PLAYER_PACE_H
#define RIWAQ_PLAYER_PACE_H

#include "base/moment.h"

#include <stdbool.h>

/* The wall time at which TICK of HZ begins: the smallest t with moment_tick(t) == tick. */
int64_t pace_tick_start(int64_t tick, int hz);

/* Counting the refreshes of a display that waits. */
struct pace {
    int hz;
    bool running;
    int64_t tick;         /* of the last present */
    int64_t presented_ns; /* when that was, monotonic */
    int nudge;            /* pixels added to what runs */
    int64_t nudged_ns;    /* when it last changed, monotonic */
};

void pace_init(struct pace *pace, int hz);
/* Begins anew when HZ is not the rate that was counted; tells whether it was another. */
bool pace_set_hz(struct pace *pace, int hz);
/* Notes that presenting ended at MONO_NS while the wall clock read WALL_NS; STEP is what the
 * strip moves a tick, pixels. Counts the refreshes since the last present (a late one counts
 * as more than one) and returns how many they were; 0 at the first, and after a jump of the
 * wall clock by more than a second, when it starts anew from the wall. */
int64_t pace_present(struct pace *pace, int64_t mono_ns, int64_t wall_ns, int step);

#endif
