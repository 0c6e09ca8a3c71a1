#include "formats/reader.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "base/moment.h"
#include "formats/clock_time.h"
#include "formats/document.h"
#include "formats/timestamp.h"
#include "formats/value_type.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    URL_BYTES_MAX = 2000, /* what fits in a QR code of bytes that phones read from afar */
    LANG_BYTES_MAX = 35,
    EPOCH_LEAST = 100 * 1000 * 1000, /* of 1973; smaller numbers are no instants: 1250, 20250319 */
    YEAR_MIN = 1900,                 /* as timestamp.h has it */
    YEAR_MAX = 2199,
    WAY_DEPTH_MAX = 8,
    WAY_MAX = 160,
    QUOTE_MAX = 60
};

/* --- reporting --- */

static void write_way(const struct node *node, struct buffer *out)
{
    const struct node *steps[WAY_DEPTH_MAX];
    int count = 0;
    for (; node != NULL && node->up != NULL && count < WAY_DEPTH_MAX; node = node->up)
        steps[count++] = node;
    while (count-- > 0) {
        if (steps[count]->key != NULL)
            buffer_print(out, "%s%s", out->length > 0 ? "." : "", steps[count]->key);
        else
            buffer_print(out, "[%zu]", steps[count]->index);
    }
}

void reader_report(const struct reader *reader, const struct node *node, const char *format, ...)
{
    char what[400];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    struct buffer way;
    buffer_init(&way, WAY_MAX);
    write_way(node, &way);
    diagnostics_add(reader->context->diagnostics, SEVERITY_WARNING, reader->context->source, 0,
                    buffer_text(&way), "%s", what);
    buffer_finish(&way);
}

static void report_type(const struct reader *reader, const struct node *node, const char *wanted)
{
    reader_report(reader, node, "found %s, write %s", value_type_name(node->value), wanted);
}

struct quote reader_quote(const char *text)
{
    struct quote quote = {{0}};
    size_t length = strlen(text);
    bool cut = length > QUOTE_MAX;
    if (cut)
        length = QUOTE_MAX;
    while (cut && length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    memcpy(quote.text, text, length);
    memcpy(quote.text + length, cut ? "..." : "", cut ? 4 : 1);
    return quote;
}

/* --- the document --- */

json_t *reader_load(const struct format_context *context, const char *text, size_t size)
{
    json_t *root = document_load(context, text, size);
    if (root != NULL && !json_is_object(root)) {
        diagnostics_add(context->diagnostics, SEVERITY_ERROR, context->source, 0, NULL,
                        "found %s, write one object { ... } around everything",
                        value_type_name(root));
        json_decref(root);
        root = NULL;
    }
    return root;
}

/* --- ways --- */

bool reader_get(const struct node *object, const char *key, struct node *out)
{
    const json_t *value = json_object_get(object->value, key);
    if (value == NULL || json_is_null(value))
        return false;
    *out = (struct node){.up = object, .key = key, .value = value};
    return true;
}

bool reader_is_object(const struct reader *reader, const struct node *node)
{
    if (json_is_object(node->value))
        return true;
    report_type(reader, node, "an object { ... }");
    return false;
}

bool reader_object(const struct reader *reader, const struct node *object, const char *key,
                   struct node *out)
{
    return reader_get(object, key, out) && reader_is_object(reader, out);
}

bool reader_array(const struct reader *reader, const struct node *object, const char *key,
                  struct node *out)
{
    if (!reader_get(object, key, out))
        return false;
    if (json_is_array(out->value))
        return true;
    report_type(reader, out, "an array [ ... ]");
    return false;
}

struct node reader_element(const struct node *array, size_t index)
{
    return (struct node){.up = array, .index = index, .value = json_array_get(array->value, index)};
}

/* --- texts --- */

const char *reader_text_of(const struct reader *reader, const struct node *node,
                           enum clean_lines lines)
{
    if (!json_is_string(node->value)) {
        report_type(reader, node, "a text in quotes");
        return NULL;
    }
    bool cut;
    const char *text = clean_text(reader->arena, json_string_value(node->value),
                                  json_string_length(node->value), lines, &cut);
    if (cut)
        reader_report(reader, node, "longer than %d bytes, the rest is cut off; shorten it",
                      TEXT_BYTES_MAX);
    return text;
}

const char *reader_text(const struct reader *reader, const struct node *object, const char *key)
{
    struct node node;
    return reader_get(object, key, &node) ? reader_text_of(reader, &node, CLEAN_ONE_LINE) : NULL;
}

bool reader_takes_url(const char *url)
{
    const char *host = NULL;
    if (strncasecmp(url, "https://", 8) == 0)
        host = url + 8;
    else if (strncasecmp(url, "http://", 7) == 0)
        host = url + 7;
    if (host == NULL || strchr("/?#:@", host[0]) != NULL || strlen(url) > URL_BYTES_MAX)
        return false;
    return strpbrk(url, " \n<>\"") == NULL;
}

/* One without a scheme (RFC 3986, 4.2): a colon only after a slash, if at all. */
static bool is_relative(const char *reference)
{
    return reference[strcspn(reference, ":/?#")] != ':' && reference[0] != '#' &&
           strlen(reference) <= URL_BYTES_MAX && strpbrk(reference, " \n<>\"") == NULL;
}

bool reader_takes_reference(const char *text)
{
    return reader_takes_url(text) || is_relative(text);
}

const char *reader_url(const struct reader *reader, const struct node *object, const char *key)
{
    struct node node;
    if (!reader_get(object, key, &node))
        return NULL;
    const char *url = reader_text_of(reader, &node, CLEAN_ONE_LINE);
    if (url == NULL || reader_takes_url(url))
        return url;
    reader_report(reader, &node,
                  "\"%s\" is no address; write http:// or https://, a host and a path, without "
                  "spaces, at most %d bytes",
                  reader_quote(url).text, URL_BYTES_MAX);
    return NULL;
}

const char *reader_reference(const struct reader *reader, const struct node *object,
                             const char *key)
{
    struct node node;
    if (!reader_get(object, key, &node))
        return NULL;
    const char *reference = reader_text_of(reader, &node, CLEAN_ONE_LINE);
    if (reference == NULL || reader_takes_reference(reference))
        return reference;
    reader_report(reader, &node,
                  "\"%s\" is no address; write http:// or https://, a host and a path, or a path "
                  "beside the document, without spaces, at most %d bytes",
                  reader_quote(reference).text, URL_BYTES_MAX);
    return NULL;
}

static bool is_alphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The shape of BCP 47: 2 to 8 letters, then parts of 1 to 8 letters or digits. */
bool reader_takes_lang(const char *lang)
{
    size_t part = 0, length = strlen(lang);
    bool first = true;
    for (size_t i = 0; i <= length; i++) {
        if (lang[i] == '-' || lang[i] == '\0') {
            if (part < (first ? 2 : 1) || part > 8)
                return false;
            part = 0;
            first = false;
        } else if (!is_alphanumeric(lang[i]) || (first && lang[i] <= '9')) {
            return false;
        } else {
            part++;
        }
    }
    return length <= LANG_BYTES_MAX;
}

const char *reader_lang(const struct reader *reader, const struct node *object, const char *key)
{
    struct node node;
    if (!reader_get(object, key, &node))
        return NULL;
    const char *lang = reader_text_of(reader, &node, CLEAN_ONE_LINE);
    if (lang == NULL || reader_takes_lang(lang))
        return lang;
    reader_report(reader, &node, "\"%s\" is no language tag; write one as \"ar\" or \"fr-MA\"",
                  reader_quote(lang).text);
    return NULL;
}

/* --- times --- */

static void report_range(const struct reader *reader, const struct node *node, const char *text)
{
    reader_report(reader, node, "\"%s\" is out of range; write a year from %d to %d",
                  reader_quote(text).text, YEAR_MIN, YEAR_MAX);
}

static int64_t read_time(const struct reader *reader, const struct node *object, const char *key,
                         int64_t fetched_s)
{
    const struct timestamp_context context = {reader->zone, fetched_s};
    struct node node;
    int64_t instant = INSTANT_NONE;
    char number[32];
    if (!reader_get(object, key, &node))
        return INSTANT_NONE;
    const char *text = number;
    enum timestamp_outcome outcome = TIMESTAMP_WRONG;
    if (json_is_number(node.value)) {
        snprintf(number, sizeof number, "%.15g", json_number_value(node.value));
        if (json_number_value(node.value) >= EPOCH_LEAST)
            outcome = timestamp_from_number(json_number_value(node.value), false, &instant);
    } else {
        text = reader_text_of(reader, &node, CLEAN_ONE_LINE);
        if (text == NULL)
            return INSTANT_NONE;
        outcome = timestamp_parse(text, TIMESTAMP_ISO | TIMESTAMP_CLOCK, &context, &instant);
    }
    if (outcome == TIMESTAMP_OUT_OF_RANGE)
        report_range(reader, &node, text);
    else if (outcome == TIMESTAMP_WRONG)
        reader_report(reader, &node,
                      "\"%s\" is no time; write it as \"12:50\" or \"2025-03-19T12:50:00+00:00\"",
                      reader_quote(text).text);
    return outcome == TIMESTAMP_READ ? instant : INSTANT_NONE;
}

int64_t reader_time(const struct reader *reader, const struct node *object, const char *key)
{
    return read_time(reader, object, key, reader->context->fetched_s);
}

/* As if asked at the end of the day, when all its hours are past. */
int64_t reader_time_today(const struct reader *reader, const struct node *object, const char *key)
{
    const struct civil end = {.date = reader->today, .hour = 23, .minute = 59};
    return read_time(reader, object, key, zone_instant(reader->zone, &end));
}

bool reader_date(const struct reader *reader, const struct node *object, const char *key,
                 struct date *out, bool *wrong)
{
    struct node node;
    struct date date;
    if (!reader_get(object, key, &node))
        return false;
    const char *text = reader_text_of(reader, &node, CLEAN_ONE_LINE);
    bool is_date = text != NULL && date_parse(text, &date);
    if (is_date && date.year >= YEAR_MIN && date.year <= YEAR_MAX) {
        *out = date;
        return true;
    }
    if (wrong != NULL && (text != NULL || !json_is_string(node.value)))
        *wrong = true;
    if (is_date)
        report_range(reader, &node, text);
    else if (text != NULL)
        reader_report(reader, &node, "\"%s\" is no date; write it as \"2025-03-19\"",
                      reader_quote(text).text);
    return false;
}

bool reader_minutes(const struct reader *reader, const struct node *object, const char *key,
                    int *out)
{
    struct node node;
    if (!reader_get(object, key, &node))
        return false;
    const char *text = reader_text_of(reader, &node, CLEAN_ONE_LINE);
    if (text == NULL || clock_time_parse(text, out))
        return text != NULL;
    reader_report(reader, &node, "\"%s\" is no time of day; write it as \"05:04\"",
                  reader_quote(text).text);
    return false;
}

/* --- numbers --- */

bool reader_bool(const struct reader *reader, const struct node *object, const char *key, bool *out)
{
    struct node node;
    if (!reader_get(object, key, &node))
        return false;
    if (json_is_boolean(node.value)) {
        *out = json_is_true(node.value);
        return true;
    }
    report_type(reader, &node, "true or false, without quotes");
    return false;
}

bool reader_number(const struct reader *reader, const struct node *object, const char *key,
                   double low, double high, double *out)
{
    struct node node;
    if (!reader_get(object, key, &node))
        return false;
    if (!json_is_number(node.value)) {
        report_type(reader, &node, "a number, without quotes");
        return false;
    }
    double value = json_number_value(node.value);
    if (value >= low && value <= high) {
        *out = value;
        return true;
    }
    reader_report(reader, &node, "%.10g is out of range; write a number from %.10g to %.10g", value,
                  low, high);
    return false;
}

bool reader_integer(const struct reader *reader, const struct node *object, const char *key,
                    int low, int high, int *out)
{
    double value;
    if (!reader_number(reader, object, key, low, high, &value))
        return false;
    if (value == floor(value)) {
        *out = (int)value;
        return true;
    }
    struct node node;
    reader_get(object, key, &node);
    reader_report(reader, &node, "%.10g is no whole number; write one from %d to %d", value, low,
                  high);
    return false;
}
