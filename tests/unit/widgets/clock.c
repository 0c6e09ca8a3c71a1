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

/* A small am or pm behind the figures, as the page runs; not where only they have room, nor while
 * the time is not known. */
static void twelve_hours_tell_their_half(void **state)
{
    (void)state;
    static const char *const halves[LANGUAGE_COUNT] = {"pm", "PM", "م", "ⵜⴰⴷⴳⴳⵯⴰⵜ"};
    static const struct widget *const widgets[] = {&widget_clock, &widget_masthead,
                                                   &widget_waiting};
    struct rect box = {100, 50, 800, 300};
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    stage.config->twelve_hours = true;
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        stage_language(&stage, (enum language)i);
        for (size_t k = 0; k < COUNT_OF(widgets); k++) {
            struct list *list = stage_list(&stage, widgets[k], box, 0, NULL);
            const struct item *time = item_with(list, "12:55"), *half = item_with(list, halves[i]);
            assert_non_null(half);
            assert_int_equal(half->baseline, time->baseline);
            assert_true(half->run.font.px < time->run.font.px / 2);
            assert_int_equal(half->color, stage.theme->colors[COLOR_MUTED]);
            if (language_is_rtl((enum language)i))
                assert_true(half->rect.x + half->rect.w < time->rect.x);
            else
                assert_true(half->rect.x > time->rect.x + time->rect.w);
            list_put(list);
        }
    }
    stage_language(&stage, LANGUAGE_EN);
    struct rect narrow = box;
    struct list *list = stage_list(&stage, &widget_clock, box, 0, NULL);
    narrow.w = item_with(list, "12:55")->rect.w + 10;
    list_put(list);
    list = stage_list(&stage, &widget_clock, narrow, 0, NULL);
    assert_true(shows(list, "12:55") && !shows(list, "pm"));
    list_put(list);
    stage.moment.trust = TRUST_UNSET;
    list = stage_list(&stage, &widget_clock, box, 0, NULL);
    assert_true(shows(list, "--:--") && !shows(list, "pm"));
    list_put(list);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_time_stands_in_the_middle),
        cmocka_unit_test(twelve_hours_tell_their_half),
    };
    return cmocka_run_group_tests_name("widgets/clock", tests, NULL, NULL);
}
