#include "content/zone_rule.h"

#include "base/civil.h"
#include "base/memory.h"
#include "base/moment.h"

#include <stddef.h>

/* The Gregorian calendar repeats, days of the week too, after this many seconds. */
#define CYCLE_S (INT64_C(146097) * SECONDS_PER_DAY)

enum { OFFSET_HOURS_MAX = 24, TIME_HOURS_MAX = 167, NAME_MIN = 3, DEFAULT_TIME_S = 2 * 3600 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* LEAST <= *OUT <= MOST, at most three digits. */
static bool read_number(const char **text, int least, int most, int *out)
{
    int value = 0, digits = 0;
    for (; digits < 3 && is_digit(**text); digits++)
        value = value * 10 + (*(*text)++ - '0');
    *out = value;
    return digits > 0 && !is_digit(**text) && value >= least && value <= most;
}

static bool read_char(const char **text, char c)
{
    if (**text != c)
        return false;
    (*text)++;
    return true;
}

static bool read_name(const char **text)
{
    int length = 0;
    if (read_char(text, '<')) {
        for (; is_letter(**text) || is_digit(**text) || **text == '+' || **text == '-'; length++)
            (*text)++;
        return length >= NAME_MIN && read_char(text, '>');
    }
    for (; is_letter(**text); length++)
        (*text)++;
    return length >= NAME_MIN;
}

/* [+-]h[:mm[:ss]] in seconds. */
static bool read_time(const char **text, int hours_max, int *out)
{
    int hours, minutes = 0, seconds = 0;
    bool negative = read_char(text, '-');
    if (!negative)
        read_char(text, '+');
    if (!read_number(text, 0, hours_max, &hours))
        return false;
    if (read_char(text, ':')) {
        if (!read_number(text, 0, 59, &minutes))
            return false;
        if (read_char(text, ':') && !read_number(text, 0, 59, &seconds))
            return false;
    }
    int time = hours * 3600 + minutes * 60 + seconds;
    *out = negative ? -time : time;
    return true;
}

static bool read_day(const char **text, struct zone_rule_day *out)
{
    bool good;
    *out = (struct zone_rule_day){.kind = 'N', .time_s = DEFAULT_TIME_S};
    if (read_char(text, 'M')) {
        out->kind = 'M';
        good = read_number(text, 1, 12, &out->month) && read_char(text, '.') &&
               read_number(text, 1, 5, &out->week) && read_char(text, '.') &&
               read_number(text, 0, 6, &out->day);
    } else if (read_char(text, 'J')) {
        out->kind = 'J';
        good = read_number(text, 1, 365, &out->day);
    } else {
        good = read_number(text, 0, 365, &out->day);
    }
    if (good && read_char(text, '/'))
        good = read_time(text, TIME_HOURS_MAX, &out->time_s);
    return good;
}

bool zone_rule_parse(const char *text, struct zone_rule *out)
{
    int west;
    *out = (struct zone_rule){0};
    if (!read_name(&text) || !read_time(&text, OFFSET_HOURS_MAX, &west))
        return false;
    out->standard = -west; /* POSIX counts westwards */
    if (*text == '\0')
        return true;
    if (!read_name(&text))
        return false;
    out->changes = true;
    out->summer = out->standard + 3600;
    if (*text != ',') {
        if (!read_time(&text, OFFSET_HOURS_MAX, &west))
            return false;
        out->summer = -west;
    }
    return read_char(&text, ',') && read_day(&text, &out->start) && read_char(&text, ',') &&
           read_day(&text, &out->end) && *text == '\0';
}

static int64_t day_of_month_rule(const struct zone_rule_day *rule, int year)
{
    struct date first = {year, rule->month, 1};
    struct date next = {year + rule->month / 12, rule->month % 12 + 1, 1};
    int64_t day = days_from_date(first);
    day += floor_mod(rule->day - date_weekday(first), 7) + (rule->week - 1) * 7;
    return day < days_from_date(next) ? day : day - 7;
}

/* Seconds since 1970 of the local time that the rule names. */
static int64_t local_seconds(const struct zone_rule_day *rule, int year)
{
    int64_t day;
    if (rule->kind == 'M') {
        day = day_of_month_rule(rule, year);
    } else {
        int64_t first = days_from_date((struct date){year, 1, 1});
        day = first + rule->day;
        if (rule->kind == 'J') {
            bool leap = date_is_valid((struct date){year, 2, 29});
            day += leap && rule->day >= 60 ? 0 : -1;
        }
    }
    return day * SECONDS_PER_DAY + rule->time_s;
}

int32_t zone_rule_offset(const struct zone_rule *rule, int64_t utc_s, int64_t *next_s)
{
    if (next_s != NULL)
        *next_s = INT64_MAX;
    if (!rule->changes)
        return rule->standard;
    int64_t base = floor_div(utc_s, CYCLE_S) * CYCLE_S;
    int64_t at = utc_s - base;
    int year = civil_from_seconds(at).date.year;
    int64_t last = INT64_MIN, next = INT64_MAX;
    int32_t offset = rule->standard;
    /* A change can lie a week outside its year, so the neighbours are asked too. Ends come
     * before starts: where summer ends and starts in one instant it lasts all year. */
    for (int which = 0; which < 6; which++) {
        bool start = which >= 3;
        int64_t change = local_seconds(start ? &rule->start : &rule->end, year - 1 + which % 3) -
                         (start ? rule->standard : rule->summer);
        if (change <= at && change >= last) {
            last = change;
            offset = start ? rule->summer : rule->standard;
        }
        if (change > at && change < next)
            next = change;
    }
    if (next_s != NULL && next != INT64_MAX)
        *next_s = base + next;
    return offset;
}
