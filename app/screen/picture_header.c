#include "screen/picture_header.h"

#include "screen/picture_bytes.h"
#include "screen/picture_exif.h"

#include <string.h>

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
        if (memcmp(data + at + 4, "eXIf", 4) == 0)
            out->orientation = picture_exif_orientation(data + at + 8, length);
        at += 12 + (size_t)length;
    }
    return cut_off;
}

/* --- JPEG: segments of FF, marker, length, data; after SOS entropy-coded data, in which FF is
 * followed by 00 or a restart marker, up to the next marker --- */

enum {
    JPEG_SOI = 0xD8,
    JPEG_EOI = 0xD9,
    JPEG_SOS = 0xDA,
    JPEG_TEM = 0x01,
    JPEG_APP1 = 0xE1,
    JPEG_APP14 = 0xEE,
    HUFFMAN_LAST = 0xC2, /* of the frame headers: baseline, extended, progressive */
    INKS = 4,
    /* Each scan of a progressive picture goes over all of it. Cameras write one, tools ten. */
    SCANS_MAX = 64
};

struct jpeg {
    const uint8_t *data;
    struct picture_header *out;
    uint8_t frame;  /* the marker of its frame header; 0: not met yet */
    size_t scanned; /* bytes of entropy-coded data */
    int scans;
};

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

/* The segment of MARKER with LENGTH bytes at AT, its length's two among them. */
static void read_segment(struct jpeg *jpeg, uint8_t marker, size_t at, size_t length)
{
    const uint8_t *body = jpeg->data + at;
    struct picture_header *out = jpeg->out;
    if (is_frame(marker) && length >= 8) {
        out->h = big16(body + 3);
        out->w = big16(body + 5);
        out->inks = body[7] == INKS;
        jpeg->frame = marker;
    } else if (marker == JPEG_APP1 && length >= 8 && memcmp(body + 2, "Exif\0", 6) == 0) {
        out->orientation = picture_exif_orientation(body + 8, length - 8);
    } else if (marker == JPEG_APP14 && length >= 7 && memcmp(body + 2, "Adobe", 5) == 0) {
        out->inverted = true;
    }
}

/* A Huffman code has a bit at least, and every block of 8 by 8 has one: less data than that is that
 * of another picture, and what is not there would be shown grey. */
static bool holds_too_little(const struct jpeg *jpeg)
{
    uint64_t across = (jpeg->out->w + 7) / 8, down = (jpeg->out->h + 7) / 8;
    return jpeg->frame <= HUFFMAN_LAST && (uint64_t)jpeg->scanned * 8 < across * down;
}

static const char *end_jpeg(const struct jpeg *jpeg)
{
    if (jpeg->frame == 0 || jpeg->scans == 0)
        return "the JPEG file holds no picture";
    if (holds_too_little(jpeg))
        return "the JPEG file holds less than it says";
    return NULL;
}

static const char *read_jpeg(const uint8_t *data, size_t size, struct picture_header *out)
{
    static const char cut_off[] = "the JPEG file is cut off";
    struct jpeg jpeg = {.data = data, .out = out};
    size_t at = 2;
    while (size - at >= 2) {
        if (data[at] != 0xFF)
            return "the JPEG file is damaged";
        uint8_t marker = data[at + 1];
        if (marker == JPEG_EOI)
            return end_jpeg(&jpeg);
        at += marker == 0xFF ? 1 : 2; /* FF may be repeated */
        if (marker == 0xFF || stands_alone(marker))
            continue;
        if (size - at < 2 || big16(data + at) < 2 || big16(data + at) > size - at)
            return cut_off;
        size_t length = big16(data + at);
        read_segment(&jpeg, marker, at, length);
        at += length;
        if (marker != JPEG_SOS)
            continue;
        if (++jpeg.scans > SCANS_MAX)
            return "the JPEG file would take too long to decode; save it anew";
        size_t begin = at;
        at = skip_scan(data, size, at);
        jpeg.scanned += at - begin;
    }
    return cut_off;
}

static const char *read_webp(const uint8_t *data, size_t size, struct picture_header *out)
{
    const char *wrong = picture_webp_read(data, size, &out->webp);
    out->w = out->webp.w;
    out->h = out->webp.h;
    out->orientation = out->webp.orientation;
    return wrong;
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
    const char *wrong = NULL;
    *out = (struct picture_header){.kind = picture_kind_of(data, size),
                                   .orientation = ORIENTATION_UPRIGHT};
    switch (out->kind) {
    case PICTURE_PNG:
        wrong = read_png(data, size, out);
        break;
    case PICTURE_JPEG:
        wrong = read_jpeg(data, size, out);
        break;
    case PICTURE_WEBP:
        wrong = read_webp(data, size, out);
        break;
    case PICTURE_UNKNOWN:
        return picture_kind_refusal(data, size);
    }
    return wrong != NULL ? wrong : check_size(out);
}
