#include "../check.h"
#include "base/memory.h"
#include "base/moment.h"

static void division_rounds_down(void **state)
{
    (void)state;
    for (int64_t value = -50; value <= 50; value++)
        for (int64_t divisor = 1; divisor <= 12; divisor++) {
            int64_t quotient = floor_div(value, divisor), rest = floor_mod(value, divisor);
            assert_true(rest >= 0 && rest < divisor);
            assert_true(quotient * divisor + rest == value);
        }
    assert_true(floor_div(INT64_MIN, 1) == INT64_MIN);
    assert_true(floor_mod(INT64_MIN, 10) == 2);
    assert_true(floor_mod(INT64_MAX, INT64_MAX) == 0);
}

static void seconds_are_those_that_have_begun(void **state)
{
    (void)state;
    struct moment moment = {.wall_ns = 1999999999};
    assert_int_equal(moment_seconds(&moment), 1);
    moment.wall_ns = -1;
    assert_int_equal(moment_seconds(&moment), -1);
}

/* A tick begins where it is due, not before, and none is skipped; today and far from it. */
static void ticks_count_refreshes(void **state)
{
    (void)state;
    static const int64_t starts[] = {0, INT64_C(1742388900) * NS_PER_SECOND,
                                     INT64_C(-5) * NS_PER_SECOND,
                                     INT64_C(9000000000) * NS_PER_SECOND};
    static const int rates[] = {1, 24, 50, 59, 60, 144, 240};
    for (size_t s = 0; s < COUNT_OF(starts); s++)
        for (size_t r = 0; r < COUNT_OF(rates); r++) {
            int hz = rates[r];
            int64_t first = moment_tick(starts[s], hz);
            assert_true(first == starts[s] / NS_PER_SECOND * hz);
            for (int i = 1; i <= 3 * hz; i++) {
                int64_t due = starts[s] + (i * NS_PER_SECOND + hz - 1) / hz;
                assert_true(moment_tick(due, hz) == first + i);
                assert_true(moment_tick(due - 1, hz) == first + i - 1);
            }
        }
}

/* As on every wall: one time, whatever it is. */
static void without_a_tempo_there_is_one_time(void **state)
{
    (void)state;
    static const int64_t times[] = {INT64_MIN, -1, 0, INT64_C(1742388900) * NS_PER_SECOND,
                                    MOMENT_NEVER};
    const struct tempo none = {0};
    for (size_t i = 0; i < COUNT_OF(times); i++) {
        assert_true(tempo_wall_ns(&none, times[i]) == times[i]);
        assert_true(tempo_viewer_ns(&none, times[i]) == times[i]);
    }
}

/* After a second, a day and a year of the viewer's time, to the nanosecond. */
static void a_fast_clock_is_exact_after_a_year(void **state)
{
    (void)state;
    static const int factors[] = {1, 2, 7, 60, 100, 235};
    static const int64_t after_s[] = {0, 1, SECONDS_PER_DAY, 366 * SECONDS_PER_DAY};
    const int64_t noon = INT64_C(1742388900) * NS_PER_SECOND;
    for (size_t f = 0; f < COUNT_OF(factors); f++)
        for (size_t a = 0; a < COUNT_OF(after_s); a++) {
            const struct tempo tempo = {factors[f], noon, noon + 12345};
            int64_t since = after_s[a] * NS_PER_SECOND + 1, viewer = noon + 12345 + since;
            int64_t wall = tempo_wall_ns(&tempo, viewer);
            if (since <= (INT64_MAX - noon) / factors[f])
                assert_true(wall == noon + since * factors[f]);
            else
                assert_true(wall == MOMENT_NEVER);
            if (wall == MOMENT_NEVER)
                continue;
            assert_true(tempo_viewer_ns(&tempo, wall) == viewer);
            assert_true(tempo_viewer_ns(&tempo, wall - 1) == viewer - 1);
            assert_true(tempo_viewer_ns(&tempo, wall + factors[f] - 1) == viewer);
        }
}

/* What cannot be held is never, or before all; nothing wraps round. */
static void a_fast_clock_ends_at_never(void **state)
{
    (void)state;
    const int64_t noon = INT64_C(1742388900) * NS_PER_SECOND, year = 366 * SECONDS_PER_DAY;
    const struct tempo tempo = {100000, noon, noon};
    assert_true(tempo_wall_ns(&tempo, noon + year * NS_PER_SECOND) == MOMENT_NEVER);
    assert_true(tempo_wall_ns(&tempo, noon - year * NS_PER_SECOND) == INT64_MIN);
    assert_true(tempo_wall_ns(&tempo, MOMENT_NEVER) == MOMENT_NEVER);
    assert_true(tempo_wall_ns(&tempo, INT64_MIN) == INT64_MIN);
    assert_true(tempo_viewer_ns(&tempo, MOMENT_NEVER) == MOMENT_NEVER);
    assert_true(tempo_viewer_ns(&tempo, INT64_MIN) == INT64_MIN);
    const struct tempo early = {100000, -noon, noon};
    assert_true(tempo_viewer_ns(&early, MOMENT_NEVER - 1) == MOMENT_NEVER);
}

static void a_moment_knows_both_times(void **state)
{
    (void)state;
    const struct moment moment = {.wall_ns = 1000 + 1440 * 7, .tempo = {1440, 1000, 50}};
    assert_true(moment_viewer_ns(&moment) == 57);
    assert_true(moment_wall_at(&moment, 58) == moment.wall_ns + 1440);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(division_rounds_down),
        cmocka_unit_test(seconds_are_those_that_have_begun),
        cmocka_unit_test(ticks_count_refreshes),
        cmocka_unit_test(without_a_tempo_there_is_one_time),
        cmocka_unit_test(a_fast_clock_is_exact_after_a_year),
        cmocka_unit_test(a_fast_clock_ends_at_never),
        cmocka_unit_test(a_moment_knows_both_times),
    };
    return cmocka_run_group_tests_name("base/moment", tests, NULL, NULL);
}
