/* Anti-aliased shapes by coverage: how much of a pixel a disc-cornered rectangle or a round
 * pen covers, from the distance of the pixel's middle to the edge. */
#ifndef RIWAQ_SCREEN_SHAPE_H
#define RIWAQ_SCREEN_SHAPE_H

#include "scene/icon.h"
#include "scene/list.h"
#include "theme/theme.h"

#include <stdint.h>

/* Pixels of 0xAARRGGBB, alpha not premultiplied. */
struct pixels {
    uint32_t *data;
    int w, h;
    int stride; /* in pixels */
};

/* Coverage, 0 to 255, of a pixel at X, Y (0 .. RADIUS-1) counted from the two outer edges of a
 * corner with RADIUS pixels. */
uint8_t shape_corner(int radius, int x, int y);
/* Takes the corners off: multiplies the alpha there. RADIUS is capped at half the sides. */
void shape_round(const struct pixels *pixels, int radius);
/* Fills with PAINT, corners rounded. */
void shape_fill_round(const struct pixels *pixels, int radius, color paint);
/* Fills what a round corner as large as PIXELS, which are transparent, leaves of them. */
void shape_fill_corner(const struct pixels *pixels, enum item_corner corner, color paint);
/* Keeps nothing of PIXELS but that. */
void shape_keep_corner(const struct pixels *pixels, enum item_corner corner);
/* Lays PAINT over what is seen of PIXELS; what shines through stays so. */
void shape_veil(const struct pixels *pixels, color paint);
/* The drawing as large as PIXELS, which must be transparent (all zero): what is `second` lies
 * over the rest. */
void shape_icon(const struct pixels *pixels, const struct icon_drawing *drawing, color first,
                color second);
/* Distance of a point to the stroke's middle line, in the stroke's units. */
float shape_distance(const struct stroke *stroke, float x, float y);

#endif
