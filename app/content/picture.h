/* A decoded picture: immutable, reference-counted (atomically). */
#ifndef RIWAQ_CONTENT_PICTURE_H
#define RIWAQ_CONTENT_PICTURE_H

#include <stdint.h>

/* No picture is larger than this on a side, so that none takes more than 16 MiB: a picture stands
 * beside or above a text, and even of a 4K screen that is no more than half. Larger files are made
 * smaller as they are decoded. */
enum { PICTURE_SIDE_MAX = 2048 };

struct picture {
    int w, h;         /* pixels, 1 to PICTURE_SIDE_MAX */
    uint32_t *pixels; /* w * h of 0xAARRGGBB, alpha not premultiplied, rows without padding */
    uint64_t serial;  /* unlike any other picture of this run */
};

/* Zeroed pixels. Returned with one reference; NULL when a side is out of range. */
struct picture *picture_create(int w, int h);
struct picture *picture_take(const struct picture *picture); /* NULL is fine */
void picture_put(const struct picture *picture);             /* NULL is fine */

#endif
