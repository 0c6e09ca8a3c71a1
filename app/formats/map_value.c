/* Values as other people write them, as riwaq's own JSON has them. */
#include "base/arena.h"
#include "base/memory.h"
#include "base/moment.h"
#include "content/clean.h"
#include "content/hijri.h"
#include "formats/clock_time.h"
#include "formats/html.h"
#include "formats/mapping.h"
#include "formats/reader.h"
#include "formats/value_type.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COUNT_MAX = 1000 * 1000 * 1000, CODE_MAX = 99, NUMBER_MAX = 48, DATE_DIGITS = 8 };

/* An epoch that is said to be none else: from 1973 on, in seconds or milliseconds. */
#define EPOCH_LEAST    1e8
#define EPOCH_MS_LEAST 1e11
#define KELVIN_ZERO    273.15

static json_t *wrong(struct mapping *mapping, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static json_t *wrong(struct mapping *mapping, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(mapping->what, sizeof mapping->what, format, args);
    va_end(args);
    return NULL;
}

static json_t *wrong_type(struct mapping *mapping, const json_t *value, const char *wanted)
{
    return wrong(mapping, "found %s where %s was expected", value_type_name(value), wanted);
}

/* --- texts --- */

/* One clean line; NULL: nothing visible, or no text. A number is a text too. */
static const char *line_of(struct mapping *mapping, const json_t *value)
{
    if (json_is_string(value))
        return clean_text(mapping->arena, json_string_value(value), json_string_length(value),
                          CLEAN_ONE_LINE, NULL);
    if (!json_is_number(value))
        return NULL;
    char *text = arena_new(mapping->arena, NUMBER_MAX);
    if (json_is_integer(value))
        snprintf(text, NUMBER_MAX, "%lld", (long long)json_integer_value(value));
    else
        snprintf(text, NUMBER_MAX, "%.15g", json_real_value(value));
    return text;
}

/* Tags, or entities, that would be read aloud on the wall. */
static bool looks_marked_up(const char *text)
{
    static const char *const marks[] = {"</", "<p>",   "<br",    "<p ",
                                        "&#", "&amp;", "&nbsp;", "&quot;"};
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (strstr(text, marks[i]) != NULL)
            return true;
    return false;
}

static json_t *json_text(const char *text)
{
    return text != NULL && text[0] != '\0' ? json_string(text) : NULL;
}

/* "A, B" of ["A", "B"]. */
static json_t *join(struct mapping *mapping, const json_t *array)
{
    struct buffer all;
    buffer_init(&all, TEXT_BYTES_MAX);
    for (size_t i = 0; i < json_array_size(array); i++) {
        const char *one = line_of(mapping, json_array_get(array, i));
        if (one != NULL)
            buffer_print(&all, "%s%s", all.length > 0 ? ", " : "", one);
    }
    json_t *text = json_text(buffer_text(&all));
    buffer_finish(&all);
    return text;
}

static json_t *read_line(struct mapping *mapping, enum map_field field, const json_t *value)
{
    enum map_part part = map_fields[field].part;
    if (json_is_array(value))
        return join(mapping, value);
    if (!json_is_string(value) && !json_is_number(value))
        return wrong_type(mapping, value, "a text");
    if (json_is_string(value) && (mapping->map->html[part] & MAP_HTML_TITLE) != 0)
        return json_text(
            html_read_line(mapping->arena, json_string_value(value), json_string_length(value)));
    const char *line = line_of(mapping, value);
    mapping->markup[part] |= line != NULL && looks_marked_up(line);
    return json_text(line);
}

/* Paragraphs where a line is empty. */
static void add_plain(struct mapping *mapping, json_t *out, const char *text, size_t length)
{
    size_t start = 0;
    for (size_t i = 0; i <= length; i++) {
        size_t gap = i == length ? 0 : strspn(text + i, " \t\r\n");
        bool blank = false;
        for (size_t at = i, lines = 0; at < i + gap; at++)
            blank |= text[at] == '\n' && ++lines == 2;
        if (i < length && !blank)
            continue;
        const char *one = clean_text(mapping->arena, text + start, i - start, CLEAN_LINES, NULL);
        if (one != NULL && json_array_size(out) < PARAGRAPHS_MAX)
            json_array_append_new(out, json_string(one));
        i = i < length ? i + gap - 1 : i;
        start = i + 1;
    }
}

static void add_html(struct mapping *mapping, json_t *out, const char *text, size_t length)
{
    struct html_text html = html_read(mapping->arena, text, length);
    if (mapping->body_image == NULL)
        mapping->body_image = html.image_url;
    for (int i = 0; i < html.paragraph_count && json_array_size(out) < PARAGRAPHS_MAX; i++)
        json_array_append_new(out, json_string(html.paragraphs[i]));
}

static json_t *read_body(struct mapping *mapping, enum map_field field, const json_t *value)
{
    enum map_part part = map_fields[field].part;
    bool html = (mapping->map->html[part] & MAP_HTML_BODY) != 0 && field != MAP_HEADLINE_PLAIN;
    if (!json_is_string(value) && !json_is_array(value))
        return wrong_type(mapping, value, "a text, or an array of texts");
    size_t count = json_is_array(value) ? json_array_size(value) : 1;
    json_t *out = json_array();
    for (size_t i = 0; i < count; i++) {
        const json_t *one = json_is_array(value) ? json_array_get(value, i) : value;
        if (!json_is_string(one))
            continue;
        const char *text = json_string_value(one);
        if (html)
            add_html(mapping, out, text, json_string_length(one));
        else
            add_plain(mapping, out, text, json_string_length(one));
        mapping->markup[part] |= !html && field != MAP_HEADLINE_PLAIN && looks_marked_up(text);
    }
    if (json_array_size(out) > 0)
        return out;
    json_decref(out);
    return NULL;
}

static json_t *read_address(struct mapping *mapping, const json_t *value, bool relative)
{
    const char *text = json_is_string(value) ? line_of(mapping, value) : NULL;
    if (!json_is_string(value))
        return wrong_type(mapping, value, "an address");
    if (text == NULL)
        return NULL;
    if (relative ? reader_takes_reference(text) : reader_takes_url(text))
        return json_string(text);
    return wrong(mapping, "\"%s\" is no address of the web", reader_quote(text).text);
}

/* "fr_MA.UTF-8" as well. */
static json_t *read_language(struct mapping *mapping, const json_t *value)
{
    const char *text = json_is_string(value) ? line_of(mapping, value) : NULL;
    if (!json_is_string(value))
        return wrong_type(mapping, value, "a language tag");
    if (text == NULL)
        return NULL;
    char *tag = arena_text_n(mapping->arena, text, strcspn(text, ".@"));
    for (char *at = tag; *at != '\0'; at++)
        *at = *at == '_' ? '-' : *at;
    if (reader_takes_lang(tag))
        return json_string(tag);
    return wrong(mapping, "\"%s\" is no language tag", reader_quote(text).text);
}

/* --- numbers --- */

/* "21", "-0.5", "21,5", "21 °C", "21%": what it begins with. */
static bool number_of(struct mapping *mapping, const json_t *value, double *out, bool *whole)
{
    *whole = json_is_integer(value);
    *out = json_number_value(value);
    if (json_is_number(value))
        return true;
    const char *text = line_of(mapping, value);
    if (text == NULL)
        return false;
    char number[NUMBER_MAX];
    if (strncmp(text, "\xE2\x88\x92", 3) == 0) /* the minus sign */
        snprintf(number, sizeof number, "-%s", text + 3);
    else
        snprintf(number, sizeof number, "%s", text);
    char *comma = strchr(number, ',');
    if (comma != NULL && strchr(number, '.') == NULL)
        *comma = '.';
    size_t length = strspn(number, "+-0123456789.eE");
    const char *after = number + length + strspn(number + length, " ");
    bool unit = strncmp(after, "\xC2\xB0", 2) == 0 || (after[0] != '\0' && after[1] == '\0');
    if (length == 0 || (*after != '\0' && !unit))
        return false;
    number[length] = '\0';
    char *end;
    *out = strtod(number, &end);
    *whole = strpbrk(number, ".eE") == NULL;
    return end != number && *end == '\0' && isfinite(*out);
}

static json_t *wrong_number(struct mapping *mapping, const json_t *value)
{
    if (!json_is_string(value))
        return wrong_type(mapping, value, "a number");
    const char *text = line_of(mapping, value);
    if (text == NULL || strcmp(text, "-") == 0)
        return NULL;
    return wrong(mapping, "\"%s\" is no number", reader_quote(text).text);
}

static json_t *out_of_range(struct mapping *mapping, double number, double low, double high)
{
    return wrong(mapping, "%.10g is out of range, %.10g to %.10g", number, low, high);
}

static json_t *read_whole(struct mapping *mapping, const json_t *value, int most)
{
    double number;
    bool whole;
    if (json_is_array(value)) /* of comments, themselves */
        return json_integer((json_int_t)json_array_size(value));
    if (!number_of(mapping, value, &number, &whole))
        return wrong_number(mapping, value);
    if (number != floor(number))
        return wrong(mapping, "%.10g is no whole number", number);
    if (number < 0 || number > most)
        return out_of_range(mapping, number, 0, most);
    return json_integer((json_int_t)number);
}

static json_t *read_coordinate(struct mapping *mapping, enum map_field field, const json_t *value)
{
    double number, most = field == MAP_PLACE_LATITUDE ? 90 : 180;
    bool whole;
    if (!number_of(mapping, value, &number, &whole))
        return wrong_number(mapping, value);
    if (number < -most || number > most)
        return out_of_range(mapping, number, -most, most);
    return json_real(number);
}

static json_t *read_temperature(struct mapping *mapping, const json_t *value)
{
    double number;
    bool whole;
    if (!number_of(mapping, value, &number, &whole))
        return wrong_number(mapping, value);
    if (mapping->unit == 'K')
        number = round((number - KELVIN_ZERO) * 10) / 10;
    if (number < -150 || number > 150)
        return out_of_range(mapping, number, -150, 150);
    return whole && mapping->unit != 'K' ? json_integer((json_int_t)number) : json_real(number);
}

static json_t *read_code(struct mapping *mapping, const json_t *value)
{
    const struct map *map = mapping->map;
    if (map->code_count == 0)
        return json_is_array(value) ? wrong_type(mapping, value, "a code")
                                    : read_whole(mapping, value, CODE_MAX);
    const char *word = line_of(mapping, value);
    if (word == NULL)
        return json_is_string(value) ? NULL : wrong_type(mapping, value, "a word or number");
    for (int i = 0; i < map->code_count; i++)
        if (strcasecmp(map->codes[i].word, word) == 0)
            return json_integer(map->codes[i].code);
    return wrong(mapping, "\"%s\" is none of the words of weather.codes", reader_quote(word).text);
}

/* Whether WORDS, parted by commas, has WORD. */
static bool has_word(const char *words, const char *word)
{
    size_t wanted = strlen(word);
    for (const char *at = words; *at != '\0';) {
        at += strspn(at, " \t,");
        size_t all = strcspn(at, ","), length = all;
        while (length > 0 && (at[length - 1] == ' ' || at[length - 1] == '\t'))
            length--;
        if (length > 0 && length == wanted && strncasecmp(at, word, length) == 0)
            return true;
        at += all;
    }
    return false;
}

static json_t *read_bool(struct mapping *mapping, enum map_field field, const json_t *value)
{
    const char *urgent = field == MAP_HEADLINE_URGENT ? mapping->map->urgent_words : NULL;
    static const char *const words[] = {"no",  "yes", "false", "true", "0",     "1",
                                        "off", "on",  "n",     "y",    "night", "day"};
    if (json_is_boolean(value))
        return json_boolean(json_is_true(value));
    const char *text = line_of(mapping, value);
    if (text == NULL)
        return json_is_string(value) ? NULL : wrong_type(mapping, value, "true or false");
    if (urgent != NULL)
        return json_boolean(has_word(urgent, text));
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (strcasecmp(words[i], text) == 0)
            return json_boolean(i % 2 == 1);
    if (strcasecmp(text, "d") == 0)
        return json_true();
    return wrong(mapping, "\"%s\" is neither true nor false%s", reader_quote(text).text,
                 field == MAP_HEADLINE_URGENT ? " (headline.urgent_words says what is urgent)"
                                              : "");
}

/* --- times --- */

/* Times of day that are to come are today's, others maybe yesterday's (timestamp.h). */
static struct timestamp_context time_context(const struct mapping *mapping, enum map_field field)
{
    struct timestamp_context context = {mapping->zone, mapping->conversion->context->fetched_s};
    if (field == MAP_HEADLINE_FROM || field == MAP_HEADLINE_UNTIL) {
        const struct civil end = {.date = mapping->today, .hour = 23, .minute = 59};
        context.fetched_s = zone_instant(mapping->zone, &end);
    }
    return context;
}

/* Without a form: what looks like one of them. */
static enum timestamp_outcome parse_any(const char *text, enum map_type type,
                                        const struct timestamp_context *context, int64_t *out)
{
    unsigned forms = TIMESTAMP_ISO | TIMESTAMP_MAIL | (type == MAP_TIME ? TIMESTAMP_CLOCK : 0);
    size_t digits = strspn(text, "0123456789");
    if (digits <= DATE_DIGITS || (text[digits] != '\0' && text[digits] != '.'))
        return timestamp_parse(text, forms, context, out);
    double number = strtod(text, NULL);
    return timestamp_from_number(number, number >= EPOCH_MS_LEAST, out);
}

/* Of one form. */
static enum timestamp_outcome parse_form(const json_t *value, const char *text, const char *form,
                                         const struct timestamp_context *context, int64_t *out)
{
    if (strchr(form, '%') != NULL)
        return timestamp_parse_pattern(text, form, context, out);
    if (strncmp(form, "epoch", 5) == 0) {
        bool ms = form[5] != '\0';
        return json_is_number(value)
                   ? timestamp_from_number(json_number_value(value), ms, out)
                   : timestamp_parse(text, ms ? TIMESTAMP_EPOCH_MS : TIMESTAMP_EPOCH_S, context,
                                     out);
    }
    return timestamp_parse(text, strcmp(form, "iso") == 0 ? TIMESTAMP_ISO : TIMESTAMP_MAIL, context,
                           out);
}

static enum timestamp_outcome parse_time(const struct mapping *mapping, enum map_field field,
                                         const json_t *value, const char *text, int64_t *out)
{
    const struct map_field_kind *kind = &map_fields[field];
    const char *rest = mapping->map->times[kind->part];
    const struct timestamp_context context = time_context(mapping, field);
    double number = json_number_value(value);
    if (rest == NULL && json_is_number(value) && number >= EPOCH_LEAST)
        return timestamp_from_number(number, number >= EPOCH_MS_LEAST, out);
    if (rest == NULL)
        return json_is_number(value) && kind->type == MAP_TIME
                   ? TIMESTAMP_WRONG
                   : parse_any(text, kind->type, &context, out);
    enum timestamp_outcome told = TIMESTAMP_WRONG;
    for (char form[MAP_FORM_MAX]; map_next_form(&rest, form);) {
        enum timestamp_outcome outcome = parse_form(value, text, form, &context, out);
        if (outcome == TIMESTAMP_READ)
            return outcome;
        told = outcome == TIMESTAMP_OUT_OF_RANGE ? outcome : told;
    }
    return told;
}

static json_t *instant_json(int64_t instant)
{
    json_t *holder = json_object();
    convert_put_instant(holder, "time", instant);
    json_t *text = json_incref(json_object_get(holder, "time"));
    json_decref(holder);
    return text;
}

static json_t *read_time(struct mapping *mapping, enum map_field field, const json_t *value)
{
    const struct map_field_kind *kind = &map_fields[field];
    const char *form = mapping->map->times[kind->part], *text = line_of(mapping, value);
    if (!json_is_string(value) && !json_is_number(value))
        return wrong_type(mapping, value, "a time");
    if (text == NULL)
        return NULL;
    int64_t instant;
    char date[NUMBER_MAX];
    switch (parse_time(mapping, field, value, text, &instant)) {
    case TIMESTAMP_READ:
        if (kind->type == MAP_TIME)
            return instant_json(instant);
        date_format(zone_civil(mapping->zone, instant).date, date, sizeof date);
        return json_string(date);
    case TIMESTAMP_OUT_OF_RANGE:
        return wrong(mapping, "\"%s\" is out of range, the years 1900 to 2199",
                     reader_quote(text).text);
    case TIMESTAMP_WRONG:
        break;
    }
    return wrong(mapping, "\"%s\" is no %s%s%s", reader_quote(text).text,
                 kind->type == MAP_TIME ? "time" : "date", form != NULL ? " of the form " : "",
                 form != NULL ? form : "");
}

/* Also the hour of "2025-03-19T05:01:00+00:00": the clock of the place, as it is written. */
static json_t *read_clock(struct mapping *mapping, const json_t *value)
{
    const char *text = json_is_string(value) ? line_of(mapping, value) : NULL;
    if (!json_is_string(value))
        return wrong_type(mapping, value, "a time of day");
    if (text == NULL)
        return NULL;
    int minutes;
    char clock[NUMBER_MAX];
    struct date date;
    snprintf(clock, sizeof clock, "%.10s", text);
    bool dated = strlen(text) >= 16 && date_parse(clock, &date) && strchr("Tt ", text[10]) != NULL;
    snprintf(clock, sizeof clock, "%.5s", dated ? text + 11 : "");
    if (!clock_time_parse(dated ? clock : text, &minutes))
        return wrong(mapping, "\"%s\" is no time of day", reader_quote(text).text);
    minutes_format(minutes, clock, sizeof clock);
    return json_string(clock);
}

static json_t *read_hijri(struct mapping *mapping, const json_t *value)
{
    const char *text = json_is_string(value) ? line_of(mapping, value) : NULL;
    if (!json_is_string(value))
        return wrong_type(mapping, value, "a date of the Hijra");
    if (text == NULL)
        return NULL;
    struct date hijri;
    char date[NUMBER_MAX];
    if (!hijri_parse(text, &hijri))
        return wrong(mapping, "\"%s\" is no date of the Hijra", reader_quote(text).text);
    date_format(hijri, date, sizeof date);
    return json_string(date);
}

/* --- units --- */

static json_t *read_unit(struct mapping *mapping, const json_t *value)
{
    static const struct {
        const char *word, *unit;
    } words[] = {
        {"C", "C"},
        {"\xC2\xB0"
         "C",
         "C"},
        {"celsius", "C"},
        {"metric", "C"},
        {"si", "C"},
        {"F", "F"},
        {"\xC2\xB0"
         "F",
         "F"},
        {"fahrenheit", "F"},
        {"imperial", "F"},
        {"us", "F"},
        {"K", "K"},
        {"kelvin", "K"},
        {"standard", "K"},
        {"\xC2\xB0"
         "K",
         "K"},
    };
    const char *text = json_is_string(value) ? line_of(mapping, value) : NULL;
    if (!json_is_string(value))
        return wrong_type(mapping, value, "a unit");
    for (size_t i = 0; text != NULL && i < COUNT_OF(words); i++)
        if (strcasecmp(words[i].word, text) == 0)
            return json_string(words[i].unit);
    return text == NULL
               ? NULL
               : wrong(mapping, "\"%s\" is no unit of temperatures", reader_quote(text).text);
}

json_t *mapping_read(struct mapping *mapping, enum map_field field, const json_t *value)
{
    mapping->what[0] = '\0';
    switch (map_fields[field].type) {
    case MAP_LINE:
        return read_line(mapping, field, value);
    case MAP_BODY:
        return read_body(mapping, field, value);
    case MAP_URL:
        return read_address(mapping, value, false);
    case MAP_REFERENCE:
        return read_address(mapping, value, true);
    case MAP_LANGUAGE:
        return read_language(mapping, value);
    case MAP_TIME:
    case MAP_DATE:
        return read_time(mapping, field, value);
    case MAP_HIJRI:
        return read_hijri(mapping, value);
    case MAP_CLOCK:
        return read_clock(mapping, value);
    case MAP_BOOL:
        return read_bool(mapping, field, value);
    case MAP_COUNT:
        return read_whole(mapping, value, COUNT_MAX);
    case MAP_COORDINATE:
        return read_coordinate(mapping, field, value);
    case MAP_TEMPERATURE:
        return read_temperature(mapping, value);
    case MAP_CODE:
        return read_code(mapping, value);
    case MAP_UNIT:
        return read_unit(mapping, value);
    case MAP_LIST:
    case MAP_BASE:
        break;
    }
    return NULL;
}
