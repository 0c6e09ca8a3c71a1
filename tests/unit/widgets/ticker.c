#include "fixture.h"

static const struct rect bar = {0, 996, 1920, 84};

static const char news[] =
    "{\"headlines\": [{\"time\": \"12:50\", \"title\": \"First came this one\"},"
    "{\"time\": \"12:40\", \"title\": \"Then that one\"},"
    "{\"time\": \"12:30\", \"title\": \"Burning news\", \"urgent\": true},"
    "{\"title\": \"No time was given\"}]}";

static void headlines_stand_in_order_with_their_times(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, news);
    int loop;
    struct list *list = stage_list(&stage, &widget_ticker, bar, 0, &loop);
    static const char *const expected[] = {"Urgent 12:30 Burning news", "12:50 First came this one",
                                           "12:40 Then that one", "No time was given"};
    int end = 0;
    assert_int_equal(list->label_count % 4, 0);
    for (int i = 0; i < 4; i++) {
        assert_string_equal(list->labels[i].text, expected[i]);
        assert_true(list->labels[i].rect.x >= end);
        end = list->labels[i].rect.x + list->labels[i].rect.w;
    }
    assert_true(end < loop);
    list_put(list);
    stage_finish(&stage);
}

static void urgent_ones_are_marked(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, news);
    struct list *list = stage_list(&stage, &widget_ticker, bar, 0, NULL);
    const struct item *mark = item_with(list, language_phrase(LANGUAGE_EN, PHRASE_URGENT));
    assert_non_null(mark);
    assert_int_equal(mark->color, stage.theme->colors[COLOR_ALERT]);
    assert_int_equal(item_with(list, "12:30")->color, stage.theme->colors[COLOR_ALERT]);
    assert_int_equal(item_with(list, "12:50")->color, stage.theme->colors[COLOR_ACCENT]);
    assert_true(mark->rect.x < item_with(list, "Burning")->rect.x);
    list_put(list);
    stage_finish(&stage);
}

/* Everything is inside the loop and the bar's height, nothing overlaps, and the seam has the
 * same gap as between any two headlines. */
static void assert_strip(const struct list *list, int loop)
{
    assert_true(loop >= bar.w);
    for (int i = 0; i < list->count; i++) {
        struct rect r = list->items[i].rect;
        assert_true(holds((struct rect){0, bar.y, loop, bar.h}, r));
        for (int k = 0; k < i; k++)
            assert_false(rect_overlaps(r, list->items[k].rect));
    }
}

static void a_strip_is_at_least_as_long_as_its_bar(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    static const char *const contents[] = {
        news, "{\"headlines\": [{\"title\": \"A\"}]}",
        "{\"headlines\": [{\"title\": \"A title that alone is wider than the whole bar is, as "
        "happens on small screens with people who write long sentences where others would make "
        "do with half as many words, or even fewer than that\"}]}"};
    for (size_t i = 0; i < COUNT_OF(contents); i++) {
        for (int rtl = 0; rtl < 2; rtl++) {
            int loop;
            stage_language(&stage, rtl ? LANGUAGE_AR : LANGUAGE_EN);
            stage_content(&stage, contents[i]);
            struct list *list = stage_list(&stage, &widget_ticker, bar, 0, &loop);
            assert_strip(list, loop);
            list_put(list);
        }
    }
    stage_finish(&stage);
}

/* The strip of an Arabic screen is the same one seen in a mirror, but for the pieces inside
 * a line, which keep their own order. */
static void a_mirrored_strip_begins_at_its_right_end(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_language(&stage, LANGUAGE_AR);
    stage_content(&stage, "{\"headlines\": [{\"time\": \"12:50\", \"title\": \"خبر أول طويل\"},"
                          "{\"time\": \"12:40\", \"title\": \"خبر ثان\"}]}");
    int loop, right;
    struct list *list = stage_list(&stage, &widget_ticker, bar, 0, &loop);
    assert_strip(list, loop);
    right = loop;
    for (int i = 0; i < list->label_count; i++) {
        struct rect r = list->labels[i].rect;
        assert_true(r.x + r.w <= right);
        assert_true(i > 0 || r.x + r.w == loop);
        right = r.x;
    }
    assert_true(item_with(list, "12:50")->rect.x > item_with(list, "خبر")->rect.x);
    list_put(list);
    stage_finish(&stage);
}

static void without_headlines_there_is_nothing(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"social\": {\"label\": \"Follow us\"}}");
    assert_int_equal(stage_pages(&stage, &widget_ticker, bar).count, 0);
    int loop;
    struct list *list = stage_list(&stage, &widget_ticker, bar, 0, &loop);
    assert_int_equal(loop, 0);
    list_put(list);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headlines_stand_in_order_with_their_times),
        cmocka_unit_test(urgent_ones_are_marked),
        cmocka_unit_test(a_strip_is_at_least_as_long_as_its_bar),
        cmocka_unit_test(a_mirrored_strip_begins_at_its_right_end),
        cmocka_unit_test(without_headlines_there_is_nothing),
    };
    return cmocka_run_group_tests_name("widgets/ticker", tests, NULL, NULL);
}
