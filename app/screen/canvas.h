/* Drawing into a 32-bit surface in memory, with a clip.
 *
 * riwaq's own blending, not SDL's: SDL's results differ with its version, the processor and
 * where a clip cuts a row, and then a repaired part would not match its surroundings. */
#ifndef RIWAQ_SCREEN_CANVAS_H
#define RIWAQ_SCREEN_CANVAS_H

#include "scene/scene.h"
#include "screen/raster.h"

#include <SDL.h>

/* A view on a surface of XRGB8888 or ARGB8888; pixels written are opaque. */
struct canvas {
    SDL_Surface *surface;
    struct rect clip; /* within the surface */
    int dx, dy;       /* added to the place of all that is drawn, not to the clip */
};

/* Whether a canvas can draw on it. */
bool canvas_fits(const SDL_Surface *surface);
/* The whole surface as clip. SURFACE stays the caller's. */
struct canvas canvas_on(SDL_Surface *surface);
/* Narrows the clip (in the coordinates of what is drawn); false when nothing is left. */
bool canvas_narrow(struct canvas *canvas, struct rect clip);
void canvas_fill(const struct canvas *canvas, struct rect rect, color paint, uint8_t opacity);
/* From FROM at the top to TO at the bottom. */
void canvas_gradient(const struct canvas *canvas, struct rect rect, color from, color to,
                     uint8_t opacity);
/* SOURCE is ARGB8888, alpha not premultiplied, its top left corner at x, y. */
void canvas_blend(const struct canvas *canvas, SDL_Surface *source, int x, int y, uint8_t opacity);
/* A copy of opaque pixels of the same format: PART of SOURCE to x, y. */
void canvas_copy(const struct canvas *canvas, SDL_Surface *source, struct rect part, int x, int y);
/* An item where it can leave ink, and nowhere else. */
void canvas_item(const struct canvas *canvas, struct raster *raster, const struct item *item,
                 uint8_t opacity);

#endif
