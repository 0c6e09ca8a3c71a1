#include "../check.h"
#include "base/geometry.h"

enum { SIDE = 6 };

static bool has(struct rect r, int x, int y)
{
    return x >= r.x && x < r.x + r.w && y >= r.y && y < r.y + r.h;
}

/* All small rectangles, the empty ones and those with negative sides too. */
static struct rect nth(int n)
{
    return (struct rect){n % 4, n / 4 % 4, n / 16 % 5 - 1, n / 80 % 5 - 1};
}
enum { ALL = 400 };

/* Against pixels: what is in both, and the smallest that holds both. */
static void intersection_and_union_by_pixels(void **state)
{
    (void)state;
    for (int i = 0; i < ALL; i++) {
        for (int k = 0; k < ALL; k++) {
            struct rect a = nth(i), b = nth(k), in = rect_intersection(a, b);
            struct rect both = rect_union(a, b);
            bool any = false;
            for (int y = 0; y < SIDE + 2; y++)
                for (int x = 0; x < SIDE + 2; x++) {
                    bool common = has(a, x, y) && has(b, x, y);
                    any |= common;
                    assert_int_equal(has(in, x, y), common);
                    assert_true(!(has(a, x, y) || has(b, x, y)) || has(both, x, y));
                }
            assert_int_equal(rect_overlaps(a, b), any);
            if (!any)
                assert_true(rect_equal(in, (struct rect){0, 0, 0, 0}));
        }
    }
}

static void a_union_is_the_smallest(void **state)
{
    (void)state;
    const struct rect a = {1, 2, 3, 4}, b = {10, 0, 1, 3}, nothing = {50, 50, 0, 9};
    assert_true(rect_equal(rect_union(a, b), (struct rect){1, 0, 10, 6}));
    assert_true(rect_equal(rect_union(a, nothing), a));
    assert_true(rect_equal(rect_union(nothing, a), a));
    assert_true(rect_is_empty(rect_union(nothing, nothing)));
}

static void insets_and_mirrors(void **state)
{
    (void)state;
    const struct rect a = {10, 20, 30, 40}, around = {5, 0, 100, 100};
    assert_true(rect_equal(rect_inset(a, 3), (struct rect){13, 23, 24, 34}));
    assert_true(rect_equal(rect_inset(rect_inset(a, -7), 7), a));
    assert_true(rect_is_empty(rect_inset(a, 15)));
    assert_true(rect_equal(rect_mirrored(a, around), (struct rect){70, 20, 30, 40}));
    assert_true(rect_equal(rect_mirrored(rect_mirrored(a, around), around), a));
    assert_true(rect_equal(rect_mirrored(around, around), around));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intersection_and_union_by_pixels),
        cmocka_unit_test(a_union_is_the_smallest),
        cmocka_unit_test(insets_and_mirrors),
    };
    return cmocka_run_group_tests_name("base/geometry", tests, NULL, NULL);
}
