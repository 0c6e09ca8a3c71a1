#include "../check.h"
#include "base/memory.h"
#include "widgets/motion.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(easing_goes_one_way),
        cmocka_unit_test(easing_has_a_shape),
        cmocka_unit_test(no_time_at_all),
    };
    return cmocka_run_group_tests_name("widgets/motion", tests, NULL, NULL);
}
