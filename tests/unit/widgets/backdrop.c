#include "scenes.h"

#include "widgets/backdrop.h"
#include "widgets/dress.h"

/* A picture of W by H that can, or cannot, be seen through. */
static struct picture *picture_of(int w, int h, bool opaque)
{
    struct picture *picture = picture_create(w, h);
    for (int i = 0; i < w * h; i++)
        picture->pixels[i] = opaque || i > 0 ? 0xFF102030 : 0;
    picture_measure(picture);
    assert_int_equal(picture->opaque, opaque);
    return picture;
}

static void part_is(const struct item *item, double x, double y, double w, double h)
{
    assert_true(item->part.x == x && item->part.y == y);
    assert_true(item->part.w == w && item->part.h == h);
}

static void cover_fills_the_ground(void **state)
{
    (void)state;
    struct picture *pixels = picture_of(400, 200, true);
    struct theme_picture picture = {.pixels = pixels};
    const struct rect ground = {10, 20, 100, 100};
    struct item item = backdrop_item(&picture, ground, false); /* start */
    assert_true(rect_equal(item.rect, ground));
    part_is(&item, 0, 0, 200, 200);
    item = backdrop_item(&picture, ground, true); /* the start is at the right */
    part_is(&item, 200, 0, 200, 200);
    picture.across = ZONE_ALIGN_CENTER;
    item = backdrop_item(&picture, ground, true);
    part_is(&item, 100, 0, 200, 200);
    picture.across = ZONE_ALIGN_END;
    picture.down = ZONE_ALIGN_END;
    item = backdrop_item(&picture, (struct rect){0, 0, 400, 100}, false);
    part_is(&item, 0, 100, 400, 100);
    picture_put(pixels);
}

static void contain_shows_all_of_it(void **state)
{
    (void)state;
    struct picture *pixels = picture_of(400, 200, true);
    struct theme_picture picture = {.pixels = pixels, .fit = PICTURE_CONTAIN};
    const struct rect ground = {10, 20, 100, 100};
    struct item item = backdrop_item(&picture, ground, true);
    assert_rect(item.rect, 10, 20, 100, 50);
    part_is(&item, 0, 0, 400, 200);
    picture.down = ZONE_ALIGN_END;
    item = backdrop_item(&picture, ground, false);
    assert_rect(item.rect, 10, 70, 100, 50);
    item = backdrop_item(&picture, (struct rect){0, 0, 900, 200}, false);
    assert_rect(item.rect, 0, 0, 400, 200);
    item = backdrop_item(&picture, (struct rect){0, 0, 900, 200}, true);
    assert_rect(item.rect, 500, 0, 400, 200);
    item = backdrop_item(&picture, (struct rect){0, 0, 1, 1}, false);
    assert_rect(item.rect, 0, 0, 1, 1);
    picture_put(pixels);
}

static const struct rect box = {100, 50, 400, 300};

/* PIXELS behind all zones, or behind the stage's; the reference is handed over. */
static struct view view_with(struct stage *stage, struct picture *pixels, bool behind_all)
{
    const struct theme_zone *zone;
    if (behind_all) {
        stage->theme->picture.name = "all.png";
        assert_null((theme_picture_at(stage->theme, 0, &zone), zone));
        theme_picture_put(stage->theme, 0, pixels);
        picture_put(pixels);
    } else {
        stage->zone.picture.pixels = pixels;
    }
    struct view view = stage_view(stage, box);
    view.screen = (struct size){1920, 1080};
    return view;
}

static void a_zone_lets_the_backdrop_be_seen(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    struct view view = view_with(&stage, picture_of(192, 108, true), true);
    struct list *list = list_create(), *alone = list_create();
    stage.theme->picture.scrim = COLOR_PAPER;
    stage.theme->picture.scrim_percent = 100;
    dress_ground(&view, list);
    assert_int_equal(list->count, 1);
    assert_int_equal(list->items[0].kind, ITEM_PICTURE);
    assert_rect(list->items[0].rect, 0, 0, 1920, 1080);
    assert_int_equal(list->items[0].color, stage.theme->colors[COLOR_PAPER]);
    dress_backdrop(&view, alone);
    assert_true(list_equal(list, alone));
    list_put(alone);
    list_put(list);
    stage_finish(&stage);
}

static void a_ground_of_its_own_hides_the_backdrop(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    struct view view = view_with(&stage, picture_of(192, 108, true), true);
    struct list *list = list_create();
    stage.zone.background = COLOR_FLOOR;
    stage.zone.background_end = BACKGROUND_NONE;
    dress_ground(&view, list);
    assert_int_equal(list->count, 0);
    list_put(list);
    stage_finish(&stage);
}

/* Round corners show what is behind the zone: of the picture exactly what is there. */
static void corners_show_the_backdrop(void **state)
{
    (void)state;
    for (int opaque = 0; opaque < 2; opaque++) {
        struct stage stage;
        stage_init(&stage);
        struct view view = view_with(&stage, picture_of(192, 108, opaque), true);
        struct list *list = list_create();
        stage.zone.background = COLOR_FLOOR;
        stage.zone.radius = 20;
        dress_corners(&view, list);
        assert_int_equal(list->count, opaque ? 4 : 8);
        const struct item *last = &list->items[list->count - 1];
        assert_int_equal(last->kind, ITEM_CORNER);
        assert_ptr_equal(last->picture, stage.theme->picture.pixels);
        assert_rect(last->rect, 480, 330, 20, 20);
        part_is(last, 48, 33, 2, 2);
        list_put(list);
        stage_finish(&stage);
    }
}

static void a_picture_lies_on_the_gradient(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    struct picture *pixels = picture_of(40, 30, false);
    struct view view = view_with(&stage, pixels, false);
    struct list *list = list_create();
    stage.zone.background = stage.zone.background_end = COLOR_FLOOR;
    dress_ground(&view, list);
    assert_int_equal(list->count, 2);
    assert_int_equal(list->items[0].kind, ITEM_GRADIENT);
    assert_int_equal(list->items[1].kind, ITEM_PICTURE);
    assert_true(rect_equal(list->items[1].rect, box));
    list_put(list);
    picture_put(pixels);
    stage_finish(&stage);
}

static void what_is_not_read_is_not_shown(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage.theme->picture.name = stage.zone.picture.name = "nowhere.png";
    struct view view = stage_view(&stage, box);
    view.screen = (struct size){1920, 1080};
    struct list *list = list_create();
    stage.zone.radius = 20;
    dress_ground(&view, list);
    dress_backdrop(&view, list);
    dress_corners(&view, list);
    assert_int_equal(list->count, 0);
    list_put(list);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cover_fills_the_ground),
        cmocka_unit_test(contain_shows_all_of_it),
        cmocka_unit_test(a_zone_lets_the_backdrop_be_seen),
        cmocka_unit_test(a_ground_of_its_own_hides_the_backdrop),
        cmocka_unit_test(corners_show_the_backdrop),
        cmocka_unit_test(a_picture_lies_on_the_gradient),
        cmocka_unit_test(what_is_not_read_is_not_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
