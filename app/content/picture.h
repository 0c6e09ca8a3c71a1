/* A decoded picture: immutable, reference-counted (atomically). */
#ifndef RIWAQ_CONTENT_PICTURE_H
#define RIWAQ_CONTENT_PICTURE_H

#include <stdbool.h>
#include <stdint.h>

/* No picture is larger than this on a side, so that none takes more than 10 MiB: a picture stands
 * beside or above a text, which on a screen of 4K is 1000 to 2000 pixels wide. Larger files are
 * made smaller as they are decoded. */
enum { PICTURE_SIDE_MAX = 1600 };

struct picture {
    int w, h;         /* pixels, 1 to PICTURE_SIDE_MAX */
    uint32_t *pixels; /* w * h of 0xAARRGGBB, alpha not premultiplied, rows without padding */
    uint64_t serial;  /* unlike any other picture of this run */
    /* As picture_measure found: */
    bool clear;   /* a sixteenth of it or more can be seen through */
    bool opaque;  /* nothing shines through anywhere */
    uint8_t luma; /* the mean of what is seen */
};

/* Zeroed pixels. Returned with one reference; NULL when a side is out of range. */
struct picture *picture_create(int w, int h);
/* To be called once when its pixels are there, by whoever made it. */
void picture_measure(struct picture *picture);
/* How bright 0xAARRGGBB looks, without its alpha: 0 to 255 (the luma of Rec. 709). */
int picture_luma(uint32_t pixel);
struct picture *picture_take(const struct picture *picture); /* NULL is fine */
void picture_put(const struct picture *picture);             /* NULL is fine */

#endif
