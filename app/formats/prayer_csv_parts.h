/* What the files of prayer_csv have in common. Private to them. */
#ifndef RIWAQ_FORMATS_PRAYER_CSV_PARTS_H
#define RIWAQ_FORMATS_PRAYER_CSV_PARTS_H

#include "formats/prayer_csv.h"

#include <stdbool.h>

/* --- cells (prayer_csv_cell.c) --- */

/* As it is compared: with ASCII digits, "-" for every dash, in lower case, without marks of
 * direction. False: longer than any date, time or name. */
enum { PRAYER_CELL_MAX = 64 };
bool prayer_cell_fold(const char *cell, char out[PRAYER_CELL_MAX]);

enum date_order { DATE_YEAR_FIRST, DATE_DAY_FIRST, DATE_MONTH_FIRST };
/* The three numbers of a date: the two that are no year, in the order of the cell, then the year.
 */
struct date_cell {
    enum date_order order; /* YEAR_FIRST; else it is not known yet */
    int parts[3];
};
/* Of a folded CELL; false: it is no date in any order. */
bool prayer_cell_date(const char *cell, struct date_cell *out);
/* The date that CELL is in ORDER, unless it begins with the year; .day == 0: none. */
struct date prayer_cell_date_in(const struct date_cell *cell, enum date_order order);

/* Of a folded CELL: a time of day, or MINUTES_NONE for "-". */
bool prayer_cell_time(const char *cell, int *out);

/* --- columns (prayer_csv_names.c) --- */

/* What a column has. Those of a prayer: PRAYER_COLUMN_FAJR + enum prayer. */
enum prayer_column {
    PRAYER_COLUMN_DATE,
    PRAYER_COLUMN_FAJR,
    PRAYER_COLUMN_SUNRISE,
    PRAYER_COLUMN_DHUHR,
    PRAYER_COLUMN_ASR,
    PRAYER_COLUMN_MAGHRIB,
    PRAYER_COLUMN_ISHA,
    PRAYER_COLUMN_REQUIRED, /* how many there must be */
    PRAYER_COLUMN_ORIGIN = PRAYER_COLUMN_REQUIRED,
    PRAYER_COLUMN_IMSAK,
    PRAYER_COLUMN_JUMUA,
    PRAYER_COLUMN_IQAMA_FAJR,
    PRAYER_COLUMN_IQAMA_DHUHR,
    PRAYER_COLUMN_IQAMA_ASR,
    PRAYER_COLUMN_IQAMA_MAGHRIB,
    PRAYER_COLUMN_IQAMA_ISHA,
    PRAYER_COLUMN_COUNT,
    PRAYER_COLUMN_UNKNOWN = PRAYER_COLUMN_COUNT
};
/* As it is documented. */
const char *prayer_column_name(enum prayer_column column);
/* As names are compared: "Iqama Fajr" is iqama_fajr; empty: too long for one. */
void prayer_column_fold(const char *cell, char out[PRAYER_CELL_MAX]);
/* Of a folded name: that is it; and that others use for it, in English, French and Arabic. */
enum prayer_column prayer_column_of(const char *folded);
enum prayer_column prayer_column_like(const char *folded);

/* --- days --- */

struct prayer_row {
    int line;
    struct date_cell cell;
    struct prayer_table_day day; /* its date.day == 0: none, or its order is not yet known */
    bool bad;                    /* it is not to be used */
    bool computed;               /* its origin says so */
};

/* Sets `bad` of a ROW where its times contradict each other (prayer_csv_verify.c). */
void prayer_row_verify(const struct prayer_csv *csv, struct prayer_row *row,
                       struct diagnostics *findings);
/* Tells the dates whose order the whole file tells; ROWS become ascending, those without a date
 * first; both of one date become bad; gaps are told (prayer_csv_dates.c). */
void prayer_rows_settle(const struct prayer_csv *csv, struct prayer_row *rows, int count,
                        struct diagnostics *findings);
/* Looks along settled ROWS for times that are out of line (prayer_csv_along.c). */
void prayer_rows_verify(const struct prayer_csv *csv, const struct prayer_row *rows, int count,
                        struct diagnostics *findings);

#endif
