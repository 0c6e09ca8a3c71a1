#include "screen/picture_header.h"

#include <stdbool.h>
#include <string.h>

static uint32_t big16(const uint8_t *p)
{
    return (uint32_t)p[0] << 8 | p[1];
}

static uint32_t big32(const uint8_t *p)
{
    return big16(p) << 16 | big16(p + 2);
}

static uint32_t little16(const uint8_t *p)
{
    return (uint32_t)p[1] << 8 | p[0];
}

static uint32_t little24(const uint8_t *p)
{
    return (uint32_t)p[2] << 16 | little16(p);
}

static uint32_t little32(const uint8_t *p)
{
    return little16(p + 2) << 16 | little16(p);
}

/* --- PNG: a signature, then chunks of length, name, data, check --- */

static const char *read_png(const uint8_t *data, size_t size, struct picture_header *out)
{
    static const char cut_off[] = "the PNG file is cut off";
    if (size < 33 || memcmp(data + 12, "IHDR", 4) != 0)
        return cut_off;
    out->w = big32(data + 16);
    out->h = big32(data + 20);
    size_t at = 8;
    while (size - at >= 12) {
        uint32_t length = big32(data + at);
        if (length > size - at - 12)
            return cut_off;
        if (memcmp(data + at + 4, "IEND", 4) == 0)
            return NULL;
        at += 12 + (size_t)length;
    }
    return cut_off;
}

/* --- JPEG: segments of FF, marker, length, data; after SOS entropy-coded data, in which FF is
 * followed by 00 or a restart marker, up to the next marker --- */

enum { JPEG_SOI = 0xD8, JPEG_EOI = 0xD9, JPEG_SOS = 0xDA, JPEG_TEM = 0x01 };

/* Frame headers: C0 to CF but the tables DHT (C4), JPG (C8) and DAC (CC). */
static bool is_frame(uint8_t marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static bool stands_alone(uint8_t marker)
{
    return marker == JPEG_TEM || (marker >= 0xD0 && marker <= JPEG_SOI);
}

/* The place after the entropy-coded data that begins at AT: of the next marker's FF. */
static size_t skip_scan(const uint8_t *data, size_t size, size_t at)
{
    for (; size - at >= 2; at++)
        if (data[at] == 0xFF && data[at + 1] != 0 && data[at + 1] != 0xFF &&
            !(data[at + 1] >= 0xD0 && data[at + 1] <= 0xD7))
            return at;
    return size;
}

static const char *read_jpeg(const uint8_t *data, size_t size, struct picture_header *out)
{
    static const char cut_off[] = "the JPEG file is cut off";
    size_t at = 2;
    while (size - at >= 2) {
        if (data[at] != 0xFF)
            return "the JPEG file is damaged";
        uint8_t marker = data[at + 1];
        if (marker == JPEG_EOI)
            return out->w > 0 ? NULL : "the JPEG file holds no picture";
        at += marker == 0xFF ? 1 : 2; /* FF may be repeated */
        if (marker == 0xFF || stands_alone(marker))
            continue;
        if (size - at < 2 || big16(data + at) < 2 || big16(data + at) > size - at)
            return cut_off;
        size_t length = big16(data + at);
        if (is_frame(marker) && length >= 7) {
            out->h = big16(data + at + 3);
            out->w = big16(data + at + 5);
        }
        at += length;
        if (marker == JPEG_SOS)
            at = skip_scan(data, size, at);
    }
    return cut_off;
}

/* --- WebP: RIFF, size, WEBP, then chunks of name, size, data --- */

static const char *read_webp(const uint8_t *data, size_t size, struct picture_header *out)
{
    static const char damaged[] = "the WebP file is damaged";
    if (size < 30 || little32(data + 4) > size - 8)
        return "the WebP file is cut off";
    const uint8_t *chunk = data + 12, *body = data + 20;
    if (memcmp(chunk, "VP8X", 4) == 0) {
        out->w = little24(body + 4) + 1;
        out->h = little24(body + 7) + 1;
    } else if (memcmp(chunk, "VP8L", 4) == 0 && body[0] == 0x2F) {
        uint32_t bits = little32(body + 1);
        out->w = (bits & 0x3FFF) + 1;
        out->h = (bits >> 14 & 0x3FFF) + 1;
    } else if (memcmp(chunk, "VP8 ", 4) == 0 && memcmp(body + 3, "\x9D\x01\x2A", 3) == 0) {
        out->w = little16(body + 6) & 0x3FFF;
        out->h = little16(body + 8) & 0x3FFF;
    } else {
        return damaged;
    }
    return NULL;
}

static enum picture_kind sniff(const uint8_t *data, size_t size)
{
    if (size >= 8 && memcmp(data, "\x89PNG\r\n\x1A\n", 8) == 0)
        return PICTURE_PNG;
    if (size >= 3 && memcmp(data, "\xFF\xD8\xFF", 3) == 0)
        return PICTURE_JPEG;
    if (size >= 12 && memcmp(data, "RIFF", 4) == 0 && memcmp(data + 8, "WEBP", 4) == 0)
        return PICTURE_WEBP;
    return PICTURE_UNKNOWN;
}

static const char *check_size(const struct picture_header *header)
{
    if (header->w == 0 || header->h == 0)
        return "the picture has no size";
    if (header->w > PICTURE_FILE_SIDE_MAX || header->h > PICTURE_FILE_SIDE_MAX ||
        (uint64_t)header->w * header->h > PICTURE_PIXELS_MAX)
        return "the picture is too large; at most 16384 on a side and 32 million pixels";
    return NULL;
}

const char *picture_header_read(const uint8_t *data, size_t size, struct picture_header *out)
{
    *out = (struct picture_header){.kind = sniff(data, size)};
    const char *wrong = "this is no PNG, JPEG or WebP picture";
    if (out->kind == PICTURE_PNG)
        wrong = read_png(data, size, out);
    else if (out->kind == PICTURE_JPEG)
        wrong = read_jpeg(data, size, out);
    else if (out->kind == PICTURE_WEBP)
        wrong = read_webp(data, size, out);
    return wrong != NULL ? wrong : check_size(out);
}
