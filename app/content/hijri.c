#include "content/hijri.h"

#include "base/moment.h"

#include <stdlib.h>
#include <unicode/ucal.h>

enum {
    MONTHS_A_YEAR = 12,
    SHORT_MONTH = 29,
    LONG_MONTH = 30,
    CYCLE_MONTHS = 360, /* of the tabular calendar: 30 years, 11 of them with 355 days */
    CYCLE_DAYS = 10631,
    EPOCH = -492148, /* 1 Muharram 1: 16 July 622 of the Julian calendar, in days_from_date's */
    /* Months that are further away do not matter: the widest difference, six days, is made up by
     * the short or the long ones of at most 15 months (17 with a guess that is two months off). */
    REACH = 18,
    KNOWN_MAX = HIJRI_MONTHS_MAX + 2 * REACH + 1, /* the endpoint's are different and near */
};

/* Months are numbered from 0, Muharram of the year 1. */
static int64_t number_of(int year, int month)
{
    return (int64_t)(year - 1) * MONTHS_A_YEAR + month - 1;
}

/* --- the calendars --------------------------------------------------------------------------- */

struct calendar {
    UCalendar *umm_al_qura; /* NULL: civil */
    UErrorCode error;
};

static bool calendar_init(struct calendar *calendar, enum hijri_calendar kind)
{
    *calendar = (struct calendar){NULL, U_ZERO_ERROR};
    if (kind == HIJRI_CIVIL)
        return true;
    calendar->umm_al_qura =
        ucal_open(u"UTC", 3, "en@calendar=islamic-umalqura", UCAL_DEFAULT, &calendar->error);
    return U_SUCCESS(calendar->error);
}

static void calendar_finish(struct calendar *calendar)
{
    if (calendar->umm_al_qura != NULL)
        ucal_close(calendar->umm_al_qura);
}

/* The leap years of 30 are 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29; months have 30 and 29 days
 * in turn. */
static int64_t civil_begin(int64_t number)
{
    int64_t year = floor_div(number, MONTHS_A_YEAR), month = number - year * MONTHS_A_YEAR;
    int64_t days_before = year * 354 + floor_div(11 * year + 14, 30);
    return EPOCH + days_before + month * SHORT_MONTH + (month + 1) / 2;
}

/* The first day of a month, as days_from_date counts. To ask ICU for a month's beginning costs a
 * hundredth of asking it for a day's date. */
static int64_t calendar_begin(struct calendar *calendar, int64_t number)
{
    if (calendar->umm_al_qura == NULL)
        return civil_begin(number);
    int64_t year = floor_div(number, MONTHS_A_YEAR);
    ucal_clear(calendar->umm_al_qura);
    ucal_setDateTime(calendar->umm_al_qura, (int32_t)year + 1,
                     (int32_t)(number - year * MONTHS_A_YEAR), 1, 0, 0, 0, &calendar->error);
    double ms = ucal_getMillis(calendar->umm_al_qura, &calendar->error);
    return U_SUCCESS(calendar->error) ? floor_div((int64_t)ms, SECONDS_PER_DAY * 1000) : 0;
}

bool hijri_month_begin(enum hijri_calendar kind, int year, int month, struct date *out)
{
    struct calendar calendar;
    if (!calendar_init(&calendar, kind))
        return false;
    *out = date_from_days(calendar_begin(&calendar, number_of(year, month)));
    calendar_finish(&calendar);
    return U_SUCCESS(calendar.error);
}

bool hijri_is_valid(struct date hijri)
{
    return hijri.year >= 1 && hijri.year <= HIJRI_YEAR_MAX && hijri.month >= 1 &&
           hijri.month <= MONTHS_A_YEAR && hijri.day >= 1 && hijri.day <= LONG_MONTH;
}

/* One of three numbers, of at most four digits, and what follows it; 0 digits: there is none. */
static const char *parse_number(const char *text, int *digits, int *out)
{
    *out = *digits = 0;
    for (; *text >= '0' && *text <= '9' && *digits <= 4; text++, ++*digits)
        *out = *out * 10 + (*text - '0');
    return text;
}

bool hijri_parse(const char *text, struct date *out)
{
    int numbers[3], digits[3];
    char between = '\0';
    for (int i = 0; i < 3; i++) {
        text = parse_number(text, &digits[i], &numbers[i]);
        if (i == 0 && (*text == '-' || *text == '/' || *text == '.'))
            between = *text;
        if (digits[i] == 0 || *text != (i < 2 ? between : '\0') || (i < 2 && between == '\0'))
            return false;
        text += i < 2;
    }
    bool year_first = digits[0] == 4;
    if (digits[year_first ? 2 : 0] > 2 || digits[1] > 2 || digits[year_first ? 0 : 2] != 4)
        return false;
    struct date hijri = {numbers[year_first ? 0 : 2], numbers[1], numbers[year_first ? 2 : 0]};
    if (!hijri_is_valid(hijri))
        return false;
    *out = hijri;
    return true;
}

/* --- what is known --------------------------------------------------------------------------- */

struct known {
    int64_t month, begin;
    int64_t distance; /* of an endpoint's date: days from the one that is asked */
};

struct beginnings {
    struct calendar calendar;
    int adjust;
    int64_t near; /* about the month that is asked for: months far from it are of no matter */
    struct known known[KNOWN_MAX]; /* those given first, then the endpoint's */
    int given_count, count;
};

static struct known *find_known(struct beginnings *beginnings, int64_t month)
{
    for (int i = 0; i < beginnings->count; i++)
        if (beginnings->known[i].month == month)
            return &beginnings->known[i];
    return NULL;
}

static bool is_near(const struct beginnings *beginnings, int64_t month)
{
    return month >= beginnings->near - REACH && month <= beginnings->near + REACH;
}

static bool is_plausible(struct beginnings *beginnings, int64_t month, int64_t begin)
{
    return llabs(begin - calendar_begin(&beginnings->calendar, month)) <= HIJRI_ADJUST_MAX;
}

static void add_given(struct beginnings *beginnings, const struct hijri_month *given)
{
    int64_t month = number_of(given->year, given->month);
    if (!is_near(beginnings, month))
        return;
    int64_t begin = given->first.day != 0
                        ? days_from_date(given->first)
                        : calendar_begin(&beginnings->calendar, month) + given->adjust;
    if (is_plausible(beginnings, month, begin))
        beginnings->known[beginnings->count++] = (struct known){month, begin, 0};
}

static void add_told(struct beginnings *beginnings, struct known told)
{
    if (!is_near(beginnings, told.month) || !is_plausible(beginnings, told.month, told.begin))
        return;
    struct known *before = find_known(beginnings, told.month);
    if (before == NULL)
        beginnings->known[beginnings->count++] = told;
    else if (before - beginnings->known >= beginnings->given_count &&
             told.distance < before->distance)
        *before = told;
}

/* DAY (as days_from_date counts) is HIJRI by the endpoint; ASKED is the day that is asked for. A
 * thirtieth tells of two months: the next begins on the day after, whatever the calendar has. */
static void add_told_day(struct beginnings *beginnings, int64_t day, struct date hijri,
                         int64_t asked)
{
    if (!hijri_is_valid(hijri))
        return;
    int64_t month = number_of(hijri.year, hijri.month), distance = llabs(day - asked);
    add_told(beginnings, (struct known){month, day - hijri.day + 1, distance});
    if (hijri.day == LONG_MONTH)
        add_told(beginnings, (struct known){month + 1, day + 1, distance});
}

/* BEGIN of MONTH moved to where the COUNT first known months leave 29 or 30 days to every month
 * between. */
static int64_t reconcile(const struct beginnings *beginnings, int count, int64_t month,
                         int64_t begin)
{
    int64_t low = INT64_MIN, high = INT64_MAX;
    for (int i = 0; i < count; i++) {
        const struct known *known = &beginnings->known[i];
        int64_t months = month - known->month; /* maybe before it */
        int64_t least = known->begin + months * (months > 0 ? SHORT_MONTH : LONG_MONTH);
        int64_t most = known->begin + months * (months > 0 ? LONG_MONTH : SHORT_MONTH);
        low = least > low ? least : low;
        high = most < high ? most : high;
    }
    begin = begin < low ? low : begin;
    return begin > high ? high : begin;
}

static int64_t begin_of(struct beginnings *beginnings, int64_t month)
{
    const struct known *known = find_known(beginnings, month);
    if (known != NULL)
        return known->begin;
    int64_t begin = calendar_begin(&beginnings->calendar, month) - beginnings->adjust;
    return reconcile(beginnings, beginnings->count, month, begin);
}

static void collect(struct beginnings *beginnings, const struct hijri_settings *settings,
                    const struct prayers *prayers, int64_t asked)
{
    for (int i = 0; i < settings->month_count; i++)
        add_given(beginnings, &settings->months[i]);
    beginnings->given_count = beginnings->count;
    if (settings->adjust_given || prayers == NULL || !prayers->present)
        return;
    add_told_day(beginnings, days_from_date(prayers->date), prayers->hijri, asked);
    for (int i = 0; i < prayers->day_count; i++)
        add_told_day(beginnings, days_from_date(prayers->days[i].date), prayers->days[i].hijri,
                     asked);
    for (int i = beginnings->given_count; i < beginnings->count; i++) {
        struct known *told = &beginnings->known[i];
        told->begin = reconcile(beginnings, beginnings->given_count, told->month, told->begin);
    }
}

bool hijri_from_date(const struct hijri_settings *settings, const struct prayers *prayers,
                     struct date date, struct date *out)
{
    int64_t day = days_from_date(date);
    struct beginnings beginnings = {.adjust = settings->adjust};
    if (!calendar_init(&beginnings.calendar, settings->calendar))
        return false;
    beginnings.near = floor_div((day - EPOCH) * CYCLE_MONTHS, CYCLE_DAYS);
    collect(&beginnings, settings, prayers, day);
    int64_t month = beginnings.near + 1;
    int64_t begin = begin_of(&beginnings, month);
    for (; begin > day && month > beginnings.near - 2; month--)
        begin = begin_of(&beginnings, month - 1);
    calendar_finish(&beginnings.calendar);
    if (U_FAILURE(beginnings.calendar.error) || month < 0 || begin > day)
        return false;
    int64_t year = month / MONTHS_A_YEAR, past = day - begin;
    *out = (struct date){.year = (int)year + 1,
                         .month = (int)(month - year * MONTHS_A_YEAR) + 1,
                         .day = past < LONG_MONTH ? (int)past + 1 : LONG_MONTH};
    return true;
}
