#include "fake.h"

#include "text/step.h"

static const struct text_block *get(struct text_cache *cache, const char *text,
                                    const struct text_options *options)
{
    return text_cache_block(cache, text, strlen(text), options);
}

static void a_block_is_made_once(void **state)
{
    (void)state;
    struct fake fake;
    struct text_cache *cache = text_cache_create(&fake_init(&fake)->measure, 1 << 20);
    struct text_options options = fake_options(100);
    const struct text_block *block = get(cache, "one two", &options);
    const int widths = fake.widths;
    char copy[] = "one two";
    assert_ptr_equal(get(cache, copy, &options), block);
    assert_int_equal(fake.widths, widths);
    assert_ptr_equal(text_cache_measure(cache), &fake.measure);
    assert_ptr_not_equal(text_cache_block(cache, "one two", 3, &options), block);
    text_cache_trim(cache);
    assert_ptr_equal(get(cache, "one two", &options), block);
    text_cache_destroy(cache);
    text_cache_destroy(NULL);
}

static void every_option_is_part_of_the_key(void **state)
{
    (void)state;
    struct fake fake;
    struct text_cache *cache = text_cache_create(&fake_init(&fake)->measure, 1 << 20);
    struct text_options plain = fake_options(100), other[11];
    const struct text_block *block = get(cache, "one two", &plain), *made[11];
    for (int i = 0; i < 11; i++)
        other[i] = plain;
    other[0].font.role = 1;
    other[1].font.px = 11;
    other[2].width = 101;
    other[3].max_lines = 1;
    other[4].direction = DIRECTION_RTL;
    other[5].fallback_rtl = true;
    other[6].balance = true;
    other[7].tracking = 1;
    other[8].tabular = true;
    other[9].locale = "fr";
    other[10].from = 4;
    for (int i = 0; i < 11; i++) {
        made[i] = get(cache, "one two", &other[i]);
        assert_ptr_not_equal(made[i], block);
        for (int k = 0; k < i; k++)
            assert_ptr_not_equal(made[i], made[k]);
    }
    char locale[] = "fr";
    other[9].locale = locale;
    for (int i = 0; i < 11; i++)
        assert_ptr_equal(get(cache, "one two", &other[i]), made[i]);
    assert_ptr_equal(get(cache, "one two", &plain), block);
    text_cache_destroy(cache);
}

static void the_least_recently_used_go_first(void **state)
{
    (void)state;
    struct fake fake;
    struct text_cache *cache = text_cache_create(&fake_init(&fake)->measure, 20000);
    struct text_options options = fake_options(100);
    char text[16];
    for (int round = 0; round < 1000; round++) {
        get(cache, "kept", &options);
        snprintf(text, sizeof text, "text %d", round);
        get(cache, text, &options);
        text_cache_trim(cache);
    }
    int widths = fake.widths;
    get(cache, "kept", &options);
    get(cache, text, &options);
    assert_int_equal(fake.widths, widths);
    get(cache, "text 0", &options);
    assert_true(fake.widths > widths);
    text_cache_destroy(cache);
}

static void blocks_last_until_the_trim(void **state)
{
    (void)state;
    struct fake fake;
    struct text_cache *cache = text_cache_create(&fake_init(&fake)->measure, 0);
    struct text_options options = fake_options(100);
    const struct text_block *blocks[300];
    char text[16];
    for (int i = 0; i < 300; i++) {
        snprintf(text, sizeof text, "text %d", i);
        blocks[i] = get(cache, text, &options);
    }
    for (int i = 0; i < 300; i++) {
        snprintf(text, sizeof text, "text %d", i);
        assert_string_equal(blocks[i]->text, text);
        assert_ptr_equal(get(cache, text, &options), blocks[i]);
    }
    text_cache_trim(cache);
    text_cache_trim(cache);
    const struct text_block *empty = text_cache_block(cache, NULL, 0, &options);
    assert_string_equal(empty->text, "");
    assert_ptr_equal(get(cache, "", &options), empty);
    text_cache_destroy(cache);
}

/* What is asked for in one build, as a widget does: false when a text was withheld. */
static bool build(struct text_cache *cache, int texts)
{
    struct text_options options = fake_options(100);
    char text[16];
    text_cache_begin_step(cache, 16);
    for (int i = 0; i < texts; i++) {
        snprintf(text, sizeof text, "text %d", i);
        const struct text_block *block = get(cache, text, &options);
        assert_non_null(block);
        assert_true(block->line_count == 1);
    }
    bool whole = !text_cache_fell_short(cache);
    text_cache_end_step(cache);
    assert_false(text_cache_fell_short(cache));
    return whole;
}

/* Six letters a text, sixteen a step: three texts each, whatever room there is meanwhile. */
static void a_build_in_steps_gets_done(void **state)
{
    (void)state;
    struct fake fake;
    struct text_options options = fake_options(100);
    struct text_cache *cache = text_cache_create(&fake_init(&fake)->measure, 0);
    for (int step = 1; step <= 4; step++) {
        assert_int_equal(build(cache, 10), step == 4);
        if (step < 4)
            text_cache_trim(cache);
        /* In between everything is there that is asked for. */
        const char *between = step % 2 == 0 ? "a frame" : "another frame";
        assert_string_equal(get(cache, between, &options)->text, between);
    }
    assert_string_equal(get(cache, "text 9", &options)->text, "text 9");
    assert_true(build(cache, 10));
    text_cache_trim(cache);
    assert_false(build(cache, 10)); /* it was done: its room was needed */
    text_cache_destroy(cache);
}

enum { LONG_WORDS = 600, LINE_BYTES = 100, STEP = 200 };

static char *long_text(const char *word)
{
    size_t bytes = strlen(word);
    char *text = calloc(LONG_WORDS, bytes + 1);
    assert_non_null(text);
    for (size_t i = 0; i < LONG_WORDS; i++) {
        memcpy(text + i * (bytes + 1), word, bytes);
        if (i + 1 < LONG_WORDS)
            text[i * (bytes + 1) + bytes] = ' ';
    }
    return text;
}

/* Lines of a hundred letters: however long a text is, a step measures what it sets and a line, each
 * letter in its word and in its line. In between frames set texts of their own, that are as long.
 */
static void a_long_text_takes_many_steps(void **state)
{
    (void)state;
    struct fake fake;
    struct text_options options = fake_options(10 * LINE_BYTES);
    struct text_cache *cache = text_cache_create(&fake_init(&fake)->measure, 1 << 20);
    char *text = long_text("alphabet"), *other = long_text("another");
    struct text_block *wanted = text_block_create(&fake.measure, text, strlen(text), &options);
    const struct text_block *block = NULL;
    bool done = false;
    int steps = 0;
    for (; !done; steps++) {
        const size_t before = fake.bytes;
        text_cache_begin_step(cache, STEP);
        block = get(cache, text, &options);
        done = !text_cache_fell_short(cache);
        text_cache_end_step(cache);
        assert_true(fake.bytes - before <= 4 * (STEP + LINE_BYTES));
        if (!done)
            assert_string_equal(block->text, "");
        if (steps == 3)
            assert_string_equal(get(cache, other, &options)->text, other);
    }
    assert_in_range(steps, (int)strlen(text) / (STEP + LINE_BYTES), (int)strlen(text) / STEP + 1);
    assert_int_equal(block->line_count, wanted->line_count);
    for (int i = 0; i < wanted->line_count; i++) {
        assert_int_equal(block->lines[i].start, wanted->lines[i].start);
        assert_int_equal(block->lines[i].width, wanted->lines[i].width);
    }
    text_block_destroy(wanted);
    free(other);
    free(text);
    text_cache_destroy(cache);
}

/* What was half done is gone where something else is built. */
static void steps_leave_what_is_no_longer_wanted(void **state)
{
    (void)state;
    struct fake fake;
    struct text_options options = fake_options(100);
    struct text_cache *cache = text_cache_create(&fake_init(&fake)->measure, 0);
    text_cache_begin_step(cache, 1);
    assert_int_equal(get(cache, "much longer", &options)->line_count, 1);
    assert_true(text_cache_fell_short(cache));
    text_cache_begin_step(cache, 1);
    assert_string_equal(get(cache, "another", &options)->text, "another");
    assert_false(text_cache_fell_short(cache));
    text_cache_begin_step(cache, 1);
    get(cache, "much longer", &options);
    text_cache_end_step(cache);
    assert_int_equal(get(cache, "much longer", &options)->line_count, 2); /* the rest at once */
    text_cache_destroy(cache);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_block_is_made_once),
        cmocka_unit_test(every_option_is_part_of_the_key),
        cmocka_unit_test(the_least_recently_used_go_first),
        cmocka_unit_test(blocks_last_until_the_trim),
        cmocka_unit_test(a_build_in_steps_gets_done),
        cmocka_unit_test(a_long_text_takes_many_steps),
        cmocka_unit_test(steps_leave_what_is_no_longer_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
