#include "fixture.h"

#include "screen/scaling.h"
#include "screen/shape.h"

static struct pixels pixels_of(int w, int h)
{
    return (struct pixels){calloc((size_t)w * (size_t)h, 4), w, h, w};
}

static void test_corner_coverage(void **state)
{
    (void)state;
    assert_int_equal(shape_corner(20, 0, 0), 0);
    assert_int_equal(shape_corner(20, 19, 19), 255);
    assert_in_range(shape_corner(20, 19, 0), 252, 255);
    int before = 0;
    for (int i = 0; i < 20; i++) { /* along the diagonal it only grows */
        assert_true(shape_corner(20, i, i) >= before);
        before = shape_corner(20, i, i);
    }
    assert_int_equal(shape_corner(20, 3, 9), shape_corner(20, 9, 3));
}

/* The corners' area is that of a circle, within a percent. */
static void test_rounded_area(void **state)
{
    (void)state;
    struct pixels p = pixels_of(80, 60);
    shape_fill_round(&p, 30, 0xFFFFFFFF);
    double area = 0;
    for (int i = 0; i < 80 * 60; i++)
        area += (double)(p.data[i] >> 24) / 255;
    double wanted = 80 * 60 - (4 - 3.14159265) * 30 * 30;
    assert_true(area > wanted * 0.995 && area < wanted * 1.005);
    free(p.data);
}

static void test_radius_is_capped(void **state)
{
    (void)state;
    struct pixels p = pixels_of(9, 5);
    shape_fill_round(&p, 1000, 0xFF123456);
    assert_int_equal(p.data[2 * 9 + 4], 0xFF123456);
    free(p.data);
    struct pixels none = {NULL, 0, 0, 0};
    shape_fill_round(&none, 4, 0xFFFFFFFF);
}

static void test_distances(void **state)
{
    (void)state;
    const struct stroke line = {.x = 2, .y = 2, .x2 = 10, .y2 = 2};
    assert_float_equal(shape_distance(&line, 5, 5), 3, 0.001);
    assert_float_equal(shape_distance(&line, 13, 6), 5, 0.001);
    const struct stroke point = {.x = 2, .y = 2, .x2 = 2, .y2 = 2};
    assert_float_equal(shape_distance(&point, 5, 6), 5, 0.001);
    /* A quarter from the right to below, clockwise on the screen. */
    const struct stroke arc = {.x = 12, .y = 12, .radius = 5, .from = 0, .to = 90};
    assert_float_equal(shape_distance(&arc, 12 + 4.2426f, 12 + 4.2426f), 1, 0.001);
    assert_float_equal(shape_distance(&arc, 12, 4), 9.434f, 0.01);
    assert_float_equal(shape_distance(&arc, 17, 9), 3, 0.001);
    const struct stroke across = {.x = 12, .y = 12, .radius = 5, .from = -90, .to = 90};
    assert_float_equal(shape_distance(&across, 12, 6), 1, 0.001);
    assert_float_equal(shape_distance(&across, 18, 12), 1, 0.001);
    const struct stroke circle = {.x = 12, .y = 12, .radius = 5, .from = 0, .to = 360};
    assert_float_equal(shape_distance(&circle, 12, 5), 2, 0.001);
}

static void test_icons_have_ink_and_stay_inside(void **state)
{
    (void)state;
    for (int icon = ICON_NONE; icon < ICON_COUNT; icon++)
        for (int side = 1; side <= 200; side = side * 2 + 1) {
            struct pixels p = pixels_of(side, side);
            shape_icon(&p, icon_drawing((enum icon)icon), 0xFFFFAA00, 0xFF80A0FF);
            int ink = 0;
            for (int i = 0; i < side * side; i++)
                ink += p.data[i] >> 24 > 127;
            if (icon == ICON_NONE)
                assert_int_equal(ink, 0);
            else if (side > 15)
                assert_true(ink > side);
            free(p.data);
        }
}

static void test_scaling_keeps_the_mean(void **state)
{
    (void)state;
    struct pixels in = pixels_of(101, 67), out = pixels_of(13, 7);
    struct chance chance = {1};
    double mean_in = 0, mean_out = 0;
    for (int i = 0; i < 101 * 67; i++) {
        uint32_t grey = (uint32_t)chance_below(&chance, 256);
        in.data[i] = 0xFF000000 | grey * 0x010101;
        mean_in += grey;
    }
    scaling_fill(&in, &out);
    for (int i = 0; i < 13 * 7; i++) {
        assert_int_equal(out.data[i] >> 24, 255);
        mean_out += out.data[i] & 0xFF;
    }
    assert_float_equal((float)(mean_in / (101 * 67)), (float)(mean_out / (13 * 7)), 1.0);
    free(in.data);
    free(out.data);
}

/* What is transparent has no say in the colour. */
static void test_scaling_ignores_hidden_colors(void **state)
{
    (void)state;
    uint32_t two[] = {0xFF2040FF, 0x00FFFFFF}, one;
    const struct pixels in = {two, 2, 1, 2}, out = {&one, 1, 1, 1};
    scaling_fill(&in, &out);
    assert_in_range(one >> 24, 127, 128);
    assert_int_equal(one & 0xFFFFFF, 0x2040FF);
}

static void test_scaling_covers_evenly(void **state)
{
    (void)state;
    struct pixels in = pixels_of(60, 10), out = pixels_of(20, 10);
    for (int i = 0; i < 600; i++) /* thirds: red, green, blue */
        in.data[i] = 0xFF000000 | (i % 60 < 20 ? 0xFF0000 : i % 60 < 40 ? 0x00FF00 : 0x0000FF);
    scaling_cover(&in, &out);
    for (int i = 0; i < 200; i++)
        assert_int_equal(out.data[i], 0xFF00FF00);
    free(in.data);
    free(out.data);
}

/* A high picture in a wide box: a quarter of what is cut off goes above. */
static void test_scaling_covers_from_above(void **state)
{
    (void)state;
    struct pixels in = pixels_of(10, 60), out = pixels_of(10, 20);
    for (int i = 0; i < 600; i++)
        in.data[i] = 0xFF000000 | (i / 10 < 10 || i / 10 >= 30 ? 0xFF0000 : 0x00FF00);
    scaling_cover(&in, &out);
    for (int i = 0; i < 200; i++)
        assert_int_equal(out.data[i], 0xFF00FF00);
    free(in.data);
    free(out.data);
}

static void test_scaling_sizes(void **state)
{
    (void)state;
    static const int sizes[] = {1, 2, 3, 7, 64, 513};
    for (size_t a = 0; a < 6; a++)
        for (size_t b = 0; b < 6; b++) {
            struct pixels in = pixels_of(sizes[a], sizes[b]), out = pixels_of(sizes[b], 5);
            for (int i = 0; i < in.w * in.h; i++)
                in.data[i] = 0xFF336699;
            scaling_cover(&in, &out);
            for (int i = 0; i < out.w * out.h; i++)
                assert_int_equal(out.data[i], 0xFF336699);
            free(in.data);
            free(out.data);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_corner_coverage),
        cmocka_unit_test(test_rounded_area),
        cmocka_unit_test(test_radius_is_capped),
        cmocka_unit_test(test_distances),
        cmocka_unit_test(test_icons_have_ink_and_stay_inside),
        cmocka_unit_test(test_scaling_keeps_the_mean),
        cmocka_unit_test(test_scaling_ignores_hidden_colors),
        cmocka_unit_test(test_scaling_covers_evenly),
        cmocka_unit_test(test_scaling_covers_from_above),
        cmocka_unit_test(test_scaling_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
