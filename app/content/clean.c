#include "content/clean.h"

#include "base/arena.h"
#include "content/content.h"
#include "content/isolate.h"

#include <stdint.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

enum kind { KIND_DROP, KIND_SPACE, KIND_LINE, KIND_HARD_SPACE, KIND_INVISIBLE, KIND_VISIBLE };

static enum kind kind_of(UChar32 c)
{
    if (c == '\n' || c == 0x85 || c == 0x2028 || c == 0x2029)
        return KIND_LINE;
    if (c == 0xA0 || c == 0x2007 || c == 0x202F)
        return KIND_HARD_SPACE;
    if (u_isUWhiteSpace(c))
        return KIND_SPACE;
    if (u_iscntrl(c) && u_charType(c) == U_CONTROL_CHAR)
        return KIND_DROP;
    if (c == 0xFEFF)
        return KIND_DROP;
    return u_charType(c) == U_FORMAT_CHAR ? KIND_INVISIBLE : KIND_VISIBLE;
}

struct cleaner {
    char out[TEXT_BYTES_MAX];
    size_t length;
    size_t seen;  /* length up to and with the last visible character */
    char pending; /* white space to write before the next character; 0: none */
    struct isolate isolate;
};

/* False when it does not fit, with room to close what is open then. */
static bool add(struct cleaner *cleaner, UChar32 c)
{
    struct isolate isolate = cleaner->isolate;
    if (!isolate_step(&isolate, (uint32_t)c))
        return true;
    char bytes[1 + U8_MAX_LENGTH];
    size_t count = 0;
    if (cleaner->pending != 0)
        bytes[count++] = cleaner->pending;
    uint8_t *at = (uint8_t *)bytes;
    U8_APPEND_UNSAFE(at, count, c);
    size_t closing = ISOLATE_CLOSE_BYTES * (size_t)isolate.depth;
    if (count + closing > sizeof cleaner->out - cleaner->length)
        return false;
    memcpy(cleaner->out + cleaner->length, bytes, count);
    cleaner->length += count;
    cleaner->isolate = isolate;
    cleaner->pending = 0;
    return true;
}

/* At the end of a paragraph: bidi controls reach no further (UAX #9, X8). */
static void close_paragraph(struct cleaner *cleaner)
{
    bool seen = cleaner->seen == cleaner->length;
    cleaner->length += isolate_close(&cleaner->isolate, cleaner->out + cleaner->length);
    if (seen)
        cleaner->seen = cleaner->length;
}

/* One character; false when it does not fit. White space waits for what follows it, so that
 * none stands at the end. */
static bool step(struct cleaner *cleaner, UChar32 c, enum clean_lines lines)
{
    enum kind kind = kind_of(c);
    if (kind == KIND_LINE && lines == CLEAN_ONE_LINE)
        kind = KIND_SPACE;
    if (kind == KIND_DROP)
        return true;
    if (kind == KIND_SPACE || kind == KIND_LINE) {
        if (kind == KIND_LINE)
            close_paragraph(cleaner);
        if (cleaner->length > 0 && cleaner->pending != '\n')
            cleaner->pending = kind == KIND_LINE ? '\n' : ' ';
        return true;
    }
    if (kind == KIND_HARD_SPACE && cleaner->seen == 0)
        return true;
    if (!add(cleaner, c))
        return false;
    /* Marks of direction and joiners after the last letter belong to it; spaces do not. */
    if (kind == KIND_VISIBLE || (kind == KIND_INVISIBLE && cleaner->seen > 0))
        cleaner->seen = cleaner->length;
    return true;
}

char *clean_text(struct arena *arena, const char *text, size_t length, enum clean_lines lines,
                 bool *cut)
{
    struct cleaner cleaner = {.length = 0};
    const uint8_t *bytes = (const uint8_t *)text;
    bool whole = true;
    for (size_t i = 0; i < length && whole;) {
        UChar32 c;
        U8_NEXT_OR_FFFD(bytes, i, length, c);
        whole = step(&cleaner, c, lines);
    }
    if (cut != NULL)
        *cut = !whole;
    cleaner.length = cleaner.seen;
    close_paragraph(&cleaner);
    return cleaner.seen == 0 ? NULL : arena_text_n(arena, cleaner.out, cleaner.seen);
}
