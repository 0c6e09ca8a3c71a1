#include "text/numbers.h"

#include "base/buffer.h"

#include <stdbool.h>
#include <string.h>

#define ISOLATE_LTR "\u2066"
#define ISOLATE_END "\u2069"

/* E.164 permits 15 digits. Fewer than nine without a country's code may be a date. */
enum { DIGITS_MAX = 15, DIGITS_MIN_ABROAD = 8, DIGITS_MIN = 9, SEPARATORS_MAX = 2 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits_at(const char *at)
{
    size_t count = 0;
    while (is_digit(at[count]))
        count++;
    return count;
}

/* Bytes of the separator at AT: a space of any kind, a hyphen, a dot, a bracket. 0: none. */
static size_t separator_at(const char *at)
{
    if (*at != '\0' && strchr(" -.()", *at) != NULL)
        return 1;
    if (strncmp(at, "\u00a0", 2) == 0)
        return 2;
    return strncmp(at, "\u202f", 3) == 0 || strncmp(at, "\u2011", 3) == 0 ? 3 : 0;
}

/* Up to SEPARATORS_MAX of them with a digit behind; 0: no further group. */
static size_t gap_at(const char *at, int *depth)
{
    size_t length = 0;
    int opened = 0;
    for (int i = 0; i < SEPARATORS_MAX && !is_digit(at[length]); i++) {
        size_t bytes = separator_at(at + length);
        if (bytes == 0)
            return 0;
        opened += (at[length] == '(') - (at[length] == ')');
        length += bytes;
    }
    if (!is_digit(at[length]))
        return 0;
    *depth += opened;
    return length;
}

/* The length of the telephone number at AT; 0: there is none. */
static size_t telephone_at(const char *at)
{
    bool abroad = at[0] == '+';
    size_t end = abroad, count = 0;
    int groups = 0, depth = 0;
    if (!abroad && at[0] != '0')
        return 0;
    for (size_t gap = 0; groups == 0 || (gap = gap_at(at + end, &depth)) > 0;) {
        size_t digits = digits_at(at + end + gap);
        if (digits == 0)
            return 0;
        end += gap + digits;
        count += digits;
        groups++;
    }
    size_t least = abroad ? DIGITS_MIN_ABROAD : DIGITS_MIN;
    bool grouped = abroad || groups > 1;
    return grouped && depth == 0 && count >= least && count <= DIGITS_MAX ? end : 0;
}

/* The length of "10 000" at AT: up to three digits, then groups of three after a space. */
static size_t thousands_at(const char *at)
{
    size_t end = digits_at(at);
    bool grouped = false;
    if (end < 1 || end > 3 || at[0] == '0')
        return 0;
    while (at[end] == ' ' && digits_at(at + end + 1) == 3) {
        end += 4;
        grouped = true;
    }
    bool whole = at[end] != ' ' || digits_at(at + end + 1) == 0;
    return grouped && whole ? end : 0;
}

/* Whether what stands before a number makes it part of something else. */
static bool continues(char before)
{
    bool letter = (before >= 'a' && before <= 'z') || (before >= 'A' && before <= 'Z');
    return letter || is_digit(before) || (before != '\0' && strchr("+-_./:#@=&", before) != NULL);
}

/* The next number in TEXT from AT on; its place and *LENGTH. NULL: none. */
static const char *find_number(const char *text, const char *at, size_t *length)
{
    for (at += strcspn(at, "+0123456789"); *at != '\0'; at += strcspn(at, "+0123456789")) {
        size_t found = 0;
        if (at == text || !continues(at[-1]))
            found = telephone_at(at) > 0 ? telephone_at(at) : thousands_at(at);
        if (found > 0) {
            *length = found;
            return at;
        }
        at += *at == '+' ? 1 : digits_at(at);
    }
    return NULL;
}

char *numbers_isolate(const char *text)
{
    size_t length;
    const char *number = find_number(text, text, &length), *done = text;
    if (number == NULL)
        return NULL;
    struct buffer out;
    buffer_init(&out, 2 * strlen(text) + 8); /* no number is shorter than 5 */
    for (; number != NULL; number = find_number(text, done, &length)) {
        buffer_add(&out, done, (size_t)(number - done));
        buffer_add_text(&out, ISOLATE_LTR);
        buffer_add(&out, number, length);
        buffer_add_text(&out, ISOLATE_END);
        done = number + length;
    }
    buffer_add_text(&out, done);
    return buffer_take(&out);
}
