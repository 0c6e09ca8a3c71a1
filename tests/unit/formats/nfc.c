#include "../check.h"

#include "formats/nfc.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static void assert_nfc(const char *text, const char *expected)
{
    size_t length;
    char *nfc = nfc_text(text, strlen(text), &length);
    assert_string_equal(nfc, expected);
    assert_int_equal(length, strlen(expected));
    free(nfc);
}

static void test_composed(void **state)
{
    (void)state;
    assert_nfc("", "");
    assert_nfc("plain \xC3\xA9", "plain \xC3\xA9");
    assert_nfc("e\xCC\x81", "\xC3\xA9");
    assert_nfc("\xE2\x84\xAB", "\xC3\x85");                 /* Angstrom */
    assert_nfc("q\xCC\x87\xCC\xA3", "q\xCC\xA3\xCC\x87");   /* order of marks */
    assert_nfc("\xD8\xA7\xD9\x93", "\xD8\xA2");             /* alef, madda */
    assert_nfc("\xE1\x84\x80\xE1\x85\xA1", "\xEA\xB0\x80"); /* Hangul */
    assert_nfc("\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7",
               "\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7");
    /* One that grows to three, the most there is. */
    assert_nfc("\xF0\x9D\x85\xA0", "\xF0\x9D\x85\x98\xF0\x9D\x85\xA5\xF0\x9D\x85\xAE");
}

static void test_ill_formed_stays(void **state)
{
    (void)state;
    assert_nfc("e\xCC\x81\xFF", "e\xCC\x81\xFF");
}

static void test_length_without_terminator(void **state)
{
    (void)state;
    char *nfc = nfc_text("e\xCC\x81xyz", 3, NULL);
    assert_string_equal(nfc, "\xC3\xA9");
    free(nfc);
    nfc = nfc_text(NULL, 0, NULL);
    assert_string_equal(nfc, "");
    free(nfc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_composed),
        cmocka_unit_test(test_ill_formed_stays),
        cmocka_unit_test(test_length_without_terminator),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
