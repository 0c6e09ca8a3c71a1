/* Images in the GPU's memory: cut into pieces that every GPU can hold, kept by the image's
 * serial or the tile's key, bounded in bytes. */
#ifndef RIWAQ_SCREEN_TEXTURES_H
#define RIWAQ_SCREEN_TEXTURES_H

#include "screen/strip.h"

#include <SDL.h>

struct textures;

struct textures *textures_create(SDL_Renderer *renderer, size_t max_bytes);
void textures_destroy(struct textures *textures);
/* The pieces of an image from left to right, each TEXTURE_WIDTH wide but the last; *COUNT of
 * them. NULL when the image has none or the GPU refuses it. Borrowed until the next
 * textures_trim. */
enum { TEXTURE_WIDTH = 1024 };
SDL_Texture *const *textures_image(struct textures *textures, const struct raster_image *image,
                                   int *count);
SDL_Texture *textures_tile(struct textures *textures, struct raster *raster,
                           const struct scene_zone *zone, int index);
bool textures_have_image(struct textures *textures, const struct raster_image *image);
bool textures_have_tile(struct textures *textures, const struct scene_zone *zone, int index);
/* The least recently used go until the budget holds, but nothing that was used since the last
 * trim. */
void textures_trim(struct textures *textures);

#endif
