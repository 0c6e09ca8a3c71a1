/* One table a language: everything that riwaq itself writes. Private to language.c. */
#ifndef RIWAQ_CONTENT_LANGUAGE_TABLE_H
#define RIWAQ_CONTENT_LANGUAGE_TABLE_H

#include "content/language.h"

#include <stdbool.h>

enum sky {
    SKY_NONE,
    SKY_CLEAR,
    SKY_MOSTLY_CLEAR,
    SKY_PARTLY_CLOUDY,
    SKY_OVERCAST,
    SKY_HAZE,
    SKY_DUST,
    SKY_MIST,
    SKY_FOG,
    SKY_DRIZZLE,
    SKY_FREEZING_DRIZZLE,
    SKY_LIGHT_RAIN,
    SKY_RAIN,
    SKY_HEAVY_RAIN,
    SKY_FREEZING_RAIN,
    SKY_SLEET,
    SKY_LIGHT_SNOW,
    SKY_SNOW,
    SKY_HEAVY_SNOW,
    SKY_SNOW_GRAINS,
    SKY_SHOWERS,
    SKY_SNOW_SHOWERS,
    SKY_HAIL,
    SKY_THUNDERSTORM,
    SKY_THUNDERSTORM_HAIL,
    SKY_COUNT
};

/* A number and its noun, {n} the number, by the language's plural; NULL: as `other`. */
struct counted {
    const char *one, *two, *few, *other;
};

/* Patterns: {h} and {m} counted hours and minutes, {n} and {of} numbers; all else stands as it
 * is. */
struct language_table {
    const char *code, *locale;
    bool rtl;
    char decimal; /* sign, with western digits */
    const char *phrases[PHRASE_COUNT];
    const char *sky[SKY_COUNT];                                          /* but for SKY_NONE */
    const char *in_hours_and_minutes, *in_brief, *in_hours, *in_minutes; /* a countdown */
    const char *hours_and_minutes; /* in brief, without "in" */
    struct counted hours, minutes, brief_hours, brief_minutes;
    const char *page, *comments;
    const char *am, *pm;
    const char *date_long, *date_short; /* ICU patterns */
    /* The same on the first of a month; NULL: no other. */
    const char *first_long, *first_short;
    const char *first_day;           /* as it is said before a month; NULL: 1 */
    const char *const *hijri_months; /* twelve, where ICU has none; or NULL */
};

extern const struct language_table language_tables[LANGUAGE_COUNT];

#endif
