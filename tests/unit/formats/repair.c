/* Documents that are almost JSON. */
#include "../check.h"

#include "formats/repair.h"

#include <stdlib.h>
#include <string.h>

#define BAD "\xEF\xBF\xBD"

/* NULL: nothing to mend. */
static struct repairs assert_mended_n(const char *text, size_t size, const char *expected)
{
    struct repairs repairs;
    size_t length = 0;
    char *exact = malloc(size > 0 ? size : 1);
    memcpy(exact, text, size);
    char *mended = repair_json(exact, size, 1 << 20, &length, &repairs);
    if (expected == NULL) {
        assert_null(mended);
    } else {
        assert_non_null(mended);
        assert_int_equal(length, strlen(expected));
        assert_memory_equal(mended, expected, length);
        /* What is mended stays as it is. */
        struct repairs again;
        size_t ignored;
        assert_null(repair_json(mended, length, 1 << 20, &ignored, &again));
    }
    free(mended);
    free(exact);
    return repairs;
}

static struct repairs assert_mended(const char *text, const char *expected)
{
    return assert_mended_n(text, strlen(text), expected);
}

static void what_is_fine_stays(void **state)
{
    (void)state;
    assert_mended("", NULL);
    assert_mended("{\"a\": [1, -2.5e3, 0.0, 9223372036854775807, 1e-999, 0e999, true]}", NULL);
    assert_mended("{\"\\uD83D\\ude00 \\\\uD83D \\\"\\uD83D\\uDE00\": \"ر€😀\\n\\t\"}", NULL);
    assert_mended("\"NaN 1e999 Infinity 99999999999999999999\"", NULL);
    /* No string, no mend. */
    assert_mended("\xFF\x01 \\uD800 {", NULL);
}

static void half_a_pair_is_replaced(void **state)
{
    (void)state;
    struct repairs repairs = assert_mended("\"a\\uD83Db\"", "\"a\\uFFFDb\"");
    assert_int_equal(repairs.surrogates, 1);
    assert_mended("\"\\ude00\\uD83D\"", "\"\\uFFFD\\uFFFD\"");
    assert_mended("\"\\uD83D\\uD83D\\uDE00\"", "\"\\uFFFD\\uD83D\\uDE00\"");
    assert_mended("\"\\uD83D\\\\uDE00\"", "\"\\uFFFD\\\\uDE00\"");
    assert_mended("\"\\uD83D\\n\"", "\"\\uFFFD\\n\"");
    assert_mended("\"\\uD83D", "\"\\uFFFD");
    assert_mended("{\"\\uDFFF\":1}", "{\"\\uFFFD\":1}");
    /* No NUL between makes a pair of two halves. */
    repairs = assert_mended("\"\\uD83D\\u0000\\uDE00\"", "\"\\uFFFD\\uFFFD\"");
    assert_int_equal(repairs.surrogates, 2);
    assert_int_equal(repairs.nuls, 1);
    assert_mended("\"\\uD83\"", NULL);
    assert_mended("\"\\u", NULL);
    assert_mended("\"\\", NULL);
}

static void controls_are_escaped_or_left_out(void **state)
{
    (void)state;
    struct repairs repairs = assert_mended("\"a\nb\tc\rd\x01 e\"\n", "\"a\\nb\\tc\\rd e\"\n");
    assert_int_equal(repairs.controls, 4);
    assert_int_equal(repairs.lines, 1);
    repairs = assert_mended_n("\"a\0b\"", 5, "\"ab\"");
    assert_int_equal(repairs.controls, 1);
    assert_mended("\"\\u0000\"", "\"\"");
}

static void broken_bytes_are_replaced(void **state)
{
    (void)state;
    struct repairs repairs = assert_mended("\"M\xE9t\xE9o \xD8\xB1\"", "\"M" BAD "t" BAD "o ر\"");
    assert_int_equal(repairs.bytes, 2);
    assert_int_equal(repairs.letters, 1);
    assert_mended("\"\xED\xA0\x80\"", "\"" BAD BAD BAD "\"");
    assert_mended("\"\xC0\x80\"", "\"" BAD BAD "\"");
    assert_mended("\"\xF0\x9F\x98\"", "\"" BAD "\"");
    assert_mended("\"\xF4\x90\x80\x80\"", "\"" BAD BAD BAD BAD "\"");
    assert_mended("\"\xE2\x82", "\"" BAD);
    /* A quote after half a letter still ends the string. */
    assert_mended("\"\xE2\",\"\xE2\"", "\"" BAD "\",\"" BAD "\"");
}

static void numbers_beyond_range_are_the_largest(void **state)
{
    (void)state;
    struct repairs repairs = assert_mended("[1e999,-1E+999]", "[1e308,-1e308]");
    assert_int_equal(repairs.numbers, 2);
    assert_mended("[1e99999999999999999999999]", "[1e308]");
    assert_mended("[0.00001e400]", "[1e308]");
    assert_mended("[0.00001e310]", NULL); /* 1e305 */
    assert_mended("[123456e302]", NULL);  /* 1.2e307 */
    assert_mended("[123456e303, 1.7e308, 2e308]", "[123456e303, 1e308, 1e308]");
    assert_mended("[1e-99999999999999999999999]", NULL);
    assert_mended("[0.0e99999]", NULL);
    assert_mended("[9223372036854775808]", "[9223372036854775808e0]");
    assert_mended("[-12345678901234567890]", "[-12345678901234567890e0]");
    char digits[500], expected[] = "-1e308";
    memset(digits, '9', sizeof digits);
    digits[0] = '-';
    assert_mended_n(digits, sizeof digits, expected);
    assert_mended("-", NULL);
    assert_mended("1.", NULL);
    assert_mended("[--1e]", NULL);
}

static void no_numbers_are_null(void **state)
{
    (void)state;
    struct repairs repairs = assert_mended("[NaN, Infinity,-Infinity]", "[null, null,null]");
    assert_int_equal(repairs.absent, 3);
    assert_mended("[-Infinit", NULL);
}

static void it_is_capped(void **state)
{
    (void)state;
    const char *text = "\"\xFF\xFF\xFF\"";
    struct repairs repairs;
    size_t length;
    for (size_t cap = 0; cap < 14; cap++) {
        char *mended = repair_json(text, strlen(text), cap, &length, &repairs);
        assert_int_equal(mended != NULL, cap >= 11);
        free(mended);
    }
}

/* Cut anywhere, no byte beyond the end is read (the copies are exact, for the sanitizers). */
static void every_prefix_is_read_within_its_size(void **state)
{
    (void)state;
    const char text[] =
        "{\"\\uD83D\\uDE00\\uD83D\\u0000\xF0\x9F\x98\x80\xE2\x82\": [-1.5e+999, NaN, "
        "-Infinity, 99999999999999999999]}";
    for (size_t size = 0; size < sizeof text; size++) {
        char *exact = malloc(size > 0 ? size : 1);
        memcpy(exact, text, size);
        struct repairs repairs;
        size_t length;
        free(repair_json(exact, size, 1 << 20, &length, &repairs));
        free(exact);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_fine_stays),
        cmocka_unit_test(half_a_pair_is_replaced),
        cmocka_unit_test(controls_are_escaped_or_left_out),
        cmocka_unit_test(broken_bytes_are_replaced),
        cmocka_unit_test(numbers_beyond_range_are_the_largest),
        cmocka_unit_test(no_numbers_are_null),
        cmocka_unit_test(it_is_capped),
        cmocka_unit_test(every_prefix_is_read_within_its_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
