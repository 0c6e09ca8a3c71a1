#include "../check.h"

#include "content/selection.h"

#include <string.h>

static void without_words_all_are_wanted(void **state)
{
    (void)state;
    const struct selection all = {0};
    assert_true(selection_admits(NULL, "x"));
    assert_true(selection_admits(&all, "x"));
}

static void words_choose(void **state)
{
    (void)state;
    struct selection selection = {0};
    assert_true(phrases_add(&selection.only, "Budget"));
    assert_true(phrases_add(&selection.only, " prix de l'eau"));
    assert_false(phrases_add(&selection.only, "ـَ "));
    assert_int_equal(selection.only.count, 2);
    assert_true(selection_admits(&selection, "The BUDGET"));
    assert_true(selection_admits(&selection, "Le prix de l’eau"));
    assert_false(selection_admits(&selection, "Football"));
    phrases_add(&selection.never, "football");
    assert_false(selection_admits(&selection, "Football budget"));
    selection_finish(&selection);
    assert_int_equal(selection.only.count, 0);
    phrases_add(&selection.never, "football");
    assert_true(selection_admits(&selection, "Budget"));
    assert_false(selection_admits(&selection, "Football"));
    selection_finish(&selection);
}

static void assert_age(struct age age, int64_t as_of_s, int64_t stale_s, int64_t hide_s)
{
    assert_true(age.as_of_s == as_of_s);
    assert_true(age.stale_s == stale_s);
    assert_true(age.hide_s == hide_s);
}

static void ages(void **state)
{
    (void)state;
    const struct selection usual = {0}, own = {.stale_after_s = 60, .hide_after_s = 120},
                           never = {.stale_after_s = SELECTION_NEVER,
                                    .hide_after_s = SELECTION_NEVER};
    assert_age(selection_weather_age(NULL, 1000), 1000, 1000 + WEATHER_STALE_S,
               1000 + WEATHER_HIDE_S);
    assert_age(selection_weather_age(&usual, 1000), 1000, 1000 + WEATHER_STALE_S,
               1000 + WEATHER_HIDE_S);
    assert_age(selection_news_age(&usual, 1000), 1000, 1000 + NEWS_STALE_S, INT64_MAX);
    assert_age(selection_news_age(&own, 1000), 1000, 1060, 1120);
    assert_age(selection_weather_age(&never, 1000), 1000, INT64_MAX, INT64_MAX);
    assert_age(selection_news_age(&own, INSTANT_NONE), INSTANT_NONE, INT64_MAX, INT64_MAX);
    assert_true(selection_patience_s(&usual) == WEATHER_STALE_S);
    assert_true(selection_patience_s(&own) == 60);
    assert_true(selection_patience_s(&never) == WEATHER_NOW_S);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_words_all_are_wanted),
        cmocka_unit_test(words_choose),
        cmocka_unit_test(ages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
