#include "content/hijri.h"

#include "../check.h"
#include "base/memory.h"
#include "base/moment.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>

static const struct hijri_settings umm_al_qura = {0};
static const struct hijri_settings civil = {.calendar = HIJRI_CIVIL};

static struct date hijri_of(const struct hijri_settings *settings, const struct prayers *prayers,
                            struct date date)
{
    struct date out = {0};
    assert_true(hijri_from_date(settings, prayers, date, &out));
    assert_in_range(out.month, 1, 12);
    assert_in_range(out.day, 1, 30);
    return out;
}

#define D(y, m, d) ((struct date){y, m, d})

static void expect_at(const char *file, int line, const struct hijri_settings *settings,
                      const struct prayers *prayers, struct date date, struct date expected)
{
    struct date found = hijri_of(settings, prayers, date);
    if (!date_equal(found, expected))
        fail_msg("%s:%d: %04d-%02d-%02d is %d-%02d-%02d, not %d-%02d-%02d", file, line, date.year,
                 date.month, date.day, found.year, found.month, found.day, expected.year,
                 expected.month, expected.day);
}
#define EXPECT(settings, prayers, date, expected)                                                  \
    expect_at(__FILE__, __LINE__, settings, prayers, date, expected)

/* --- the calendars --------------------------------------------------------------------------- */

/* Umm al-Qura as the kingdom prints it. */
static void known_dates(void **state)
{
    (void)state;
    static const struct date dates[][2] = {
        {{2025, 3, 1}, {1446, 9, 1}},    {{2025, 3, 19}, {1446, 9, 19}},
        {{2025, 3, 29}, {1446, 9, 29}},  {{2025, 3, 30}, {1446, 10, 1}},
        {{2025, 6, 6}, {1446, 12, 10}},  {{2025, 6, 26}, {1447, 1, 1}},
        {{2026, 2, 18}, {1447, 9, 1}},   {{2026, 3, 20}, {1447, 10, 1}},
        {{2026, 5, 27}, {1447, 12, 10}}, {{2026, 6, 16}, {1448, 1, 1}},
        {{2024, 3, 11}, {1445, 9, 1}},   {{2000, 1, 1}, {1420, 9, 24}},
    };
    for (size_t i = 0; i < COUNT_OF(dates); i++)
        EXPECT(&umm_al_qura, NULL, dates[i][0], dates[i][1]);
}

static void moved_by_days(void **state)
{
    (void)state;
    struct hijri_settings settings = {.adjust_given = true};
    for (settings.adjust = -3; settings.adjust <= 3; settings.adjust++)
        for (int i = 0; i < 800; i++) {
            struct date date = date_add_days(D(2025, 1, 1), i);
            EXPECT(&settings, NULL, date,
                   hijri_of(&umm_al_qura, NULL, date_add_days(date, settings.adjust)));
        }
    settings.adjust = -1; /* Morocco: Ramadan 1446 on 2 March 2025, 1447 on 19 February 2026 */
    EXPECT(&settings, NULL, D(2025, 3, 1), D(1446, 8, 29));
    EXPECT(&settings, NULL, D(2025, 3, 2), D(1446, 9, 1));
    EXPECT(&settings, NULL, D(2025, 3, 19), D(1446, 9, 18));
    EXPECT(&settings, NULL, D(2026, 2, 19), D(1447, 9, 1));
}

static struct date by_icu(UCalendar *calendar, struct date date)
{
    UErrorCode error = U_ZERO_ERROR;
    ucal_setMillis(calendar, (double)(days_from_date(date) * SECONDS_PER_DAY * 1000), &error);
    struct date hijri = {.year = ucal_get(calendar, UCAL_EXTENDED_YEAR, &error),
                         .month = ucal_get(calendar, UCAL_MONTH, &error) + 1,
                         .day = ucal_get(calendar, UCAL_DATE, &error)};
    assert_true(U_SUCCESS(error));
    return hijri;
}

/* COUNT days from FIRST, STEP days apart. */
static void compare_with_icu(const char *name, const struct hijri_settings *settings,
                             struct date first, int count, int step)
{
    UErrorCode error = U_ZERO_ERROR;
    UCalendar *calendar = ucal_open(u"UTC", 3, name, UCAL_DEFAULT, &error);
    assert_true(U_SUCCESS(error));
    for (int i = 0; i < count; i++) {
        struct date date = date_add_days(first, i * step);
        EXPECT(settings, NULL, date, by_icu(calendar, date));
    }
    ucal_close(calendar);
}

/* Its whole cycle of thirty years in this century, and steps through all of time. */
static void civil_is_icus(void **state)
{
    (void)state;
    compare_with_icu("en@calendar=islamic-civil", &civil, D(2000, 1, 1), 10700, 1);
    compare_with_icu("en@calendar=islamic-civil", &civil, D(622, 7, 19), 9000, 341);
}

/* The table is of 1300 to 1600, from the end of 1882 to 2174. */
static void umm_al_qura_is_icus(void **state)
{
    (void)state;
    compare_with_icu("en@calendar=islamic-umalqura", &umm_al_qura, D(2020, 1, 1), 8000, 1);
    compare_with_icu("en@calendar=islamic-umalqura", &umm_al_qura, D(1786, 1, 1), 3000, 61);
}

static void beginnings(void **state)
{
    (void)state;
    struct date date;
    assert_true(hijri_month_begin(HIJRI_UMM_AL_QURA, 1447, 9, &date));
    assert_true(date_equal(date, D(2026, 2, 18)));
    assert_true(hijri_month_begin(HIJRI_UMM_AL_QURA, 1447, 12, &date));
    assert_true(date_equal(date, D(2026, 5, 18)));
    assert_true(hijri_month_begin(HIJRI_CIVIL, 1, 1, &date));
    assert_true(date_equal(date, D(622, 7, 19))); /* 16 July of the Julian calendar */
    assert_true(hijri_month_begin(HIJRI_CIVIL, 1446, 9, &date));
    assert_true(date_equal(date, D(2025, 3, 1)));
}

static void before_the_hijra_there_is_none(void **state)
{
    (void)state;
    struct date out;
    assert_false(hijri_from_date(&civil, NULL, D(622, 7, 18), &out));
    assert_false(hijri_from_date(&umm_al_qura, NULL, D(1, 1, 1), &out));
    EXPECT(&civil, NULL, D(622, 7, 19), D(1, 1, 1));
    hijri_of(&umm_al_qura, NULL, D(9999, 12, 31));
}

static void valid_dates(void **state)
{
    (void)state;
    assert_true(hijri_is_valid(D(1, 1, 1)) && hijri_is_valid(D(2000, 12, 30)));
    static const struct date wrong[] = {{0, 1, 1},     {2001, 1, 1}, {1446, 0, 1}, {1446, 13, 1},
                                        {1446, 1, 31}, {1446, 1, 0}, {-1, 1, 1}};
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        assert_false(hijri_is_valid(wrong[i]));
}

static void parsed_dates(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        struct date date;
    } good[] = {
        {"1446-09-19", {1446, 9, 19}}, {"19-09-1446", {1446, 9, 19}}, {"19/9/1446", {1446, 9, 19}},
        {"1446.2.30", {1446, 2, 30}},  {"01.01.0001", {1, 1, 1}},
    };
    static const char *const bad[] = {
        "",           "1446",       "1446-09",    "1446-09-",     "1446-09-19-", "1446-09/19",
        "1446-09-31", "1446-13-01", "1446-00-01", "2025-03-19",   "446-09-19",   "19-09-46",
        "19 09 1446", "-9-19-1446", "1446--1-19", "1446-09-19 ",  " 1446-09-19", "14460-09-19",
        "1446-009-1", "1446-9-019", "x-09-1446",  "1446-09-1446", "0000-01-01",  "99999999-1-1",
    };
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        struct date date = {0};
        assert_true(hijri_parse(good[i].text, &date));
        assert_true(date_equal(date, good[i].date));
    }
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct date date = {1, 2, 3};
        if (hijri_parse(bad[i], &date))
            fail_msg("\"%s\" was read", bad[i]);
        assert_true(date_equal(date, D(1, 2, 3)));
    }
}

/* --- what follows what ------------------------------------------------------------------------ */

/* Each day is the one after the day before: the next of the month, or the first of the next month
 * after 29 or 30 days. */
static void expect_continuous(const struct hijri_settings *settings, const struct prayers *prayers,
                              struct date first, int days)
{
    struct date before = hijri_of(settings, prayers, first);
    for (int i = 1; i < days; i++) {
        struct date date = date_add_days(first, i), now = hijri_of(settings, prayers, date);
        bool next_day =
            now.year == before.year && now.month == before.month && now.day == before.day + 1;
        int months = (now.year - before.year) * 12 + now.month - before.month;
        if (!next_day && !(months == 1 && now.day == 1 && before.day >= 29))
            fail_msg("%d-%02d-%02d is followed by %d-%02d-%02d on %d-%02d-%02d", before.year,
                     before.month, before.day, now.year, now.month, now.day, date.year, date.month,
                     date.day);
        before = now;
    }
}

static void forty_years(void **state)
{
    (void)state;
    struct hijri_settings settings = {.adjust_given = true};
    for (settings.adjust = -3; settings.adjust <= 3; settings.adjust += 3)
        for (int calendar = HIJRI_UMM_AL_QURA; calendar <= HIJRI_CIVIL; calendar++) {
            settings.calendar = (enum hijri_calendar)calendar;
            expect_continuous(&settings, NULL, D(2010, 1, 1), 40 * 366);
        }
}

/* 1199 to 1701 of the Hijra, where Umm al-Qura's table begins and ends. */
static void beyond_the_table(void **state)
{
    (void)state;
    expect_continuous(&umm_al_qura, NULL, D(1784, 12, 1), 366);
    expect_continuous(&umm_al_qura, NULL, D(1881, 6, 1), 3 * 366);
    expect_continuous(&umm_al_qura, NULL, D(2173, 6, 1), 3 * 366);
    expect_continuous(&umm_al_qura, NULL, D(2271, 1, 1), 366);
}

/* Whatever one month is said to do, every month has 29 or 30 days. */
static void one_month_moves_its_neighbours(void **state)
{
    (void)state;
    for (int calendar = HIJRI_UMM_AL_QURA; calendar <= HIJRI_CIVIL; calendar++)
        for (int month = 1; month <= 12; month++)
            for (int moved = -3; moved <= 3; moved++)
                for (int adjust = -3; adjust <= 3; adjust += 2) {
                    struct hijri_settings settings = {.calendar = (enum hijri_calendar)calendar,
                                                      .adjust_given = true,
                                                      .adjust = adjust,
                                                      .months = {{1447, month, {0}, moved}},
                                                      .month_count = 1};
                    expect_continuous(&settings, NULL, D(2024, 1, 1), 1500);
                    struct date first;
                    hijri_month_begin(settings.calendar, 1447, month, &first);
                    EXPECT(&settings, NULL, date_add_days(first, moved), D(1447, month, 1));
                }
}

/* --- months that were observed ---------------------------------------------------------------- */

/* Morocco's 1446: Ramadan from 2 March, Shawwal from 31 March 2025. */
static void observed_months(void **state)
{
    (void)state;
    struct hijri_settings settings = {.months = {{1446, 9, {2025, 3, 2}, 0}, {1446, 10, {0}, 1}},
                                      .month_count = 2};
    EXPECT(&settings, NULL, D(2025, 3, 1), D(1446, 8, 30));
    EXPECT(&settings, NULL, D(2025, 3, 2), D(1446, 9, 1));
    EXPECT(&settings, NULL, D(2025, 3, 30), D(1446, 9, 29));
    EXPECT(&settings, NULL, D(2025, 3, 31), D(1446, 10, 1));
    /* Months further away are the calendar's. */
    EXPECT(&settings, NULL, D(2024, 12, 1), hijri_of(&umm_al_qura, NULL, D(2024, 12, 1)));
    EXPECT(&settings, NULL, D(2025, 8, 1), hijri_of(&umm_al_qura, NULL, D(2025, 8, 1)));
    expect_continuous(&settings, NULL, D(2024, 6, 1), 800);
    settings.adjust = -1; /* the other months are a day late too */
    EXPECT(&settings, NULL, D(2025, 3, 2), D(1446, 9, 1));
    EXPECT(&settings, NULL, D(2025, 8, 1), hijri_of(&umm_al_qura, NULL, D(2025, 7, 31)));
    expect_continuous(&settings, NULL, D(2024, 6, 1), 800);
}

/* Ramadan of 29 days by the calendar, begun a day late: its neighbours give way. */
static void a_month_alone(void **state)
{
    (void)state;
    struct hijri_settings settings = {.months = {{1446, 9, {2025, 3, 2}, 0}}, .month_count = 1};
    EXPECT(&settings, NULL, D(2025, 3, 1), D(1446, 8, 30));
    EXPECT(&settings, NULL, D(2025, 3, 30), D(1446, 9, 29));
    EXPECT(&settings, NULL, D(2025, 3, 31), D(1446, 10, 1));
    expect_continuous(&settings, NULL, D(2024, 6, 1), 800);
}

static void over_the_years_end(void **state)
{
    (void)state;
    struct hijri_settings settings = {.months = {{1448, 1, {2026, 6, 17}, 0}}, .month_count = 1};
    EXPECT(&settings, NULL, D(2026, 6, 15), D(1447, 12, 29));
    EXPECT(&settings, NULL, D(2026, 6, 16), D(1447, 12, 30));
    EXPECT(&settings, NULL, D(2026, 6, 17), D(1448, 1, 1));
    settings.months[0] = (struct hijri_month){1447, 12, {0}, 1};
    EXPECT(&settings, NULL, D(2026, 5, 18), D(1447, 11, 30));
    EXPECT(&settings, NULL, D(2026, 5, 28), D(1447, 12, 10));
    EXPECT(&settings, NULL, D(2026, 6, 17), D(1448, 1, 1));
    expect_continuous(&settings, NULL, D(2025, 6, 1), 800);
}

/* Two months that cannot both be: both are obeyed, and no day is above 30. */
static void months_against_each_other(void **state)
{
    (void)state;
    struct hijri_settings settings = {
        .months = {{1447, 9, {0}, -3}, {1447, 10, {0}, 3}, {1447, 11, {0}, -3}}, .month_count = 3};
    EXPECT(&settings, NULL, D(2026, 2, 15), D(1447, 9, 1));
    EXPECT(&settings, NULL, D(2026, 3, 16), D(1447, 9, 30));
    EXPECT(&settings, NULL, D(2026, 3, 22), D(1447, 9, 30));
    EXPECT(&settings, NULL, D(2026, 3, 23), D(1447, 10, 1));
    EXPECT(&settings, NULL, D(2026, 4, 14), D(1447, 10, 23));
    EXPECT(&settings, NULL, D(2026, 4, 15), D(1447, 11, 1));
}

/* Not only `riwaq check` keeps out what is far off. */
static void far_from_the_calendar_does_not_count(void **state)
{
    (void)state;
    struct hijri_settings settings = {
        .months = {{1447, 9, {2026, 2, 22}, 0}, {1447, 10, {2026, 2, 20}, 0}}, .month_count = 2};
    for (int i = 0; i < 100; i++) {
        struct date date = date_add_days(D(2026, 1, 20), i);
        EXPECT(&settings, NULL, date, hijri_of(&umm_al_qura, NULL, date));
    }
}

/* --- what the endpoint says --------------------------------------------------------------------
 */

static void endpoint_of_a_day(void **state)
{
    (void)state;
    struct prayers prayers = {.present = true, .date = {2025, 3, 19}, .hijri = {1446, 9, 18}};
    EXPECT(&umm_al_qura, &prayers, D(2025, 3, 19), D(1446, 9, 18));
    EXPECT(&umm_al_qura, &prayers, D(2025, 3, 18), D(1446, 9, 17));
    EXPECT(&umm_al_qura, &prayers, D(2025, 3, 1), D(1446, 8, 30));
    EXPECT(&umm_al_qura, &prayers, D(2025, 3, 31), D(1446, 10, 1));
    expect_continuous(&umm_al_qura, &prayers, D(2024, 6, 1), 800);
    /* An adjustment says that whoever hangs the screen knows better, be it none. */
    struct hijri_settings none = {.adjust_given = true};
    EXPECT(&none, &prayers, D(2025, 3, 19), D(1446, 9, 19));
    struct hijri_settings month = {.months = {{1446, 9, {0}, 0}}, .month_count = 1};
    EXPECT(&month, &prayers, D(2025, 3, 19), D(1446, 9, 19));
    struct hijri_settings other = {.months = {{1446, 10, {0}, 2}}, .month_count = 1};
    EXPECT(&other, &prayers, D(2025, 3, 19), D(1446, 9, 18));
    EXPECT(&other, &prayers, D(2025, 3, 31), D(1446, 9, 30));
    prayers.present = false;
    EXPECT(&umm_al_qura, &prayers, D(2025, 3, 19), D(1446, 9, 19));
}

/* By the calendar that day is the first of Ramadan already. */
static void endpoint_of_a_thirtieth(void **state)
{
    (void)state;
    struct prayers prayers = {.present = true, .date = {2025, 3, 1}, .hijri = {1446, 8, 30}};
    EXPECT(&umm_al_qura, &prayers, D(2025, 3, 1), D(1446, 8, 30));
    EXPECT(&umm_al_qura, &prayers, D(2025, 3, 2), D(1446, 9, 1));
    EXPECT(&umm_al_qura, &prayers, D(2025, 1, 31), D(1446, 8, 1));
    expect_continuous(&umm_al_qura, &prayers, D(2024, 6, 1), 800);
    struct hijri_settings given = {.months = {{1446, 8, {0}, 0}}, .month_count = 1};
    EXPECT(&given, &prayers, D(2025, 3, 1), D(1446, 8, 30));
    given.months[0] = (struct hijri_month){1446, 9, {0}, 0};
    EXPECT(&given, &prayers, D(2025, 3, 1), D(1446, 9, 1));
    prayers.date = D(2025, 6, 26);
    prayers.hijri = D(1446, 12, 30); /* the year's last, not 1 Muharram */
    EXPECT(&umm_al_qura, &prayers, D(2025, 6, 26), D(1446, 12, 30));
    EXPECT(&umm_al_qura, &prayers, D(2025, 6, 27), D(1447, 1, 1));
}

/* For every day of four years: whatever an endpoint says of it, up to three days from the calendar,
 * is what is shown on it; and what it says of one day never tears the others apart. */
static void endpoint_is_believed(void **state)
{
    (void)state;
    for (int i = 0; i < 4 * 365; i++) {
        struct date date = date_add_days(D(2025, 1, 1), i);
        for (int late = -3; late <= 3; late++) {
            struct date hijri = hijri_of(&umm_al_qura, NULL, date_add_days(date, -late));
            struct prayers prayers = {.present = true, .date = date, .hijri = hijri};
            EXPECT(&umm_al_qura, &prayers, date, hijri);
            if (i % 7 == 0)
                expect_continuous(&umm_al_qura, &prayers, date_add_days(date, -45), 90);
        }
    }
}

/* What the endpoint says of a month gives way to what is configured of its neighbour. */
static void endpoint_beside_a_configured_month(void **state)
{
    (void)state;
    struct prayers prayers = {.present = true, .date = {2025, 3, 19}, .hijri = {1446, 9, 20}};
    struct hijri_settings other = {.months = {{1446, 10, {0}, 2}}, .month_count = 1};
    EXPECT(&other, &prayers, D(2025, 3, 31), D(1446, 9, 30));
    EXPECT(&other, &prayers, D(2025, 4, 1), D(1446, 10, 1));
    expect_continuous(&other, &prayers, D(2024, 6, 1), 800);
}

static void endpoint_of_several_days(void **state)
{
    (void)state;
    struct prayers_day days[40];
    for (int i = 0; i < 40; i++) {
        struct date hijri = i < 10 ? D(1446, 9, 20 + i) : D(1446, 10, i - 9);
        days[i] = (struct prayers_day){.date = date_add_days(D(2025, 3, 21), i), .hijri = hijri};
        if (i == 39)
            days[i].hijri = D(1446, 11, 1);
    }
    days[5].hijri = D(0, 0, 0); /* not given, though its neighbours are */
    struct prayers prayers = {
        .present = true, .date = {2025, 3, 20}, .days = days, .day_count = 40};
    for (int i = 0; i < 40; i++)
        EXPECT(&umm_al_qura, &prayers, days[i].date, i == 5 ? D(1446, 9, 25) : days[i].hijri);
    expect_continuous(&umm_al_qura, &prayers, D(2024, 6, 1), 800);
}

/* Of two that disagree on a month, each day believes the nearer. */
static void endpoint_against_itself(void **state)
{
    (void)state;
    struct prayers_day days[] = {{.date = {2025, 3, 20}, .hijri = {1446, 9, 19}},
                                 {.date = {2025, 3, 25}, .hijri = {1446, 9, 25}}};
    struct prayers prayers = {.present = true,
                              .date = {2025, 3, 19},
                              .hijri = {1446, 9, 18},
                              .days = days,
                              .day_count = COUNT_OF(days)};
    EXPECT(&umm_al_qura, &prayers, D(2025, 3, 19), D(1446, 9, 18));
    EXPECT(&umm_al_qura, &prayers, D(2025, 3, 20), D(1446, 9, 19));
    EXPECT(&umm_al_qura, &prayers, D(2025, 3, 25), D(1446, 9, 25));
}

/* Another year, a month of another calendar, a day that is none: as if it said nothing. */
static void endpoint_that_is_wrong(void **state)
{
    (void)state;
    static const struct date wrong[] = {{1445, 9, 19}, {1446, 8, 19}, {1446, 9, 23}, {1446, 9, 31},
                                        {2025, 3, 19}, {1446, 0, 19}, {1446, 13, 1}, {0, 9, 19},
                                        {1446, 9, -5}, {99999, 9, 19}};
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        struct prayers prayers = {.present = true, .date = {2025, 3, 19}, .hijri = wrong[i]};
        EXPECT(&umm_al_qura, &prayers, D(2025, 3, 19), D(1446, 9, 19));
        EXPECT(&umm_al_qura, &prayers, D(2024, 3, 29), D(1445, 9, 19));
    }
}

/* Any settings and any document: a valid date, and nothing read or written beyond. */
static void any_document(void **state)
{
    (void)state;
    uint64_t random = 1446;
    for (int round = 0; round < 3000; round++) {
        struct hijri_settings settings = {.calendar = (enum hijri_calendar)(round % 2)};
        struct prayers_day days[PRAYER_DAYS_MAX];
        struct prayers prayers = {
            .present = true, .date = {2026, 1, 1}, .days = days, .day_count = PRAYER_DAYS_MAX};
        for (int i = 0; i < PRAYER_DAYS_MAX + HIJRI_MONTHS_MAX; i++) {
            random = random * UINT64_C(6364136223846793005) + 1;
            uint32_t r = (uint32_t)(random >> 33);
            struct date date = date_add_days(D(2025, 1, 1), (int)(r % 700));
            if (i < PRAYER_DAYS_MAX) {
                days[i] = (struct prayers_day){.date = date, .hijri = hijri_of(&civil, NULL, date)};
                days[i].hijri.day += (int)(r / 700 % 9) - 4;
            } else {
                settings.months[settings.month_count++] = (struct hijri_month){
                    1446 + (int)(r % 3), 1 + (int)(r / 3 % 12), {0}, (int)(r / 36 % 7) - 3};
            }
        }
        settings.month_count = (int)(random >> 40) % (HIJRI_MONTHS_MAX + 1);
        for (int i = 0; i < 20; i++)
            hijri_of(&settings, &prayers, date_add_days(D(2024, 11, 1), i * 37 + round % 37));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_dates),
        cmocka_unit_test(moved_by_days),
        cmocka_unit_test(civil_is_icus),
        cmocka_unit_test(umm_al_qura_is_icus),
        cmocka_unit_test(beginnings),
        cmocka_unit_test(before_the_hijra_there_is_none),
        cmocka_unit_test(valid_dates),
        cmocka_unit_test(parsed_dates),
        cmocka_unit_test(forty_years),
        cmocka_unit_test(beyond_the_table),
        cmocka_unit_test(one_month_moves_its_neighbours),
        cmocka_unit_test(observed_months),
        cmocka_unit_test(a_month_alone),
        cmocka_unit_test(over_the_years_end),
        cmocka_unit_test(months_against_each_other),
        cmocka_unit_test(far_from_the_calendar_does_not_count),
        cmocka_unit_test(endpoint_of_a_day),
        cmocka_unit_test(endpoint_of_a_thirtieth),
        cmocka_unit_test(endpoint_is_believed),
        cmocka_unit_test(endpoint_beside_a_configured_month),
        cmocka_unit_test(endpoint_of_several_days),
        cmocka_unit_test(endpoint_against_itself),
        cmocka_unit_test(endpoint_that_is_wrong),
        cmocka_unit_test(any_document),
    };
    return cmocka_run_group_tests_name("content/hijri", tests, NULL, NULL);
}
