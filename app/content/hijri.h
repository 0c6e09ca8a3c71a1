/* The Hijri date of a day: a calendar of ICU's, moved month by month to what was observed.
 *
 * Umm al-Qura is ICU's table (1300 to 1600 of the Hijra, computed beyond), civil its tabular
 * calendar (30 years with 11 leap years, epoch of 16 July 622). */
#ifndef RIWAQ_CONTENT_HIJRI_H
#define RIWAQ_CONTENT_HIJRI_H

#include "base/civil.h"
#include "content/content.h"

#include <stdbool.h>

enum { HIJRI_SHABAN = 8, HIJRI_RAMADAN = 9, HIJRI_SHAWWAL = 10, HIJRI_DHU_AL_HIJJA = 12 };
enum { HIJRI_MONTHS_MAX = 24, HIJRI_ADJUST_MAX = 3 };
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

/* The Hijri date (month 1 Muharram to 12) of the daytime of DATE; false when ICU cannot say. Of
 * a month, what SETTINGS say of it holds; else, unless they have an adjustment, what PRAYERS (the
 * endpoint's, may be NULL) say; else the calendar with the adjustment. */
bool hijri_from_date(const struct hijri_settings *settings, const struct prayers *prayers,
                     struct date date, struct date *out);

#endif
