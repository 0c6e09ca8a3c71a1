#include "content/isolate.h"

#include <string.h>
#include <unicode/utf8.h>

static const char FSI[] = "\xE2\x81\xA8", PDI[] = "\xE2\x81\xA9", PDF[] = "\xE2\x80\xAC";

static bool open_one(struct isolate *isolate, bool isolates)
{
    if (isolate->depth < ISOLATE_DEPTH_MAX && isolate->deeper_isolates == 0 &&
        isolate->deeper_embeddings == 0) {
        isolate->isolates[isolate->depth++] = isolates;
        return true;
    }
    /* As rules X2 to X5b count what overflows. */
    if (isolates)
        isolate->deeper_isolates++;
    else if (isolate->deeper_isolates == 0)
        isolate->deeper_embeddings++;
    return false;
}

/* PDI closes its isolate and all embeddings in it (rule X6a). */
static bool close_isolate(struct isolate *isolate)
{
    if (isolate->deeper_isolates > 0) {
        isolate->deeper_isolates--;
        return false;
    }
    int at = isolate->depth - 1;
    while (at >= 0 && !isolate->isolates[at])
        at--;
    if (at < 0)
        return false;
    isolate->depth = at;
    isolate->deeper_embeddings = 0;
    return true;
}

/* PDF closes an embedding, but none outside the isolate that it stands in (rule X7). */
static bool close_embedding(struct isolate *isolate)
{
    if (isolate->deeper_isolates > 0)
        return false;
    if (isolate->deeper_embeddings > 0) {
        isolate->deeper_embeddings--;
        return false;
    }
    if (isolate->depth == 0 || isolate->isolates[isolate->depth - 1])
        return false;
    isolate->depth--;
    return true;
}

bool isolate_step(struct isolate *isolate, uint32_t code)
{
    switch (code) {
    case 0x202A: /* LRE */
    case 0x202B: /* RLE */
    case 0x202D: /* LRO */
    case 0x202E: /* RLO */
        return open_one(isolate, false);
    case 0x202C: /* PDF */
        return close_embedding(isolate);
    case 0x2066: /* LRI */
    case 0x2067: /* RLI */
    case 0x2068: /* FSI */
        return open_one(isolate, true);
    case 0x2069: /* PDI */
        return close_isolate(isolate);
    default:
        return true;
    }
}

size_t isolate_close(struct isolate *isolate, char *out)
{
    size_t length = 0;
    while (isolate->depth > 0) {
        memcpy(out + length, isolate->isolates[--isolate->depth] ? PDI : PDF, ISOLATE_CLOSE_BYTES);
        length += ISOLATE_CLOSE_BYTES;
    }
    isolate->deeper_isolates = isolate->deeper_embeddings = 0;
    return length;
}

static bool is_line_end(UChar32 code)
{
    return (code >= '\n' && code <= '\r') || (code >= 0x1C && code <= 0x1E) || code == 0x85 ||
           code == 0x2028 || code == 0x2029;
}

bool isolate_add(struct buffer *out, const char *text)
{
    struct isolate isolate = {.depth = 0};
    const uint8_t *bytes = (const uint8_t *)text;
    const size_t size = strlen(text);
    const size_t before = out->length;
    bool fits = buffer_add_text(out, FSI);
    for (size_t i = 0; i < size && fits;) {
        UChar32 code;
        U8_NEXT_OR_FFFD(bytes, i, size, code);
        if (is_line_end(code)) /* a paragraph separator would end the isolate around it */
            code = ' ';
        char one[U8_MAX_LENGTH];
        uint8_t *at = (uint8_t *)one;
        size_t length = 0;
        U8_APPEND_UNSAFE(at, length, code);
        if (isolate_step(&isolate, (uint32_t)code))
            fits = buffer_add(out, one, length);
    }
    char closing[ISOLATE_DEPTH_MAX * ISOLATE_CLOSE_BYTES];
    size_t length = isolate_close(&isolate, closing);
    if (fits && buffer_add(out, closing, length) && buffer_add_text(out, PDI))
        return true;
    if (out->length > before)
        out->data[out->length = before] = '\0';
    return false;
}
