#include "fixture.h"

#include "screen/raster.h"

struct state {
    struct theme theme;
    struct fonts *fonts;
    struct raster *raster;
};

static int set_up(void **state)
{
    struct state *s = calloc(1, sizeof *s);
    s->theme = fixture_theme(false);
    s->fonts = fonts_create(&s->theme, NULL, NULL);
    s->raster = raster_create(s->fonts, 1 << 20);
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

static struct item text_item(const char *text)
{
    return (struct item){
        .kind = ITEM_TEXT,
        .rect = {100, 200, 300, 50},
        .baseline = 240,
        .color = 0xFFFFFFFF,
        .run = fixture_run(text, false, LATN, 40),
    };
}

static void test_same_item_same_image(void **state)
{
    struct state *s = *state;
    char text[] = "Rabat", copy[] = "Rabat";
    struct item a = text_item(text), b = text_item(copy);
    assert_false(raster_has(s->raster, &a));
    const struct raster_image *image = raster_item(s->raster, &a);
    assert_true(raster_has(s->raster, &b));
    b.rect.x += 50; /* the place is no part of the look */
    b.rect.y += 7;
    b.baseline += 7;
    b.fade = FADE_IN;
    assert_ptr_equal(raster_item(s->raster, &b), image);
    assert_int_equal(image->dy + 200 + 43, 240); /* the ascent of Noto Sans at 40 is 43 */
}

/* Every part of the key matters, one by one. */
static void test_any_difference_is_another_image(void **state)
{
    struct state *s = *state;
    const struct item base = text_item("Rabat");
    uint64_t serial = raster_item(s->raster, &base)->serial;
    struct item changed[] = {base, base, base, base, base, base, base};
    changed[0].color = 0xFFFFFFFE;
    changed[1].run.text = "Rabit";
    changed[2].run.length = 4;
    changed[3].run.font.px = 41;
    changed[4].run.font.role = FONT_TITLE;
    changed[5].run.rtl = true;
    changed[6].baseline++;
    for (size_t i = 0; i < sizeof changed / sizeof changed[0]; i++) {
        assert_false(raster_has(s->raster, &changed[i]));
        assert_int_not_equal(raster_item(s->raster, &changed[i])->serial, serial);
    }
    assert_int_equal(raster_item(s->raster, &base)->serial, serial);
}

static void test_budget_drops_the_oldest(void **state)
{
    struct state *s = *state;
    struct raster *raster = raster_create(s->fonts, 4 * 100 * 100 * 4);
    struct item item = {.kind = ITEM_RECT, .rect = {0, 0, 100, 100}, .radius = 9};
    for (uint32_t i = 0; i < 8; i++) {
        item.color = 0xFF000000 | i;
        raster_item(raster, &item);
    }
    raster_trim(raster); /* all were used since the last: they stay */
    item.color = 0xFF000000;
    const uint64_t serial = raster_item(raster, &item)->serial; /* used again: younger than 1 */
    assert_int_equal(serial, 1);
    raster_trim(raster);
    assert_true(raster_has(raster, &item));
    item.color = 0xFF000001;
    assert_false(raster_has(raster, &item));
    item.color = 0xFF000007;
    assert_true(raster_has(raster, &item));
    raster_set_budget(raster, 100);
    raster_trim(raster);
    assert_true(raster_has(raster, &item));
    raster_trim(raster);
    raster_trim(raster);
    assert_false(raster_has(raster, &item));
    raster_destroy(raster);
}

static void test_released_pixels_are_made_again(void **state)
{
    struct state *s = *state;
    struct raster *raster = raster_create(s->fonts, 4 * 100 * 100 * 4);
    struct item item = {
        .kind = ITEM_RECT, .rect = {0, 0, 100, 90}, .radius = 9, .color = 0xFF123456};
    assert_null(raster_known(raster, &item));
    const struct raster_image *image = raster_item(raster, &item);
    const uint64_t serial = image->serial;
    const uint32_t middle = pixel(image->surface, 50, 50);
    raster_release(raster, &item);
    raster_release(raster, &item);
    image = raster_known(raster, &item);
    assert_non_null(image);
    assert_null(image->surface);
    assert_true(image->serial == serial);
    assert_int_equal(image->w, 100);
    assert_int_equal(image->h, 90);
    assert_false(raster_has(raster, &item));
    /* Ten more that are released take no room from those that are not. */
    for (uint32_t i = 0; i < 10; i++) {
        struct item other = item;
        other.color = i | 0xFF000000;
        raster_item(raster, &other);
        raster_release(raster, &other);
        raster_trim(raster);
        assert_non_null(raster_known(raster, &item));
    }
    assert_true(raster_prepare(raster, &item));
    assert_false(raster_prepare(raster, &item));
    assert_true(raster_has(raster, &item));
    image = raster_item(raster, &item);
    assert_true(image->serial != serial);
    assert_int_equal(pixel(image->surface, 50, 50), middle);
    raster_destroy(raster);
}

static void test_nothing_to_draw(void **state)
{
    struct state *s = *state;
    struct item items[] = {
        {.kind = ITEM_TEXT, .rect = {0, 0, 10, 10}},
        {.kind = ITEM_PICTURE, .rect = {0, 0, 10, 10}},
        {.kind = ITEM_QR, .rect = {0, 0, 10, 10}},
        {.kind = ITEM_RECT, .rect = {0, 0, 0, 10}, .radius = 3},
        {.kind = ITEM_ICON, .rect = {0, 0, -5, 10}, .icon = ICON_SUN},
    };
    for (size_t i = 0; i < sizeof items / sizeof items[0]; i++) {
        assert_null(raster_item(s->raster, &items[i])->surface);
        assert_true(raster_has(s->raster, &items[i]));
    }
}

/* Modules are whole pixels, all alike, with four light ones around. */
static void test_qr_is_crisp(void **state)
{
    struct state *s = *state;
    uint8_t modules[21 * 21];
    struct chance chance = {3};
    for (size_t i = 0; i < sizeof modules; i++)
        modules[i] = (uint8_t)chance_below(&chance, 2);
    const struct item item = {.kind = ITEM_QR,
                              .rect = {0, 0, 200, 200},
                              .radius = 8,
                              .color = 0xFF101010,
                              .second = 0xFFF0F0F0,
                              .modules = modules,
                              .module_side = 21};
    const SDL_Surface *surface = raster_item(s->raster, &item)->surface;
    int module = 200 / 29, left = (200 - 21 * module) / 2;
    assert_true(left >= 4 * module);
    for (int y = 0; y < 21 * module; y++)
        for (int x = 0; x < 21 * module; x++)
            assert_int_equal(pixel(surface, left + x, left + y),
                             modules[y / module * 21 + x / module] ? 0xFF101010 : 0xFFF0F0F0);
    assert_int_equal(pixel(surface, 100, 2), 0xFFF0F0F0);
    assert_int_equal(pixel(surface, 0, 0) >> 24, 0);
    struct item tiny = item;
    tiny.rect = (struct rect){0, 0, 20, 20}; /* too small for modules: a plate */
    assert_int_equal(pixel(raster_item(s->raster, &tiny)->surface, 10, 10), 0xFFF0F0F0);
}

static void test_picture_covers_with_round_corners(void **state)
{
    struct state *s = *state;
    struct picture *picture = picture_create(300, 100);
    for (int i = 0; i < 300 * 100; i++)
        picture->pixels[i] = i % 300 < 100 ? 0xFFFF0000 : i % 300 < 200 ? 0xFF00FF00 : 0xFF0000FF;
    const struct item item = {
        .kind = ITEM_PICTURE, .rect = {0, 0, 50, 50}, .radius = 10, .picture = picture};
    const SDL_Surface *surface = raster_item(s->raster, &item)->surface;
    assert_int_equal(surface->w, 50);
    assert_int_equal(pixel(surface, 25, 25), 0xFF00FF00);
    assert_int_equal(pixel(surface, 0, 25), 0xFF00FF00);
    assert_int_equal(pixel(surface, 0, 0) >> 24, 0);
    picture_put(picture);
    /* Another picture is another image, even where the first one's memory is used again. */
    struct picture *other = picture_create(300, 100);
    struct item next = item;
    next.picture = other;
    assert_false(raster_has(s->raster, &next));
    picture_put(other);
}

/* A large picture is prepared in several steps, and comes out as in one. */
static void test_pictures_in_steps(void **state)
{
    struct state *s = *state;
    struct picture *picture = picture_create(1500, 1000);
    for (int i = 0; i < 1500 * 1000; i++)
        picture->pixels[i] = 0xFF000000u | (uint32_t)i * 2654435u;
    const struct item item = {
        .kind = ITEM_PICTURE, .rect = {5, 5, 200, 150}, .radius = 10, .picture = picture};
    struct item other = item;
    other.rect.w = 190;
    struct raster *stepped = raster_create(s->fonts, 1 << 22);
    int steps = 0;
    while (!raster_has(stepped, &item)) {
        raster_prepare(stepped, &item);
        assert_true(++steps < 50);
    }
    assert_in_range(steps, 3, 49);
    const SDL_Surface *once = raster_item(s->raster, &item)->surface;
    assert_true(same_pixels(raster_item(stepped, &item)->surface, once));
    raster_prepare(stepped, &other); /* begun, then another one in between, then asked for */
    other.rect.w = 180;
    raster_prepare(stepped, &other);
    assert_false(raster_has(stepped, &other));
    assert_int_equal(raster_item(stepped, &other)->surface->w, 180);
    other.rect.w = 170;
    raster_prepare(stepped, &other); /* left half-done */
    picture_put(picture);
    raster_destroy(stepped);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_item_same_image),
        cmocka_unit_test(test_any_difference_is_another_image),
        cmocka_unit_test(test_budget_drops_the_oldest),
        cmocka_unit_test(test_released_pixels_are_made_again),
        cmocka_unit_test(test_nothing_to_draw),
        cmocka_unit_test(test_qr_is_crisp),
        cmocka_unit_test(test_picture_covers_with_round_corners),
        cmocka_unit_test(test_pictures_in_steps),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
