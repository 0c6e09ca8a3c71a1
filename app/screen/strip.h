/* A strip that runs, as opaque tiles: what is drawn once, then only copied. */
#ifndef RIWAQ_SCREEN_STRIP_H
#define RIWAQ_SCREEN_STRIP_H

#include "screen/canvas.h"

#include <SDL.h>

enum { TILE_WIDTH = 512 };

/* All that a tile's pixels depend on. */
struct tile_key {
    uint64_t serial; /* of the list */
    int index;       /* the tile begins at the strip's pixel index * TILE_WIDTH */
    int y, h, loop;
    color background;
};

struct tile_key tile_key(const struct scene_zone *zone, int index);
bool tile_key_equal(const struct tile_key *a, const struct tile_key *b);
/* Pixels; less than TILE_WIDTH for the last one. */
int tile_width(const struct scene_zone *zone, int index);
int tile_count(const struct scene_zone *zone);

/* Whether the zone is a strip that is best shown by tiles: it runs, and nothing in it fades. */
bool strip_is_tiled(const struct scene_zone *zone);
/* Draws a tile into SURFACE, which canvas_fits, from its top left corner. */
void strip_draw_tile(struct raster *raster, const struct scene_zone *zone, int index,
                     SDL_Surface *surface);
/* Draws the strip without tiles, as it stands on the screen; CANVAS is clipped to the zone. */
void strip_draw(const struct canvas *canvas, struct raster *raster, const struct scene_zone *zone);
/* An item that a tile needs and RASTER does not have yet; NULL when there is none. */
const struct item *strip_missing_item(struct raster *raster, const struct scene_zone *zone,
                                      int index);

/* The tiles under a stretch of the screen, from left to right. */
struct tile_walk {
    const struct scene_zone *zone;
    int x, end; /* on the screen */
    /* valid after tile_walk_next returned true */
    int index;
    int offset; /* first pixel within the tile */
    int width;  /* pixels shown of it */
    int at;     /* x on the screen */
};
struct tile_walk tile_walk(const struct scene_zone *zone, int x, int width);
bool tile_walk_next(struct tile_walk *walk);
/* The tile that is to be ready N-th for showing the zone: those seen, then the neighbours on
 * both sides; -1 past the end. */
int strip_wanted_tile(const struct scene_zone *zone, int n);

/* Whether an item is drawn from an image rather than filled. */
bool item_has_image(const struct item *item);

#endif
