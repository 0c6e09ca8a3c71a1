/* What is shown at a moment: the day, the next prayer, Jumua, iqama, Eid, the Hijri date. */
#include "base/memory.h"
#include "content/timetable.h"
#include "zones.h"

#define HM(hour, minute) ((hour) * 60 + (minute))

static const struct place nowhere = {0};
static const struct place rabat = {
    .located = true, .latitude = 34.0209, .longitude = -6.8416, .timezone = "Africa/Casablanca"};

/* COUNT days of the same times from FIRST on. */
static const struct prayer_table *days_from(struct date first, int count)
{
    struct prayer_table_day rows[8];
    for (int i = 0; i < count; i++) {
        rows[i] = (struct prayer_table_day){
            .date = date_add_days(first, i),
            .minutes = {HM(5, 4) + i, HM(6, 30), HM(12, 40), HM(16, 2), HM(18, 44), HM(19, 58)},
            .imsak = MINUTES_NONE};
        for (int p = 0; p < PRAYER_COUNT; p++)
            rows[i].iqama[p] = MINUTES_NONE;
    }
    return prayer_table_create(rows, count, PRAYER_TABLE_WALL);
}

static struct timetable ask(const struct prayer_settings *settings, int64_t now_s)
{
    struct timetable out;
    struct moment moment = {.wall_ns = now_s * NS_PER_SECOND, .trust = TRUST_HELD};
    timetable_at(&(struct prayer_basis){.settings = settings, .place = &nowhere}, &moment, &out);
    return out;
}

/* From so many minutes after Isha on; until then today's stay, and Fajr's row says tomorrow's. */
static void test_tomorrow_minutes(void **state)
{
    (void)state;
    struct prayer_settings settings = PRAYER_SETTINGS_DEFAULT;
    settings.tomorrow_minutes = 30;
    settings.iqama[PRAYER_FAJR] = (struct following){FOLLOWING_AFTER, 20};
    settings.table = days_from((struct date){2026, 10, 13}, 2);
    struct timetable now = ask(&settings, utc(2026, 10, 13, 20, 27) + 59);
    assert_false(now.is_tomorrow);
    assert_int_equal(now.day.date.day, 13);
    assert_int_equal(now.day.minutes[PRAYER_FAJR], HM(5, 4));
    assert_int_equal(now.next, PRAYER_FAJR);
    assert_int_equal(now.next_time.minutes, HM(5, 5));
    assert_int_equal(now.next_iqama.minutes, HM(5, 25));
    assert_int_equal(now.change_s, utc(2026, 10, 13, 20, 28));
    now = ask(&settings, utc(2026, 10, 13, 20, 28));
    assert_true(now.is_tomorrow);
    assert_int_equal(now.day.date.day, 14);
    assert_int_equal(now.next_time.at_s, now.day.at_s[PRAYER_FAJR]);
    /* Nothing is known of the day after the last. */
    now = ask(&settings, utc(2026, 10, 14, 22, 0));
    assert_false(now.is_tomorrow);
    assert_int_equal(now.day.date.day, 14);
    assert_int_equal(now.next, -1);
    assert_int_equal(now.next_time.minutes, MINUTES_NONE);
    prayer_table_put(settings.table);
}

/* Isha of 23:55 is over after midnight, but not after Fajr. */
static void test_tomorrow_minutes_after_midnight(void **state)
{
    (void)state;
    struct prayer_settings settings = PRAYER_SETTINGS_DEFAULT;
    struct prayer_table_day rows[2];
    for (int i = 0; i < 2; i++) {
        rows[i] = (struct prayer_table_day){
            .date = {2026, 6, 21 + i},
            .minutes = {HM(1, 30), HM(4, 30), HM(13, 0), HM(17, 30), HM(21, 40), HM(23, 55)},
            .imsak = MINUTES_NONE};
        for (int p = 0; p < PRAYER_COUNT; p++)
            rows[i].iqama[p] = MINUTES_NONE;
    }
    settings.table = prayer_table_create(rows, 2, PRAYER_TABLE_WALL);
    settings.tomorrow_minutes = 30;
    struct timetable now = ask(&settings, utc(2026, 6, 22, 0, 24));
    assert_int_equal(now.day.date.day, 21);
    assert_false(now.is_tomorrow);
    assert_int_equal(now.next_time.at_s, utc(2026, 6, 22, 1, 30));
    now = ask(&settings, utc(2026, 6, 22, 0, 25));
    assert_int_equal(now.day.date.day, 22);
    assert_false(now.is_tomorrow);
    settings.tomorrow_minutes = 180;
    assert_int_equal(ask(&settings, utc(2026, 6, 22, 1, 29)).day.date.day, 21);
    now = ask(&settings, utc(2026, 6, 22, 1, 30));
    assert_int_equal(now.day.date.day, 22);
    assert_int_equal(now.next, PRAYER_DHUHR);
    prayer_table_put(settings.table);
}

/* Where nights are short Fajr may be before midnight: its day is up from then on. And the last day
 * that anything is known of goes when it is over. */
static void test_edges_of_days(void **state)
{
    (void)state;
    struct prayer_settings settings = PRAYER_SETTINGS_DEFAULT;
    struct prayer_table_day row = {
        .date = {2026, 6, 21},
        .minutes = {HM(23, 50), HM(4, 30), HM(13, 0), HM(17, 30), HM(21, 40), HM(23, 30)},
        .imsak = MINUTES_NONE,
        .iqama = {MINUTES_NONE, MINUTES_NONE, MINUTES_NONE, MINUTES_NONE, MINUTES_NONE,
                  MINUTES_NONE}};
    struct prayer_table_day rows[] = {row, row};
    rows[1].date.day = 22;
    settings.table = prayer_table_create(rows, 2, PRAYER_TABLE_WALL);
    settings.tomorrow_minutes = 60;
    struct timetable now = ask(&settings, utc(2026, 6, 21, 23, 49));
    assert_false(now.is_tomorrow);
    assert_int_equal(now.next_time.at_s, utc(2026, 6, 21, 23, 50));
    now = ask(&settings, utc(2026, 6, 21, 23, 50));
    assert_true(now.is_tomorrow);
    assert_int_equal(now.next, PRAYER_DHUHR);
    now = ask(&settings, utc(2026, 6, 23, 0, 10));
    assert_int_equal(now.day.date.day, 22);
    assert_int_equal(now.next, -1);
    assert_int_equal(now.change_s, utc(2026, 6, 23, 0, 30));
    assert_int_equal(ask(&settings, utc(2026, 6, 23, 0, 30)).day.origin, ORIGIN_NONE);
    prayer_table_put(settings.table);
}

static void test_iqama(void **state)
{
    (void)state;
    struct prayer_settings settings = PRAYER_SETTINGS_DEFAULT;
    settings.iqama[PRAYER_ASR] = (struct following){FOLLOWING_AFTER, 15};
    settings.iqama[PRAYER_ISHA] = (struct following){FOLLOWING_FIXED, HM(20, 15)};
    settings.table = days_from((struct date){2026, 10, 13}, 2);
    struct timetable now = ask(&settings, utc(2026, 10, 13, 16, 1) + 59);
    assert_int_equal(now.in_iqama, -1);
    assert_int_equal(now.iqama_minutes, -1);
    assert_int_equal(now.next, PRAYER_ASR);
    assert_int_equal(now.next_iqama.minutes, HM(16, 17));
    now = ask(&settings, utc(2026, 10, 13, 16, 2));
    assert_int_equal(now.in_iqama, PRAYER_ASR);
    assert_int_equal(now.iqama_minutes, 15);
    assert_int_equal(now.next, PRAYER_MAGHRIB);
    now = ask(&settings, utc(2026, 10, 13, 16, 16) + 1);
    assert_int_equal(now.iqama_minutes, 1);
    assert_int_equal(now.change_s, utc(2026, 10, 13, 16, 17));
    assert_int_equal(ask(&settings, utc(2026, 10, 13, 16, 17)).in_iqama, -1);
    /* The day stays while Isha's is to come. */
    now = ask(&settings, utc(2026, 10, 13, 20, 14));
    assert_false(now.is_tomorrow);
    assert_int_equal(now.in_iqama, PRAYER_ISHA);
    assert_int_equal(now.next, PRAYER_FAJR);
    now = ask(&settings, utc(2026, 10, 13, 20, 15));
    assert_true(now.is_tomorrow);
    assert_int_equal(now.in_iqama, -1);
    prayer_table_put(settings.table);
}

/* 2026-10-16 is a Friday. */
static void test_jumua(void **state)
{
    (void)state;
    struct prayer_settings settings = PRAYER_SETTINGS_DEFAULT;
    settings.jumua[0] = HM(13, 0);
    settings.jumua[1] = HM(14, 0);
    settings.jumua[2] = HM(16, 10);
    settings.jumua_count = 3;
    settings.table = days_from((struct date){2026, 10, 15}, 3);
    static const struct {
        int day, hour, minute, next, jumua, shown;
    } cases[] = {
        {15, 12, 0, PRAYER_DHUHR, -1, HM(12, 40)},    {16, 5, 10, PRAYER_DHUHR, 0, HM(13, 0)},
        {16, 12, 40, PRAYER_DHUHR, 0, HM(13, 0)},     {16, 13, 0, PRAYER_DHUHR, 1, HM(14, 0)},
        {16, 14, 0, PRAYER_ASR, -1, HM(16, 2)},       {16, 16, 2, PRAYER_DHUHR, 2, HM(16, 10)},
        {16, 16, 10, PRAYER_MAGHRIB, -1, HM(18, 44)},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct timetable now =
            ask(&settings, utc(2026, 10, cases[i].day, cases[i].hour, cases[i].minute));
        assert_int_equal(now.next, cases[i].next);
        assert_int_equal(now.next_jumua, cases[i].jumua);
        assert_int_equal(now.next_time.minutes, cases[i].shown);
    }
    prayer_table_put(settings.table);
}

/* 29 Ramadan 1447 is 2026-03-18, 30 Ramadan the 19th, 1 Shawwal the 20th. */
static void test_eid(void **state)
{
    (void)state;
    struct prayer_settings settings = PRAYER_SETTINGS_DEFAULT;
    settings.table = days_from((struct date){2026, 3, 18}, 4);
    settings.eid_prayer = (struct following){FOLLOWING_AFTER, 30};
    assert_int_equal(ask(&settings, utc(2026, 3, 18, 19, 0)).eid.which, EID_NONE);
    struct timetable now = ask(&settings, utc(2026, 3, 19, 18, 43) + 59);
    assert_int_equal(now.eid.which, EID_NONE);
    assert_true(now.day.is_ramadan);
    assert_int_equal(now.change_s, utc(2026, 3, 19, 18, 44));
    now = ask(&settings, utc(2026, 3, 19, 18, 44));
    assert_int_equal(now.eid.which, EID_FITR);
    assert_int_equal(now.eid.date.day, 20);
    assert_int_equal(now.eid.prayer.minutes, HM(7, 0));
    now = ask(&settings, utc(2026, 3, 20, 6, 59) + 59);
    assert_int_equal(now.eid.which, EID_FITR);
    assert_int_equal(now.eid.prayer.at_s, utc(2026, 3, 20, 7, 0));
    assert_int_equal(now.change_s, utc(2026, 3, 20, 7, 0));
    assert_int_equal(ask(&settings, utc(2026, 3, 20, 7, 0)).eid.which, EID_NONE);
    settings.eid_prayer.kind = FOLLOWING_NONE;
    now = ask(&settings, utc(2026, 3, 20, 18, 43));
    assert_int_equal(now.eid.which, EID_FITR);
    assert_int_equal(now.eid.prayer.minutes, MINUTES_NONE);
    assert_int_equal(ask(&settings, utc(2026, 3, 20, 18, 44)).eid.which, EID_NONE);
    prayer_table_put(settings.table);
    /* It is over also where nothing else is to come. */
    struct prayer_table_day row = {.date = {2026, 3, 20}, .imsak = MINUTES_NONE};
    for (int p = 0; p < PRAYER_COUNT; p++)
        row.minutes[p] = row.iqama[p] = MINUTES_NONE;
    row.minutes[PRAYER_FAJR] = HM(5, 4);
    settings.table = prayer_table_create(&row, 1, PRAYER_TABLE_WALL);
    settings.eid_prayer = (struct following){FOLLOWING_FIXED, HM(8, 0)};
    now = ask(&settings, utc(2026, 3, 20, 7, 0));
    assert_int_equal(now.next, -1);
    assert_int_equal(now.eid.which, EID_FITR);
    assert_int_equal(now.change_s, utc(2026, 3, 20, 8, 0));
    prayer_table_put(settings.table);
    settings.table = days_from((struct date){2026, 5, 26}, 2); /* 9 Dhu al-Hijja 1447 */
    assert_int_equal(ask(&settings, utc(2026, 5, 26, 18, 43)).eid.which, EID_NONE);
    assert_int_equal(ask(&settings, utc(2026, 5, 26, 18, 44)).eid.which, EID_ADHA);
    prayer_table_put(settings.table);
}

/* Ramadan has 29 days where the next month was seen so early; 28 where both were. */
static void test_eid_after_a_short_month(void **state)
{
    (void)state;
    struct prayer_settings settings = PRAYER_SETTINGS_DEFAULT;
    settings.table = days_from((struct date){2026, 3, 17}, 4);
    settings.hijri.months[0] = (struct hijri_month){1447, 10, {2026, 3, 19}, 0};
    settings.hijri.month_count = 1;
    struct timetable now = ask(&settings, utc(2026, 3, 18, 18, 43));
    assert_int_equal(now.hijri.day, 29);
    assert_int_equal(now.eid.which, EID_NONE);
    now = ask(&settings, utc(2026, 3, 18, 18, 44));
    assert_int_equal(now.eid.which, EID_FITR);
    assert_int_equal(now.eid.date.day, 19);
    settings.hijri.months[1] = settings.hijri.months[0];
    settings.hijri.months[0] = (struct hijri_month){1447, 9, {2026, 2, 19}, 0};
    settings.hijri.month_count = 2;
    now = ask(&settings, utc(2026, 3, 18, 18, 44));
    assert_int_equal(now.hijri.day, 28);
    assert_int_equal(now.eid.which, EID_FITR);
    prayer_table_put(settings.table);
}

static void test_hijri(void **state)
{
    (void)state;
    struct prayer_settings settings = PRAYER_SETTINGS_DEFAULT;
    settings.table = days_from((struct date){2026, 3, 18}, 4);
    struct timetable now = ask(&settings, utc(2026, 3, 19, 23, 59));
    assert_int_equal(now.hijri.month, HIJRI_RAMADAN);
    assert_int_equal(now.hijri.day, 30);
    assert_int_equal(now.day.hijri.day, 1); /* of tomorrow, which is shown */
    settings.hijri.at_sunset = true;
    now = ask(&settings, utc(2026, 3, 19, 18, 43) + 59);
    assert_int_equal(now.hijri.day, 30);
    assert_int_equal(now.change_s, utc(2026, 3, 19, 18, 44));
    now = ask(&settings, utc(2026, 3, 19, 18, 44));
    assert_int_equal(now.hijri.month, HIJRI_SHAWWAL);
    assert_int_equal(now.hijri.day, 1);
    assert_int_equal(ask(&settings, utc(2026, 3, 20, 3, 0)).hijri.day, 1);
    prayer_table_put(settings.table);
    /* Without a Maghrib it changes at midnight. */
    settings.table = NULL;
    now = ask(&settings, utc(2026, 3, 19, 23, 59));
    assert_int_equal(now.hijri.day, 30);
    assert_int_equal(now.change_s, utc(2026, 3, 20, 0, 0));
}

static struct timetable ask_rabat(const struct zone *zone, int64_t wall_ns)
{
    static const struct prayer_settings settings = {.imsak_minutes = 10};
    struct timetable out;
    struct moment moment = {.wall_ns = wall_ns, .trust = TRUST_SYNCHRONISED};
    timetable_at(&(struct prayer_basis){.settings = &settings, .place = &rabat, .zone = zone},
                 &moment, &out);
    return out;
}

/* The year's end, and where 32 bits do. */
static void test_ends(void **state)
{
    (void)state;
    static const int64_t ends[] = {INT64_C(1798761600), INT64_C(2147483647), INT64_C(4294967295)};
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        struct timetable before = ask_rabat(NULL, ends[i] * NS_PER_SECOND - 1),
                         after = ask_rabat(NULL, (ends[i] + 1) * NS_PER_SECOND);
        assert_true(before.next_time.at_s > ends[i] - 1 && after.next_time.at_s > ends[i] + 1);
        assert_int_equal(before.next_time.at_s, after.next_time.at_s);
        assert_in_range(before.countdown_minutes - after.countdown_minutes, 0, 1);
        assert_true(after.change_s - ends[i] <= 61);
        struct civil local = civil_from_seconds(after.next_time.at_s);
        assert_int_equal(after.next_time.minutes, local.hour * 60 + local.minute);
    }
    struct timetable last = ask_rabat(NULL, utc(2026, 12, 31, 23, 59) * NS_PER_SECOND);
    assert_true(last.is_tomorrow);
    assert_true(date_equal(last.day.date, (struct date){2027, 1, 1}));
}

/* A second that the wall clock has twice says the same twice, and a step back is a step back. */
static void test_leap_second(void **state)
{
    (void)state;
    int64_t midnight_ns = utc(2027, 1, 1, 0, 0) * NS_PER_SECOND;
    struct timetable first = ask_rabat(NULL, midnight_ns - NS_PER_SECOND / 2);
    ask_rabat(NULL, midnight_ns);
    struct timetable again = ask_rabat(NULL, midnight_ns - NS_PER_SECOND / 2);
    assert_int_equal(first.countdown_minutes, again.countdown_minutes);
    assert_int_equal(first.next_time.at_s, again.next_time.at_s);
    assert_true(date_equal(first.day.date, again.day.date));
    assert_int_equal(first.change_s, again.change_s);
    assert_int_equal(first.change_s * NS_PER_SECOND, midnight_ns);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tomorrow_minutes),
        cmocka_unit_test(test_tomorrow_minutes_after_midnight),
        cmocka_unit_test(test_edges_of_days),
        cmocka_unit_test(test_iqama),
        cmocka_unit_test(test_jumua),
        cmocka_unit_test(test_eid),
        cmocka_unit_test(test_eid_after_a_short_month),
        cmocka_unit_test(test_hijri),
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_leap_second),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
