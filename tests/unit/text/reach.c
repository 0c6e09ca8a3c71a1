/* How far ink may reach, by script and marks: order of size, the pixels are proved in
 * tests/unit/screen/scripts.c. */
#include "fake.h"

static struct text_metrics reach(const char *text)
{
    struct text_options options = fake_options(0);
    options.font.px = 100;
    struct text_block *block = fake_block(text, &options);
    const struct text_metrics found = block->lines[0].reach.all;
    text_block_destroy(block);
    return found;
}

static int height(const char *text)
{
    return reach(text).ascent + reach(text).descent;
}

static void tall_scripts_reach_farther(void **state)
{
    (void)state;
    assert_int_equal(height("Hamburg"), 120);
    assert_int_equal(height(""), 0);
    static const char *const same[] = {"Éàç", "été 12:30", "漢字", "ⴰⵣⵓⵍ", "ひらがな", "Հայ"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_int_equal(height(same[i]), 120);
    assert_true(height("مرحبا") > 120);
    assert_true(height("مَرْحَبًا") > height("مرحبا"));
    assert_true(height("ก่") > 140);
    assert_true(height("Ế") > 120);
    assert_true(height("E\xCC\x82\xCC\x81") > height("Ế"));
    assert_true(height("ရ") > 180);
    assert_int_equal(height("☀\xEF\xB8\x8F"), 120); /* a selector is no mark */
}

/* A clock in a low masthead is neither moved nor set smaller for accents that it never has. */
static void figures_reach_no_farther_than_capitals(void **state)
{
    (void)state;
    static const char *const figures[] = {"12:55", "--:--", "١٢:٥٥", "۲۰"};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        assert_int_equal(reach(figures[i]).ascent, 80);
        assert_int_equal(reach(figures[i]).descent, 25);
    }
    assert_int_equal(reach("12 h").ascent, 95);
    assert_int_equal(reach("ص ١٢").descent, reach("ص").descent);
    assert_true(reach("1\xCC\x81").ascent > 80);
}

static int plain(const char *text)
{
    struct text_options options = fake_options(0);
    options.font.px = 100;
    struct text_block *block = fake_block(text, &options);
    const struct text_metrics found = block->lines[0].reach.plain;
    text_block_destroy(block);
    return found.ascent + found.descent;
}

/* Above and below apart, and by what one cluster bears, not by how many there are. */
static void marks_reach_as_far_as_they_are_stacked(void **state)
{
    (void)state;
    const struct text_metrics bare = reach("محمد"), one = reach("محمّد فرّ"), below = reach("محمِد"),
                              two = reach("محمَّد");
    assert_true(one.ascent > bare.ascent && one.descent == bare.descent);
    assert_true(below.descent > bare.descent && below.ascent == bare.ascent);
    assert_true(two.ascent > one.ascent && two.descent == bare.descent);
    assert_int_equal(reach("محمِّد").ascent, two.ascent); /* the kasra climbs to the shadda */
    assert_int_equal(reach("أَب").ascent, two.ascent);   /* the hamza counts */
    assert_int_equal(reach("أب").ascent, bare.ascent);
    assert_int_equal(reach("إِب").ascent, bare.ascent);
    assert_true(reach("q\xCC\x83").ascent < reach("\xC3\xA9\xCC\x83").ascent);
    assert_int_equal(plain("محمَّد"), plain("محمد"));
    assert_int_equal(plain("محمَّد Abc"), plain("محمد Abc"));
    assert_int_equal(plain("E\xCC\x82\xCC\x81"), height("E"));
}

static void a_line_reaches_as_far_as_its_farthest_run(void **state)
{
    (void)state;
    assert_int_equal(reach("Rabat الرباط").descent, reach("الرباط").descent);
    assert_int_equal(reach("Rabat ที่").ascent, reach("ที่").ascent);
}

/* Nastaliq: its words run down a slope, as its face's ascent tells. */
static struct text_metrics steep_metrics(void *self, struct text_font font, int face)
{
    (void)self;
    (void)font;
    return face == FAKE_ARABIC ? (struct text_metrics){190, 60} : (struct text_metrics){107, 29};
}

static void a_steep_face_takes_all_that_it_has(void **state)
{
    (void)state;
    struct fake fake;
    struct text_options options = fake_options(0);
    options.font.px = 100;
    fake_init(&fake)->measure.metrics = steep_metrics;
    struct text_block *block = text_block_create(&fake.measure, "سلام", strlen("سلام"), &options);
    assert_int_equal(block->lines[0].reach.all.ascent, 190);
    assert_in_range(block->lines[0].reach.all.descent, 60, 100);
    text_block_destroy(block);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tall_scripts_reach_farther),
        cmocka_unit_test(figures_reach_no_farther_than_capitals),
        cmocka_unit_test(marks_reach_as_far_as_they_are_stacked),
        cmocka_unit_test(a_line_reaches_as_far_as_its_farthest_run),
        cmocka_unit_test(a_steep_face_takes_all_that_it_has),
    };
    return cmocka_run_group_tests_name("text/reach", tests, NULL, NULL);
}
