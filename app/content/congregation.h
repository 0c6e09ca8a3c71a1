/* What a mosque adds to the prayers of a day: iqama, imsak, Jumua, the Eid prayer. */
#ifndef RIWAQ_CONTENT_CONGREGATION_H
#define RIWAQ_CONTENT_CONGREGATION_H

#include "content/timetable.h"

/* How hours that somebody wrote become instants. */
struct hours {
    const struct zone *zone;
    bool standard;    /* they know no summer time: OFFSET_S holds whatever the clocks show */
    int32_t offset_s; /* seconds east of Greenwich */
};

/* MINUTES after midnight of DATE; INSTANT_NONE for MINUTES_NONE. */
int64_t hours_instant(const struct hours *hours, struct date date, int minutes);

/* Completes DAY, whose date, Hijri date and prayers are there. ROW is the official timetable's of
 * that date and wins over what SETTINGS say; NULL: it has none. HOURS are those of ROW, and have
 * the zone. */
void congregation_add(const struct prayer_settings *settings, const struct prayer_table_day *row,
                      const struct hours *hours, struct prayer_day *day);

#endif
