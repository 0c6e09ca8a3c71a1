/* How the headlines of a ticker stand: on plates, with or without times and sources. */
#include "fixture.h"

static const struct rect strip = {0, 960, 1920, 84};

static const char two[] =
    "{\"headlines\": [{\"time\": \"12:10\", \"title\": \"One\", \"source\": \"Alpha\"},"
    "{\"time\": \"12:20\", \"title\": \"Two\", \"source\": \"Beta\"}]}";
static const char urgent[] = "{\"headlines\": [{\"time\": \"12:10\", \"title\": \"One\", "
                             "\"source\": \"Alpha\", \"urgent\": true}]}";

static struct list *built(struct stage *stage, const char *json, enum strip_item item,
                          enum color_role paint)
{
    stage_content(stage, json);
    stage->zone.item = item;
    stage->zone.item_color = paint;
    return stage_list(stage, &widget_ticker, strip, 0, NULL);
}

static bool is_text(const struct item *item, const char *text)
{
    return item->kind == ITEM_TEXT && item->run.length == strlen(text) &&
           memcmp(item->run.text, text, item->run.length) == 0;
}

/* The item that is TEXT; fails when there is none. */
static const struct item *find(const struct list *list, const char *text)
{
    for (int i = 0; i < list->count; i++)
        if (is_text(&list->items[i], text))
            return &list->items[i];
    fail_msg("%s is not there", text);
    return NULL;
}

static bool has(const struct list *list, const char *text)
{
    for (int i = 0; i < list->count; i++)
        if (is_text(&list->items[i], text))
            return true;
    return false;
}

/* The plate, painted before ITEM, on which it stands; NULL: none. */
static const struct item *plate_of(const struct list *list, const struct item *item)
{
    for (int i = 0; &list->items[i] != item; i++) {
        const struct item *plate = &list->items[i];
        struct rect middle = {item->rect.x, item->baseline - item->run.font.px / 3, item->rect.w,
                              1};
        if (plate->kind == ITEM_RECT && rect_equal(rect_intersection(plate->rect, middle), middle))
            return plate;
    }
    return NULL;
}

static void stands(const struct stage *stage, const struct list *list, const char *text,
                   enum color_role paint, bool on_plate, enum color_role plate)
{
    const struct item *item = find(list, text), *on = plate_of(list, item);
    assert_int_equal(item->color, stage->theme->colors[paint]);
    assert_int_equal(on != NULL, on_plate);
    if (on == NULL)
        return;
    assert_int_equal(on->color, stage->theme->colors[plate]);
    assert_true(on->radius > 0);
    assert_true(rect_equal(rect_intersection(on->rect, (struct rect){0, strip.y, 1 << 20, strip.h}),
                           on->rect));
}

static void plain_has_no_plates(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    struct list *list = built(&stage, two, STRIP_PLAIN, COLOR_ACCENT);
    stands(&stage, list, "12:10", COLOR_ACCENT, false, COLOR_ACCENT);
    stands(&stage, list, "One", COLOR_INK, false, COLOR_ACCENT);
    stands(&stage, list, "Beta", COLOR_MUTED, false, COLOR_ACCENT);
    list_put(list);
    list = built(&stage, two, STRIP_PLAIN, COLOR_MUTED);
    stands(&stage, list, "12:10", COLOR_MUTED, false, COLOR_ACCENT);
    list_put(list);
    stage_finish(&stage);
}

static void a_pill_holds_all_of_it(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    struct list *list = built(&stage, two, STRIP_PILL, COLOR_ACCENT);
    stands(&stage, list, "12:10", COLOR_ON_ACCENT, true, COLOR_ACCENT);
    stands(&stage, list, "One", COLOR_ON_ACCENT, true, COLOR_ACCENT);
    stands(&stage, list, "Alpha", COLOR_ON_ACCENT_MUTED, true, COLOR_ACCENT);
    assert_ptr_equal(plate_of(list, find(list, "12:10")), plate_of(list, find(list, "Alpha")));
    assert_ptr_not_equal(plate_of(list, find(list, "One")), plate_of(list, find(list, "Two")));
    list_put(list);
    list = built(&stage, two, STRIP_PILL, COLOR_FLOOR);
    stands(&stage, list, "12:10", COLOR_ACCENT, true, COLOR_FLOOR);
    stands(&stage, list, "One", COLOR_INK, true, COLOR_FLOOR);
    stands(&stage, list, "Alpha", COLOR_MUTED, true, COLOR_FLOOR);
    list_put(list);
    stage_finish(&stage);
}

static void a_label_holds_the_time_or_the_source(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    struct list *list = built(&stage, two, STRIP_LABEL, COLOR_ACCENT);
    stands(&stage, list, "12:10", COLOR_ON_ACCENT, true, COLOR_ACCENT);
    stands(&stage, list, "One", COLOR_INK, false, COLOR_ACCENT);
    stands(&stage, list, "Alpha", COLOR_MUTED, false, COLOR_ACCENT);
    list_put(list);
    stage.zone.item_times = false;
    list = built(&stage, two, STRIP_LABEL, COLOR_RULE);
    stands(&stage, list, "Alpha", COLOR_INK, true, COLOR_RULE);
    stands(&stage, list, "Two", COLOR_INK, false, COLOR_RULE);
    assert_false(has(list, "12:10"));
    list_put(list);
    stage_finish(&stage);
}

static void what_is_urgent_has_its_own_plate(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    struct list *list = built(&stage, urgent, STRIP_PILL, COLOR_FLOOR);
    stands(&stage, list, "One", COLOR_PAPER, true, COLOR_ALERT);
    stands(&stage, list, "12:10", COLOR_PAPER, true, COLOR_ALERT);
    list_put(list);
    list = built(&stage, urgent, STRIP_LABEL, COLOR_FLOOR);
    stands(&stage, list, "One", COLOR_INK, false, COLOR_ALERT);
    stands(&stage, list, "12:10", COLOR_PAPER, true, COLOR_ALERT);
    list_put(list);
    stage_finish(&stage);
}

static void sources_are_named_as_is_wanted(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    struct list *list = built(&stage, urgent, STRIP_PLAIN, COLOR_ACCENT); /* one source alone */
    assert_false(has(list, "Alpha"));
    list_put(list);
    stage.zone.item_sources = SOURCES_ALWAYS;
    list = built(&stage, urgent, STRIP_PLAIN, COLOR_ACCENT);
    assert_true(has(list, "Alpha"));
    list_put(list);
    stage.zone.item_sources = SOURCES_NEVER;
    list = built(&stage, two, STRIP_PLAIN, COLOR_ACCENT);
    assert_false(has(list, "Alpha") || has(list, "Beta"));
    list_put(list);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_has_no_plates),
        cmocka_unit_test(a_pill_holds_all_of_it),
        cmocka_unit_test(a_label_holds_the_time_or_the_source),
        cmocka_unit_test(what_is_urgent_has_its_own_plate),
        cmocka_unit_test(sources_are_named_as_is_wanted),
    };
    return cmocka_run_group_tests_name("widgets/ticker_item", tests, NULL, NULL);
}
