#include "../check.h"

#include "base/arena.h"
#include "content/clean.h"
#include "content/content.h"

#include <stdlib.h>
#include <string.h>

static void assert_clean(const char *text, enum clean_lines lines, const char *expected)
{
    struct arena *arena = arena_create();
    bool cut = true;
    const char *clean = clean_text(arena, text, strlen(text), lines, &cut);
    assert_false(cut);
    if (expected == NULL) {
        assert_null(clean);
    } else {
        assert_non_null(clean);
        assert_string_equal(clean, expected);
        /* What is clean stays as it is. */
        const char *again = clean_text(arena, clean, strlen(clean), lines, NULL);
        assert_string_equal(again, expected);
    }
    arena_destroy(arena);
}

static void test_white_space(void **state)
{
    (void)state;
    assert_clean("  a \t\r\n b\v ", CLEAN_ONE_LINE, "a b");
    assert_clean("  a \t\r\n\r\n  b\n", CLEAN_LINES, "a\nb");
    assert_clean("a\xE2\x80\xA8"
                 "b\xC2\x85"
                 "c\xE3\x80\x80"
                 "d",
                 CLEAN_LINES, "a\nb\nc d");
    assert_clean("10\xC2\xA0%\xC2\xA0", CLEAN_ONE_LINE, "10\xC2\xA0%");
    assert_clean("\xC2\xA0 x", CLEAN_ONE_LINE, "x");
}

static void test_nothing_visible(void **state)
{
    (void)state;
    assert_clean("", CLEAN_ONE_LINE, NULL);
    assert_clean(" \n\t", CLEAN_LINES, NULL);
    assert_clean("\xC2\xA0\xE2\x80\x8B\xE2\x80\x8F\x01", CLEAN_ONE_LINE, NULL);
}

static void test_controls(void **state)
{
    (void)state;
    assert_clean("a\x01\x1B[31mb\x7F\xC2\x9B"
                 "c\xEF\xBB\xBF",
                 CLEAN_ONE_LINE, "a[31mbc");
    /* Marks of direction and joiners are the writer's own. */
    assert_clean("\xE2\x80\x8F\xD9\x86\xE2\x80\x8C\xD8\xA7\xE2\x80\x8F", CLEAN_ONE_LINE,
                 "\xE2\x80\x8F\xD9\x86\xE2\x80\x8C\xD8\xA7\xE2\x80\x8F");
}

static void test_broken_utf8(void **state)
{
    (void)state;
    assert_clean("a\xC3", CLEAN_ONE_LINE, "a\xEF\xBF\xBD");
    assert_clean("\xC0\x80z", CLEAN_ONE_LINE, "\xEF\xBF\xBD\xEF\xBF\xBDz");
    assert_clean("\xED\xA0\x80", CLEAN_ONE_LINE, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

static void test_nul_is_dropped(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_string_equal(clean_text(arena, "a\0b", 3, CLEAN_ONE_LINE, NULL), "ab");
    arena_destroy(arena);
}

/* For every alignment of a three-byte letter with the cap. */
static void test_cut(void **state)
{
    (void)state;
    static char text[TEXT_BYTES_MAX + 16];
    struct arena *arena = arena_create();
    for (size_t lead = 0; lead < 4; lead++) {
        size_t length = lead;
        memset(text, 'x', lead);
        while (length < TEXT_BYTES_MAX + 8) {
            memcpy(text + length, "\xE2\x82\xAC", 3);
            length += 3;
        }
        bool cut = false;
        const char *clean = clean_text(arena, text, length, CLEAN_ONE_LINE, &cut);
        size_t expected = lead + (TEXT_BYTES_MAX - lead) / 3 * 3;
        assert_true(cut);
        assert_int_equal(strlen(clean), expected);
        assert_memory_equal(clean, text, expected);
    }
    memset(text, 'x', TEXT_BYTES_MAX);
    bool cut = true;
    assert_int_equal(strlen(clean_text(arena, text, TEXT_BYTES_MAX, CLEAN_LINES, &cut)),
                     TEXT_BYTES_MAX);
    assert_false(cut);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_white_space),    cmocka_unit_test(test_nothing_visible),
        cmocka_unit_test(test_controls),       cmocka_unit_test(test_broken_utf8),
        cmocka_unit_test(test_nul_is_dropped), cmocka_unit_test(test_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
