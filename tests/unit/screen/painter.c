/* Painting, in particular cases; how the two painters and all turns agree. */
#include "scenes.h"

#include "screen/rotation.h"

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
