/* What holds of computed times wherever and whenever: 100 years of 200 places, and whole years
 * where one day is hardest to tell from the next. */
#include "content/solar.h"

#include "base/memory.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { PLACES = 200, FIRST_YEAR = 2000, YEARS = 100, MINUTE_S = 60 };

/* Numerical Recipes' linear congruence; the high bits are good. */
static unsigned below(uint32_t *state, unsigned end)
{
    *state = *state * 1664525 + 1013904223;
    return (unsigned)((uint64_t)*state * end >> 32);
}

static double between(uint32_t *state, double from, double to)
{
    return from + (to - from) * below(state, 1000000) / 1e6;
}

static struct place place_at(double latitude, double longitude)
{
    return (struct place){.located = true, .latitude = latitude, .longitude = longitude};
}

static const char *where(const struct prayer_rules *rules, const struct place *place,
                         struct date date)
{
    static char text[128];
    snprintf(text, sizeof text, "%s, rule %d, %.4f %.4f, %d-%02d-%02d",
             prayer_method_names[rules->method], (int)rules->high_latitude, place->latitude,
             place->longitude, date.year, date.month, date.day);
    return text;
}

/* Whole minutes around noon of DATE at the place, in order. */
static void check_day(const struct prayer_rules *rules, const struct place *place, struct date date,
                      const int64_t at_s[PRAYER_COUNT])
{
    struct civil noon = {.date = date, .hour = 12};
    int64_t noon_s = civil_seconds(&noon) - (int64_t)(place->longitude * 240), before = INT64_MIN;
    for (int i = 0; i < PRAYER_COUNT; i++) {
        if (at_s[i] == INSTANT_NONE)
            continue;
        if (at_s[i] % MINUTE_S != 0)
            fail_msg("%s: prayer %d: no whole minute", where(rules, place, date), i);
        if (at_s[i] < before)
            fail_msg("%s: prayer %d before the one before it", where(rules, place, date), i);
        if (llabs((long long)(at_s[i] - noon_s)) > 14 * 3600)
            fail_msg("%s: prayer %d is of another day", where(rules, place, date), i);
        before = at_s[i];
    }
    /* The sun is in the meridian once a day, everywhere. */
    if (llabs((long long)(at_s[PRAYER_DHUHR] - noon_s)) > 30 * MINUTE_S)
        fail_msg("%s: noon", where(rules, place, date));
}

/* In lower latitudes there is everything every day, between its neighbours. */
static void check_usual(const struct prayer_rules *rules, const struct place *place,
                        struct date date, const int64_t at_s[PRAYER_COUNT])
{
    for (int i = 0; i < PRAYER_COUNT; i++)
        if (at_s[i] == INSTANT_NONE)
            fail_msg("%s: no prayer %d", where(rules, place, date), i);
    for (int i = 1; i < PRAYER_COUNT; i++)
        if (at_s[i] == at_s[i - 1])
            fail_msg("%s: prayers %d and %d", where(rules, place, date), i - 1, i);
}

static struct prayer_rules any_rules(uint32_t *state)
{
    struct prayer_rules rules = {
        .method = (enum prayer_method)(METHOD_MWL + below(state, METHOD_COUNT - METHOD_MWL)),
        .asr = (enum asr_shadow)below(state, 2),
        .high_latitude = (enum high_latitude)below(state, HIGH_LATITUDE_NONE + 1),
    };
    if (rules.method == METHOD_CUSTOM) {
        rules.fajr_angle = between(state, 5, 20);
        rules.isha_angle = below(state, 2) ? between(state, 5, 20) : 0;
        rules.isha_interval = 1 + (int)below(state, 180);
        rules.maghrib_angle = below(state, 2) ? between(state, 0.5, 4.9) : 0;
    }
    return rules;
}

static void test_anywhere(void **state)
{
    (void)state;
    uint32_t random = 20260101;
    for (int i = 0; i < PLACES; i++) {
        struct place place = place_at(between(&random, -90, 90), between(&random, -179, 179));
        if (i % 4 == 0)
            place.altitude = between(&random, 0, 9000);
        for (int year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++) {
            struct date first = {year, 1, 1};
            for (int days = (int)below(&random, 45); days < 365; days += 45) {
                struct prayer_rules rules = any_rules(&random);
                struct date date = date_add_days(first, days);
                int64_t at_s[PRAYER_COUNT];
                assert_true(solar_prayers(&rules, &place, NULL, date, below(&random, 2), at_s));
                check_day(&rules, &place, date, at_s);
                if (fabs(place.latitude) < 45)
                    check_usual(&rules, &place, date, at_s);
            }
        }
    }
}

/* No time jumps by more than 3 minutes from one day to the next. */
static void check_steps(const struct prayer_rules *rules, const struct place *place, int year)
{
    int64_t last_s[PRAYER_COUNT], at_s[PRAYER_COUNT];
    struct date date = {year, 1, 1};
    assert_true(solar_prayers(rules, place, NULL, date, false, last_s));
    for (int days = 1; days <= 366; days++) {
        struct date next = date_add_days(date, days);
        assert_true(solar_prayers(rules, place, NULL, next, false, at_s));
        for (int i = 0; i < PRAYER_COUNT; i++) {
            int64_t step_s = at_s[i] - last_s[i] - SECONDS_PER_DAY;
            if (llabs((long long)step_s) > 3 * MINUTE_S)
                fail_msg("%s: prayer %d jumps by %lld min", where(rules, place, next), i,
                         (long long)step_s / MINUTE_S);
            last_s[i] = at_s[i];
        }
    }
}

static void test_no_jumps(void **state)
{
    (void)state;
    static const double latitudes[] = {-45, -44.2, -30, -12, -0.1, 0, 23.4, 36.5, 43, 45};
    static const double longitudes[] = {-179.9, -71, 0, 44, 179.9};
    for (int method = METHOD_MWL; method < METHOD_CUSTOM; method++)
        for (size_t i = 0; i < COUNT_OF(latitudes); i++) {
            struct prayer_rules rules = {.method = (enum prayer_method)method,
                                         .asr = (enum asr_shadow)(i % 2)};
            struct place place =
                place_at(latitudes[i], longitudes[(i + (size_t)method) % COUNT_OF(longitudes)]);
            place.altitude = i % 3 == 0 ? 1500 : 0;
            check_steps(&rules, &place, 2024 + (int)i);
        }
}

/* On both sides of the date line the sun is the same, a date apart (but the shadow at noon is that
 * of the date). */
static void test_date_line(void **state)
{
    (void)state;
    static const double latitudes[] = {-43, -17, 0, 35, 60};
    struct date first = {2026, 1, 1};
    for (int method = METHOD_MWL; method < METHOD_CUSTOM; method++)
        for (size_t i = 0; i < COUNT_OF(latitudes); i++)
            for (int days = (method + (int)i) % 9; days < 365; days += 9) {
                struct prayer_rules rules = {.method = (enum prayer_method)method};
                struct place east = place_at(latitudes[i], 179.9);
                struct place west = place_at(latitudes[i], -179.9);
                struct date date = date_add_days(first, days);
                struct date before = date_add_days(date, -1);
                int64_t east_s[PRAYER_COUNT], west_s[PRAYER_COUNT];
                assert_true(solar_prayers(&rules, &east, NULL, date, false, east_s));
                assert_true(solar_prayers(&rules, &west, NULL, before, false, west_s));
                check_day(&rules, &east, date, east_s);
                check_day(&rules, &west, before, west_s);
                for (int p = 0; p < PRAYER_COUNT; p++)
                    if (fabs(latitudes[i]) < 45 && llabs((long long)(east_s[p] - west_s[p])) >
                                                       (p == PRAYER_ASR ? 3 : 2) * MINUTE_S)
                        fail_msg("%s: prayer %d: %lld s", where(&rules, &east, date), p,
                                 (long long)(east_s[p] - west_s[p]));
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_anywhere),
        cmocka_unit_test(test_no_jumps),
        cmocka_unit_test(test_date_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
