#include "content/language.h"

#include "base/memory.h"

#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { CAP = 256 };

static const struct date wednesday = {2025, 3, 19};

/* Each writer is called with a buffer of its own; EXPECT frees it. */
#define EXPECT(wanted, call)                                                                       \
    do {                                                                                           \
        struct buffer out;                                                                         \
        buffer_init(&out, CAP);                                                                    \
        assert_true(call);                                                                         \
        assert_string_equal(buffer_text(&out), wanted);                                            \
        buffer_finish(&out);                                                                       \
    } while (0)

static void test_codes(void **state)
{
    (void)state;
    static const char *const codes[LANGUAGE_COUNT] = {"en", "fr", "ar", "zgh"};
    static const char *const locales[LANGUAGE_COUNT] = {"en_GB", "fr_FR", "ar_MA", "zgh_MA"};
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        enum language language;
        assert_true(language_parse(codes[i], &language));
        assert_int_equal(language, i);
        assert_string_equal(language_code(language), codes[i]);
        assert_string_equal(language_locale(language), locales[i]);
        assert_int_equal(language_is_rtl(language), i == LANGUAGE_AR);
    }
    enum language language = LANGUAGE_AR;
    assert_false(language_parse("de", &language));
    assert_false(language_parse("", &language));
    assert_false(language_parse("EN", &language));
    assert_int_equal(language, LANGUAGE_AR);
}

/* Whether TEXT has a letter of the language's own script. */
static bool has_script(enum language language, const char *text)
{
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text, next = (unsigned char)text[1];
        if (language == LANGUAGE_AR && (c == 0xd8 || c == 0xd9))
            return true;
        if (language == LANGUAGE_ZGH && c == 0xe2 && (next == 0xb4 || next == 0xb5))
            return true;
        if (language <= LANGUAGE_FR && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')))
            return true;
    }
    return false;
}

static void test_nothing_missing(void **state)
{
    (void)state;
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        for (int phrase = 0; phrase < PHRASE_COUNT; phrase++) {
            const char *text = language_phrase(i, phrase);
            if (text == NULL || !has_script(i, text))
                fail_msg("%s: phrase %d", language_code(i), phrase);
        }
        for (int code = -5; code <= 120; code++) {
            const char *text = language_weather(i, code);
            assert_int_equal(text == NULL, language_weather(LANGUAGE_EN, code) == NULL);
            if (text != NULL && !has_script(i, text))
                fail_msg("%s: weather %d", language_code(i), code);
        }
    }
    assert_string_equal(language_phrase(LANGUAGE_AR, PHRASE_PRAYER_TIMES), "أوقات الصلاة");
    assert_string_equal(language_phrase(LANGUAGE_EN, PHRASE_FAJR + PRAYER_ISHA), "Isha");
    assert_string_equal(language_phrase(LANGUAGE_EN, PHRASE_FAJR + PRAYER_SUNRISE), "Sunrise");
}

/* The codes that weather services use all have words. */
static void test_weather(void **state)
{
    (void)state;
    static const int codes[] = {0,  1,  2,  3,  45, 48, 51, 53, 55, 56, 57, 61, 63, 65,
                                66, 67, 71, 73, 75, 77, 80, 81, 82, 85, 86, 95, 96, 99};
    for (size_t i = 0; i < COUNT_OF(codes); i++)
        assert_non_null(language_weather(LANGUAGE_EN, codes[i]));
    assert_string_equal(language_weather(LANGUAGE_EN, 3), "Overcast");
    assert_string_equal(language_weather(LANGUAGE_FR, 61), "Pluie faible");
    assert_null(language_weather(LANGUAGE_EN, WEATHER_CODE_NONE));
    assert_null(language_weather(LANGUAGE_EN, 100));
    assert_null(language_weather(LANGUAGE_EN, 20));
}

static void test_dates(void **state)
{
    (void)state;
    EXPECT("Wednesday 19 March 2025", language_date_long(LANGUAGE_EN, 0, wednesday, &out));
    EXPECT("Mercredi 19 mars 2025", language_date_long(LANGUAGE_FR, 0, wednesday, &out));
    EXPECT("الأربعاء 19 مارس 2025", language_date_long(LANGUAGE_AR, 0, wednesday, &out));
    EXPECT("ⴰⴽⵕⴰⵙ 19 ⵎⴰⵕⵚ 2025", language_date_long(LANGUAGE_ZGH, 0, wednesday, &out));
    EXPECT("الأربعاء ١٩ مارس ٢٠٢٥",
           language_date_long(LANGUAGE_AR, DIGITS_ARABIC, wednesday, &out));
    EXPECT("19 March", language_date_short(LANGUAGE_EN, 0, wednesday, &out));
    EXPECT("19 مارس", language_date_short(LANGUAGE_AR, 0, wednesday, &out));
    struct date may_day = {2025, 5, 1}, leap = {2024, 2, 29};
    EXPECT("1er mai", language_date_short(LANGUAGE_FR, 0, may_day, &out));
    EXPECT("Jeudi 1er mai 2025", language_date_long(LANGUAGE_FR, 0, may_day, &out));
    EXPECT("1 ماي", language_date_short(LANGUAGE_AR, 0, may_day, &out));
    EXPECT("29 February", language_date_short(LANGUAGE_EN, 0, leap, &out));
    EXPECT("Thursday", language_weekday(LANGUAGE_EN, may_day, &out));
    EXPECT("Jeudi", language_weekday(LANGUAGE_FR, may_day, &out));
    EXPECT("الخميس", language_weekday(LANGUAGE_AR, may_day, &out));
    EXPECT("ⴰⴽⵡⴰⵙ", language_weekday(LANGUAGE_ZGH, may_day, &out));
}

/* Arabic months as they are called in Morocco. */
static void test_moroccan_months(void **state)
{
    (void)state;
    static const char *const months[12] = {"يناير",  "فبراير", "مارس",  "أبريل",  "ماي",   "يونيو",
                                           "يوليوز", "غشت",    "شتنبر", "أكتوبر", "نونبر", "دجنبر"};
    for (int i = 0; i < 12; i++) {
        char wanted[64];
        snprintf(wanted, sizeof(wanted), "2 %s", months[i]);
        struct date date = {2025, i + 1, 2};
        EXPECT(wanted, language_date_short(LANGUAGE_AR, 0, date, &out));
    }
}

/* Umm al-Qura: 1 Ramadan 1446 was 1 March 2025; Morocco began a day later. */
static void test_hijri(void **state)
{
    (void)state;
    EXPECT("19 Ramadan 1446", language_date_hijri(LANGUAGE_EN, 0, wednesday, 0, &out));
    EXPECT("18 Ramadan 1446", language_date_hijri(LANGUAGE_EN, 0, wednesday, -1, &out));
    EXPECT("18 رمضان 1446", language_date_hijri(LANGUAGE_AR, 0, wednesday, -1, &out));
    EXPECT("١٨ رمضان ١٤٤٦", language_date_hijri(LANGUAGE_AR, DIGITS_ARABIC, wednesday, -1, &out));
    EXPECT("18 ramadan 1446", language_date_hijri(LANGUAGE_FR, 0, wednesday, -1, &out));
    EXPECT("18 ⵔⴰⵎⴰⴹⴰⵏ 1446", language_date_hijri(LANGUAGE_ZGH, 0, wednesday, -1, &out));
    struct date eid = {2025, 3, 30}, first = {2025, 3, 1};
    EXPECT("1 Shawwal 1446", language_date_hijri(LANGUAGE_EN, 0, eid, 0, &out));
    EXPECT("29 شعبان 1446", language_date_hijri(LANGUAGE_AR, 0, first, -1, &out));
    EXPECT("1er ramadan 1446", language_date_hijri(LANGUAGE_FR, 0, first, 0, &out));
    /* Every month of a year has its name in every language. */
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        for (int month = 0; month < 12; month++) {
            struct date date = date_add_days((struct date){2025, 7, 10}, month * 29);
            struct buffer out;
            buffer_init(&out, CAP);
            assert_true(language_date_hijri(language, 0, date, 0, &out));
            assert_true(has_script(language, buffer_text(&out)));
            assert_null(strchr(buffer_text(&out), '`'));
            buffer_finish(&out);
        }
    }
}

static void test_times(void **state)
{
    (void)state;
    EXPECT("05:04", language_time(LANGUAGE_EN, 0, false, true, 304, &out));
    EXPECT("00:00", language_time(LANGUAGE_AR, 0, false, true, 0, &out));
    EXPECT("٠٥:٠٤", language_time(LANGUAGE_AR, DIGITS_ARABIC, false, true, 304, &out));
    EXPECT("5:04 am", language_time(LANGUAGE_EN, 0, true, true, 304, &out));
    EXPECT("5:04", language_time(LANGUAGE_EN, 0, true, false, 304, &out));
    EXPECT("12:00 am", language_time(LANGUAGE_EN, 0, true, true, 0, &out));
    EXPECT("12:59 pm", language_time(LANGUAGE_EN, 0, true, true, 779, &out));
    EXPECT("11:59 pm", language_time(LANGUAGE_EN, 0, true, true, 1439, &out));
    EXPECT("4:02 م", language_time(LANGUAGE_AR, 0, true, true, 962, &out));
    EXPECT("--:--", language_time(LANGUAGE_AR, 0, true, true, MINUTES_NONE, &out));
    EXPECT("--:--", language_time(LANGUAGE_EN, DIGITS_ARABIC, false, false, MINUTES_NONE, &out));
}

static void test_sentences(void **state)
{
    (void)state;
    EXPECT("in 3 h 7 min", language_countdown(LANGUAGE_EN, 0, 187, &out));
    EXPECT("in 1 min", language_countdown(LANGUAGE_EN, 0, 1, &out));
    EXPECT("in 59 min", language_countdown(LANGUAGE_EN, 0, 59, &out));
    EXPECT("in 1 h", language_countdown(LANGUAGE_EN, 0, 60, &out));
    EXPECT("dans 3 h 7 min", language_countdown(LANGUAGE_FR, 0, 187, &out));
    EXPECT("بعد 3 س و7 د", language_countdown(LANGUAGE_AR, 0, 187, &out));
    EXPECT("بعد ٣ س و٧ د", language_countdown(LANGUAGE_AR, DIGITS_ARABIC, 187, &out));
    EXPECT("ⴷⴼⴼⵉⵔ 3 ⵜⵙⵔ 7 ⵜⵙⴷ", language_countdown(LANGUAGE_ZGH, 0, 187, &out));
    EXPECT("1 of 4", language_page(LANGUAGE_EN, 0, 1, 4, &out));
    EXPECT("1 sur 4", language_page(LANGUAGE_FR, 0, 1, 4, &out));
    EXPECT("1 من 4", language_page(LANGUAGE_AR, 0, 1, 4, &out));
    EXPECT("Comments (0)", language_comments(LANGUAGE_EN, 0, 0, &out));
    EXPECT("التعليقات (٠)", language_comments(LANGUAGE_AR, DIGITS_ARABIC, 0, &out));
    EXPECT("Commentaires (1234)", language_comments(LANGUAGE_FR, 0, 1234, &out));
}

static void check_temperatures(void)
{
    EXPECT("21°", language_temperature(LANGUAGE_EN, 0, 21, 0, &out));
    EXPECT("14.1°", language_temperature(LANGUAGE_EN, 0, 14.1, 1, &out));
    EXPECT("14,1°", language_temperature(LANGUAGE_FR, 0, 14.1, 1, &out));
    EXPECT("14.1°", language_temperature(LANGUAGE_AR, 0, 14.1, 1, &out));
    EXPECT("١٤٫١°", language_temperature(LANGUAGE_AR, DIGITS_ARABIC, 14.1, 1, &out));
    EXPECT("14.00°", language_temperature(LANGUAGE_EN, 0, 14, 2, &out));
    EXPECT("9.05°", language_temperature(LANGUAGE_EN, 0, 9.05, 2, &out));
    EXPECT("−5.5°", language_temperature(LANGUAGE_EN, 0, -5.5, 1, &out));
    EXPECT("0°", language_temperature(LANGUAGE_EN, 0, -0.4, 0, &out));
    EXPECT("\u200e−5°", language_temperature(LANGUAGE_AR, 0, -5, 0, &out));
    EXPECT("−٥°", language_temperature(LANGUAGE_AR, DIGITS_ARABIC, -5, 0, &out));
    EXPECT("--°", language_temperature(LANGUAGE_EN, 0, NAN, 0, &out));
    EXPECT("--°", language_temperature(LANGUAGE_EN, 0, 1e300, 0, &out));
}

static void test_temperatures(void **state)
{
    (void)state;
    check_temperatures();
    /* The decimal sign is the language's, whatever the process's locale. */
    if (setlocale(LC_ALL, "fr_FR.UTF-8") != NULL)
        check_temperatures();
    setlocale(LC_ALL, "C");
}

static void test_numbers(void **state)
{
    (void)state;
    EXPECT("0", language_number(LANGUAGE_EN, 0, 0, &out));
    EXPECT("٤٢", language_number(LANGUAGE_FR, DIGITS_ARABIC, 42, &out));
    EXPECT("−7", language_number(LANGUAGE_ZGH, 0, -7, &out));
    EXPECT("−9223372036854775808", language_number(LANGUAGE_EN, 0, INT64_MIN, &out));
}

/* Where the cap is passed, they say so. */
static void test_caps(void **state)
{
    (void)state;
    struct buffer out;
    for (size_t cap = 0; cap < 3; cap++) {
        buffer_init(&out, cap);
        assert_false(language_date_long(LANGUAGE_AR, DIGITS_ARABIC, wednesday, &out));
        assert_false(language_date_hijri(LANGUAGE_ZGH, 0, wednesday, 0, &out));
        assert_false(language_countdown(LANGUAGE_ZGH, 0, 187, &out));
        assert_false(language_temperature(LANGUAGE_FR, 0, -14.25, 2, &out));
        assert_false(language_time(LANGUAGE_EN, DIGITS_ARABIC, true, true, 0, &out));
        assert_true(out.overflow);
        buffer_finish(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_codes),
        cmocka_unit_test(test_nothing_missing),
        cmocka_unit_test(test_weather),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_moroccan_months),
        cmocka_unit_test(test_hijri),
        cmocka_unit_test(test_times),
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_temperatures),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_caps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
