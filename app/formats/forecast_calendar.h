/* The days of the place that a forecast is for.
 *
 * The configured place's zone wins; then the zone that the document names; then the offset that it
 * tells; then the machine's zone. */
#ifndef RIWAQ_FORMATS_FORECAST_CALENDAR_H
#define RIWAQ_FORMATS_FORECAST_CALENDAR_H

#include "formats/convert.h"

#define OFFSET_NONE INT32_MIN

struct forecast_calendar {
    const struct zone *zone; /* where OFFSET_S is OFFSET_NONE; a reference; NULL: UTC */
    int32_t offset_s;        /* east of Greenwich, on every day, or OFFSET_NONE */
    struct date today;       /* when the document was fetched */
};

/* TIMEZONE: a name of tzdata or NULL; OFFSET_S: seconds or OFFSET_NONE. Finish it. */
void forecast_calendar_init(struct forecast_calendar *out, const struct conversion *conversion,
                            const char *timezone, int32_t offset_s);
void forecast_calendar_finish(struct forecast_calendar *calendar);
struct date forecast_calendar_date(const struct forecast_calendar *calendar, int64_t at_s);
/* The instant of an hour, 0 to 23, of a date there. */
int64_t forecast_calendar_instant(const struct forecast_calendar *calendar, struct date date,
                                  int hour);

#endif
