/* Steps of an hour for two or three days, then of six hours, in UTC; the last ones have an instant
 * only. `complete` also tells the lowest and highest of the next six hours. */
#include "formats/format_met_norway.h"

#include "base/memory.h"
#include "formats/document.h"
#include "formats/forecast.h"
#include "formats/forecast_calendar.h"
#include "formats/weather_steps.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    HOUR_S = 3600,
    WHERE_MAX = 120,
    DEGREES_PER_HOUR = 15,
    APART_MAX = 4 /* hours: no country's clock differs so much from its sun */
};

struct answer {
    const struct conversion *conversion;
    const json_t *series;
    bool strange; /* a symbol that is not known has been told of */
};

static const json_t *look(const json_t *value, const char *const *keys)
{
    for (; *keys != NULL; keys++)
        value = json_object_get(value, *keys);
    return value;
}
#define LOOK(value, ...) look((value), (const char *const[]){__VA_ARGS__, NULL})

static bool read_time(const json_t *value, int64_t *out)
{
    struct timestamp_context utc = {0};
    return json_is_string(value) &&
           timestamp_parse(json_string_value(value), TIMESTAMP_ISO, &utc, out) == TIMESTAMP_READ;
}

/* Of the next hour where it is told, else of the next six, else twelve. */
static void read_symbol(struct answer *answer, size_t index, const json_t *data,
                        struct weather_step *step)
{
    static const struct {
        const char *key;
        int hours;
    } spans[] = {{"next_1_hours", 1}, {"next_6_hours", 6}, {"next_12_hours", 12}};
    const char *symbol = NULL;
    size_t i = 0;
    for (; symbol == NULL && i < COUNT_OF(spans); i++)
        symbol = json_string_value(LOOK(data, spans[i].key, "summary", "symbol_code"));
    if (symbol == NULL)
        return;
    step->code = weather_code_of_symbol(symbol);
    step->code_s = (int64_t)spans[i - 1].hours * HOUR_S;
    step->light = weather_daylight_of_symbol(symbol);
    if (step->code != WEATHER_CODE_NONE || answer->strange)
        return;
    char where[WHERE_MAX];
    answer->strange = true;
    snprintf(where, sizeof where, "/properties/timeseries/%zu/data/%s/summary/symbol_code", index,
             spans[i - 1].key);
    conversion_warn(answer->conversion, where, "is no weather that riwaq knows: \"%.40s\"", symbol);
}

static bool read_step(struct answer *answer, size_t index, struct weather_step *out)
{
    const json_t *step = json_array_get(answer->series, index);
    const json_t *data = json_object_get(step, "data");
    const json_t *six = LOOK(data, "next_6_hours", "details");
    *out = (struct weather_step){
        .degrees = forecast_number(LOOK(data, "instant", "details", "air_temperature")),
        .low = forecast_number(json_object_get(six, "air_temperature_min")),
        .high = forecast_number(json_object_get(six, "air_temperature_max")),
        .range_s = 6 * HOUR_S,
        .code = WEATHER_CODE_NONE,
    };
    if (!read_time(json_object_get(step, "time"), &out->at_s)) {
        char where[WHERE_MAX];
        snprintf(where, sizeof where, "/properties/timeseries/%zu/time", index);
        conversion_warn(answer->conversion, where, "is no time, the step is left out");
        return false;
    }
    read_symbol(answer, index, data, out);
    return true;
}

static void read_series(struct answer *answer, const struct forecast_calendar *calendar,
                        struct forecast *forecast)
{
    size_t given = json_array_size(answer->series);
    given = given < WEATHER_STEPS_MAX ? given : WEATHER_STEPS_MAX;
    struct weather_step *steps = memory_array(given, sizeof *steps);
    int count = 0;
    for (size_t i = 0; i < given; i++)
        if (read_step(answer, i, &steps[count]))
            count++;
    weather_steps_sort(steps, count);
    weather_steps_add(steps, count, calendar, forecast);
    const struct weather_step *now =
        weather_steps_now(steps, count, answer->conversion->context->fetched_s);
    if (now != NULL) {
        forecast->now = now->degrees;
        forecast->now_code = now->code;
        forecast->now_light = now->light;
    }
    free(steps);
}

/* A clock that the sun there does not keep is hardly the place's. */
static void check_zone(const struct conversion *conversion, double longitude)
{
    const struct place *place = conversion->context->override;
    double clock = zone_offset(conversion->zone, conversion->context->fetched_s) / (double)HOUR_S;
    double apart = fabs(remainder(clock - longitude / DEGREES_PER_HOUR, 24));
    if ((place == NULL || place->timezone == NULL) && apart > APART_MAX)
        conversion_warn(conversion, "/geometry/coordinates",
                        "its place is far from this machine's time zone, by which its days are "
                        "made; write [place] timezone");
}

static json_t *convert_answer(struct answer *answer, const json_t *root)
{
    const json_t *meta = LOOK(root, "properties", "meta");
    const json_t *at = LOOK(root, "geometry", "coordinates");
    const char *unit = json_string_value(LOOK(meta, "units", "air_temperature"));
    struct forecast_calendar calendar;
    struct forecast forecast;
    forecast_calendar_init(&calendar, answer->conversion, NULL, OFFSET_NONE);
    forecast_init(&forecast, calendar.today);
    forecast.attribution = "MET Norway";
    forecast.unit = unit != NULL && strcmp(unit, "fahrenheit") == 0 ? 'F' : 'C';
    read_time(json_object_get(meta, "updated_at"), &forecast.as_of_s);
    check_zone(answer->conversion, forecast_number(json_array_get(at, 0)));
    read_series(answer, &calendar, &forecast);
    forecast_calendar_finish(&calendar);
    json_t *weather = forecast_json(&forecast, answer->conversion);
    if (weather == NULL)
        return NULL;
    json_t *place = forecast_place(NULL, forecast_number(json_array_get(at, 1)),
                                   forecast_number(json_array_get(at, 0)), NULL);
    return forecast_document(place, weather);
}

static json_t *convert(const struct conversion *conversion, const char *text, size_t size)
{
    json_t *document = document_load(conversion->context, text, size);
    if (document == NULL)
        return NULL;
    struct answer answer = {.conversion = conversion,
                            .series = LOOK(document, "properties", "timeseries")};
    json_t *out = NULL;
    if (json_is_array(answer.series))
        out = convert_answer(&answer, document);
    else
        conversion_fail(conversion, "/properties/timeseries",
                        "there is none; is this MET Norway's locationforecast/2.0/compact (or "
                        "complete)?");
    json_decref(document);
    return out;
}

const struct format format_met_norway = {"met-norway", "application/json", convert};
