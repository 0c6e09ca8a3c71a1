/* Dates and times of a timetable's cells. */
#include "formats/prayer_csv_parts.h"

#include "base/memory.h"
#include "formats/clock_time.h"

#include <string.h>

enum { YEAR_LEAST = 1900, YEAR_MOST = 2199 };

/* What stands for what, in UTF-8. Digits are folded apart. */
static const struct {
    const char *from, *to;
} folds[] = {
    {"\xE2\x80\x8E", ""},  {"\xE2\x80\x8F", ""},  {"\xD8\x9C", ""},   /* LRM, RLM, ALM */
    {"\xC2\xA0", " "},     {"\xE2\x80\xAF", " "},                     /* no-break spaces */
    {"\xE2\x80\x90", "-"}, {"\xE2\x80\x91", "-"},                     /* hyphens */
    {"\xE2\x80\x93", "-"}, {"\xE2\x80\x94", "-"},                     /* dashes */
    {"\xE2\x88\x92", "-"}, {"\xD8\xB5", "am"},    {"\xD9\x85", "pm"}, /* minus; sad and meem */
};

/* Arabic-Indic U+0660 to U+0669 and Persian U+06F0 to U+06F9; -1: none. */
static int other_digit(const char *text)
{
    unsigned char lead = (unsigned char)text[0], next = (unsigned char)text[1];
    if (lead == 0xD9 && next >= 0xA0 && next <= 0xA9)
        return next - 0xA0;
    if (lead == 0xDB && next >= 0xB0 && next <= 0xB9)
        return next - 0xB0;
    return -1;
}

/* What FROM begins with, folded, at OUT of at least 3 bytes; how much of FROM that was. */
static size_t fold_one(const char *from, char *out)
{
    int digit = other_digit(from);
    for (size_t i = 0; digit < 0 && i < COUNT_OF(folds); i++) {
        size_t length = strlen(folds[i].from);
        if (strncmp(from, folds[i].from, length) == 0) {
            memcpy(out, folds[i].to, strlen(folds[i].to) + 1);
            return length;
        }
    }
    char c = *from >= 'A' && *from <= 'Z' ? (char)(*from + 'a' - 'A') : *from;
    out[0] = digit >= 0 ? (char)('0' + digit) : c;
    out[1] = '\0';
    return digit >= 0 ? 2 : 1;
}

bool prayer_cell_fold(const char *cell, char out[PRAYER_CELL_MAX])
{
    size_t length = 0;
    for (char one[3]; *cell != '\0'; length += strlen(one)) {
        cell += fold_one(cell, one);
        if (length + strlen(one) >= PRAYER_CELL_MAX)
            return false;
        memcpy(out + length, one, strlen(one));
    }
    out[length] = '\0';
    return true;
}

/* Up to four digits; false: none, or more. */
static bool take_number(const char **text, int *out, int *digits)
{
    *out = 0;
    for (*digits = 0; **text >= '0' && **text <= '9'; (*text)++) {
        if (++*digits > 4)
            return false;
        *out = *out * 10 + (**text - '0');
    }
    return *digits > 0;
}

/* " 00:00:00", as spreadsheets write behind a date. */
static bool is_midnight(const char *text)
{
    if (*text != ' ' && *text != 't')
        return false;
    text += 1 + (text[1] == '0' && text[2] == '0');
    return strcmp(text, "0:00") == 0 || strcmp(text, "0:00:00") == 0;
}

bool prayer_cell_date(const char *cell, struct date_cell *out)
{
    int numbers[3], digits[3];
    char separator = '\0';
    for (int i = 0; i < 3; i++) {
        if (!take_number(&cell, &numbers[i], &digits[i]))
            return false;
        if (i == 2)
            break;
        if (*cell == '\0' || strchr("-/.", *cell) == NULL || (i == 1 && *cell != separator))
            return false;
        separator = *cell++;
    }
    bool year_first = digits[0] == 4;
    if ((*cell != '\0' && !is_midnight(cell)) || digits[1] > 2 || (digits[2] == 4) == year_first ||
        (year_first ? digits[2] > 2 : digits[0] > 2))
        return false;
    int year = numbers[year_first ? 0 : 2];
    if (year < YEAR_LEAST || year > YEAR_MOST)
        return false;
    *out = (struct date_cell){
        .order = year_first ? DATE_YEAR_FIRST : DATE_DAY_FIRST,
        .parts = {numbers[year_first ? 1 : 0], numbers[year_first ? 2 : 1], year}};
    return true;
}

struct date prayer_cell_date_in(const struct date_cell *cell, enum date_order order)
{
    bool day_first = cell->order != DATE_YEAR_FIRST && order == DATE_DAY_FIRST;
    struct date date = {.year = cell->parts[2],
                        .month = cell->parts[day_first ? 1 : 0],
                        .day = cell->parts[day_first ? 0 : 1]};
    return date_is_valid(date) ? date : (struct date){0};
}

bool prayer_cell_time(const char *cell, int *out)
{
    if (strcmp(cell, "-") == 0) {
        *out = MINUTES_NONE;
        return true;
    }
    /* A zone behind it, which a clock_time may have, would be another thing to believe. */
    return cell[strspn(cell, "0123456789:.h apm")] == '\0' && clock_time_parse(cell, out);
}
