#include "../check.h"
#include "base/memory.h"
#include "widgets/motion.h"
#include "widgets/widget.h"

#define S NS_PER_SECOND

/* Whatever the easing, it goes from one end to the other, and never back. */
static void easing_goes_one_way(void **state)
{
    (void)state;
    for (int easing = EASING_LINEAR; easing <= EASING_IN_OUT; easing++) {
        int rest = 1000, progress = 0;
        assert_int_equal(motion_rest((enum easing)easing, 1000, 5 * S, S, 4 * S), 1000);
        assert_int_equal(motion_rest((enum easing)easing, 1000, 5 * S, S, 6 * S), 0);
        assert_int_equal(motion_eased((enum easing)easing, 5 * S, S, 5 * S), 0);
        assert_int_equal(motion_eased((enum easing)easing, 5 * S, S, 6 * S), 255);
        for (int64_t ns = 5 * S; ns <= 6 * S; ns += S / 60) {
            int now = motion_rest((enum easing)easing, 1000, 5 * S, S, ns);
            assert_in_range(now, 0, rest);
            rest = now;
            now = motion_eased((enum easing)easing, 5 * S, S, ns);
            assert_in_range(now, progress, 255);
            progress = now;
        }
    }
}

static void easing_has_a_shape(void **state)
{
    (void)state;
    static const int after_a_quarter[] = {750, 984, 422, 938};
    for (int easing = EASING_LINEAR; easing <= EASING_IN_OUT; easing++)
        assert_int_equal(motion_rest((enum easing)easing, 1000, 0, S, S / 4),
                         after_a_quarter[easing]);
    assert_int_equal(motion_rest(EASING_IN_OUT, 1000, 0, S, S / 2), 500);
}

static void no_time_at_all(void **state)
{
    (void)state;
    assert_int_equal(motion_rest(EASING_OUT, 1000, 0, 0, 0), 0);
    assert_int_equal(motion_eased(EASING_OUT, 0, 0, 0), 255);
}

static struct moment at_tick(int64_t tick)
{
    return (struct moment){.wall_ns = tick * S / 60 + 1, .tick = tick, .hz = 60};
}

/* It rests, rises in even steps no faster than it is read, and is at its beginning again. */
static void a_text_rises_in_even_steps(void **state)
{
    (void)state;
    static const struct {
        int length, words;
    } texts[] = {{1500, 200}, {1500, 33}, {20000, 40}, {61, 100}, {1, 1}};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        const struct rect window = {0, 0, 100, 50};
        struct rise rise = motion_rise(window, texts[i].length, texts[i].words, 60);
        assert_true(rise.step >= 1 && rise.every >= 1 && (rise.step == 1 || rise.every == 1));
        int64_t whole = motion_rise_ns(&rise, 60) * 60 / S + 1,
                reading = widget_reading_ns(texts[i].words);
        assert_true((whole - rise.rest) * S / 60 >= reading);
        int64_t from = 7200, last = from;
        int before = 0;
        for (int64_t tick = from; tick < from + whole; tick++) {
            struct moment moment = at_tick(tick);
            int now = motion_risen(&rise, from * S / 60, (from + whole) * S / 60, &moment);
            if (now == before)
                continue;
            if (now == 0) /* around, in the end */
                assert_true(tick >= from + whole - 2);
            else
                assert_int_equal(now - before, rise.step);
            assert_true(before == 0 || now == 0 || tick - last == rise.every);
            last = tick;
            before = now;
        }
        assert_int_equal(before, 0);
    }
}

/* In a slide that lasts longer than it needs it rises as often as there is time for. */
static void a_slide_ends_at_the_beginning(void **state)
{
    (void)state;
    struct rise rise = {.length = 100, .step = 1, .every = 2, .rest = 60};
    const int64_t whole = 60 + 200;
    for (int64_t length = 100; length < 4 * whole; length += 130) {
        int64_t rounds = length / whole > 1 ? length / whole : 1;
        for (int64_t tick = 0; tick < length; tick++) {
            struct moment moment = at_tick(tick);
            int now = motion_risen(&rise, 0, length * S / 60 + 1, &moment);
            assert_true(tick < rounds * whole || now == 0);
            int64_t within = tick % whole;
            if (tick < rounds * whole)
                assert_int_equal(now, within < 60 ? 0 : (within - 60) / 2);
        }
    }
    struct moment moment = at_tick(10 * whole + 160);
    assert_int_equal(motion_risen(&rise, INT64_MIN, MOMENT_NEVER, &moment), 50);
    rise.length = 0;
    assert_int_equal(motion_risen(&rise, INT64_MIN, MOMENT_NEVER, &moment), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(easing_goes_one_way),
        cmocka_unit_test(easing_has_a_shape),
        cmocka_unit_test(no_time_at_all),
        cmocka_unit_test(a_text_rises_in_even_steps),
        cmocka_unit_test(a_slide_ends_at_the_beginning),
    };
    return cmocka_run_group_tests_name("widgets/motion", tests, NULL, NULL);
}
