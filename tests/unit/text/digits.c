/* Digits of equal width where a face's own are not. */
#include "fake.h"

static bool is_thin(uint32_t code)
{
    return code == '1' || code == 0x661 || code == 0x6F1;
}

/* A one is 4 px wide, all else 10. */
static int proportional_width(void *self, const struct text_run *run)
{
    int thin = 0;
    for (size_t at = 0; at < run->length;)
        thin += is_thin(utf8_next(run->text, run->length, &at));
    return fake_width(self, run) - 6 * thin;
}

/* All are 10 px wide, but two ones come nearer each other. */
static int kerned_width(void *self, const struct text_run *run)
{
    int pairs = 0;
    for (uint32_t i = 1; i < run->length; i++)
        pairs += run->text[i] == '1' && run->text[i - 1] == '1';
    return fake_width(self, run) - 2 * pairs;
}

typedef int width_function(void *self, const struct text_run *run);

static struct text_block *set(const char *text, bool tabular, width_function *width)
{
    struct fake fake;
    struct text_options options = fake_options(0);
    options.tabular = tabular;
    fake_init(&fake)->measure.width = width;
    struct text_block *block = text_block_create(&fake.measure, text, strlen(text), &options);
    fake_check(block, &options);
    return block;
}

static int width_of(const char *text, bool tabular, width_function *width)
{
    struct text_block *block = set(text, tabular, width);
    const int found = block->width;
    text_block_destroy(block);
    return found;
}

static void times_are_of_one_width(void **state)
{
    (void)state;
    static const char *const times[] = {"00:00", "11:11", "01:10", "23:59",
                                        "١١:١١", "۱۱:۱۱", "٠٠:٠٠"};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        assert_int_equal(width_of(times[i], true, proportional_width), 50);
        assert_int_equal(width_of(times[i], true, kerned_width), 50);
    }
    assert_int_equal(width_of("11:11", false, proportional_width), 26);
}

/* What does not change does not move: the second digit stands where it stood. */
static void digits_stand_in_the_middle_of_their_cells(void **state)
{
    (void)state;
    struct text_block *block = set("a 121b", true, proportional_width);
    const struct text_line *line = &block->lines[0];
    assert_string_equal(fake_pieces(line), "[a ][1][2][1][b]");
    static const int x[] = {0, 23, 30, 43, 50}, width[] = {20, 4, 10, 4, 10};
    for (int i = 0; i < line->piece_count; i++) {
        assert_int_equal(line->pieces[i].x, x[i]);
        assert_int_equal(line->pieces[i].width, width[i]);
    }
    text_block_destroy(block);
}

static void right_to_left_lines_keep_their_numbers(void **state)
{
    (void)state;
    struct text_block *block = set("مرحبا 12:30", true, proportional_width);
    assert_string_equal(fake_pieces(&block->lines[0]), "[1][2][:][3][0]<[مرحبا ]");
    assert_int_equal(block->width, 110);
    text_block_destroy(block);
}

/* Equal digits need no cells: nothing is parted, and the text is measured as it was. */
static void equal_digits_stay_as_they_are(void **state)
{
    (void)state;
    struct text_block *block = set("at 12:30", true, fake_width);
    assert_string_equal(fake_pieces(&block->lines[0]), "[at 12:30]");
    text_block_destroy(block);
    block = set("at 11:30", false, proportional_width);
    assert_string_equal(fake_pieces(&block->lines[0]), "[at 11:30]");
    text_block_destroy(block);
}

/* A keycap is no digit, superscripts are none of the ten. */
static void only_plain_digits_have_cells(void **state)
{
    (void)state;
    struct text_block *block = set("1\xEF\xB8\x8F\xE2\x83\xA3 m²", true, proportional_width);
    for (int i = 0; i < block->lines[0].piece_count; i++)
        assert_int_not_equal(block->lines[0].pieces[i].run.length, 1);
    text_block_destroy(block);
}

static void lines_break_by_cells(void **state)
{
    (void)state;
    struct fake fake;
    struct text_options options = fake_options(50);
    options.tabular = true;
    fake_init(&fake)->measure.width = proportional_width;
    struct text_block *block = text_block_create(&fake.measure, "11:11 111", 9, &options);
    fake_check(block, &options);
    assert_int_equal(block->line_count, 2);
    options.max_lines = 1;
    struct text_block *cut = text_block_create(&fake.measure, "11:11111", 8, &options);
    assert_string_equal(fake_line(cut, 0), "11:1");
    text_block_destroy(block);
    text_block_destroy(cut);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_are_of_one_width),
        cmocka_unit_test(digits_stand_in_the_middle_of_their_cells),
        cmocka_unit_test(right_to_left_lines_keep_their_numbers),
        cmocka_unit_test(equal_digits_stay_as_they_are),
        cmocka_unit_test(only_plain_digits_have_cells),
        cmocka_unit_test(lines_break_by_cells),
    };
    return cmocka_run_group_tests_name("text/digits", tests, NULL, NULL);
}
