#include "formats/timestamp_parts.h"

#include "base/moment.h"

#include <stdio.h>
#include <string.h>

/* What a pattern's letters tell. */
enum {
    HAS_YEAR = 1 << 0,
    HAS_MONTH = 1 << 1,
    HAS_DAY = 1 << 2,
    HAS_ORDINAL = 1 << 3,
    HAS_HOUR = 1 << 4,
    HAS_HOUR_12 = 1 << 5,
    HAS_HALF = 1 << 6,
    HAS_MINUTE = 1 << 7,
    HAS_SECOND = 1 << 8,
    HAS_EPOCH = 1 << 9,
    HAS_OTHER = 1 << 10, /* zones, weekdays, fractions, %% */
};

enum { PATTERN_BYTES_MAX = 200 };

struct found {
    struct civil civil;
    int ordinal;
    bool pm, has_offset;
    int offset;
    int64_t epoch_s;
};

/* What LETTER tells; 0: it is not supported. */
static unsigned told_by(char letter)
{
    static const struct {
        char letter;
        unsigned tells;
    } letters[] = {
        {'Y', HAS_YEAR},
        {'y', HAS_YEAR},
        {'m', HAS_MONTH},
        {'b', HAS_MONTH},
        {'B', HAS_MONTH},
        {'h', HAS_MONTH},
        {'d', HAS_DAY},
        {'e', HAS_DAY},
        {'j', HAS_ORDINAL},
        {'H', HAS_HOUR},
        {'I', HAS_HOUR_12},
        {'p', HAS_HALF},
        {'M', HAS_MINUTE},
        {'S', HAS_SECOND},
        {'s', HAS_EPOCH},
        {'T', HAS_HOUR | HAS_MINUTE | HAS_SECOND},
        {'R', HAS_HOUR | HAS_MINUTE},
        {'F', HAS_YEAR | HAS_MONTH | HAS_DAY},
        {'D', HAS_YEAR | HAS_MONTH | HAS_DAY},
        {'z', HAS_OTHER},
        {'Z', HAS_OTHER},
        {'a', HAS_OTHER},
        {'A', HAS_OTHER},
        {'f', HAS_OTHER},
        {'n', HAS_OTHER},
        {'t', HAS_OTHER},
        {'%', HAS_OTHER},
    };
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
        if (letters[i].letter == letter)
            return letters[i].tells;
    }
    return 0;
}

/* --- checking --- */

/* The letter after the "%" at PATTERN, past a hyphen. */
static const char *letter_of(const char *pattern)
{
    return pattern + (pattern[1] == '-' ? 2 : 1);
}

static bool check_letters(const char *pattern, unsigned *told, struct fault *error)
{
    *told = 0;
    for (size_t i = 0; pattern[i] != '\0'; i++) {
        if (pattern[i] != '%')
            continue;
        size_t at = i;
        i = (size_t)(letter_of(pattern + i) - pattern);
        if (pattern[i] == '\0')
            return fault_set(error, at,
                             "\"%%\" at the end; write a letter after it, or \"%%%%\" for a "
                             "percent sign");
        unsigned tells = told_by(pattern[i]);
        if (tells == 0 && (pattern[i] < ' ' || pattern[i] > '~'))
            return fault_set(error, at, "no letter after \"%%\"; write one, such as \"%%d\"");
        if (tells == 0)
            return fault_set(
                error, at,
                "\"%%%c\" cannot be read; of use are %%Y %%m %%d %%H %%M %%S %%y %%b %%B "
                "%%e %%j %%p %%I %%z %%Z %%s %%T %%F %%%%",
                pattern[i]);
        if ((tells & *told & ~(unsigned)HAS_OTHER) != 0)
            return fault_set(error, at,
                             "\"%%%c\" tells again what was told before it; leave one out",
                             pattern[i]);
        *told |= tells;
    }
    return true;
}

/* What is wrong with all that a pattern tells, taken together; NULL: nothing. */
static const char *lack_of(unsigned told)
{
    const unsigned date = HAS_YEAR | HAS_MONTH | HAS_DAY | HAS_ORDINAL;
    const unsigned hour = HAS_HOUR | HAS_HOUR_12;
    if (told & HAS_EPOCH)
        return (told & ~(unsigned)(HAS_EPOCH | HAS_OTHER)) == 0
                   ? NULL
                   : "\"%s\" tells everything; leave the others out";
    if ((told & (date | hour)) == 0)
        return "tells no time; write it as \"%Y-%m-%d %H:%M\"";
    if ((told & date) != 0 && (told & HAS_YEAR) == 0)
        return "tells a day without year; add \"%Y\" or \"%y\"";
    if ((told & HAS_ORDINAL) != 0 && (told & (HAS_MONTH | HAS_DAY)) != 0)
        return "\"%j\" is the day of the year; leave it or month and day out";
    if ((told & date) != 0 && (told & HAS_ORDINAL) == 0 &&
        (told & (HAS_MONTH | HAS_DAY)) != (HAS_MONTH | HAS_DAY))
        return "tells a year without day; add \"%m\" and \"%d\"";
    if ((told & hour) == hour)
        return "tells the hour as \"%H\" and as \"%I\"; leave one out";
    if (((told & HAS_HOUR_12) == 0) != ((told & HAS_HALF) == 0))
        return "\"%I\" and \"%p\" go together; add the other, or write \"%H\"";
    if (((told & HAS_MINUTE) != 0 && (told & hour) == 0) ||
        ((told & HAS_SECOND) != 0 && (told & HAS_MINUTE) == 0))
        return "tells minutes or seconds without what they are of; add \"%H\" and \"%M\"";
    return NULL;
}

bool timestamp_pattern_check(const char *pattern, struct fault *error)
{
    unsigned told;
    if (strnlen(pattern, PATTERN_BYTES_MAX + 1) > PATTERN_BYTES_MAX)
        return fault_set(error, PATTERN_BYTES_MAX, "longer than %d bytes", PATTERN_BYTES_MAX);
    if (!check_letters(pattern, &told, error))
        return false;
    const char *lack = lack_of(told);
    return lack == NULL || fault_set(error, 0, "%s", lack);
}

/* --- reading --- */

static bool scan_within(const char **text, int most, int low, int high, int *out)
{
    return scan_digits(text, 1, most, out) && *out >= low && *out <= high;
}

static bool scan_short_year(const char **text, int *out)
{
    if (!scan_digits(text, 2, 2, out))
        return false;
    *out += *out < 69 ? 2000 : 1900;
    return true;
}

static bool scan_zone_or_offset(const char **text, struct found *found)
{
    const char *at = *text;
    found->has_offset = true;
    if (scan_zone(&at, &found->offset)) {
        *text = at;
        return true;
    }
    return scan_offset(text, &found->offset);
}

static bool scan_letter(const char **text, char letter, struct found *found);

static bool scan_letters(const char **text, const char *letters, char between, struct found *found)
{
    for (size_t i = 0; letters[i] != '\0'; i++) {
        if ((i > 0 && !scan_char(text, between)) || !scan_letter(text, letters[i], found))
            return false;
    }
    return true;
}

static bool scan_day_letter(const char **text, char letter, struct found *found)
{
    struct date *date = &found->civil.date;
    switch (letter) {
    case 'Y':
        return scan_digits(text, 4, 4, &date->year);
    case 'y':
        return scan_short_year(text, &date->year);
    case 'm':
        return scan_within(text, 2, 1, 12, &date->month);
    case 'b':
    case 'B':
    case 'h':
        return scan_month(text, &date->month);
    case 'e':
        scan_space(text);
        return scan_within(text, 2, 1, 31, &date->day);
    case 'd':
        return scan_within(text, 2, 1, 31, &date->day);
    case 'j':
        return scan_within(text, 3, 1, 366, &found->ordinal);
    case 'F':
        return scan_letters(text, "Ymd", '-', found);
    case 'D':
        return scan_letters(text, "mdy", '/', found);
    default:
        return false;
    }
}

static bool scan_letter(const char **text, char letter, struct found *found)
{
    size_t digits;
    switch (letter) {
    case 'H':
        return scan_within(text, 2, 0, 24, &found->civil.hour);
    case 'I':
        return scan_within(text, 2, 1, 12, &found->civil.hour);
    case 'p':
        return scan_half(text, &found->pm);
    case 'M':
        return scan_within(text, 2, 0, 59, &found->civil.minute);
    case 'S':
        return scan_within(text, 2, 0, 60, &found->civil.second);
    case 'T':
        return scan_letters(text, "HMS", ':', found);
    case 'R':
        return scan_letters(text, "HM", ':', found);
    case 'z':
    case 'Z':
        return scan_zone_or_offset(text, found);
    case 'a':
    case 'A':
        return scan_weekday(text);
    case 's':
        return timestamp_scan_epoch(text, 1, &found->epoch_s);
    case 'f':
        digits = strspn(*text, "0123456789");
        *text += digits;
        return digits > 0;
    case '%':
        return scan_char(text, '%');
    default:
        return scan_day_letter(text, letter, found);
    }
}

static bool is_space(char c)
{
    return c != '\0' && strchr(" \t\r\n\f\v", c) != NULL;
}

/* After seconds; where the pattern goes on with a dot, that is its own. */
static void skip_fraction(const char **text, const char *letter)
{
    bool dot = **text == '.' || **text == ',';
    if ((*letter == 'S' || *letter == 'T') && letter[1] != '.' && letter[1] != ',' && dot &&
        (*text)[1] >= '0' && (*text)[1] <= '9')
        scan_fraction(text);
}

static bool scan_pattern(const char *text, const char *pattern, struct found *found)
{
    scan_space(&text);
    for (const char *at = pattern; *at != '\0'; at++) {
        const char *letter = *at == '%' ? letter_of(at) : at;
        if (is_space(*at) || (*at == '%' && (*letter == 'n' || *letter == 't')))
            scan_space(&text);
        else if (*at == '%' ? !scan_letter(&text, *letter, found) : !scan_char(&text, *at))
            return false;
        if (*at == '%')
            skip_fraction(&text, letter);
        at = letter;
    }
    scan_space(&text);
    return *text == '\0';
}

/* Makes the parts whole and checks them together. */
static bool join(struct found *found, unsigned told, struct timestamp_parts *out)
{
    struct civil *civil = &found->civil;
    if ((told & HAS_HALF) != 0 && !hour_of_half(&civil->hour, found->pm))
        return false;
    if (civil->second == 60)
        civil->second = 59;
    if (civil->hour == 24 && ((told & HAS_YEAR) == 0 || civil->minute != 0 || civil->second != 0))
        return false;
    if ((told & HAS_ORDINAL) != 0) {
        struct date first = {civil->date.year, 1, 1};
        civil->date = date_add_days(first, found->ordinal - 1);
        if (!date_is_valid(first) || civil->date.year != first.year)
            return false;
    } else if ((told & HAS_YEAR) != 0 && !date_is_valid(civil->date)) {
        return false;
    }
    *out = (struct timestamp_parts){*civil, found->has_offset, found->offset};
    return true;
}

enum timestamp_outcome timestamp_parse_pattern(const char *text, const char *pattern,
                                               const struct timestamp_context *context,
                                               int64_t *out)
{
    struct found found = {.ordinal = 0};
    struct timestamp_parts parts;
    unsigned told;
    if (!check_letters(pattern, &told, NULL) || lack_of(told) != NULL ||
        !scan_pattern(text, pattern, &found))
        return TIMESTAMP_WRONG;
    if (told & HAS_EPOCH)
        return timestamp_in_range(found.epoch_s, out);
    if (!join(&found, told, &parts))
        return TIMESTAMP_WRONG;
    return timestamp_of_parts(&parts, context, out);
}
