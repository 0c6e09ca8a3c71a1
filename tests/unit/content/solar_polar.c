/* Where nights are short, and where the sun stays up or down. */
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

/* Stockholm in June: the sun is never 18 degrees down. */
static void test_high_latitude_rules(void **state)
{
    (void)state;
    struct place place = at(59.3293, 18.0686);
    struct prayer_rules rules = {.method = METHOD_MWL, .high_latitude = HIGH_LATITUDE_NONE};
    struct date date = {2025, 6, 20};
    int64_t none[PRAYER_COUNT], middle[PRAYER_COUNT], seventh[PRAYER_COUNT], angle[PRAYER_COUNT];
    assert_true(solar_prayers(&rules, &place, NULL, date, false, none));
    assert_true(none[PRAYER_FAJR] == INSTANT_NONE && none[PRAYER_ISHA] == INSTANT_NONE);
    rules.high_latitude = HIGH_LATITUDE_MIDDLE;
    assert_true(solar_prayers(&rules, &place, NULL, date, false, middle));
    rules.high_latitude = HIGH_LATITUDE_SEVENTH;
    assert_true(solar_prayers(&rules, &place, NULL, date, false, seventh));
    rules.high_latitude = HIGH_LATITUDE_ANGLE;
    assert_true(solar_prayers(&rules, &place, NULL, date, false, angle));
    int64_t night = 86400 - (none[PRAYER_MAGHRIB] - none[PRAYER_SUNRISE]);
    assert_in_range(middle[PRAYER_ISHA] - none[PRAYER_MAGHRIB] - night / 2 + 120, 0, 240);
    assert_in_range(seventh[PRAYER_ISHA] - none[PRAYER_MAGHRIB] - night / 7 + 120, 0, 240);
    assert_in_range(angle[PRAYER_ISHA] - none[PRAYER_MAGHRIB] - night * 17 / 60 + 120, 0, 240);
    assert_in_range(none[PRAYER_SUNRISE] - middle[PRAYER_FAJR] - night / 2 + 120, 0, 240);
    assert_in_range(none[PRAYER_SUNRISE] - angle[PRAYER_FAJR] - night * 18 / 60 + 120, 0, 240);
    /* In Rabat no rule changes what the sun gives, though a seventh of a night is short. */
    place = at(34.0209, -6.8416);
    rules.high_latitude = HIGH_LATITUDE_NONE;
    assert_true(solar_prayers(&rules, &place, NULL, date, false, none));
    rules.high_latitude = HIGH_LATITUDE_SEVENTH;
    assert_true(solar_prayers(&rules, &place, NULL, date, false, seventh));
    assert_memory_equal(none, seventh, sizeof(none));
}

/* Isha and the next Fajr that are both the middle of the night meet half-way, but each is at most a
 * minute from where the middle alone, as of the adhan library, puts it. */
static void test_meeting(void **state)
{
    (void)state;
    static const struct {
        double latitude;
        struct date date;
        int64_t fajr_s, isha_s;
    } alone[] = {
        {57.5, {2026, 8, 3}, 1785715440, 1785802020},
        {58, {2026, 8, 11}, 1786406580, 1786493160},
        {59, {2026, 8, 2}, 1785629040, 1785715620},
    };
    struct prayer_rules rules = {.method = METHOD_MWL, .high_latitude = HIGH_LATITUDE_MIDDLE};
    for (size_t i = 0; i < COUNT_OF(alone); i++) {
        struct place place = at(alone[i].latitude, 0);
        int64_t times[PRAYER_COUNT];
        assert_true(solar_prayers(&rules, &place, NULL, alone[i].date, false, times));
        assert_int_equal(times[PRAYER_FAJR] - alone[i].fajr_s, 60);
        assert_int_equal(alone[i].isha_s - times[PRAYER_ISHA], 60);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_polar),
        cmocka_unit_test(test_end_of_polar_night),
        cmocka_unit_test(test_high_latitude_rules),
        cmocka_unit_test(test_meeting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
