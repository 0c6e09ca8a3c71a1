#include "content/language.h"

#include "base/memory.h"
#include "content/language_table.h"

#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unicode/unum.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

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

/* --- the tables ----------------------------------------------------------------------------- */

static UScriptCode script_of(enum language language)
{
    static const UScriptCode scripts[LANGUAGE_COUNT] = {
        [LANGUAGE_EN] = USCRIPT_LATIN,
        [LANGUAGE_FR] = USCRIPT_LATIN,
        [LANGUAGE_AR] = USCRIPT_ARABIC,
        [LANGUAGE_ZGH] = USCRIPT_TIFINAGH,
    };
    return scripts[language];
}

/* What is wrong with TEXT as a word of LANGUAGE, or NULL. LETTERS: it must have some. */
static const char *script_fault(enum language language, const char *text, bool letters)
{
    bool has = false;
    int32_t at = 0, length = (int32_t)strlen(text);
    while (at < length) {
        UChar32 c;
        UErrorCode error = U_ZERO_ERROR;
        U8_NEXT(text, at, length, c);
        if (c < 0)
            return "no UTF-8";
        if (c == '\'' || c == '"' || c == '`')
            return "a typewriter's mark";
        UScriptCode script = uscript_getScript(c, &error);
        has |= script == script_of(language);
        /* The vowel marks are of every script that takes them. */
        bool any = script == USCRIPT_COMMON || script == USCRIPT_INHERITED;
        if (!any && script != script_of(language))
            return "a letter of another script";
    }
    return letters && !has ? "no letter" : NULL;
}

/* A no-break space before : and a narrow one before ; ! ? and inside « », nothing else there. */
static const char *spacing_fault(const char *text)
{
    static const char *const narrow[] = {";", "!", "?", "»"};
    for (const char *at = strchr(text, ':'); at != NULL; at = strchr(at + 1, ':'))
        if (at - text < 2 || memcmp(at - 2, "\u00a0", 2) != 0)
            return "no U+00A0 before a colon";
    for (size_t i = 0; i < COUNT_OF(narrow); i++)
        for (const char *at = strstr(text, narrow[i]); at != NULL; at = strstr(at + 1, narrow[i]))
            if (at - text < 3 || memcmp(at - 3, "\u202f", 3) != 0)
                return "no U+202F before a mark";
    for (const char *at = strstr(text, "«"); at != NULL; at = strstr(at + 1, "«"))
        if (strncmp(at + strlen("«"), "\u202f", 3) != 0)
            return "no U+202F after «";
    return NULL;
}

static void check_entry(enum language language, const char *what, int index, const char *text)
{
    char plain[256];
    size_t length = 0;
    const char *code = language_code(language), *fault = NULL;
    if (text == NULL || text[0] == '\0')
        fail_msg("%s: %s %d is missing", code, what, index);
    for (const char *c = text; *c != '\0'; c++) { /* the names in braces are no words */
        if (*c == '{')
            c += strcspn(c, "}");
        else
            plain[length++] = *c;
        assert_true(length < sizeof plain);
    }
    plain[length] = '\0';
    if (strstr(text, "...") != NULL)
        fault = "three full stops for an ellipsis";
    else if (text[0] == ' ' || text[strlen(text) - 1] == ' ')
        fault = "a space at its edge";
    else if (language == LANGUAGE_FR)
        fault = spacing_fault(text);
    bool letters = strpbrk(text, "{") == NULL;
    if (fault == NULL)
        fault = script_fault(language, plain, letters);
    if (fault != NULL)
        fail_msg("%s: %s %d, \"%s\": %s", code, what, index, text, fault);
}

static void check_counted(enum language language, const char *what, const struct counted *noun)
{
    check_entry(language, what, 0, noun->other);
    assert_non_null(strstr(noun->other, "{n}"));
    const char *const others[] = {noun->one, noun->two, noun->few};
    for (int i = 0; i < 3; i++)
        if (others[i] != NULL)
            check_entry(language, what, i + 1, others[i]);
}

static void check_table(enum language language)
{
    const struct language_table *table = &language_tables[language];
    for (int i = 0; i < PHRASE_COUNT; i++)
        check_entry(language, "phrase", i, table->phrases[i]);
    for (int i = SKY_NONE + 1; i < SKY_COUNT; i++)
        check_entry(language, "sky", i, table->sky[i]);
    const char *const patterns[] = {table->in_hours_and_minutes,
                                    table->in_brief,
                                    table->in_hours,
                                    table->in_minutes,
                                    table->hours_and_minutes,
                                    table->page,
                                    table->comments,
                                    table->am,
                                    table->pm};
    static const char *const names[][2] = {{"{h}", "{m}"}, {"{h}", "{m}"}, {"{h}", "{h}"},
                                           {"{m}", "{m}"}, {"{h}", "{m}"}, {"{n}", "{of}"},
                                           {"{n}", "{n}"}};
    for (size_t i = 0; i < COUNT_OF(patterns); i++) {
        check_entry(language, "pattern", (int)i, patterns[i]);
        for (int n = 0; n < 2 && i < COUNT_OF(names); n++)
            assert_non_null(strstr(patterns[i], names[i][n]));
    }
    check_counted(language, "hours", &table->hours);
    check_counted(language, "minutes", &table->minutes);
    check_counted(language, "brief hours", &table->brief_hours);
    check_counted(language, "brief minutes", &table->brief_minutes);
    assert_non_null(table->date_long);
    assert_non_null(table->date_short);
    for (int i = 0; table->hijri_months != NULL && i < 12; i++)
        check_entry(language, "Hijri month", i, table->hijri_months[i]);
}

/* Nothing is missing, nor left in another script or as it is typed. */
static void test_every_entry(void **state)
{
    (void)state;
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        check_table((enum language)i);
    assert_string_equal(language_phrase(LANGUAGE_AR, PHRASE_PRAYER_TIMES), "أوقات الصلاة");
    assert_string_equal(language_phrase(LANGUAGE_EN, PHRASE_FAJR + PRAYER_ISHA), "Isha");
    assert_string_equal(language_phrase(LANGUAGE_EN, PHRASE_FAJR + PRAYER_SUNRISE), "Sunrise");
}

/* What checks the tables can fail. */
static void test_faulty_entries(void **state)
{
    (void)state;
    assert_non_null(script_fault(LANGUAGE_FR, "l'article", true));
    assert_non_null(script_fault(LANGUAGE_AR, "الطقس Rabat", true));
    assert_non_null(script_fault(LANGUAGE_AR, "...", true));
    assert_non_null(script_fault(LANGUAGE_ZGH, "ⴰⵙⵙⴰ س", true));
    assert_null(script_fault(LANGUAGE_AR, "تساقط البَرَد", true));
    assert_non_null(spacing_fault("échec :"));
    assert_non_null(spacing_fault("réponse; échec"));
    assert_non_null(spacing_fault("« mot\u202f»"));
    assert_null(spacing_fault("«\u202fmot\u202f»\u00a0: oui\u202f?"));
}

/* French is not left in English, but for what is called the same. */
static void test_nothing_is_left_in_english(void **state)
{
    (void)state;
    static const bool same[PHRASE_COUNT] = {
        [PHRASE_FAJR] = true,  [PHRASE_ASR] = true,   [PHRASE_MAGHRIB] = true,
        [PHRASE_ADHAN] = true, [PHRASE_IQAMA] = true, [PHRASE_URGENT] = true,
        [PHRASE_IMSAK] = true, [PHRASE_IFTAR] = true};
    for (int i = 0; i < PHRASE_COUNT; i++)
        if (!same[i])
            assert_string_not_equal(language_phrase(LANGUAGE_EN, i),
                                    language_phrase(LANGUAGE_FR, i));
    for (int i = SKY_NONE + 1; i < SKY_COUNT; i++)
        assert_string_not_equal(language_tables[LANGUAGE_EN].sky[i],
                                language_tables[LANGUAGE_FR].sky[i]);
    for (int code = -5; code <= 120; code++)
        for (int i = 0; i < LANGUAGE_COUNT; i++)
            assert_int_equal(language_weather(i, code) == NULL,
                             language_weather(LANGUAGE_EN, code) == NULL);
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
    EXPECT("19 March 2025", language_date_year(LANGUAGE_EN, 0, wednesday, &out));
    EXPECT("19 مارس 2025", language_date_year(LANGUAGE_AR, 0, wednesday, &out));
    EXPECT("Jeudi 1er mai 2025", language_date_long(LANGUAGE_FR, 0, may_day, &out));
    EXPECT("1 ماي", language_date_short(LANGUAGE_AR, 0, may_day, &out));
    EXPECT("29 February", language_date_short(LANGUAGE_EN, 0, leap, &out));
    EXPECT("Thursday", language_weekday(LANGUAGE_EN, may_day, &out));
    EXPECT("Jeudi", language_weekday(LANGUAGE_FR, may_day, &out));
    EXPECT("الخميس", language_weekday(LANGUAGE_AR, may_day, &out));
    EXPECT("ⴰⴽⵡⴰⵙ", language_weekday(LANGUAGE_ZGH, may_day, &out));
    EXPECT("Thu", language_weekday_brief(LANGUAGE_EN, may_day, &out));
    EXPECT("Jeu.", language_weekday_brief(LANGUAGE_FR, may_day, &out));
    EXPECT("jeudi", language_weekday_within(LANGUAGE_FR, may_day, false, &out));
    EXPECT("jeu.", language_weekday_within(LANGUAGE_FR, may_day, true, &out));
    EXPECT("Thu", language_weekday_within(LANGUAGE_EN, may_day, true, &out));
    EXPECT("الخميس", language_weekday_brief(LANGUAGE_AR, may_day, &out));
    EXPECT("ⴰⴽⵡ", language_weekday_brief(LANGUAGE_ZGH, may_day, &out));
}

/* As they are written in Morocco, whichever ICU is at hand. */
static void test_months(void **state)
{
    (void)state;
    static const char *const months[LANGUAGE_COUNT][12] = {
        {"January", "February", "March", "April", "May", "June", "July", "August", "September",
         "October", "November", "December"},
        {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
         "octobre", "novembre", "décembre"},
        {"يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر",
         "نونبر", "دجنبر"},
        {"ⵉⵏⵏⴰⵢⵔ", "ⴱⵕⴰⵢⵕ", "ⵎⴰⵕⵚ", "ⵉⴱⵔⵉⵔ", "ⵎⴰⵢⵢⵓ", "ⵢⵓⵏⵢⵓ", "ⵢⵓⵍⵢⵓⵣ", "ⵖⵓⵛⵜ", "ⵛⵓⵜⴰⵏⴱⵉⵔ",
         "ⴽⵜⵓⴱⵔ", "ⵏⵓⵡⴰⵏⴱⵉⵔ", "ⴷⵓⵊⴰⵏⴱⵉⵔ"},
    };
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        for (int i = 0; i < 12; i++) {
            char wanted[64];
            snprintf(wanted, sizeof(wanted), "2 %s", months[language][i]);
            struct date date = {2025, i + 1, 2};
            EXPECT(wanted, language_date_short(language, 0, date, &out));
        }
    }
}

static void test_weekdays(void **state)
{
    (void)state;
    static const char *const days[LANGUAGE_COUNT][7] = {
        {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
        {"Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche"},
        {"الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"},
        {"ⴰⵢⵏⴰⵙ", "ⴰⵙⵉⵏⴰⵙ", "ⴰⴽⵕⴰⵙ", "ⴰⴽⵡⴰⵙ", "ⴰⵙⵉⵎⵡⴰⵙ", "ⴰⵙⵉⴹⵢⴰⵙ", "ⴰⵙⴰⵎⴰⵙ"},
    };
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        for (int i = 0; i < 7; i++)
            EXPECT(days[language][i],
                   language_weekday(language, (struct date){2025, 3, 17 + i}, &out));
}

static void test_hijri_months(void **state)
{
    (void)state;
    static const char *const months[LANGUAGE_COUNT][12] = {
        {"Muharram", "Safar", "Rabiʻ I", "Rabiʻ II", "Jumada I", "Jumada II", "Rajab", "Shaʻban",
         "Ramadan", "Shawwal", "Dhuʻl-Qiʻdah", "Dhuʻl-Hijjah"},
        {"mouharram", "safar", "rabia al awal", "rabia ath-thani", "joumada al oula",
         "joumada ath-thania", "rajab", "chaabane", "ramadan", "chawwal", "dhou al qi’da",
         "dhou al-hijja"},
        {"محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان",
         "رمضان", "شوال", "ذو القعدة", "ذو الحجة"},
        {"ⵎⵓⵃⴰⵔⵔⴰⵎ", "ⵚⴰⴼⴰⵔ", "ⵔⴰⴱⵉⵄ ⵍⴰⵡⵡⴰⵍ", "ⵔⴰⴱⵉⵄ ⵜⵜⴰⵏⵉ", "ⵊⵓⵎⴰⴷⴰ ⵍⵓⵍⴰ", "ⵊⵓⵎⴰⴷⴰ ⵜⵜⴰⵏⵉⵢⴰ",
         "ⵔⴰⵊⴰⴱ", "ⵛⴰⵄⴱⴰⵏ", "ⵔⴰⵎⴰⴹⴰⵏ", "ⵛⴰⵡⵡⴰⵍ", "ⴷⵓ ⵍⵇⵉⵄⴷⴰ", "ⴷⵓ ⵍⵃⵉⵊⵊⴰ"},
    };
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        for (int i = 0; i < 12; i++) {
            struct date date = {1447, i + 1, 30}; /* a day that ICU's month may not have */
            struct buffer out;
            buffer_init(&out, CAP);
            assert_true(language_date_hijri(language, 0, date, &out));
            assert_memory_equal(buffer_text(&out), "30 ", 3);
            const char *month = strchr(buffer_text(&out), ' ') + 1;
            size_t length = strlen(months[language][i]);
            if (strncmp(month, months[language][i], length) != 0 ||
                strcmp(month + length, " 1447") != 0)
                fail_msg("%s: \"%s\" is not %s", language_code(language), month,
                         months[language][i]);
            buffer_finish(&out);
        }
    }
}

static void test_hijri(void **state)
{
    (void)state;
    struct date date = {1446, 9, 18}, first = {1446, 9, 1};
    EXPECT("18 Ramadan 1446", language_date_hijri(LANGUAGE_EN, 0, date, &out));
    EXPECT("18 رمضان 1446", language_date_hijri(LANGUAGE_AR, 0, date, &out));
    EXPECT("١٨ رمضان ١٤٤٦", language_date_hijri(LANGUAGE_AR, DIGITS_ARABIC, date, &out));
    EXPECT("18 ramadan 1446", language_date_hijri(LANGUAGE_FR, 0, date, &out));
    EXPECT("18 ⵔⴰⵎⴰⴹⴰⵏ 1446", language_date_hijri(LANGUAGE_ZGH, 0, date, &out));
    EXPECT("1 Ramadan 1446", language_date_hijri(LANGUAGE_EN, 0, first, &out));
    EXPECT("1 رمضان 1446", language_date_hijri(LANGUAGE_AR, 0, first, &out));
    EXPECT("1er ramadan 1446", language_date_hijri(LANGUAGE_FR, 0, first, &out));
    EXPECT("1446-13-01", language_date_hijri(LANGUAGE_EN, 0, (struct date){1446, 13, 1}, &out));
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
    EXPECT("1 of 4", language_page(LANGUAGE_EN, 0, 1, 4, &out));
    EXPECT("1 sur 4", language_page(LANGUAGE_FR, 0, 1, 4, &out));
    EXPECT("1 من 4", language_page(LANGUAGE_AR, 0, 1, 4, &out));
    EXPECT("Comments (0)", language_comments(LANGUAGE_EN, 0, 0, &out));
    EXPECT("التعليقات (٠)", language_comments(LANGUAGE_AR, DIGITS_ARABIC, 0, &out));
    EXPECT("Commentaires (1234)", language_comments(LANGUAGE_FR, 0, 1234, &out));
}

/* --- countdowns ----------------------------------------------------------------------------- */

struct countdown_case {
    int minutes;
    const char *text;
};

static void check_countdowns(enum language language, bool brief, const struct countdown_case *cases,
                             size_t count)
{
    for (size_t i = 0; i < count; i++)
        EXPECT(cases[i].text, language_countdown(language, 0, cases[i].minutes, brief, &out));
}

/* The signs h and min have no plural. */
static void test_countdowns_in_signs(void **state)
{
    (void)state;
    static const struct countdown_case english[] = {
        {187, "in 3 h 7 min"}, {1, "in 1 min"},       {59, "in 59 min"}, {60, "in 1 h"},
        {65, "in 1 h 5 min"},  {121, "in 2 h 1 min"}, {0, "Now"},        {-1, "Now"},
    };
    static const struct countdown_case french[] = {
        {187, "dans 3 h 7 min"}, {1, "dans 1 min"}, {60, "dans 1 h"}, {0, "Maintenant"}};
    for (int brief = 0; brief < 2; brief++) {
        check_countdowns(LANGUAGE_EN, brief, english, COUNT_OF(english));
        check_countdowns(LANGUAGE_FR, brief, french, COUNT_OF(french));
    }
}

/* One and two without a figure, 3 to 10 in the plural, from 11 on the singular again; what
 * counts are the last two figures. */
static void test_countdowns_in_arabic(void **state)
{
    (void)state;
    static const struct countdown_case cases[] = {
        {1, "بعد دقيقة"},
        {2, "بعد دقيقتين"},
        {3, "بعد 3 دقائق"},
        {10, "بعد 10 دقائق"},
        {11, "بعد 11 دقيقة"},
        {59, "بعد 59 دقيقة"},
        {60, "بعد ساعة"},
        {61, "بعد ساعة ودقيقة"},
        {62, "بعد ساعة ودقيقتين"},
        {65, "بعد ساعة و5 دقائق"},
        {120, "بعد ساعتين"},
        {150, "بعد ساعتين و30 دقيقة"},
        {187, "بعد 3 ساعات و7 دقائق"},
        {600, "بعد 10 ساعات"},
        {660, "بعد 11 ساعة"},
        {671, "بعد 11 ساعة و11 دقيقة"},
        {100 * 60, "بعد 100 ساعة"},
        {103 * 60, "بعد 103 ساعات"},
        {0, "الآن"},
    };
    static const struct countdown_case brief[] = {
        {187, "بعد 3 س و7 د"}, {61, "بعد 1 س و1 د"}, {120, "بعد 2 س"}, {2, "بعد 2 د"}};
    check_countdowns(LANGUAGE_AR, false, cases, COUNT_OF(cases));
    check_countdowns(LANGUAGE_AR, true, brief, COUNT_OF(brief));
    EXPECT("بعد ٣ ساعات و٧ دقائق",
           language_countdown(LANGUAGE_AR, DIGITS_ARABIC, 187, false, &out));
    EXPECT("بعد ٣ س و٧ د", language_countdown(LANGUAGE_AR, DIGITS_ARABIC, 187, true, &out));
    EXPECT("٣ س و٧ د", language_duration(LANGUAGE_AR, DIGITS_ARABIC, 187, &out));
    EXPECT("3 h", language_duration(LANGUAGE_FR, 0, 180, &out));
    EXPECT("59 min", language_duration(LANGUAGE_EN, 0, 59, &out));
    EXPECT("3 ⵜⵙⵔ 7 ⵜⵙⴷ", language_duration(LANGUAGE_ZGH, 0, 187, &out));
}

static void test_countdowns_in_tamazight(void **state)
{
    (void)state;
    static const struct countdown_case cases[] = {
        {1, "ⴷⴼⴼⵉⵔ 1 ⵏ ⵜⵓⵙⴷⵉⴷⵜ"},
        {2, "ⴷⴼⴼⵉⵔ 2 ⵏ ⵜⵓⵙⴷⵉⴷⵉⵏ"},
        {60, "ⴷⴼⴼⵉⵔ 1 ⵏ ⵜⵙⵔⴰⴳⵜ"},
        {187, "ⴷⴼⴼⵉⵔ 3 ⵏ ⵜⵙⵔⴰⴳⵉⵏ ⴷ 7 ⵏ ⵜⵓⵙⴷⵉⴷⵉⵏ"},
        {0, "ⵖⵉⵍⴰⴷ"},
    };
    static const struct countdown_case brief[] = {{187, "ⴷⴼⴼⵉⵔ 3 ⵜⵙⵔ 7 ⵜⵙⴷ"}, {60, "ⴷⴼⴼⵉⵔ 1 ⵜⵙⵔ"}};
    check_countdowns(LANGUAGE_ZGH, false, cases, COUNT_OF(cases));
    check_countdowns(LANGUAGE_ZGH, true, brief, COUNT_OF(brief));
}

static void check_temperatures(void)
{
    EXPECT("21°", language_temperature(LANGUAGE_EN, 0, 21, 0, &out));
    EXPECT("14.1°", language_temperature(LANGUAGE_EN, 0, 14.1, 1, &out));
    EXPECT("14,1°", language_temperature(LANGUAGE_FR, 0, 14.1, 1, &out));
    EXPECT("\u200e14,1°", language_temperature(LANGUAGE_AR, 0, 14.1, 1, &out));
    EXPECT("\u061c١٤٫١°", language_temperature(LANGUAGE_AR, DIGITS_ARABIC, 14.1, 1, &out));
    EXPECT("14,1°", language_temperature(LANGUAGE_ZGH, 0, 14.1, 1, &out));
    EXPECT("١٤٫١°", language_temperature(LANGUAGE_ZGH, DIGITS_ARABIC, 14.1, 1, &out));
    EXPECT("−5,5°", language_temperature(LANGUAGE_ZGH, 0, -5.5, 1, &out));
    EXPECT("14.00°", language_temperature(LANGUAGE_EN, 0, 14, 2, &out));
    EXPECT("9.05°", language_temperature(LANGUAGE_EN, 0, 9.05, 2, &out));
    EXPECT("−5.5°", language_temperature(LANGUAGE_EN, 0, -5.5, 1, &out));
    EXPECT("0°", language_temperature(LANGUAGE_EN, 0, -0.4, 0, &out));
    EXPECT("\u200e−5°", language_temperature(LANGUAGE_AR, 0, -5, 0, &out));
    EXPECT("\u061c−٥°", language_temperature(LANGUAGE_AR, DIGITS_ARABIC, -5, 0, &out));
    EXPECT("\u200e−14,1°", language_temperature(LANGUAGE_AR, 0, -14.1, 1, &out));
    EXPECT("\u061c−١٤٫١°", language_temperature(LANGUAGE_AR, DIGITS_ARABIC, -14.1, 1, &out));
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

/* The decimal sign is CLDR's, in each ICU: a table cannot grow old unseen. */
static void test_decimal_signs(void **state)
{
    (void)state;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        for (int digits = DIGITS_WESTERN; digits <= DIGITS_ARABIC; digits++) {
            UErrorCode error = U_ZERO_ERROR;
            char locale[64], wanted[16], got[64] = "";
            UChar sign[8];
            snprintf(locale, sizeof locale, "%s@numbers=%s", language_locale(language),
                     digits == DIGITS_WESTERN ? "latn" : "arab");
            UNumberFormat *format = unum_open(UNUM_DECIMAL, NULL, 0, locale, NULL, &error);
            unum_getSymbol(format, UNUM_DECIMAL_SEPARATOR_SYMBOL, sign, 8, &error);
            u_strToUTF8(wanted, sizeof wanted, NULL, sign, -1, &error);
            unum_close(format);
            assert_true(U_SUCCESS(error));
            struct buffer out;
            buffer_init(&out, CAP);
            language_temperature(language, digits, 0.5, 1, &out);
            snprintf(got, sizeof got, "%s", buffer_text(&out));
            buffer_finish(&out);
            if (strstr(got, wanted) == NULL)
                fail_msg("%s: \"%s\" has not CLDR's \"%s\"", locale, got, wanted);
        }
    }
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
        assert_false(language_date_hijri(LANGUAGE_ZGH, 0, (struct date){1446, 9, 19}, &out));
        assert_false(language_countdown(LANGUAGE_ZGH, 0, 187, false, &out));
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
        cmocka_unit_test(test_every_entry),
        cmocka_unit_test(test_faulty_entries),
        cmocka_unit_test(test_nothing_is_left_in_english),
        cmocka_unit_test(test_weather),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_months),
        cmocka_unit_test(test_weekdays),
        cmocka_unit_test(test_hijri_months),
        cmocka_unit_test(test_hijri),
        cmocka_unit_test(test_times),
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_countdowns_in_signs),
        cmocka_unit_test(test_countdowns_in_arabic),
        cmocka_unit_test(test_countdowns_in_tamazight),
        cmocka_unit_test(test_temperatures),
        cmocka_unit_test(test_decimal_signs),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_caps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
