#include "content/hijri.h"

#include "base/moment.h"

#include <unicode/ucal.h>

bool hijri_from_date(const struct hijri_settings *settings, const struct prayers *prayers,
                     struct date date, struct date *out)
{
    (void)prayers;
    UErrorCode error = U_ZERO_ERROR;
    UCalendar *calendar =
        ucal_open(u"UTC", 3, "en@calendar=islamic-umalqura", UCAL_DEFAULT, &error);
    if (U_FAILURE(error))
        return false;
    struct date adjusted = date_add_days(date, settings->adjust);
    ucal_setMillis(calendar, (double)(days_from_date(adjusted) * SECONDS_PER_DAY * 1000), &error);
    struct date hijri = {
        .year = ucal_get(calendar, UCAL_EXTENDED_YEAR, &error),
        .month = ucal_get(calendar, UCAL_MONTH, &error) + 1,
        .day = ucal_get(calendar, UCAL_DATE, &error),
    };
    ucal_close(calendar);
    if (U_FAILURE(error) || hijri.month < 1 || hijri.month > 12)
        return false;
    *out = hijri;
    return true;
}
