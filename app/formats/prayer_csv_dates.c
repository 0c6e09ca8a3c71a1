/* The dates of a timetable: in which order they are written, which are twice, which are missing. */
#include "formats/prayer_csv_parts.h"

#include <stdlib.h>

enum { DATE_MAX = 16, TWELVE = 12 };

/* --- day or month first --- */

/* Lines that can be read in one way only; 0: none. */
struct proofs {
    int open, day_first, month_first;
};

static bool is_open(const struct prayer_row *row)
{
    return row->cell.order != DATE_YEAR_FIRST;
}

static struct proofs find_proofs(const struct prayer_row *rows, int count)
{
    struct proofs proofs = {0};
    for (int i = 0; i < count; i++) {
        const struct prayer_row *row = &rows[i];
        if (!is_open(row))
            continue;
        if (proofs.open == 0)
            proofs.open = row->line;
        if (proofs.day_first == 0 && row->cell.parts[0] > TWELVE)
            proofs.day_first = row->line;
        if (proofs.month_first == 0 && row->cell.parts[1] > TWELVE)
            proofs.month_first = row->line;
    }
    return proofs;
}

static void complain_of_order(const struct prayer_csv *csv, const struct proofs *proofs,
                              struct diagnostics *findings)
{
    if (proofs->day_first > 0)
        diagnostics_add(findings, SEVERITY_ERROR, csv->file, proofs->day_first, "[date]",
                        "day/month here, month/day on line %d: none of these is used; write dates "
                        "as 2026-03-19",
                        proofs->month_first);
    else
        diagnostics_add(findings, SEVERITY_ERROR, csv->file, proofs->open, "[date]",
                        "day/month or month/day, no day above 12 in the file tells which: none of "
                        "these is used; write dates as 2026-03-19");
}

static void read_open_dates(const struct prayer_csv *csv, struct prayer_row *rows, int count,
                            struct diagnostics *findings)
{
    const struct proofs proofs = find_proofs(rows, count);
    bool known = (proofs.day_first > 0) != (proofs.month_first > 0);
    if (proofs.open > 0 && !known)
        complain_of_order(csv, &proofs, findings);
    enum date_order order = proofs.day_first > 0 ? DATE_DAY_FIRST : DATE_MONTH_FIRST;
    for (int i = 0; i < count; i++) {
        struct prayer_row *row = &rows[i];
        if (!is_open(row))
            continue;
        if (known)
            row->day.date = prayer_cell_date_in(&row->cell, order);
        if (known && row->day.date.day == 0)
            diagnostics_add(findings, SEVERITY_ERROR, csv->file, row->line, "[date]",
                            "%d/%d/%d is no date; write it as 2026-03-19", row->cell.parts[0],
                            row->cell.parts[1], row->cell.parts[2]);
        row->bad = row->bad || row->day.date.day == 0;
    }
}

/* --- one after the other --- */

static int64_t number_of(const struct prayer_row *row)
{
    return row->day.date.day != 0 ? days_from_date(row->day.date) : INT64_MIN;
}

static int compare_rows(const void *a, const void *b)
{
    const struct prayer_row *first = a, *second = b;
    int64_t one = number_of(first), other = number_of(second);
    if (one != other)
        return one < other ? -1 : 1;
    return (first->line > second->line) - (first->line < second->line);
}

/* Told once: a file that was sorted wrongly is so from top to end. */
static void warn_of_disorder(const struct prayer_csv *csv, const struct prayer_row *rows, int count,
                             struct diagnostics *findings)
{
    const struct prayer_row *before = NULL;
    for (int i = 0; i < count; i++) {
        if (rows[i].day.date.day == 0)
            continue;
        if (before != NULL && number_of(&rows[i]) < number_of(before)) {
            char text[DATE_MAX], other[DATE_MAX];
            date_format(rows[i].day.date, text, sizeof text);
            date_format(before->day.date, other, sizeof other);
            diagnostics_add(findings, SEVERITY_WARNING, csv->file, rows[i].line, "[date]",
                            "%s stands after %s; the days are taken in the order of their dates",
                            text, other);
            return;
        }
        before = &rows[i];
    }
}

static void complain_of_double(const struct prayer_csv *csv, struct prayer_row *first,
                               struct prayer_row *second, struct diagnostics *findings)
{
    char text[DATE_MAX];
    date_format(second->day.date, text, sizeof text);
    diagnostics_add(findings, SEVERITY_ERROR, csv->file, second->line, "[date]",
                    "%s is on line %d too: neither is used", text, first->line);
    first->bad = second->bad = true;
}

static void warn_of_gap(const struct prayer_csv *csv, const struct prayer_row *before,
                        const struct prayer_row *after, struct diagnostics *findings)
{
    char first[DATE_MAX], last[DATE_MAX];
    date_format(date_add_days(before->day.date, 1), first, sizeof first);
    date_format(date_add_days(after->day.date, -1), last, sizeof last);
    int64_t missing = number_of(after) - number_of(before) - 1;
    diagnostics_add(findings, SEVERITY_WARNING, csv->file, after->line, "[date]",
                    "%s%s%s %s missing before this day", first, missing > 1 ? " to " : "",
                    missing > 1 ? last : "", missing > 1 ? "are" : "is");
}

void prayer_rows_settle(const struct prayer_csv *csv, struct prayer_row *rows, int count,
                        struct diagnostics *findings)
{
    read_open_dates(csv, rows, count, findings);
    warn_of_disorder(csv, rows, count, findings);
    if (count > 1)
        qsort(rows, (size_t)count, sizeof *rows, compare_rows);
    for (int i = 1; i < count; i++) {
        if (rows[i - 1].day.date.day == 0)
            continue;
        if (date_equal(rows[i].day.date, rows[i - 1].day.date))
            complain_of_double(csv, &rows[i - 1], &rows[i], findings);
        else if (number_of(&rows[i]) - number_of(&rows[i - 1]) > 1)
            warn_of_gap(csv, &rows[i - 1], &rows[i], findings);
    }
}
