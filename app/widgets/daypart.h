/* Dayparts: which entries of a zone are due, by the local time of the place.
 *
 * A stretch of hours lasts from the instant at which the clocks show its beginning to the one at
 * which they show its end (see zone_instant), so that a change of the clocks neither shows it
 * twice nor leaves it out; one whose end comes first on such a day is left out. */
#ifndef RIWAQ_WIDGETS_DAYPART_H
#define RIWAQ_WIDGETS_DAYPART_H

#include "content/zone.h"
#include "theme/theme.h"

struct daypart {
    unsigned due; /* bit by entry */
    /* From when to when it is so; INT64_MIN, MOMENT_NEVER: always. */
    int64_t since_ns, until_ns;
};

/* With trust unset, entries with hours or days are not due: nobody knows. */
void daypart_at(const struct theme_zone *zone, const struct zone *place,
                const struct moment *moment, struct daypart *out);

#endif
