#include "screen/painter_ops.h"

#include "base/log.h"
#include "base/memory.h"
#include "screen/strip.h"

#include <stdlib.h>

/* Tiles of lists that were not seen for so many trims (one a frame) go: they do not come back. */
enum { STALE_TRIMS = 120 };
static const size_t tile_budget = (size_t)16 * 1024 * 1024;

struct tile {
    struct tile_key key;
    SDL_Surface *surface;
    uint64_t used; /* in trims */
};

struct software {
    struct painter painter;
    SDL_Surface *target; /* borrowed */
    SDL_Surface *own;    /* painted on when the target has another format; else NULL */
    struct tile *tiles;
    int tile_count, tile_room;
    size_t tile_bytes;
    uint64_t now; /* trims so far */
};

/* --- tiles --- */

static struct tile *find_tile(struct software *self, const struct tile_key *key)
{
    for (int i = 0; i < self->tile_count; i++)
        if (tile_key_equal(&self->tiles[i].key, key))
            return &self->tiles[i];
    return NULL;
}

static size_t tile_size(const struct tile *tile)
{
    return (size_t)tile->surface->pitch * (size_t)tile->surface->h;
}

static struct tile *make_tile(struct software *self, const struct scene_zone *zone, int index)
{
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, tile_width(zone, index), zone->rect.h,
                                                          32, SDL_PIXELFORMAT_RGB888);
    if (surface == NULL)
        return NULL;
    strip_draw_tile(self->painter.raster, zone, index, surface);
    if (self->tile_count == self->tile_room) {
        self->tile_room = self->tile_room > 0 ? self->tile_room * 2 : 64;
        self->tiles = memory_resize(self->tiles, (size_t)self->tile_room, sizeof *self->tiles);
    }
    struct tile *tile = &self->tiles[self->tile_count++];
    *tile = (struct tile){.key = tile_key(zone, index), .surface = surface, .used = self->now};
    self->tile_bytes += tile_size(tile);
    return tile;
}

static void drop_tile(struct software *self, int i)
{
    self->tile_bytes -= tile_size(&self->tiles[i]);
    SDL_FreeSurface(self->tiles[i].surface);
    self->tiles[i] = self->tiles[--self->tile_count];
}

/* The trim at which any tile of this list was last used. */
static uint64_t list_used(const struct software *self, uint64_t serial)
{
    uint64_t used = 0;
    for (int i = 0; i < self->tile_count; i++)
        if (self->tiles[i].key.serial == serial && self->tiles[i].used > used)
            used = self->tiles[i].used;
    return used;
}

static void trim_tiles(struct software *self)
{
    if (self->now % STALE_TRIMS == 0)
        for (int i = self->tile_count - 1; i >= 0; i--)
            if (list_used(self, self->tiles[i].key.serial) + STALE_TRIMS < self->now)
                drop_tile(self, i);
    while (self->tile_bytes > tile_budget) {
        int oldest = 0;
        for (int i = 1; i < self->tile_count; i++)
            if (self->tiles[i].used < self->tiles[oldest].used)
                oldest = i;
        if (self->tiles[oldest].used == self->now)
            return; /* all that is left is on the screen */
        drop_tile(self, oldest);
    }
}

/* --- painting --- */

static SDL_Surface *painted_surface(struct software *self)
{
    return self->own != NULL ? self->own : self->target;
}

static void paint_tiles(struct software *self, const struct canvas *canvas,
                        const struct scene_zone *zone)
{
    struct tile_walk walk = tile_walk(zone, canvas->clip.x - canvas->dx, canvas->clip.w);
    while (tile_walk_next(&walk)) {
        const struct tile_key key = tile_key(zone, walk.index);
        struct tile *tile = find_tile(self, &key);
        if (tile == NULL)
            tile = make_tile(self, zone, walk.index);
        if (tile == NULL)
            continue;
        tile->used = self->now;
        const struct rect part = {walk.offset, 0, walk.width, zone->rect.h};
        canvas_copy(canvas, tile->surface, part, walk.at, zone->rect.y);
    }
}

/* CANVAS is clipped to a part of the zone. */
static void paint_zone(struct software *self, const struct canvas *canvas,
                       const struct scene_zone *zone)
{
    if (painter_is_tiled(&self->painter, zone)) {
        paint_tiles(self, canvas, zone);
        canvas_fill(canvas, zone->rect, zone->background | 0xFF000000, 255 - zone->progress);
        return;
    }
    if (!zone->over)
        canvas_fill(canvas, zone->rect, zone->background | 0xFF000000, 255);
    if (zone->list == NULL)
        return;
    if (zone->loop > 0) {
        strip_draw(canvas, self->painter.raster, zone);
        return;
    }
    for (int i = 0; i < zone->list->count; i++) {
        const struct item *item = &zone->list->items[i];
        struct canvas moved = *canvas;
        int dy;
        if (!scene_rises_to(zone, item, 0, &dy) ||
            (item->rises && !canvas_narrow(&moved, zone->list->rise.window)))
            continue;
        moved.dx += scene_shift(zone, item);
        moved.dy += dy;
        canvas_item(&moved, self->painter.raster, item, scene_opacity(zone, item));
    }
}

static bool holds(struct rect outer, struct rect inner)
{
    return rect_equal(rect_intersection(outer, inner), inner);
}

/* A zone that holds all of the part covers the paper and whatever is painted before it. */
static int last_covering(const struct scene *scene, struct rect part)
{
    for (int i = scene->zone_count - 1; i >= 0; i--)
        if (!scene->zones[i].over && holds(scene->zones[i].rect, part))
            return i;
    return -1;
}

static void paint_paper(struct software *self, const struct canvas *canvas,
                        const struct scene *scene)
{
    const struct rect part = rect_moved(canvas->clip, -canvas->dx, -canvas->dy);
    canvas_fill(canvas, part, scene->paper | 0xFF000000, 255);
    for (int i = 0; scene->backdrop != NULL && i < scene->backdrop->count; i++)
        canvas_item(canvas, self->painter.raster, &scene->backdrop->items[i], 255);
}

static void paint_part(struct software *self, const struct scene *scene, struct rect part)
{
    struct canvas whole = canvas_on(painted_surface(self));
    if (!canvas_narrow(&whole, part))
        return;
    whole.dx = scene->dx;
    whole.dy = scene->dy;
    int first = last_covering(scene, rect_moved(whole.clip, -scene->dx, -scene->dy));
    if (first < 0)
        paint_paper(self, &whole, scene);
    for (int i = first < 0 ? 0 : first; i < scene->zone_count; i++) {
        struct canvas canvas = whole;
        if (canvas_narrow(&canvas, scene->zones[i].rect))
            paint_zone(self, &canvas, &scene->zones[i]);
    }
    if (self->own != NULL) {
        SDL_Rect from = {whole.clip.x, whole.clip.y, whole.clip.w, whole.clip.h}, to = from;
        SDL_BlitSurface(self->own, &from, self->target, &to);
    }
}

/* What takes longest to make is not to go because it lies still: it counts as used. */
static void keep_pictures(struct raster *raster, const struct scene *scene)
{
    for (int z = 0; z < scene->zone_count; z++) {
        const struct list *list = scene->zones[z].list;
        for (int i = 0; list != NULL && i < list->count; i++)
            if (list->items[i].kind == ITEM_PICTURE)
                raster_has(raster, &list->items[i]);
    }
}

static void software_paint(struct painter *painter, const struct scene *scene,
                           const struct damage *damage)
{
    struct software *self = (struct software *)painter;
    keep_pictures(self->painter.raster, scene);
    for (int i = 0; i < damage->count; i++)
        paint_part(self, scene, damage->rects[i]);
}

/* --- the rest --- */

static bool prepare_tiles(struct software *self, const struct scene_zone *zone)
{
    int index;
    for (int n = 0; (index = strip_wanted_tile(zone, n)) >= 0; n++) {
        const struct tile_key key = tile_key(zone, index);
        struct tile *tile = find_tile(self, &key);
        if (tile != NULL) {
            tile->used = self->now;
            continue;
        }
        const struct item *item = strip_missing_item(self->painter.raster, zone, index);
        if (item != NULL)
            raster_prepare(self->painter.raster, item);
        else if (make_tile(self, zone, index) == NULL)
            return false;
        return true;
    }
    return false;
}

static bool software_prepare(struct painter *painter, const struct scene_zone *zone)
{
    if (painter_is_tiled(painter, zone))
        return prepare_tiles((struct software *)painter, zone);
    if (zone->list == NULL)
        return false;
    for (int i = 0; i < zone->list->count; i++) {
        const struct item *item = &zone->list->items[i];
        int dy;
        if (item_has_image(item) && scene_rises_to(zone, item, RISE_AHEAD, &dy) &&
            raster_prepare(painter->raster, item))
            return true;
    }
    return false;
}

static void software_trim(struct painter *painter)
{
    struct software *self = (struct software *)painter;
    trim_tiles(self);
    self->now++;
    raster_trim(painter->raster);
}

static void software_retarget(struct painter *painter, SDL_Surface *target)
{
    struct software *self = (struct software *)painter;
    SDL_FreeSurface(self->own);
    self->own = NULL;
    self->target = target;
    if (target == NULL || (canvas_fits(target) && !SDL_MUSTLOCK(target)))
        return;
    log_info("the screen has the pixel format %s; painting is converted to it",
             SDL_GetPixelFormatName(target->format->format));
    self->own = SDL_CreateRGBSurfaceWithFormat(0, target->w, target->h, 32, SDL_PIXELFORMAT_RGB888);
    if (self->own != NULL)
        SDL_SetSurfaceBlendMode(self->own, SDL_BLENDMODE_NONE);
}

static void software_destroy(struct painter *painter)
{
    struct software *self = (struct software *)painter;
    while (self->tile_count > 0)
        drop_tile(self, self->tile_count - 1);
    free(self->tiles);
    SDL_FreeSurface(self->own);
    free(self);
}

static const struct painter_ops software_ops = {
    .destroy = software_destroy,
    .retarget = software_retarget,
    .paint = software_paint,
    .prepare = software_prepare,
    .trim = software_trim,
};

struct painter *painter_create_software(struct raster *raster, SDL_Surface *target)
{
    struct software *self = memory_new(sizeof *self);
    self->painter = (struct painter){.ops = &software_ops, .raster = raster};
    software_retarget(&self->painter, target);
    return &self->painter;
}
