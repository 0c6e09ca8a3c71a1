/* Items as surfaces: the one place where text, icons, rounded corners, QR codes and scaled
 * pictures become pixels, for both painters. Cached under the full item (not its place),
 * bounded in bytes. */
#ifndef RIWAQ_SCREEN_RASTER_H
#define RIWAQ_SCREEN_RASTER_H

#include "scene/list.h"
#include "screen/fonts.h"

#include <SDL.h>

struct raster;

struct raster_image {
    SDL_Surface *surface; /* ARGB8888, blend mode set; NULL: nothing to draw, or released */
    int w, h;             /* of the surface, also of a released one; 0: nothing to draw */
    int dx, dy;           /* where it goes, from the item's rect.x, rect.y */
    uint64_t serial;      /* unlike any other image of this run: key for textures */
};

struct raster *raster_create(struct fonts *fonts, size_t max_bytes);
void raster_destroy(struct raster *raster);
/* For a screen of another size; raster_trim keeps to it. */
void raster_set_budget(struct raster *raster, size_t max_bytes);
/* Borrowed until the next raster_trim. Plain rectangles (radius 0) have no image: painters
 * fill them. */
const struct raster_image *raster_item(struct raster *raster, const struct item *item);
/* Makes it, or a part of it where the whole would take too long for one frame (a picture): call
 * again until it is false. False when it is in the cache, and counts as used now. */
bool raster_prepare(struct raster *raster, const struct item *item);
/* For who has the pixels elsewhere: frees them, and keeps what else is known of the image.
 * raster_item makes them again, as another image. */
void raster_release(struct raster *raster, const struct item *item);
/* The image as it is in the cache, released or not; NULL when it is not there. Borrowed as that
 * of raster_item. */
const struct raster_image *raster_known(struct raster *raster, const struct item *item);
/* Whether raster_item would find it in the cache; it counts as used now. */
bool raster_has(struct raster *raster, const struct item *item);
/* Least recently used images go until the budget holds; what was used since the last trim stays,
 * or it would be made again for the very next frame. Call between frames. */
void raster_trim(struct raster *raster);

#endif
