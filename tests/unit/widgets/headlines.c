#include "fixture.h"

#include "widgets/order.h"

static const struct rect panel = {72, 156, 1140, 624};

/* COUNT headlines "Headline 0 ..." with WORDS words more, one in URGENT urgent (0: none). */
static void write_headlines_urgent(struct stage *stage, int count, int words, int urgent)
{
    struct buffer json;
    buffer_init(&json, 4 * 1024 * 1024);
    buffer_add_text(&json, "{\"headlines\": [");
    for (int i = 0; i < count; i++) {
        buffer_print(&json, "%s{\"time\": \"%02d:%02d\", \"urgent\": %s, \"title\": \"Headline %d.",
                     i > 0 ? "," : "", i / 60, i % 60,
                     urgent > 0 && i % urgent == 3 ? "true" : "false", i);
        for (int w = 0; w < words; w++)
            buffer_add_text(&json, " word");
        buffer_add_text(&json, "\"}");
    }
    buffer_add_text(&json, "]}");
    stage_content(stage, buffer_text(&json));
    buffer_finish(&json);
}

static void write_headlines(struct stage *stage, int count, int words)
{
    write_headlines_urgent(stage, count, words, 5);
}

/* The numbers of the headlines on a page, in the order in which they stand; returns how many. */
static int numbers_of(const struct list *list, int *out)
{
    int count = 0;
    for (int i = 0; i < list->label_count; i++)
        count += sscanf(list->labels[i].text, "Headline %d.", &out[count]) == 1;
    return count;
}

/* Urgent ones first, else as they came. */
static void expected_order(int count, int *out)
{
    int n = 0;
    for (int i = 0; i < count; i++)
        if (i % 5 == 3)
            out[n++] = i;
    for (int i = 0; i < count; i++)
        if (i % 5 != 3)
            out[n++] = i;
}

static void every_headline_stands_once(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    for (int count = 1; count <= 41; count += 4) {
        int expected[HEADLINES_MAX], seen = 0;
        write_headlines(&stage, count, count % 30);
        expected_order(count, expected);
        struct pages pages = stage_pages(&stage, &widget_headlines, panel);
        for (int page = 0; page < pages.count; page++) {
            struct list *list = stage_list(&stage, &widget_headlines, panel, page, NULL);
            int numbers[HEADLINES_MAX], here = numbers_of(list, numbers);
            assert_true(here > 0);
            for (int i = 0; i < here; i++)
                assert_int_equal(numbers[i], expected[seen++]);
            for (int i = 0; i < list->count; i++)
                assert_true(holds(panel, list->items[i].rect));
            list_put(list);
            int64_t least = here * (2 + count % 30) * NS_PER_SECOND / 4;
            assert_true(pages.duration_ns[page] ==
                        (least > 8 * NS_PER_SECOND ? least : 8 * NS_PER_SECOND));
        }
        assert_int_equal(seen, count);
    }
    stage_finish(&stage);
}

/* As many as a source may send: a page each at worst. */
static void two_hundred_headlines_fit_their_pages(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    struct rect low = {0, 0, 600, 120};
    write_headlines(&stage, HEADLINES_MAX, 0);
    struct pages pages = stage_pages(&stage, &widget_headlines, low);
    assert_int_equal(pages.count, HEADLINES_MAX);
    struct list *list = stage_list(&stage, &widget_headlines, low, pages.count - 1, NULL);
    assert_true(shows(list, "Headline 199."));
    list_put(list);
    stage_finish(&stage);
}

/* Rows of one height: each page has an even share, rounded up or down. */
static void pages_are_about_even(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    for (int count = 1; count <= 40; count++) {
        write_headlines_urgent(&stage, count, 1, 0); /* urgent rows are higher */
        struct pages pages = stage_pages(&stage, &widget_headlines, panel);
        int share = (count + pages.count - 1) / pages.count;
        for (int page = 0; page < pages.count; page++) {
            struct list *list = stage_list(&stage, &widget_headlines, panel, page, NULL);
            int numbers[HEADLINES_MAX];
            int here = numbers_of(list, numbers);
            assert_true(here <= share && here >= count / pages.count);
            list_put(list);
        }
    }
    stage_finish(&stage);
}

/* COUNT headlines of so many WORDS, in order: how many are on each page. Returns how many pages. */
static int count_pages(struct stage *stage, const int *words, int count, struct rect box,
                       int *counts)
{
    struct buffer json;
    buffer_init(&json, 64 * 1024);
    for (int i = 0; i < count; i++) {
        buffer_print(&json, "%s{\"title\": \"Headline %d.", i > 0 ? "," : "{\"headlines\": [", i);
        for (int w = 0; w < words[i]; w++)
            buffer_add_text(&json, " abcdefghijklmnopqrstuvwxyz");
        buffer_add_text(&json, "\"}");
    }
    buffer_add_text(&json, "]}");
    stage_content(stage, buffer_text(&json));
    buffer_finish(&json);
    struct pages pages = stage_pages(stage, &widget_headlines, box);
    int seen = 0;
    for (int page = 0; page < pages.count; page++) {
        struct list *list = stage_list(stage, &widget_headlines, box, page, NULL);
        int numbers[HEADLINES_MAX];
        counts[page] = numbers_of(list, numbers);
        for (int i = 0; i < counts[page]; i++)
            assert_int_equal(numbers[i], seen++);
        list_put(list);
    }
    assert_int_equal(seen, count);
    return pages.count;
}

/* Heights as a newspaper's column has them, three to a page: the last has no lone one. */
static void the_last_page_has_no_lone_headline(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    static const int words[] = {3, 2, 3, 3, 3, 2, 3, 3, 2, 3, 2, 3, 3};
    static const int as_high[] = {2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2};
    const struct rect column = {0, 0, 480, 762};
    int counts[PAGES_MAX];
    assert_int_equal(count_pages(&stage, words, COUNT_OF(words), column, counts), 5);
    for (int page = 0; page < 5; page++)
        assert_in_range(counts[page], 2, 3);
    const struct rect lower = {0, 0, 480, 620};
    static const int even[] = {3, 3, 3, 2, 2}; /* of what is as good the longer pages first */
    assert_int_equal(count_pages(&stage, as_high, COUNT_OF(as_high), lower, counts), 5);
    assert_memory_equal(counts, even, sizeof even);
    for (int columns = 2; columns <= 3; columns++) { /* 13 rows of 6 or 9 a page */
        const struct rect wide = {0, 0, 600 * columns, 620};
        stage.zone.columns = columns;
        int pages = count_pages(&stage, as_high, COUNT_OF(as_high), wide, counts);
        assert_int_equal(pages, columns == 2 ? 3 : 2);
        for (int page = 0; page < pages; page++)
            assert_in_range(counts[page], 13 / pages, 13 / pages + 1);
    }
    stage_finish(&stage);
}

/* How many columns the titles of LIST stand in. */
static int columns_of(const struct list *list)
{
    int starts[HEADLINES_MAX], count = 0;
    for (int i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        int known = 0;
        if (item->kind != ITEM_TEXT ||
            memmem(item->run.text, item->run.length, "Headline", 8) == NULL)
            continue;
        while (known < count && starts[known] != item->rect.x)
            known++;
        starts[known] = item->rect.x;
        count += known == count;
    }
    return count;
}

/* Down one column, then down the next: each once, nothing over another, nothing outside. */
static void columns_are_read_one_after_the_other(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    struct rect wide = {40, 100, 2280, 420};
    for (int i = 0; i < 40; i++) {
        int count = 1 + i * 7 % 41, expected[HEADLINES_MAX], seen = 0;
        stage.zone.columns = i % 4 + 1;
        write_headlines(&stage, count, i * 5 % 19);
        expected_order(count, expected);
        struct pages pages = stage_pages(&stage, &widget_headlines, wide);
        for (int page = 0; page < pages.count; page++) {
            struct list *list = stage_list(&stage, &widget_headlines, wide, page, NULL);
            int numbers[HEADLINES_MAX], here = numbers_of(list, numbers);
            assert_in_range(columns_of(list), 1, stage.zone.columns);
            for (int n = 0; n < here; n++)
                assert_int_equal(numbers[n], expected[seen++]);
            for (int n = 0; n < list->count; n++)
                assert_true(holds(wide, list->items[n].rect));
            assert_texts_apart(list);
            list_put(list);
        }
        assert_int_equal(seen, count);
    }
    stage_finish(&stage);
}

static void nine_headlines_in_three_columns(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    struct rect wide = {0, 0, 1800, 420};
    stage.zone.columns = 3;
    write_headlines_urgent(&stage, 9, 0, 0);
    for (int rtl = 0; rtl < 2; rtl++) {
        stage_language(&stage, rtl ? LANGUAGE_AR : LANGUAGE_EN);
        struct list *list = stage_list(&stage, &widget_headlines, wide, 0, NULL);
        assert_int_equal(stage_pages(&stage, &widget_headlines, wide).count, 1);
        const struct item *first = item_with(list, "Headline 0."),
                          *second = item_with(list, "Headline 3.");
        assert_int_equal(columns_of(list), 3);
        assert_int_equal(first->baseline, second->baseline);
        assert_int_equal(first->baseline, item_with(list, "Headline 6.")->baseline);
        assert_int_equal(first->rect.x, item_with(list, "Headline 2.")->rect.x);
        assert_int_equal(first->rect.x < second->rect.x, !rtl);
        list_put(list);
    }
    stage_finish(&stage);
}

/* How many of the titles of LIST stand in the column that begins at X. */
static int titles_at(const struct list *list, int x)
{
    int count = 0;
    for (int i = 0; i < list->count; i++)
        count += list->items[i].kind == ITEM_TEXT && list->items[i].rect.x == x &&
                 memmem(list->items[i].run.text, list->items[i].run.length, "Headline", 8) != NULL;
    return count;
}

/* Whatever their number: the columns of a page differ by one at most, the last page's too. */
static void columns_of_a_page_are_even(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    struct rect wide = {0, 0, 1800, 420};
    stage.zone.columns = 2;
    for (int count = 2; count <= 30; count++) {
        write_headlines_urgent(&stage, count, 0, 0);
        struct pages pages = stage_pages(&stage, &widget_headlines, wide);
        for (int page = 0; page < pages.count; page++) {
            struct list *list = stage_list(&stage, &widget_headlines, wide, page, NULL);
            int numbers[HEADLINES_MAX], here = numbers_of(list, numbers);
            char last[32];
            snprintf(last, sizeof last, "Headline %d.", numbers[here - 1]);
            assert_int_equal(titles_at(list, item_with(list, last)->rect.x), here / 2);
            list_put(list);
        }
    }
    stage_finish(&stage);
}

/* The widest of the rules above the rows. */
static int rule_width(const struct list *list)
{
    int width = 0;
    for (int i = 0; i < list->count; i++)
        if (list->items[i].rect.h == 1 && list->items[i].rect.w > width)
            width = list->items[i].rect.w;
    return width;
}

static void no_more_columns_than_there_is_need_of(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    struct rect wide = {0, 0, 1800, 420}, narrow = {0, 0, 640, 420};
    stage.zone.columns = 3;
    for (int count = 1; count <= 9; count++) {
        write_headlines_urgent(&stage, count, 0, 0);
        struct list *list = stage_list(&stage, &widget_headlines, wide, 0, NULL);
        assert_int_equal(columns_of(list), count < 3 ? count : count == 4 ? 2 : 3);
        assert_true(rule_width(list) >= wide.w / columns_of(list) - 56);
        list_put(list);
        list = stage_list(&stage, &widget_headlines, narrow, 0, NULL);
        assert_int_equal(columns_of(list), 1);
        list_put(list);
    }
    stage_finish(&stage);
}

static void urgent_ones_are_marked(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"headlines\": [{\"time\": \"12:50\", \"title\": \"Plain\"},"
                          "{\"time\": \"12:40\", \"title\": \"Burning\", \"urgent\": true}]}");
    struct list *list = stage_list(&stage, &widget_headlines, panel, 0, NULL);
    assert_int_equal(item_with(list, "12:40")->color, stage.theme->colors[COLOR_ALERT]);
    assert_int_equal(item_with(list, "12:50")->color, stage.theme->colors[COLOR_ACCENT]);
    assert_true(item_with(list, "Burning")->rect.y < item_with(list, "Plain")->rect.y);
    assert_int_equal(item_with(list, "12:40")->baseline, item_with(list, "Burning")->baseline);
    assert_int_equal(item_with(list, "Burning")->rect.x, item_with(list, "Plain")->rect.x);
    list_put(list);
    stage_finish(&stage);
}

static void dates_and_times_tell_the_day(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"headlines\": [{\"time\": \"12:50\", \"title\": \"Today's\"},"
                          "{\"time\": \"2025-03-18T22:00:00Z\", \"title\": \"Yesterday's\"},"
                          "{\"title\": \"Timeless\"}]}");
    struct list *list = stage_list(&stage, &widget_headlines, panel, 0, NULL);
    assert_true(shows(list, "12:50"));
    assert_true(shows(list, "18 March"));
    assert_false(shows(list, "22:00"));
    assert_true(list->next_change_ns == (NOON + 39900) * NS_PER_SECOND); /* midnight */
    list_put(list);
    stage.moment = moment_at(NOON + SECONDS_PER_DAY);
    list = stage_list(&stage, &widget_headlines, panel, 0, NULL);
    assert_true(shows(list, "19 March"));
    list_put(list);
    stage_finish(&stage);
}

static void without_times_titles_begin_at_the_edge(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"headlines\": [{\"title\": \"Timeless\"}]}");
    struct list *list = stage_list(&stage, &widget_headlines, panel, 0, NULL);
    assert_int_equal(item_with(list, "Timeless")->rect.x, panel.x);
    assert_true(list->next_change_ns == MOMENT_NEVER);
    list_put(list);
    stage_finish(&stage);
}

static void an_end_counts_at_its_second(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"headlines\": [{\"title\": \"Stays\"}, {\"title\": \"Goes\","
                          " \"until\": \"2025-03-19T12:55:10Z\"}]}");
    for (int second = 8; second <= 12; second++) {
        stage.moment = moment_at(NOON + second);
        struct view view = stage_view(&stage, panel);
        struct order order;
        order_headlines(&view, &order);
        assert_int_equal(order.count, second < 10 ? 2 : 1);
        assert_true(order.next_change_ns ==
                    (second < 10 ? (NOON + 10) * NS_PER_SECOND : MOMENT_NEVER));
        struct pages pages = stage_pages(&stage, &widget_headlines, panel);
        assert_true(second >= 10 || pages.next_change_ns == (NOON + 10) * NS_PER_SECOND);
    }
    stage_finish(&stage);
}

/* Nobody knows whether it is over: it stays, and no clock that is wrong decides anything. */
static void without_a_clock_nothing_ends(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"headlines\": [{\"time\": \"12:00\", \"title\": \"Goes\","
                          " \"until\": \"2025-03-19T12:55:10Z\"}]}");
    stage.moment = moment_at(NOON + 3600);
    stage.moment.trust = TRUST_UNSET;
    struct view view = stage_view(&stage, panel);
    struct order order;
    order_headlines(&view, &order);
    assert_int_equal(order.count, 1);
    assert_true(order.next_change_ns == MOMENT_NEVER);
    stage_finish(&stage);
}

/* Rows are lines apart, whichever of them have vowels. */
static void rows_with_vowels_are_as_high_as_others(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_language(&stage, LANGUAGE_AR);
    stage_content(&stage, "{\"headlines\": [{\"title\": \"خبر أول\"}, {\"title\": \"خَبَرٌ ثَانٍ أَمَّا\"},"
                          " {\"title\": \"خبر ثالث\"}, {\"title\": \"خبّر رابع\"}]}");
    struct list *list = stage_list(&stage, &widget_headlines, panel, 0, NULL);
    int steps = 0, first = 0;
    for (int i = 0, last = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind != ITEM_TEXT || item->run.font.role != FONT_HEADLINE)
            continue;
        if (last > 0 && item->baseline != last) {
            first = steps++ == 0 ? item->baseline - last : first;
            assert_int_equal(item->baseline - last, first);
        }
        last = item->baseline;
    }
    assert_int_equal(steps, 3);
    list_put(list);
    stage_finish(&stage);
}

static void without_headlines_there_is_nothing(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_content(&stage, "{\"social\": {\"label\": \"Follow us\"}}");
    assert_int_equal(stage_pages(&stage, &widget_headlines, panel).count, 0);
    struct list *list = stage_list(&stage, &widget_headlines, panel, 0, NULL);
    assert_int_equal(list->count, 0);
    list_put(list);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_headline_stands_once),
        cmocka_unit_test(two_hundred_headlines_fit_their_pages),
        cmocka_unit_test(pages_are_about_even),
        cmocka_unit_test(the_last_page_has_no_lone_headline),
        cmocka_unit_test(columns_are_read_one_after_the_other),
        cmocka_unit_test(nine_headlines_in_three_columns),
        cmocka_unit_test(columns_of_a_page_are_even),
        cmocka_unit_test(no_more_columns_than_there_is_need_of),
        cmocka_unit_test(urgent_ones_are_marked),
        cmocka_unit_test(dates_and_times_tell_the_day),
        cmocka_unit_test(without_times_titles_begin_at_the_edge),
        cmocka_unit_test(an_end_counts_at_its_second),
        cmocka_unit_test(without_a_clock_nothing_ends),
        cmocka_unit_test(rows_with_vowels_are_as_high_as_others),
        cmocka_unit_test(without_headlines_there_is_nothing),
    };
    return cmocka_run_group_tests_name("widgets/headlines", tests, NULL, NULL);
}
