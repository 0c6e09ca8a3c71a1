#include "fixture.h"

static void the_time_stands_in_the_middle(void **state)
{
    (void)state;
    static const enum language languages[] = {LANGUAGE_EN, LANGUAGE_AR};
    const struct rect box = {100, 50, 800, 300};
    for (size_t i = 0; i < COUNT_OF(languages); i++) {
        struct stage stage;
        stage_init(&stage);
        stage_sample(&stage);
        stage_language(&stage, languages[i]);
        struct list *list = stage_list(&stage, &widget_clock, box, 0, NULL);
        const struct item *time = item_with(list, "12:55");
        assert_non_null(time);
        struct rect drawn = capitals(time);
        assert_true(holds(box, drawn));
        assert_in_range(2 * drawn.x + drawn.w, 2 * box.x + box.w - 1, 2 * box.x + box.w + 1);
        assert_in_range(2 * drawn.y + drawn.h, 2 * box.y + box.h - 2, 2 * box.y + box.h + 2);
        assert_true(list->next_change_ns == (NOON + 60) * NS_PER_SECOND);
        list_put(list);
        stage_finish(&stage);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_time_stands_in_the_middle),
    };
    return cmocka_run_group_tests_name("widgets/clock", tests, NULL, NULL);
}
