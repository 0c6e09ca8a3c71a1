/* `hijri_months` of [prayer]: when months of the Hijra were seen to begin. */
#include "theme/config_tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ITEM_SIZE = 64, DATE_SIZE = 16, SHORT_MONTH = 29, LONG_MONTH = 30, MONTHS_A_YEAR = 12 };

/* "1447-09" */
static bool parse_month(const char *text, struct hijri_month *out)
{
    char day[DATE_SIZE];
    struct date date;
    if (strlen(text) != strlen("1447-09"))
        return false;
    snprintf(day, sizeof day, "%s-01", text);
    if (!date_parse(day, &date) || !hijri_is_valid(date))
        return false;
    out->year = date.year;
    out->month = date.month;
    return true;
}

/* "+1", "-3", "0" */
static bool parse_adjust(const char *text, int *out)
{
    int sign = text[0] == '-' ? -1 : 1;
    const char *digit = text + (text[0] == '-' || text[0] == '+');
    if (digit[0] < '0' || digit[0] > '0' + HIJRI_ADJUST_MAX || digit[1] != '\0')
        return false;
    *out = sign * (digit[0] - '0');
    return true;
}

/* "1447-09 2026-02-19" or "1447-10 +1" */
static bool read_month(const struct option_value *value, const char *item, struct hijri_month *out)
{
    char word[ITEM_SIZE], quote[OPTION_QUOTE_SIZE];
    const char *rest = item;
    *out = (struct hijri_month){0};
    if (!option_next(&rest, " \t", word, sizeof word) || !parse_month(word, out)) {
        option_error(value,
                     "%s begins with no month of the Hijra; write such as 1447-09 2026-02-19",
                     option_quote(item, quote));
        return false;
    }
    if (!option_next(&rest, " \t", word, sizeof word) || rest[strspn(rest, " \t")] != '\0' ||
        (!date_parse(word, &out->first) && !parse_adjust(word, &out->adjust))) {
        option_error(value,
                     "%s: after the month write the date of its first day, such as 2026-02-19, or "
                     "by how many days it is late, -3 to +3",
                     option_quote(item, quote));
        return false;
    }
    return true;
}

static int in_order(const void *a, const void *b)
{
    const struct hijri_month *one = a, *other = b;
    return one->year != other->year ? one->year - other->year : one->month - other->month;
}

void config_hijri_read(const struct option_value *value, void *target)
{
    struct hijri_settings *hijri = &((struct config *)target)->prayer.hijri;
    struct hijri_month months[HIJRI_MONTHS_MAX];
    int count = 0;
    char item[ITEM_SIZE];
    for (const char *rest = value->text; option_next(&rest, ",", item, sizeof item);) {
        struct hijri_month month;
        if (!read_month(value, item, &month))
            continue;
        if (count == HIJRI_MONTHS_MAX) {
            option_error(value, "more than %d months; remove those that are over",
                         HIJRI_MONTHS_MAX);
            break;
        }
        int twin = 0;
        while (twin < count && in_order(&months[twin], &month) != 0)
            twin++;
        if (twin < count)
            option_error(value, "%04d-%02d is given twice; keep one of them", month.year,
                         month.month);
        else
            months[count++] = month;
    }
    qsort(months, (size_t)count, sizeof *months, in_order);
    memcpy(hijri->months, months, sizeof *months * (size_t)count);
    hijri->month_count = count;
}

/* The first day of a month, as days_from_date counts; false: the calendar is far from it. */
static bool first_day(const struct hijri_settings *hijri, const struct hijri_month *month,
                      int64_t *out, struct date *by_calendar)
{
    if (!hijri_month_begin(hijri->calendar, month->year, month->month, by_calendar))
        return false;
    int64_t calendar = days_from_date(*by_calendar);
    *out = month->first.day != 0 ? days_from_date(month->first) : calendar + month->adjust;
    return llabs(*out - calendar) <= HIJRI_ADJUST_MAX;
}

void config_hijri_verify(struct config *config, const struct ini *ini,
                         struct diagnostics *diagnostics)
{
    struct hijri_settings *hijri = &config->prayer.hijri;
    int kept = 0;
    int64_t day, day_before = 0;
    for (int i = 0; i < hijri->month_count; i++) {
        struct hijri_month month = hijri->months[i];
        struct date by_calendar = {0};
        if (!first_day(hijri, &month, &day, &by_calendar)) {
            char date[DATE_SIZE];
            date_format(by_calendar, date, sizeof date);
            config_report(ini, diagnostics, SEVERITY_ERROR, "prayer", "hijri_months",
                          "%04d-%02d begins about %s; write a day within %d days of it", month.year,
                          month.month, date, HIJRI_ADJUST_MAX);
            continue;
        }
        const struct hijri_month *before = kept > 0 ? &hijri->months[kept - 1] : NULL;
        int months = before != NULL
                         ? (month.year - before->year) * MONTHS_A_YEAR + month.month - before->month
                         : 0;
        int64_t days = day - day_before;
        if (months > 0 && (days < SHORT_MONTH * months || days > LONG_MONTH * months))
            config_report(ini, diagnostics, SEVERITY_WARNING, "prayer", "hijri_months",
                          "%d days from the beginning of %04d-%02d to that of %04d-%02d; a month "
                          "has 29 or 30",
                          (int)days, before->year, before->month, month.year, month.month);
        day_before = day;
        hijri->months[kept++] = month;
    }
    hijri->month_count = kept;
}
