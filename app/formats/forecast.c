#include "formats/forecast.h"

#include "base/moment.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NUMBER_LIMIT 1e12

enum { NUMBER_MAX = 40, DATE_MAX = 16, CODE_LAST = 99 };

void forecast_init(struct forecast *out, struct date today)
{
    *out = (struct forecast){
        .unit = 'C',
        .as_of_s = INSTANT_NONE,
        .now = NAN,
        .now_code = WEATHER_CODE_NONE,
        .today = today,
    };
}

static double tenths(double degrees)
{
    return round(degrees * 10) / 10 + 0.0; /* no minus before a zero */
}

static bool has_fraction(double degrees)
{
    return !isnan(degrees) && tenths(degrees) != round(degrees);
}

void forecast_note(struct forecast *forecast, double degrees)
{
    forecast->fractions |= has_fraction(degrees);
}

void forecast_add(struct forecast *forecast, const struct forecast_day *day)
{
    if (isnan(day->low) && isnan(day->high) && day->code == WEATHER_CODE_NONE)
        return;
    if (days_from_date(day->date) < days_from_date(forecast->today)) {
        forecast->newest_past = day->date;
        return;
    }
    if (forecast->day_count < WEATHER_DAYS_MAX)
        forecast->days[forecast->day_count++] = *day;
    forecast_note(forecast, day->low);
    forecast_note(forecast, day->high);
}

static void put_degrees(json_t *object, const char *key, double degrees, bool fractions)
{
    if (isnan(degrees))
        return;
    convert_put(object, key,
                fractions ? json_real(tenths(degrees)) : json_integer(llround(degrees)));
}

static void put_code(json_t *object, int code)
{
    if (code != WEATHER_CODE_NONE)
        convert_put(object, "code", json_integer(code));
}

static json_t *day_json(const struct forecast_day *day, bool fractions)
{
    char date[DATE_MAX];
    json_t *object = json_object();
    date_format(day->date, date, sizeof date);
    convert_put_text(object, "date", date);
    put_degrees(object, "low", day->low, fractions);
    put_degrees(object, "high", day->high, fractions);
    put_code(object, day->code);
    return object;
}

static json_t *now_json(const struct forecast *forecast)
{
    json_t *object = json_object();
    put_degrees(object, "temperature", forecast->now, forecast->fractions);
    put_code(object, forecast->now_code);
    if (json_object_size(object) > 0 && forecast->now_light != DAYLIGHT_UNTOLD)
        convert_put(object, "day", json_boolean(forecast->now_light == DAYLIGHT_DAY));
    return object;
}

static void report_nothing(const struct forecast *forecast, const struct conversion *conversion)
{
    char date[DATE_MAX];
    if (forecast->newest_past.day == 0) {
        conversion_fail(conversion, NULL, "holds no temperature and no weather at all");
        return;
    }
    date_format(forecast->newest_past, date, sizeof date);
    conversion_fail(conversion, NULL,
                    "all its days are over, the last was %s; check this machine's clock, and that "
                    "the address does not ask for a day of the past",
                    date);
}

json_t *forecast_json(struct forecast *forecast, const struct conversion *conversion)
{
    if (forecast->day_count == 0 && isnan(forecast->now) &&
        forecast->now_code == WEATHER_CODE_NONE) {
        report_nothing(forecast, conversion);
        return NULL;
    }
    forecast_note(forecast, forecast->now);
    char unit[] = {forecast->unit, '\0'};
    json_t *weather = json_object(), *days = json_array();
    convert_put_text(weather, "unit", unit);
    convert_put_instant(weather, "as_of", forecast->as_of_s);
    convert_put_text(weather, "attribution", forecast->attribution);
    convert_put(weather, "now", now_json(forecast));
    for (int i = 0; i < forecast->day_count; i++)
        json_array_append_new(days, day_json(&forecast->days[i], forecast->fractions));
    convert_put(weather, "days", days);
    return weather;
}

/* Larger ones are nothing that a forecast holds, and no integers. */
static double in_range(double number)
{
    return fabs(number) < NUMBER_LIMIT ? number : NAN;
}

double forecast_number(const json_t *value)
{
    if (json_is_number(value))
        return in_range(json_number_value(value));
    const char *text = json_string_value(value);
    if (text == NULL || text[0] == '\0' || strlen(text) > NUMBER_MAX ||
        strspn(text, "+-.0123456789eE") != strlen(text))
        return NAN;
    char *end;
    double number = strtod(text, &end);
    return *end == '\0' ? in_range(number) : NAN;
}

int forecast_code(const json_t *value)
{
    double number = forecast_number(value);
    return number >= 0 && number <= CODE_LAST ? (int)number : WEATHER_CODE_NONE;
}

const char *forecast_text(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

void forecast_reason(const char *text, char out[FORECAST_REASON_MAX])
{
    size_t length = text != NULL ? strlen(text) : 0, cap = FORECAST_REASON_MAX - 1;
    if (length > cap) { /* at a character, not within one */
        length = cap;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
            length--;
    }
    while (length > 0 && strchr(". ", text[length - 1]) != NULL)
        length--;
    memcpy(out, text != NULL ? text : "", length);
    out[length] = '\0';
}

json_t *forecast_place(const char *name, double latitude, double longitude, const char *timezone)
{
    json_t *place = json_object();
    convert_put_text(place, "name", name);
    if (fabs(latitude) <= 90 && fabs(longitude) <= 180) {
        convert_put(place, "latitude", json_real(latitude));
        convert_put(place, "longitude", json_real(longitude));
    }
    convert_put_text(place, "timezone", timezone);
    if (json_object_size(place) > 0)
        return place;
    json_decref(place);
    return NULL;
}

json_t *forecast_document(json_t *place, json_t *weather)
{
    json_t *document = json_object();
    convert_put(document, "place", place);
    convert_put(document, "weather", weather);
    return document;
}
