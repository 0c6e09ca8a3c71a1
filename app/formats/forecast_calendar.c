#include "formats/forecast_calendar.h"

void forecast_calendar_init(struct forecast_calendar *out, const struct conversion *conversion,
                            const char *timezone, int32_t offset_s)
{
    const struct format_context *context = conversion->context;
    bool configured = context->override != NULL && context->override->timezone != NULL;
    *out = (struct forecast_calendar){.offset_s = OFFSET_NONE};
    if (!configured && timezone != NULL && context->find_zone != NULL)
        out->zone = context->find_zone(context->find_zone_self, timezone);
    if (out->zone == NULL && !configured && offset_s != OFFSET_NONE)
        out->offset_s = offset_s;
    else if (out->zone == NULL)
        out->zone = zone_take(conversion->zone);
    out->today = forecast_calendar_date(out, context->fetched_s);
}

void forecast_calendar_finish(struct forecast_calendar *calendar)
{
    zone_put(calendar->zone);
}

struct date forecast_calendar_date(const struct forecast_calendar *calendar, int64_t at_s)
{
    if (calendar->offset_s != OFFSET_NONE)
        return civil_from_seconds(at_s + calendar->offset_s).date;
    return zone_civil(calendar->zone, at_s).date;
}

int64_t forecast_calendar_instant(const struct forecast_calendar *calendar, struct date date,
                                  int hour)
{
    struct civil local = {.date = date, .hour = hour};
    if (calendar->offset_s != OFFSET_NONE)
        return civil_seconds(&local) - calendar->offset_s;
    return zone_instant(calendar->zone, &local);
}
