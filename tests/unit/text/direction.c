#include "text/direction.h"

#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static enum text_direction direction(const char *text, enum text_direction expected)
{
    struct direction_words words = {0};
    direction_count(&words, text, strlen(text));
    return direction_of(&words, expected);
}

struct example {
    const char *text;
    enum text_direction expected, result;
};

static void words_decide_not_the_first_letter(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"The station opens", DIRECTION_AUTO, DIRECTION_LTR},
        {"افتتاح المحطة", DIRECTION_AUTO, DIRECTION_RTL},
        {"OCP تعلن عن نتائجها", DIRECTION_AUTO, DIRECTION_RTL},
        {"Google تطلق نموذج Gemini 2.5 Pro في المغرب", DIRECTION_AUTO, DIRECTION_RTL},
        {"« رواق » ouvre ses portes à Rabat", DIRECTION_AUTO, DIRECTION_LTR},
        {"Le mot « رواق » signifie salle", DIRECTION_AUTO, DIRECTION_LTR},
        {"50 % من المغاربة", DIRECTION_AUTO, DIRECTION_RTL},
        {"\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", DIRECTION_AUTO, DIRECTION_RTL}, /* Hebrew */
        {"新しい駅", DIRECTION_AUTO, DIRECTION_LTR},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++)
        assert_int_equal(direction(examples[i].text, examples[i].expected), examples[i].result);
}

/* A language that is told beats the count, unless hardly a word is in it. */
static void what_is_known_of_the_text_counts(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"« رواق » ouvre", DIRECTION_AUTO, DIRECTION_RTL},
        {"« رواق » ouvre", DIRECTION_LTR, DIRECTION_LTR},
        {"Samsung Galaxy S25 Ultra متوفر", DIRECTION_AUTO, DIRECTION_LTR},
        {"Samsung Galaxy S25 Ultra متوفر", DIRECTION_RTL, DIRECTION_RTL},
        {"Plain English", DIRECTION_RTL, DIRECTION_LTR},
        {"خبر عربي", DIRECTION_LTR, DIRECTION_RTL},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++)
        assert_int_equal(direction(examples[i].text, examples[i].expected), examples[i].result);
}

static void without_letters_nothing_is_known(void **state)
{
    (void)state;
    static const char *const texts[] = {"", " \t ", "12:50", "50 % (3)", "☺"};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        for (int expected = DIRECTION_AUTO; expected <= DIRECTION_RTL; expected++)
            assert_int_equal(direction(texts[i], (enum text_direction)expected), DIRECTION_AUTO);
}

static void scripts_are_told_apart(void **state)
{
    (void)state;
    struct direction_words words = {0};
    const char *first = "ⵜⴰⵎⴰⵣⵉⵖⵜ Rabat", *second = "خبر 12 \xd7\xa9\xd7\x9c";
    direction_count(&words, first, strlen(first));
    direction_count(&words, second, strlen(second)); /* goes on counting */
    assert_int_equal(words.ltr, 2);
    assert_int_equal(words.tifinagh, 1);
    assert_int_equal(words.rtl, 2);
    assert_int_equal(words.arabic, 1);
}

/* What is not UTF-8 does no harm, and a novel costs no more than a page. */
static void any_bytes_do(void **state)
{
    (void)state;
    assert_int_equal(direction("\xff\xfe\x80 a", DIRECTION_AUTO), DIRECTION_LTR);
    enum { SIZE = 1024 * 1024 };
    char *text = memory_array(SIZE, 1);
    for (int i = 0; i < SIZE; i += 2)
        memcpy(text + i, "a ", 2);
    struct direction_words words = {0};
    direction_count(&words, text, SIZE);
    assert_in_range(words.ltr, 32, 256);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_decide_not_the_first_letter),
        cmocka_unit_test(what_is_known_of_the_text_counts),
        cmocka_unit_test(without_letters_nothing_is_known),
        cmocka_unit_test(scripts_are_told_apart),
        cmocka_unit_test(any_bytes_do),
    };
    return cmocka_run_group_tests_name("text/direction", tests, NULL, NULL);
}
