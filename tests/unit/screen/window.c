/* The window on SDL's dummy driver: sizes, damage, what is shown, events. */
#include "fixture.h"

#include "screen/gpu.h"
#include "screen/window.h"

struct state {
    struct theme theme;
    struct fonts *fonts;
    struct raster *raster;
};

static int set_up(void **state)
{
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    unsetenv("RIWAQ_PAINTER");
    struct state *s = calloc(1, sizeof *s);
    s->theme = fixture_theme(false);
    s->fonts = fonts_create(&s->theme, NULL, NULL);
    s->raster = raster_create(s->fonts, 1 << 22);
    *state = s;
    return 0;
}

static int tear_down(void **state)
{
    struct state *s = *state;
    raster_destroy(s->raster);
    fonts_destroy(s->fonts);
    free(s);
    return 0;
}

static struct window *open_window(struct state *s, struct size size, int rotate)
{
    const struct window_settings settings = {.size = size, .rotate = rotate};
    struct window *window = window_create(&settings);
    assert_non_null(window);
    assert_true(window_use_raster(window, s->raster));
    return window;
}

/* Paper with one zone in its top left corner. */
static struct scene scene_of(struct size size)
{
    struct scene scene = {.size = size, .paper = 0xFF102030, .zone_count = 1};
    scene.zones[0].rect = (struct rect){0, 0, 10, 5};
    scene.zones[0].background = 0xFFFFFFFF;
    return scene;
}

static SDL_Window *only_window(void)
{
    for (Uint32 id = 1; id < 1000; id++)
        if (SDL_GetWindowFromID(id) != NULL)
            return SDL_GetWindowFromID(id);
    return NULL;
}

static SDL_Surface *surface_of_only_window(void)
{
    return SDL_GetWindowSurface(only_window());
}

static void test_shows_damage_only(void **state)
{
    struct state *s = *state;
    struct window *window = open_window(s, (struct size){200, 100}, 0);
    assert_false(window_is_gpu(window));
    assert_int_equal(window_size(window).w, 200);
    assert_int_equal(window_hz(window), 60);
    struct scene scene = scene_of(window_size(window));
    struct damage none = {.count = 0};
    /* The first time all is painted, whatever the damage. */
    assert_int_equal(window_show(window, &scene, &none), 200 * 100);
    assert_int_equal(window_show(window, &scene, &none), 0);
    struct damage some = {.rects = {{1, 2, 3, 4}, {150, 50, 10, 10}}, .count = 2};
    scene.paper = scene.zones[0].background = 0xFF00FF00;
    assert_int_equal(window_show(window, &scene, &some), 112);
    const SDL_Surface *surface = surface_of_only_window();
    assert_int_equal(pixel(surface, 1, 2) & 0xFFFFFF, 0x00FF00);
    assert_int_equal(pixel(surface, 0, 2) & 0xFFFFFF, 0xFFFFFF);
    assert_int_equal(pixel(surface, 100, 50) & 0xFFFFFF, 0x102030);
    assert_int_equal(pixel(surface, 155, 55) & 0xFFFFFF, 0x00FF00);
    window_trim(window);
    window_destroy(window);
}

static void test_damage_outside_is_harmless(void **state)
{
    struct state *s = *state;
    struct window *window = open_window(s, (struct size){200, 100}, 90);
    struct scene scene = scene_of(window_size(window));
    struct damage odd = {.rects = {{-50, -50, 60, 60}, {90, 190, 400, 400}, {500, 500, 9, 9}},
                         .count = 3};
    window_show(window, &scene, &odd);
    window_show(window, &scene, &odd);
    window_destroy(window);
}

static void test_turned(void **state)
{
    struct state *s = *state;
    static const struct {
        int rotate, x, y;
    } cases[] = {{0, 0, 0}, {90, 199, 0}, {180, 199, 99}, {270, 0, 99}};
    for (size_t i = 0; i < 4; i++) {
        struct window *window = open_window(s, (struct size){200, 100}, cases[i].rotate);
        const struct size size = window_size(window);
        assert_int_equal(size.w, cases[i].rotate % 180 == 0 ? 200 : 100);
        struct scene scene = scene_of(size);
        struct damage all = {.rects = {{0, 0, size.w, size.h}}, .count = 1};
        assert_int_equal(window_show(window, &scene, &all), 200 * 100);
        const SDL_Surface *surface = surface_of_only_window();
        assert_int_equal(pixel(surface, cases[i].x, cases[i].y) & 0xFFFFFF, 0xFFFFFF);
        assert_int_equal(pixel(surface, 100, 50) & 0xFFFFFF, 0x102030);
        window_destroy(window);
    }
}

static void test_painting_as_a_gpu_would(void **state)
{
    struct state *s = *state;
    setenv("RIWAQ_PAINTER", "gpu", 1);
    struct window *window = open_window(s, (struct size){200, 100}, 0);
    unsetenv("RIWAQ_PAINTER");
    struct scene scene = scene_of(window_size(window));
    struct damage none = {.count = 0}, some = {.rects = {{0, 0, 1, 1}}, .count = 1};
    assert_int_equal(window_show(window, &scene, &some), 200 * 100);
    assert_int_equal(window_show(window, &scene, &none), 0);
    assert_int_equal(window_show(window, &scene, &some), 200 * 100);
    window_destroy(window);
}

static void test_without_raster_nothing_is_shown(void **state)
{
    (void)state;
    const struct window_settings settings = {.size = {64, 64}};
    struct window *window = window_create(&settings);
    struct scene scene = scene_of((struct size){64, 64});
    struct damage all = {.rects = {{0, 0, 64, 64}}, .count = 1};
    assert_int_equal(window_show(window, &scene, &all), 0);
    assert_false(window_prepare(window, &scene.zones[0]));
    window_trim(window);
    window_destroy(window);
}

static void test_fullscreen_is_the_display(void **state)
{
    struct window *window = open_window(*state, (struct size){0, 0}, 0);
    SDL_DisplayMode mode;
    assert_int_equal(SDL_GetDesktopDisplayMode(0, &mode), 0);
    assert_int_equal(window_size(window).w, mode.w);
    assert_int_equal(window_size(window).h, mode.h);
    window_destroy(window);
}

/* SDL ends a batch of events with "nothing" although newer ones wait: hence the rounds. */
static enum window_event next_of(struct window *window, enum window_event wanted, int *key)
{
    for (int round = 0; round < 3; round++) {
        enum window_event event;
        while ((event = window_poll(window, key)) != WINDOW_NOTHING)
            if (event == wanted)
                return event;
    }
    return WINDOW_NOTHING;
}

static void test_events(void **state)
{
    struct window *window = open_window(*state, (struct size){64, 64}, 0);
    int key = 0;
    next_of(window, WINDOW_CLOSE, &key);
    SDL_Event event = {.type = SDL_KEYDOWN};
    event.key.keysym.sym = SDLK_ESCAPE;
    SDL_PushEvent(&event);
    assert_int_equal(next_of(window, WINDOW_KEY, &key), WINDOW_KEY);
    assert_int_equal(key, SDLK_ESCAPE);
    event = (SDL_Event){.type = SDL_MOUSEMOTION}; /* nothing for us */
    SDL_PushEvent(&event);
    event = (SDL_Event){.type = SDL_QUIT};
    SDL_PushEvent(&event);
    assert_int_equal(next_of(window, WINDOW_CLOSE, &key), WINDOW_CLOSE);
    event = (SDL_Event){.type = SDL_WINDOWEVENT};
    event.window.event = SDL_WINDOWEVENT_EXPOSED;
    struct scene scene = scene_of((struct size){64, 64});
    struct damage none = {.count = 0};
    window_show(window, &scene, &none);
    assert_int_equal(window_show(window, &scene, &none), 0);
    SDL_PushEvent(&event);
    assert_int_equal(next_of(window, WINDOW_EXPOSED, &key), WINDOW_EXPOSED);
    assert_int_equal(window_show(window, &scene, &none), 64 * 64);
    window_destroy(window);
}

static void test_resize(void **state)
{
    struct window *window = open_window(*state, (struct size){64, 64}, 90);
    struct scene scene = scene_of((struct size){64, 64});
    struct damage none = {.count = 0};
    window_show(window, &scene, &none);
    SDL_SetWindowSize(only_window(), 90, 40);
    int key;
    assert_int_equal(next_of(window, WINDOW_RESIZED, &key), WINDOW_RESIZED);
    assert_int_equal(window_size(window).w, 40);
    assert_int_equal(window_size(window).h, 90);
    scene = scene_of(window_size(window));
    assert_int_equal(window_show(window, &scene, &none), 90 * 40);
    const SDL_Surface *surface = surface_of_only_window();
    assert_int_equal(surface->w, 90);
    assert_int_equal(pixel(surface, 89, 0) & 0xFFFFFF, 0xFFFFFF);
    window_destroy(window);
}

/* In memory nothing waits, however long a present takes. */
static void test_waiting_is_learned(void **state)
{
    struct window *window = open_window(*state, (struct size){64, 64}, 0);
    for (int i = 0; i < 100; i++)
        window_note_present(window, 16 * NS_PER_MILLISECOND);
    assert_false(window_waits(window));
    window_destroy(window);
    setenv("RIWAQ_PAINTER", "gpu", 1);
    window = open_window(*state, (struct size){64, 64}, 0);
    unsetenv("RIWAQ_PAINTER");
    if (window_is_gpu(window)) {
        assert_false(window_waits(window));
        for (int i = 0; i < 100; i++)
            window_note_present(window, 14 * NS_PER_MILLISECOND);
        assert_true(window_waits(window));
        window_note_present(window, 0); /* one alone is nothing */
        assert_true(window_waits(window));
        for (int i = 0; i < 100; i++)
            window_note_present(window, 0);
        assert_false(window_waits(window));
    }
    window_destroy(window);
}

static void test_no_display(void **state)
{
    (void)state;
    setenv("SDL_VIDEODRIVER", "there-is-none", 1);
    const struct window_settings settings = {.size = {64, 64}};
    assert_null(window_create(&settings));
    assert_true(SDL_GetError()[0] != '\0');
    /* Nor does a driver count that SDL takes by itself and that shows nothing. */
    unsetenv("SDL_VIDEODRIVER");
    setenv("DISPLAY", ":there-is-none", 1);
    setenv("WAYLAND_DISPLAY", "there-is-none", 1);
    struct window *chosen = window_create(&settings);
    assert_true(chosen == NULL || SDL_strcmp(SDL_GetCurrentVideoDriver(), "offscreen") != 0);
    window_destroy(chosen);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    struct window *window = window_create(&settings); /* and later there is one */
    assert_non_null(window);
    window_destroy(window);
    window_destroy(NULL);
}

static void test_gpu_names(void **state)
{
    (void)state;
    assert_true(gpu_name_is_emulated("llvmpipe (LLVM 15.0.6, 256 bits)"));
    assert_true(gpu_name_is_emulated("Software Rasterizer"));
    assert_true(gpu_name_is_emulated("SVGA3D; build: RELEASE;  LLVM;"));
    assert_false(gpu_name_is_emulated("V3D 4.2"));
    assert_false(gpu_name_is_emulated("Mesa Intel(R) UHD Graphics 620 (KBL GT2)"));
    assert_true(gpu_is_avoidable("x11"));
    assert_false(gpu_is_avoidable("KMSDRM"));
    assert_false(gpu_is_avoidable("wayland"));
    setenv("RIWAQ_PAINTER", "software", 1);
    assert_int_equal(gpu_wish(), GPU_NEVER);
    setenv("RIWAQ_PAINTER", "", 1);
    assert_int_equal(gpu_wish(), GPU_IF_REAL);
    setenv("RIWAQ_PAINTER", "vulkan", 1);
    assert_int_equal(gpu_wish(), GPU_IF_REAL);
    unsetenv("RIWAQ_PAINTER");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shows_damage_only),
        cmocka_unit_test(test_damage_outside_is_harmless),
        cmocka_unit_test(test_turned),
        cmocka_unit_test(test_painting_as_a_gpu_would),
        cmocka_unit_test(test_without_raster_nothing_is_shown),
        cmocka_unit_test(test_fullscreen_is_the_display),
        cmocka_unit_test(test_events),
        cmocka_unit_test(test_resize),
        cmocka_unit_test(test_waiting_is_learned),
        cmocka_unit_test(test_no_display),
        cmocka_unit_test(test_gpu_names),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
