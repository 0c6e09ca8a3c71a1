#include "screen/painter_ops.h"

#include "base/log.h"
#include "base/memory.h"
#include "screen/strip.h"
#include "screen/textures.h"

#include <stdlib.h>

static const size_t texture_budget = (size_t)64 * 1024 * 1024;

struct gpu {
    struct painter painter;
    SDL_Renderer *renderer; /* borrowed */
    struct textures *textures;
    int rotate;
    SDL_Texture *upright; /* the scene before it is turned; NULL when rotate is 0 */
    struct size upright_size;
    int dx, dy; /* of the scene that is being drawn */
};

/* Where it is on the screen what is drawn at R. */
static SDL_Rect sdl_rect(const struct gpu *self, struct rect r)
{
    return (SDL_Rect){r.x + self->dx, r.y + self->dy, r.w, r.h};
}

static void fill(struct gpu *self, struct rect rect, color paint, uint8_t opacity)
{
    const SDL_Rect at = sdl_rect(self, rect);
    uint32_t alpha = ((paint >> 24) * opacity + 127) / 255;
    if (alpha == 0)
        return;
    SDL_SetRenderDrawBlendMode(self->renderer,
                               alpha == 255 ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
    SDL_SetRenderDrawColor(self->renderer, (Uint8)(paint >> 16), (Uint8)(paint >> 8), (Uint8)paint,
                           (Uint8)alpha);
    SDL_RenderFillRect(self->renderer, &at);
}

static SDL_Vertex vertex(int x, int y, color paint, uint8_t opacity)
{
    return (SDL_Vertex){
        .position = {(float)x, (float)y},
        .color = {(Uint8)(paint >> 16), (Uint8)(paint >> 8), (Uint8)paint, opacity}};
}

static void fill_gradient(struct gpu *self, struct rect r, color from, color to, uint8_t opacity)
{
    static const int order[] = {0, 1, 2, 2, 1, 3};
    r = rect_moved(r, self->dx, self->dy);
    const SDL_Vertex corners[] = {
        vertex(r.x, r.y, from, opacity), vertex(r.x + r.w, r.y, from, opacity),
        vertex(r.x, r.y + r.h, to, opacity), vertex(r.x + r.w, r.y + r.h, to, opacity)};
    SDL_SetRenderDrawBlendMode(self->renderer,
                               opacity == 255 ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
    SDL_RenderGeometry(self->renderer, NULL, corners, 4, order, 6);
}

/* The pieces of an item's image; what has become a texture need not be kept in memory too.
 * *IMAGE is set in any case. */
static SDL_Texture *const *item_pieces(struct gpu *self, const struct item *item,
                                       const struct raster_image **image, int *count)
{
    struct raster *raster = self->painter.raster;
    *image = raster_known(raster, item);
    if (*image == NULL || !textures_have_image(self->textures, *image))
        *image = raster_item(raster, item);
    SDL_Texture *const *pieces = textures_image(self->textures, *image, count);
    if (pieces != NULL && (*image)->surface != NULL)
        raster_release(raster, item);
    return pieces;
}

/* DX moves the item. */
static void draw_image(struct gpu *self, const struct item *item, int dx, uint8_t opacity)
{
    const struct raster_image *image;
    int count;
    SDL_Texture *const *pieces = item_pieces(self, item, &image, &count);
    const int x = item->rect.x + image->dx + dx, y = item->rect.y + image->dy;
    for (int i = 0; i < count; i++) {
        int left = i * TEXTURE_WIDTH, rest = image->w - left;
        const SDL_Rect at =
            sdl_rect(self, (struct rect){x + left, y, rest < TEXTURE_WIDTH ? rest : TEXTURE_WIDTH,
                                         image->h});
        SDL_SetTextureAlphaMod(pieces[i], opacity);
        SDL_RenderCopy(self->renderer, pieces[i], NULL, &at);
    }
}

/* DX moves the item; SEEN is what of the screen the zone shows. */
static void draw_item(struct gpu *self, const struct item *item, int dx, struct rect seen,
                      uint8_t opacity)
{
    struct rect ink = item_ink(item);
    ink.x += dx;
    if (opacity == 0 || !rect_overlaps(ink, seen))
        return;
    if (!item_has_image(item)) {
        struct rect rect = item->rect;
        rect.x += dx;
        if (item->kind == ITEM_GRADIENT)
            fill_gradient(self, rect, item->color, item->second, opacity);
        else
            fill(self, rect, item->color, opacity);
        return;
    }
    draw_image(self, item, dx, opacity);
}

/* What rises, where it has come to, in its window alone. */
static void draw_rising(struct gpu *self, const struct scene_zone *zone, const struct item *item)
{
    const struct rect window = rect_intersection(zone->list->rise.window, zone->rect);
    const SDL_Rect seen = sdl_rect(self, window), whole = sdl_rect(self, zone->rect);
    int dy;
    if (rect_is_empty(window) || !scene_rises_to(zone, item, 0, &dy))
        return;
    struct item moved = *item;
    moved.rect.y += dy;
    moved.baseline += dy;
    SDL_RenderSetClipRect(self->renderer, &seen);
    draw_item(self, &moved, 0, window, scene_opacity(zone, item));
    SDL_RenderSetClipRect(self->renderer, &whole);
}

static void draw_list(struct gpu *self, const struct scene_zone *zone, int dx)
{
    for (int i = 0; i < zone->list->count; i++) {
        const struct item *item = &zone->list->items[i];
        if (item->rises)
            draw_rising(self, zone, item);
        else
            draw_item(self, item, dx + scene_shift(zone, item), zone->rect,
                      scene_opacity(zone, item));
    }
}

static void draw_tiles(struct gpu *self, const struct scene_zone *zone)
{
    struct tile_walk walk = tile_walk(zone, zone->rect.x, zone->rect.w);
    while (tile_walk_next(&walk)) {
        SDL_Texture *tile = textures_tile(self->textures, self->painter.raster, zone, walk.index);
        const SDL_Rect part = {walk.offset, 0, walk.width, zone->rect.h};
        const SDL_Rect at =
            sdl_rect(self, (struct rect){walk.at, zone->rect.y, walk.width, zone->rect.h});
        if (tile != NULL)
            SDL_RenderCopy(self->renderer, tile, &part, &at);
    }
}

static void draw_zone(struct gpu *self, const struct scene_zone *zone)
{
    const SDL_Rect clip = sdl_rect(self, zone->rect);
    SDL_RenderSetClipRect(self->renderer, &clip);
    if (painter_is_tiled(&self->painter, zone)) {
        draw_tiles(self, zone);
        fill(self, zone->rect, zone->background | 0xFF000000, 255 - zone->progress);
        return;
    }
    if (!zone->over)
        fill(self, zone->rect, zone->background | 0xFF000000, 255);
    if (zone->list == NULL)
        return;
    if (zone->loop <= 0) {
        draw_list(self, zone, 0);
        return;
    }
    int right = zone->rect.x + zone->rect.w;
    for (int x = zone->rect.x - zone->scroll - zone->loop; x < right + zone->loop; x += zone->loop)
        draw_list(self, zone, x);
}

static void draw_scene(struct gpu *self, const struct scene *scene)
{
    self->dx = scene->dx;
    self->dy = scene->dy;
    const struct rect screen =
        rect_moved((struct rect){0, 0, scene->size.w, scene->size.h}, -self->dx, -self->dy);
    SDL_RenderSetClipRect(self->renderer, NULL);
    fill(self, screen, scene->paper | 0xFF000000, 255);
    for (int i = 0; scene->backdrop != NULL && i < scene->backdrop->count; i++)
        draw_item(self, &scene->backdrop->items[i], 0, screen, 255);
    for (int i = 0; i < scene->zone_count; i++)
        if (!rect_is_empty(scene->zones[i].rect))
            draw_zone(self, &scene->zones[i]);
    SDL_RenderSetClipRect(self->renderer, NULL);
}

/* --- rotation --- */

static bool make_upright(struct gpu *self, struct size size)
{
    if (self->upright != NULL && self->upright_size.w == size.w && self->upright_size.h == size.h)
        return true;
    SDL_DestroyTexture(self->upright);
    self->upright = SDL_CreateTexture(self->renderer, SDL_PIXELFORMAT_ARGB8888,
                                      SDL_TEXTUREACCESS_TARGET, size.w, size.h);
    if (self->upright == NULL) {
        log_warning("the GPU cannot turn the picture: %s", SDL_GetError());
        self->rotate = 0;
        return false;
    }
    SDL_SetTextureBlendMode(self->upright, SDL_BLENDMODE_NONE);
    self->upright_size = size;
    return true;
}

/* The turned picture has the same middle as the screen. */
static void copy_turned(struct gpu *self)
{
    int w = self->upright_size.w, h = self->upright_size.h;
    int out_w = self->rotate == 180 ? w : h, out_h = self->rotate == 180 ? h : w;
    const SDL_FRect at = {(float)(out_w - w) / 2, (float)(out_h - h) / 2, (float)w, (float)h};
    SDL_RenderCopyExF(self->renderer, self->upright, NULL, &at, self->rotate, NULL, SDL_FLIP_NONE);
}

static void gpu_paint(struct painter *painter, const struct scene *scene,
                      const struct damage *damage)
{
    struct gpu *self = (struct gpu *)painter;
    (void)damage;
    if (self->rotate == 0 || !make_upright(self, scene->size)) {
        draw_scene(self, scene);
        return;
    }
    SDL_SetRenderTarget(self->renderer, self->upright);
    draw_scene(self, scene);
    SDL_SetRenderTarget(self->renderer, NULL);
    copy_turned(self);
}

/* --- the rest --- */

static bool prepare_tiles(struct gpu *self, const struct scene_zone *zone)
{
    int index;
    for (int n = 0; (index = strip_wanted_tile(zone, n)) >= 0; n++) {
        if (textures_have_tile(self->textures, zone, index))
            continue;
        const struct item *item = strip_missing_item(self->painter.raster, zone, index);
        if (item != NULL)
            raster_prepare(self->painter.raster, item);
        else if (textures_tile(self->textures, self->painter.raster, zone, index) == NULL)
            return false;
        return true;
    }
    return false;
}

/* False when it was ready; an image that the GPU refuses counts as ready. */
static bool prepare_item(struct gpu *self, const struct item *item)
{
    struct raster *raster = self->painter.raster;
    if (!item_has_image(item))
        return false;
    const struct raster_image *image = raster_known(raster, item);
    if (image != NULL && textures_have_image(self->textures, image))
        return false;
    if (!raster_has(raster, item)) {
        raster_prepare(raster, item);
        return true;
    }
    int count;
    return item_pieces(self, item, &image, &count) != NULL;
}

static bool gpu_prepare(struct painter *painter, const struct scene_zone *zone)
{
    struct gpu *self = (struct gpu *)painter;
    if (painter_is_tiled(painter, zone))
        return prepare_tiles(self, zone);
    if (zone->list == NULL)
        return false;
    for (int i = 0; i < zone->list->count; i++) {
        const struct item *item = &zone->list->items[i];
        int dy;
        if (scene_rises_to(zone, item, RISE_AHEAD, &dy) && prepare_item(self, item))
            return true;
    }
    return false;
}

static void gpu_trim(struct painter *painter)
{
    struct gpu *self = (struct gpu *)painter;
    textures_trim(self->textures);
    raster_trim(painter->raster);
}

static void gpu_retarget(struct painter *painter, SDL_Surface *target)
{
    (void)painter;
    (void)target; /* the renderer follows its window by itself */
}

static void gpu_destroy(struct painter *painter)
{
    struct gpu *self = (struct gpu *)painter;
    textures_destroy(self->textures);
    SDL_DestroyTexture(self->upright);
    free(self);
}

static const struct painter_ops gpu_ops = {
    .destroy = gpu_destroy,
    .retarget = gpu_retarget,
    .paint = gpu_paint,
    .prepare = gpu_prepare,
    .trim = gpu_trim,
};

struct painter *painter_create_gpu(struct raster *raster, SDL_Renderer *renderer, int rotate)
{
    struct gpu *self = memory_new(sizeof *self);
    self->painter = (struct painter){.ops = &gpu_ops, .raster = raster};
    self->renderer = renderer;
    self->textures = textures_create(renderer, texture_budget);
    self->rotate = rotate;
    return &self->painter;
}
