#include "content/timetable.h"

#include "base/memory.h"

#include "zones.h"

static const struct place rabat = {
    .located = true, .latitude = 34.0209, .longitude = -6.8416, .timezone = "Africa/Casablanca"};
static const struct place nowhere = {0};
static const struct prayer_settings automatic = {.imsak_minutes = 10};

static struct prayers seed(void)
{
    return (struct prayers){
        .present = true,
        .date = {2025, 3, 19},
        .minutes = {5 * 60 + 4, 6 * 60 + 30, 12 * 60 + 40, 16 * 60 + 2, 18 * 60 + 44, 19 * 60 + 58},
    };
}

static struct timetable ask(const struct prayers *prayers, const struct place *place,
                            const struct zone *zone, int64_t now_s)
{
    struct timetable out;
    struct moment moment = {.wall_ns = now_s * NS_PER_SECOND + 1, .hz = 60, .trust = TRUST_HELD};
    timetable_at(
        &(struct prayer_basis){
            .prayers = prayers, .settings = &automatic, .place = place, .zone = zone},
        &moment, &out);
    return out;
}

static void test_origin(void **state)
{
    (void)state;
    struct prayers given = seed();
    struct prayer_day day;
    timetable_day(
        &(struct prayer_basis){.prayers = &given, .settings = &automatic, .place = &rabat},
        given.date, &day);
    assert_int_equal(day.origin, ORIGIN_ENDPOINT);
    assert_memory_equal(day.minutes, given.minutes, sizeof(day.minutes));
    assert_int_equal(day.at_s[PRAYER_DHUHR], utc(2025, 3, 19, 12, 40));
    timetable_day(
        &(struct prayer_basis){.prayers = &given, .settings = &automatic, .place = &rabat},
        (struct date){2025, 3, 20}, &day);
    assert_int_equal(day.origin, ORIGIN_COMPUTED);
    assert_int_equal(day.at_s[PRAYER_DHUHR],
                     utc(2025, 3, 20, 0, 0) + day.minutes[PRAYER_DHUHR] * 60);
    timetable_day(&(struct prayer_basis){.settings = &automatic, .place = &nowhere},
                  (struct date){2025, 3, 20}, &day);
    assert_int_equal(day.origin, ORIGIN_NONE);
    for (int i = 0; i < PRAYER_COUNT; i++) {
        assert_true(day.at_s[i] == INSTANT_NONE);
        assert_int_equal(day.minutes[i], MINUTES_NONE);
    }
    /* An endpoint that names the day and no time of it says nothing. */
    for (int i = 0; i < PRAYER_COUNT; i++)
        given.minutes[i] = MINUTES_NONE;
    timetable_day(
        &(struct prayer_basis){.prayers = &given, .settings = &automatic, .place = &rabat},
        given.date, &day);
    assert_int_equal(day.origin, ORIGIN_COMPUTED);
    assert_string_equal(prayer_origin_name(ORIGIN_COMPUTED), "computed");
    assert_string_equal(prayer_origin_name(ORIGIN_ENDPOINT), "endpoint");
    assert_string_equal(prayer_origin_name(ORIGIN_TIMETABLE), "timetable");
    assert_string_equal(prayer_origin_name(ORIGIN_NONE), "none");
}

static void test_countdown(void **state)
{
    (void)state;
    struct prayers given = seed();
    struct timetable now = ask(&given, &rabat, NULL, utc(2025, 3, 19, 12, 55));
    assert_int_equal(now.next, PRAYER_ASR);
    assert_int_equal(now.countdown_minutes, 3 * 60 + 7);
    assert_int_equal(now.next_time.at_s, utc(2025, 3, 19, 16, 2));
    assert_int_equal(now.change_s, utc(2025, 3, 19, 12, 56));
    assert_false(now.is_tomorrow);
    now = ask(&given, &rabat, NULL, utc(2025, 3, 19, 16, 1) + 59);
    assert_int_equal(now.countdown_minutes, 1);
    assert_int_equal(now.change_s, utc(2025, 3, 19, 16, 2));
    now = ask(&given, &rabat, NULL, utc(2025, 3, 19, 16, 2));
    assert_int_equal(now.next, PRAYER_MAGHRIB);
    /* Sunrise is no prayer. */
    now = ask(&given, &rabat, NULL, utc(2025, 3, 19, 5, 30));
    assert_int_equal(now.next, PRAYER_DHUHR);
}

static void test_after_isha(void **state)
{
    (void)state;
    struct prayers given = seed();
    struct timetable now = ask(&given, &rabat, NULL, utc(2025, 3, 19, 19, 58));
    assert_true(now.is_tomorrow);
    assert_int_equal(now.next, PRAYER_FAJR);
    assert_int_equal(now.day.origin, ORIGIN_COMPUTED);
    assert_int_equal(now.day.date.day, 20);
    assert_true(now.next_time.at_s > utc(2025, 3, 20, 4, 0) &&
                now.next_time.at_s < utc(2025, 3, 20, 6, 0));
    now = ask(&given, &rabat, NULL, utc(2025, 3, 20, 0, 0));
    assert_false(now.is_tomorrow);
    assert_int_equal(now.next, PRAYER_FAJR);
    /* Nothing is known of tomorrow: today's times stay, none of them next. */
    now = ask(&given, &nowhere, NULL, utc(2025, 3, 19, 21, 0));
    assert_false(now.is_tomorrow);
    assert_int_equal(now.day.origin, ORIGIN_ENDPOINT);
    assert_int_equal(now.next, -1);
    assert_int_equal(now.countdown_minutes, -1);
    assert_true(now.next_time.at_s == INSTANT_NONE);
    assert_int_equal(now.change_s, utc(2025, 3, 20, 0, 0));
    now = ask(&given, &nowhere, NULL, utc(2025, 3, 20, 0, 0));
    assert_int_equal(now.day.origin, ORIGIN_NONE);
    assert_int_equal(now.day.date.day, 20);
}

static void test_unset(void **state)
{
    (void)state;
    struct prayers given = seed();
    struct timetable out;
    struct moment moment = {.wall_ns = utc(2025, 3, 19, 12, 0) * NS_PER_SECOND,
                            .trust = TRUST_UNSET};
    timetable_at(&(struct prayer_basis){.prayers = &given, .settings = &automatic, .place = &rabat},
                 &moment, &out);
    assert_int_equal(out.next, -1);
    assert_int_equal(out.day.origin, ORIGIN_NONE);
    assert_int_equal(out.day.date.day, 0);
    assert_int_equal(out.countdown_minutes, -1);
    assert_int_equal(out.change_s, TIMETABLE_NEVER);
    for (int i = 0; i < PRAYER_COUNT; i++)
        assert_true(out.day.at_s[i] == INSTANT_NONE && out.day.minutes[i] == MINUTES_NONE);
}

static void test_isha_after_midnight(void **state)
{
    (void)state;
    struct prayers given = seed();
    given.minutes[PRAYER_FAJR] = 2 * 60;
    given.minutes[PRAYER_MAGHRIB] = 22 * 60 + 30;
    given.minutes[PRAYER_ISHA] = 15;
    struct timetable now = ask(&given, &nowhere, NULL, utc(2025, 3, 19, 23, 0));
    assert_int_equal(now.next, PRAYER_ISHA);
    assert_int_equal(now.countdown_minutes, 75);
    now = ask(&given, &nowhere, NULL, utc(2025, 3, 20, 0, 14));
    assert_int_equal(now.next, PRAYER_ISHA);
    assert_int_equal(now.countdown_minutes, 1);
    assert_int_equal(now.day.date.day, 19);
    now = ask(&given, &nowhere, NULL, utc(2025, 3, 20, 0, 15));
    assert_int_equal(now.day.date.day, 20);
    assert_int_equal(now.next, -1);
    /* At 00:05 of the day itself it is yet to come: Fajr is next. */
    now = ask(&given, &nowhere, NULL, utc(2025, 3, 19, 0, 5));
    assert_int_equal(now.next, PRAYER_FAJR);
}

static bool same(const struct timetable *a, const struct timetable *b)
{
    return date_equal(a->day.date, b->day.date) && a->day.origin == b->day.origin &&
           memcmp(a->day.at_s, b->day.at_s, sizeof(a->day.at_s)) == 0 &&
           memcmp(a->day.minutes, b->day.minutes, sizeof(a->day.minutes)) == 0 &&
           a->is_tomorrow == b->is_tomorrow && a->next == b->next &&
           a->next_time.at_s == b->next_time.at_s && a->countdown_minutes == b->countdown_minutes;
}

/* What the endpoint gave for further days holds on those, and on no other. */
static void test_several_days(void **state)
{
    (void)state;
    static const struct prayers_day days[] = {
        {{2025, 3, 20}, .minutes = {301, 389, 760, 963, 1125, 1199}},
        {{2025, 3, 22}, .minutes = {298, 387, 759, 963, 1126, 1201}},
    };
    struct prayers given = seed();
    given.days = days;
    given.day_count = 2;
    struct zone *zone = rule_zone("<+00>0");
    struct prayer_day day;
    timetable_day(
        &(struct prayer_basis){
            .prayers = &given, .settings = &automatic, .place = &rabat, .zone = zone},
        (struct date){2025, 3, 22}, &day);
    assert_int_equal(day.origin, ORIGIN_ENDPOINT);
    assert_int_equal(day.minutes[PRAYER_FAJR], 298);
    timetable_day(
        &(struct prayer_basis){
            .prayers = &given, .settings = &automatic, .place = &rabat, .zone = zone},
        (struct date){2025, 3, 21}, &day);
    assert_int_equal(day.origin, ORIGIN_COMPUTED);
    /* After Isha, and after midnight without a new answer. */
    struct timetable table = ask(&given, &rabat, zone, utc(2025, 3, 19, 23, 0));
    assert_true(table.is_tomorrow && table.day.origin == ORIGIN_ENDPOINT);
    assert_int_equal(table.day.minutes[PRAYER_FAJR], 301);
    table = ask(&given, &rabat, zone, utc(2025, 3, 20, 0, 30));
    assert_int_equal(table.day.origin, ORIGIN_ENDPOINT);
    assert_int_equal(table.next_time.at_s, utc(2025, 3, 20, 5, 1));
    zone_put(zone);
}

/* The first prayer after NOW_S by asking for each day around it. */
static int64_t first_after(const struct prayers *prayers, const struct place *place,
                           const struct zone *zone, int64_t now_s)
{
    int64_t first = INSTANT_NONE;
    struct date today = zone_civil(zone, now_s).date;
    for (int i = -1; i <= 1; i++) {
        struct prayer_day day;
        timetable_day(
            &(struct prayer_basis){
                .prayers = prayers, .settings = &automatic, .place = place, .zone = zone},
            date_add_days(today, i), &day);
        for (int p = 0; p < PRAYER_COUNT; p++)
            if (p != PRAYER_SUNRISE && day.at_s[p] > now_s &&
                (first == INSTANT_NONE || day.at_s[p] < first))
                first = day.at_s[p];
    }
    return first;
}

/* Asks every STEP seconds from FROM_S on for HOURS: the next prayer is the first to come, and
 * nothing differs before the change that was told. */
static void check_span(const struct prayers *prayers, const struct place *place,
                       const struct zone *zone, int64_t from_s, int hours, int step)
{
    struct timetable last = ask(prayers, place, zone, from_s);
    for (int64_t now_s = from_s; now_s < from_s + hours * 3600; now_s += step) {
        struct timetable now = ask(prayers, place, zone, now_s);
        assert_true(now.change_s > now_s);
        if (now_s < last.change_s && !same(&now, &last))
            fail_msg("at %lld it changed before %lld", (long long)now_s, (long long)last.change_s);
        last = now;
        int64_t first = first_after(prayers, place, zone, now_s);
        if (now.next_time.at_s != first)
            fail_msg("at %lld: next %lld, not %lld", (long long)now_s,
                     (long long)now.next_time.at_s, (long long)first);
        if (now.next >= 0) {
            int64_t left = now.next_time.at_s - now_s;
            assert_true(now.countdown_minutes >= 1);
            assert_true(now.countdown_minutes * 60 >= left);
            assert_true(now.countdown_minutes * 60 - 60 < left);
        }
    }
}

static void test_every_minute(void **state)
{
    (void)state;
    struct prayers given = seed();
    check_span(&given, &rabat, NULL, utc(2025, 3, 18, 22, 0), 52, 60);
    check_span(&given, &rabat, NULL, utc(2025, 3, 19, 19, 30), 1, 1);
    /* Rabat by the rule of summer time, on the days of the changes. */
    struct zone *zone = rule_zone("<+00>0<+01>,M3.2.0/2,M4.2.0/3");
    check_span(NULL, &rabat, zone, utc(2025, 3, 8, 12, 0), 36, 60);
    check_span(&given, &rabat, zone, utc(2025, 4, 12, 12, 0), 36, 60);
    zone_put(zone);
    /* Clocks that go at midnight: forward (Cairo, Beirut), and back into yesterday. */
    zone = rule_zone("EET-2EEST,M4.5.5/0,M10.5.4/24");
    check_span(NULL, &rabat, zone, utc(2025, 4, 24, 12, 0), 24, 60);
    check_span(NULL, &rabat, zone, utc(2025, 10, 30, 12, 0), 24, 60);
    zone_put(zone);
    zone = rule_zone("NST3:30NDT,M3.2.0/0:01,M11.1.0/0:01");
    check_span(NULL, &rabat, zone, utc(2025, 11, 1, 23, 0), 8, 7);
    check_span(NULL, &nowhere, zone, utc(2025, 11, 1, 23, 0), 8, 7);
    zone_put(zone);
}

static void test_far_north(void **state)
{
    (void)state;
    static const double latitudes[] = {59.3, 65.5, 66.5, 69.6, 90};
    struct zone *zone = rule_zone("CET-1CEST,M3.5.0,M10.5.0/3");
    for (size_t i = 0; i < COUNT_OF(latitudes); i++) {
        struct place place = {.located = true, .latitude = latitudes[i], .longitude = 18.9};
        for (int month = 1; month <= 12; month++)
            check_span(NULL, &place, zone, utc(2025, month, 20, 12, 0), 24, 300);
    }
    zone_put(zone);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_origin),       cmocka_unit_test(test_several_days),
        cmocka_unit_test(test_countdown),    cmocka_unit_test(test_after_isha),
        cmocka_unit_test(test_unset),        cmocka_unit_test(test_isha_after_midnight),
        cmocka_unit_test(test_every_minute), cmocka_unit_test(test_far_north),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
