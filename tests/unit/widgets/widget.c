#include "fixture.h"

/* The names that themes may use, and the table behind them, in one order. */
static void every_name_has_its_widget(void **state)
{
    (void)state;
    int count;
    const char *const *names = widget_names(&count);
    assert_int_equal(count, 9);
    for (int i = 0; i < count; i++) {
        const struct widget *widget = widget_find(names[i]);
        assert_non_null(widget);
        assert_string_equal(widget->name, names[i]);
        assert_non_null(widget->pages);
        assert_non_null(widget->build);
        for (int k = 0; k < i; k++)
            assert_string_not_equal(names[i], names[k]);
    }
    assert_null(widget_find("waiting")); /* not for themes */
    assert_null(widget_find(""));
    assert_null(widget_find("Ticker"));
}

/* A widget keeps nothing: the same view gives the same list, whatever was built between. */
static void equal_views_build_equal_lists(void **state)
{
    (void)state;
    struct stage stage;
    const struct rect boxes[] = {{0, 0, 1100, 600}, {50, 30, 900, 160}};
    stage_init(&stage);
    stage_sample(&stage);
    int count;
    const char *const *names = widget_names(&count);
    for (int i = 0; i < count; i++) {
        const struct widget *widget = widget_find(names[i]);
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            stage_language(&stage, (enum language)language);
            int loop, again;
            struct list *first = stage_list(&stage, widget, boxes[0], 0, &loop);
            list_put(stage_list(&stage, widget, boxes[1], 0, NULL));
            struct list *second = stage_list(&stage, widget, boxes[0], 0, &again);
            assert_int_equal(loop, again);
            assert_int_equal(first->count, second->count);
            assert_true(first->next_change_ns == second->next_change_ns);
            for (int k = 0; k < first->count; k++)
                assert_true(item_equal(&first->items[k], &second->items[k]));
            assert_int_equal(first->label_count, second->label_count);
            list_put(first);
            list_put(second);
        }
    }
    stage_finish(&stage);
}

/* Without content a widget has nothing to show, or does so without harm. */
static void nothing_is_needed(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage.content = content_create();
    int count;
    const char *const *names = widget_names(&count);
    for (int i = 0; i < count; i++) {
        const struct widget *widget = widget_find(names[i]);
        struct pages pages = stage_pages(&stage, widget, (struct rect){0, 0, 500, 300});
        bool always = strcmp(names[i], "masthead") == 0 || strcmp(names[i], "clock") == 0;
        assert_int_equal(pages.count, always);
        if (pages.count > 0)
            list_put(stage_list(&stage, widget, (struct rect){0, 0, 500, 300}, 0, NULL));
    }
    stage_finish(&stage);
}

/* Everything of which riwaq makes one line of several parts. */
static void fill_with_lines_of_parts(struct stage *stage)
{
    struct buffer json;
    buffer_init(&json, 64 * 1024);
    buffer_add_text(&json,
                    "{\"place\": {\"name\": \"Rabat\", \"latitude\": 34, \"longitude\": -7},"
                    "\"article\": {\"title\": \"T\", \"byline\": \"Desk\", \"time\": \"11:00\","
                    " \"comments\": 20, \"paragraphs\": [\"");
    for (int i = 0; i < 600; i++)
        buffer_add_text(&json, "word ");
    buffer_add_text(&json, "\"]}, \"weather\": {\"today\": {\"date\": \"2025-03-19\", \"low\": 9,"
                           " \"high\": 21, \"code\": 3}, \"now\": {\"temperature\": 14},"
                           " \"attribution\": \"MET\"}}");
    stage_content(stage, buffer_text(&json));
    buffer_finish(&json);
    ((struct content *)stage->content)->weather.age = (struct age){NOON - 900, NOON, INT64_MAX};
    stage->config->organisation = memory_text("News house");
}

/* The Arabic zero is a dot: "الرباط · ٢٠ مارس" would be read as 200. */
static void no_dot_stands_beside_arabic_digits(void **state)
{
    (void)state;
    static const char *const joining[] = {"masthead", "article", "weather", "prayers"};
    static const struct rect box = {0, 0, 1100, 500};
    struct stage stage;
    stage_init(&stage);
    fill_with_lines_of_parts(&stage);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        stage_language(&stage, (enum language)language);
        const char *comma = language_is_rtl((enum language)language) ? "، " : ", ";
        for (size_t i = 0; i < COUNT_OF(joining); i++) {
            const struct widget *widget = widget_find(joining[i]);
            stage.config->digits = DIGITS_WESTERN;
            struct list *western = stage_list(&stage, widget, box, 0, NULL);
            stage.config->digits = DIGITS_ARABIC;
            struct list *arabic = stage_list(&stage, widget, box, 0, NULL);
            int dotted = labels_with(western, " · ", NULL);
            assert_true(dotted >= (i == 1 ? 2 : 1)); /* the byline, and the footer */
            assert_int_equal(labels_with(arabic, "·", NULL), 0);
            if (i != 1) /* the article is an English one */
                assert_int_equal(labels_with(arabic, comma, NULL), dotted);
            list_put(western);
            list_put(arabic);
        }
    }
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_name_has_its_widget),
        cmocka_unit_test(equal_views_build_equal_lists),
        cmocka_unit_test(nothing_is_needed),
        cmocka_unit_test(no_dot_stands_beside_arabic_digits),
    };
    return cmocka_run_group_tests_name("widgets/widget", tests, NULL, NULL);
}
