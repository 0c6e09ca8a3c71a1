/* Aladhan's API (aladhan.com/prayer-times-api): timings of a day, calendars of a month or year. */
#include "formats/format_aladhan.h"

#include "formats/document.h"
#include "formats/map.h"

#include <math.h>
#include <string.h>

/* Its times are those of the place's clock; what stands after them ("05:01 (+01)") is its zone. */
static const struct map map = {
    .name = "aladhan",
    .built_in = true,
    .ways =
        {
            [MAP_PRAYERS] = "/data",
            [MAP_PRAYERS_DATE] = "/date/gregorian/date",
            [MAP_PRAYERS_FAJR] = "/timings/Fajr",
            [MAP_PRAYERS_SUNRISE] = "/timings/Sunrise",
            [MAP_PRAYERS_DHUHR] = "/timings/Dhuhr",
            [MAP_PRAYERS_ASR] = "/timings/Asr",
            [MAP_PRAYERS_MAGHRIB] = "/timings/Maghrib",
            [MAP_PRAYERS_ISHA] = "/timings/Isha",
            [MAP_PRAYERS_HIJRI] = "/date/hijri/date",
            [MAP_PLACE_LATITUDE] = "/data/meta/latitude, /data/0/meta/latitude",
            [MAP_PLACE_LONGITUDE] = "/data/meta/longitude, /data/0/meta/longitude",
            [MAP_PLACE_TIMEZONE] = "/data/meta/timezone, /data/0/meta/timezone",
        },
    .times[MAP_PART_PRAYERS] = "%d-%m-%Y",
};

/* {"code": 400, "status": "BAD_REQUEST", "data": "Please specify..."}, also with status 200. */
static bool is_error(const struct conversion *conversion, const json_t *document)
{
    const json_t *code = json_object_get(document, "code"),
                 *data = json_object_get(document, "data");
    const char *status = json_string_value(json_object_get(document, "status"));
    bool failed = json_is_integer(code) && json_integer_value(code) != 200;
    if (!failed && !json_is_string(data))
        return false;
    const char *words = json_is_string(data) ? json_string_value(data) : status;
    conversion_fail(conversion, NULL, "Aladhan answers \"%.200s\"; check the address",
                    words != NULL ? words : "an error");
    return true;
}

/* The months of a year, {"1": [...], "2": [...]}, one after the other. */
static void flatten(json_t *document)
{
    json_t *data = json_object_get(document, "data"), *month, *all;
    const char *key;
    if (!json_is_object(data))
        return;
    json_object_foreach(data, key, month)
    {
        if (!json_is_array(month))
            return;
    }
    all = json_array();
    json_object_foreach(data, key, month)
    {
        json_array_extend(all, month);
    }
    json_object_set_new(document, "data", all);
}

/* Asked by the name of a city or an address, it does not tell where that is, but these. */
#define NOWHERE_NORTH 8.8888888
#define NOWHERE_EAST  7.7777777
#define NOWHERE_NEAR  1e-6

/* Such a place would be another one than the screen's. */
static void forget_nowhere(const json_t *document)
{
    const json_t *data = json_object_get(document, "data");
    json_t *meta = json_object_get(json_is_array(data) ? json_array_get(data, 0) : data, "meta");
    const json_t *north = json_object_get(meta, "latitude"),
                 *east = json_object_get(meta, "longitude");
    if (fabs(json_number_value(north) - NOWHERE_NORTH) > NOWHERE_NEAR ||
        fabs(json_number_value(east) - NOWHERE_EAST) > NOWHERE_NEAR)
        return;
    json_object_del(meta, "latitude");
    json_object_del(meta, "longitude");
}

static json_t *convert(const struct conversion *conversion, const char *text, size_t size)
{
    json_t *ours = NULL, *document = document_load(conversion->context, text, size);
    if (document != NULL && !is_error(conversion, document)) {
        flatten(document);
        forget_nowhere(document);
        ours = map_convert(&map, conversion, document);
    }
    json_decref(document);
    return ours;
}

const struct format format_aladhan = {"aladhan", "application/json", convert};
