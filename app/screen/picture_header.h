/* What kind of picture some bytes are, how large it is, which way up and whether it is all there:
 * read from the bytes themselves, before any decoder sees them. PNG (W3C), JPEG (ITU T.81) and WebP
 * (RFC 9649). */
#ifndef RIWAQ_SCREEN_PICTURE_HEADER_H
#define RIWAQ_SCREEN_PICTURE_HEADER_H

#include "screen/picture_kind.h"
#include "screen/picture_webp.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct picture_header {
    enum picture_kind kind;
    uint32_t w, h;            /* pixels, as stored: before it is turned */
    int orientation;          /* see picture_exif.h */
    bool inks;                /* a JPEG of cyan, magenta, yellow and black */
    bool inverted;            /* ... 255 standing for no ink, as Adobe writes them */
    struct picture_webp webp; /* of a WebP; its frame is set when it is animated */
};

/* NULL when DATA is a whole picture of dimensions that riwaq decodes (a side of at
 * most PICTURE_FILE_SIDE_MAX, at most PICTURE_PIXELS_MAX in all), else what is wrong with it, a
 * literal. *OUT holds what was found so far; it refers to DATA. */
enum { PICTURE_FILE_SIDE_MAX = 16384, PICTURE_PIXELS_MAX = 32 * 1000 * 1000 };
const char *picture_header_read(const uint8_t *data, size_t size, struct picture_header *out);

#endif
