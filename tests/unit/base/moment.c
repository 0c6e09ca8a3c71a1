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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(division_rounds_down),
        cmocka_unit_test(seconds_are_those_that_have_begun),
        cmocka_unit_test(ticks_count_refreshes),
    };
    return cmocka_run_group_tests_name("base/moment", tests, NULL, NULL);
}
