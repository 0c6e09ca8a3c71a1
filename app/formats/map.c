#include "formats/map.h"

#include "base/memory.h"
#include "formats/document.h"
#include "formats/pointer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_MAX = 80, CODE_MAX = 99, WAY_TOLD_MAX = 64 };

#define HEADLINE(key, to, type) {"headline." key, to, MAP_PART_HEADLINE, type, false}
#define ARTICLE(key, to, type)  {"article." key, to, MAP_PART_ARTICLE, type, false}
#define WEATHER(key, to, type)  {key, to, MAP_PART_WEATHER, type, false}
#define DAY(key, to, type)      {"day." key, to, MAP_PART_DAY, type, false}
#define PRAYER(key)             {"prayers." key, key, MAP_PART_PRAYERS, MAP_CLOCK, false}
#define PLACE(key, type)        {"place." key, key, MAP_PART_PLACE, type, true}

const struct map_field_kind map_fields[MAP_FIELD_COUNT] = {
    [MAP_HEADLINES] = {"headlines", NULL, MAP_PART_HEADLINE, MAP_LIST, false},
    [MAP_HEADLINE_TITLE] = HEADLINE("title", "title", MAP_LINE),
    [MAP_HEADLINE_TIME] = HEADLINE("time", "time", MAP_TIME),
    [MAP_HEADLINE_URL] = HEADLINE("url", "url", MAP_URL),
    [MAP_HEADLINE_SOURCE] = {"headline.source", "source", MAP_PART_HEADLINE, MAP_LINE, true},
    [MAP_HEADLINE_LANG] = {"headline.lang", "lang", MAP_PART_HEADLINE, MAP_LANGUAGE, true},
    [MAP_HEADLINE_URGENT] = HEADLINE("urgent", "urgent", MAP_BOOL),
    [MAP_HEADLINE_FROM] = HEADLINE("from", "from", MAP_TIME),
    [MAP_HEADLINE_UNTIL] = HEADLINE("until", "until", MAP_TIME),
    [MAP_HEADLINE_BYLINE] = {"headline.byline", "byline", MAP_PART_HEADLINE, MAP_LINE, true},
    [MAP_HEADLINE_IMAGE] = HEADLINE("image", "image", MAP_REFERENCE),
    [MAP_HEADLINE_BODY] = HEADLINE("body", "paragraphs", MAP_BODY),
    [MAP_HEADLINE_PLAIN] = HEADLINE("plain", "paragraphs", MAP_BODY),
    [MAP_HEADLINE_COMMENTS] = HEADLINE("comments", "comments", MAP_COUNT),
    [MAP_HEADLINE_PINNED] = HEADLINE("pinned", "pinned", MAP_BOOL),
    [MAP_ARTICLE] = {"article", NULL, MAP_PART_ARTICLE, MAP_BASE, false},
    [MAP_ARTICLE_TITLE] = ARTICLE("title", "title", MAP_LINE),
    [MAP_ARTICLE_TIME] = ARTICLE("time", "time", MAP_TIME),
    [MAP_ARTICLE_URL] = ARTICLE("url", "url", MAP_URL),
    [MAP_ARTICLE_LANG] = {"article.lang", "lang", MAP_PART_ARTICLE, MAP_LANGUAGE, true},
    [MAP_ARTICLE_BYLINE] = {"article.byline", "byline", MAP_PART_ARTICLE, MAP_LINE, true},
    [MAP_ARTICLE_IMAGE] = ARTICLE("image", "image", MAP_REFERENCE),
    [MAP_ARTICLE_BODY] = ARTICLE("body", "paragraphs", MAP_BODY),
    [MAP_ARTICLE_COMMENTS] = ARTICLE("comments", "comments", MAP_COUNT),
    [MAP_WEATHER] = {"weather", NULL, MAP_PART_WEATHER, MAP_BASE, false},
    [MAP_WEATHER_AS_OF] = WEATHER("weather.as_of", "as_of", MAP_TIME),
    [MAP_WEATHER_ATTRIBUTION] = {"weather.attribution", "attribution", MAP_PART_WEATHER, MAP_LINE,
                                 true},
    [MAP_WEATHER_UNIT] = {"weather.unit", NULL, MAP_PART_WEATHER, MAP_UNIT, true},
    [MAP_NOW_TEMPERATURE] = WEATHER("now.temperature", "temperature", MAP_TEMPERATURE),
    [MAP_NOW_CODE] = WEATHER("now.code", "code", MAP_CODE),
    [MAP_NOW_DAY] = WEATHER("now.day", "day", MAP_BOOL),
    [MAP_TODAY_DATE] = WEATHER("today.date", "date", MAP_DATE),
    [MAP_TODAY_LOW] = WEATHER("today.low", "low", MAP_TEMPERATURE),
    [MAP_TODAY_HIGH] = WEATHER("today.high", "high", MAP_TEMPERATURE),
    [MAP_TODAY_CODE] = WEATHER("today.code", "code", MAP_CODE),
    [MAP_DAYS] = {"days", NULL, MAP_PART_DAY, MAP_LIST, false},
    [MAP_DAY_DATE] = DAY("date", "date", MAP_DATE),
    [MAP_DAY_LOW] = DAY("low", "low", MAP_TEMPERATURE),
    [MAP_DAY_HIGH] = DAY("high", "high", MAP_TEMPERATURE),
    [MAP_DAY_CODE] = DAY("code", "code", MAP_CODE),
    [MAP_PRAYERS] = {"prayers", NULL, MAP_PART_PRAYERS, MAP_LIST, false},
    [MAP_PRAYERS_DATE] = {"prayers.date", "date", MAP_PART_PRAYERS, MAP_DATE, false},
    [MAP_PRAYERS_PLACE] = {"prayers.place", "place", MAP_PART_PRAYERS, MAP_LINE, true},
    [MAP_PRAYERS_FAJR] = PRAYER("fajr"),
    [MAP_PRAYERS_SUNRISE] = PRAYER("sunrise"),
    [MAP_PRAYERS_DHUHR] = PRAYER("dhuhr"),
    [MAP_PRAYERS_ASR] = PRAYER("asr"),
    [MAP_PRAYERS_MAGHRIB] = PRAYER("maghrib"),
    [MAP_PRAYERS_ISHA] = PRAYER("isha"),
    [MAP_PRAYERS_HIJRI] = {"prayers.hijri", "hijri", MAP_PART_PRAYERS, MAP_HIJRI, false},
    [MAP_PLACE_NAME] = PLACE("name", MAP_LINE),
    [MAP_PLACE_LATITUDE] = {"place.latitude", "latitude", MAP_PART_PLACE, MAP_COORDINATE, false},
    [MAP_PLACE_LONGITUDE] = {"place.longitude", "longitude", MAP_PART_PLACE, MAP_COORDINATE, false},
    [MAP_PLACE_TIMEZONE] = PLACE("timezone", MAP_LINE),
    [MAP_SOCIAL_LABEL] = {"social.label", "label", MAP_PART_SOCIAL, MAP_LINE, true},
    [MAP_SOCIAL_URL] = {"social.url", "url", MAP_PART_SOCIAL, MAP_URL, true},
};

/* --- ways --- */

static bool parts(char c)
{
    return c == ' ' || c == '\t' || c == ',';
}

static bool begins_way(const char *text)
{
    return text[0] == '/' || (text[0] == '.' && (text[1] == '\0' || parts(text[1])));
}

/* A key may have white space in it ("/max temp"): only before the next way does it part. */
bool map_next_way(const char **rest, char *out, size_t size)
{
    const char *start = *rest + strspn(*rest, " \t,"), *end = start;
    if (*start == '\0')
        return false;
    for (const char *at = start; *at != '\0';) {
        end = at + strcspn(at, " \t,");
        at = end + strspn(end, " \t,");
        if (begins_way(at))
            break;
        end = *at == '\0' ? end : at;
    }
    snprintf(out, size, "%.*s", (int)(end - start), start);
    *rest = end;
    return true;
}

/* What follows a comma and is no way; a key with a comma in it is for other fields. */
const char *map_constant(enum map_field field, const char *text, size_t *ways)
{
    *ways = 0;
    if (map_fields[field].constant && !begins_way(text))
        return text;
    *ways = strlen(text);
    const char *comma = map_fields[field].constant ? strchr(text, ',') : NULL;
    for (; comma != NULL; comma = strchr(comma + 1, ',')) {
        const char *after = comma + strspn(comma, " \t,");
        if (*after == '\0' || begins_way(after))
            continue;
        *ways = (size_t)(comma - text);
        return after;
    }
    return NULL;
}

static bool check_way(const char *way, char *what, size_t size)
{
    struct fault error;
    struct pointer *pointer = pointer_create(strcmp(way, ".") == 0 ? "" : way, &error);
    if (pointer == NULL)
        snprintf(what, size, "\"%.60s\": %s", way, error.what);
    pointer_destroy(pointer);
    return pointer != NULL;
}

static bool check_unit(const char *text, char *what, size_t size)
{
    if (strchr("CFK", text[0]) != NULL && text[1] == '\0')
        return true;
    snprintf(what, size, "\"%.40s\" is no unit; write C, F or K, or the way to it", text);
    return false;
}

static bool check_constant(enum map_field field, const char *text, bool after_ways, char *what,
                           size_t size)
{
    if (map_fields[field].type == MAP_UNIT)
        return check_unit(text, what, size);
    const char *comma = after_ways ? strchr(text, ',') : NULL;
    for (; comma != NULL; comma = strchr(comma + 1, ','))
        if (begins_way(comma + strspn(comma, " \t,"))) {
            snprintf(what, size, "\"%.60s\" goes on with a way; write the text last", text);
            return false;
        }
    return true;
}

static bool check_ways(const char *ways, char *what, size_t size)
{
    char way[POINTER_BYTES_MAX + 2];
    int count = 0;
    for (const char *rest = ways; map_next_way(&rest, way, sizeof way); count++) {
        if (count == MAP_WAYS_MAX) {
            snprintf(what, size, "more than %d ways; remove some", MAP_WAYS_MAX);
            return false;
        }
        if (!check_way(way, what, size))
            return false;
    }
    return true;
}

/* What TEXT may mean: "items/0", or "$.items[0].title" and ".items" as others write ways. */
static void write_as_way(const char *text, char *out, size_t size)
{
    size_t at = 0;
    bool steps = strpbrk(text, "/ \t,") == NULL;
    if (steps && text[0] == '$')
        text++;
    if (!steps || strchr(".[", text[0]) == NULL || text[0] == '\0')
        out[at++] = '/';
    for (; *text != '\0' && at + 1 < size; text++) {
        bool parts_steps = steps && (*text == '.' || *text == '[');
        if (parts_steps && (at == 0 || out[at - 1] != '/'))
            out[at++] = '/';
        else if (!parts_steps && !(steps && strchr("]'\"*", *text) != NULL))
            out[at++] = *text;
    }
    while (steps && at > 0 && out[at - 1] == '/')
        at--;
    out[at] = '\0';
    if (at == 0)
        snprintf(out, size, ".");
}

bool map_check_ways(enum map_field field, const char *text, char *what, size_t size)
{
    size_t length;
    const char *constant = map_constant(field, text, &length);
    if (constant == NULL && !begins_way(text)) {
        char way[WAY_TOLD_MAX];
        write_as_way(text, way, sizeof way);
        snprintf(what, size, "\"%.60s\" is no way into the document; write %s", text, way);
        return false;
    }
    char *ways = memory_text_n(text, length);
    bool good = check_ways(ways, what, size);
    free(ways);
    return good && (constant == NULL || check_constant(field, constant, length > 0, what, size));
}

/* --- times, codes --- */

bool map_next_form(const char **rest, char out[MAP_FORM_MAX])
{
    const char *start = *rest + strspn(*rest, " \t|");
    size_t length = strcspn(start, "|");
    *rest = start + length;
    while (length > 0 && (start[length - 1] == ' ' || start[length - 1] == '\t'))
        length--;
    snprintf(out, MAP_FORM_MAX, "%.*s", (int)(length < MAP_FORM_MAX ? length : MAP_FORM_MAX),
             start);
    return length > 0;
}

static const char *const form_words[] = {"iso", "rfc2822", "epoch", "epoch-ms"};

/* "epoch, %d/%m/%Y" would be a pattern, of times such as "epoch, 19/03/2025". */
static bool is_parted_wrong(const char *form)
{
    size_t word = strcspn(form, " \t,;/%");
    for (size_t i = 0; i < COUNT_OF(form_words); i++)
        if (strlen(form_words[i]) == word && strncmp(form, form_words[i], word) == 0)
            return strchr(",;/%", form[word + strspn(form + word, " \t")]) != NULL &&
                   form[word] != '\0';
    return false;
}

static bool check_form(const char *form, char *what, size_t size)
{
    struct fault error;
    for (size_t i = 0; i < COUNT_OF(form_words); i++)
        if (strcmp(form, form_words[i]) == 0)
            return true;
    if (is_parted_wrong(form)) {
        snprintf(what, size, "\"%.60s\": part several forms by |, such as epoch | %%d/%%m/%%Y",
                 form);
        return false;
    }
    if (strchr(form, '%') == NULL) {
        snprintf(what, size,
                 "\"%.60s\" is no form of times; write iso, rfc2822, epoch, epoch-ms, or a "
                 "pattern such as %%d/%%m/%%Y %%H:%%M",
                 form);
        return false;
    }
    if (timestamp_pattern_check(form, &error))
        return true;
    snprintf(what, size, "at character %zu: %s", error.at + 1, error.what);
    return false;
}

bool map_check_time(const char *text, char *what, size_t size)
{
    char form[MAP_FORM_MAX];
    int count = 0;
    for (const char *rest = text; map_next_form(&rest, form); count++) {
        if (strlen(form) == MAP_FORM_MAX - 1) {
            snprintf(what, size, "\"%.60s...\" is longer than %d bytes", form, MAP_FORM_MAX - 2);
            return false;
        }
        if (!check_form(form, what, size))
            return false;
    }
    return count > 0 || check_form(text, what, size);
}

/* "light rain 61" */
static bool read_code(const char *text, size_t length, struct map_code *out)
{
    while (length > 0 && parts(text[length - 1]))
        length--;
    size_t digits = 0;
    while (digits < length && text[length - 1 - digits] >= '0' && text[length - 1 - digits] <= '9')
        digits++;
    size_t word = length - digits;
    if (digits == 0 || digits > 2 || word < 2 || !parts(text[word - 1]))
        return false;
    int code = (int)strtol(text + word, NULL, 10);
    while (word > 0 && parts(text[word - 1]))
        word--;
    *out = (struct map_code){memory_text_n(text, word), code};
    return code <= CODE_MAX;
}

struct map_code *map_read_codes(const char *text, int *count, char *what, size_t size)
{
    struct map_code *codes = memory_array(MAP_CODES_MAX, sizeof *codes);
    *count = 0;
    for (const char *at = text; *at != '\0';) {
        at += strspn(at, " \t,");
        size_t length = strcspn(at, ",");
        if (length == 0)
            continue;
        if (*count == MAP_CODES_MAX || !read_code(at, length, &codes[*count])) {
            snprintf(what, size,
                     *count == MAP_CODES_MAX
                         ? "more than 100 words; remove some (from \"%.*s\")"
                         : "\"%.*s\" is no word with its code; write sunny 0, light rain 61",
                     length < 60 ? (int)length : 60, at);
            map_codes_free(codes, *count);
            return NULL;
        }
        (*count)++;
        at += length;
    }
    return codes;
}

void map_codes_free(struct map_code *codes, int count)
{
    for (int i = 0; codes != NULL && i < count; i++)
        free((char *)codes[i].word);
    free(codes);
}

/* --- the format --- */

static json_t *convert_mapped(const struct conversion *conversion, const char *text, size_t size)
{
    json_t *document = document_load(conversion->context, text, size);
    json_t *ours =
        document != NULL ? map_convert(conversion->context->map, conversion, document) : NULL;
    json_decref(document);
    return ours;
}

const struct format format_mapped = {"mapped", "application/json", convert_mapped};
