#include "formats/csv.h"

#include "base/memory.h"

#include <string.h>

void csv_init(struct csv *csv, char *text, size_t size)
{
    *csv = (struct csv){.at = text, .end = text + size};
}

/* --- white space --- */

/* The bytes of what does not count at TEXT; 0: it counts. */
static size_t blank_length(const char *text)
{
    /* No-break space; narrow one; LRM, RLM and ALM; byte order mark. */
    static const char *const blanks[] = {
        " ",        "\t",          "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x8E", "\xE2\x80\x8F",
        "\xD8\x9C", "\xEF\xBB\xBF"};
    for (size_t i = 0; i < COUNT_OF(blanks); i++) {
        size_t length = strlen(blanks[i]);
        if (strncmp(text, blanks[i], length) == 0)
            return length;
    }
    return 0;
}

static char *skip_blanks(char *text)
{
    for (size_t length; (length = blank_length(text)) > 0;)
        text += length;
    return text;
}

/* Ends TEXT after the last of it that counts. */
static void cut_blanks(char *text)
{
    char *end = text;
    for (char *at = text; *at != '\0';) {
        size_t length = blank_length(at);
        at += length > 0 ? length : 1;
        if (length == 0)
            end = at;
    }
    *end = '\0';
}

/* --- lines --- */

/* The next line, ended by a NUL, and its length; NULL at the end. */
static char *next_line(struct csv *csv, size_t *length)
{
    if (csv->at >= csv->end)
        return NULL;
    char *line = csv->at, *end = line;
    while (end < csv->end && *end != '\n' && *end != '\r')
        end++;
    *length = (size_t)(end - line);
    csv->at = end;
    if (csv->at < csv->end && *csv->at == '\r')
        csv->at++;
    if (csv->at < csv->end && *csv->at == '\n' && (csv->at == end || csv->at[-1] == '\r'))
        csv->at++;
    *end = '\0';
    csv->line++;
    return line;
}

static char find_separator(const char *header)
{
    static const char candidates[] = ",;\t";
    char best = candidates[0];
    int most = 0;
    for (const char *candidate = candidates; *candidate != '\0'; candidate++) {
        int count = 0;
        for (const char *at = header; *at != '\0'; at++)
            count += *at == *candidate;
        if (count > most) {
            most = count;
            best = *candidate;
        }
    }
    return best;
}

/* --- cells --- */

/* Of a tab-separated row a tab is no white space. */
static char *skip_to_cell(const struct csv *csv, char *text)
{
    for (size_t length; *text != csv->separator && (length = blank_length(text)) > 0;)
        text += length;
    return text;
}

/* Takes the quotes off the cell that begins at QUOTE, in place; what stands after it, or NULL when
 * it is not closed. */
static char *unquote(char *quote)
{
    char *out = quote, *in = quote + 1;
    while (*in != '\0' && (*in != '"' || in[1] == '"')) {
        in += *in == '"';
        *out++ = *in++;
    }
    if (*in == '\0')
        return NULL;
    char *after = in + 1;
    *out = '\0';
    return after;
}

/* Ends the cell at *AT and moves *AT to the next, or to NULL; what is wrong with it, or NULL. */
static const char *take_cell(const struct csv *csv, char **at, char **cell)
{
    char *start = skip_to_cell(csv, *at), *end = start;
    if (*start == '"') {
        end = unquote(start);
        if (end == NULL)
            return "a quote is not closed on its line; take the \" away, or close it";
        end = skip_to_cell(csv, end);
        if (*end != '\0' && *end != csv->separator)
            return "text stands after a closing quote; put all of the cell into the quotes";
    } else {
        while (*end != '\0' && *end != csv->separator)
            end++;
    }
    *at = *end == '\0' ? NULL : end + 1;
    *end = '\0';
    *cell = skip_blanks(start);
    cut_blanks(*cell);
    return NULL;
}

static void part(const struct csv *csv, char *line, struct csv_row *row)
{
    for (char *at = line; at != NULL;) {
        if (row->count == CSV_CELLS_MAX) {
            row->fault = "the line has more than 64 cells";
            break;
        }
        row->fault = take_cell(csv, &at, &row->cells[row->count]);
        if (row->fault != NULL)
            break;
        row->count++;
    }
}

/* Nothing to be read: blank, or a comment, which spreadsheets put into quotes where it has a
 * separator in it. */
static bool is_passed_over(const struct csv_row *row)
{
    if (row->count > 0 && row->cells[0][0] == '#')
        return true;
    for (int i = 0; i < row->count; i++)
        if (row->cells[i][0] != '\0')
            return false;
    return row->fault == NULL;
}

static const char *fault_of_line(const char *line, size_t length)
{
    if (length > CSV_LINE_MAX)
        return "the line is longer than 4096 bytes";
    return strlen(line) != length ? "the line has a NUL byte in it" : NULL;
}

bool csv_next(struct csv *csv, struct csv_row *row)
{
    size_t length;
    for (char *line; (line = next_line(csv, &length)) != NULL;) {
        *row = (struct csv_row){.line = csv->line, .fault = fault_of_line(line, length)};
        if (row->fault != NULL)
            return true;
        char *text = skip_blanks(line);
        if (*text == '\0' || *text == '#')
            continue;
        char separator = csv->separator;
        if (separator == 0)
            csv->separator = find_separator(text);
        part(csv, line, row);
        if (!is_passed_over(row))
            return true;
        csv->separator = separator;
    }
    return false;
}
