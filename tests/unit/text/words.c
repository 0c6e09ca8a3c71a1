#include "fake.h"

static void upper(const char *text, const char *locale, const char *expected)
{
    char *found = text_upper(text, locale);
    assert_string_equal(found, expected);
    free(found);
}

static void captions_go_by_their_language(void **state)
{
    (void)state;
    upper("prayer times", "en", "PRAYER TIMES");
    upper("météo à Fès", "fr", "MÉTÉO À FÈS");
    upper("straße", NULL, "STRASSE");
    upper("istanbul", "tr", "İSTANBUL");
    upper("istanbul", NULL, "ISTANBUL");
    upper("istanbul", "no such locale, and rather long for one, too", "ISTANBUL");
    upper("الطقس ⴰⵣⵓⵍ", "ar", "الطقس ⴰⵣⵓⵍ");
    upper("", "en", "");
    upper(NULL, "en", "");
    upper("a\xFF", "en", "A\xEF\xBF\xBD");
}

static int count(const char *text)
{
    return text_word_count(text, strlen(text));
}

static void words_are_counted(void **state)
{
    (void)state;
    assert_int_equal(count(""), 0);
    assert_int_equal(count("  ...  \n"), 0);
    assert_int_equal(count("one"), 1);
    assert_int_equal(count("One, two – three!"), 3);
    assert_int_equal(count("l'article d'hier"), 2);
    assert_int_equal(count("مرحبا بكم في الرباط"), 4);
    assert_int_equal(count("ⴰⵣⵓⵍ ⴼⵍⵍⴰⵡⵏ"), 2);
    assert_int_equal(count("21.5 degrees"), 2);
    assert_int_equal(text_word_count("one two", 3), 1);
    assert_int_equal(text_word_count(NULL, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(captions_go_by_their_language),
        cmocka_unit_test(words_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
