/* What language_temperature() writes, as it stands on the screen. */
#include "content/language.h"
#include "text/bidi.h"
#include "text/utf8.h"

#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { CODES_MAX = 64 };

/* TEXT from left to right, without its marks, into OUT of 4 * CODES_MAX + 1 bytes. */
static void see(const char *text, bool rtl, char *out)
{
    uint32_t codes[CODES_MAX] = {0};
    uint8_t levels[CODES_MAX];
    int order[CODES_MAX], count = 0;
    size_t length = strlen(text);
    for (size_t at = 0; at < length; count++) {
        assert_true(count < CODES_MAX);
        codes[count] = utf8_next(text, length, &at);
    }
    bidi_levels(codes, count, rtl, levels);
    bidi_order(levels, count, order);
    for (int i = 0; i < count; i++) {
        uint32_t code = codes[order[i]];
        bool mark = code == 0x200E || code == 0x061C || code == 0x2068 || code == 0x2069;
        if (!mark)
            out += utf8_put(out, code);
    }
    *out = '\0';
}

static void check(enum language language, enum digits digits, double degrees, int decimals,
                  const char *wanted)
{
    /* Alone, isolated, and behind letters of either direction. */
    static const char *const befores[] = {"", "\u2068", "الآن ", "Rabat ", "21 · "};
    bool rtl = language_is_rtl(language);
    for (size_t i = 0; i < COUNT_OF(befores); i++) {
        char seen[4 * CODES_MAX + 1];
        struct buffer text;
        buffer_init(&text, 256);
        buffer_add_text(&text, befores[i]);
        language_temperature(language, digits, degrees, decimals, &text);
        see(buffer_text(&text), rtl, seen);
        if (strstr(seen, wanted) == NULL)
            fail_msg("%s, digits %d, behind \"%s\": \"%s\" is not in \"%s\"",
                     language_code(language), digits, befores[i], wanted, seen);
        buffer_finish(&text);
    }
}

/* Western digits stand as everywhere; Arabic-Indic ones have the sign before them and the ° behind
 * them as one reads there: from the right. */
static void sign_number_and_degree_keep_their_order(void **state)
{
    (void)state;
    check(LANGUAGE_AR, DIGITS_WESTERN, 14.1, 1, "14,1°");
    check(LANGUAGE_AR, DIGITS_WESTERN, -14.1, 1, "−14,1°");
    check(LANGUAGE_AR, DIGITS_WESTERN, -5, 0, "−5°");
    check(LANGUAGE_AR, DIGITS_ARABIC, 14.1, 1, "°١٤٫١");
    check(LANGUAGE_AR, DIGITS_ARABIC, -14.1, 1, "°١٤٫١−");
    check(LANGUAGE_AR, DIGITS_ARABIC, -5, 0, "°٥−");
}

static void without_arabic_letters_they_run_from_the_left(void **state)
{
    (void)state;
    static const enum language languages[] = {LANGUAGE_FR, LANGUAGE_ZGH};
    for (size_t i = 0; i < COUNT_OF(languages); i++) {
        char seen[4 * CODES_MAX + 1];
        struct buffer text;
        buffer_init(&text, 256);
        language_temperature(languages[i], DIGITS_WESTERN, -14.1, 1, &text);
        see(buffer_text(&text), false, seen);
        assert_string_equal(seen, "−14,1°");
        buffer_clear(&text);
        language_temperature(languages[i], DIGITS_ARABIC, -14.1, 1, &text);
        see(buffer_text(&text), false, seen);
        assert_string_equal(seen, "−١٤٫١°");
        buffer_finish(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sign_number_and_degree_keep_their_order),
        cmocka_unit_test(without_arabic_letters_they_run_from_the_left),
    };
    return cmocka_run_group_tests_name("text/temperatures", tests, NULL, NULL);
}
