/* Where the things that a screen shows are in somebody else's JSON.
 *
 * A map says for each field the ways to it, JSON Pointers (RFC 6901) of which the first that leads
 * to a usable value wins, and how its values are to be read. Ways of `headlines`, `article`,
 * `weather`, `days` and `prayers` begin at the document; those of the fields in them (such as
 * headline.title) at what these lead to. "." is the value itself. Built-in formats are tables of
 * this; [format.NAME] of riwaq.conf makes the same. */
#ifndef RIWAQ_FORMATS_MAP_H
#define RIWAQ_FORMATS_MAP_H

#include "formats/convert.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    MAP_WAYS_MAX = 8,    /* of one field */
    MAP_CODES_MAX = 100, /* words for the weather */
    MAP_FORM_MAX = 200,  /* bytes of a form of times */
};

enum map_field {
    MAP_HEADLINES,
    MAP_HEADLINE_TITLE,
    MAP_HEADLINE_TIME,
    MAP_HEADLINE_URL,
    MAP_HEADLINE_SOURCE,
    MAP_HEADLINE_LANG,
    MAP_HEADLINE_URGENT,
    MAP_HEADLINE_FROM,
    MAP_HEADLINE_UNTIL,
    MAP_HEADLINE_BYLINE,
    MAP_HEADLINE_IMAGE,
    MAP_HEADLINE_BODY,
    MAP_HEADLINE_PLAIN, /* bodies that are plain text whatever `html` says */
    MAP_HEADLINE_COMMENTS,
    MAP_HEADLINE_PINNED,
    MAP_ARTICLE,
    MAP_ARTICLE_TITLE,
    MAP_ARTICLE_TIME,
    MAP_ARTICLE_URL,
    MAP_ARTICLE_LANG,
    MAP_ARTICLE_BYLINE,
    MAP_ARTICLE_IMAGE,
    MAP_ARTICLE_BODY,
    MAP_ARTICLE_COMMENTS,
    MAP_WEATHER,
    MAP_WEATHER_AS_OF,
    MAP_WEATHER_ATTRIBUTION,
    MAP_WEATHER_UNIT,
    MAP_NOW_TEMPERATURE,
    MAP_NOW_CODE,
    MAP_NOW_DAY,
    MAP_TODAY_DATE,
    MAP_TODAY_LOW,
    MAP_TODAY_HIGH,
    MAP_TODAY_CODE,
    MAP_DAYS,
    MAP_DAY_DATE,
    MAP_DAY_LOW,
    MAP_DAY_HIGH,
    MAP_DAY_CODE,
    MAP_PRAYERS,
    MAP_PRAYERS_DATE,
    MAP_PRAYERS_PLACE,
    MAP_PRAYERS_FAJR, /* in the order of enum prayer */
    MAP_PRAYERS_SUNRISE,
    MAP_PRAYERS_DHUHR,
    MAP_PRAYERS_ASR,
    MAP_PRAYERS_MAGHRIB,
    MAP_PRAYERS_ISHA,
    MAP_PRAYERS_HIJRI,
    MAP_PLACE_NAME,
    MAP_PLACE_LATITUDE,
    MAP_PLACE_LONGITUDE,
    MAP_PLACE_TIMEZONE,
    MAP_SOCIAL_LABEL,
    MAP_SOCIAL_URL,
    MAP_FIELD_COUNT
};

enum map_type {
    MAP_LIST,        /* an array; or an object whose values are the elements */
    MAP_BASE,        /* what the ways of a part begin at */
    MAP_LINE,        /* a text */
    MAP_BODY,        /* paragraphs: a text, or an array of texts */
    MAP_URL,         /* http or https */
    MAP_REFERENCE,   /* the same, or relative to the document */
    MAP_LANGUAGE,    /* a tag; "fr_MA" too */
    MAP_TIME,        /* an instant */
    MAP_DATE,        /* a day: a date, or an instant in the zone */
    MAP_HIJRI,       /* a date of the Hijra (hijri_parse()) */
    MAP_CLOCK,       /* a time of day (clock_time.h), or the one in an ISO 8601 time */
    MAP_BOOL,        /* true, false, 1, 0, and the words for them, day and night too */
    MAP_COUNT,       /* a whole number from 0; also as text */
    MAP_COORDINATE,  /* degrees; also as text */
    MAP_TEMPERATURE, /* degrees; also as text */
    MAP_CODE,        /* a WMO code; also as text; or a word of `codes` */
    MAP_UNIT,        /* of temperatures */
};

/* A group of fields that share how times and texts are written. */
enum map_part {
    MAP_PART_HEADLINE,
    MAP_PART_ARTICLE,
    MAP_PART_WEATHER,
    MAP_PART_DAY,
    MAP_PART_PRAYERS,
    MAP_PART_PLACE,
    MAP_PART_SOCIAL,
    MAP_PART_COUNT
};

struct map_field_kind {
    const char *key; /* in [format.NAME] */
    const char *to;  /* its key in riwaq's own JSON; NULL: it is not copied alone */
    enum map_part part;
    enum map_type type;
    bool constant; /* a text that is no way is the value itself, after ways where they fail */
};
extern const struct map_field_kind map_fields[MAP_FIELD_COUNT];

/* What is HTML in a part. */
enum { MAP_HTML_TITLE = 1, MAP_HTML_BODY = 2 };

struct map_code {
    const char *word;
    int code;
};

struct map {
    const char *name;
    /* Parted by white space or commas; last, after a comma, the text of map_constant(); NULL: not
     * there */
    const char *ways[MAP_FIELD_COUNT];
    /* "iso", "rfc2822", "epoch", "epoch-ms", or a pattern (timestamp.h), or several of them parted
     * by "|", of which the first that fits a value wins; NULL: any of the first two or HH:MM, a
     * number is an epoch */
    const char *times[MAP_PART_COUNT];
    unsigned html[MAP_PART_COUNT]; /* of the above */
    /* Texts that make a headline urgent, parted by commas: any other does not. NULL: those of a
     * boolean */
    const char *urgent_words;
    const char *timezone;    /* of times without offset; NULL: the document's place's, else ours */
    int timezone_line;       /* in riwaq.conf: only who reads files knows whether the zone exists */
    int place_timezone_line; /* the same of the text in place.timezone */
    const struct map_code *codes;
    int code_count;
    /* --- of built-in formats --- */
    bool built_in; /* what is not in a document is usual: only what is wrong is told */
    /* What no description says of ITEM, an element of `headlines`; false: it is not to be shown.
     * STORY already has what the description says. */
    bool (*story)(const struct conversion *conversion, const json_t *document, const json_t *item,
                  json_t *story);
};

/* The next way of *REST into OUT (SIZE bytes, cut if longer); false: there is none. */
bool map_next_way(const char **rest, char *out, size_t size);
/* In TEXT, said of FIELD, the text that is the value where no way leads to one; NULL: there is
 * none. *WAYS bytes of TEXT are the ways. */
const char *map_constant(enum map_field field, const char *text, size_t *ways);
/* Whether TEXT may be said of FIELD; else WHAT (SIZE bytes) says what is wrong, and the mend. */
bool map_check_ways(enum map_field field, const char *text, char *what, size_t size);
/* The same of one of `times`. */
bool map_check_time(const char *text, char *what, size_t size);
/* The next form of *REST, one of `times`, into OUT (cut if longer); false: there is none. */
bool map_next_form(const char **rest, char out[MAP_FORM_MAX]);
/* WORDS, "sunny 0, light rain 61", as an array of codes to map_codes_free(). NULL: see above. */
struct map_code *map_read_codes(const char *text, int *count, char *what, size_t size);
void map_codes_free(struct map_code *codes, int count);

/* riwaq's own JSON out of DOCUMENT, to json_decref(). NULL with one error when nothing that MAP
 * describes is in it. What is wrong is a warning a field, with the way to the first of them. */
json_t *map_convert(const struct map *map, const struct conversion *conversion,
                    const json_t *document);
/* The format of what the context's map describes. */
extern const struct format format_mapped;

#endif
