/* The instant a frame is made for, and how far its wall clock can be trusted. */
#ifndef RIWAQ_BASE_MOMENT_H
#define RIWAQ_BASE_MOMENT_H

#include <stdint.h>

#define NS_PER_SECOND      INT64_C(1000000000)
#define NS_PER_MILLISECOND INT64_C(1000000)
#define SECONDS_PER_DAY    INT64_C(86400)
/* "Never" as a time of next change: later than any moment. */
#define MOMENT_NEVER INT64_MAX

enum trust {
    TRUST_UNSET,       /* the wall clock is known to be wrong: show --:-- */
    TRUST_HELD,        /* plausible, kept by a clock chip or from before */
    TRUST_SYNCHRONISED /* set by a time server, or given with --at */
};

struct moment {
    int64_t wall_ns; /* nanoseconds since 1970-01-01T00:00:00Z */
    int64_t tick;    /* refreshes of the screen since 1970, for what moves each refresh */
    int hz;          /* refreshes a second, 1 to 240 */
    int nudge;       /* pixels added to what moves each refresh, while the display's own rate
                        is brought back to the wall clock; 0 in pictures */
    enum trust trust;
};

/* Rounds towards minus infinity; DIVISOR > 0. */
int64_t floor_div(int64_t value, int64_t divisor);
int64_t floor_mod(int64_t value, int64_t divisor);
/* The wall clock in whole seconds since 1970. */
int64_t moment_seconds(const struct moment *moment);
/* How many refreshes of HZ have begun at WALL_NS since 1970. */
int64_t moment_tick(int64_t wall_ns, int hz);

#endif
