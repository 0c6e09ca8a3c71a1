/* Pictures of every shape on the page: none blown up, none a line, none lost. */
#include "fixture.h"

#include "widgets/photo.h"

static struct picture *filled(int w, int h, uint32_t pixel)
{
    struct picture *picture = picture_create(w, h);
    for (int i = 0; i < w * h; i++)
        picture->pixels[i] = pixel;
    picture_measure(picture);
    return picture;
}

static void fits(int w, int h, int wanted_w, int wanted_h)
{
    int got_w, got_h;
    struct picture *picture = picture_create(w, h);
    photo_fit(picture, 400, 300, &got_w, &got_h);
    if (got_w != wanted_w || got_h != wanted_h)
        fail_msg("%dx%d is shown at %dx%d", w, h, got_w, got_h);
    picture_put(picture);
}

static void sizes(void **state)
{
    (void)state;
    fits(1600, 1000, 400, 250);
    fits(1000, 1500, 200, 300);
    fits(1000, 1000, 300, 300);
    fits(150, 100, 300, 200); /* twice as large as it is, no more */
    fits(100, 150, 200, 300);
    fits(90, 90, 180, 180);
    fits(1600, 80, 400, 133); /* a banner: three to one */
    fits(80, 1600, 150, 300); /* a column: one to two */
    fits(300, 20, 120, 40);   /* by what is shown of it */
    fits(1600, 1, 6, 2);
    fits(1, 1600, 2, 4);
    fits(1, 1, 2, 2);
}

static void what_is_worth_its_place(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    const struct rect box = {0, 0, 400, 300};
    struct view view = stage_view(&stage, box);
    static const struct {
        int w, h;
        bool worth;
    } cases[] = {{1, 1, false}, {32, 32, false}, {79, 79, false}, {80, 10, true}, {300, 200, true}};
    assert_false(photo_is_worth(&view, NULL));
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct picture *picture = picture_create(cases[i].w, cases[i].h);
        view.unit = 1;
        assert_int_equal(photo_is_worth(&view, picture), cases[i].worth);
        picture_put(picture);
    }
    struct picture *picture = picture_create(100, 60);
    assert_true(photo_fills(picture, 200, 120));
    assert_false(photo_fills(picture, 201, 10));
    assert_false(photo_fills(picture, 10, 121));
    view.unit = 2; /* a screen of twice the pixels needs twice as many */
    assert_false(photo_is_worth(&view, picture));
    picture_put(picture);
    stage_finish(&stage);
}

/* What stands behind a picture of SIZE by SIZE in the box; its colour, or 0. */
static color behind(struct stage *stage, struct picture *picture, struct rect *shown)
{
    const struct rect box = {100, 50, 400, 300}, area = {40, 30, 200, 120};
    struct view view = stage_view(stage, box);
    struct list *list = list_create();
    struct pen pen = pen_for(&view, list);
    photo_put(&pen, area, picture);
    assert_in_range(list->count, 1, 2);
    const struct item *last = &list->items[list->count - 1];
    assert_int_equal(last->kind, ITEM_PICTURE);
    *shown = last->rect;
    color found = 0;
    if (list->count == 2) {
        const struct rect whole = {140, 80, 200, 120};
        assert_true(rect_equal(list->items[0].rect, whole));
        found = list->items[0].color;
    }
    list_put(list);
    picture_put(picture);
    return found;
}

static void nothing_is_lost_on_the_page(void **state)
{
    (void)state;
    struct stage stage;
    struct rect shown;
    stage_init(&stage);
    const color *colors = stage.theme->colors;
    const color paper = colors[COLOR_PAPER], ink = colors[COLOR_INK];
    assert_int_equal(behind(&stage, filled(200, 120, 0xFFFF0000 | ink), &shown), 0);
    assert_int_equal(shown.w, 200);
    assert_int_equal(shown.h, 120);
    assert_int_equal(behind(&stage, filled(200, 120, paper), &shown), colors[COLOR_RULE]);
    assert_in_range(200 - shown.w, 2, 8);
    /* Half of it can be seen through, the rest is like the page: a plate, all of it on it. */
    struct picture *logo = filled(200, 100, paper);
    for (int i = 0; i < 100 * 100; i++)
        logo->pixels[i] = 0x00FFFFFF;
    picture_measure(logo);
    assert_int_equal(behind(&stage, logo, &shown), ink);
    assert_in_range(shown.w - 2 * shown.h + 2, 0, 4); /* its own proportions: nothing cut off */
    assert_true(shown.h < 120 && shown.x > 140 && shown.x + shown.w < 340);
    struct picture *seal = filled(200, 100, ink);
    for (int i = 0; i < 100 * 100; i++)
        seal->pixels[i] = 0;
    picture_measure(seal);
    assert_int_equal(behind(&stage, seal, &shown), 0);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes),
        cmocka_unit_test(what_is_worth_its_place),
        cmocka_unit_test(nothing_is_lost_on_the_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
