/* Clusters as ICU finds them, also where it is not asked. */
#include "fake.h"

#include "text/boundary.h"
#include "text/letters.h"

static size_t put(char *out, uint32_t code)
{
    size_t length = 0;
    U8_APPEND_UNSAFE(out, length, code);
    return length;
}

static void expect_clusters(const char *text, size_t length)
{
    struct letters letters;
    struct boundary boundary;
    letters_init(&letters, text, length);
    boundary_open(&boundary, UBRK_CHARACTER, NULL, text, length);
    size_t place;
    int i = 1;
    while (boundary_next(&boundary, &place)) {
        for (; letters.letters[i].at < place; i++)
            assert_false(letters.letters[i].cluster);
        assert_int_equal(letters.letters[i].at, place);
        assert_true(letters.letters[i++].cluster);
    }
    assert_true(letters.letters[0].cluster);
    assert_int_equal(i, letters.count + 1);
    boundary_close(&boundary);
    letters_finish(&letters);
}

static void each_character_beside_a_letter_and_itself(void **state)
{
    (void)state;
    for (uint32_t code = ' '; code < 0x3000; code++) {
        char text[16];
        size_t length = put(text, 'a');
        length += put(text + length, code);
        length += put(text + length, code);
        length += put(text + length, 0x645); /* an Arabic letter */
        expect_clusters(text, length);
    }
}

static void all_that_is_usual_in_one_text(void **state)
{
    (void)state;
    char text[8192];
    size_t length = 0;
    for (uint32_t code = ' '; code < 0x300; code++)
        length += put(text + length, code);
    for (uint32_t code = 0x620; code <= 0x64A; code++)
        length += put(text + length, code);
    for (uint32_t code = 0x2D30; code <= 0x2D67; code++)
        length += put(text + length, code);
    expect_clusters(text, length);
    length += put(text + length, 0x301); /* a mark at the end sends all of it to ICU */
    expect_clusters(text, length);
}

static int longest_cluster(const char *text, size_t length)
{
    struct letters letters;
    int longest = 0, from = 0;
    letters_init(&letters, text, length);
    for (int i = 1; i <= letters.count; i++) {
        if (!letters.letters[i].cluster)
            continue;
        longest = i - from > longest ? i - from : longest;
        from = i;
    }
    letters_finish(&letters);
    return longest;
}

static void a_cluster_has_an_end(void **state)
{
    (void)state;
    char text[8192];
    size_t length = 0;
    for (int i = 0; i < 1000; i++)
        length += put(text + length, 0x1100); /* leading jamo */
    assert_int_equal(longest_cluster(text, length), 8);
    length = 0;
    for (int i = 0; i < 500; i++) {
        length += put(text + length, 0x1F600);
        length += put(text + length, 0x200D);
    }
    assert_int_equal(longest_cluster(text, length), 16);
    /* Two people with colours of skin, a heart and a kiss; marks, which take no room; a flag of
     * tags; a family. */
    static const char *const whole[] = {
        "\U0001F469\U0001F3FD\u200D\u2764\uFE0F\u200D\U0001F48B\u200D\U0001F468\U0001F3FF",
        "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
        "\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F",
        "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466",
    };
    for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++)
        expect_clusters(whole[i], strlen(whole[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_character_beside_a_letter_and_itself),
        cmocka_unit_test(all_that_is_usual_in_one_text),
        cmocka_unit_test(a_cluster_has_an_end),
    };
    return cmocka_run_group_tests_name("text/letters", tests, NULL, NULL);
}
