#include "formats/timestamp_parts.h"

#include "base/memory.h"
#include "base/moment.h"

#include <string.h>
#include <strings.h>

enum {
    YEAR_MIN = 1900, /* keeps nanoseconds since 1970 within 64 bits */
    YEAR_MAX = 2199,
    OFFSET_HOURS_MAX = 15,
    AHEAD_MAX_S = 3600
};

bool scan_digits(const char **text, int least, int most, int *out)
{
    int value = 0, count = 0;
    while (count < most && **text >= '0' && **text <= '9') {
        value = value * 10 + (**text - '0');
        (*text)++;
        count++;
    }
    *out = value;
    return count >= least;
}

bool scan_char(const char **text, char c)
{
    if (**text != c)
        return false;
    (*text)++;
    return true;
}

bool scan_space(const char **text)
{
    size_t length = strspn(*text, " \t\r\n\f\v");
    *text += length;
    return length > 0;
}

bool scan_fraction(const char **text)
{
    if (**text != '.' && **text != ',')
        return true;
    size_t length = strspn(*text + 1, "0123456789");
    *text += 1 + length;
    return length > 0;
}

bool scan_clock(const char **text, int least, struct civil *out)
{
    if (!scan_digits(text, least, 2, &out->hour) || !scan_char(text, ':') ||
        !scan_digits(text, 2, 2, &out->minute))
        return false;
    out->second = 0;
    if (scan_char(text, ':') && (!scan_digits(text, 2, 2, &out->second) || !scan_fraction(text)))
        return false;
    if (out->second == 60)
        out->second = 59;
    if (out->hour == 24)
        return out->minute == 0 && out->second == 0;
    return out->hour < 24 && out->minute < 60 && out->second < 60;
}

bool scan_offset(const char **text, int *out)
{
    *out = 0;
    if (scan_char(text, 'Z') || scan_char(text, 'z'))
        return true;
    int sign = 1, hours, minutes = 0;
    if (strncmp(*text, "\xE2\x88\x92", 3) == 0) {
        sign = -1;
        *text += 3;
    } else if (scan_char(text, '-')) {
        sign = -1;
    } else if (!scan_char(text, '+')) {
        return false;
    }
    if (!scan_digits(text, 2, 2, &hours))
        return false;
    bool colon = scan_char(text, ':');
    if ((colon || (**text >= '0' && **text <= '9')) && !scan_digits(text, 2, 2, &minutes))
        return false;
    *out = sign * (hours * 3600 + minutes * 60);
    return hours <= OFFSET_HOURS_MAX && minutes < 60;
}

/* How many ASCII letters TEXT begins with. */
static size_t letters(const char *text)
{
    size_t length = 0;
    while ((text[length] | 0x20) >= 'a' && (text[length] | 0x20) <= 'z')
        length++;
    return length;
}

bool scan_zone(const char **text, int *out)
{
    static const struct {
        char name[5];
        signed char hours;
    } zones[] = {
        {"UTC", 0},  {"GMT", 0},  {"UT", 0},   {"WET", 0},  {"WEST", 1}, {"CET", 1},  {"CEST", 2},
        {"MET", 1},  {"MEST", 2}, {"EET", 2},  {"EEST", 3}, {"MSK", 3},  {"BST", 1},  {"EST", -5},
        {"EDT", -4}, {"CST", -6}, {"CDT", -5}, {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7},
    };
    size_t length = letters(*text);
    if (length == 1 && ((*text)[0] | 0x20) != 'j') { /* J is local time */
        *out = 0;
        (*text)++;
        return true;
    }
    for (size_t i = 0; i < COUNT_OF(zones); i++) {
        if (strlen(zones[i].name) != length || strncasecmp(*text, zones[i].name, length) != 0)
            continue;
        *text += length;
        *out = zones[i].hours * 3600;
        return i > 2 || (**text != '+' && **text != '-') || scan_offset(text, out);
    }
    return false;
}

/* The name among COUNT that the letters at *TEXT are, or begin: its index, or -1. */
static int scan_name(const char **text, const char *const *names, int count)
{
    size_t length = letters(*text);
    for (int i = 0; length >= 3 && i < count; i++) {
        if (strncasecmp(*text, names[i], length) == 0) {
            *text += length;
            return i;
        }
    }
    return -1;
}

bool scan_month(const char **text, int *out)
{
    static const char *const names[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
    *out = 1 + scan_name(text, names, 12);
    return *out > 0;
}

bool scan_weekday(const char **text)
{
    static const char *const names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday"};
    return scan_name(text, names, 7) >= 0;
}

bool scan_half(const char **text, bool *pm)
{
    char first = (char)(**text | 0x20);
    if (first != 'a' && first != 'p')
        return false;
    *pm = first == 'p';
    (*text)++;
    bool dot = scan_char(text, '.');
    if (!scan_char(text, 'm') && !scan_char(text, 'M'))
        return false;
    if (dot)
        scan_char(text, '.');
    return letters(*text) == 0;
}

bool hour_of_half(int *hour, bool pm)
{
    if (*hour < 1 || *hour > 12)
        return false;
    *hour = *hour % 12 + (pm ? 12 : 0);
    return true;
}

enum timestamp_outcome timestamp_in_range(int64_t instant, int64_t *out)
{
    if (instant < days_from_date((struct date){YEAR_MIN, 1, 2}) * SECONDS_PER_DAY ||
        instant >= days_from_date((struct date){YEAR_MAX, 12, 31}) * SECONDS_PER_DAY)
        return TIMESTAMP_OUT_OF_RANGE;
    *out = instant;
    return TIMESTAMP_READ;
}

static int64_t instant_of(const struct timestamp_parts *parts, const struct zone *zone)
{
    if (parts->has_offset)
        return civil_seconds(&parts->civil) - parts->offset;
    /* 24:00 becomes 00:00 of the next day before the zone is asked. */
    struct civil local = civil_from_seconds(civil_seconds(&parts->civil));
    return zone_instant(zone, &local);
}

enum timestamp_outcome timestamp_of_parts(const struct timestamp_parts *parts,
                                          const struct timestamp_context *context, int64_t *out)
{
    if (parts->civil.date.day != 0)
        return timestamp_in_range(instant_of(parts, context->zone), out);
    /* The day is that of the place, or of the offset, when the document was fetched. */
    struct timestamp_parts whole = *parts;
    struct civil now = parts->has_offset ? civil_from_seconds(context->fetched_s + parts->offset)
                                         : zone_civil(context->zone, context->fetched_s);
    whole.civil.date = now.date;
    int64_t instant = instant_of(&whole, context->zone);
    if (instant > context->fetched_s + AHEAD_MAX_S) {
        whole.civil.date = date_add_days(now.date, -1);
        instant = instant_of(&whole, context->zone);
    }
    return timestamp_in_range(instant, out);
}
