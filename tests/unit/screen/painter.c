/* Painting: repairing the damage must give what painting everything gives, to the byte. */
#include "fixture.h"

#include "screen/painter.h"
#include "screen/rotation.h"

enum { WIDTH = 640, HEIGHT = 360, ZONES = 5, STRIP = 4 };

struct state {
    struct theme theme;
    struct fonts *fonts;
    struct raster *raster;
    struct picture *picture;
};

static int set_up(void **state)
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

static int tear_down(void **state)
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

static uint32_t any_color(struct chance *c)
{
    uint32_t alpha = chance_below(c, 3) == 0 ? (uint32_t)chance_below(c, 256) : 255;
    return alpha << 24 | (uint32_t)chance_below(c, 0x1000000);
}

static struct item any_item(struct state *s, struct chance *c, struct rect in)
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

static struct rect strip_area(const struct scene_zone *zone)
{
    return (struct rect){20, zone->rect.y, zone->loop, zone->rect.h};
}

static struct list *any_list(struct state *s, struct chance *c, const struct scene_zone *zone)
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
static struct list *varied(struct state *s, struct chance *c, const struct scene_zone *zone)
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

static void put_lists(struct scene *scene)
{
    for (int i = 0; i < scene->zone_count; i++)
        list_put(scene->zones[i].list);
}

static struct scene first_scene(void)
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

/* One of the things that happen to a zone between two frames. */
static void change_zone(struct state *s, struct chance *c, struct scene_zone *zone)
{
    const struct list *old = zone->list;
    switch (chance_below(c, 8)) {
    case 0:
        zone->list = any_list(s, c, zone);
        break;
    case 1:
    case 2:
        zone->list = varied(s, c, zone);
        break;
    case 3: { /* a transition begins */
        struct list *next = any_list(s, c, zone);
        if (old != NULL) {
            zone->list = list_transition(old, next);
            list_put(next);
        } else {
            zone->list = next;
        }
        zone->progress = (uint8_t)chance_below(c, 256);
        zone->slides = zone->loop == 0 && chance_below(c, 2) == 0;
        break;
    }
    case 4:
        zone->progress = (uint8_t)chance_below(c, 256);
        zone->shift_in = chance_below(c, zone->rect.w);
        zone->shift_out = zone->shift_in - zone->rect.w;
        return;
    case 5:
        zone->background = 0xFF000000 | (uint32_t)chance_below(c, 0x1000000);
        return;
    case 6:
        zone->list = NULL;
        break;
    default:
        if (chance_below(c, 2) == 0)
            zone->rect.h = zone->rect.h > 40 ? zone->rect.h - 3 : zone->rect.h + 7;
        else
            zone->rect.y += zone->rect.y % 2 == 0 ? 1 : -1;
        return;
    }
    list_put(old);
}

/* Pixel shift, wider than it ever is: zones go out of the screen, and the paper comes in. */
static void shift(struct chance *c, struct scene *scene)
{
    scene->dx = chance_below(c, 61) - 30;
    scene->dy = chance_below(c, 61) - 30;
}

/* What is drawn over all comes, becomes another thing, or goes. */
static void change_over(struct state *s, struct chance *c, struct scene *scene)
{
    struct scene_zone *over = &scene->zones[ZONES];
    if (scene->zone_count == ZONES) {
        *over = (struct scene_zone){.rect = {40, 30, 500, 290}, .progress = 255, .over = true};
        over->list = any_list(s, c, over);
        scene->zone_count++;
        return;
    }
    const struct list *old = over->list;
    if (chance_below(c, 2) == 0)
        over->list = varied(s, c, over);
    else
        scene->zone_count--;
    list_put(old);
}

static struct scene next_scene(struct state *s, struct chance *c, const struct scene *now)
{
    struct scene next = *now;
    for (int i = 0; i < next.zone_count; i++)
        list_take(next.zones[i].list);
    if (chance_below(c, 3) != 0)
        change_zone(s, c, &next.zones[chance_below(c, ZONES)]);
    if (chance_below(c, 2) == 0)
        next.zones[STRIP].scroll =
            (next.zones[STRIP].scroll + chance_below(c, 200)) % next.zones[STRIP].loop;
    if (chance_below(c, 40) == 0)
        next.paper ^= 0x101010;
    if (chance_below(c, 8) == 0)
        shift(c, &next);
    if (chance_below(c, 4) == 0)
        change_over(s, c, &next);
    if (chance_below(c, 30) == 0)
        next.zones[STRIP].loop = 300 + chance_below(c, 2000);
    next.zones[STRIP].scroll %= next.zones[STRIP].loop;
    return next;
}

static const struct damage whole = {.rects = {{0, 0, WIDTH, HEIGHT}}, .count = 1};

static void compare_surfaces(const SDL_Surface *a, const SDL_Surface *b, int step)
{
    for (int y = 0; y < a->h; y++)
        for (int x = 0; x < a->w; x++)
            if (pixel(a, x, y) != pixel(b, x, y))
                fail_msg("step %d: pixel %d,%d is %08x, painted afresh %08x", step, x, y,
                         pixel(a, x, y), pixel(b, x, y));
}

static void paint_afresh(struct state *s, const struct scene *scene, SDL_Surface *surface)
{
    SDL_FillRect(surface, NULL, 0xFFFF00FF);
    struct painter *painter = painter_create_software(s->raster, surface);
    painter_paint(painter, scene, &whole);
    painter_destroy(painter);
}

static void walk(struct state *s, uint64_t seed, int steps)
{
    struct chance c = {seed};
    SDL_Surface *kept = canvas32(WIDTH, HEIGHT), *fresh = canvas32(WIDTH, HEIGHT);
    struct painter *painter = painter_create_software(s->raster, kept);
    struct scene now = first_scene();
    painter_paint(painter, &now, &whole);
    for (int step = 0; step < steps; step++) {
        struct scene next = next_scene(s, &c, &now);
        struct damage damage;
        scene_difference(&now, &next, &damage);
        while (chance_below(&c, 2) == 0 &&
               painter_prepare(painter, &next.zones[chance_below(&c, ZONES)]))
            continue;
        painter_paint(painter, &next, &damage);
        paint_afresh(s, &next, fresh);
        compare_surfaces(kept, fresh, step);
        painter_trim(painter);
        put_lists(&now);
        now = next;
    }
    put_lists(&now);
    painter_destroy(painter);
    SDL_FreeSurface(kept);
    SDL_FreeSurface(fresh);
}

static void test_damage_gives_the_whole(void **state)
{
    for (uint64_t seed = 1; seed <= 6; seed++)
        walk(*state, seed, 120);
}

/* --- particular cases --- */

static struct scene strip_scene(const struct list *list, int scroll, int loop)
{
    struct scene scene = {.size = {WIDTH, HEIGHT}, .paper = 0xFF000000, .zone_count = 1};
    scene.zones[0] = (struct scene_zone){.rect = {20, 100, 600, 60},
                                         .background = 0xFF112233,
                                         .list = list,
                                         .scroll = scroll,
                                         .loop = loop,
                                         .progress = 255};
    return scene;
}

/* What crosses the strip's end is whole, wherever the end stands. */
static void test_strip_wraps(void **state)
{
    struct state *s = *state;
    struct list *list = list_create();
    const struct item item = {.kind = ITEM_RECT, .rect = {590, 110, 30, 20}, .color = 0xFFFFFFFF};
    list_add(list, &item);
    SDL_Surface *surface = canvas32(WIDTH, HEIGHT);
    for (int scroll = 0; scroll < 600; scroll += 37) {
        struct scene scene = strip_scene(list, scroll, 600);
        paint_afresh(s, &scene, surface);
        for (int x = 0; x < 600; x++) {
            int strip = (scroll + x) % 600;
            bool inside = strip >= 590 || strip < 20;
            assert_int_equal(pixel(surface, 20 + x, 115), inside ? 0xFFFFFFFF : 0xFF112233);
        }
        assert_int_equal(pixel(surface, 19, 115), 0xFF000000);
        assert_int_equal(pixel(surface, 620, 115), 0xFF000000);
    }
    list_put(list);
    SDL_FreeSurface(surface);
}

/* From the one colour to the other, a step at most between rows, and none from left to right but
 * for the dithering. */
static void test_gradient(void **state)
{
    struct state *s = *state;
    struct list *list = list_create();
    const struct item item = {.kind = ITEM_GRADIENT,
                              .rect = {0, 0, WIDTH, HEIGHT},
                              .color = 0xFFFF2010,
                              .second = 0xFF802030};
    list_add(list, &item);
    struct scene scene = strip_scene(list, 0, 0);
    scene.zones[0].rect = item.rect;
    SDL_Surface *surface = canvas32(WIDTH, HEIGHT);
    paint_afresh(s, &scene, surface);
    assert_int_equal(pixel(surface, 5, 0), item.color);
    assert_int_equal(pixel(surface, 5, HEIGHT - 1), item.second);
    for (int y = 1; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            int red = (int)(pixel(surface, x, y) >> 16 & 0xFF);
            int wanted = 255 - (255 - 128) * (2 * y + 1) / (2 * HEIGHT);
            assert_in_range(red, wanted - 1, wanted + 1);
            assert_int_equal(pixel(surface, x, y) >> 8 & 0xFF, 0x20);
        }
    list_put(list);
    SDL_FreeSurface(surface);
}

/* A corner and its disc fill the square between them. */
static void test_corners(void **state)
{
    struct state *s = *state;
    struct list *list = list_create();
    static const struct rect at[] = {
        {100, 100, 24, 24}, {200, 100, 24, 24}, {100, 150, 24, 24}, {200, 150, 24, 24}};
    for (int i = 0; i < 4; i++) {
        const struct item item = {.kind = ITEM_CORNER,
                                  .corner = (uint8_t)i,
                                  .rect = at[i],
                                  .radius = 24,
                                  .color = 0xFFFFFFFF};
        list_add(list, &item);
    }
    struct scene scene = strip_scene(list, 0, 0);
    scene.zones[0].rect = (struct rect){0, 0, WIDTH, HEIGHT};
    SDL_Surface *surface = canvas32(WIDTH, HEIGHT);
    paint_afresh(s, &scene, surface);
    const int outer[4][2] = {{100, 100}, {223, 100}, {100, 173}, {223, 173}};
    const int inner[4][2] = {{123, 123}, {200, 123}, {123, 150}, {200, 150}};
    for (int i = 0; i < 4; i++) {
        assert_int_equal(pixel(surface, outer[i][0], outer[i][1]), 0xFFFFFFFF);
        assert_int_equal(pixel(surface, inner[i][0], inner[i][1]), 0xFF112233);
    }
    list_put(list);
    SDL_FreeSurface(surface);
}

/* A strip shorter than its zone stands there several times. */
static void test_short_strip_repeats(void **state)
{
    struct state *s = *state;
    struct list *list = list_create();
    const struct item item = {.kind = ITEM_RECT, .rect = {0, 110, 10, 20}, .color = 0xFFFFFFFF};
    list_add(list, &item);
    SDL_Surface *surface = canvas32(WIDTH, HEIGHT);
    struct scene scene = strip_scene(list, 5, 50);
    paint_afresh(s, &scene, surface);
    for (int x = 0; x < 600; x++)
        assert_int_equal(pixel(surface, 20 + x, 115), (x + 5) % 50 < 10 ? 0xFFFFFFFF : 0xFF112233);
    list_put(list);
    SDL_FreeSurface(surface);
}

/* After preparing, nothing is left to be made, and the picture is the same. */
static void test_prepare_comes_to_an_end(void **state)
{
    struct state *s = *state;
    struct chance c = {99};
    struct scene scene = first_scene();
    struct raster *raster = raster_create(s->fonts, 32 << 20);
    SDL_Surface *kept = canvas32(WIDTH, HEIGHT), *fresh = canvas32(WIDTH, HEIGHT);
    struct painter *painter = painter_create_software(raster, kept);
    for (int i = 0; i < ZONES; i++) {
        scene.zones[i].list = any_list(s, &c, &scene.zones[i]);
        int steps = 0;
        while (painter_prepare(painter, &scene.zones[i]))
            assert_true(++steps < 100);
        for (int k = 0; i != STRIP && k < scene.zones[i].list->count; k++) {
            const struct item *item = &scene.zones[i].list->items[k];
            if (item->kind != ITEM_GRADIENT && (item->kind != ITEM_RECT || item->radius > 0))
                assert_true(raster_has(raster, item));
        }
    }
    painter_paint(painter, &scene, &whole);
    paint_afresh(s, &scene, fresh);
    compare_surfaces(kept, fresh, 0);
    put_lists(&scene);
    painter_destroy(painter);
    raster_destroy(raster);
    SDL_FreeSurface(kept);
    SDL_FreeSurface(fresh);
}

static void test_opacity(void **state)
{
    struct state *s = *state;
    struct list *list = list_create();
    struct item item = {
        .kind = ITEM_RECT, .fade = FADE_IN, .rect = {0, 0, WIDTH, HEIGHT}, .color = 0xFFFFFFFF};
    list_add(list, &item);
    struct scene scene = {.size = {WIDTH, HEIGHT}, .zone_count = 1};
    scene.zones[0] =
        (struct scene_zone){.rect = {0, 0, WIDTH, HEIGHT}, .background = 0xFF204060, .list = list};
    SDL_Surface *surface = canvas32(WIDTH, HEIGHT);
    static const struct {
        uint8_t progress;
        uint32_t seen;
    } cases[] = {{0, 0xFF204060}, {128, 0xFF214161}, {191, 0xFF8F9FAF}, {255, 0xFFFFFFFF}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        scene.zones[0].progress = cases[i].progress;
        paint_afresh(s, &scene, surface);
        assert_int_equal(pixel(surface, 5, 5), cases[i].seen);
    }
    list_put(list);
    SDL_FreeSurface(surface);
}

/* Other pixel formats show the same, as far as they can. */
static void test_other_formats(void **state)
{
    struct state *s = *state;
    struct chance c = {7};
    struct scene scene = first_scene();
    for (int i = 0; i < ZONES; i++)
        scene.zones[i].list = any_list(s, &c, &scene.zones[i]);
    SDL_Surface *usual = canvas32(WIDTH, HEIGHT);
    paint_afresh(s, &scene, usual);
    static const Uint32 formats[] = {SDL_PIXELFORMAT_ARGB8888, SDL_PIXELFORMAT_BGR888,
                                     SDL_PIXELFORMAT_RGB24};
    for (size_t i = 0; i < 3; i++) {
        SDL_Surface *other = SDL_CreateRGBSurfaceWithFormat(0, WIDTH, HEIGHT, 32, formats[i]);
        paint_afresh(s, &scene, other);
        SDL_Surface *back = SDL_ConvertSurfaceFormat(other, SDL_PIXELFORMAT_ARGB8888, 0);
        for (int y = 0; y < HEIGHT; y++)
            for (int x = 0; x < WIDTH; x++)
                assert_int_equal(pixel(back, x, y) & 0xFFFFFF, pixel(usual, x, y) & 0xFFFFFF);
        SDL_FreeSurface(other);
        SDL_FreeSurface(back);
    }
    put_lists(&scene);
    SDL_FreeSurface(usual);
}

static void test_retarget(void **state)
{
    struct state *s = *state;
    struct chance c = {8};
    struct scene scene = first_scene();
    for (int i = 0; i < ZONES; i++)
        scene.zones[i].list = any_list(s, &c, &scene.zones[i]);
    SDL_Surface *small = canvas32(100, 50), *full = canvas32(WIDTH, HEIGHT);
    SDL_Surface *fresh = canvas32(WIDTH, HEIGHT);
    struct painter *painter = painter_create_software(s->raster, small);
    painter_paint(painter, &scene, &whole); /* a window smaller than the scene: no harm */
    painter_retarget(painter, full);
    painter_paint(painter, &scene, &whole);
    paint_afresh(s, &scene, fresh);
    compare_surfaces(full, fresh, 0);
    painter_destroy(painter);
    put_lists(&scene);
    SDL_FreeSurface(small);
    SDL_FreeSurface(full);
    SDL_FreeSurface(fresh);
}

/* --- the GPU painter, on SDL's renderer in software --- */

static int channel_distance(uint32_t a, uint32_t b)
{
    int most = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        int distance = abs((int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF));
        most = distance > most ? distance : most;
    }
    return most;
}

static void assert_alike(const SDL_Surface *a, const SDL_Surface *b)
{
    int far = 0;
    for (int y = 0; y < a->h; y++)
        for (int x = 0; x < a->w; x++)
            far += channel_distance(pixel(a, x, y), pixel(b, x, y)) > 6;
    if (far > a->w * a->h / 2000)
        fail_msg("%d pixels differ by more than 6", far);
}

static struct scene tame_scene(struct state *s, struct chance *c)
{
    struct scene scene = first_scene();
    for (int i = 0; i < ZONES; i++) { /* some in the midst of a transition */
        struct list *old = any_list(s, c, &scene.zones[i]), *new = any_list(s, c, &scene.zones[i]);
        scene.zones[i].list = chance_below(c, 2) == 0 ? list_take(new) : list_transition(old, new);
        scene.zones[i].progress = (uint8_t)(chance_below(c, 2) == 0 ? 60 : 190);
        list_put(old);
        list_put(new);
    }
    scene.zones[STRIP].scroll = chance_below(c, 1337);
    if (chance_below(c, 2) == 0)
        shift(c, &scene);
    return scene;
}

static void compare_painters(struct state *s, uint64_t seed, int degrees)
{
    struct chance c = {seed};
    struct scene scene = tame_scene(s, &c);
    const struct size screen = rotation_size(scene.size, degrees);
    SDL_Surface *by_gpu = canvas32(screen.w, screen.h), *upright = canvas32(WIDTH, HEIGHT);
    SDL_Surface *turned = canvas32(screen.w, screen.h);
    SDL_Renderer *renderer = SDL_CreateSoftwareRenderer(by_gpu);
    assert_non_null(renderer);
    struct painter *painter = painter_create_gpu(s->raster, renderer, degrees);
    for (int i = 0; i < ZONES; i++) {
        int steps = 0;
        while (painter_prepare(painter, &scene.zones[i]))
            assert_true(++steps < 200);
    }
    painter_paint(painter, &scene, &whole);
    SDL_RenderPresent(renderer);
    paint_afresh(s, &scene, upright);
    rotation_copy(upright, (struct rect){0, 0, WIDTH, HEIGHT}, turned, degrees);
    assert_alike(by_gpu, turned);
    painter_trim(painter);
    SDL_FillRect(by_gpu, NULL, 0);
    painter_paint(painter, &scene, &whole); /* now from textures alone */
    SDL_RenderPresent(renderer);
    assert_alike(by_gpu, turned);
    painter_destroy(painter);
    SDL_DestroyRenderer(renderer);
    put_lists(&scene);
    SDL_FreeSurface(by_gpu);
    SDL_FreeSurface(upright);
    SDL_FreeSurface(turned);
}

static void test_painters_agree(void **state)
{
    for (uint64_t seed = 1; seed <= 8; seed++)
        compare_painters(*state, seed, 0);
}

static void test_painters_agree_turned(void **state)
{
    for (int degrees = 90; degrees < 360; degrees += 90)
        compare_painters(*state, (uint64_t)degrees, degrees);
}

static void test_rotation(void **state)
{
    (void)state;
    const struct size screen = {40, 30};
    SDL_Surface *to = canvas32(40, 30);
    for (int degrees = 0; degrees < 360; degrees += 90) {
        const struct size size = rotation_size(screen, degrees);
        SDL_Surface *from = canvas32(size.w, size.h);
        SDL_FillRect(to, NULL, 0);
        /* A mark near the top left corner of the upright picture, 5 from the left, 2 down. */
        ((uint32_t *)from->pixels)[2 * from->pitch / 4 + 5] = 0xFFFFFFFF;
        rotation_copy(from, (struct rect){0, 0, 1000, 1000}, to, degrees);
        const int x[] = {5, 37, 34, 2}, y[] = {2, 5, 27, 24};
        assert_int_equal(pixel(to, x[degrees / 90], y[degrees / 90]), 0xFFFFFFFF);
        const struct rect at = rotation_rect((struct rect){5, 2, 1, 1}, screen, degrees);
        assert_int_equal(at.x, x[degrees / 90]);
        assert_int_equal(at.y, y[degrees / 90]);
        SDL_FreeSurface(from);
    }
    SDL_FreeSurface(to);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_damage_gives_the_whole),
        cmocka_unit_test(test_strip_wraps),
        cmocka_unit_test(test_gradient),
        cmocka_unit_test(test_corners),
        cmocka_unit_test(test_short_strip_repeats),
        cmocka_unit_test(test_prepare_comes_to_an_end),
        cmocka_unit_test(test_opacity),
        cmocka_unit_test(test_other_formats),
        cmocka_unit_test(test_retarget),
        cmocka_unit_test(test_painters_agree),
        cmocka_unit_test(test_painters_agree_turned),
        cmocka_unit_test(test_rotation),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
