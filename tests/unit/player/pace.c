#include "../check.h"
#include "player/pace.h"

static const int64_t YEAR_S = 366 * SECONDS_PER_DAY;

static void a_tick_starts_where_it_is_counted(void **state)
{
    (void)state;
    const int rates[] = {1, 24, 50, 59, 60, 75, 144, 240};
    for (size_t r = 0; r < sizeof rates / sizeof rates[0]; r++) {
        for (int64_t n = 0; n < 1000; n++) {
            int64_t tick = moment_tick(1742385300 * NS_PER_SECOND, rates[r]) + n * 7919;
            int64_t start = pace_tick_start(tick, rates[r]);
            assert_int_equal(moment_tick(start, rates[r]), tick);
            assert_int_equal(moment_tick(start - 1, rates[r]), tick - 1);
        }
    }
}

/* Presents at the display's own period for SECONDS; returns the largest distance, in pixels,
 * between the strip and where the wall clock wants it, after the first minute. */
static int64_t run(struct pace *pace, int64_t period_ns, int64_t seconds, int step)
{
    int64_t mono = 1000, wall = 1742385300 * NS_PER_SECOND, worst = 0, begun = mono;
    int64_t nudges = 0, place = 0;
    while (mono - begun < seconds * NS_PER_SECOND) {
        int64_t ticks = pace_present(pace, mono, wall, step);
        int64_t is = pace->tick * step + pace->nudge, should = moment_tick(wall, pace->hz) * step;
        int64_t far = is > should ? is - should : should - is;
        if (mono - begun > 60 * NS_PER_SECOND && far > worst)
            worst = far;
        int64_t extra = ticks > 0 ? is - place - ticks * step : 0;
        assert_in_range(extra + 1, 0, 2); /* one pixel at a time */
        nudges += extra != 0;
        place = is;
        mono += period_ns;
        wall += period_ns;
    }
    assert_true(nudges <= seconds + 1);
    return worst;
}

static void a_display_a_little_slow_stays_on_the_wall_clock(void **state)
{
    (void)state;
    struct pace pace;
    pace_init(&pace, 60);
    assert_in_range(run(&pace, 16683350, 3600, 3), 0, 8); /* 59.94 Hz */
}

static void a_display_a_little_fast_stays_on_the_wall_clock(void **state)
{
    (void)state;
    struct pace pace;
    pace_init(&pace, 60);
    assert_in_range(run(&pace, 16652789, 3600, 3), 0, 8); /* 60.05 Hz */
}

static void an_exact_display_is_never_nudged(void **state)
{
    (void)state;
    struct pace pace;
    pace_init(&pace, 50);
    run(&pace, 20000000, 600, 4);
    assert_int_equal(pace.nudge, 0);
}

static void a_late_present_counts_the_refreshes_missed(void **state)
{
    (void)state;
    struct pace pace;
    int64_t wall = 1742385300 * NS_PER_SECOND;
    pace_init(&pace, 50);
    assert_int_equal(pace_present(&pace, 0, wall, 3), 0);
    assert_int_equal(pace_present(&pace, 20000000, wall + 20000000, 3), 1);
    assert_int_equal(pace_present(&pace, 80000000, wall + 80000000, 3), 3);
}

static void a_jump_of_the_wall_clock_starts_anew(void **state)
{
    (void)state;
    struct pace pace;
    int64_t wall = 1742385300 * NS_PER_SECOND;
    pace_init(&pace, 60);
    pace_present(&pace, 0, wall, 3);
    wall += YEAR_S * NS_PER_SECOND;
    assert_int_equal(pace_present(&pace, 16666667, wall, 3), 0);
    assert_int_equal(pace.tick, moment_tick(wall, 60));
    wall -= 2 * YEAR_S * NS_PER_SECOND;
    assert_int_equal(pace_present(&pace, 33333333, wall, 3), 0);
    assert_int_equal(pace.tick, moment_tick(wall, 60));
}

static void another_rate_starts_anew(void **state)
{
    (void)state;
    struct pace pace;
    int64_t wall = 1742385300 * NS_PER_SECOND;
    pace_init(&pace, 60);
    pace_present(&pace, 0, wall, 3);
    pace_present(&pace, 16666667, wall + 16666667, 3);
    assert_false(pace_set_hz(&pace, 60));
    assert_true(pace.running);
    assert_true(pace_set_hz(&pace, 50));
    assert_false(pace.running);
    assert_int_equal(pace_present(&pace, 36666667, wall + 36666667, 3), 0);
    assert_int_equal(pace.tick, moment_tick(wall + 36666667, 50));
    assert_int_equal(pace_present(&pace, 56666667, wall + 56666667, 3), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tick_starts_where_it_is_counted),
        cmocka_unit_test(a_display_a_little_slow_stays_on_the_wall_clock),
        cmocka_unit_test(a_display_a_little_fast_stays_on_the_wall_clock),
        cmocka_unit_test(an_exact_display_is_never_nudged),
        cmocka_unit_test(a_late_present_counts_the_refreshes_missed),
        cmocka_unit_test(a_jump_of_the_wall_clock_starts_anew),
        cmocka_unit_test(another_rate_starts_anew),
    };
    return cmocka_run_group_tests_name("player/pace", tests, NULL, NULL);
}
