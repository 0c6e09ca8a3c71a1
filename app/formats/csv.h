/* Tables as spreadsheets save them: a line a row (RFC 4180, sections 2 and 3).
 *
 *   row   = cell { separator cell } ( LF | CR LF | CR )
 *   cell  = text | '"' text with '""' for each '"' in it '"'
 *
 * The separator is what the header has most of: a comma, a semicolon (where the comma is the
 * decimal sign, spreadsheets write that) or a tab. White space around a cell does not count, nor
 * do the marks of direction and the no-break spaces that spreadsheets put there. A line that
 * begins with "#" is a comment; it and a line whose cells are all empty are passed over. A cell
 * ends with its line, quoted or not: one forgotten quote must not swallow a year. */
#ifndef RIWAQ_FORMATS_CSV_H
#define RIWAQ_FORMATS_CSV_H

#include <stdbool.h>
#include <stddef.h>

enum { CSV_LINE_MAX = 4 * 1024, CSV_CELLS_MAX = 64 };

/* Private, but for SEPARATOR. */
struct csv {
    char *at, *end;
    int line;
    char separator; /* 0: the first row has not been read yet */
};

struct csv_row {
    int line;          /* of the file, from 1 */
    const char *fault; /* what is wrong with the line, in words; then it has no cells. NULL: none */
    char *cells[CSV_CELLS_MAX];
    int count; /* 1 to CSV_CELLS_MAX */
};

/* TEXT, of SIZE bytes and a NUL after them, is parted in place and must outlive the rows. */
void csv_init(struct csv *csv, char *text, size_t size);
/* False at the end. */
bool csv_next(struct csv *csv, struct csv_row *row);

#endif
