/* Where the times of a day come from. */
#include "base/memory.h"
#include "content/timetable.h"
#include "zones.h"

#define HM(hour, minute) ((hour) * 60 + (minute))

static const struct place rabat = {
    .located = true, .latitude = 34.0209, .longitude = -6.8416, .timezone = "Africa/Casablanca"};
static const struct place nowhere = {0};

static struct prayer_table_day empty_row(struct date date)
{
    struct prayer_table_day row = {.date = date, .imsak = MINUTES_NONE};
    for (int p = 0; p < PRAYER_COUNT; p++)
        row.minutes[p] = row.iqama[p] = MINUTES_NONE;
    return row;
}

static int two(const char *digits)
{
    return (digits[0] - '0') * 10 + digits[1] - '0';
}

static struct prayer_table_day row_of(struct date date, const char *times)
{
    struct prayer_table_day row = empty_row(date);
    for (int p = 0; p < PRAYER_COUNT; p++, times += 6)
        if (times[0] != '-')
            row.minutes[p] = HM(two(times), two(times + 3));
    return row;
}

static const struct prayer_table *table_of(struct date date, const char *times,
                                           enum prayer_table_time time)
{
    struct prayer_table_day row = row_of(date, times);
    return prayer_table_create(&row, 1, time);
}

static struct prayer_day day_of(const struct prayers *prayers, const struct prayer_table *table,
                                const struct place *place, const struct zone *zone,
                                struct date date)
{
    struct prayer_settings settings = PRAYER_SETTINGS_DEFAULT;
    struct prayer_day day;
    settings.table = table;
    timetable_day(
        &(struct prayer_basis){
            .prayers = prayers, .settings = &settings, .place = place, .zone = zone},
        date, &day);
    return day;
}

static const struct prayers endpoint = {
    .present = true,
    .date = {2025, 3, 19},
    .minutes = {HM(5, 4), HM(6, 30), HM(12, 40), HM(16, 2), HM(18, 44), HM(19, 58)},
};

static void assert_origins(const struct prayer_day *day, enum prayer_origin whole,
                           enum prayer_origin each)
{
    assert_int_equal(day->origin, whole);
    for (int p = 0; p < PRAYER_COUNT; p++)
        assert_int_equal(day->origins[p], each);
}

static void test_table_is_first(void **state)
{
    (void)state;
    struct date date = {2025, 3, 19};
    const struct prayer_table *table =
        table_of(date, "05:06 06:33 12:41 16:03 18:45 19:59", PRAYER_TABLE_WALL);
    struct prayer_day day = day_of(&endpoint, table, &rabat, NULL, date);
    assert_origins(&day, ORIGIN_TIMETABLE, ORIGIN_TIMETABLE);
    assert_int_equal(day.minutes[PRAYER_FAJR], HM(5, 6));
    assert_int_equal(day.at_s[PRAYER_ISHA], utc(2025, 3, 19, 19, 59));
    prayer_table_put(table);
}

/* What it says does not exist does not, whatever others know. */
static void test_table_has_none(void **state)
{
    (void)state;
    struct date date = {2025, 3, 19};
    const struct prayer_table *table =
        table_of(date, "05:06 06:33 12:41 16:03 18:45 -", PRAYER_TABLE_WALL);
    struct prayer_day day = day_of(&endpoint, table, &rabat, NULL, date);
    assert_int_equal(day.origin, ORIGIN_TIMETABLE);
    assert_int_equal(day.origins[PRAYER_ISHA], ORIGIN_NONE);
    assert_int_equal(day.minutes[PRAYER_ISHA], MINUTES_NONE);
    assert_true(day.at_s[PRAYER_ISHA] == INSTANT_NONE);
    prayer_table_put(table);
}

/* After its last day the next in order takes over, and says so. */
static void test_table_ends(void **state)
{
    (void)state;
    const struct prayer_table *table = table_of(
        (struct date){2025, 3, 18}, "05:06 06:33 12:41 16:03 18:45 19:59", PRAYER_TABLE_WALL);
    struct prayer_day day = day_of(&endpoint, table, &rabat, NULL, (struct date){2025, 3, 19});
    assert_origins(&day, ORIGIN_ENDPOINT, ORIGIN_ENDPOINT);
    day = day_of(&endpoint, table, &rabat, NULL, (struct date){2025, 3, 20});
    assert_origins(&day, ORIGIN_COMPUTED, ORIGIN_COMPUTED);
    day = day_of(&endpoint, table, &nowhere, NULL, (struct date){2025, 3, 20});
    assert_origins(&day, ORIGIN_NONE, ORIGIN_NONE);
    /* On its last evening tomorrow's are the next one's, marked. */
    struct prayer_settings settings = PRAYER_SETTINGS_DEFAULT;
    settings.table = table;
    struct moment moment = {.wall_ns = utc(2025, 3, 18, 20, 0) * NS_PER_SECOND,
                            .trust = TRUST_HELD};
    struct timetable now;
    timetable_at(&(struct prayer_basis){.settings = &settings, .place = &rabat}, &moment, &now);
    assert_true(now.is_tomorrow);
    assert_int_equal(now.day.origin, ORIGIN_COMPUTED);
    prayer_table_put(table);
}

/* What the endpoint left out is computed, and makes the day's origin less trusted. */
static void test_mixed(void **state)
{
    (void)state;
    struct prayers given = endpoint;
    given.minutes[PRAYER_SUNRISE] = MINUTES_NONE;
    struct prayer_day day = day_of(&given, NULL, &rabat, NULL, given.date);
    assert_int_equal(day.origin, ORIGIN_COMPUTED);
    assert_int_equal(day.origins[PRAYER_SUNRISE], ORIGIN_COMPUTED);
    assert_int_equal(day.origins[PRAYER_FAJR], ORIGIN_ENDPOINT);
    assert_in_range(day.minutes[PRAYER_SUNRISE], HM(6, 28), HM(6, 35));
    day = day_of(&given, NULL, &nowhere, NULL, given.date);
    assert_int_equal(day.origin, ORIGIN_ENDPOINT);
    assert_int_equal(day.origins[PRAYER_SUNRISE], ORIGIN_NONE);
    assert_int_equal(day.minutes[PRAYER_SUNRISE], MINUTES_NONE);
}

/* A day whose parts contradict each other is left with the parts that were given. */
static void test_mixed_out_of_order(void **state)
{
    (void)state;
    struct prayers given = endpoint;
    given.minutes[PRAYER_ASR] = MINUTES_NONE;
    given.minutes[PRAYER_MAGHRIB] = HM(15, 30);
    struct prayer_day day = day_of(&given, NULL, &rabat, NULL, given.date);
    assert_int_equal(day.origin, ORIGIN_ENDPOINT);
    assert_int_equal(day.origins[PRAYER_ASR], ORIGIN_NONE);
    assert_true(day.at_s[PRAYER_ASR] == INSTANT_NONE);
    /* A neighbour further away counts too. */
    given.minutes[PRAYER_MAGHRIB] = MINUTES_NONE;
    given.minutes[PRAYER_ISHA] = HM(17, 30);
    day = day_of(&given, NULL, &rabat, NULL, given.date);
    assert_int_equal(day.origins[PRAYER_ASR], ORIGIN_COMPUTED);
    assert_int_equal(day.origins[PRAYER_MAGHRIB], ORIGIN_NONE);
    given = endpoint;
    given.minutes[PRAYER_ASR] = MINUTES_NONE;
    given.minutes[PRAYER_DHUHR] = HM(16, 30);
    day = day_of(&given, NULL, &rabat, NULL, given.date);
    assert_int_equal(day.origins[PRAYER_ASR], ORIGIN_NONE);
}

/* Morocco's: +01, but +00 in Ramadan; its tables in standard time are of +00 all year. */
static void test_standard_time(void **state)
{
    (void)state;
    static const struct {
        struct date date;
        int later;
    } cases[] = {
        {{2026, 1, 15}, 60}, {{2026, 2, 14}, 60}, {{2026, 2, 16}, 0},
        {{2026, 3, 21}, 0},  {{2026, 3, 23}, 60}, {{2026, 8, 1}, 60},
    };
    struct zone *zone = system_zone("Africa/Casablanca");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct date date = cases[i].date;
        const struct prayer_table *table =
            table_of(date, "05:06 06:33 12:41 16:03 18:45 23:30", PRAYER_TABLE_STANDARD);
        struct prayer_day day = day_of(NULL, table, &rabat, zone, date);
        assert_int_equal(day.minutes[PRAYER_FAJR], HM(5, 6) + cases[i].later);
        assert_int_equal(day.at_s[PRAYER_FAJR], utc(date.year, date.month, date.day, 5, 6));
        assert_int_equal(day.minutes[PRAYER_ISHA], (HM(23, 30) + cases[i].later) % HM(24, 0));
        assert_int_equal(day.at_s[PRAYER_ISHA], utc(date.year, date.month, date.day, 23, 30));
        prayer_table_put(table);
    }
    zone_put(zone);
}

static void test_standard_offset(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int year, minutes;
    } cases[] = {
        {"Africa/Casablanca", 2026, 0},      {"Africa/Casablanca", 2025, 0},
        {"Europe/London", 2026, 0},          {"Europe/Dublin", 2026, 0},
        {"America/New_York", 2026, -5 * 60}, {"Australia/Lord_Howe", 2026, 10 * 60 + 30},
        {"Pacific/Chatham", 2026, 765},      {"Asia/Kathmandu", 2026, 345},
        {"Europe/Paris", 2051, 60},          {"America/St_Johns", 2026, -210},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct zone *zone = system_zone(cases[i].name);
        for (int month = 1; month <= 12; month++) {
            struct date date = {cases[i].year, month, month == 1 ? 1 : 28};
            assert_int_equal(zone_standard_offset(zone, date), cases[i].minutes * 60);
        }
        zone_put(zone);
    }
    assert_int_equal(zone_standard_offset(NULL, (struct date){2026, 1, 1}), 0);
}

/* A hour that the clocks skip: the instant is as before the change, and what is shown is what the
 * clock on the wall shows then. One that comes twice: the first. */
static void test_hours_of_changes(void **state)
{
    (void)state;
    struct zone *zone = rule_zone("EST5EDT,M3.2.0,M11.1.0");
    struct date forward = {2026, 3, 8}, back = {2026, 11, 1};
    const struct prayer_table *table =
        table_of(forward, "02:30 06:33 12:41 16:03 18:45 19:59", PRAYER_TABLE_WALL);
    struct prayer_day day = day_of(NULL, table, &rabat, zone, forward);
    assert_int_equal(day.at_s[PRAYER_FAJR], utc(2026, 3, 8, 7, 30));
    assert_int_equal(day.minutes[PRAYER_FAJR], HM(3, 30));
    assert_int_equal(day.at_s[PRAYER_SUNRISE], utc(2026, 3, 8, 10, 33));
    assert_int_equal(day.minutes[PRAYER_SUNRISE], HM(6, 33));
    prayer_table_put(table);
    table = table_of(back, "01:30 06:33 12:41 16:03 18:45 19:59", PRAYER_TABLE_WALL);
    day = day_of(NULL, table, &rabat, zone, back);
    assert_int_equal(day.at_s[PRAYER_FAJR], utc(2026, 11, 1, 5, 30));
    assert_int_equal(day.minutes[PRAYER_FAJR], HM(1, 30));
    assert_int_equal(day.at_s[PRAYER_SUNRISE], utc(2026, 11, 1, 11, 33));
    prayer_table_put(table);
    zone_put(zone);
}

static void test_isha_after_midnight(void **state)
{
    (void)state;
    struct date date = {2025, 6, 21};
    const struct prayer_table *table =
        table_of(date, "02:30 04:33 13:41 18:03 22:45 00:20", PRAYER_TABLE_WALL);
    struct prayer_day day = day_of(NULL, table, &rabat, NULL, date);
    assert_int_equal(day.at_s[PRAYER_ISHA], utc(2025, 6, 22, 0, 20));
    assert_int_equal(day.minutes[PRAYER_ISHA], HM(0, 20));
    prayer_table_put(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table_is_first),      cmocka_unit_test(test_table_has_none),
        cmocka_unit_test(test_table_ends),          cmocka_unit_test(test_mixed),
        cmocka_unit_test(test_mixed_out_of_order),  cmocka_unit_test(test_standard_time),
        cmocka_unit_test(test_standard_offset),     cmocka_unit_test(test_hours_of_changes),
        cmocka_unit_test(test_isha_after_midnight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
