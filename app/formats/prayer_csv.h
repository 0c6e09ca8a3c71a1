/* Official timetables of prayer times as CSV (formats/csv.h), as `riwaq times` prints it and as
 * spreadsheets save it; in any of the character sets that charset.h knows without a label.
 *
 * The header names the columns, in any order and in any case:
 *   date,fajr,sunrise,dhuhr,asr,maghrib,isha    all of them
 *   origin                                      where it is "computed", steps of Fajr and Isha
 *                                               are not told (as at the end of a rule for short
 *                                               nights), only slips of one day
 *   imsak, iqama_fajr, iqama_dhuhr, iqama_asr, iqama_maghrib, iqama_isha
 *   jumua                                       up to three times, parted by white space
 * A column of another name is not used. Where one of these is not there, names such as Zuhr, Dohr,
 * Sobh, Chourouq, Maghreb, Icha, jour or الظهر count as it (prayer_csv_names.c). Up to three lines
 * above the header, such as a title, are passed over, with a warning.
 *
 * A date is 2025-03-19, also with midnight behind it (2025-03-19 00:00:00). Also 19/3/2025, or
 * 3/19/2025, with "/", "." or "-": which of the two is told by a day above the twelfth, and must be
 * so for the whole file.
 *
 * A time is 05:04 or 5:04; also 5.04 and 5h04, with seconds (dropped), with am or pm (ص or م). "-"
 * is no time: there is none that day. Only what the lower row of the columns adds may be empty.
 * Digits are western, Arabic-Indic or Persian.
 *
 * Within a day the times ascend from Fajr to Isha. Only Maghrib (before 3:00) and Isha (before
 * 6:00) may come after midnight, Fajr (from 21:00) before it. Imsak is at most two hours before
 * Fajr, an iqama at most five after its prayer, Jumua between sunrise and Maghrib.
 *
 * A wrong time on a wall is worse than none: a day with any mistake is left out, both of one date
 * are, and the others stand. Days may come in any order. Warnings leave the days in: days that are
 * missing in between, a time more than a quarter of an hour out of line with the days beside it, a
 * clock change where there is none, or none where there is one. */
#ifndef RIWAQ_FORMATS_PRAYER_CSV_H
#define RIWAQ_FORMATS_PRAYER_CSV_H

#include "base/diagnostics.h"
#include "content/prayer_table.h"
#include "content/zone.h"

#include <stddef.h>

enum { PRAYER_CSV_BYTES_MAX = 2 * 1024 * 1024 };

struct prayer_csv {
    const char *file;            /* for messages */
    enum prayer_table_time time; /* what its hours are of */
    const struct zone *zone;     /* of the place, to look for clock changes; NULL: not known */
};

/* What of DATA can be used, or NULL when no day can. Every mistake goes to FINDINGS with its line;
 * any bytes may be given. */
const struct prayer_table *prayer_csv_read(const struct prayer_csv *csv, const void *data,
                                           size_t size, struct diagnostics *findings);

#endif
