/* Means of areas, against those counted with fractions. */
#include "screen/shrink.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

static uint32_t *shrunk(const uint32_t *pixels, int w, int h, int out_w, int out_h)
{
    uint32_t *out = malloc((size_t)out_w * (size_t)out_h * sizeof *out);
    struct shrink *shrink = shrink_create(w, h, out_w, out_h);
    int rows = 0;
    for (int y = 0; y < h; y++)
        if (shrink_add_row(shrink, pixels + y * w, out + rows * out_w))
            rows++;
    assert_int_equal(rows, out_h);
    shrink_destroy(shrink);
    return out;
}

static double overlap(double a, double a_end, double b, double b_end)
{
    double from = a > b ? a : b, to = a_end < b_end ? a_end : b_end;
    return to > from ? to - from : 0;
}

/* One channel (by its shift) of one pixel of the result. */
static double mean_of(const uint32_t *pixels, int w, int h, double left, double right, double top,
                      double bottom, int shift)
{
    double sum = 0, alpha = 0, area = 0;
    for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
            double part = overlap(x, x + 1, left, right) * overlap(y, y + 1, top, bottom);
            double a = pixels[y * w + x] >> 24;
            sum += part * a * (pixels[y * w + x] >> shift & 0xFF);
            alpha += part * a;
            area += part;
        }
    }
    if (shift == 24)
        return alpha / area;
    return alpha > 0 ? sum / alpha : 0;
}

static void check_means(int w, int h, int out_w, int out_h)
{
    uint32_t *pixels = malloc((size_t)w * (size_t)h * sizeof *pixels), random = 7;
    for (int i = 0; i < w * h; i++)
        pixels[i] = random = random * 1664525 + 1013904223;
    uint32_t *out = shrunk(pixels, w, h, out_w, out_h);
    double across = (double)w / out_w, down = (double)h / out_h;
    for (int i = 0; i < out_w * out_h; i++) {
        int x = i % out_w, y = i / out_w;
        for (int shift = 0; shift <= 24; shift += 8) {
            double wanted = mean_of(pixels, w, h, x * across, (x + 1) * across, y * down,
                                    (y + 1) * down, shift);
            assert_true(fabs(wanted - (out[i] >> shift & 0xFF)) < 0.51);
        }
    }
    free(out);
    free(pixels);
}

static void test_means(void **state)
{
    (void)state;
    check_means(8, 8, 4, 4);
    check_means(9, 7, 4, 3);
    check_means(11, 13, 10, 12);
    check_means(5, 5, 5, 5);
    check_means(30, 1, 7, 1);
    check_means(1, 30, 1, 7);
    check_means(17, 9, 1, 1);
}

/* What cannot be seen has no colour to give. */
static void test_transparent_pixels_do_not_bleed(void **state)
{
    (void)state;
    static const uint32_t pixels[] = {0x00FF0000, 0xFF0000FF, 0x00FFFFFF, 0x00FFFFFF};
    uint32_t *out = shrunk(pixels, 4, 1, 2, 1);
    assert_int_equal(out[0], 0x800000FF);
    assert_int_equal(out[1], 0);
    free(out);
}

static void check_size(int w, int h, int wanted_w, int wanted_h)
{
    int out_w, out_h;
    shrink_size(w, h, 4096, &out_w, &out_h);
    assert_int_equal(out_w, wanted_w);
    assert_int_equal(out_h, wanted_h);
}

static void test_sizes(void **state)
{
    (void)state;
    check_size(1, 1, 1, 1);
    check_size(4096, 4096, 4096, 4096);
    check_size(6000, 4000, 4096, 2731);
    check_size(4000, 6000, 2731, 4096);
    check_size(4097, 1, 4096, 1);
    check_size(16384, 1, 4096, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_means),
        cmocka_unit_test(test_transparent_pixels_do_not_bleed),
        cmocka_unit_test(test_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
