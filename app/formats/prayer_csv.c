#include "formats/prayer_csv_parts.h"

#include "base/memory.h"
#include "formats/charset.h"
#include "formats/csv.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char header_text[] = "date,fajr,sunrise,dhuhr,asr,maghrib,isha";

enum {
    WHERE_MAX = 24,
    CELL_SHOWN = 40,
    TITLES_MAX = 3,
    NAMES_LEAST = 3 /* a line with so many names of columns is the header */
};

struct sheet {
    const struct prayer_csv *csv;
    struct diagnostics *findings;
    enum prayer_column columns[CSV_CELLS_MAX];
    int column_count;
    struct prayer_row *rows;
    int count, room;
};

/* --- the header --- */

static bool has_column(const struct sheet *sheet, enum prayer_column column)
{
    for (int i = 0; i < sheet->column_count; i++)
        if (sheet->columns[i] == column)
            return true;
    return false;
}

/* What is proposed is not there yet. */
static void warn_unknown(struct sheet *sheet, int line, const char *cell)
{
    const char *absent[PRAYER_COLUMN_COUNT];
    char name[PRAYER_CELL_MAX];
    int count = 0;
    for (int i = 0; i < PRAYER_COLUMN_COUNT; i++)
        if (!has_column(sheet, (enum prayer_column)i))
            absent[count++] = prayer_column_name((enum prayer_column)i);
    prayer_column_fold(cell, name);
    const char *near = diagnostics_nearest(name, absent, count);
    diagnostics_add(sheet->findings, SEVERITY_WARNING, sheet->csv->file, line, NULL,
                    "the column \"%.*s\" is not used%s%s%s", CELL_SHOWN, cell,
                    near != NULL ? "; did you mean \"" : "", near != NULL ? near : "",
                    near != NULL ? "\"?" : "");
}

static bool is_twice(struct sheet *sheet, int line, enum prayer_column column, const char *name)
{
    if (column == PRAYER_COLUMN_UNKNOWN || !has_column(sheet, column))
        return false;
    diagnostics_add(sheet->findings, SEVERITY_ERROR, sheet->csv->file, line, NULL,
                    "the column %s is there twice; take one of them away", name);
    return true;
}

/* False: there are two of one name, and either may be right. */
static bool take_columns(struct sheet *sheet, const struct csv_row *row)
{
    char name[PRAYER_CELL_MAX];
    bool plain[PRAYER_COLUMN_COUNT + 1] = {false};
    for (int i = 0; i < row->count; i++) {
        prayer_column_fold(row->cells[i], name);
        enum prayer_column column = prayer_column_of(name);
        if (is_twice(sheet, row->line, column, name))
            return false;
        sheet->columns[sheet->column_count++] = column;
        plain[column] = true;
    }
    /* Another name counts where the plain one is not there: "jour" beside "date" is the weekday. */
    for (int i = 0; i < row->count; i++) {
        prayer_column_fold(row->cells[i], name);
        enum prayer_column column = prayer_column_like(name);
        if (sheet->columns[i] != PRAYER_COLUMN_UNKNOWN || plain[column])
            continue;
        if (is_twice(sheet, row->line, column, name))
            return false;
        sheet->columns[i] = column;
    }
    return true;
}

static bool has_all_columns(struct sheet *sheet, int line)
{
    char absent[sizeof header_text] = "";
    size_t length = 0;
    int count = 0;
    for (int i = 0; i < PRAYER_COLUMN_REQUIRED; i++)
        if (!has_column(sheet, (enum prayer_column)i)) {
            length +=
                (size_t)snprintf(absent + length, sizeof absent - length, "%s%s",
                                 count > 0 ? "," : "", prayer_column_name((enum prayer_column)i));
            count++;
        }
    if (count == PRAYER_COLUMN_REQUIRED)
        diagnostics_add(sheet->findings, SEVERITY_ERROR, sheet->csv->file, line, NULL,
                        "the names of the columns are not here; a timetable begins with %s",
                        header_text);
    else if (count > 0)
        diagnostics_add(sheet->findings, SEVERITY_ERROR, sheet->csv->file, line, NULL,
                        "there is no column %s; a timetable has %s", absent, header_text);
    return count == 0;
}

static bool begins_with_date(const struct csv_row *row)
{
    struct date_cell date;
    char first[PRAYER_CELL_MAX];
    return prayer_cell_fold(row->cells[0], first) && prayer_cell_date(first, &date);
}

/* False when the table cannot be read. */
static bool read_header(struct sheet *sheet, const struct csv_row *row)
{
    if (begins_with_date(row)) {
        diagnostics_add(sheet->findings, SEVERITY_ERROR, sheet->csv->file, row->line, NULL,
                        "the names of the columns are missing; put %s before the first day",
                        header_text);
        return false;
    }
    if (!take_columns(sheet, row))
        return false;
    bool good = has_all_columns(sheet, row->line);
    for (int i = 0; i < row->count; i++)
        if (sheet->columns[i] == PRAYER_COLUMN_UNKNOWN && row->cells[i][0] != '\0')
            warn_unknown(sheet, row->line, row->cells[i]);
    return good;
}

/* How many columns of those that there must be ROW names. */
static int count_names(const struct csv_row *row)
{
    int count = 0;
    for (int i = 0; i < row->count && row->fault == NULL; i++) {
        char name[PRAYER_CELL_MAX];
        prayer_column_fold(row->cells[i], name);
        count += prayer_column_of(name) < PRAYER_COLUMN_REQUIRED ||
                 prayer_column_like(name) < PRAYER_COLUMN_REQUIRED;
    }
    return count;
}

/* Titles above the header, such as a town and a year, are passed over: ROW, which is the first, is
 * then the header. Without one it stays. */
static void pass_over_titles(struct sheet *sheet, struct csv *csv, struct csv_row *row)
{
    struct csv_row titles[TITLES_MAX];
    int count = 0;
    bool more = true;
    while (more && count < TITLES_MAX && row->fault == NULL && count_names(row) < NAMES_LEAST &&
           !begins_with_date(row)) {
        titles[count++] = *row;
        csv->separator = 0; /* it is that of the header */
        more = csv_next(csv, row);
    }
    bool found = more && count_names(row) >= NAMES_LEAST;
    for (int i = 0; found && i < count; i++)
        diagnostics_add(sheet->findings, SEVERITY_WARNING, sheet->csv->file, titles[i].line, NULL,
                        "this line is not used; the names of the columns are on line %d",
                        row->line);
    if (count > 0 && !found)
        *row = titles[0];
}

/* --- rows --- */

__attribute__((format(printf, 4, 5))) static void complain(struct sheet *sheet,
                                                           struct prayer_row *row,
                                                           enum prayer_column column,
                                                           const char *format, ...)
{
    char where[WHERE_MAX], what[200];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    snprintf(where, sizeof where, "[%s]", prayer_column_name(column));
    diagnostics_add(sheet->findings, SEVERITY_ERROR, sheet->csv->file, row->line, where, "%s",
                    what);
    row->bad = true;
}

static void read_date(struct sheet *sheet, struct prayer_row *row, const char *cell,
                      const char *folded)
{
    bool known = prayer_cell_date(folded, &row->cell);
    if (known && row->cell.order != DATE_YEAR_FIRST)
        return; /* the whole file tells */
    if (known)
        row->day.date = prayer_cell_date_in(&row->cell, DATE_YEAR_FIRST);
    if (row->day.date.day == 0)
        complain(sheet, row, PRAYER_COLUMN_DATE,
                 "\"%.*s\" is no date from 1900 to 2199; write it as 2026-03-19", CELL_SHOWN, cell);
}

static void complain_of_time(struct sheet *sheet, struct prayer_row *row, enum prayer_column column,
                             const char *cell)
{
    complain(sheet, row, column,
             "\"%.*s\" is no time; write it as 05:04, or \"-\" where there is none", CELL_SHOWN,
             cell);
}

static int compare_minutes(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

/* Parts FOLDED. */
static void read_jumua(struct sheet *sheet, struct prayer_row *row, const char *cell, char *folded)
{
    struct prayer_table_day *day = &row->day;
    for (char *at = folded + strspn(folded, " \t"); *at != '\0'; at += strspn(at, " \t")) {
        char *word = at;
        int minutes;
        at += strcspn(at, " \t");
        if (*at != '\0')
            *at++ = '\0';
        if (!prayer_cell_time(word, &minutes)) {
            complain_of_time(sheet, row, PRAYER_COLUMN_JUMUA, cell);
            return;
        }
        if (minutes == MINUTES_NONE)
            continue;
        if (day->jumua_count == JUMUA_MAX) {
            complain(sheet, row, PRAYER_COLUMN_JUMUA, "more than %d times", JUMUA_MAX);
            return;
        }
        day->jumua[day->jumua_count++] = minutes;
    }
    qsort(day->jumua, (size_t)day->jumua_count, sizeof day->jumua[0], compare_minutes);
}

/* Where the time of a column goes; NULL: it is no time. */
static int *target_of(struct prayer_table_day *day, enum prayer_column column)
{
    if (column >= PRAYER_COLUMN_FAJR && column <= PRAYER_COLUMN_ISHA)
        return &day->minutes[column - PRAYER_COLUMN_FAJR];
    switch (column) {
    case PRAYER_COLUMN_IMSAK:
        return &day->imsak;
    case PRAYER_COLUMN_IQAMA_FAJR:
        return &day->iqama[PRAYER_FAJR];
    case PRAYER_COLUMN_IQAMA_DHUHR:
    case PRAYER_COLUMN_IQAMA_ASR:
    case PRAYER_COLUMN_IQAMA_MAGHRIB:
    case PRAYER_COLUMN_IQAMA_ISHA:
        return &day->iqama[PRAYER_DHUHR + (column - PRAYER_COLUMN_IQAMA_DHUHR)];
    default:
        return NULL;
    }
}

static void read_cell(struct sheet *sheet, struct prayer_row *row, enum prayer_column column,
                      const char *cell)
{
    if (column == PRAYER_COLUMN_UNKNOWN)
        return;
    char folded[PRAYER_CELL_MAX];
    bool short_enough = prayer_cell_fold(cell, folded);
    if (!short_enough)
        folded[0] = '\0';
    if (column == PRAYER_COLUMN_ORIGIN) {
        row->computed = strcmp(folded, "computed") == 0;
        return;
    }
    int *target = target_of(&row->day, column);
    if (column == PRAYER_COLUMN_DATE)
        read_date(sheet, row, cell, folded);
    else if (cell[0] == '\0' && column < PRAYER_COLUMN_REQUIRED)
        complain(sheet, row, column, "the cell is empty; write \"-\" where there is no such time");
    else if (cell[0] == '\0')
        return;
    else if (column == PRAYER_COLUMN_JUMUA && short_enough)
        read_jumua(sheet, row, cell, folded);
    else if (target == NULL || !prayer_cell_time(folded, target))
        complain_of_time(sheet, row, column, cell);
}

/* A separator too many or too few moves every time behind it into another column. */
static bool fits(struct sheet *sheet, const struct csv_row *cells, struct prayer_row *row)
{
    bool good = true;
    for (int i = sheet->column_count; i < cells->count; i++)
        good = good && cells->cells[i][0] == '\0';
    for (int i = cells->count; i < sheet->column_count; i++)
        good = good && sheet->columns[i] >= PRAYER_COLUMN_REQUIRED;
    if (good)
        return true;
    diagnostics_add(sheet->findings, SEVERITY_ERROR, sheet->csv->file, row->line, NULL,
                    "the line has %d cell%s, the names of the columns are %d", cells->count,
                    cells->count == 1 ? "" : "s", sheet->column_count);
    row->bad = true;
    return false;
}

static struct prayer_row *add_row(struct sheet *sheet, int line)
{
    if (sheet->count == sheet->room) {
        sheet->room = sheet->room > 0 ? sheet->room * 2 : 512;
        sheet->rows = memory_resize(sheet->rows, (size_t)sheet->room, sizeof *sheet->rows);
    }
    struct prayer_row *row = &sheet->rows[sheet->count++];
    *row = (struct prayer_row){.line = line, .day = {.imsak = MINUTES_NONE}};
    for (int i = 0; i < PRAYER_COUNT; i++)
        row->day.minutes[i] = row->day.iqama[i] = MINUTES_NONE;
    return row;
}

static void read_row(struct sheet *sheet, const struct csv_row *cells)
{
    struct prayer_row *row = add_row(sheet, cells->line);
    bool whole = fits(sheet, cells, row);
    for (int i = 0; i < sheet->column_count && i < cells->count; i++)
        if (whole || sheet->columns[i] == PRAYER_COLUMN_DATE)
            read_cell(sheet, row, sheet->columns[i], cells->cells[i]);
    if (!row->bad)
        prayer_row_verify(sheet->csv, row, sheet->findings);
}

static void complain_of_line(struct sheet *sheet, int line, const char *what)
{
    diagnostics_add(sheet->findings, SEVERITY_ERROR, sheet->csv->file, line, NULL, "%s", what);
}

static void read_rows(struct sheet *sheet, struct csv *csv)
{
    struct csv_row cells;
    if (!csv_next(csv, &cells)) {
        diagnostics_add(sheet->findings, SEVERITY_ERROR, sheet->csv->file, 0, NULL,
                        "nothing is in it; a timetable begins with %s", header_text);
        return;
    }
    pass_over_titles(sheet, csv, &cells);
    if (cells.fault != NULL)
        complain_of_line(sheet, cells.line, cells.fault);
    if (cells.fault != NULL || !read_header(sheet, &cells))
        return;
    while (csv_next(csv, &cells)) {
        if (sheet->count == PRAYER_TABLE_DAYS_MAX) {
            complain_of_line(sheet, cells.line,
                             "more than 4000 days; take those away that are over");
            return;
        }
        if (cells.fault != NULL)
            complain_of_line(sheet, cells.line, cells.fault);
        else
            read_row(sheet, &cells);
    }
    if (sheet->count == 0)
        complain_of_line(sheet, 0, "no day is in it");
}

/* --- the whole --- */

/* With most days wrong it is not the table that it was taken for. */
static bool is_refused(struct sheet *sheet)
{
    int bad = 0;
    for (int i = 0; i < sheet->count; i++)
        bad += sheet->rows[i].bad;
    if (bad == sheet->count || bad * 2 <= sheet->count)
        return false;
    diagnostics_add(sheet->findings, SEVERITY_ERROR, sheet->csv->file, 0, NULL,
                    "%d of its %d days are wrong: none of them is used", bad, sheet->count);
    return true;
}

static const struct prayer_table *make_table(struct sheet *sheet)
{
    if (is_refused(sheet))
        return NULL;
    struct prayer_table_day *days = memory_array((size_t)sheet->count + 1, sizeof *days);
    int count = 0;
    for (int i = 0; i < sheet->count; i++)
        if (!sheet->rows[i].bad)
            days[count++] = sheet->rows[i].day;
    const struct prayer_table *table =
        count > 0 ? prayer_table_create(days, count, sheet->csv->time) : NULL;
    free(days);
    return table;
}

/* By lines, those of a line in the order in which they were found: what only the whole file tells
 * was found last. They are few (DIAGNOSTICS_MAX). */
static void sort_findings(struct diagnostics *findings, int from)
{
    for (int i = from + 1; findings != NULL && i < findings->count; i++) {
        struct finding finding = findings->findings[i];
        int at = i;
        for (; at > from && findings->findings[at - 1].line > finding.line; at--)
            findings->findings[at] = findings->findings[at - 1];
        findings->findings[at] = finding;
    }
}

const struct prayer_table *prayer_csv_read(const struct prayer_csv *csv, const void *data,
                                           size_t size, struct diagnostics *findings)
{
    struct sheet sheet = {.csv = csv, .findings = findings};
    struct charset_text text;
    struct csv reader;
    int before = findings != NULL ? findings->count : 0;
    charset_decode(data, size, NULL, PRAYER_CSV_BYTES_MAX, &text);
    if (text.cut)
        complain_of_line(&sheet, 0, "the file is larger than 2 MiB; what is beyond is not used");
    csv_init(&reader, charset_text_own(&text), text.length);
    read_rows(&sheet, &reader);
    prayer_rows_settle(csv, sheet.rows, sheet.count, findings);
    prayer_rows_verify(csv, sheet.rows, sheet.count, findings);
    sort_findings(findings, before);
    const struct prayer_table *table = make_table(&sheet);
    free(sheet.rows);
    charset_text_finish(&text);
    return table;
}
