/* The contrast of texts, by the examples that are published for WCAG. */
#include "theme/contrast.h"

#include "../check.h"
#include "base/memory.h"

static void the_ratio_is_that_of_wcag(void **state)
{
    (void)state;
    static const struct {
        color a, b;
        double ratio;
    } cases[] = {
        {0xFF000000, 0xFFFFFFFF, 21},     {0xFFFFFFFF, 0xFFFFFFFF, 1},
        {0xFF777777, 0xFFFFFFFF, 4.48},   {0xFF767676, 0xFFFFFFFF, 4.54},
        {0xFFFF0000, 0xFFFFFFFF, 3.998},  {0xFF0000FF, 0xFFFFFFFF, 8.59},
        {0xFF00FF00, 0xFF000000, 15.304},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_float_equal(contrast_ratio(cases[i].a, cases[i].b), cases[i].ratio, 0.01);
        assert_float_equal(contrast_ratio(cases[i].b, cases[i].a), cases[i].ratio, 0.01);
    }
}

static void what_can_be_seen_through_is_mixed_with_its_ground(void **state)
{
    (void)state;
    assert_int_equal(contrast_over(0xFF123456, 0xFFFFFFFF), 0xFF123456);
    assert_int_equal(contrast_over(0x00123456, 0xFFABCDEF), 0xFFABCDEF);
    assert_int_equal(contrast_over(0x80FFFFFF, 0xFF000000), 0xFF808080);
}

static void the_mend_has_the_ratio_and_is_near(void **state)
{
    (void)state;
    static const struct {
        color paint, ground;
        double ratio;
        bool lighter;
    } cases[] = {
        {0xFF405060, 0xFF10202B, 4.5, true},
        {0xFFC0B0A0, 0xFFF4EFE4, 4.5, false},
        {0xFF808080, 0xFF808080, 3, false},
        {0xFF000000, 0xFF202020, 4.5, true}, /* blacker than black there is not */
        {0xFFFFFFFF, 0xFFE0E0E0, 3, false},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        bool lighter;
        color mend = contrast_mend(cases[i].paint, cases[i].ground, cases[i].ratio, &lighter);
        double ratio = contrast_ratio(mend, cases[i].ground);
        assert_true(ratio >= cases[i].ratio && ratio < cases[i].ratio * 1.15);
        assert_int_equal(lighter, cases[i].lighter);
    }
}

static void what_is_good_needs_no_mend(void **state)
{
    (void)state;
    bool lighter;
    assert_int_equal(contrast_mend(0xFFF4EFE4, 0xFF10202B, 4.5, &lighter), 0xFFF4EFE4);
    /* No colour has 21:1 on grey: the farther end. */
    assert_int_equal(contrast_mend(0xFF808080, 0xFF404040, 21, &lighter), 0xFFFFFFFF);
    assert_true(lighter);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ratio_is_that_of_wcag),
        cmocka_unit_test(what_can_be_seen_through_is_mixed_with_its_ground),
        cmocka_unit_test(the_mend_has_the_ratio_and_is_near),
        cmocka_unit_test(what_is_good_needs_no_mend),
    };
    return cmocka_run_group_tests_name("theme/contrast", tests, NULL, NULL);
}
