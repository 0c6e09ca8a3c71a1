/* What a fetch makes of the clock, and of its being set. Private to the fetch. */
#ifndef RIWAQ_NET_FETCH_CLOCK_H
#define RIWAQ_NET_FETCH_CLOCK_H

#include "net/fetch.h"

/* Wall time less monotonic time: it changes when the clock is set. */
int64_t fetch_clock_offset_ns(const struct fetch_world *world);
/* Sets when the document is to be read again, by this clock. */
void fetch_plan_reading(struct fetch *fetch, const struct fetch_world *world);
/* When the clock was set since: the document and its confirmation get the time that they have by
 * it. True when what the source shows, or its report, has changed. */
bool fetch_correct_time(struct fetch *fetch, const struct fetch_world *world);
bool fetch_correct_confirmation(struct fetch *fetch, const struct fetch_world *world);
/* A source whose certificate failed by its dates is due at once when the clock was set. */
void fetch_try_again_with_time(struct fetch *fetch, const struct fetch_world *world);

/* The time that the machine was suspended counts for the interval: one that wakes after a night
 * asks at once, within FETCH_BOOT_S as at power-on. */
void fetch_count_sleep(struct fetch *fetch, const struct fetch_world *world);

#endif
