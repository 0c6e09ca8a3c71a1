/* Dates and times of day as people write them, in the proleptic Gregorian calendar.
 *
 * Day arithmetic follows the usual counting of days by 400-year eras that begin
 * on the first of March (as in Hinnant, "chrono-compatible low-level date
 * algorithms"). No zone and no clock is read here. */
#ifndef RIWAQ_BASE_CIVIL_H
#define RIWAQ_BASE_CIVIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct date {
    int year;  /* 1 to 9999 where parsed from text */
    int month; /* 1 to 12 */
    int day;   /* 1 to 31; 0: no date at all */
};

struct civil {
    struct date date;
    int hour, minute, second; /* 0 to 23, 0 to 59, 0 to 59 */
};

/* A time of day that is not known. */
enum { MINUTES_NONE = -1 };

/* Days since 1970-01-01. */
int64_t days_from_date(struct date date);
struct date date_from_days(int64_t days);
/* 0 Sunday to 6 Saturday. */
int date_weekday(struct date date);
bool date_is_valid(struct date date);
bool date_equal(struct date a, struct date b);
struct date date_add_days(struct date date, int days);

/* Seconds since 1970-01-01T00:00:00 of the same zone, and back. */
int64_t civil_seconds(const struct civil *civil);
struct civil civil_from_seconds(int64_t seconds);

/* "2025-03-19", whole string. */
bool date_parse(const char *text, struct date *out);
/* "HH:MM" or "H:MM", optionally ":SS" (dropped), whole string; minutes after
 * midnight, 0 to 1439. */
bool minutes_parse(const char *text, int *out);
/* ISO 8601: YYYY-MM-DD, then optionally T or space and HH:MM[:SS[.fraction]],
 * then optionally Z, +HH:MM, +HHMM or +HH. *HAS_OFFSET tells whether a zone was
 * given, *OFFSET its seconds east of Greenwich. 24:00 and leap seconds are
 * taken as the second that follows or precedes. Whole string. */
bool civil_parse(const char *text, struct civil *out, bool *has_offset, int *offset);

/* "2025-03-19"; "05:04"; SIZE at least 16. */
void date_format(struct date date, char *out, size_t size);
void minutes_format(int minutes, char *out, size_t size);

#endif
