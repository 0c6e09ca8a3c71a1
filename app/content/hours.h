/* Opening hours: when a screen is on, and how bright it is, by the clocks of a place.
 *
 * A stretch of hours lasts from the instant at which the clocks show its beginning to the one at
 * which they show its end (see zone_instant): on a night on which they are changed it is an hour
 * longer or shorter, neither left out nor there twice. One whose end comes first on such a night
 * is left out. Arithmetic alone. */
#ifndef RIWAQ_CONTENT_HOURS_H
#define RIWAQ_CONTENT_HOURS_H

#include "content/zone.h"

#include <stdbool.h>

enum { HOURS_MAX = 16, DIM_POINTS_MAX = 12, DIM_FULL = 100, DIM_OVER_MAX_MIN = 12 * 60 };

struct hours_stretch {
    unsigned weekdays;    /* bits, the lowest is Sunday; not 0 */
    int from_min, to_min; /* minutes of the day, to 1440; to_min below from_min: over midnight */
    int line;             /* where it stands, for diagnostics */
};

/* COUNT 0: always on. */
struct opening_hours {
    struct hours_stretch stretches[HOURS_MAX];
    int count;
};

struct hours_state {
    bool on;
    int64_t until_ns; /* wall time of the next change, or of when to ask again; MOMENT_NEVER */
};

/* With trust unset it is on: no screen is black because of a wrong clock. */
void hours_at(const struct opening_hours *hours, const struct zone *place,
              const struct moment *moment, struct hours_state *out);

/* From AT_MIN on the brightness goes to PERCENT, evenly within OVER_MIN minutes. */
struct dim_point {
    int at_min, percent, over_min;
};

/* By at_min, no two of them the same; each holds until the next. COUNT 0: full brightness. */
struct dim {
    struct dim_point points[DIM_POINTS_MAX];
    int count;
};

/* The brightness, 1 to 100 %, in whole steps, and until when it stays so. Full with trust unset. */
int dim_at(const struct dim *dim, const struct zone *place, const struct moment *moment,
           int64_t *until_ns);

/* The instant at which the clocks of PLACE show so many MINUTES of DATE; 1440 and more are of the
 * days after. Seconds since 1970. */
int64_t local_instant(const struct zone *place, struct date date, int minutes);

#endif
