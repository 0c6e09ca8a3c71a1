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

/* How the wall clock runs for who stands before the screen. In a demo it runs fast, so that a day
 * passes in a minute; pages turn, fades come in and languages take turns by the viewer's time, at
 * their natural pace. All zero: the two times are one, as on every wall. */
struct tempo {
    int factor;      /* nanoseconds of the wall clock to one of the viewer's; 0: the two are one */
    int64_t wall_ns; /* what the wall clock reads when the viewer's time is viewer_ns */
    int64_t viewer_ns;
};

struct moment {
    int64_t wall_ns; /* nanoseconds since 1970-01-01T00:00:00Z */
    int64_t tick;    /* refreshes of the screen since 1970, for what moves each refresh */
    int hz;          /* refreshes a second, 1 to 240 */
    int nudge;       /* pixels added to what moves each refresh, while the display's own rate
                        is brought back to the wall clock; 0 in pictures */
    enum trust trust;
    struct tempo tempo;
    int step; /* by so many slides every cycle is further than its time says: keys of a window */
};

/* Rounds towards minus infinity; DIVISOR > 0. */
int64_t floor_div(int64_t value, int64_t divisor);
int64_t floor_mod(int64_t value, int64_t divisor);
/* The wall clock in whole seconds since 1970. */
int64_t moment_seconds(const struct moment *moment);
/* What the wall clock reads at the viewer's VIEWER_NS, and the viewer's time from which it reads
 * WALL_NS: at the latest, so that tempo_wall_ns of it is no later than WALL_NS. MOMENT_NEVER and
 * INT64_MIN stay, and what int64_t cannot hold becomes one of them. */
int64_t tempo_wall_ns(const struct tempo *tempo, int64_t viewer_ns);
int64_t tempo_viewer_ns(const struct tempo *tempo, int64_t wall_ns);
/* The viewer's time of MOMENT; and MOMENT's wall clock at another of the viewer's times. */
int64_t moment_viewer_ns(const struct moment *moment);
int64_t moment_wall_at(const struct moment *moment, int64_t viewer_ns);
/* How many refreshes of HZ have begun at WALL_NS since 1970. */
int64_t moment_tick(int64_t wall_ns, int hz);

#endif
