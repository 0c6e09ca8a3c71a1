#include "fake.h"

static void expect(const char *text, size_t length, const char *expected)
{
    size_t clean_length;
    char *clean = utf8_clean(text, length, 1000, &clean_length);
    assert_string_equal(clean, expected);
    assert_int_equal(clean_length, strlen(expected));
    free(clean);
}

#define EXPECT(text, expected) expect(text, sizeof text - 1, expected)
#define BAD                    "\xEF\xBF\xBD"

static void invalid_bytes_become_the_replacement(void **state)
{
    (void)state;
    EXPECT("a\xFFz", "a" BAD "z");
    EXPECT("a\xC3", "a" BAD);
    EXPECT("\xC0\x80", BAD BAD);         /* overlong */
    EXPECT("\xE2\x82z", BAD "z");        /* truncated */
    EXPECT("\xED\xA0\x80", BAD BAD BAD); /* a surrogate */
    EXPECT("\xF4\x90\x80\x80z", BAD BAD BAD BAD "z");
    expect(NULL, 0, "");
}

static void controls_are_dropped(void **state)
{
    (void)state;
    EXPECT("a\0b\x01\x1B[31m\x7F\xC2\x9F", "ab[31m");
    EXPECT("a\xEF\xBF\xBF"
           "b\xF0\x9F\xBF\xBE",
           "ab");
    EXPECT("a\tb", "a\tb");
}

static void line_ends_become_newlines(void **state)
{
    (void)state;
    EXPECT("a\r\nb\rc\nd", "a\nb\nc\nd");
    EXPECT("a\r\r\n\nb", "a\n\n\nb");
    EXPECT("a\xE2\x80\xA8"
           "b\xE2\x80\xA9"
           "c\xC2\x85"
           "d\x0B"
           "e",
           "a\nb\nc\nd\ne");
}

static void towers_of_marks_are_capped(void **state)
{
    (void)state;
    char text[1 + 2 * 5000 + 2] = "a";
    for (int i = 0; i < 5000; i++)
        memcpy(text + 1 + 2 * i, "\xCC\x81", 2);
    text[10001] = 'b';
    size_t length;
    char *clean = utf8_clean(text, 10002, 100000, &length);
    assert_int_equal(length, 1 + 30 * 2 + 1);
    assert_int_equal(clean[length - 1], 'b');
    free(clean);
}

static void cap(const char *text, size_t at, size_t expected)
{
    size_t length;
    char *clean = utf8_clean(text, strlen(text), at, &length);
    assert_int_equal(length, expected);
    assert_int_equal(clean[length], '\0');
    assert_memory_equal(clean, text, length);
    free(clean);
}

static void the_cap_cuts_at_a_cluster(void **state)
{
    (void)state;
    cap("abcdef", 6, 6);
    cap("abcdef", 5, 5);
    cap("abe\xCC\x81z", 4, 2);                                   /* inside the letter's accent */
    cap("abe\xCC\x81z", 3, 2);                                   /* between letter and accent */
    cap("abe\xCC\x81z", 5, 5);                                   /* after it */
    cap("a\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBBz", 9, 1); /* inside a joined emoji */
    cap("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB", 6, 4);   /* nothing but one: by letter */
    cap("abc", 0, 0);
}

static void a_megabyte_is_capped(void **state)
{
    (void)state;
    const size_t big = 1 << 20;
    char *text = malloc(big);
    for (size_t i = 0; i < big; i++)
        text[i] = (char)("\xD8\xA8"[i % 2]);
    size_t length;
    char *clean = utf8_clean(text, big, 65536, &length);
    assert_int_equal(length, 65536);
    free(clean);
    memset(text, 0xFF, big); /* each grows to three bytes */
    clean = utf8_clean(text, big, 65536, &length);
    assert_int_equal(length, 65535);
    free(clean);
    memset(text, 1, big); /* nothing of it stays */
    clean = utf8_clean(text, big, 65536, &length);
    assert_int_equal(length, 0);
    free(clean);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(invalid_bytes_become_the_replacement),
        cmocka_unit_test(controls_are_dropped),
        cmocka_unit_test(line_ends_become_newlines),
        cmocka_unit_test(towers_of_marks_are_capped),
        cmocka_unit_test(the_cap_cuts_at_a_cluster),
        cmocka_unit_test(a_megabyte_is_capped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
