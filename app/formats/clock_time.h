/* Times of day as timetables of prayers send them. */
#ifndef RIWAQ_FORMATS_CLOCK_TIME_H
#define RIWAQ_FORMATS_CLOCK_TIME_H

#include <stdbool.h>

/* "05:01", "5:01", "05:01:30" (seconds are dropped), "05.01", "5h01", "5h", "5:01 am", "5:01pm",
 * "17:01 PM", and any of these with the place's zone after it, which is not looked at: "05:01
 * (+01)", "05:01 (EET)", "05:01 +01". White space around is allowed, nothing else is. *OUT: minutes
 * after midnight, 0 to 1439; it is left as it was when false. */
bool clock_time_parse(const char *text, int *out);

#endif
