/* The built-in sample: sample.json is made for 2025-03-19 and moved to the day it is shown on. */
#include "formats/format.h"

#include "base/arena.h"
#include "base/moment.h"
#include "embedded_sample.h"

#include <string.h>

/* The same weather, its dates moved by whole DAYS. */
static void shift_weather(struct content *content, int days)
{
    struct weather *weather = &content->weather;
    struct weather_day *moved =
        arena_array(content_arena(content), (size_t)weather->day_count, sizeof *moved);
    for (int i = 0; i < weather->day_count; i++) {
        moved[i] = weather->days[i];
        moved[i].date = date_add_days(moved[i].date, days);
    }
    weather->days = moved;
    weather->today.date = date_add_days(weather->today.date, days);
}

static bool is_elsewhere(const struct place *place)
{
    return place != NULL && (place->located || place->timezone != NULL);
}

struct content *format_sample(const struct format_context *context)
{
    bool elsewhere = is_elsewhere(context->override);
    struct format_context reading = *context;
    if (elsewhere) /* its prayer times are of another place: known, and seen to below */
        reading.diagnostics = NULL;
    struct content *content = format_riwaq(&reading, embedded_sample, embedded_sample_size);
    if (content == NULL) /* our own file: cannot be, the tests see to it */
        return content_create();
    struct date today = zone_civil(content->zone, context->fetched_s).date;
    shift_weather(content,
                  (int)(days_from_date(today) - days_from_date(content->weather.today.date)));
    /* Prayer times hold for one day at one place; on any other they are computed. */
    if (elsewhere || !date_equal(content->prayers.date, today))
        content->prayers.present = false;
    return content;
}
