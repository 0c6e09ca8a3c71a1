/* A window whose screen does not take what was painted. */
#include "fixture.h"

#include "screen/window.h"

/* In place of SDL's: fails as often as told to, as a display that changes its mode does. */
static int refusals, updates;

int SDL_UpdateWindowSurfaceRects(SDL_Window *window, const SDL_Rect *rects, int count)
{
    (void)window;
    (void)rects;
    assert_true(count > 0);
    updates++;
    if (refusals == 0)
        return 0;
    refusals--;
    return SDL_SetError("not now");
}

static void what_is_refused_is_not_shown(void **state)
{
    (void)state;
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    unsetenv("RIWAQ_PAINTER");
    struct theme theme = fixture_theme(false);
    struct fonts *fonts = fonts_create(&theme, NULL, NULL);
    struct raster *raster = raster_create(fonts, 1 << 20);
    const struct window_settings settings = {.size = {200, 100}};
    struct window *window = window_create(&settings);
    assert_non_null(window);
    assert_true(window_use_raster(window, raster));
    const struct scene scene = {.size = {200, 100}, .paper = 0xFF102030};
    const struct damage some = {.rects = {{1, 2, 3, 4}}, .count = 1};
    refusals = 3;
    for (int i = 0; i < 3; i++)
        assert_int_equal(window_show(window, &scene, &some), 0);
    /* All of it, since nobody knows what the screen has. */
    assert_int_equal(window_show(window, &scene, &some), 200 * 100);
    assert_int_equal(window_show(window, &scene, &some), 12);
    refusals = 1;
    assert_int_equal(window_show(window, &scene, &some), 0);
    assert_int_equal(window_show(window, &scene, &some), 200 * 100);
    assert_int_equal(updates, 7);
    window_destroy(window);
    raster_destroy(raster);
    fonts_destroy(fonts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_refused_is_not_shown)};
    return cmocka_run_group_tests_name("screen/window_refused", tests, NULL, NULL);
}
