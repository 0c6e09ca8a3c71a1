#include "text/structured.h"

#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* TEXT with "[" and "]" for the isolates; free() it. */
static char *bracketed(const char *text)
{
    char *isolated = structured_isolate(text, true);
    char *out = memory_text(isolated != NULL ? isolated : text);
    free(isolated);
    size_t to = 0;
    for (size_t from = 0; out[from] != '\0';) {
        bool open = strncmp(out + from, "\u2066", 3) == 0 || strncmp(out + from, "\u2068", 3) == 0;
        bool close = strncmp(out + from, "\u2069", 3) == 0;
        out[to++] = open ? '[' : close ? ']' : out[from];
        from += open || close ? 3 : 1;
    }
    out[to] = '\0';
    return out;
}

static void telephone_numbers_are_isolated(void **state)
{
    (void)state;
    static const char *const examples[][2] = {
        {"للاتصال: +212 5 37 71 80 00 الآن", "للاتصال: [+212 5 37 71 80 00] الآن"},
        {"+212537718000", "[+212537718000]"},
        {"05 37 71 80 00", "[05 37 71 80 00]"},
        {"0537-718000.", "[0537-718000]."},
        {"05.37.71.80.00", "[05.37.71.80.00]"},
        {"+212 (0) 537 718 000", "[+212 (0) 537 718 000]"},
        {"(+212 5 37 71 80 00)", "([+212 5 37 71 80 00])"},
        {"080 100 47 47 أو 05 22 43 00 00", "[080 100 47 47] أو [05 22 43 00 00]"},
        {"+212\u00a05\u202f37\u201171\u00a080\u00a000",
         "[+212\u00a05\u202f37\u201171\u00a080\u00a000]"},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        char *actual = bracketed(examples[i][0]);
        assert_string_equal(actual, examples[i][1]);
        free(actual);
    }
}

static void thousands_are_isolated(void **state)
{
    (void)state;
    static const char *const examples[][2] = {
        {"حوالي 10 000 زائر", "حوالي [10 000] زائر"},
        {"1 250 000 درهم", "[1 250 000] درهم"},
        {"(200 000)", "([200 000])"},
        {"12 345,67 نقطة", "[12 345,67] نقطة"},
        {"10 000, ثم", "[10 000], ثم"},
        {"بـ10 000 درهم", "بـ[10 000] درهم"},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        char *actual = bracketed(examples[i][0]);
        assert_string_equal(actual, examples[i][1]);
        free(actual);
    }
}

static void addresses_and_tags_are_isolated(void **state)
{
    (void)state;
    static const char *const examples[][2] = {
        {"زوروا https://riwaq.example/ الآن", "زوروا [https://riwaq.example/] الآن"},
        {"انظر (www.riwaq.example/ar?x=1&y=2).", "انظر ([www.riwaq.example/ar?x=1&y=2])."},
        {"http://riwaq.example/a_(b)، ثم", "[http://riwaq.example/a_(b)]، ثم"},
        {"https://riwaq.example/مقال-1!", "[https://riwaq.example/مقال-1]!"},
        {"تابعوا @riwaq_ma، الآن", "تابعوا [@riwaq_ma]، الآن"},
        {"#CAN2025 و #رواق_2025.", "[#CAN2025] و [#رواق_2025]."},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        char *actual = bracketed(examples[i][0]);
        assert_string_equal(actual, examples[i][1]);
        free(actual);
    }
}

static void words_keep_their_signs(void **state)
{
    (void)state;
    static const char *const examples[][2] = {
        {"تحالف OPEC+ يقرر", "تحالف [OPEC+] يقرر"},
        {"اجتماع OPEC+، اليوم", "اجتماع [OPEC+]، اليوم"},
        {"لغة C++ و C#.", "لغة [C++] و [C#]."},
        {"بلغة C#", "بلغة [C#]"},
        {"(Disney+) وCafé+", "([Disney+]) و[Café+]"},
        {"شبكة Wi-Fi+ هنا", "شبكة [Wi-Fi+] هنا"},
        {"تصنيف A- و BBB- الآن", "تصنيف [A-] و [BBB-] الآن"},
        {"منصة .NET هنا و.NET", "منصة [.NET] هنا و[.NET]"},
        {"الحرارة 20°C اليوم", "الحرارة [20°C] اليوم"},
        {"و20°C", "و[20°C]"},
        {"-5 °C ليلا و 41,5\u00a0°F.", "[-5 °C] ليلا و [41,5\u00a0°F]."},
        {"10-20°C", "10-[20°C]"},
        {"٢٠°C", "[٢٠°C]"},
        {"1 500 °C", "[1 500 °C]"},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        char *actual = bracketed(examples[i][0]);
        assert_string_equal(actual, examples[i][1]);
        free(actual);
    }
}

/* A text without a letter from the right needs nothing. */
static void a_text_from_the_left_is_left_alone(void **state)
{
    (void)state;
    assert_null(structured_isolate("Tél. +212 5 37 71 80 00, @riwaq « #CAN »", false));
    assert_null(structured_isolate("ⵜⴰⵎⴰⵣⵉⵖⵜ @riwaq", false));
    char *isolated = structured_isolate("رواق: +212 5 37 71 80 00", false);
    assert_non_null(isolated);
    free(isolated);
}

static void others_are_left_alone(void **state)
{
    (void)state;
    static const char *const texts[] = {"",
                                        "+",
                                        "0",
                                        "خبر",
                                        "12:50",
                                        "من 08:00 إلى 16:30",
                                        "05.04.2025",
                                        "2025-03-19",
                                        "2024-2026",
                                        "فاز 2-1",
                                        "12.5%",
                                        "10,000",
                                        "يوم 12 2025",
                                        "2024 200",
                                        "+5",
                                        "+ 212 5 37 71 80 00",
                                        "a05 37 71 80 00",
                                        "+212 5) 37 71 80 00",
                                        "1234567890123456",
                                        "+12 34 56 78 90 12 34 56 78",
                                        "10 0000",
                                        "10 000 00",
                                        "0 000",
                                        "#1",
                                        "Reuters- قال",
                                        "OPEC+2",
                                        "a+b",
                                        "A-ب",
                                        "Rabat-Casa",
                                        "50%",
                                        "-5°",
                                        "20°Cx",
                                        "°C",
                                        "انتهى.NET",
                                        ".net",
                                        "... A",
                                        "#",
                                        "@ riwaq",
                                        "contact@riwaq.example",
                                        "www.",
                                        "https://",
                                        "world wide web"};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        char *isolated = structured_isolate(texts[i], true);
        if (isolated != NULL)
            print_error("isolated: %s\n", isolated);
        assert_null(isolated);
    }
}

/* Whatever the bytes are, only isolates are added. */
static void nothing_else_is_changed(void **state)
{
    (void)state;
    static const char letters[] = "+0105 -.()aAC#@_www.\xc2\xa0\xb0\xe2\x80\xaf\xd8\xc3";
    uint32_t random = 7;
    for (int round = 0; round < 20000; round++) {
        char text[40];
        int length = round % (int)sizeof text;
        for (int i = 0; i < length; i++) {
            random = random * 1664525 + 1013904223;
            text[i] = letters[(random >> 16) % (sizeof letters - 1)];
        }
        text[length] = '\0';
        char *isolated = structured_isolate(text, true);
        if (isolated == NULL)
            continue;
        size_t to = 0;
        for (size_t from = 0; isolated[from] != '\0'; from++) {
            if (strncmp(isolated + from, "\u2066", 3) == 0 ||
                strncmp(isolated + from, "\u2068", 3) == 0 ||
                strncmp(isolated + from, "\u2069", 3) == 0)
                from += 2;
            else
                isolated[to++] = isolated[from];
        }
        isolated[to] = '\0';
        assert_string_equal(isolated, text);
        free(isolated);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(telephone_numbers_are_isolated),
        cmocka_unit_test(thousands_are_isolated),
        cmocka_unit_test(addresses_and_tags_are_isolated),
        cmocka_unit_test(words_keep_their_signs),
        cmocka_unit_test(a_text_from_the_left_is_left_alone),
        cmocka_unit_test(others_are_left_alone),
        cmocka_unit_test(nothing_else_is_changed),
    };
    return cmocka_run_group_tests_name("text/structured", tests, NULL, NULL);
}
