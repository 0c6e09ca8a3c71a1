#include "scenes.h"

#include "widgets/dress.h"

static const struct rect box = {100, 50, 400, 300};

/* What the four parts add around a content of one rectangle, 60 high. */
static struct list *dressed(const struct view *view)
{
    struct list *list = list_create();
    dress_ground(view, list);
    int first = list->count;
    const struct item item = {.kind = ITEM_RECT, .rect = {110, 70, 50, 60}, .color = 1};
    list_add(list, &item);
    list_label(list, item.rect, "content", 7);
    dress_align(view, list, first);
    dress_rules(view, list);
    dress_corners(view, list);
    return list;
}

static const struct item *of_kind(const struct list *list, enum item_kind kind, int n)
{
    for (int i = 0; i < list->count; i++)
        if (list->items[i].kind == kind && n-- == 0)
            return &list->items[i];
    return NULL;
}

static void nothing_is_added_unasked(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage.zone.radius = 20; /* of no background */
    struct view view = stage_view(&stage, box);
    struct list *list = dressed(&view);
    assert_int_equal(list->count, 1);
    assert_rect(list->items[0].rect, 110, 70, 50, 60);
    list_put(list);
    stage_finish(&stage);
}

static void the_ground_lies_below_and_the_corners_above(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage.zone.background = COLOR_FLOOR;
    stage.zone.background_end = BACKGROUND_OWN;
    stage.zone.ground[1] = 0xFF123456;
    stage.zone.radius = 20;
    struct view view = stage_view(&stage, box);
    struct list *list = dressed(&view);
    assert_int_equal(list->count, 6);
    assert_int_equal(list->items[0].kind, ITEM_GRADIENT);
    assert_true(rect_equal(list->items[0].rect, box));
    assert_int_equal(list->items[0].color, stage.theme->colors[COLOR_FLOOR]);
    assert_int_equal(list->items[0].second, 0xFF123456);
    assert_rect(list->items[2].rect, 100, 50, 20, 20);
    assert_rect(list->items[5].rect, 480, 330, 20, 20);
    assert_int_equal(list->items[5].corner, CORNER_BOTTOM_RIGHT);
    assert_int_equal(list->items[5].color, stage.theme->colors[COLOR_PAPER]);
    list_put(list);
    stage_finish(&stage);
}

static void rules_stand_at_start_and_end(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage.zone.rules = RULE_START | RULE_BOTTOM;
    struct view view = stage_view(&stage, box);
    struct list *list = dressed(&view);
    assert_rect(of_kind(list, ITEM_RECT, 1)->rect, 100, 349, 400, 1);
    assert_rect(of_kind(list, ITEM_RECT, 2)->rect, 100, 50, 1, 300);
    list_put(list);
    view.mirror = true;
    list = dressed(&view);
    assert_rect(of_kind(list, ITEM_RECT, 2)->rect, 499, 50, 1, 300);
    list_put(list);
    stage_finish(&stage);
}

static void content_stands_where_it_is_wanted(void **state)
{
    (void)state;
    static const int tops[] = {70, 170, 290};
    struct stage stage;
    stage_init(&stage);
    for (int align = ZONE_ALIGN_START; align <= ZONE_ALIGN_END; align++) {
        stage.zone.align = (enum zone_align)align;
        struct view view = stage_view(&stage, box);
        struct list *list = dressed(&view);
        assert_rect(list->items[0].rect, 110, tops[align], 50, 60);
        assert_rect(list->labels[0].rect, 110, tops[align], 50, 60);
        list_put(list);
        view.box.h = 60; /* it fills the box */
        list = dressed(&view);
        assert_int_equal(list->items[0].rect.y, 70);
        list_put(list);
    }
    stage_finish(&stage);
}

/* A panel's widgets write with its colours; a ticker's zone keeps one plain ground. */
static void a_zone_has_its_own_palette(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_theme(&stage, "[theme]\nschema = 1\n[grid]\ncolumns = 1fr\nrows = 1fr 80\n"
                        "areas = main\n ticker\n[zone.main]\nshow = headlines\n"
                        "color.ink = #010203\ncolor.paper = #fff\nbackground = paper #eee\n"
                        "padding = 10 20 30 40\nradius = 9\n"
                        "[zone.ticker]\nshow = ticker\nbackground = #102030 #405060\nradius = 9\n");
    stage_sample(&stage);
    struct composer_inputs inputs = stage_inputs(&stage, 1920, 1080);
    struct composer *composer = composer_create(&inputs);
    const struct scene *scene = composer_scene(composer, &stage.moment);
    const struct scene_zone *main_zone = &scene->zones[0], *ticker = &scene->zones[1];
    assert_int_equal(main_zone->background, 0xFFFFFFFF);
    assert_int_equal(main_zone->list->items[0].kind, ITEM_GRADIENT);
    assert_int_equal(item_with(main_zone->list, "Mothers")->color, 0xFF010203);
    assert_int_equal(items_of(main_zone->list, ITEM_CORNER), 4);
    for (int i = 0; i < main_zone->list->label_count; i++)
        assert_true(main_zone->list->labels[i].rect.x >= 40);
    assert_true(ticker->loop > 0);
    assert_int_equal(ticker->background, 0xFF102030);
    assert_int_equal(items_of(ticker->list, ITEM_GRADIENT), 0);
    assert_int_equal(items_of(ticker->list, ITEM_CORNER), 0);
    assert_int_equal(item_with(ticker->list, "Mothers")->color, stage.theme->colors[COLOR_INK]);
    composer_destroy(composer);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_added_unasked),
        cmocka_unit_test(the_ground_lies_below_and_the_corners_above),
        cmocka_unit_test(rules_stand_at_start_and_end),
        cmocka_unit_test(content_stands_where_it_is_wanted),
        cmocka_unit_test(a_zone_has_its_own_palette),
    };
    return cmocka_run_group_tests_name("widgets/dress", tests, NULL, NULL);
}
