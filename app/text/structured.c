#include "text/structured.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "text/utf8.h"

#include <string.h>
#include <unicode/uchar.h>

#define ISOLATE_LTR   "\u2066"
#define ISOLATE_FIRST "\u2068" /* by its own first strong letter */
#define ISOLATE_END   "\u2069"

struct found {
    const char *at; /* NULL: none */
    size_t length;
    const char *isolate;
};

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

/* The length of "10 000" at AT: up to three digits, then groups of three after a space, and perhaps
 * decimals. */
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
    if (at[end] == ',' || at[end] == '.')
        end += digits_at(at + end + 1) > 0 ? 1 + digits_at(at + end + 1) : 0;
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

/* --- words and numbers with a sign --- */

static bool is_latin(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Whether a word ends at AT: no letter, digit or mark follows, nor a sign that goes on with it. */
static bool ends_at(const char *at)
{
    if (*at == '\0')
        return true;
    size_t next = 0;
    const UChar32 code = (UChar32)utf8_next(at, strnlen(at, 4), &next);
    return (U_GET_GC_MASK(code) & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) == 0 &&
           (code >= 0x80 || strchr("+-#=_@&", (int)code) == NULL);
}

/* Where the Latin word that ends at AT begins, at START at the earliest; AT: there is none. */
static const char *latin_word_before(const char *start, const char *at)
{
    const char *from = at;
    bool lettered = false;
    for (; from > start; from--) {
        const unsigned char c = (unsigned char)from[-1];
        const bool accented = c >= 0xC3 && c <= 0xC9; /* U+00C0 to U+024F, with what follows it */
        const bool inner = from < at && strchr("-.'&/", c) != NULL && from - 1 > start &&
                           (is_latin(from[-2]) || is_digit(from[-2]));
        if (!is_latin((char)c) && !is_digit((char)c) && !accented && !inner &&
            !(c >= 0x80 && c <= 0xBF && from - 1 > start && (unsigned char)from[-2] >= 0xC3 &&
              (unsigned char)from[-2] <= 0xC9))
            break;
        lettered = lettered || is_latin((char)c);
    }
    return lettered ? from : at;
}

/* A mark of rating: up to three of the letters A to D. Behind other words a hyphen is a dash. */
static bool is_rating(const char *from, const char *to)
{
    for (const char *at = from; at < to; at++)
        if (*at < 'A' || *at > 'D')
            return false;
    return to - from <= 3;
}

/* OPEC+, C++, C#, A-: by the sign at AT. */
static struct found signed_word(const char *start, const char *at)
{
    const size_t signs = at[0] == '+' && at[1] == '+' ? 2 : 1;
    if (!ends_at(at + signs))
        return (struct found){0};
    const char *from = latin_word_before(start, at);
    if (from == at || (*at == '-' && !is_rating(from, at)))
        return (struct found){0};
    return (struct found){from, (size_t)(at - from) + signs, ISOLATE_LTR};
}

/* The length of the °C or °F at AT, perhaps after a space; 0: there is none. */
static size_t degrees_at(const char *at)
{
    const size_t space = *at == ' '                      ? 1
                         : strncmp(at, "\u00a0", 2) == 0 ? 2
                         : strncmp(at, "\u202f", 3) == 0 ? 3
                                                         : 0;
    if (strncmp(at + space, "°", 2) != 0 || (at[space + 2] != 'C' && at[space + 2] != 'F'))
        return 0;
    return ends_at(at + space + 3) ? space + 3 : 0;
}

/* Bytes of the digit that ends at AT, Western or Arabic; 0: none does. */
static size_t digit_before(const char *start, const char *at)
{
    if (at > start && is_digit(at[-1]))
        return 1;
    const bool arabic = at - start >= 2 && (unsigned char)at[-2] == 0xD9 &&
                        (unsigned char)at[-1] >= 0xA0 && (unsigned char)at[-1] <= 0xA9;
    return arabic ? 2 : 0;
}

/* Where the number that ends at AT begins, with its sign; AT: there is none. What is behind a
 * number and a hyphen is the end of a range, which runs as its text does. */
static const char *number_before(const char *start, const char *at)
{
    const char *from = at;
    for (size_t bytes = digit_before(start, from); bytes > 0;) {
        from -= bytes;
        bytes = digit_before(start, from);
        if (bytes == 0 && from > start && (from[-1] == '.' || from[-1] == ',') &&
            digit_before(start, from - 1) > 0)
            bytes = 1;
    }
    const size_t sign = from > start && strchr("+-", from[-1]) != NULL             ? 1
                        : from - start >= 3 && strncmp(from - 3, "\u2212", 3) == 0 ? 3
                                                                                   : 0;
    if (from == at || sign == 0 || digit_before(start, from - sign) > 0 ||
        (from - sign > start && is_latin(from[-1 - (int)sign])))
        return from;
    return from - sign;
}

/* 20°C, -5 °F: by the degree at AT. */
static struct found degrees_with_number(const char *start, const char *at)
{
    const char *to = at;
    if (to > start && to[-1] == ' ')
        to--;
    else if (to - start >= 2 && strncmp(to - 2, "\u00a0", 2) == 0)
        to -= 2;
    else if (to - start >= 3 && strncmp(to - 3, "\u202f", 3) == 0)
        to -= 3;
    const size_t degrees = degrees_at(at);
    const char *from = number_before(start, to);
    if (degrees == 0 || from == to)
        return (struct found){0};
    return (struct found){from, (size_t)(at - from) + degrees, ISOLATE_LTR};
}

/* Whether a word begins at AT, perhaps joined to the Arabic "and". */
static bool begins_at(const char *start, const char *at)
{
    if (at - start >= 2 && strncmp(at - 2, "و", 2) == 0)
        at -= 2;
    return at == start || strchr(" \t\n\"'([", at[-1]) != NULL ||
           (at - start >= 2 && (strncmp(at - 2, "«", 2) == 0 || strncmp(at - 2, "\u00a0", 2) == 0));
}

/* .NET: by the dot at AT. */
static struct found dotted_name(const char *start, const char *at)
{
    bool lettered = false;
    if (!(at[1] >= 'A' && at[1] <= 'Z') || !begins_at(start, at))
        return (struct found){0};
    return (struct found){at, 1 + word_at(at + 1, "", &lettered), ISOLATE_LTR};
}

/* What the sign at AT belongs to, of what begins after START. */
static struct found match_sign(const char *start, const char *at)
{
    if (*at == '.')
        return dotted_name(start, at);
    if (strncmp(at, "°", 2) == 0)
        return degrees_with_number(start, at);
    return strchr("+#-", *at) != NULL ? signed_word(start, at) : (struct found){0};
}

/* --- any of them --- */

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
    if (found.length == 0 && (found.length = thousands_at(at)) > 0)
        found.length += degrees_at(at + found.length);
    if (found.length == 0)
        found.length = address_at(at);
    if (found.length == 0) {
        found.isolate = ISOLATE_FIRST;
        found.length = tag_at(at);
    }
    return found;
}

#define STARTS "+0123456789#@hw-.\xc2"

/* The next one in TEXT from AT on. */
static struct found find_next(const char *text, const char *at)
{
    const char *start = at;
    for (at += strcspn(at, STARTS); *at != '\0'; at += strcspn(at, STARTS)) {
        struct found found = {0};
        if (at == text || !continues(at[-1]))
            found = match_at(at);
        if (found.length == 0)
            found = match_sign(start, at);
        if (found.length > 0)
            return found;
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
