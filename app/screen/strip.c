#include "screen/strip.h"

#include "base/moment.h"

struct tile_key tile_key(const struct scene_zone *zone, int index)
{
    return (struct tile_key){
        .serial = zone->list->serial,
        .index = index,
        .y = zone->rect.y,
        .h = zone->rect.h,
        .loop = zone->loop,
        .background = zone->background,
    };
}

bool tile_key_equal(const struct tile_key *a, const struct tile_key *b)
{
    return a->serial == b->serial && a->index == b->index && a->y == b->y && a->h == b->h &&
           a->loop == b->loop && a->background == b->background;
}

int tile_count(const struct scene_zone *zone)
{
    return (zone->loop + TILE_WIDTH - 1) / TILE_WIDTH;
}

int tile_width(const struct scene_zone *zone, int index)
{
    int rest = zone->loop - index * TILE_WIDTH;
    return rest < TILE_WIDTH ? rest : TILE_WIDTH;
}

bool item_has_image(const struct item *item)
{
    return item->kind != ITEM_GRADIENT && (item->kind != ITEM_RECT || item->radius > 0);
}

bool strip_is_tiled(const struct scene_zone *zone)
{
    if (zone->loop <= 0 || zone->list == NULL)
        return false;
    for (int i = 0; i < zone->list->count; i++)
        if (zone->list->items[i].fade != FADE_STAYS)
            return false;
    return true;
}

static void draw_list(const struct canvas *canvas, struct raster *raster,
                      const struct scene_zone *zone)
{
    for (int i = 0; i < zone->list->count; i++)
        canvas_item(canvas, raster, &zone->list->items[i],
                    scene_opacity(zone, &zone->list->items[i]));
}

/* What crosses the strip's end is drawn at both ends: three rounds of the list hold that. */
void strip_draw_tile(struct raster *raster, const struct scene_zone *zone, int index,
                     SDL_Surface *surface)
{
    struct canvas canvas = canvas_on(surface);
    canvas_fill(&canvas, canvas.clip, zone->background | 0xFF000000, 255);
    canvas.dy = -zone->rect.y;
    for (int round = -1; round <= 1; round++) {
        canvas.dx = round * zone->loop - index * TILE_WIDTH;
        draw_list(&canvas, raster, zone);
    }
}

void strip_draw(const struct canvas *canvas, struct raster *raster, const struct scene_zone *zone)
{
    struct canvas moved = *canvas;
    int right = zone->rect.x + zone->rect.w;
    for (int x = zone->rect.x - zone->scroll - zone->loop; x < right + zone->loop;
         x += zone->loop) {
        moved.dx = canvas->dx + x;
        draw_list(&moved, raster, zone);
    }
}

/* Whether an item leaves ink on a tile in any of its rounds. */
static bool item_on_tile(const struct scene_zone *zone, const struct item *item, int index)
{
    const struct rect tile = {index * TILE_WIDTH, zone->rect.y, tile_width(zone, index),
                              zone->rect.h};
    for (int round = -1; round <= 1; round++) {
        struct rect ink = item_ink(item);
        ink.x += round * zone->loop;
        if (rect_overlaps(ink, tile))
            return true;
    }
    return false;
}

const struct item *strip_missing_item(struct raster *raster, const struct scene_zone *zone,
                                      int index)
{
    for (int i = 0; i < zone->list->count; i++) {
        const struct item *item = &zone->list->items[i];
        if (item_has_image(item) && item_on_tile(zone, item, index) && !raster_has(raster, item))
            return item;
    }
    return NULL;
}

struct tile_walk tile_walk(const struct scene_zone *zone, int x, int width)
{
    return (struct tile_walk){.zone = zone, .x = x, .end = x + width};
}

bool tile_walk_next(struct tile_walk *walk)
{
    if (walk->x >= walk->end)
        return false;
    const struct scene_zone *zone = walk->zone;
    int64_t place = (int64_t)zone->scroll + walk->x - zone->rect.x;
    int strip_x = (int)floor_mod(place, zone->loop);
    walk->index = strip_x / TILE_WIDTH;
    walk->offset = strip_x % TILE_WIDTH;
    walk->width = tile_width(zone, walk->index) - walk->offset;
    if (walk->width > walk->end - walk->x)
        walk->width = walk->end - walk->x;
    walk->at = walk->x;
    walk->x += walk->width;
    return true;
}

int strip_wanted_tile(const struct scene_zone *zone, int n)
{
    struct tile_walk walk = tile_walk(zone, zone->rect.x, zone->rect.w);
    int count = tile_count(zone), first = -1;
    while (tile_walk_next(&walk)) {
        if (first < 0)
            first = walk.index;
        if (n-- == 0)
            return walk.index;
    }
    if (first < 0 || n > 1)
        return -1;
    return n == 0 ? (walk.index + 1) % count : (first + count - 1) % count;
}
