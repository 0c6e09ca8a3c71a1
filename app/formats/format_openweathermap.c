/* Four answers: /forecast (a `list` of steps of three hours), /forecast/daily (a `list` of days),
 * /onecall (`current`, `daily`) and /weather (now only).
 *
 * None tells its unit: the address does (units=metric, imperial or standard, which is Kelvin and
 * what is sent where nothing was asked for). Where the address is not known, as for a file, numbers
 * above 150 are Kelvin, others Celsius. */
#include "formats/format_openweathermap.h"

#include "base/memory.h"
#include "base/moment.h"
#include "formats/document.h"
#include "formats/forecast.h"
#include "formats/forecast_calendar.h"
#include "formats/weather_steps.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    HOUR_S = 3600,
    WARMEST = 150,
    STATUS_OK = 200,
    STATUS_DENIED = 401,
    STATUS_MISSED = 404,
    STATUS_OFTEN = 429
};

#define KELVIN 273.15

struct answer {
    const struct conversion *conversion;
    const json_t *root, *city; /* CITY: what tells of the place */
    double shift;              /* to be taken off every temperature */
};

static const json_t *first_weather(const json_t *object)
{
    return json_array_get(json_object_get(object, "weather"), 0);
}

static int code_of(const json_t *object)
{
    double id = forecast_number(json_object_get(first_weather(object), "id"));
    return fabs(id) < 1000 ? weather_code_of_condition((int)id) : WEATHER_CODE_NONE;
}

static enum daylight light_of(const json_t *object)
{
    const char *icon = forecast_text(first_weather(object), "icon");
    return icon != NULL ? weather_daylight_of_icon(icon) : DAYLIGHT_UNTOLD;
}

static double degrees_of(const struct answer *answer, const json_t *object, const char *key)
{
    return forecast_number(json_object_get(object, key)) - answer->shift;
}

static bool time_of(const json_t *object, int64_t *out)
{
    double dt = forecast_number(json_object_get(object, "dt"));
    return !isnan(dt) && timestamp_from_number(dt, false, out) == TIMESTAMP_READ;
}

/* --- units --- */

/* The value of units= in ADDRESS, its length in *LENGTH; NULL: none. */
static const char *asked_units(const char *address, size_t *length)
{
    const char *at = strchr(address, '?');
    while (at != NULL) {
        at++;
        if (strncmp(at, "units=", 6) == 0) {
            *length = strcspn(at + 6, "&#");
            return at + 6;
        }
        at = strchr(at, '&');
    }
    return NULL;
}

/* Any temperature of the answer; NAN: none. */
static double any_degrees(const json_t *root)
{
    const json_t *objects[] = {root, json_object_get(root, "current"),
                               json_array_get(json_object_get(root, "list"), 0),
                               json_array_get(json_object_get(root, "daily"), 0)};
    for (size_t i = 0; i < COUNT_OF(objects); i++) {
        const json_t *main = json_object_get(objects[i], "main");
        const json_t *temp = json_object_get(main != NULL ? main : objects[i], "temp");
        double number = forecast_number(json_is_object(temp) ? json_object_get(temp, "max") : temp);
        if (!isnan(number))
            return number;
    }
    return NAN;
}

/* Numbers that no place on Earth has are Kelvin, whatever was asked for. */
static void read_unit(struct answer *answer, struct forecast *forecast)
{
    size_t length = 0;
    const char *address = answer->conversion->context->url;
    bool asked = address != NULL && strncmp(address, "http", 4) == 0;
    const char *units = asked ? asked_units(address, &length) : NULL;
    if (any_degrees(answer->root) > WARMEST)
        answer->shift = KELVIN;
    else if (units != NULL && length == 8 && strncmp(units, "imperial", 8) == 0)
        forecast->unit = 'F';
}

/* --- the four answers --- */

static struct weather_step read_step(const struct answer *answer, const json_t *item)
{
    const json_t *main = json_object_get(item, "main");
    return (struct weather_step){
        .degrees = degrees_of(answer, main, "temp"),
        .low = degrees_of(answer, main, "temp_min"),
        .high = degrees_of(answer, main, "temp_max"),
        .code = code_of(item),
        .code_s = 3 * HOUR_S,
        .light = light_of(item),
    };
}

static void read_steps(const struct answer *answer, const json_t *list,
                       const struct forecast_calendar *calendar, struct forecast *forecast)
{
    size_t given = json_array_size(list);
    given = given < WEATHER_STEPS_MAX ? given : WEATHER_STEPS_MAX;
    struct weather_step *steps = memory_array(given, sizeof *steps);
    int count = 0;
    for (size_t i = 0; i < given; i++) {
        steps[count] = read_step(answer, json_array_get(list, i));
        if (time_of(json_array_get(list, i), &steps[count].at_s))
            count++;
    }
    weather_steps_sort(steps, count);
    weather_steps_add(steps, count, calendar, forecast);
    const struct weather_step *now =
        weather_steps_now(steps, count, answer->conversion->context->fetched_s);
    if (now != NULL && isnan(forecast->now) && forecast->now_code == WEATHER_CODE_NONE) {
        forecast->now = now->degrees;
        forecast->now_code = now->code;
        forecast->now_light = now->light;
    }
    free(steps);
}

static void read_days(const struct answer *answer, const json_t *list,
                      const struct forecast_calendar *calendar, struct forecast *forecast)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i), *temp = json_object_get(item, "temp");
        int64_t at_s;
        if (!time_of(item, &at_s))
            continue;
        struct forecast_day day = {
            .date = forecast_calendar_date(calendar, at_s),
            .low = degrees_of(answer, temp, "min"),
            .high = degrees_of(answer, temp, "max"),
            .code = code_of(item),
        };
        forecast_add(forecast, &day);
    }
}

static void read_now(const struct answer *answer, const json_t *item, const json_t *temperatures,
                     struct forecast *forecast)
{
    forecast->now = degrees_of(answer, temperatures, "temp");
    forecast->now_code = code_of(item);
    forecast->now_light = light_of(item);
    time_of(item, &forecast->as_of_s);
}

static void read_parts(const struct answer *answer, const struct forecast_calendar *calendar,
                       struct forecast *forecast)
{
    const json_t *list = json_object_get(answer->root, "list");
    const json_t *main = json_object_get(answer->root, "main");
    const json_t *current = json_object_get(answer->root, "current");
    if (main != NULL)
        read_now(answer, answer->root, main, forecast);
    if (current != NULL)
        read_now(answer, current, current, forecast);
    if (json_is_object(json_object_get(json_array_get(list, 0), "temp")))
        read_days(answer, list, calendar, forecast);
    else
        read_steps(answer, list, calendar, forecast);
    read_days(answer, json_object_get(answer->root, "daily"), calendar, forecast);
}

/* --- the document --- */

/* `cod` is "200" or 200, and only there where things went well; then there may be none at all. */
static bool is_answer(const struct answer *answer)
{
    static const char *const parts[] = {"list", "main", "current", "daily"};
    double status = forecast_number(json_object_get(answer->root, "cod"));
    if (!isnan(status) && status != STATUS_OK) {
        const char *mend = status == STATUS_DENIED   ? "; check the key (appid) in the address"
                           : status == STATUS_MISSED ? "; check the place in the address"
                           : status == STATUS_OFTEN  ? "; ask less often (every = 30 min)"
                                                     : "";
        char reason[FORECAST_REASON_MAX];
        forecast_reason(forecast_text(answer->root, "message"), reason);
        conversion_fail(answer->conversion, "/cod", "OpenWeather refuses: %.0f %s%s", status,
                        reason, mend);
        return false;
    }
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (json_object_get(answer->root, parts[i]) != NULL)
            return true;
    conversion_fail(answer->conversion, NULL,
                    "holds none of list, current, daily, main; is this OpenWeather's forecast?");
    return false;
}

static int32_t offset_of(const struct answer *answer)
{
    double offset = forecast_number(json_object_get(answer->city, "timezone"));
    if (isnan(offset))
        offset = forecast_number(json_object_get(answer->root, "timezone_offset"));
    return fabs(offset) < SECONDS_PER_DAY ? (int32_t)offset : OFFSET_NONE;
}

/* The screen's own date is the machine's, where nothing names a zone. */
static void check_offset(const struct answer *answer, const struct forecast_calendar *calendar)
{
    const struct conversion *conversion = answer->conversion;
    if (calendar->offset_s != OFFSET_NONE &&
        zone_offset(conversion->zone, conversion->context->fetched_s) != calendar->offset_s)
        conversion_warn(conversion, NULL,
                        "its place is %.4g h from Greenwich, which this machine's time zone is "
                        "not; write [place] timezone",
                        calendar->offset_s / (double)HOUR_S);
}

static json_t *place_of(const struct answer *answer)
{
    const json_t *at = json_object_get(answer->city, "coord");
    if (at == NULL)
        at = answer->root;
    return forecast_place(
        forecast_text(answer->city, "name"), forecast_number(json_object_get(at, "lat")),
        forecast_number(json_object_get(at, "lon")), forecast_text(answer->root, "timezone"));
}

static json_t *convert_answer(struct answer *answer)
{
    if (!is_answer(answer))
        return NULL;
    struct forecast_calendar calendar;
    struct forecast forecast;
    forecast_calendar_init(&calendar, answer->conversion, forecast_text(answer->root, "timezone"),
                           offset_of(answer));
    forecast_init(&forecast, calendar.today);
    forecast.attribution = "OpenWeather";
    read_unit(answer, &forecast);
    check_offset(answer, &calendar);
    read_parts(answer, &calendar, &forecast);
    forecast_calendar_finish(&calendar);
    json_t *weather = forecast_json(&forecast, answer->conversion);
    if (weather == NULL)
        return NULL;
    return forecast_document(place_of(answer), weather);
}

static json_t *convert(const struct conversion *conversion, const char *text, size_t size)
{
    json_t *document = document_load(conversion->context, text, size);
    if (document == NULL)
        return NULL;
    const json_t *city = json_object_get(document, "city");
    struct answer answer = {conversion, document, city != NULL ? city : document, 0};
    json_t *out = convert_answer(&answer);
    json_decref(document);
    return out;
}

const struct format format_openweathermap = {"openweathermap", "application/json", convert};
