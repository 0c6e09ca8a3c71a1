#include "../check.h"
#include "base/memory.h"
#include "base/moment.h"
#include "widgets/cycle.h"

#include <stdlib.h>

#define S NS_PER_SECOND

static struct cycle *cycle_of_two(void)
{
    struct cycle *cycle = memory_new(sizeof *cycle);
    struct pages article = {.count = 3, .duration_ns = {10 * S, 20 * S, 8 * S}};
    struct pages headlines = {.count = 2, .duration_ns = {8 * S, 8 * S}};
    cycle_init(cycle);
    cycle_add(cycle, 0, &article, 5 * S);    /* as long as it takes */
    cycle_add(cycle, 2, &headlines, 40 * S); /* longer than it takes */
    return cycle;
}

static void the_theme_s_duration_is_a_minimum(void **state)
{
    (void)state;
    struct cycle *cycle = cycle_of_two();
    static const int64_t expected[] = {10 * S, 20 * S, 8 * S, 20 * S, 20 * S};
    assert_int_equal(cycle->count, 5);
    for (int i = 0; i < 5; i++)
        assert_true(cycle->slides[i].duration_ns == expected[i]);
    assert_true(cycle->total_ns == 78 * S);
    free(cycle);
}

/* At any moment exactly one slide is up, from its start to its end, and they follow each other. */
static void slides_follow_each_other_without_gaps(void **state)
{
    (void)state;
    struct cycle *cycle = cycle_of_two();
    static const int64_t starts[] = {0, 1742388900 * S, -1000 * S + 1, INT64_C(4102444800) * S};
    for (size_t s = 0; s < COUNT_OF(starts); s++) {
        struct slide slide, next;
        cycle_at(cycle, starts[s], &slide);
        for (int i = 0; i < 12; i++) {
            assert_true(slide.end_ns > slide.start_ns);
            struct slide same;
            cycle_at(cycle, slide.end_ns - 1, &same);
            assert_int_equal(same.entry, slide.entry);
            assert_int_equal(same.page, slide.page);
            assert_true(same.start_ns == slide.start_ns && same.end_ns == slide.end_ns);
            cycle_at(cycle, slide.end_ns, &next);
            assert_true(next.start_ns == slide.end_ns);
            assert_true(next.page == slide.page + 1 || next.page == 0);
            assert_true(next.page != 0 || next.entry != slide.entry);
            slide = next;
        }
    }
    free(cycle);
}

static void one_slide_stays(void **state)
{
    (void)state;
    struct cycle *cycle = memory_new(sizeof *cycle);
    struct pages pages = {.count = 1, .duration_ns = {8 * S}};
    struct slide slide;
    cycle_init(cycle);
    cycle_add(cycle, 3, &pages, 0);
    cycle_at(cycle, 99 * S, &slide);
    assert_int_equal(slide.entry, 3);
    assert_int_equal(slide.page, 0);
    assert_true(slide.start_ns == INT64_MIN && slide.end_ns == MOMENT_NEVER);
    free(cycle);
}

static void nothing_to_show_is_no_slide(void **state)
{
    (void)state;
    struct cycle *cycle = memory_new(sizeof *cycle);
    struct slide slide;
    cycle_init(cycle);
    cycle_at(cycle, 99 * S, &slide);
    assert_int_equal(slide.entry, -1);
    assert_true(slide.end_ns == MOMENT_NEVER);
    free(cycle);
}

/* As many pages as there can be, each of them shown; a day's duration shared out in full. */
static void a_full_cycle_loses_nothing(void **state)
{
    (void)state;
    struct cycle *cycle = memory_new(sizeof *cycle);
    struct pages pages = {.count = PAGES_MAX};
    for (int i = 0; i < PAGES_MAX; i++)
        pages.duration_ns[i] = (1000 + i % 7) * S;
    cycle_init(cycle);
    for (int i = 0; i < ENTRIES_MAX; i++)
        cycle_add(cycle, i, &pages, i % 2 == 0 ? 0 : SECONDS_PER_DAY * 10 * S);
    assert_int_equal(cycle->count, ENTRIES_MAX * PAGES_MAX);
    int64_t total = 0;
    for (int i = 0; i < cycle->count; i++) {
        assert_true(cycle->slides[i].duration_ns >= pages.duration_ns[i % PAGES_MAX]);
        total += cycle->slides[i].duration_ns;
    }
    assert_true(total == cycle->total_ns);
    struct slide slide;
    cycle_at(cycle, cycle->total_ns - 1, &slide);
    assert_int_equal(slide.entry, ENTRIES_MAX - 1);
    assert_int_equal(slide.page, PAGES_MAX - 1);
    free(cycle);
}

/* A page without a duration of its own gets the least. */
static void a_page_has_eight_seconds_at_least(void **state)
{
    (void)state;
    struct cycle *cycle = memory_new(sizeof *cycle);
    struct pages pages = {.count = 2};
    cycle_init(cycle);
    cycle_add(cycle, 0, &pages, 0);
    assert_true(cycle->total_ns == 16 * S);
    assert_true(widget_reading_ns(0) == 8 * S);
    assert_true(widget_reading_ns(32) == 8 * S);
    assert_true(widget_reading_ns(33) == 8250 * NS_PER_MILLISECOND);
    free(cycle);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_theme_s_duration_is_a_minimum),
        cmocka_unit_test(slides_follow_each_other_without_gaps),
        cmocka_unit_test(one_slide_stays),
        cmocka_unit_test(nothing_to_show_is_no_slide),
        cmocka_unit_test(a_full_cycle_loses_nothing),
        cmocka_unit_test(a_page_has_eight_seconds_at_least),
    };
    return cmocka_run_group_tests_name("widgets/cycle", tests, NULL, NULL);
}
