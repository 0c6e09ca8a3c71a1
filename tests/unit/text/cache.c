#include "fake.h"

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
    struct text_options plain = fake_options(100), other[10];
    const struct text_block *block = get(cache, "one two", &plain), *last = block;
    for (int i = 0; i < 10; i++)
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
    for (int i = 0; i < 10; i++) {
        const struct text_block *made = get(cache, "one two", &other[i]);
        assert_ptr_not_equal(made, block);
        assert_ptr_not_equal(made, last);
        last = made;
    }
    char locale[] = "fr";
    other[9].locale = locale;
    assert_ptr_equal(get(cache, "one two", &other[9]), last);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_block_is_made_once),
        cmocka_unit_test(every_option_is_part_of_the_key),
        cmocka_unit_test(the_least_recently_used_go_first),
        cmocka_unit_test(blocks_last_until_the_trim),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
