#include "screen/textures.h"

#include "base/log.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

struct entry {
    uint64_t image;       /* serial; 0: a tile */
    struct tile_key tile; /* of a tile */
    SDL_Texture **pieces;
    int count;
    size_t bytes;
    uint64_t used;
};

struct textures {
    SDL_Renderer *renderer;
    size_t max_bytes, bytes;
    struct entry *entries;
    int count, room;
    uint64_t now; /* trims so far */
    bool refused; /* said so already */
};

static struct entry *find(struct textures *textures, uint64_t image, const struct tile_key *tile)
{
    for (int i = 0; i < textures->count; i++) {
        struct entry *entry = &textures->entries[i];
        if (entry->image == image && (image != 0 || tile_key_equal(&entry->tile, tile))) {
            entry->used = textures->now;
            return entry;
        }
    }
    return NULL;
}

static SDL_Texture *upload(struct textures *textures, SDL_Surface *surface, int x, int w,
                           SDL_BlendMode blend)
{
    SDL_Texture *texture = SDL_CreateTexture(textures->renderer, surface->format->format,
                                             SDL_TEXTUREACCESS_STATIC, w, surface->h);
    const char *pixels = (const char *)surface->pixels + (size_t)x * 4;
    if (texture == NULL || SDL_UpdateTexture(texture, NULL, pixels, surface->pitch) != 0 ||
        SDL_SetTextureBlendMode(texture, blend) != 0) {
        if (!textures->refused)
            log_warning("the GPU refuses a picture of %dx%d: %s", w, surface->h, SDL_GetError());
        textures->refused = true;
        SDL_DestroyTexture(texture);
        return NULL;
    }
    return texture;
}

static void release(struct entry *entry)
{
    for (int i = 0; i < entry->count; i++)
        SDL_DestroyTexture(entry->pieces[i]);
    free(entry->pieces);
}

static struct entry *add(struct textures *textures, struct entry entry, SDL_Surface *surface,
                         SDL_BlendMode blend)
{
    int count = (surface->w + TEXTURE_WIDTH - 1) / TEXTURE_WIDTH;
    entry.pieces = memory_array((size_t)count, sizeof(SDL_Texture *));
    entry.bytes = (size_t)surface->w * (size_t)surface->h * 4;
    entry.used = textures->now;
    for (; entry.count < count; entry.count++) {
        int x = entry.count * TEXTURE_WIDTH;
        int w = surface->w - x < TEXTURE_WIDTH ? surface->w - x : TEXTURE_WIDTH;
        entry.pieces[entry.count] = upload(textures, surface, x, w, blend);
        if (entry.pieces[entry.count] == NULL) {
            release(&entry);
            return NULL;
        }
    }
    if (textures->count == textures->room) {
        textures->room = textures->room > 0 ? textures->room * 2 : 64;
        textures->entries =
            memory_resize(textures->entries, (size_t)textures->room, sizeof *textures->entries);
    }
    textures->bytes += entry.bytes;
    textures->entries[textures->count] = entry;
    return &textures->entries[textures->count++];
}

SDL_Texture *const *textures_image(struct textures *textures, const struct raster_image *image,
                                   int *count)
{
    *count = 0;
    if (image->w == 0)
        return NULL;
    struct entry *entry = find(textures, image->serial, NULL);
    if (entry == NULL && image->surface != NULL)
        entry = add(textures, (struct entry){.image = image->serial}, image->surface,
                    SDL_BLENDMODE_BLEND);
    if (entry == NULL)
        return NULL;
    *count = entry->count;
    return entry->pieces;
}

SDL_Texture *textures_tile(struct textures *textures, struct raster *raster,
                           const struct scene_zone *zone, int index)
{
    const struct tile_key key = tile_key(zone, index);
    struct entry *entry = find(textures, 0, &key);
    if (entry != NULL)
        return entry->pieces[0];
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, tile_width(zone, index), zone->rect.h,
                                                          32, SDL_PIXELFORMAT_ARGB8888);
    if (surface == NULL)
        return NULL;
    strip_draw_tile(raster, zone, index, surface);
    entry = add(textures, (struct entry){.tile = key}, surface, SDL_BLENDMODE_NONE);
    SDL_FreeSurface(surface);
    return entry != NULL ? entry->pieces[0] : NULL;
}

bool textures_have_image(struct textures *textures, const struct raster_image *image)
{
    return image->w == 0 || find(textures, image->serial, NULL) != NULL;
}

bool textures_have_tile(struct textures *textures, const struct scene_zone *zone, int index)
{
    const struct tile_key key = tile_key(zone, index);
    return find(textures, 0, &key) != NULL;
}

static void drop(struct textures *textures, int i)
{
    textures->bytes -= textures->entries[i].bytes;
    release(&textures->entries[i]);
    textures->entries[i] = textures->entries[--textures->count];
}

void textures_trim(struct textures *textures)
{
    while (textures->bytes > textures->max_bytes) {
        int oldest = 0;
        for (int i = 1; i < textures->count; i++)
            if (textures->entries[i].used < textures->entries[oldest].used)
                oldest = i;
        if (textures->entries[oldest].used == textures->now)
            break;
        drop(textures, oldest);
    }
    textures->now++;
}

struct textures *textures_create(SDL_Renderer *renderer, size_t max_bytes)
{
    struct textures *textures = memory_new(sizeof *textures);
    textures->renderer = renderer;
    textures->max_bytes = max_bytes;
    return textures;
}

void textures_destroy(struct textures *textures)
{
    if (textures == NULL)
        return;
    while (textures->count > 0)
        drop(textures, textures->count - 1);
    free(textures->entries);
    free(textures);
}
