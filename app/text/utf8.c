#include "text/utf8.h"

#include "base/memory.h"
#include "text/boundary.h"

#include <stdbool.h>
#include <unicode/uchar.h>
#include <unicode/utf.h>
#include <unicode/utf8.h>

enum { MARKS_MAX = 30 };

uint32_t utf8_next(const char *text, size_t length, size_t *at)
{
    const uint8_t *bytes = (const uint8_t *)text;
    int64_t i = (int64_t)*at;
    const int64_t end = (int64_t)length;
    UChar32 code;
    U8_NEXT(bytes, i, end, code);
    *at = (size_t)i;
    return code < 0 ? 0xFFFD : (uint32_t)code;
}

size_t utf8_put(char *out, uint32_t code)
{
    uint8_t *bytes = (uint8_t *)out;
    size_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, code);
    return length;
}

/* What CODE is set as; 0: not at all. */
static uint32_t settable(uint32_t code)
{
    switch (code) {
    case '\n':
    case '\v':
    case '\f':
    case '\r':
    case 0x85:   /* next line */
    case 0x2028: /* line separator */
    case 0x2029: /* paragraph separator */
        return '\n';
    case '\t': /* orders as a separator, is drawn as a space */
        return code;
    default:
        break;
    }
    if (code < 0x20 || (code >= 0x7F && code < 0xA0) || U_IS_UNICODE_NONCHAR(code))
        return 0;
    return code;
}

static bool is_mark(uint32_t code)
{
    return code >= 0x300 && (U_GET_GC_MASK((UChar32)code) & U_GC_M_MASK) != 0;
}

/* The last place at or before CAP where a cluster starts; else where a code point does. */
static size_t cluster_at_or_before(const char *text, size_t length, size_t cap)
{
    struct boundary boundary;
    boundary_open(&boundary, UBRK_CHARACTER, NULL, text, length);
    size_t place = boundary_at_or_before(&boundary, cap);
    boundary_close(&boundary);
    if (place > 0)
        return place;
    while (cap > 0 && U8_IS_TRAIL((uint8_t)text[cap]))
        cap--;
    return cap;
}

char *utf8_clean(const char *text, size_t length, size_t cap, size_t *out_length)
{
    /* A bad byte grows to three; one code point beyond the cap tells whether a cluster ends
     * there. */
    size_t room = length < cap / 3 ? length * 3 : cap;
    char *out = memory_array(room + 5, 1);
    size_t used = 0;
    int marks = 0;
    for (size_t at = 0; at < length && used <= cap;) {
        const bool after_return = at > 0 && text[at - 1] == '\r';
        const uint32_t raw = utf8_next(text, length, &at);
        const uint32_t code = settable(raw);
        if (code == 0 || (raw == '\n' && after_return))
            continue;
        marks = is_mark(code) ? marks + 1 : 0;
        if (marks <= MARKS_MAX)
            used += utf8_put(out + used, code);
    }
    if (used > cap)
        used = cluster_at_or_before(out, used, cap);
    out[used] = '\0';
    *out_length = used;
    return out;
}
