#include "text/structured.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "text/utf8.h"

#include <string.h>
#include <unicode/uchar.h>

#define ISOLATE_LTR   "\u2066"
#define ISOLATE_FIRST "\u2068" /* by its own first strong letter */
#define ISOLATE_END   "\u2069"

/* --- numbers --- */

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

/* --- addresses --- */

/* The length of the letters, digits and marks at AT, and of what else AND holds. */
static size_t word_at(const char *at, const char *and, bool *lettered)
{
    size_t length = strlen(at), end = 0;
    for (size_t next = 0; next < length; end = next) {
        uint32_t code = utf8_next(at, length, &next);
        bool letter = u_isalpha((UChar32)code);
        bool mark = (U_GET_GC_MASK((UChar32)code) & U_GC_M_MASK) != 0;
        if (!letter && !mark && !u_isdigit((UChar32)code) &&
            (code >= 0x80 || strchr(and, (int)code) == NULL))
            break;
        *lettered = *lettered || letter;
    }
    return end;
}

/* The length of the #tag or @name at AT; 0: there is none. "#1" is none. */
static size_t tag_at(const char *at)
{
    bool lettered = false;
    size_t length = *at == '#' || *at == '@' ? word_at(at + 1, "_", &lettered) : 0;
    return lettered ? 1 + length : 0;
}

/* The length of the web address at AT, without the punctuation of the sentence that ends with
 * it; 0: there is none. */
static size_t address_at(const char *at)
{
    static const char *const starts[] = {"http://", "https://", "www."};
    size_t start = 0;
    bool lettered = false;
    for (size_t i = 0; i < COUNT_OF(starts); i++)
        if (strncmp(at, starts[i], strlen(starts[i])) == 0)
            start = strlen(starts[i]);
    if (start == 0)
        return 0;
    size_t end = start + word_at(at + start, "-._~:/?#[]@!$&'()*+,;=%", &lettered);
    bool bracket = memchr(at, '(', end) != NULL;
    while (end > start && strchr(bracket ? ".,;:!?'" : ".,;:!?')", at[end - 1]) != NULL)
        end--;
    return lettered && end > start ? end : 0;
}

/* --- any of them --- */

struct found {
    const char *at; /* NULL: none */
    size_t length;
    const char *isolate;
};

/* Whether what stands before it makes it part of something else. Arabic joins its small words to
 * what follows: they do not. */
static bool continues(char before)
{
    bool letter = (before >= 'a' && before <= 'z') || (before >= 'A' && before <= 'Z');
    bool other = before != '\0' && strchr("+-_./:#@=&", before) != NULL;
    return letter || other || (before >= '0' && before <= '9');
}

static struct found match_at(const char *at)
{
    struct found found = {at, telephone_at(at), ISOLATE_LTR};
    if (found.length == 0)
        found.length = thousands_at(at);
    if (found.length == 0)
        found.length = address_at(at);
    if (found.length == 0) {
        found.isolate = ISOLATE_FIRST;
        found.length = tag_at(at);
    }
    return found;
}

#define STARTS "+0123456789#@hw"

/* The next one in TEXT from AT on. */
static struct found find_next(const char *text, const char *at)
{
    for (at += strcspn(at, STARTS); *at != '\0'; at += strcspn(at, STARTS)) {
        if (at == text || !continues(at[-1])) {
            struct found found = match_at(at);
            if (found.length > 0)
                return found;
        }
        size_t digits = digits_at(at);
        at += digits > 0 ? digits : 1;
    }
    return (struct found){0};
}

/* Whether a letter of TEXT may be of a script from the right: by its first byte, those from
 * U+0590 to U+08FF (Hebrew to Arabic Extended), and beyond U+FB00 or U+10000. */
static bool may_have_rtl(const char *text)
{
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++)
        if ((*at >= 0xD6 && *at <= 0xE0) || *at >= 0xEF)
            return true;
    return false;
}

char *structured_isolate(const char *text, bool rtl)
{
    struct found found = {0};
    if (rtl || may_have_rtl(text))
        found = find_next(text, text);
    if (found.at == NULL)
        return NULL;
    const char *done = text;
    struct buffer out;
    buffer_init(&out, 4 * strlen(text) + 1); /* six bytes more for what has two at least */
    for (; found.at != NULL; found = find_next(text, done)) {
        buffer_add(&out, done, (size_t)(found.at - done));
        buffer_add_text(&out, found.isolate);
        buffer_add(&out, found.at, found.length);
        buffer_add_text(&out, ISOLATE_END);
        done = found.at + found.length;
    }
    buffer_add_text(&out, done);
    return buffer_take(&out);
}
