/* Painting scenes: one interface, two ways.
 *
 * The software painter repaints only the damage into a surface; what runs (a ticker) comes
 * from opaque tiles in the target's own pixel format. The GPU painter draws the whole frame
 * with an SDL_Renderer. */
#ifndef RIWAQ_SCREEN_PAINTER_H
#define RIWAQ_SCREEN_PAINTER_H

#include "scene/scene.h"
#include "screen/raster.h"

#include <SDL.h>

struct painter;

/* TARGET is borrowed and may be replaced by painter_retarget. */
struct painter *painter_create_software(struct raster *raster, SDL_Surface *target);
/* RENDERER is borrowed. ROTATE in degrees clockwise: 0, 90, 180, 270. */
struct painter *painter_create_gpu(struct raster *raster, SDL_Renderer *renderer, int rotate);
void painter_destroy(struct painter *painter);
/* The software painter's new surface (after a resize); all must be painted afresh. */
void painter_retarget(struct painter *painter, SDL_Surface *target);
/* Paints SCENE; DAMAGE are the parts that differ from what was painted last (the GPU painter
 * paints all). Allocates nothing when all images and tiles are prepared. */
void painter_paint(struct painter *painter, const struct scene *scene, const struct damage *damage);
/* Prepares one thing (an image, a texture, a tile of a strip near `scroll`) of ZONE that is
 * not yet ready, so that a later paint finds it. False when there was nothing left to do. */
bool painter_prepare(struct painter *painter, const struct scene_zone *zone);
/* Between frames: keeps caches within their budgets. */
void painter_trim(struct painter *painter);

#endif
