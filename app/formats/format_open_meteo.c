/* Parallel arrays: what stands in slot i of each belongs to slot i of "time". An answer of several
 * models has an array for each, its name after the quantity's ("temperature_2m_max_gfs_seamless").
 * What stands side by side is of one model: else a high of one could be below the low of another.
 */
#include "formats/format_open_meteo.h"

#include "base/memory.h"
#include "base/moment.h"
#include "formats/document.h"
#include "formats/forecast.h"
#include "formats/forecast_calendar.h"
#include "formats/weather_steps.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MODELS_MAX = 16, WHERE_MAX = 120, HOUR_S = 3600, FAR_EAST = 25 };

#define KELVIN 273.15

static const char best_model[] = "best_match"; /* what is sent where no model was asked for */

/* The arrays, or values, of one quantity in a block such as "daily", one a model. */
struct quantity {
    const char *block;
    const json_t *values[MODELS_MAX];
    const char *models[MODELS_MAX]; /* "": that of an answer of one */
    int count;
};

struct answer {
    const struct conversion *conversion;
    const json_t *root;
    int32_t offset_s; /* of all local times in it */
    bool kelvin;
    bool ragged; /* arrays of unlike lengths have been told of */
};

/* The name of a quantity until 2023, which begins those of other heights ("temperature_80m"). */
static const char bare_name[] = "temperature";

static void add_value(struct quantity *quantity, const json_t *value, const char *model)
{
    if (value == NULL || quantity->count == MODELS_MAX)
        return;
    quantity->values[quantity->count] = value;
    quantity->models[quantity->count++] = model;
}

/* The model that KEY has after NAME; NULL: none, as of another quantity or height, or of the
 * spread of an ensemble or an earlier run. */
static const char *model_of(const char *key, const char *name)
{
    static const char *const others[] = {"max", "min", "mean", "spread", "previous"};
    size_t length = strlen(name);
    if (strcmp(name, bare_name) == 0 || strncmp(key, name, length) != 0 || key[length] != '_')
        return NULL;
    const char *model = key + length + 1;
    size_t word = strcspn(model, "_");
    for (size_t i = 0; i < COUNT_OF(others); i++)
        if (word == strlen(others[i]) && strncmp(model, others[i], word) == 0)
            return NULL;
    return model[0] >= '0' && model[0] <= '9' ? NULL : model;
}

/* NAMES: the new one, then the old ones, up to NULL. */
static struct quantity quantity_find(const struct answer *answer, const char *block,
                                     const char *const *names)
{
    struct quantity found = {.block = block};
    json_t *object = json_object_get(answer->root, block);
    for (int i = 0; names[i] != NULL; i++)
        add_value(&found, json_object_get(object, names[i]), "");
    for (int i = 0; names[i] != NULL; i++) {
        char best[WHERE_MAX];
        snprintf(best, sizeof best, "%s_%s", names[i], best_model);
        const json_t *first = json_object_get(object, best);
        const char *key;
        json_t *value;
        add_value(&found, first, best_model);
        json_object_foreach(object, key, value)
        {
            const char *model = model_of(key, names[i]);
            if (model != NULL && value != first)
                add_value(&found, value, model);
        }
    }
    return found;
}

/* Slot INDEX of one of its arrays; of a block without arrays ("current"): the value itself. NULL:
 * none. */
static const json_t *value_at(const struct quantity *quantity, int i, size_t index)
{
    const json_t *value = quantity->values[i];
    if (json_is_array(value))
        value = json_array_get(value, index);
    return json_is_null(value) ? NULL : value;
}

/* The same of MODEL; NULL: of the first that has one. */
static const json_t *quantity_at(const struct quantity *quantity, const char *model, size_t index)
{
    for (int i = 0; i < quantity->count; i++) {
        const json_t *value = value_at(quantity, i, index);
        if (value != NULL && (model == NULL || strcmp(model, quantity->models[i]) == 0))
            return value;
    }
    return NULL;
}

static double degrees_at(const struct answer *answer, const struct quantity *quantity,
                         const char *model, size_t index)
{
    return forecast_number(quantity_at(quantity, model, index)) - (answer->kelvin ? KELVIN : 0);
}

/* The first model that knows both in slot INDEX, else the first that knows one of them; NULL: none
 * does. */
static const char *model_at(const struct quantity *one, const struct quantity *other, size_t index)
{
    const struct quantity *both[] = {one, other};
    for (int i = 0; i < one->count; i++) {
        const char *model = one->models[i];
        if (!isnan(forecast_number(value_at(one, i, index))) &&
            !isnan(forecast_number(quantity_at(other, model, index))))
            return model;
    }
    for (size_t k = 0; k < COUNT_OF(both); k++)
        for (int i = 0; i < both[k]->count; i++)
            if (!isnan(forecast_number(value_at(both[k], i, index))))
                return both[k]->models[i];
    return NULL;
}

/* Many a model tells no weather: then it is that of the first that does. */
static int code_at(const struct quantity *quantity, const char *model, size_t index)
{
    const json_t *value = quantity_at(quantity, model, index);
    return forecast_code(value != NULL ? value : quantity_at(quantity, NULL, index));
}

static const char *const highs[] = {"temperature_2m_max", NULL};
static const char *const lows[] = {"temperature_2m_min", NULL};
static const char *const codes[] = {"weather_code", "weathercode", NULL};
static const char *const degrees[] = {"temperature_2m", bare_name, NULL};
static const char *const daylights[] = {"is_day", NULL};

static void check_length(struct answer *answer, const struct quantity *quantity, const char *name,
                         size_t times)
{
    char where[WHERE_MAX];
    for (int i = 0; i < quantity->count && !answer->ragged; i++) {
        if (json_array_size(quantity->values[i]) == times)
            continue;
        answer->ragged = true;
        snprintf(where, sizeof where, "/%s/%s", quantity->block, name);
        conversion_warn(answer->conversion, where,
                        "has %zu values for %zu times; those without a partner are left out",
                        json_array_size(quantity->values[i]), times);
    }
}

/* --- times --- */

/* Local without an offset, or, asked for with timeformat=unixtime, seconds since 1970. */
static bool read_time(const struct answer *answer, const json_t *value, int64_t *out)
{
    struct civil civil;
    bool has_offset;
    int offset;
    if (json_is_number(value))
        return timestamp_from_number(json_number_value(value), false, out) == TIMESTAMP_READ;
    if (!json_is_string(value) ||
        !civil_parse(json_string_value(value), &civil, &has_offset, &offset))
        return false;
    *out = civil_seconds(&civil) - (has_offset ? offset : answer->offset_s);
    return true;
}

/* What the times of the answer are local to; NULL: Greenwich, which is what is sent where nothing
 * was asked for, and no place's zone. */
static const char *zone_of(const struct answer *answer)
{
    const char *timezone = forecast_text(answer->root, "timezone");
    bool greenwich =
        timezone != NULL && (strcmp(timezone, "GMT") == 0 || strcmp(timezone, "UTC") == 0 ||
                             strncmp(timezone, "Etc/", 4) == 0);
    return greenwich ? NULL : timezone;
}

static void check_zone(const struct answer *answer, double longitude)
{
    const struct conversion *conversion = answer->conversion;
    if (zone_of(answer) != NULL || answer->offset_s != 0)
        return;
    int32_t here = zone_offset(conversion->zone, conversion->context->fetched_s);
    if (here != 0 || fabs(longitude) > FAR_EAST)
        conversion_warn(conversion, "/timezone",
                        "its days are those of Greenwich, not the place's; add &timezone=auto to "
                        "the address");
}

/* --- now and days --- */

static void read_now(const struct answer *answer, struct forecast *forecast)
{
    static const char *const blocks[] = {"current", "current_weather"};
    for (size_t i = 0; i < COUNT_OF(blocks) && isnan(forecast->now); i++) {
        struct quantity now = quantity_find(answer, blocks[i], degrees);
        struct quantity code = quantity_find(answer, blocks[i], codes);
        struct quantity light = quantity_find(answer, blocks[i], daylights);
        const json_t *block = json_object_get(answer->root, blocks[i]);
        double is_day = forecast_number(quantity_at(&light, NULL, 0));
        const char *model = model_at(&now, &now, 0);
        forecast->now = degrees_at(answer, &now, model, 0);
        forecast->now_code = code_at(&code, model, 0);
        if (!isnan(is_day))
            forecast->now_light = is_day != 0 ? DAYLIGHT_DAY : DAYLIGHT_NIGHT;
        read_time(answer, json_object_get(block, "time"), &forecast->as_of_s);
    }
}

static void read_daily(struct answer *answer, struct forecast *forecast)
{
    const json_t *times = json_object_get(json_object_get(answer->root, "daily"), "time");
    struct quantity high = quantity_find(answer, "daily", highs);
    struct quantity low = quantity_find(answer, "daily", lows);
    struct quantity code = quantity_find(answer, "daily", codes);
    size_t count = json_array_size(times);
    check_length(answer, &high, highs[0], count);
    check_length(answer, &low, lows[0], count);
    check_length(answer, &code, codes[0], count);
    for (size_t i = 0; i < count; i++) {
        int64_t at_s;
        char where[WHERE_MAX];
        if (!read_time(answer, json_array_get(times, i), &at_s)) {
            snprintf(where, sizeof where, "/daily/time/%zu", i);
            conversion_warn(answer->conversion, where, "is no date, the day is left out");
            continue;
        }
        const char *model = model_at(&high, &low, i);
        struct forecast_day day = {
            .date = civil_from_seconds(at_s + answer->offset_s).date,
            .low = degrees_at(answer, &low, model, i),
            .high = degrees_at(answer, &high, model, i),
            .code = code_at(&code, model, i),
        };
        forecast_add(forecast, &day);
    }
}

/* For those who asked for hours only, or for days without temperatures. */
static void read_hourly(struct answer *answer, const struct forecast_calendar *calendar,
                        struct forecast *forecast)
{
    const json_t *times = json_object_get(json_object_get(answer->root, "hourly"), "time");
    struct quantity now = quantity_find(answer, "hourly", degrees);
    struct quantity code = quantity_find(answer, "hourly", codes);
    size_t given = json_array_size(times);
    check_length(answer, &now, degrees[0], given);
    check_length(answer, &code, codes[0], given);
    given = given < WEATHER_STEPS_MAX ? given : WEATHER_STEPS_MAX;
    struct weather_step *steps = memory_array(given, sizeof *steps);
    int count = 0;
    for (size_t i = 0; i < given; i++) {
        const char *model = model_at(&now, &now, i);
        struct weather_step step = {
            .degrees = degrees_at(answer, &now, model, i),
            .low = NAN,
            .high = NAN,
            .code = code_at(&code, model, i),
            .code_s = HOUR_S,
        };
        bool says = !isnan(step.degrees) || step.code != WEATHER_CODE_NONE;
        if (says && read_time(answer, json_array_get(times, i), &step.at_s))
            steps[count++] = step;
    }
    weather_steps_sort(steps, count);
    const struct weather_step *at =
        weather_steps_now(steps, count, answer->conversion->context->fetched_s);
    if (at != NULL && isnan(forecast->now) && forecast->now_code == WEATHER_CODE_NONE) {
        forecast->now = at->degrees;
        forecast->now_code = at->code;
    }
    if (forecast->day_count == 0)
        weather_steps_add(steps, count, calendar, forecast);
    free(steps);
}

/* --- the document --- */

static void read_units(struct answer *answer, struct forecast *forecast)
{
    static const char *const blocks[] = {"daily_units", "current_units", "current_weather_units",
                                         "hourly_units"};
    for (size_t i = 0; i < COUNT_OF(blocks); i++) {
        const char *const *names = i == 0 ? highs : degrees;
        struct quantity found = quantity_find(answer, blocks[i], names);
        if (found.count == 0 && i == 0)
            found = quantity_find(answer, blocks[i], lows);
        const char *unit = json_string_value(quantity_at(&found, NULL, 0));
        if (unit == NULL)
            continue;
        forecast->unit = strchr(unit, 'F') != NULL || strchr(unit, 'f') != NULL ? 'F' : 'C';
        answer->kelvin = strcmp(unit, "K") == 0;
        return;
    }
}

/* Whether it is a forecast at all; tells if not. */
static bool is_answer(const struct answer *answer)
{
    static const char *const blocks[] = {"current", "current_weather", "daily", "hourly"};
    char reason[FORECAST_REASON_MAX];
    forecast_reason(forecast_text(answer->root, "reason"), reason);
    for (size_t i = 0; i < COUNT_OF(blocks); i++)
        if (json_is_object(json_object_get(answer->root, blocks[i])))
            return true;
    if (reason[0] != '\0')
        conversion_fail(answer->conversion, "/reason", "Open-Meteo refuses: %s", reason);
    else if (json_object_get(answer->root, "generationtime_ms") != NULL)
        conversion_fail(answer->conversion, NULL,
                        "holds no weather; add &current=temperature_2m,weather_code,is_day"
                        "&daily=weather_code,temperature_2m_max,temperature_2m_min"
                        "&timezone=auto to the address");
    else
        conversion_fail(answer->conversion, NULL,
                        "holds none of current, daily, hourly; is this Open-Meteo's forecast?");
    return false;
}

static json_t *convert_answer(struct answer *answer)
{
    double longitude = forecast_number(json_object_get(answer->root, "longitude"));
    double offset = forecast_number(json_object_get(answer->root, "utc_offset_seconds"));
    answer->offset_s = fabs(offset) < SECONDS_PER_DAY ? (int32_t)offset : 0;
    if (!is_answer(answer))
        return NULL;
    struct forecast_calendar calendar;
    struct forecast forecast;
    forecast_calendar_init(&calendar, answer->conversion, zone_of(answer),
                           zone_of(answer) != NULL ? answer->offset_s : OFFSET_NONE);
    forecast_init(&forecast, calendar.today);
    forecast.attribution = "Open-Meteo.com";
    read_units(answer, &forecast);
    check_zone(answer, longitude);
    read_now(answer, &forecast);
    read_daily(answer, &forecast);
    if (forecast.newest_past.day == 0 || forecast.day_count > 0)
        read_hourly(answer, &calendar, &forecast);
    forecast_calendar_finish(&calendar);
    json_t *weather = forecast_json(&forecast, answer->conversion);
    if (weather == NULL)
        return NULL;
    double latitude = forecast_number(json_object_get(answer->root, "latitude"));
    return forecast_document(forecast_place(NULL, latitude, longitude, zone_of(answer)), weather);
}

static json_t *convert(const struct conversion *conversion, const char *text, size_t size)
{
    json_t *document = document_load(conversion->context, text, size);
    if (document == NULL)
        return NULL;
    struct answer answer = {.conversion = conversion, .root = document};
    if (json_is_array(document) && json_array_size(document) > 0) {
        answer.root = json_array_get(document, 0);
        if (json_array_size(document) > 1)
            conversion_warn(conversion, NULL,
                            "holds %zu places, the first is shown; ask for one only",
                            json_array_size(document));
    }
    json_t *out = convert_answer(&answer);
    json_decref(document);
    return out;
}

const struct format format_open_meteo = {"open-meteo", "application/json", convert};
