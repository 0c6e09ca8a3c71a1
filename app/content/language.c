#include "content/language.h"

#include "base/memory.h"
#include "base/moment.h"
#include "content/hijri.h"
#include "content/language_table.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unicode/udat.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

enum { DATE_UNITS = 128, DATE_BYTES = 3 * DATE_UNITS + 1, NUMBER_SIZE = 64, DECIMALS_MAX = 2 };

#define MINUS              "\u2212"
#define LEFT_TO_RIGHT_MARK "\u200e"
#define ARABIC_LETTER_MARK "\u061c"
#define ARABIC_DECIMAL     "\u066b"
#define APOSTROPHE         "\u2019"

static const struct language_table *table_of(enum language language)
{
    bool known = language >= 0 && language < LANGUAGE_COUNT;
    return &language_tables[known ? language : LANGUAGE_EN];
}

bool language_parse(const char *code, enum language *out)
{
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (strcmp(code, language_tables[i].code) == 0) {
            *out = (enum language)i;
            return true;
        }
    }
    return false;
}

const char *language_code(enum language language)
{
    return table_of(language)->code;
}

const char *language_locale(enum language language)
{
    return table_of(language)->locale;
}

bool language_is_rtl(enum language language)
{
    return table_of(language)->rtl;
}

const char *language_phrase(enum language language, enum phrase phrase)
{
    return table_of(language)->phrases[phrase];
}

/* WMO table 4677, with the meanings that weather services give it: 1 and 2 are clouds, and
 * what was "in the last hour" (14 to 29) has no words. */
static enum sky sky_of(int code)
{
    static const struct {
        int first, last;
        enum sky sky;
    } skies[] = {
        {0, 0, SKY_CLEAR},
        {1, 1, SKY_MOSTLY_CLEAR},
        {2, 2, SKY_PARTLY_CLOUDY},
        {3, 3, SKY_OVERCAST},
        {4, 5, SKY_HAZE},
        {6, 9, SKY_DUST},
        {10, 10, SKY_MIST},
        {11, 12, SKY_FOG},
        {30, 35, SKY_DUST},
        {40, 49, SKY_FOG},
        {50, 55, SKY_DRIZZLE},
        {56, 57, SKY_FREEZING_DRIZZLE},
        {58, 59, SKY_DRIZZLE},
        {60, 61, SKY_LIGHT_RAIN},
        {62, 63, SKY_RAIN},
        {64, 65, SKY_HEAVY_RAIN},
        {66, 67, SKY_FREEZING_RAIN},
        {68, 69, SKY_SLEET},
        {70, 71, SKY_LIGHT_SNOW},
        {72, 73, SKY_SNOW},
        {74, 75, SKY_HEAVY_SNOW},
        {76, 79, SKY_SNOW_GRAINS},
        {80, 82, SKY_SHOWERS},
        {83, 84, SKY_SLEET},
        {85, 86, SKY_SNOW_SHOWERS},
        {87, 90, SKY_HAIL},
        {91, 95, SKY_THUNDERSTORM},
        {96, 96, SKY_THUNDERSTORM_HAIL},
        {97, 98, SKY_THUNDERSTORM},
        {99, 99, SKY_THUNDERSTORM_HAIL},
    };
    for (size_t i = 0; i < COUNT_OF(skies); i++)
        if (code >= skies[i].first && code <= skies[i].last)
            return skies[i].sky;
    return SKY_NONE;
}

const char *language_weather(enum language language, int code)
{
    return table_of(language)->sky[sky_of(code)];
}

/* TEXT with its western digits written as DIGITS say. */
static bool add_digits(enum digits digits, const char *text, struct buffer *out)
{
    if (digits == DIGITS_WESTERN)
        return buffer_add_text(out, text);
    for (; *text != '\0'; text++) {
        bool digit = *text >= '0' && *text <= '9';
        char arabic[2] = {(char)0xd9, (char)(0xa0 + (*text - '0'))}; /* U+0660 and on */
        if (!buffer_add(out, digit ? arabic : text, digit ? 2 : 1))
            return false;
    }
    return true;
}

/* --- dates ---------------------------------------------------------------------------------- */

/* DATE by ICU's PATTERN, western digits, as UTF-8 into OUT of DATE_BYTES. */
static bool format_date(const char *locale, const char *pattern, struct date date, char *out)
{
    UErrorCode error = U_ZERO_ERROR;
    UChar wide_pattern[DATE_UNITS], wide[DATE_UNITS];
    u_uastrncpy(wide_pattern, pattern, DATE_UNITS);
    UDateFormat *format =
        udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, u"UTC", 3, wide_pattern, -1, &error);
    if (U_FAILURE(error))
        return false;
    UDate instant = (double)(days_from_date(date) * SECONDS_PER_DAY * 1000);
    udat_format(format, instant, wide, DATE_UNITS, NULL, &error);
    udat_close(format);
    u_strToUTF8(out, DATE_BYTES, NULL, wide, -1, &error);
    return U_SUCCESS(error) && error != U_STRING_NOT_TERMINATED_WARNING;
}

/* Days and dates stand alone on the board: French names begin with a capital there. */
static void capitalise(char *text)
{
    if (text[0] >= 'a' && text[0] <= 'z')
        text[0] = (char)(text[0] - 'a' + 'A');
}

/* ICU writes "qi`da" in French, with a grave accent (or a typewriter's apostrophe) for ’. */
static bool add_polished(enum digits digits, char *text, struct buffer *out)
{
    for (;;) {
        size_t plain = strcspn(text, "`'");
        char end = text[plain];
        text[plain] = '\0';
        if (!add_digits(digits, text, out))
            return false;
        if (end == '\0')
            return true;
        if (!buffer_add_text(out, APOSTROPHE))
            return false;
        text += plain + 1;
    }
}

static bool add_date_form(enum language language, enum digits digits, const char *keywords,
                          const char *pattern, struct date date, bool alone, struct buffer *out)
{
    char locale[64], text[DATE_BYTES];
    snprintf(locale, sizeof(locale), "%s@%snumbers=latn", language_locale(language), keywords);
    if (!format_date(locale, pattern, date, text))
        date_format(date, text, sizeof(text)); /* ICU's data is broken: a date all the same */
    if (alone)
        capitalise(text);
    return add_polished(digits, text, out);
}

static bool add_date(enum language language, enum digits digits, const char *keywords,
                     const char *pattern, struct date date, struct buffer *out)
{
    return add_date_form(language, digits, keywords, pattern, date, true, out);
}

bool language_date_long(enum language language, enum digits digits, struct date date,
                        struct buffer *out)
{
    const struct language_table *table = table_of(language);
    bool first = date.day == 1 && table->first_long != NULL;
    return add_date(language, digits, "", first ? table->first_long : table->date_long, date, out);
}

bool language_date_short(enum language language, enum digits digits, struct date date,
                         struct buffer *out)
{
    const struct language_table *table = table_of(language);
    bool first = date.day == 1 && table->first_short != NULL;
    return add_date(language, digits, "", first ? table->first_short : table->date_short, date,
                    out);
}

bool language_date_year(enum language language, enum digits digits, struct date date,
                        struct buffer *out)
{
    const struct language_table *table = table_of(language);
    bool first = date.day == 1 && table->first_short != NULL;
    char pattern[DATE_UNITS];
    snprintf(pattern, sizeof pattern, "%s y", first ? table->first_short : table->date_short);
    return add_date(language, digits, "", pattern, date, out);
}

bool language_weekday(enum language language, struct date date, struct buffer *out)
{
    return add_date(language, DIGITS_WESTERN, "", "EEEE", date, out);
}

bool language_weekday_brief(enum language language, struct date date, struct buffer *out)
{
    return add_date(language, DIGITS_WESTERN, "", "ccc", date, out);
}

bool language_weekday_within(enum language language, struct date date, bool brief,
                             struct buffer *out)
{
    return add_date_form(language, DIGITS_WESTERN, "", brief ? "ccc" : "EEEE", date, false, out);
}

/* The name of a month of the Hijra, 1 to 12, as UTF-8 into OUT of DATE_BYTES. */
static bool hijri_month_name(enum language language, int month, char *out)
{
    const struct language_table *table = table_of(language);
    if (table->hijri_months != NULL) {
        snprintf(out, DATE_BYTES, "%s", table->hijri_months[month - 1]);
        return true;
    }
    char locale[64];
    UChar wide[DATE_UNITS];
    UErrorCode error = U_ZERO_ERROR;
    snprintf(locale, sizeof(locale), "%s@calendar=islamic-umalqura", table->locale);
    UDateFormat *format =
        udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, u"UTC", 3, u"MMMM", -1, &error);
    if (U_FAILURE(error))
        return false;
    udat_getSymbols(format, UDAT_MONTHS, month - 1, wide, DATE_UNITS, &error);
    udat_close(format);
    u_strToUTF8(out, DATE_BYTES, NULL, wide, -1, &error);
    return U_SUCCESS(error) && error != U_STRING_NOT_TERMINATED_WARNING;
}

bool language_date_hijri(enum language language, enum digits digits, struct date hijri,
                         struct buffer *out)
{
    const struct language_table *table = table_of(language);
    char name[DATE_BYTES], day[NUMBER_SIZE], text[DATE_BYTES + 2 * NUMBER_SIZE];
    bool known = hijri_is_valid(hijri) && hijri_month_name(language, hijri.month, name);
    snprintf(day, sizeof(day), "%d", hijri.day);
    if (known)
        snprintf(text, sizeof(text), "%s %s %d",
                 hijri.day == 1 && table->first_day != NULL ? table->first_day : day, name,
                 hijri.year);
    else
        date_format(hijri, text, sizeof(text)); /* ICU's data is broken: a date all the same */
    capitalise(text);
    return add_polished(digits, text, out);
}

/* --- numbers -------------------------------------------------------------------------------- */

/* As CLDR marks signed numbers of right-to-left languages: with western digits what belongs to
 * the number keeps the order of "−14,1°", also behind Arabic letters; Arabic-Indic digits have
 * the sign on their right and the ° on their left, also where nothing else gives a direction. */
static bool add_mark(enum language language, enum digits digits, struct buffer *out)
{
    if (!language_is_rtl(language))
        return true;
    return buffer_add_text(out, digits == DIGITS_WESTERN ? LEFT_TO_RIGHT_MARK : ARABIC_LETTER_MARK);
}

bool language_number(enum language language, enum digits digits, int64_t number, struct buffer *out)
{
    char text[NUMBER_SIZE];
    uint64_t size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    if (number < 0 && (!add_mark(language, digits, out) || !buffer_add_text(out, MINUS)))
        return false;
    snprintf(text, sizeof(text), "%" PRIu64, size);
    return add_digits(digits, text, out);
}

bool language_temperature(enum language language, enum digits digits, double degrees, int decimals,
                          struct buffer *out)
{
    static const int powers[DECIMALS_MAX + 1] = {1, 10, 100};
    decimals = decimals < 0 ? 0 : decimals > DECIMALS_MAX ? DECIMALS_MAX : decimals;
    if (!(fabs(degrees) < 1e9)) /* no temperature, perhaps not even a number */
        return buffer_add_text(out, "--°");
    /* In whole parts: printf's decimal sign follows the process's locale. */
    int power = powers[decimals];
    int64_t parts = (int64_t)floor(fabs(degrees) * power + 0.5);
    char sign[] = {table_of(language)->decimal, '\0'};
    char fraction[NUMBER_SIZE];
    bool below = parts != 0 && degrees < 0;
    if (!add_mark(language, digits, out) || (below && !buffer_add_text(out, MINUS)) ||
        !language_number(language, digits, parts / power, out))
        return false;
    if (decimals > 0) {
        snprintf(fraction, sizeof(fraction), "%0*d", decimals, (int)(parts % power));
        if (!buffer_add_text(out, digits == DIGITS_ARABIC ? ARABIC_DECIMAL : sign) ||
            !add_digits(digits, fraction, out))
            return false;
    }
    return buffer_add_text(out, "°");
}

bool language_time(enum language language, enum digits digits, bool twelve, bool suffix,
                   int minutes, struct buffer *out)
{
    char text[NUMBER_SIZE];
    if (minutes < 0)
        return buffer_add_text(out, "--:--");
    int hour = minutes / 60 % 24;
    if (!twelve) {
        snprintf(text, sizeof(text), "%02d:%02d", hour, minutes % 60);
        return add_digits(digits, text, out);
    }
    snprintf(text, sizeof(text), "%d:%02d", hour % 12 == 0 ? 12 : hour % 12, minutes % 60);
    if (!add_digits(digits, text, out))
        return false;
    return !suffix || buffer_print(out, " %s", language_half(language, minutes));
}

const char *language_half(enum language language, int minutes)
{
    const struct language_table *table = table_of(language);
    return minutes / 60 % 24 < 12 ? table->am : table->pm;
}

/* --- sentences ------------------------------------------------------------------------------ */

struct slot {
    const char *name;
    int value;
    const struct counted *noun; /* NULL: the number alone */
};

static bool add_counted(enum language language, enum digits digits, const struct slot *slot,
                        struct buffer *out);

/* PATTERN with its {name}s filled in. */
static bool add_filled(enum language language, enum digits digits, const char *pattern,
                       const struct slot slots[2], struct buffer *out)
{
    while (*pattern != '\0') {
        size_t plain = strcspn(pattern, "{");
        if (!buffer_add(out, pattern, plain))
            return false;
        pattern += plain;
        if (*pattern == '\0')
            break;
        size_t length = strcspn(++pattern, "}");
        for (int i = 0; i < 2; i++) {
            const char *name = slots[i].name;
            if (name != NULL && strlen(name) == length && memcmp(name, pattern, length) == 0 &&
                !add_counted(language, digits, &slots[i], out))
                return false;
        }
        pattern += length + (pattern[length] == '}');
    }
    return true;
}

/* The form of NOUN for NUMBER by CLDR's rules. ICU has none for Tamazight (every number is
 * "other" there). */
static const char *form_of(enum language language, const struct counted *noun, int number)
{
    enum { KEYWORD_UNITS = 16 };
    UChar keyword[KEYWORD_UNITS] = {0};
    if (language == LANGUAGE_ZGH)
        return number == 1 && noun->one != NULL ? noun->one : noun->other;
    UErrorCode error = U_ZERO_ERROR;
    UPluralRules *rules = uplrules_open(language_locale(language), &error);
    uplrules_select(rules, number, keyword, KEYWORD_UNITS, &error);
    uplrules_close(rules);
    const char *form = NULL;
    if (U_SUCCESS(error))
        form = u_strcmp(keyword, u"one") == 0   ? noun->one
               : u_strcmp(keyword, u"two") == 0 ? noun->two
               : u_strcmp(keyword, u"few") == 0 ? noun->few
                                                : NULL;
    return form != NULL ? form : noun->other;
}

static bool add_counted(enum language language, enum digits digits, const struct slot *slot,
                        struct buffer *out)
{
    if (slot->noun == NULL)
        return language_number(language, digits, slot->value, out);
    struct slot number[2] = {{"n", slot->value, NULL}};
    return add_filled(language, digits, form_of(language, slot->noun, slot->value), number, out);
}

bool language_countdown(enum language language, enum digits digits, int minutes, bool brief,
                        struct buffer *out)
{
    const struct language_table *table = table_of(language);
    if (minutes <= 0)
        return buffer_add_text(out, language_phrase(language, PHRASE_NOW));
    struct slot slots[2] = {
        {"h", minutes / 60, brief ? &table->brief_hours : &table->hours},
        {"m", minutes % 60, brief ? &table->brief_minutes : &table->minutes},
    };
    const char *pattern = brief ? table->in_brief : table->in_hours_and_minutes;
    if (minutes < 60)
        pattern = table->in_minutes;
    else if (minutes % 60 == 0)
        pattern = table->in_hours;
    return add_filled(language, digits, pattern, slots, out);
}

bool language_duration(enum language language, enum digits digits, int minutes, struct buffer *out)
{
    const struct language_table *table = table_of(language);
    struct slot slots[2] = {
        {"h", minutes / 60, &table->brief_hours},
        {"m", minutes % 60, &table->brief_minutes},
    };
    const char *pattern = table->hours_and_minutes;
    if (minutes < 60)
        pattern = "{m}";
    else if (minutes % 60 == 0)
        pattern = "{h}";
    return add_filled(language, digits, pattern, slots, out);
}

bool language_page(enum language language, enum digits digits, int page, int pages,
                   struct buffer *out)
{
    struct slot slots[2] = {{"n", page, NULL}, {"of", pages, NULL}};
    return add_filled(language, digits, table_of(language)->page, slots, out);
}

bool language_comments(enum language language, enum digits digits, int count, struct buffer *out)
{
    struct slot slots[2] = {{"n", count, NULL}};
    return add_filled(language, digits, table_of(language)->comments, slots, out);
}
