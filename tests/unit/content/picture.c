#include "../check.h"

#include "content/picture.h"

#include <stddef.h>

static struct picture *measured(const uint32_t *pixels, int w, int h)
{
    struct picture *picture = picture_create(w, h);
    for (int i = 0; i < w * h; i++)
        picture->pixels[i] = pixels[i];
    picture_measure(picture);
    return picture;
}

static void check(const uint32_t pixels[4], bool clear, int luma)
{
    struct picture *picture = measured(pixels, 2, 2);
    assert_int_equal(picture->clear, clear);
    assert_int_equal(picture->luma, luma);
    picture_put(picture);
}

static void test_measure(void **state)
{
    (void)state;
    check((const uint32_t[]){0xFF000000, 0xFF000000, 0xFF000000, 0xFF000000}, false, 0);
    check((const uint32_t[]){0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF}, false, 255);
    check((const uint32_t[]){0xFFFFFFFF, 0xFF000000, 0xFFFFFFFF, 0xFF000000}, false, 127);
    /* What cannot be seen does not count. */
    check((const uint32_t[]){0x00FFFFFF, 0xFF404040, 0x00FFFFFF, 0x00FFFFFF}, true, 0x40);
    check((const uint32_t[]){0, 0, 0, 0}, true, 0);
}

/* Round corners are not what it is to be seen through. */
static void test_some_clear_pixels(void **state)
{
    (void)state;
    uint32_t pixels[64];
    for (int i = 0; i < 64; i++)
        pixels[i] = i < 3 ? 0 : 0xFF808080;
    struct picture *few = measured(pixels, 8, 8);
    pixels[3] = 0x10FFFFFF;
    struct picture *enough = measured(pixels, 8, 8);
    assert_false(few->clear);
    assert_true(enough->clear);
    picture_put(few);
    picture_put(enough);
}

static void test_luma(void **state)
{
    (void)state;
    assert_int_equal(picture_luma(0xFFFF0000), 54);
    assert_int_equal(picture_luma(0x0000FF00), 182);
    assert_int_equal(picture_luma(0xFF0000FF), 18);
    assert_int_equal(picture_luma(0x12FFFFFF), 255);
}

/* The largest: all sums are wide enough. */
static void test_largest(void **state)
{
    (void)state;
    struct picture *picture = picture_create(PICTURE_SIDE_MAX, PICTURE_SIDE_MAX);
    for (int i = 0; i < PICTURE_SIDE_MAX * PICTURE_SIDE_MAX; i++)
        picture->pixels[i] = 0xFFFFFFFF;
    picture_measure(picture);
    assert_int_equal(picture->luma, 255);
    picture_put(picture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_measure),
        cmocka_unit_test(test_some_clear_pixels),
        cmocka_unit_test(test_luma),
        cmocka_unit_test(test_largest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
