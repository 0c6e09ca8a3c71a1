/* What a mosque adds to a day's prayers. */
#include "content/congregation.h"
#include "zones.h"

#define HM(hour, minute) ((hour) * 60 + (minute))

static const struct place nowhere = {0};
static const struct date friday = {2026, 10, 16}, saturday = {2026, 10, 17};

static struct prayer_table_day row_at(struct date date)
{
    return (struct prayer_table_day){
        .date = date,
        .minutes = {HM(5, 4), HM(6, 30), HM(12, 40), HM(16, 2), HM(18, 44), HM(19, 58)},
        .imsak = MINUTES_NONE,
        .iqama = {MINUTES_NONE, MINUTES_NONE, MINUTES_NONE, MINUTES_NONE, MINUTES_NONE,
                  MINUTES_NONE},
    };
}

static struct prayer_day day_of(const struct prayer_settings *settings,
                                const struct prayer_table_day *row, enum prayer_table_time time,
                                const struct zone *zone)
{
    struct prayer_settings with = *settings;
    struct prayer_day day;
    with.table = prayer_table_create(row, 1, time);
    timetable_day(&(struct prayer_basis){.settings = &with, .place = &nowhere, .zone = zone},
                  row->date, &day);
    prayer_table_put(with.table);
    return day;
}

static void test_iqama_after(void **state)
{
    (void)state;
    struct prayer_settings settings = PRAYER_SETTINGS_DEFAULT;
    for (int p = 0; p < PRAYER_COUNT; p++)
        settings.iqama[p] = (struct following){FOLLOWING_AFTER, 10};
    settings.iqama[PRAYER_ASR].kind = FOLLOWING_NONE;
    settings.iqama[PRAYER_FAJR].minutes = 86; /* sunrise */
    struct prayer_table_day row = row_at(saturday);
    struct prayer_day day = day_of(&settings, &row, PRAYER_TABLE_WALL, NULL);
    assert_int_equal(day.iqama[PRAYER_FAJR].minutes, MINUTES_NONE);
    assert_int_equal(day.iqama[PRAYER_SUNRISE].minutes, MINUTES_NONE);
    assert_int_equal(day.iqama[PRAYER_DHUHR].minutes, HM(12, 50));
    assert_int_equal(day.iqama[PRAYER_DHUHR].at_s, utc(2026, 10, 17, 12, 50));
    assert_true(day.iqama[PRAYER_ASR].at_s == INSTANT_NONE);
    assert_int_equal(day.iqama[PRAYER_ISHA].minutes, HM(20, 8));
    settings.iqama[PRAYER_FAJR].minutes = 85;
    row.minutes[PRAYER_DHUHR] = MINUTES_NONE;
    day = day_of(&settings, &row, PRAYER_TABLE_WALL, NULL);
    assert_int_equal(day.iqama[PRAYER_FAJR].minutes, HM(6, 29));
    assert_int_equal(day.iqama[PRAYER_DHUHR].minutes, MINUTES_NONE);
}

/* Of a fixed hour only what can be: not before the prayer, not after the next. */
static void test_iqama_fixed(void **state)
{
    (void)state;
    static const struct {
        enum prayer p;
        int fixed, isha, shown;
    } cases[] = {
        {PRAYER_DHUHR, HM(13, 30), HM(19, 58), HM(13, 30)},
        {PRAYER_DHUHR, HM(12, 40), HM(19, 58), HM(12, 40)},
        {PRAYER_DHUHR, HM(12, 39), HM(19, 58), MINUTES_NONE},
        {PRAYER_DHUHR, HM(16, 1), HM(19, 58), HM(16, 1)},
        {PRAYER_DHUHR, HM(16, 2), HM(19, 58), MINUTES_NONE},
        {PRAYER_ISHA, HM(21, 0), HM(19, 58), HM(21, 0)},
        {PRAYER_ISHA, HM(19, 30), HM(19, 58), MINUTES_NONE},
        {PRAYER_ISHA, HM(0, 10), HM(23, 55), HM(0, 10)},
        {PRAYER_ISHA, HM(0, 30), HM(0, 10), HM(0, 30)},
        {PRAYER_ISHA, HM(23, 50), HM(0, 10), MINUTES_NONE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct prayer_settings settings = PRAYER_SETTINGS_DEFAULT;
        settings.iqama[cases[i].p] = (struct following){FOLLOWING_FIXED, cases[i].fixed};
        struct prayer_table_day row = row_at(saturday);
        row.minutes[PRAYER_ISHA] = cases[i].isha;
        struct prayer_day day = day_of(&settings, &row, PRAYER_TABLE_WALL, NULL);
        assert_int_equal(day.iqama[cases[i].p].minutes, cases[i].shown);
        if (cases[i].shown != MINUTES_NONE)
            assert_true(day.iqama[cases[i].p].at_s >= day.at_s[cases[i].p]);
    }
}

/* A fixed hour is the wall's, the table's own hours are of what the table is of. */
static void test_iqama_of_table(void **state)
{
    (void)state;
    struct zone *zone = rule_zone("WET0WEST,M3.5.0/1,M10.5.0");
    struct prayer_settings settings = PRAYER_SETTINGS_DEFAULT;
    settings.iqama[PRAYER_DHUHR] = (struct following){FOLLOWING_FIXED, HM(14, 0)};
    settings.iqama[PRAYER_ASR] = (struct following){FOLLOWING_AFTER, 5};
    settings.iqama[PRAYER_ISHA] = (struct following){FOLLOWING_AFTER, 5};
    struct prayer_table_day row = row_at(saturday);
    row.iqama[PRAYER_ASR] = HM(16, 20);
    row.minutes[PRAYER_ISHA] = HM(23, 10);
    row.iqama[PRAYER_ISHA] = HM(23, 20);
    row.imsak = HM(4, 54);
    struct prayer_day day = day_of(&settings, &row, PRAYER_TABLE_STANDARD, zone);
    assert_int_equal(day.minutes[PRAYER_DHUHR], HM(13, 40));
    assert_int_equal(day.iqama[PRAYER_DHUHR].minutes, HM(14, 0));
    assert_int_equal(day.iqama[PRAYER_ASR].minutes, HM(17, 20));
    assert_int_equal(day.iqama[PRAYER_ISHA].minutes, HM(0, 20));
    assert_int_equal(day.iqama[PRAYER_ISHA].at_s, utc(2026, 10, 17, 23, 20));
    assert_int_equal(day.imsak.minutes, HM(5, 54));
    zone_put(zone);
}

static void test_jumua(void **state)
{
    (void)state;
    struct prayer_settings settings = PRAYER_SETTINGS_DEFAULT;
    settings.jumua[0] = HM(13, 0);
    settings.jumua[1] = HM(14, 0);
    settings.jumua_count = 2;
    settings.iqama[PRAYER_DHUHR] = (struct following){FOLLOWING_AFTER, 10};
    struct prayer_table_day row = row_at(saturday);
    struct prayer_day day = day_of(&settings, &row, PRAYER_TABLE_WALL, NULL);
    assert_int_equal(day.jumua_count, 0);
    assert_int_equal(day.iqama[PRAYER_DHUHR].minutes, HM(12, 50));
    row = row_at(friday);
    day = day_of(&settings, &row, PRAYER_TABLE_WALL, NULL);
    assert_int_equal(day.jumua_count, 2);
    assert_int_equal(day.jumua[1].at_s, utc(2026, 10, 16, 14, 0));
    assert_int_equal(day.jumua[1].minutes, HM(14, 0));
    assert_int_equal(day.jumua[2].minutes, MINUTES_NONE);
    assert_int_equal(day.minutes[PRAYER_DHUHR], HM(12, 40));
    assert_int_equal(day.iqama[PRAYER_DHUHR].minutes, MINUTES_NONE);
    row.jumua[0] = HM(12, 50);
    row.jumua_count = 1;
    day = day_of(&settings, &row, PRAYER_TABLE_WALL, NULL);
    assert_int_equal(day.jumua_count, 1);
    assert_int_equal(day.jumua[0].minutes, HM(12, 50));
}

static void test_imsak(void **state)
{
    (void)state;
    struct prayer_settings settings = PRAYER_SETTINGS_DEFAULT;
    struct prayer_table_day row = row_at((struct date){2026, 2, 25}); /* 8 Ramadan 1447 */
    struct prayer_day day = day_of(&settings, &row, PRAYER_TABLE_WALL, NULL);
    assert_true(day.is_ramadan);
    assert_int_equal(day.imsak.minutes, HM(4, 54));
    assert_int_equal(day.imsak.at_s, utc(2026, 2, 25, 4, 54));
    settings.imsak_minutes = 0;
    assert_int_equal(day_of(&settings, &row, PRAYER_TABLE_WALL, NULL).imsak.minutes, MINUTES_NONE);
    row.imsak = HM(4, 44);
    assert_int_equal(day_of(&settings, &row, PRAYER_TABLE_WALL, NULL).imsak.minutes, HM(4, 44));
    row.imsak = HM(5, 5);
    assert_int_equal(day_of(&settings, &row, PRAYER_TABLE_WALL, NULL).imsak.minutes, MINUTES_NONE);
    /* The far north in summer: the day before. */
    row.minutes[PRAYER_FAJR] = HM(0, 5);
    row.imsak = HM(23, 55);
    day = day_of(&settings, &row, PRAYER_TABLE_WALL, NULL);
    assert_int_equal(day.imsak.at_s, utc(2026, 2, 24, 23, 55));
    settings.imsak_minutes = 10;
    row = row_at(friday);
    assert_int_equal(day_of(&settings, &row, PRAYER_TABLE_WALL, NULL).imsak.minutes, MINUTES_NONE);
}

static void test_eid(void **state)
{
    (void)state;
    struct prayer_settings settings = PRAYER_SETTINGS_DEFAULT;
    struct prayer_table_day row = row_at((struct date){2026, 3, 20}); /* 1 Shawwal 1447 */
    struct prayer_day day = day_of(&settings, &row, PRAYER_TABLE_WALL, NULL);
    assert_int_equal(day.eid, EID_FITR);
    assert_int_equal(day.eid_prayer.minutes, MINUTES_NONE);
    settings.eid_prayer = (struct following){FOLLOWING_AFTER, 30};
    day = day_of(&settings, &row, PRAYER_TABLE_WALL, NULL);
    assert_int_equal(day.eid_prayer.minutes, HM(7, 0));
    assert_int_equal(day.eid_prayer.at_s, utc(2026, 3, 20, 7, 0));
    settings.eid_prayer = (struct following){FOLLOWING_FIXED, HM(7, 15)};
    assert_int_equal(day_of(&settings, &row, PRAYER_TABLE_WALL, NULL).eid_prayer.minutes,
                     HM(7, 15));
    settings.eid_prayer.minutes = HM(6, 15); /* before the sun is up */
    assert_int_equal(day_of(&settings, &row, PRAYER_TABLE_WALL, NULL).eid_prayer.minutes,
                     MINUTES_NONE);
    settings.eid_prayer.minutes = HM(8, 0);
    row = row_at((struct date){2026, 5, 27}); /* 10 Dhu al-Hijja 1447 */
    day = day_of(&settings, &row, PRAYER_TABLE_WALL, NULL);
    assert_int_equal(day.eid, EID_ADHA);
    assert_int_equal(day.eid_prayer.minutes, HM(8, 0));
    row = row_at((struct date){2026, 5, 28});
    day = day_of(&settings, &row, PRAYER_TABLE_WALL, NULL);
    assert_int_equal(day.eid, EID_NONE);
    assert_int_equal(day.eid_prayer.minutes, MINUTES_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_iqama_after),    cmocka_unit_test(test_iqama_fixed),
        cmocka_unit_test(test_iqama_of_table), cmocka_unit_test(test_jumua),
        cmocka_unit_test(test_imsak),          cmocka_unit_test(test_eid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
