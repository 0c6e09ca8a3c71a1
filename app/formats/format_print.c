#include "formats/format.h"

#include "base/arena.h"
#include "base/moment.h"
#include "base/printable.h"
#include "content/clean.h"
#include "content/language.h"
#include "formats/convert.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    /* Digits that a decimal number keeps through a double: 14.1 prints as 14.1. */
    REAL_DIGITS = 15,
    OFFSET_MAX = 15 * 3600, /* larger ones are not written in ISO 8601 */
    TIME_TEXT_MAX = 48
};

/* jansson takes valid UTF-8 only: a name from a configuration or an error from a server may be
 * something else. */
static json_t *text_json(const char *text)
{
    if (text == NULL)
        return NULL;
    json_t *value = json_string(text);
    if (value != NULL)
        return value;
    struct arena *arena = arena_create();
    const char *clean = clean_text(arena, text, strlen(text), CLEAN_LINES, NULL);
    value = json_string(clean != NULL ? clean : "");
    arena_destroy(arena);
    return value;
}

/* A plain text where no language has its own. */
static json_t *names_json(const char *name, const char *const names[LANGUAGE_COUNT])
{
    json_t *object = json_object();
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        convert_put(object, language_code((enum language)i), text_json(names[i]));
    if (json_object_size(object) == 0) {
        json_decref(object);
        return text_json(name);
    }
    convert_put(object, "default", text_json(name));
    return object;
}

static json_t *date_json(struct date date)
{
    char text[TIME_TEXT_MAX];
    if (date.day == 0)
        return NULL;
    date_format(date, text, sizeof text);
    return json_string(text);
}

/* ISO 8601 in ZONE; in UTC where the offset has seconds (before standard time). */
static json_t *time_json(const struct zone *zone, int64_t at_s)
{
    char text[4 * TIME_TEXT_MAX], date[TIME_TEXT_MAX], offset[TIME_TEXT_MAX] = "Z";
    if (at_s == INSTANT_NONE)
        return NULL;
    int east = zone_offset(zone, at_s);
    if (east % 60 != 0 || east > OFFSET_MAX || east < -OFFSET_MAX)
        east = 0;
    else if (zone != NULL)
        snprintf(offset, sizeof offset, "%c%02d:%02d", east < 0 ? '-' : '+',
                 (east < 0 ? -east : east) / 3600, (east < 0 ? -east : east) / 60 % 60);
    struct civil civil = civil_from_seconds(at_s + east);
    date_format(civil.date, date, sizeof date);
    snprintf(text, sizeof text, "%sT%02d:%02d:%02d%s", date, civil.hour, civil.minute, civil.second,
             offset);
    return json_string(text);
}

static json_t *place_json(const struct place *place)
{
    json_t *object = json_object();
    convert_put(object, "name", names_json(place->name, place->names));
    if (place->located) {
        convert_put(object, "latitude", json_real(place->latitude));
        convert_put(object, "longitude", json_real(place->longitude));
    }
    if (place->altitude != 0)
        convert_put(object, "altitude", json_real(place->altitude));
    convert_put(object, "timezone", text_json(place->timezone));
    return object;
}

static json_t *headlines_json(const struct content *content)
{
    json_t *array = json_array();
    for (int i = 0; i < content->headline_count; i++) {
        const struct headline *headline = &content->headlines[i];
        json_t *object = json_object();
        convert_put(object, "time", time_json(content->zone, headline->at_s));
        convert_put(object, "title", text_json(headline->title));
        convert_put(object, "url", text_json(headline->url));
        convert_put(object, "source", text_json(headline->source));
        convert_put(object, "lang", text_json(headline->lang));
        convert_put(object, "urgent", headline->urgent ? json_true() : NULL);
        convert_put(object, "from", time_json(content->zone, headline->from_s));
        convert_put(object, "until", time_json(content->zone, headline->until_s));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *article_json(const struct content *content)
{
    const struct article *article = &content->article;
    if (article->title == NULL)
        return NULL;
    json_t *object = json_object(), *paragraphs = json_array();
    convert_put(object, "title", text_json(article->title));
    convert_put(object, "byline", text_json(article->byline));
    convert_put(object, "time", time_json(content->zone, article->at_s));
    convert_put(object, "image", text_json(article->image_url));
    convert_put(object, "lang", text_json(article->lang));
    for (int i = 0; i < article->paragraph_count; i++)
        json_array_append_new(paragraphs, text_json(article->paragraphs[i]));
    convert_put(object, "paragraphs", paragraphs);
    convert_put(object, "url", text_json(article->url));
    if (article->comments != COMMENTS_NONE)
        convert_put(object, "comments", json_integer(article->comments));
    convert_put(object, "pinned", article->pinned ? json_true() : NULL);
    convert_put(object, "from", time_json(content->zone, article->from_s));
    convert_put(object, "until", time_json(content->zone, article->until_s));
    return object;
}

static json_t *temperature_json(const struct temperature *temperature)
{
    if (!temperature->known)
        return NULL;
    return temperature->decimals == 0 ? json_integer(lround(temperature->degrees))
                                      : json_real(temperature->degrees);
}

static json_t *code_json(int code)
{
    return code == WEATHER_CODE_NONE ? NULL : json_integer(code);
}

static json_t *day_json(const struct weather_day *day)
{
    json_t *object = json_object();
    convert_put(object, "date", date_json(day->date));
    convert_put(object, "low", temperature_json(&day->low));
    convert_put(object, "high", temperature_json(&day->high));
    convert_put(object, "code", code_json(day->code));
    return object;
}

static json_t *weather_json(const struct weather *weather, const struct zone *zone)
{
    if (!weather->present)
        return NULL;
    json_t *object = json_object(), *now = json_object(), *days = json_array();
    convert_put(object, "unit", json_string(weather->unit == 'F' ? "F" : "C"));
    convert_put(object, "today", day_json(&weather->today));
    convert_put(now, "temperature", temperature_json(&weather->now));
    convert_put(now, "code", code_json(weather->now_code));
    convert_put(now, "day", weather->now_day >= 0 ? json_boolean(weather->now_day) : NULL);
    convert_put(object, "now", now);
    for (int i = 0; i < weather->day_count; i++)
        json_array_append_new(days, day_json(&weather->days[i]));
    convert_put(object, "days", days);
    convert_put(object, "as_of", time_json(zone, weather->as_of_s));
    convert_put(object, "attribution", text_json(weather->attribution));
    return object;
}

/* PLACE's reference is taken over; NULL: none. */
static json_t *prayer_day_json(json_t *place, struct date date, struct date hijri,
                               const int minutes[PRAYER_COUNT])
{
    json_t *object = json_object(), *times = json_object();
    convert_put(object, "place", place);
    convert_put(object, "date", date_json(date));
    convert_put(object, "hijri", date_json(hijri));
    for (int i = 0; i < PRAYER_COUNT; i++) {
        char text[TIME_TEXT_MAX];
        minutes_format(minutes[i], text, sizeof text);
        if (minutes[i] != MINUTES_NONE)
            convert_put(times, prayer_key((enum prayer)i), json_string(text));
    }
    convert_put(object, "times", times);
    return object;
}

/* One day as an object, several as an array of them. */
static json_t *prayers_json(const struct prayers *prayers)
{
    if (!prayers->present)
        return NULL;
    json_t *place = names_json(prayers->place, prayers->places);
    json_t *first = prayer_day_json(place, prayers->date, prayers->hijri, prayers->minutes);
    if (prayers->day_count == 0)
        return first;
    json_t *array = json_array();
    json_array_append_new(array, first);
    for (int i = 0; i < prayers->day_count; i++) {
        const struct prayers_day *day = &prayers->days[i];
        json_array_append_new(array, prayer_day_json(NULL, day->date, day->hijri, day->minutes));
    }
    return array;
}

static json_t *social_json(const struct social *social)
{
    if (social->label == NULL)
        return NULL;
    json_t *object = json_object();
    convert_put(object, "label", names_json(social->label, social->labels));
    convert_put(object, "url", text_json(social->url));
    return object;
}

static json_t *sources_json(const struct content *content)
{
    static const char *const states[] = {
        [SOURCE_WAITING] = "waiting",
        [SOURCE_FRESH] = "fresh",
        [SOURCE_CACHED] = "cached",
        [SOURCE_FAILED] = "failed",
    };
    json_t *array = json_array();
    for (int i = 0; i < content->source_count; i++) {
        const struct source_report *source = &content->sources[i];
        json_t *object = json_object();
        convert_put(object, "name", text_json(source->name));
        convert_put(object, "url", text_json(source->url));
        convert_put(object, "state", json_string(states[source->state]));
        convert_put(object, "fetched", time_json(NULL, source->fetched_s));
        convert_put(object, "error", text_json(source->error));
        json_array_append_new(array, object);
    }
    return array;
}

bool format_print(const struct content *content, struct buffer *out)
{
    json_t *root = json_object();
    convert_put(root, "place", place_json(&content->place));
    convert_put(root, "headlines", headlines_json(content));
    convert_put(root, "article", article_json(content));
    convert_put(root, "weather", weather_json(&content->weather, content->zone));
    convert_put(root, "prayers", prayers_json(&content->prayers));
    convert_put(root, "social", social_json(&content->social));
    json_object_set_new(root, "sources", sources_json(content));
    char *text = json_dumps(root, JSON_INDENT(2) | JSON_REAL_PRECISION(REAL_DIGITS));
    bool done = text != NULL && printable_json(out, text) && buffer_add(out, "\n", 1);
    free(text);
    json_decref(root);
    return done;
}
