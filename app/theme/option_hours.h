/* Hours and days of the week as people write them: "07:00-12:00", "mon-fri". For option readers. */
#ifndef RIWAQ_THEME_OPTION_HOURS_H
#define RIWAQ_THEME_OPTION_HOURS_H

#include "theme/options.h"

enum { WEEK_DAYS = 7, DAY_MINUTES = 1440, WEEK_MINUTES = WEEK_DAYS * DAY_MINUTES };
enum { EVERY_DAY = (1 << WEEK_DAYS) - 1 };

/* From Sunday on, as they are written. */
extern const char *const option_weekday_names[WEEK_DAYS];

/* "fri" or "fri-": whether a day is named, be it with others. */
bool option_is_weekday(const char *word);
/* "fri" or "mon-fri", also over the end of the week: added to *DAYS, bits from Sunday on. False:
 * wrong, and reported. */
bool option_weekdays(const struct option_value *value, const char *word, unsigned *days);
/* "07:00-12:00", in minutes of the day; 24:00 as its end. Over midnight *TO_MIN is the smaller
 * one. False: wrong, and reported. */
bool option_hours(const struct option_value *value, const char *word, int *from_min, int *to_min);

#endif
