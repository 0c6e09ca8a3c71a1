/* A wall on which themes are tried: what a theme draws of the sample, and how much of that is to be
 * read. For the unit tests and the fuzzer; no cmocka. */
#ifndef RIWAQ_TESTS_SCREEN_WALL_H
#define RIWAQ_TESTS_SCREEN_WALL_H

#include "base/hash.h"
#include "base/memory.h"
#include "content/zone.h"
#include "formats/format.h"
#include "screen/painter.h"
#include "theme/config.h"
#include "theme/contrast.h"
#include "widgets/composer.h"
#include "widgets/widget.h"

#include <stdlib.h>

enum {
    WALL_CACHE = 8 * 1024 * 1024,
    WALL_FAINT = 40, /* of 255: a smaller step of a channel is no ink */
    WALL_HZ = 60
};
/* 2025-03-19T12:55:00Z: the day of the sample. */
static const int64_t wall_noon_s = INT64_C(1742388900);

struct wall {
    const struct config *config;
    const struct content *content;
    struct size size;
    int64_t wall_s;
};

struct wall_frame {
    int ink;       /* pixels that are there because of texts, icons and codes */
    int texts;     /* runs of text that stand at least in part on the screen */
    double clear;  /* the best contrast of any of them to its zone's ground */
    uint64_t hash; /* of all pixels */
};

/* As the sample is on its day; content_put() it. */
static inline struct content *wall_sample(void)
{
    struct format_context context = {.source = "sample", .fetched_s = wall_noon_s};
    return format_sample(&context);
}

/* LIST without what is to be read. */
static inline struct list *wall_ground(const struct list *list)
{
    struct list *ground = list_create();
    for (int i = 0; list != NULL && i < list->count; i++) {
        enum item_kind kind = (enum item_kind)list->items[i].kind;
        if (kind != ITEM_TEXT && kind != ITEM_ICON && kind != ITEM_QR)
            list_add(ground, &list->items[i]);
    }
    return ground;
}

static inline SDL_Surface *wall_paint(struct raster *raster, const struct scene *scene)
{
    struct damage damage;
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, scene->size.w, scene->size.h, 32,
                                                          SDL_PIXELFORMAT_XRGB8888);
    struct painter *painter = painter_create_software(raster, surface);
    scene_difference(NULL, scene, &damage);
    painter_paint(painter, scene, &damage);
    painter_destroy(painter);
    return surface;
}

static inline bool wall_differ(uint32_t a, uint32_t b)
{
    for (int shift = 0; shift <= 16; shift += 8)
        if (abs((int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF)) >= WALL_FAINT)
            return true;
    return false;
}

static inline const uint32_t *wall_row(const SDL_Surface *surface, int y)
{
    return (const uint32_t *)(const void *)((const char *)surface->pixels +
                                            (ptrdiff_t)y * surface->pitch);
}

static inline void wall_count(const SDL_Surface *painted, const SDL_Surface *ground,
                              struct wall_frame *out)
{
    for (int y = 0; y < painted->h; y++) {
        const uint32_t *a = wall_row(painted, y), *b = wall_row(ground, y);
        for (int x = 0; x < painted->w; x++) {
            out->ink += wall_differ(a[x], b[x]);
            out->hash = (out->hash ^ (a[x] & 0xFFFFFF)) * UINT64_C(1099511628211); /* FNV-1a */
        }
    }
}

static inline void wall_read(const struct scene *scene, struct wall_frame *out)
{
    const struct rect screen = {0, 0, scene->size.w, scene->size.h};
    for (int z = 0; z < scene->zone_count; z++) {
        const struct scene_zone *zone = &scene->zones[z];
        struct rect seen = rect_intersection(zone->rect, screen);
        for (int i = 0; zone->list != NULL && i < zone->list->count; i++) {
            const struct item *item = &zone->list->items[i];
            bool on = zone->loop > 0 ? !rect_is_empty(seen) : rect_overlaps(item->rect, seen);
            if (item->kind != ITEM_TEXT || !on)
                continue;
            color paint = contrast_over(item->color, zone->background);
            double ratio = contrast_ratio(paint, zone->background);
            out->texts++;
            out->clear = ratio > out->clear ? ratio : out->clear;
        }
    }
}

/* One frame, as a screen draws it that has just come on. False: no font at all. */
static inline bool wall_draw(const struct wall *wall, const struct theme *theme,
                             struct wall_frame *out)
{
    *out = (struct wall_frame){.hash = UINT64_C(14695981039346656037)};
    struct fonts *fonts = fonts_create(theme, NULL, NULL);
    if (fonts == NULL)
        return false;
    struct text_cache *text = text_cache_create(fonts_measure(fonts), WALL_CACHE);
    struct raster *raster = raster_create(fonts, WALL_CACHE);
    const struct composer_inputs inputs = {.content = wall->content,
                                           .config = wall->config,
                                           .theme = theme,
                                           .text = text,
                                           .size = wall->size};
    struct composer *composer = composer_create(&inputs);
    const struct moment moment = {.wall_ns = wall->wall_s * NS_PER_SECOND,
                                  .tick = moment_tick(wall->wall_s * NS_PER_SECOND, WALL_HZ),
                                  .hz = WALL_HZ,
                                  .trust = TRUST_SYNCHRONISED};
    const struct scene *scene = composer_scene(composer, &moment);
    struct scene bare = *scene;
    wall_read(scene, out);
    SDL_Surface *painted = wall_paint(raster, scene);
    for (int i = 0; i < bare.zone_count; i++)
        bare.zones[i].list = wall_ground(scene->zones[i].list);
    SDL_Surface *ground = wall_paint(raster, &bare);
    wall_count(painted, ground, out);
    for (int i = 0; i < bare.zone_count; i++)
        list_put(bare.zones[i].list);
    SDL_FreeSurface(painted);
    SDL_FreeSurface(ground);
    composer_destroy(composer);
    raster_destroy(raster);
    text_cache_destroy(text);
    fonts_destroy(fonts);
    return true;
}

#endif
