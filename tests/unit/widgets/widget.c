#include "fixture.h"

/* The names that themes may use, and the table behind them, in one order. */
static void every_name_has_its_widget(void **state)
{
    (void)state;
    int count;
    const char *const *names = widget_names(&count);
    assert_int_equal(count, 8);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_name_has_its_widget),
        cmocka_unit_test(equal_views_build_equal_lists),
        cmocka_unit_test(nothing_is_needed),
    };
    return cmocka_run_group_tests_name("widgets/widget", tests, NULL, NULL);
}
