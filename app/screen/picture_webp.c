#include "screen/picture_webp.h"

#include "screen/picture_bytes.h"
#include "screen/picture_exif.h"

#include <string.h>

/* A file is RIFF, size, WEBP and chunks: name, size, data, and a byte more where the size is odd.
 */
enum { FILE_HEAD = 12, CHUNK_HEAD = 8, CANVAS = 10, FRAME_HEAD = 16, ALPHA = 0x10, ANIMATION = 2 };

static const char damaged[] = "the WebP file is damaged";
static const char cut_off[] = "the WebP file is cut off";

struct chunk {
    const uint8_t *name, *body;
    size_t size;
};

/* The chunk at *AT, which moves on; false at the end, or when it goes beyond it. */
static bool next_chunk(const uint8_t *data, size_t size, size_t *at, struct chunk *out)
{
    if (*at > size || size - *at < CHUNK_HEAD)
        return false;
    out->name = data + *at;
    out->size = little32(data + *at + 4);
    out->body = data + *at + CHUNK_HEAD;
    if (out->size > size - *at - CHUNK_HEAD)
        return false;
    *at += CHUNK_HEAD + out->size + (out->size & 1);
    return true;
}

static bool is_named(const struct chunk *chunk, const char *name)
{
    return memcmp(chunk->name, name, 4) == 0;
}

/* The size that a bit stream itself tells; false when the chunk is none. */
static bool stream_size(const struct chunk *chunk, uint32_t *w, uint32_t *h)
{
    const uint8_t *body = chunk->body;
    if (is_named(chunk, "VP8L") && chunk->size >= 5 && body[0] == 0x2F) {
        uint32_t bits = little32(body + 1);
        *w = (bits & 0x3FFF) + 1;
        *h = (bits >> 14 & 0x3FFF) + 1;
        return true;
    }
    if (!is_named(chunk, "VP8 ") || chunk->size < 10 || memcmp(body + 3, "\x9D\x01\x2A", 3) != 0)
        return false;
    *w = little16(body + 6) & 0x3FFF;
    *h = little16(body + 8) & 0x3FFF;
    return true;
}

/* The size in the chunks of a frame must be the one that was told for it. */
static bool holds_stream(const uint8_t *data, size_t size, uint32_t w, uint32_t h)
{
    struct chunk chunk;
    for (size_t at = 0; next_chunk(data, size, &at, &chunk);) {
        uint32_t stream_w, stream_h;
        if (stream_size(&chunk, &stream_w, &stream_h))
            return stream_w == w && stream_h == h;
    }
    return false;
}

static bool take_frame(const struct chunk *chunk, struct picture_webp *out)
{
    if (chunk->size < FRAME_HEAD)
        return false;
    out->w = little24(chunk->body + 6) + 1;
    out->h = little24(chunk->body + 9) + 1;
    out->frame = chunk->body + FRAME_HEAD;
    out->frame_size = chunk->size - FRAME_HEAD;
    return holds_stream(out->frame, out->frame_size, out->w, out->h);
}

/* Some writers put JPEG's own beginning of EXIF here too. */
static int orientation_of(const struct chunk *chunk)
{
    size_t before = chunk->size >= 6 && memcmp(chunk->body, "Exif\0", 6) == 0 ? 6 : 0;
    return picture_exif_orientation(chunk->body + before, chunk->size - before);
}

static const char *read_extended(const uint8_t *data, size_t size, struct picture_webp *out)
{
    struct chunk chunk;
    size_t at = FILE_HEAD;
    if (!next_chunk(data, size, &at, &chunk) || chunk.size < CANVAS)
        return damaged;
    const bool animated = (chunk.body[0] & ANIMATION) != 0;
    out->w = little24(chunk.body + 4) + 1;
    out->h = little24(chunk.body + 7) + 1;
    const uint32_t canvas_w = out->w, canvas_h = out->h;
    bool met = false, good = false; /* its picture, the first there is */
    while (next_chunk(data, size, &at, &chunk)) {
        uint32_t w, h;
        if (is_named(&chunk, "EXIF"))
            out->orientation = orientation_of(&chunk);
        if (met)
            continue;
        if (animated && is_named(&chunk, "ANMF")) {
            met = true;
            good = take_frame(&chunk, out) && out->w <= canvas_w && out->h <= canvas_h;
        } else if (!animated && stream_size(&chunk, &w, &h)) {
            met = true;
            good = w == canvas_w && h == canvas_h;
        }
    }
    return good ? NULL : damaged;
}

const char *picture_webp_read(const uint8_t *data, size_t size, struct picture_webp *out)
{
    *out = (struct picture_webp){.orientation = ORIENTATION_UPRIGHT};
    if (size < FILE_HEAD + CHUNK_HEAD || little32(data + 4) > size - 8)
        return cut_off;
    size = 8 + (size_t)little32(data + 4); /* what follows is not part of it */
    struct chunk chunk;
    size_t at = FILE_HEAD;
    if (size < FILE_HEAD || !next_chunk(data, size, &at, &chunk))
        return damaged;
    if (is_named(&chunk, "VP8X"))
        return read_extended(data, size, out);
    return stream_size(&chunk, &out->w, &out->h) ? NULL : damaged;
}

static void put_little(uint8_t *at, uint32_t number, int bytes)
{
    for (int i = 0; i < bytes; i++)
        at[i] = (uint8_t)(number >> (8 * i));
}

bool picture_webp_still(const struct picture_webp *webp, struct buffer *out)
{
    uint8_t head[FILE_HEAD + CHUNK_HEAD + CANVAS] = "RIFF....WEBPVP8X";
    put_little(head + 4, (uint32_t)(sizeof head - 8 + webp->frame_size + webp->frame_size % 2), 4);
    put_little(head + 16, CANVAS, 4);
    put_little(head + 20, ALPHA, 4);
    put_little(head + 24, webp->w - 1, 3);
    put_little(head + 27, webp->h - 1, 3);
    return buffer_add(out, head, sizeof head) && buffer_add(out, webp->frame, webp->frame_size) &&
           (webp->frame_size % 2 == 0 || buffer_add(out, "", 1));
}
