#include "base/civil.h"

#include "base/moment.h"

#include <stdio.h>
#include <string.h>

int64_t days_from_date(struct date date)
{
    int64_t year = date.year - (date.month <= 2);
    int64_t era = floor_div(year, 400);
    int64_t year_of_era = year - era * 400;
    int64_t month_from_march = (date.month + 9) % 12;
    int64_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct date date_from_days(int64_t days)
{
    days += 719468;
    int64_t era = floor_div(days, 146097);
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month_from_march = (5 * day_of_year + 2) / 153;
    int month = (int)(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
    return (struct date){
        .year = (int)(year_of_era + era * 400) + (month <= 2),
        .month = month,
        .day = (int)(day_of_year - (153 * month_from_march + 2) / 5 + 1),
    };
}

int date_weekday(struct date date)
{
    return (int)floor_mod(days_from_date(date) + 4, 7);
}

bool date_is_valid(struct date date)
{
    if (date.year < 1 || date.year > 9999 || date.month < 1 || date.month > 12 || date.day < 1)
        return false;
    return date_equal(date, date_from_days(days_from_date(date)));
}

bool date_equal(struct date a, struct date b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

struct date date_add_days(struct date date, int days)
{
    return date_from_days(days_from_date(date) + days);
}

int64_t civil_seconds(const struct civil *civil)
{
    return days_from_date(civil->date) * SECONDS_PER_DAY + civil->hour * 3600 + civil->minute * 60 +
           civil->second;
}

struct civil civil_from_seconds(int64_t seconds)
{
    int rest = (int)floor_mod(seconds, SECONDS_PER_DAY);
    return (struct civil){
        .date = date_from_days(floor_div(seconds, SECONDS_PER_DAY)),
        .hour = rest / 3600,
        .minute = rest / 60 % 60,
        .second = rest % 60,
    };
}

/* Reads LEAST to MOST digits as a number and moves *TEXT past them. */
static bool digits(const char **text, int least, int most, int *out)
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

static bool skip(const char **text, char c)
{
    if (**text != c)
        return false;
    (*text)++;
    return true;
}

static bool read_date(const char **text, struct date *out)
{
    return digits(text, 4, 4, &out->year) && skip(text, '-') && digits(text, 2, 2, &out->month) &&
           skip(text, '-') && digits(text, 2, 2, &out->day) && date_is_valid(*out);
}

bool date_parse(const char *text, struct date *out)
{
    struct date date;
    if (!read_date(&text, &date) || *text != '\0')
        return false;
    *out = date;
    return true;
}

bool minutes_parse(const char *text, int *out)
{
    int hour, minute, second;
    if (!digits(&text, 1, 2, &hour) || !skip(&text, ':') || !digits(&text, 2, 2, &minute))
        return false;
    if (skip(&text, ':') && (!digits(&text, 2, 2, &second) || second > 59))
        return false;
    if (*text != '\0' || hour > 23 || minute > 59)
        return false;
    *out = hour * 60 + minute;
    return true;
}

/* HH:MM[:SS[.fraction]]; hour 24 only as 24:00:00. */
static bool read_time(const char **text, struct civil *out)
{
    if (!digits(text, 2, 2, &out->hour) || !skip(text, ':') || !digits(text, 2, 2, &out->minute))
        return false;
    if (skip(text, ':')) {
        if (!digits(text, 2, 2, &out->second))
            return false;
        if (skip(text, '.') || skip(text, ',')) {
            int fraction;
            if (!digits(text, 1, 9, &fraction))
                return false;
            while (digits(text, 1, 9, &fraction))
                continue;
        }
    }
    if (out->second == 60)
        out->second = 59;
    if (out->hour == 24)
        return out->minute == 0 && out->second == 0;
    return out->hour < 24 && out->minute < 60 && out->second < 60;
}

/* Z, +HH:MM, +HHMM or +HH; nothing at all is no offset. */
static bool read_offset(const char **text, bool *has_offset, int *offset)
{
    *offset = 0;
    *has_offset = **text != '\0';
    if (!*has_offset || skip(text, 'Z') || skip(text, 'z'))
        return true;
    int sign = **text == '-' ? -1 : 1, hours, minutes = 0;
    if (!skip(text, '-') && !skip(text, '+'))
        return false;
    if (!digits(text, 2, 2, &hours))
        return false;
    bool colon = skip(text, ':');
    if ((colon || **text != '\0') && !digits(text, 2, 2, &minutes))
        return false;
    *offset = sign * (hours * 3600 + minutes * 60);
    return hours <= 15 && minutes < 60;
}

bool civil_parse(const char *text, struct civil *out, bool *has_offset, int *offset)
{
    struct civil civil = {0};
    *has_offset = false;
    *offset = 0;
    if (!read_date(&text, &civil.date))
        return false;
    if (*text != '\0') {
        if (!skip(&text, 'T') && !skip(&text, 't') && !skip(&text, ' '))
            return false;
        if (!read_time(&text, &civil) || !read_offset(&text, has_offset, offset) || *text != '\0')
            return false;
    }
    *out = civil_from_seconds(civil_seconds(&civil));
    return true;
}

void date_format(struct date date, char *out, size_t size)
{
    snprintf(out, size, "%04d-%02d-%02d", date.year, date.month, date.day);
}

void minutes_format(int minutes, char *out, size_t size)
{
    if (minutes < 0)
        snprintf(out, size, "--:--");
    else
        snprintf(out, size, "%02d:%02d", minutes / 60 % 24, minutes % 60);
}
