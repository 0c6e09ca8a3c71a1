#include "fixture.h"

static const struct rect panel = {1308, 156, 540, 600};

static const struct item *plate(const struct stage *stage, const struct list *list)
{
    const struct item *found = NULL;
    for (int i = 0; i < list->count; i++) {
        if (list->items[i].kind != ITEM_RECT ||
            list->items[i].color != stage->theme->colors[COLOR_ACCENT])
            continue;
        assert_null(found);
        found = &list->items[i];
    }
    return found;
}

static struct list *prayers_at(struct stage *stage, int64_t after_noon_s)
{
    stage->moment = moment_at(NOON + after_noon_s);
    return stage_list(stage, &widget_prayers, panel, 0, NULL);
}

/* The next one's name and time stand on the plate, and nobody else's. */
static void assert_next(const struct stage *stage, const struct list *list, const char *name,
                        const char *time)
{
    const struct item *on = plate(stage, list);
    assert_non_null(on);
    for (int i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind != ITEM_TEXT)
            continue;
        bool inside = holds(on->rect, item->rect);
        assert_int_equal(inside, item->color == stage->theme->colors[COLOR_ON_ACCENT]);
        assert_true(inside || !rect_overlaps(on->rect, item->rect));
    }
    assert_true(holds(on->rect, item_with(list, name)->rect));
    assert_true(holds(on->rect, item_with(list, time)->rect));
}

static void six_times_and_the_next_one_marked(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    struct list *list = prayers_at(&stage, 0); /* 12:55 */
    static const char *const shown[] = {"Fajr",  "05:04", "Sunrise", "06:30",   "Dhuhr",
                                        "12:40", "Asr",   "16:02",   "Maghrib", "18:44",
                                        "Isha",  "19:58", "Rabat",   "19 March"};
    for (size_t i = 0; i < COUNT_OF(shown); i++)
        assert_int_equal(labels_with(list, shown[i], NULL), 1);
    assert_next(&stage, list, "Asr", "16:02");
    assert_true(shows(list, "in 3 h 7 min"));
    assert_false(shows(list, language_phrase(LANGUAGE_EN, PHRASE_COMPUTED)));
    assert_true(list->next_change_ns == (NOON + 60) * NS_PER_SECOND);
    assert_int_equal(item_with(list, "12:40")->color, stage.theme->colors[COLOR_MUTED]);
    assert_int_equal(item_with(list, "18:44")->color, stage.theme->colors[COLOR_INK]);
    list_put(list);
    stage_finish(&stage);
}

/* To the second of each prayer's minute. */
static void the_mark_moves_on_at_the_minute(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    int64_t asr = 3 * 3600 + 7 * 60;
    struct list *list = prayers_at(&stage, asr - 1);
    assert_next(&stage, list, "Asr", "16:02");
    assert_true(shows(list, "in 1 min"));
    assert_true(list->next_change_ns == (NOON + asr) * NS_PER_SECOND);
    list_put(list);
    list = prayers_at(&stage, asr);
    assert_next(&stage, list, "Maghrib", "18:44");
    list_put(list);
    stage_finish(&stage);
}

static void after_isha_it_is_tomorrow(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    struct list *list = prayers_at(&stage, 7 * 3600 + 2 * 60);
    assert_true(shows(list, "in 1 min"));
    list_put(list);
    list = prayers_at(&stage, 7 * 3600 + 3 * 60); /* 19:58 */
    assert_true(shows(list, "20 March"));
    assert_false(shows(list, "19 March"));
    assert_true(shows(list, language_phrase(LANGUAGE_EN, PHRASE_COMPUTED)));
    assert_true(holds(plate(&stage, list)->rect, item_with(list, "Fajr")->rect));
    assert_int_equal(item_with(list, "Isha")->color, stage.theme->colors[COLOR_INK]);
    list_put(list);
    stage_finish(&stage);
}

static void without_a_clock_no_time_is_shown(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    stage.moment.trust = TRUST_UNSET;
    assert_int_equal(stage_pages(&stage, &widget_prayers, panel).count, 1);
    struct list *list = stage_list(&stage, &widget_prayers, panel, 0, NULL);
    assert_int_equal(labels_with(list, "--:--", NULL), 6);
    assert_null(plate(&stage, list));
    for (int i = 0; i < list->label_count; i++)
        assert_null(strpbrk(list->labels[i].text, "0123456789"));
    assert_true(list->next_change_ns == MOMENT_NEVER);
    list_put(list);
    stage_finish(&stage);
}

static void nowhere_there_is_nothing(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"social\": {\"label\": \"Follow us\"}}");
    assert_int_equal(stage_pages(&stage, &widget_prayers, panel).count, 0);
    stage_finish(&stage);
}

/* Rows in their order, none on another, whatever is next and in whatever language. */
static void rows_do_not_overlap(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        stage_language(&stage, (enum language)language);
        for (int hour = -13; hour < 11; hour++) {
            struct list *list = prayers_at(&stage, hour * 3600);
            assert_texts_apart(list);
            list_put(list);
        }
    }
    stage_finish(&stage);
}

/* The panel and the masthead call a place by the same name; another one keeps its own. */
static void the_place_is_called_as_in_the_masthead(void **state)
{
    (void)state;
    static const char times[] = "\"date\": \"2025-03-19\", \"times\": {\"asr\": \"16:02\"}}}";
    struct stage stage;
    struct buffer json;
    stage_init(&stage);
    stage_language(&stage, LANGUAGE_AR);
    stage_sample(&stage); /* its prayers are those of "Rabat" */
    struct list *list = prayers_at(&stage, 0);
    assert_true(shows(list, "الرباط"));
    assert_false(shows(list, "Rabat"));
    list_put(list);
    buffer_init(&json, 1024);
    buffer_print(&json,
                 "{\"place\": {\"name\": {\"default\": \"Rabat\", \"ar\": \"الرباط\"}}, "
                 "\"prayers\": {\"place\": {\"default\": \"Salé\", \"ar\": \"سلا\"}, %s",
                 times);
    stage_content(&stage, buffer_text(&json));
    buffer_finish(&json);
    list = prayers_at(&stage, 0);
    assert_true(shows(list, "سلا"));
    assert_false(shows(list, "الرباط"));
    list_put(list);
    stage_finish(&stage);
}

/* In whole words where there is room for them, in a narrow panel in brief. */
static void the_countdown_is_brief_where_it_must(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    stage_language(&stage, LANGUAGE_AR);
    struct list *list = prayers_at(&stage, 0);
    assert_true(shows(list, "بعد 3 ساعات و7 دقائق"));
    list_put(list);
    struct rect narrow = panel;
    narrow.w = 400;
    list = stage_list(&stage, &widget_prayers, narrow, 0, NULL);
    assert_true(shows(list, "بعد 3 س و7 د"));
    assert_texts_apart(list);
    list_put(list);
    for (narrow.w = 1; narrow.w < 300; narrow.w += 30)
        list_put(stage_list(&stage, &widget_prayers, narrow, 0, NULL)); /* survives */
    stage_finish(&stage);
}

/* A name that is too long gives way; that the times are computed is always said. */
static void a_long_place_name_gives_way(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"place\": {\"name\": \"Llanfairpwllgwyngyllgogerychwyrndrobwll by "
                          "the sea and somewhat further on\", \"latitude\": 53.2, \"longitude\": "
                          "-4.2}}");
    struct list *list = prayers_at(&stage, 0);
    assert_true(shows(list, language_phrase(LANGUAGE_EN, PHRASE_COMPUTED)));
    list_put(list);
    char name[2000];
    memset(name, 'a', sizeof name);
    name[sizeof name - 1] = '\0';
    stage.content->place.name = name;
    list = prayers_at(&stage, 0);
    assert_true(shows(list, language_phrase(LANGUAGE_EN, PHRASE_COMPUTED)));
    list_put(list);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(six_times_and_the_next_one_marked),
        cmocka_unit_test(the_mark_moves_on_at_the_minute),
        cmocka_unit_test(after_isha_it_is_tomorrow),
        cmocka_unit_test(without_a_clock_no_time_is_shown),
        cmocka_unit_test(nowhere_there_is_nothing),
        cmocka_unit_test(rows_do_not_overlap),
        cmocka_unit_test(the_place_is_called_as_in_the_masthead),
        cmocka_unit_test(the_countdown_is_brief_where_it_must),
        cmocka_unit_test(a_long_place_name_gives_way),
    };
    return cmocka_run_group_tests_name("widgets/prayers", tests, NULL, NULL);
}
