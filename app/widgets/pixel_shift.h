/* Pixel shift against burn-in: the whole picture moves, a pixel a minute, along a closed path that
 * comes through each place that it may have. A pure function of the wall clock, so that screens
 * move together. */
#ifndef RIWAQ_WIDGETS_PIXEL_SHIFT_H
#define RIWAQ_WIDGETS_PIXEL_SHIFT_H

#include <stdint.h>

struct pixel_shift {
    int x, y;         /* pixels from where the picture is laid out, each from -MOST to MOST */
    int64_t until_ns; /* wall time of its next step; MOMENT_NEVER: it stands still */
};

/* MOST: pixels to each side, 0: none. The path has (2 * MOST + 1) squared places, a minute each;
 * a step goes to a neighbour, once a round to one at a corner. */
struct pixel_shift pixel_shift_at(int most, int64_t wall_ns);

#endif
