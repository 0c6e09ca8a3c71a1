/* The edges of a screen: how much of them may be hidden, by a frame or by the set itself, so that
 * nothing that is to be read may stand there. */
#ifndef RIWAQ_THEME_SAFE_AREA_H
#define RIWAQ_THEME_SAFE_AREA_H

#include "base/geometry.h"

#include <stdbool.h>

struct option_value;

/* What is to be kept clear at an edge: so many percent of the picture's length across it, or a
 * length in the unit of where it is said. */
struct safe_side {
    double amount;
    bool percent;
};
struct safe_area {
    struct safe_side y, x; /* at top and bottom, at both sides */
};

/* Against burn-in: how far a picture may move from its place, in pixels. */
enum { PIXEL_SHIFT_MAX = 16 };

/* Reads "5%", "40", or two of them, for top and bottom and for the sides. LENGTHS, as in "pixels
 * such as 40", is for messages; where it begins with "pixels" the word "px" may stand behind a
 * length. False: wrong, and reported. */
bool safe_area_read(const struct option_value *value, const char *lengths, struct safe_area *out);
/* "8" or "8 px" into *OUT. False: wrong, and reported. */
bool pixel_shift_read(const struct option_value *value, int *out);
/* What is kept clear at the sides (w), and at top and bottom (h), of a picture of SIZE, in pixels;
 * a length has UNIT of them. */
struct size safe_area_pixels(const struct safe_area *area, struct size size, double unit);

#endif
