#include "formats/format_riwaq.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/moment.h"
#include "content/hijri.h"
#include "content/language.h"
#include "formats/format_news.h"
#include "formats/prayer_order.h"
#include "formats/reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Beyond any weather on earth in either unit: catches Kelvin and sensors that are off. */
#define DEGREES_MIN (-150.0)
#define DEGREES_MAX 150.0
/* Kilometres that the place of prayer times may be off: two minutes of the sun are told, those of
 * another region are not shown. */
#define PLACE_OFF_TOLD 55.0
#define PLACE_OFF_MOST 110.0
#define KM_OF_DEGREE   111.2
enum { CODE_MAX = 99, DAYS_BACK = 1, ALTITUDE_MAX = 9000, TIME_MAX = 16 };

/* --- names --- */

/* A text, or an object with one a language: NAMES. Returns the text, else that of "default", or
 * the first that is given. */
static const char *read_names(const struct reader *reader, const struct node *object,
                              const char *key, const char *names[LANGUAGE_COUNT])
{
    struct node node;
    if (!reader_get(object, key, &node))
        return NULL;
    if (!json_is_object(node.value))
        return reader_text_of(reader, &node, CLEAN_ONE_LINE);
    const char *code, *name = reader_text(reader, &node, "default");
    bool given = json_object_get(node.value, "default") != NULL;
    json_t *value, *texts = (json_t *)node.value; /* jansson's iterators take no const */
    json_object_foreach(texts, code, value)
    {
        enum language language;
        if (!language_parse(code, &language))
            continue;
        given = true;
        names[language] = reader_text(reader, &node, code);
        name = name != NULL ? name : names[language];
    }
    if (!given)
        reader_report(reader, &node,
                      "holds no text; write {\"default\": \"...\", \"ar\": \"...\"} with any of "
                      "default, en, fr, ar, zgh, or a text alone");
    return name;
}

/* --- place --- */

static void read_location(const struct reader *reader, const struct node *node, struct place *place)
{
    double latitude, longitude;
    bool north = reader_number(reader, node, "latitude", -90, 90, &latitude);
    bool east = reader_number(reader, node, "longitude", -180, 180, &longitude);
    if (north && east) {
        place->located = true;
        place->latitude = latitude;
        place->longitude = longitude;
    } else if (north || east) {
        struct node one;
        if (!reader_get(node, "latitude", &one) || !reader_get(node, "longitude", &one))
            reader_report(reader, node, "has only one of latitude and longitude; write both");
    }
    reader_number(reader, node, "altitude", 0, ALTITUDE_MAX, &place->altitude);
}

/* The zone decides what every time below means, so the place is read first. */
static void read_place(struct reader *reader, const struct node *root, struct content *content)
{
    const struct format_context *context = reader->context;
    struct place *place = &content->place;
    struct node node = {.up = root, .key = "place"};
    if (reader_object(reader, root, "place", &node)) {
        place->name = read_names(reader, &node, "name", place->names);
        place->timezone = reader_text(reader, &node, "timezone");
        read_location(reader, &node, place);
    }
    place_override(place, context->override, reader->arena);
    if (place->timezone != NULL && context->find_zone != NULL)
        content->zone = context->find_zone(context->find_zone_self, place->timezone);
    if (content->zone != NULL)
        return;
    content->zone = zone_take(context->fallback_zone);
    if (place->timezone != NULL) {
        struct node zone = {.up = &node, .key = "timezone"};
        reader_report(reader, &zone,
                      "no such time zone here: \"%.60s\"; write one as \"Africa/Casablanca\" (%s "
                      "is taken)",
                      place->timezone, zone_name(content->zone));
        place->timezone = NULL;
    }
}

/* --- weather --- */

/* 9 has no decimals, 14.1 one, 14.25 two; more are rounded away. */
static void read_temperature(const struct reader *reader, const struct node *node, const char *key,
                             struct temperature *out)
{
    double degrees;
    if (!reader_number(reader, node, key, DEGREES_MIN, DEGREES_MAX, &degrees))
        return;
    double one = round(degrees * 10) / 10;
    bool whole = json_is_integer(json_object_get(node->value, key));
    out->known = true;
    out->decimals = whole ? 0 : one == degrees ? 1 : 2;
    out->degrees = out->decimals == 2 ? round(degrees * 100) / 100 : degrees;
    if (out->decimals == 2 && out->degrees == round(out->degrees * 10) / 10)
        out->decimals = 1;
    out->degrees += 0.0; /* no minus before a zero */
}

static void read_day(const struct reader *reader, const struct node *node, struct weather_day *out)
{
    read_temperature(reader, node, "low", &out->low);
    read_temperature(reader, node, "high", &out->high);
    reader_integer(reader, node, "code", 0, CODE_MAX, &out->code);
}

static bool day_is_known(const struct weather_day *day)
{
    return day->low.known || day->high.known || day->code != WEATHER_CODE_NONE;
}

/* The day that an element of a list is of; without it the element is nobody's. */
static bool read_date_of(const struct reader *reader, const struct node *node, struct date *out)
{
    struct node given;
    if (!reader_is_object(reader, node))
        return false;
    if (!reader_get(node, "date", &given))
        reader_report(reader, node, "has no date, left out; write \"date\": \"2025-03-19\"");
    return reader_date(reader, node, "date", out, NULL);
}

static bool read_dated_day(const struct reader *reader, const struct node *node,
                           struct weather_day *out)
{
    *out = (struct weather_day){.code = WEATHER_CODE_NONE};
    if (!read_date_of(reader, node, &out->date))
        return false;
    read_day(reader, node, out);
    if (!day_is_known(out))
        reader_report(reader, node, "has no low, high or code, left out; write at least one");
    return day_is_known(out);
}

static int compare_days(const void *a, const void *b)
{
    const struct weather_day *left = a, *right = b;
    int64_t difference = days_from_date(left->date) - days_from_date(right->date);
    return difference < 0 ? -1 : difference > 0;
}

/* Where DATE stands among the first COUNT days, or COUNT. */
static int find_day(const struct weather_day *days, int count, struct date date)
{
    int i = 0;
    while (i < count && !date_equal(days[i].date, date))
        i++;
    return i;
}

static int read_days(const struct reader *reader, const struct node *node, struct weather_day *days)
{
    struct node array;
    int count = 0;
    if (!reader_array(reader, node, "days", &array))
        return 0;
    size_t given = json_array_size(array.value);
    for (size_t i = 0; i < given; i++) {
        struct node element = reader_element(&array, i);
        struct weather_day day;
        if (!read_dated_day(reader, &element, &day) || find_day(days, count, day.date) < count)
            continue;
        if (count == WEATHER_DAYS_MAX) {
            reader_report(reader, &array, "has %zu days, %d are shown; send fewer", given,
                          WEATHER_DAYS_MAX);
            break;
        }
        days[count++] = day;
    }
    qsort(days, (size_t)count, sizeof *days, compare_days);
    return count;
}

/* Forecasts often begin with today: that day is today's when `today` is not given, and days
 * up to today are not `days`. */
static void settle_days(const struct reader *reader, struct weather *weather,
                        struct weather_day *days, int count)
{
    int today = find_day(days, count, reader->today);
    if (!day_is_known(&weather->today) && today < count)
        weather->today = days[today];
    int past = 0;
    if (day_is_known(&weather->today)) {
        int64_t last = days_from_date(weather->today.date);
        while (past < count && days_from_date(days[past].date) <= last)
            past++;
    }
    weather->days = days + past;
    weather->day_count = count - past;
}

/* False when it is one that riwaq does not know: then no number can be shown. */
static bool read_unit(const struct reader *reader, const struct node *node, char *out)
{
    struct node unit;
    if (!reader_get(node, "unit", &unit))
        return true;
    const char *text = reader_text_of(reader, &unit, CLEAN_ONE_LINE);
    if (text != NULL && (strcmp(text, "C") == 0 || strcmp(text, "F") == 0)) {
        *out = text[0];
        return true;
    }
    if (text != NULL)
        reader_report(reader, &unit,
                      "\"%.40s\" is no unit, the weather is left out; write \"C\" or \"F\"", text);
    return text == NULL && json_is_string(unit.value);
}

static void read_weather(const struct reader *reader, const struct node *root,
                         struct content *content)
{
    struct node node, part;
    struct weather *weather = &content->weather;
    if (!reader_object(reader, root, "weather", &node) || !read_unit(reader, &node, &weather->unit))
        return;
    if (reader_object(reader, &node, "today", &part)) {
        read_day(reader, &part, &weather->today);
        struct date date = reader->today;
        reader_date(reader, &part, "date", &date, NULL);
        if (day_is_known(&weather->today))
            weather->today.date = date;
    }
    if (reader_object(reader, &node, "now", &part)) {
        read_temperature(reader, &part, "temperature", &weather->now);
        reader_integer(reader, &part, "code", 0, CODE_MAX, &weather->now_code);
        bool day;
        if (reader_bool(reader, &part, "day", &day))
            weather->now_day = day;
    }
    weather->as_of_s = reader_time(reader, &node, "as_of");
    weather->attribution = reader_text(reader, &node, "attribution");
    struct weather_day *days = arena_array(reader->arena, WEATHER_DAYS_MAX, sizeof *days);
    settle_days(reader, weather, days, read_days(reader, &node, days));
    weather->present = day_is_known(&weather->today) || weather->now.known ||
                       weather->now_code != WEATHER_CODE_NONE || weather->day_count > 0;
}

/* --- prayers, social --- */

/* As in a timetable, a day with a mistake is left out: 12-hour clocks without am and pm, columns
 * that were exchanged. */
static bool is_ordered(const struct reader *reader, const struct node *times,
                       const int minutes[PRAYER_COUNT])
{
    char time[TIME_MAX], other[TIME_MAX];
    int before, fault = prayer_order_fault(minutes, &before);
    if (fault < 0)
        return true;
    minutes_format(minutes[fault], time, sizeof time);
    minutes_format(minutes[before], other, sizeof other);
    reader_report(reader, times,
                  "%s %s is before %s %s; none of these times is used; write hours of 24",
                  prayer_key((enum prayer)fault), time, prayer_key((enum prayer)before), other);
    return false;
}

/* Whether any time is there, and all are in order. */
static bool read_prayer_times(const struct reader *reader, const struct node *node,
                              int minutes[PRAYER_COUNT])
{
    struct node times;
    bool any = false;
    for (int i = 0; i < PRAYER_COUNT; i++)
        minutes[i] = MINUTES_NONE;
    if (!reader_object(reader, node, "times", &times))
        return false;
    for (int i = 0; i < PRAYER_COUNT; i++)
        any |= reader_minutes(reader, &times, prayer_key((enum prayer)i), &minutes[i]);
    return any && is_ordered(reader, &times, minutes);
}

/* A day's date of the Hijra. */
static void read_hijri(const struct reader *reader, const struct node *node, struct date *out)
{
    struct node given;
    const char *text = reader_text(reader, node, "hijri");
    if (text != NULL && !hijri_parse(text, out) && reader_get(node, "hijri", &given))
        reader_report(reader, &given, "\"%s\" is no date of the Hijra; write \"1446-09-19\"",
                      reader_quote(text).text);
}

static int compare_prayer_days(const void *a, const void *b)
{
    const struct prayers_day *left = a, *right = b;
    int64_t difference = days_from_date(left->date) - days_from_date(right->date);
    return difference < 0 ? -1 : difference > 0;
}

/* One of several days: false when it cannot be shown, or is before FIRST. */
static bool read_prayer_day(const struct reader *reader, const struct node *node, struct date first,
                            struct prayers_day *out)
{
    *out = (struct prayers_day){0};
    if (!read_date_of(reader, node, &out->date))
        return false;
    if (days_from_date(out->date) < days_from_date(first))
        return false;
    read_hijri(reader, node, &out->hijri);
    return read_prayer_times(reader, node, out->minutes);
}

/* When the day after the reader's now begins, there. */
static int64_t next_day_s(const struct reader *reader)
{
    struct civil next = zone_civil(reader->zone, reader->now_s);
    next = (struct civil){.date = date_add_days(next.date, 1)};
    return zone_instant(reader->zone, &next);
}

/* Of a year's days, those that begin with yesterday, whose Isha may be after midnight: each day
 * there is room for one more. Of two with one date the first counts. */
static void read_prayer_days(const struct reader *reader, const struct node *array,
                             struct content *content, struct prayers *prayers)
{
    size_t given = json_array_size(array->value);
    struct date first = date_add_days(zone_civil(reader->zone, reader->now_s).date, -DAYS_BACK);
    struct prayers_day *days = memory_array(given, sizeof *days);
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < given; i++) {
        struct node node = reader_element(array, i);
        if (prayers->place == NULL && json_is_object(node.value))
            prayers->place = read_names(reader, &node, "place", prayers->places);
        count += read_prayer_day(reader, &node, first, &days[count]);
    }
    qsort(days, count, sizeof *days, compare_prayer_days);
    struct prayers_day *keep = arena_array(reader->arena, PRAYER_DAYS_MAX, sizeof *keep);
    for (size_t i = 0; i < count && kept < PRAYER_DAYS_MAX; i++)
        if (kept == 0 || !date_equal(keep[kept - 1].date, days[i].date))
            keep[kept++] = days[i];
    if (kept == PRAYER_DAYS_MAX && !date_equal(keep[kept - 1].date, days[count - 1].date))
        content_reread_by(content, next_day_s(reader));
    free(days);
    prayers->present = kept > 0;
    if (!prayers->present)
        return;
    prayers->date = keep[0].date;
    prayers->hijri = keep[0].hijri;
    memcpy(prayers->minutes, keep[0].minutes, sizeof prayers->minutes);
    prayers->days = keep + 1;
    prayers->day_count = (int)kept - 1;
}

/* Times under a date that cannot be read are nobody's: they are left out, and computed. */
static void read_prayers(const struct reader *reader, const struct node *root,
                         struct content *content)
{
    struct node node;
    struct prayers prayers = content->prayers;
    bool wrong = false;
    if (!reader_get(root, "prayers", &node))
        return;
    if (json_is_array(node.value)) {
        read_prayer_days(reader, &node, content, &prayers);
    } else if (reader_is_object(reader, &node)) {
        prayers.date = reader->today;
        reader_date(reader, &node, "date", &prayers.date, &wrong);
        read_hijri(reader, &node, &prayers.hijri);
        prayers.place = read_names(reader, &node, "place", prayers.places);
        prayers.present = read_prayer_times(reader, &node, prayers.minutes);
    }
    if (prayers.present && !wrong)
        content->prayers = prayers;
}

/* On a globe, flat between the two: near enough for near places. */
static double distance_km(const struct place *here, double latitude, double longitude)
{
    double narrower = cos((latitude + here->latitude) / 2 * acos(-1) / 180);
    double north = latitude - here->latitude;
    double east = remainder(longitude - here->longitude, 360) * narrower;
    return hypot(north, east) * KM_OF_DEGREE;
}

/* Times of another place would stand under the name of this one: better those that are computed. */
static void look_at_place(const struct reader *reader, const struct node *root,
                          struct content *content)
{
    const struct place *here = reader->context->override;
    const json_t *there = json_object_get(root->value, "place");
    const json_t *north = json_object_get(there, "latitude"),
                 *east = json_object_get(there, "longitude");
    if (!content->prayers.present || here == NULL || !here->located || !json_is_number(north) ||
        !json_is_number(east))
        return;
    double latitude = json_number_value(north), longitude = json_number_value(east);
    double km = distance_km(here, latitude, longitude);
    if (km <= PLACE_OFF_TOLD)
        return;
    bool dropped = km > PLACE_OFF_MOST;
    struct node node = {.up = root, .key = "prayers"};
    reader_report(reader, &node, "are those of %.4f, %.4f, %.0f km from [place] (%.4f, %.4f)%s",
                  latitude, longitude, km, here->latitude, here->longitude,
                  dropped ? "; none of these times is used" : "; are they right there?");
    if (dropped)
        content->prayers = (struct prayers){0};
}

static void read_social(const struct reader *reader, const struct node *root,
                        struct content *content)
{
    struct node node, given;
    if (!reader_object(reader, root, "social", &node))
        return;
    struct social social = {.url = reader_url(reader, &node, "url")};
    social.label = read_names(reader, &node, "label", social.labels);
    if (social.label != NULL)
        content->social = social;
    else if (social.url != NULL && !reader_get(&node, "label", &given))
        reader_report(reader, &node, "has no label, left out; write \"label\": \"...\"");
}

/* --- the document --- */

/* An endpoint in trouble may answer 200 and {"error": "..."}: that must not clear the screen. A
 * part that is there but empty is meant so. `sources` stands in what format_print writes. */
static bool is_ours(const struct format_context *context, const json_t *document)
{
    static const char *const parts[] = {"headlines", "article", "weather", "prayers",
                                        "social",    "place",   "sources"};
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (json_object_get(document, parts[i]) != NULL)
            return true;
    diagnostics_add(context->diagnostics, SEVERITY_ERROR, context->source, 0, NULL,
                    "holds none of headlines, article, weather, prayers, social, place; is this "
                    "riwaq's own JSON?");
    return false;
}

struct content *format_riwaq_build(const struct format_context *context, const json_t *document)
{
    if (!is_ours(context, document))
        return NULL;
    struct content *content = content_create();
    struct reader reader = {.context = context, .arena = content_arena(content)};
    reader.now_s = context->now_s > context->fetched_s ? context->now_s : context->fetched_s;
    content->read_s = reader.now_s;
    struct node root = {.value = document};
    read_place(&reader, &root, content);
    reader.zone = content->zone;
    reader.today = zone_civil(content->zone, context->fetched_s).date;
    news_read(&reader, &root, content);
    read_weather(&reader, &root, content);
    read_prayers(&reader, &root, content);
    look_at_place(&reader, &root, content);
    read_social(&reader, &root, content);
    return content;
}

struct content *format_riwaq(const struct format_context *context, const char *text, size_t size)
{
    json_t *document = reader_load(context, text, size);
    struct content *content = document != NULL ? format_riwaq_build(context, document) : NULL;
    json_decref(document);
    return content;
}
