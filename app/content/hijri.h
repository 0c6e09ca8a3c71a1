/* The Hijri date of a day: a calendar of ICU's, moved month by month to what was observed.
 *
 * Umm al-Qura is ICU's table (1300 to 1600 of the Hijra, the civil calendar beyond), civil the
 * tabular calendar (30 years with 11 leap years, epoch of 16 July 622), for which the arithmetic
 * is simple enough to stand here (Reingold and Dershowitz, "Calendrical Calculations"). */
#ifndef RIWAQ_CONTENT_HIJRI_H
#define RIWAQ_CONTENT_HIJRI_H

#include "base/civil.h"
#include "content/content.h"

#include <stdbool.h>

enum { HIJRI_SHABAN = 8, HIJRI_RAMADAN = 9, HIJRI_SHAWWAL = 10, HIJRI_DHU_AL_HIJJA = 12 };
enum { HIJRI_MONTHS_MAX = 24, HIJRI_ADJUST_MAX = 3, HIJRI_YEAR_MAX = 2000 };
enum hijri_calendar { HIJRI_UMM_AL_QURA, HIJRI_CIVIL };

/* What is known of the beginning of one month. */
struct hijri_month {
    int year, month;   /* of the Hijra; 1 Muharram to 12 */
    struct date first; /* its first day was observed; .day == 0: `adjust` holds */
    int adjust;        /* days that it begins after the calendar's, -3 to 3 */
};

struct hijri_settings {
    enum hijri_calendar calendar;
    bool adjust_given; /* then an endpoint's Hijri dates are not used */
    int adjust;        /* days that the date is ahead of the calendar, -3 to 3 */
    bool at_sunset;    /* the date changes at Maghrib; else at midnight */
    struct hijri_month months[HIJRI_MONTHS_MAX]; /* ascending; they win over everything */
    int month_count;
};

/* The Hijri date (month 1 Muharram to 12) of the daytime of DATE; false when ICU cannot say, or
 * before the Hijra.
 *
 * A month begins when SETTINGS say so; else, unless they have an adjustment, when a Hijri date of
 * PRAYERS (the endpoint's, may be NULL; of several of that month the one nearest to DATE) makes it
 * begin; else when the calendar with the adjustment says. What would begin a month more than
 * HIJRI_ADJUST_MAX days from the calendar's beginning is a mistake and does not count.
 *
 * A lunar month has 29 or 30 days. So what is less trusted gives way to what is more: between an
 * observed month and the calendar's others, these begin a day or two earlier or later until every
 * month has 29 or 30 days again. Only months that are themselves given against each other in
 * SETTINGS (`riwaq check` warns of them) can be longer or shorter: the days after the 30th are then
 * the 30th too, and after a short one the next month begins when it is said to. */
bool hijri_from_date(const struct hijri_settings *settings, const struct prayers *prayers,
                     struct date date, struct date *out);

/* When a month (1 to 12) of YEAR (1 to 9999) begins by CALENDAR itself; false when ICU cannot
 * say. */
bool hijri_month_begin(enum hijri_calendar calendar, int year, int month, struct date *out);

/* Year 1 to HIJRI_YEAR_MAX, month 1 to 12, day 1 to 30. */
bool hijri_is_valid(struct date hijri);
/* "1446-09-19" or "19-09-1446", also with / or . between the numbers; whole string, valid. (Days
 * are not those of date_parse(): a second month may have 30.) */
bool hijri_parse(const char *text, struct date *out);

#endif
