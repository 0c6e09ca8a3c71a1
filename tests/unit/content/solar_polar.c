/* Where the sun stays up or down. */
#include "content/solar.h"

#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct place at(double latitude, double longitude)
{
    return (struct place){.located = true, .latitude = latitude, .longitude = longitude};
}

/* Tromso: no sunset in June, no sunrise in December, but the sun's highest stand and, in
 * December, dawn and dusk are there. */
static void test_polar(void **state)
{
    (void)state;
    struct place place = at(69.6492, 18.9553);
    int64_t times[PRAYER_COUNT];
    for (int rule = HIGH_LATITUDE_MIDDLE; rule <= HIGH_LATITUDE_NONE; rule++) {
        struct prayer_rules rules = {.method = METHOD_MWL, .high_latitude = rule};
        assert_true(solar_prayers(&rules, &place, NULL, (struct date){2025, 6, 20}, false, times));
        assert_true(times[PRAYER_FAJR] == INSTANT_NONE && times[PRAYER_SUNRISE] == INSTANT_NONE);
        assert_true(times[PRAYER_MAGHRIB] == INSTANT_NONE && times[PRAYER_ISHA] == INSTANT_NONE);
        assert_true(times[PRAYER_DHUHR] < times[PRAYER_ASR]);
        assert_true(solar_prayers(&rules, &place, NULL, (struct date){2025, 12, 20}, false, times));
        assert_true(times[PRAYER_SUNRISE] == INSTANT_NONE);
        assert_true(times[PRAYER_ASR] == INSTANT_NONE && times[PRAYER_MAGHRIB] == INSTANT_NONE);
        assert_true(times[PRAYER_FAJR] < times[PRAYER_DHUHR]);
        assert_true(times[PRAYER_ISHA] > times[PRAYER_DHUHR]);
    }
}

/* The days after the polar night: Asr comes a few minutes later each day, and before sunset. */
static void test_end_of_polar_night(void **state)
{
    (void)state;
    static const struct {
        double latitude, longitude;
        struct date first; /* on which there is an Asr */
    } cases[] = {{69.6492, 18.9553, {2026, 1, 19}}, {76.77, -18.67, {2026, 2, 15}}};
    for (size_t c = 0; c < COUNT_OF(cases); c++) {
        struct place place = at(cases[c].latitude, cases[c].longitude);
        struct prayer_rules rules = {.method = METHOD_MWL};
        int64_t times[PRAYER_COUNT], before = INSTANT_NONE;
        for (int day = 0; day < 30; day++) {
            struct date date = date_add_days(cases[c].first, day);
            assert_true(solar_prayers(&rules, &place, NULL, date, false, times));
            assert_true(times[PRAYER_ASR] != INSTANT_NONE);
            assert_true(times[PRAYER_ASR] < times[PRAYER_MAGHRIB]);
            if (before != INSTANT_NONE)
                assert_in_range(times[PRAYER_ASR] - before - 86400, 0, 6 * 60);
            before = times[PRAYER_ASR];
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_polar),
        cmocka_unit_test(test_end_of_polar_night),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
