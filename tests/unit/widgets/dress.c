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

/* Nothing is divided from nothing; what is padded for the rule goes with it. */
static void a_rule_at_the_edge_is_left_out(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage.zone.rules = RULE_START | RULE_TOP;
    stage.zone.padding_start = 38;
    stage.zone.padding_end = 8;
    struct view view = stage_view(&stage, box);
    assert_rect(dress_content(&view), 138, 50, 354, 300);
    view.unruled = RULE_END; /* at which it has none */
    assert_rect(dress_content(&view), 138, 50, 354, 300);
    view.unruled = RULE_START | RULE_END;
    assert_rect(dress_content(&view), 108, 50, 384, 300);
    struct list *list = dressed(&view);
    assert_rect(of_kind(list, ITEM_RECT, 1)->rect, 100, 50, 400, 1); /* the top stays */
    assert_null(of_kind(list, ITEM_RECT, 2));
    list_put(list);
    view.zone = &(struct theme_zone){
        .rules = RULE_END, .background = BACKGROUND_NONE, .padding_end = 20, .padding_start = 4};
    view.mirror = true;
    assert_rect(dress_content(&view), 104, 50, 392, 300);
    stage_finish(&stage);
}

static const struct scene_zone *zone_of_scene(struct composer *composer, int64_t wall_s, int i)
{
    struct moment moment = moment_at(wall_s);
    return &composer_scene(composer, &moment)->zones[i];
}

/* How many upright hairlines there are. */
static int uprights(const struct list *list)
{
    int count = 0;
    for (int i = 0; list != NULL && i < list->count; i++)
        count += list->items[i].kind == ITEM_RECT && list->items[i].rect.w == 1;
    return count;
}

/* The article is over at 13:00: until then the rule divides it from the weather. */
static void a_rule_goes_with_its_neighbour(void **state)
{
    (void)state;
    static const enum language languages[] = {LANGUAGE_EN, LANGUAGE_AR};
    for (size_t l = 0; l < COUNT_OF(languages); l++) {
        struct stage stage;
        stage_init(&stage);
        stage_language(&stage, languages[l]);
        stage_theme(&stage, "[theme]\nschema = 1\ncanvas = 1920x1080\n[grid]\n"
                            "columns = 1fr 700\nrows = 200 1fr\n"
                            "areas = top top\n main side\n[zone.top]\nshow = masthead\n"
                            "[zone.main]\nshow = article\n[zone.side]\nshow = weather\n"
                            "rules = start end\npadding = 0 10 0 40\n");
        stage_content(&stage,
                      "{\"article\": {\"title\": \"Story\", \"paragraphs\": [\"Text.\"],"
                      " \"until\": \"2025-03-19T13:00:00Z\"}, \"weather\": {\"unit\": \"C\","
                      " \"today\": {\"date\": \"2025-03-19\", \"low\": 9, \"high\": 21,"
                      " \"code\": 3}}}");
        struct composer_inputs inputs = stage_inputs(&stage, 1920, 1080);
        struct composer *composer = composer_create(&inputs);
        assert_int_equal(uprights(zone_of_scene(composer, NOON, 2)->list), 1);
        for (int i = 0; i < 2; i++)
            assert_int_equal(uprights(zone_of_scene(composer, NOON, i)->list), 0);
        assert_int_equal(uprights(zone_of_scene(composer, NOON + 300, 2)->list), 0);
        for (int64_t at = NOON + 298; at < NOON + 302; at++) {
            struct moment moment = moment_at(at);
            assert_pure(composer, &inputs, &moment);
        }
        composer_destroy(composer);
        stage_finish(&stage);
    }
}

/* As paper has it: when the article between them is over, two rules would stand side by side. */
static void two_zones_have_one_rule_between_them(void **state)
{
    (void)state;
    static const enum language languages[] = {LANGUAGE_EN, LANGUAGE_AR};
    for (size_t l = 0; l < COUNT_OF(languages); l++) {
        struct stage stage;
        stage_init(&stage);
        stage_language(&stage, languages[l]);
        stage_theme(&stage, "[theme]\nschema = 1\ncanvas = 1920x1080\n[grid]\n"
                            "columns = 400 1fr 500\nrows = 200 1fr\n"
                            "areas = top top top\n news main side\n[zone.top]\nshow = masthead\n"
                            "[zone.news]\nshow = headlines\nrules = end\npadding = 0 20 0 0\n"
                            "[zone.main]\nshow = article\n[zone.side]\nshow = weather\n"
                            "rules = start\npadding = 0 0 0 20\n");
        stage_content(&stage,
                      "{\"headlines\": [{\"title\": \"Line\"}], \"article\": {\"title\":"
                      " \"Story\", \"paragraphs\": [\"Text.\"],"
                      " \"until\": \"2025-03-19T13:00:00Z\"}, \"weather\": {\"unit\": \"C\","
                      " \"today\": {\"date\": \"2025-03-19\", \"low\": 9, \"high\": 21,"
                      " \"code\": 3}}}");
        struct composer_inputs inputs = stage_inputs(&stage, 1920, 1080);
        struct composer *composer = composer_create(&inputs);
        assert_int_equal(uprights(zone_of_scene(composer, NOON, 1)->list), 1);
        assert_int_equal(uprights(zone_of_scene(composer, NOON, 3)->list), 1);
        assert_int_equal(uprights(zone_of_scene(composer, NOON + 310, 1)->list), 1);
        assert_int_equal(uprights(zone_of_scene(composer, NOON + 310, 3)->list), 0);
        composer_destroy(composer);
        stage_finish(&stage);
    }
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
        cmocka_unit_test(a_rule_at_the_edge_is_left_out),
        cmocka_unit_test(a_rule_goes_with_its_neighbour),
        cmocka_unit_test(two_zones_have_one_rule_between_them),
        cmocka_unit_test(content_stands_where_it_is_wanted),
        cmocka_unit_test(a_zone_has_its_own_palette),
    };
    return cmocka_run_group_tests_name("widgets/dress", tests, NULL, NULL);
}
