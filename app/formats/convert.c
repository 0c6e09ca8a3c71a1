#include "formats/convert.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { WHAT_MAX = 400, TIME_MAX = 48, TITLE_MOST = 140 };

static void report(const struct conversion *conversion, enum severity severity, const char *where,
                   const char *format, va_list args)
{
    char what[WHAT_MAX];
    vsnprintf(what, sizeof what, format, args);
    diagnostics_add(conversion->context->diagnostics, severity, conversion->context->source, 0,
                    where, "%s", what);
}

void conversion_fail(const struct conversion *conversion, const char *where, const char *what, ...)
{
    va_list args;
    va_start(args, what);
    report(conversion, SEVERITY_ERROR, where, what, args);
    va_end(args);
}

void conversion_warn(const struct conversion *conversion, const char *where, const char *what, ...)
{
    va_list args;
    va_start(args, what);
    report(conversion, SEVERITY_WARNING, where, what, args);
    va_end(args);
}

struct timestamp_context conversion_time(const struct conversion *conversion)
{
    return (struct timestamp_context){conversion->zone, conversion->context->fetched_s};
}

void convert_put(json_t *object, const char *key, json_t *value)
{
    bool empty = json_is_object(value) ? json_object_size(value) == 0
                                       : json_is_array(value) && json_array_size(value) == 0;
    if (value == NULL || empty)
        json_decref(value);
    else
        json_object_set_new(object, key, value);
}

void convert_put_text(json_t *object, const char *key, const char *text)
{
    if (text != NULL && text[0] != '\0')
        convert_put(object, key, json_string(text));
}

void convert_put_instant(json_t *object, const char *key, int64_t at_s)
{
    if (at_s == INSTANT_NONE)
        return;
    char text[TIME_MAX], date[TIME_MAX];
    struct civil civil = civil_from_seconds(at_s);
    date_format(civil.date, date, sizeof date);
    snprintf(text, sizeof text, "%.12sT%02d:%02d:%02dZ", date, civil.hour, civil.minute,
             civil.second);
    convert_put(object, key, json_string(text));
}

/* Cut between two words, if there are any, and at a character. */
static size_t cut_title(const char *text)
{
    size_t end = TITLE_MOST;
    while (end > TITLE_MOST / 2 && text[end] != ' ')
        end--;
    if (text[end] != ' ')
        end = TITLE_MOST;
    while (end > 0 && ((unsigned char)text[end] & 0xC0) == 0x80)
        end--;
    return end;
}

void convert_put_title(json_t *story)
{
    json_t *paragraphs = json_object_get(story, "paragraphs");
    const char *text = json_string_value(json_array_get(paragraphs, 0));
    if (text == NULL || json_object_get(story, "title") != NULL)
        return;
    size_t length = strcspn(text, "\n");
    bool whole = length <= TITLE_MOST, alone = whole && text[length] == '\0';
    convert_put(story, "title",
                whole ? json_stringn(text, length)
                      : json_sprintf("%.*s\xE2\x80\xA6", (int)cut_title(text), text));
    if (alone)
        json_array_remove(paragraphs, 0);
    if (json_array_size(paragraphs) == 0)
        json_object_del(story, "paragraphs");
}
