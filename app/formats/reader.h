/* Reading a JSON document key by key: each value knows the way to it ("headlines[3].time"),
 * and what is wrong with it is reported with that way and left out.
 *
 * Private to the formats floor. A key that is missing, or null, is absent: never a mistake. */
#ifndef RIWAQ_FORMATS_READER_H
#define RIWAQ_FORMATS_READER_H

#include "content/clean.h"
#include "formats/format.h"

#include <jansson.h>
#include <stdbool.h>

struct reader {
    const struct format_context *context;
    struct arena *arena;     /* for texts */
    const struct zone *zone; /* of the place, for times without offset; NULL: UTC */
    struct date today;       /* the place's date when the document was fetched */
    int64_t now_s;           /* when it is read, not before the fetch */
};

/* A value and the way to it; lives on the stack of whoever reads. */
struct node {
    const struct node *up; /* NULL: the document */
    const char *key;       /* in UP; NULL: an element of an array */
    size_t index;
    const json_t *value;
};

/* Adds a finding: WHERE is the way to NODE. What was left out is a warning. */
void reader_report(const struct reader *reader, const struct node *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The document (json_decref() it), mended where that helps, with a warning (see repair.h); or
 * NULL with one error: no JSON, or no object. */
json_t *reader_load(const struct format_context *context, const char *text, size_t size);

/* False when OBJECT has no KEY. */
bool reader_get(const struct node *object, const char *key, struct node *out);
/* The same for an object or an array; another type is reported, false. */
bool reader_object(const struct reader *reader, const struct node *object, const char *key,
                   struct node *out);
bool reader_array(const struct reader *reader, const struct node *object, const char *key,
                  struct node *out);
/* An element of an array that a key led to. */
struct node reader_element(const struct node *array, size_t index);
/* Whether NODE is an object; another type is reported. */
bool reader_is_object(const struct reader *reader, const struct node *node);

/* Whether a clean text is an address of the web / that, or one relative to the document / a
 * language tag: what the functions below let through. */
bool reader_takes_url(const char *text);
bool reader_takes_reference(const char *text);
bool reader_takes_lang(const char *text);
/* For messages: TEXT, cut at a character when it is long. */
struct quote {
    char text[64];
};
struct quote reader_quote(const char *text);

/* A clean text in the arena; NULL when absent, empty, or no text (reported). */
const char *reader_text_of(const struct reader *reader, const struct node *node,
                           enum clean_lines lines);
const char *reader_text(const struct reader *reader, const struct node *object, const char *key);
/* The same, and it must be an address of the web / a language tag / an address of the web, or one
 * relative to the document ("pic.png", "/img/a.jpg"), as it stands. */
const char *reader_url(const struct reader *reader, const struct node *object, const char *key);
const char *reader_lang(const struct reader *reader, const struct node *object, const char *key);
const char *reader_reference(const struct reader *reader, const struct node *object,
                             const char *key);

/* ISO 8601 with or without offset (then of the place's zone), a number of seconds since 1970, or
 * HH:MM of today, or of yesterday where that would lie more than an hour after the fetch: for what
 * has happened. Seconds since 1970, or INSTANT_NONE when absent or wrong. Years 1900 to 2199. */
int64_t reader_time(const struct reader *reader, const struct node *object, const char *key);
/* The same, but HH:MM is of today: for what may be to come. */
int64_t reader_time_today(const struct reader *reader, const struct node *object, const char *key);
/* The next three: false when absent or wrong, and then *OUT is left as it was; *WRONG (may be
 * NULL) is set when it was there but wrong. */
bool reader_date(const struct reader *reader, const struct node *object, const char *key,
                 struct date *out, bool *wrong);
bool reader_minutes(const struct reader *reader, const struct node *object, const char *key,
                    int *out);
bool reader_bool(const struct reader *reader, const struct node *object, const char *key,
                 bool *out);
/* A whole number (3.0 too) or any number, LOW to HIGH. */
bool reader_integer(const struct reader *reader, const struct node *object, const char *key,
                    int low, int high, int *out);
bool reader_number(const struct reader *reader, const struct node *object, const char *key,
                   double low, double high, double *out);

#endif
