#include "base/printable.h"

#include <stdio.h>
#include <string.h>

enum { ESCAPE_MAX = 8 };

bool printable_hides(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

/* The length of the well-formed sequence at TEXT and its code point; 0: ill-formed (Unicode,
 * table 3-7). TEXT ends in a NUL, which is no continuation. */
static size_t sequence(const unsigned char *text, uint32_t *code)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char lead = text[0];
    size_t length = lead < 0x80   ? 1
                    : lead < 0xC2 ? 0
                    : lead < 0xE0 ? 2
                    : lead < 0xF0 ? 3
                    : lead < 0xF5 ? 4
                                  : 0;
    if (length < 2) {
        *code = lead;
        return length;
    }
    *code = lead & (0x7FU >> length);
    for (size_t i = 1; i < length; i++) {
        if ((text[i] & 0xC0) != 0x80)
            return 0;
        *code = *code << 6 | (text[i] & 0x3FU);
    }
    bool scalar = *code >= least[length] && *code <= 0x10FFFF && (*code < 0xD800 || *code > 0xDFFF);
    return scalar ? length : 0;
}

/* What leaves no trace on paper, or that of a space. */
static bool is_unseen(uint32_t code)
{
    return code == 0xA0 || code == 0xAD || code == 0x61C || code == 0x200B || code == 0x200E ||
           code == 0x200F || code == 0x202F || (code >= 0x2060 && code <= 0x2064) || code == 0xFEFF;
}

/* *QUOTED, unless NULL, tells whether anything was written out, what is unseen, too. */
static size_t print_line(char *out, size_t size, const char *text, bool *quoted)
{
    const unsigned char *at = (const unsigned char *)text;
    size_t used = 0;
    while (*at != '\0') {
        uint32_t code;
        char escape[ESCAPE_MAX];
        const char *piece = (const char *)at;
        size_t length = sequence(at, &code), count = length;
        if (length == 0 || printable_hides(code) || (quoted != NULL && is_unseen(code))) {
            bool byte = length == 0 || code < 0x80;
            int written = byte ? snprintf(escape, sizeof escape, "\\x%02X", (unsigned)*at)
                               : snprintf(escape, sizeof escape, "\\u%04X", (unsigned)code);
            if (quoted != NULL)
                *quoted = true;
            piece = escape;
            count = (size_t)written;
        }
        if (count >= size - used)
            break;
        memcpy(out + used, piece, count);
        used += count;
        at += length > 0 ? length : 1;
    }
    out[used] = '\0';
    return used;
}

size_t printable_line(char *out, size_t size, const char *text)
{
    return print_line(out, size, text, NULL);
}

bool printable_quote(char *out, size_t size, const char *text)
{
    bool quoted = false;
    print_line(out, size, text, &quoted);
    return quoted;
}

bool printable_json(struct buffer *out, const char *json)
{
    const char *done = json;
    for (const char *at = json; *at != '\0';) {
        uint32_t code;
        size_t length = sequence((const unsigned char *)at, &code);
        if (length > 0 && code >= 0x20 && printable_hides(code)) {
            buffer_add(out, done, (size_t)(at - done));
            buffer_print(out, "\\u%04X", (unsigned)code);
            done = at + length;
        }
        at += length > 0 ? length : 1;
    }
    buffer_add_text(out, done);
    return !out->overflow;
}
