/* What the tests of the painters share: scenes of all kinds of items, by chance. */
#ifndef RIWAQ_TESTS_SCREEN_SCENES_H
#define RIWAQ_TESTS_SCREEN_SCENES_H

#include "fixture.h"

#include "screen/painter.h"

enum { WIDTH = 640, HEIGHT = 360, ZONES = 5, STRIP = 4 };

struct state {
    struct theme theme;
    struct fonts *fonts;
    struct raster *raster;
    struct picture *picture;
};

static inline int set_up(void **state)
{
    struct state *s = calloc(1, sizeof *s);
    s->theme = fixture_theme(false);
    s->fonts = fonts_create(&s->theme, NULL, NULL);
    s->raster = raster_create(s->fonts, 32 << 20);
    s->picture = picture_create(64, 48);
    for (int i = 0; i < 64 * 48; i++)
        s->picture->pixels[i] = 0x80000000u + (uint32_t)i * 2654435u;
    *state = s;
    return 0;
}

static inline int tear_down(void **state)
{
    struct state *s = *state;
    picture_put(s->picture);
    raster_destroy(s->raster);
    fonts_destroy(s->fonts);
    free(s);
    return 0;
}

/* --- scenes by chance --- */

static const char *const words[] = {"Rabat", "04:12", "fjord", "AVAT", "Ejj", "Wave", "21"};

static inline uint32_t any_color(struct chance *c)
{
    uint32_t alpha = chance_below(c, 3) == 0 ? (uint32_t)chance_below(c, 256) : 255;
    return alpha << 24 | (uint32_t)chance_below(c, 0x1000000);
}

static inline struct item any_item(struct state *s, struct chance *c, struct rect in)
{
    struct item item = {
        .kind = (uint8_t)chance_below(c, ITEM_CORNER + 1),
        .color = any_color(c),
        .second = any_color(c),
        .radius = chance_below(c, 2) * chance_below(c, 12),
        .icon = (uint8_t)(1 + chance_below(c, ICON_COUNT - 1)),
        .corner = (uint8_t)chance_below(c, CORNER_BOTTOM_RIGHT + 1),
    };
    item.rect = (struct rect){in.x - 20 + chance_below(c, in.w), in.y - 10 + chance_below(c, in.h),
                              1 + chance_below(c, 90), 1 + chance_below(c, 70)};
    if (item.kind == ITEM_TEXT) {
        item.run = fixture_run(words[chance_below(c, 7)], false, LATN, 12 + chance_below(c, 50));
        item.rect.w = fonts_measure(s->fonts)->width(fonts_measure(s->fonts)->self, &item.run);
        item.rect.h = item.run.font.px;
        item.baseline = item.rect.y + item.rect.h * 3 / 4;
    } else if (item.kind == ITEM_PICTURE) {
        item.picture = s->picture;
    } else if (item.kind == ITEM_QR) {
        static const uint8_t modules[] = {1, 0, 1, 1, 1, 0, 0, 1, 0};
        item.modules = modules;
        item.module_side = 3;
    }
    return item;
}

static inline struct rect strip_area(const struct scene_zone *zone)
{
    return (struct rect){20, zone->rect.y, zone->loop, zone->rect.h};
}

static inline struct list *any_list(struct state *s, struct chance *c,
                                    const struct scene_zone *zone)
{
    struct list *list = list_create();
    int count = chance_below(c, 12);
    for (int i = 0; i < count; i++) {
        const struct item item = any_item(s, c, zone->loop > 0 ? strip_area(zone) : zone->rect);
        list_add(list, &item);
    }
    return list;
}

/* LIST with one item changed, left out or added. */
static inline struct list *varied(struct state *s, struct chance *c, const struct scene_zone *zone)
{
    struct list *list = list_create();
    int count = zone->list != NULL ? zone->list->count : 0;
    int at = chance_below(c, count + 1), how = chance_below(c, 4);
    for (int i = 0; i <= count; i++) {
        struct item item = any_item(s, c, zone->loop > 0 ? strip_area(zone) : zone->rect);
        if (i < count && (i != at || how == 0)) {
            item = zone->list->items[i];
            item.fade = FADE_STAYS;
            if (i == at)
                item.rect.x += 3;
        } else if (how == 1 || i != at) {
            continue;
        }
        list_add(list, &item);
    }
    return list;
}

static inline void put_lists(struct scene *scene)
{
    for (int i = 0; i < scene->zone_count; i++)
        list_put(scene->zones[i].list);
}

static inline struct scene first_scene(void)
{
    struct scene scene = {.size = {WIDTH, HEIGHT}, .paper = 0xFF102030, .zone_count = ZONES};
    static const struct rect rects[ZONES] = {{10, 10, 300, 120},
                                             {320, 10, 310, 200},
                                             {10, 140, 300, 70},
                                             {10, 215, 620, 60},
                                             {0, 290, WIDTH, 60}};
    for (int i = 0; i < ZONES; i++) {
        scene.zones[i].rect = rects[i];
        scene.zones[i].background = 0xFF203040 + (uint32_t)i * 0x111111;
    }
    scene.zones[STRIP].loop = 1337;
    return scene;
}

static const struct damage whole = {.rects = {{0, 0, WIDTH, HEIGHT}}, .count = 1};

/* Pixel shift, wider than it ever is: zones go out of the screen, and the paper comes in. */
static inline void shift(struct chance *c, struct scene *scene)
{
    scene->dx = chance_below(c, 61) - 30;
    scene->dy = chance_below(c, 61) - 30;
}

static inline void compare_surfaces(const SDL_Surface *a, const SDL_Surface *b, int step)
{
    for (int y = 0; y < a->h; y++)
        for (int x = 0; x < a->w; x++)
            if (pixel(a, x, y) != pixel(b, x, y))
                fail_msg("step %d: pixel %d,%d is %08x, painted afresh %08x", step, x, y,
                         pixel(a, x, y), pixel(b, x, y));
}

static inline void paint_afresh(struct state *s, const struct scene *scene, SDL_Surface *surface)
{
    SDL_FillRect(surface, NULL, 0xFFFF00FF);
    struct painter *painter = painter_create_software(s->raster, surface);
    painter_paint(painter, scene, &whole);
    painter_destroy(painter);
}

#endif
