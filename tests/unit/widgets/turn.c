/* Which language is up, and the cycle of a zone within its turn. */
#include "../check.h"
#include "base/memory.h"
#include "widgets/cycle.h"
#include "widgets/turn.h"

#include <stdlib.h>

#define S NS_PER_SECOND

static const int64_t moments[] = {0,
                                  1742388900 * S,
                                  1742388900 * S + 1,
                                  -1000 * S + 1,
                                  INT64_C(4102444800) * S,
                                  INT64_C(7258118400) * S};

static void a_turn_is_whole_cycles_of_twenty_seconds_at_least(void **state)
{
    (void)state;
    assert_true(turn_length(0) == 30 * S);
    assert_true(turn_length(78 * S) == 78 * S);
    assert_true(turn_length(20 * S) == 20 * S);
    assert_true(turn_length(20 * S - 1) == 2 * (20 * S - 1));
    assert_true(turn_length(16 * S) == 32 * S);
    assert_true(turn_length(7 * S) == 21 * S);
}

static void one_language_has_no_turns(void **state)
{
    (void)state;
    struct turns turns = {.count = 1};
    struct turn turn;
    turn_at(&turns, 1742388900 * S, &turn);
    assert_int_equal(turn.index, 0);
    assert_false(turn_ends(&turn));
    assert_true(turn.start_ns == INT64_MIN && turn.end_ns == MOMENT_NEVER);
}

static void assert_same(const struct turn *a, const struct turn *b)
{
    assert_int_equal(a->index, b->index);
    assert_true(a->start_ns == b->start_ns && a->end_ns == b->end_ns);
}

/* At any moment exactly one language is up, in the order of the configuration, each for its own
 * time; what was before is told alike. */
static void turns_follow_each_other_without_gaps(void **state)
{
    (void)state;
    struct turns turns = {.count = 3, .length_ns = {61 * S, 30 * S, 20 * S + 250}};
    for (size_t m = 0; m < COUNT_OF(moments); m++) {
        struct turn turn, next, same;
        turn_at(&turns, moments[m], &turn);
        assert_true(turn.start_ns <= moments[m] && moments[m] < turn.end_ns);
        for (int i = 0; i < 7; i++) {
            assert_true(turn_ends(&turn));
            assert_true(turn.end_ns - turn.start_ns == turns.length_ns[turn.index]);
            turn_at(&turns, turn.end_ns - 1, &same);
            assert_same(&same, &turn);
            turn_at(&turns, turn.end_ns, &next);
            assert_true(next.start_ns == turn.end_ns);
            assert_int_equal(next.index, (turn.index + 1) % 3);
            turn_before(&turns, &next, &same);
            assert_same(&same, &turn);
            turn = next;
        }
    }
}

/* --- a cycle within a turn --- */

static struct cycle *cycle_of(int count, const int64_t *durations_ns)
{
    struct cycle *cycle = memory_new(sizeof *cycle);
    struct pages pages = {.count = count};
    for (int i = 0; i < count; i++)
        pages.duration_ns[i] = durations_ns[i];
    cycle_init(cycle);
    cycle_add(cycle, 0, &pages, 0);
    return cycle;
}

/* From START to END of the turn: slides without gaps, whole cycles, none shorter than its own
 * time. Returns how many slides. */
static int assert_whole_cycles(const struct cycle *cycle, const struct turn *turn)
{
    int64_t at = turn->start_ns;
    int count = 0;
    for (struct slide slide; at < turn->end_ns; at = slide.end_ns, count++) {
        struct slide last;
        cycle_within(cycle, turn, at, &slide);
        assert_int_equal(slide.page, count % cycle->count);
        assert_true(slide.start_ns == at && slide.end_ns <= turn->end_ns);
        assert_true(slide.end_ns - slide.start_ns >= cycle->slides[slide.page].duration_ns);
        cycle_within(cycle, turn, slide.end_ns - 1, &last);
        assert_memory_equal(&last, &slide, sizeof last);
    }
    assert_true(at == turn->end_ns);
    assert_int_equal(count % cycle->count, 0);
    return count;
}

static void a_turn_begins_with_the_first_page_and_ends_after_the_last(void **state)
{
    (void)state;
    static const int64_t durations[] = {10 * S, 20250 * NS_PER_MILLISECOND, 8 * S};
    struct cycle *cycle = cycle_of(3, durations);
    for (size_t m = 0; m < COUNT_OF(moments); m++) {
        struct turn turn = {0, moments[m], moments[m] + turn_length(cycle->total_ns)};
        assert_int_equal(assert_whole_cycles(cycle, &turn), 3);
        struct slide slide;
        cycle_within(cycle, &turn, moments[m] + 10 * S, &slide);
        assert_int_equal(slide.page, 1);
        assert_true(slide.end_ns == moments[m] + 30250 * NS_PER_MILLISECOND);
    }
    free(cycle);
}

/* A zone that does not lead has whole pages too: they are drawn out, never shortened. */
static void a_shorter_cycle_fills_the_turn(void **state)
{
    (void)state;
    static const int64_t durations[] = {8 * S, 9 * S, 8125 * NS_PER_MILLISECOND};
    static const int64_t lengths[] = {
        25125 * NS_PER_MILLISECOND, 26 * S, 50249999999, 50 * S + 251, 75 * S + 1, 3600 * S + 7};
    static const int laps[] = {1, 1, 1, 1, 2, 143};
    struct cycle *cycle = cycle_of(3, durations);
    for (size_t i = 0; i < COUNT_OF(lengths); i++) {
        struct turn turn = {0, 1742388900 * S + 3, 1742388900 * S + 3 + lengths[i]};
        assert_int_equal(assert_whole_cycles(cycle, &turn), 3 * laps[i]);
    }
    free(cycle);
}

static void without_turns_the_wall_clock_counts(void **state)
{
    (void)state;
    static const int64_t durations[] = {8 * S, 9 * S};
    struct cycle *cycle = cycle_of(2, durations);
    struct turn turn = {0, INT64_MIN, MOMENT_NEVER};
    for (size_t m = 0; m < COUNT_OF(moments); m++) {
        struct slide plain, slide;
        cycle_at(cycle, moments[m], &plain);
        cycle_within(cycle, &turn, moments[m], &slide);
        assert_memory_equal(&plain, &slide, sizeof slide);
    }
    free(cycle);
}

static void one_slide_stays_within_a_turn(void **state)
{
    (void)state;
    static const int64_t durations[] = {8 * S};
    struct cycle *cycle = cycle_of(1, durations);
    struct turn turn = {0, 100 * S, 130 * S};
    struct slide slide;
    cycle_within(cycle, &turn, 120 * S, &slide);
    assert_true(slide.start_ns == INT64_MIN && slide.end_ns == MOMENT_NEVER);
    free(cycle);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_turn_is_whole_cycles_of_twenty_seconds_at_least),
        cmocka_unit_test(one_language_has_no_turns),
        cmocka_unit_test(turns_follow_each_other_without_gaps),
        cmocka_unit_test(a_turn_begins_with_the_first_page_and_ends_after_the_last),
        cmocka_unit_test(a_shorter_cycle_fills_the_turn),
        cmocka_unit_test(without_turns_the_wall_clock_counts),
        cmocka_unit_test(one_slide_stays_within_a_turn),
    };
    return cmocka_run_group_tests_name("widgets/turn", tests, NULL, NULL);
}
