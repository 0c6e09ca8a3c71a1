/* Whatever somebody writes into timetables, endpoints and settings: what a moment says is never
 * impossible, and holds until it says that it changes. */
#include "base/memory.h"
#include "content/timetable.h"
#include "zones.h"

enum { DAYS = 6, CASES = 6000, MOMENTS = 8 };

/* The generator of PCG's paper (O'Neill): the same numbers in each run. */
struct dice {
    uint64_t state;
};

static uint32_t roll(struct dice *dice, uint32_t sides)
{
    dice->state = dice->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(dice->state >> 33) % sides;
}

static bool chance(struct dice *dice, uint32_t in)
{
    return roll(dice, in) == 0;
}

/* About a day's order, and now and then anything. */
static int some_minutes(struct dice *dice, int p)
{
    static const int usual[PRAYER_COUNT] = {300, 390, 760, 960, 1120, 1200};
    if (chance(dice, 8))
        return MINUTES_NONE;
    if (chance(dice, 12))
        return (int)roll(dice, 1440);
    return (usual[p] + (int)roll(dice, 240)) % 1440;
}

static struct following some_following(struct dice *dice)
{
    enum following_kind kind = (enum following_kind)roll(dice, 3);
    return (struct following){kind, (int)roll(dice, kind == FOLLOWING_FIXED ? 1440 : 181)};
}

static void some_row(struct dice *dice, struct date date, struct prayer_table_day *out)
{
    *out = (struct prayer_table_day){.date = date, .imsak = MINUTES_NONE};
    for (int p = 0; p < PRAYER_COUNT; p++) {
        out->minutes[p] = some_minutes(dice, p);
        out->iqama[p] = chance(dice, 3) ? (int)roll(dice, 1440) : MINUTES_NONE;
    }
    if (chance(dice, 3))
        out->imsak = (int)roll(dice, 1440);
    for (int i = 0; i < JUMUA_MAX && chance(dice, 2); i++)
        out->jumua[out->jumua_count++] = 700 + 90 * i;
}

struct world {
    struct prayer_table_day rows[DAYS];
    struct prayers_day days[DAYS];
    struct prayers prayers;
    struct prayer_settings settings;
    struct place place;
    struct prayer_basis basis;
};

static void some_settings(struct dice *dice, struct prayer_settings *out)
{
    *out = PRAYER_SETTINGS_DEFAULT;
    out->hijri.calendar = HIJRI_CIVIL;
    out->hijri.at_sunset = chance(dice, 2);
    out->hijri.adjust = (int)roll(dice, 7) - 3;
    out->tomorrow_minutes = chance(dice, 2) ? (int)roll(dice, 181) : 0;
    out->eid_prayer = some_following(dice);
    for (int p = 0; p < PRAYER_COUNT; p++)
        if (p != PRAYER_SUNRISE)
            out->iqama[p] = some_following(dice);
    for (int i = 0; i < JUMUA_MAX && chance(dice, 2); i++)
        out->jumua[out->jumua_count++] = 720 + 60 * i;
}

static void some_world(struct dice *dice, const struct zone *zone, struct date first,
                       struct world *out)
{
    memset(out, 0, sizeof *out);
    some_settings(dice, &out->settings);
    int rows = 0, days = 0;
    for (int i = 0; i < DAYS; i++) {
        struct date date = date_add_days(first, i);
        if (chance(dice, 2))
            some_row(dice, date, &out->rows[rows++]);
        if (!chance(dice, 2))
            continue;
        out->days[days].date = date;
        for (int p = 0; p < PRAYER_COUNT; p++)
            out->days[days].minutes[p] = some_minutes(dice, p);
        days++;
    }
    if (rows > 0)
        out->settings.table =
            prayer_table_create(out->rows, rows, (enum prayer_table_time)roll(dice, 2));
    out->prayers = (struct prayers){
        .present = days > 0, .date = {1999, 1, 1}, .days = out->days, .day_count = days};
    out->place = (struct place){.located = chance(dice, 2),
                                .latitude = (double)roll(dice, 181) - 90,
                                .longitude = (double)roll(dice, 361) - 180};
    out->basis = (struct prayer_basis){
        .prayers = &out->prayers, .settings = &out->settings, .place = &out->place, .zone = zone};
}

static struct timetable ask(const struct world *world, int64_t now_s)
{
    struct timetable out;
    struct moment moment = {.wall_ns = now_s * NS_PER_SECOND, .trust = TRUST_HELD};
    timetable_at(&world->basis, &moment, &out);
    return out;
}

static void check_day(const struct prayer_day *day, const struct zone *zone)
{
    for (int p = 0; p < PRAYER_COUNT; p++) {
        bool none = day->at_s[p] == INSTANT_NONE;
        assert_true(none == (day->minutes[p] == MINUTES_NONE));
        assert_true(none == (day->origins[p] == ORIGIN_NONE));
        assert_true(day->origins[p] <= day->origin);
        const struct prayer_time *iqama = &day->iqama[p];
        assert_true((iqama->at_s == INSTANT_NONE) == (iqama->minutes == MINUTES_NONE));
        if (!none)
            assert_int_equal(prayer_time_at(zone, day->at_s[p]).minutes, day->minutes[p]);
        if (iqama->at_s != INSTANT_NONE)
            assert_true(!none && iqama->at_s >= day->at_s[p]);
    }
    assert_true(day->eid_prayer.at_s == INSTANT_NONE || day->eid != EID_NONE);
    assert_true(day->jumua_count == 0 || date_weekday(day->date) == 5);
}

static void check_moment(const struct timetable *now, int64_t now_s)
{
    assert_true(now->change_s > now_s && now->change_s <= now_s + 86400);
    assert_true((now->next < 0) == (now->countdown_minutes < 0));
    assert_true((now->next < 0) == (now->next_time.at_s == INSTANT_NONE));
    assert_true((now->in_iqama < 0) == (now->iqama_minutes < 0));
    assert_true(now->next < 0 || (now->next_time.at_s > now_s && now->countdown_minutes >= 1));
    assert_true(now->in_iqama < 0 ||
                (now->iqama_minutes >= 1 && now->day.at_s[now->in_iqama] <= now_s &&
                 now->day.iqama[now->in_iqama].at_s > now_s));
    for (int p = 0; p < PRAYER_COUNT; p++)
        assert_true(now->day.at_s[p] <= now_s || now->day.at_s[p] >= now->change_s);
    assert_true(now->next_jumua < 0 || now->next == PRAYER_DHUHR);
}

static bool same_time(struct prayer_time a, struct prayer_time b)
{
    return a.at_s == b.at_s && a.minutes == b.minutes;
}

static bool same(const struct timetable *a, const struct timetable *b)
{
    return date_equal(a->day.date, b->day.date) && a->day.origin == b->day.origin &&
           memcmp(a->day.at_s, b->day.at_s, sizeof a->day.at_s) == 0 &&
           a->is_tomorrow == b->is_tomorrow && a->next == b->next &&
           a->next_jumua == b->next_jumua && same_time(a->next_time, b->next_time) &&
           same_time(a->next_iqama, b->next_iqama) &&
           a->countdown_minutes == b->countdown_minutes && a->in_iqama == b->in_iqama &&
           a->iqama_minutes == b->iqama_minutes && date_equal(a->hijri, b->hijri) &&
           a->eid.which == b->eid.which && date_equal(a->eid.date, b->eid.date) &&
           same_time(a->eid.prayer, b->eid.prayer) && a->change_s == b->change_s;
}

static void check_world(struct dice *dice, const struct world *world, struct date first)
{
    struct civil midnight = {.date = first};
    int64_t begin_s = civil_seconds(&midnight);
    for (int i = 0; i < MOMENTS; i++) {
        int64_t now_s = begin_s + roll(dice, DAYS * 86400);
        struct timetable now = ask(world, now_s);
        check_moment(&now, now_s);
        check_day(&now.day, world->basis.zone);
        int64_t then_s = now_s + roll(dice, (uint32_t)(now.change_s - now_s));
        struct timetable then = ask(world, then_s), last = ask(world, now.change_s - 1);
        if (!same(&now, &then) || !same(&now, &last))
            fail_msg("at %lld: not until %lld", (long long)now_s, (long long)now.change_s);
    }
}

static void test_anything(void **state)
{
    (void)state;
    static const char *const rules[] = {
        "<+00>0",
        "<+0030>-0:30:20", /* mean time of a place: no minute of its is one of UTC's */
        "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
        "EET-2EEST,M4.5.5/0,M10.5.4/24",
        "<-0330>3:30<-0230>,M3.2.0/0:01,M11.1.0/0:01",
    };
    static struct world world;
    struct dice dice = {20260920};
    for (int i = 0; i < CASES; i++) {
        struct zone *zone = rule_zone(rules[roll(&dice, COUNT_OF(rules))]);
        /* About the days on which something happens, and others. */
        static const struct date firsts[] = {{2026, 3, 17},  {2026, 5, 24}, {2026, 10, 1},
                                             {2026, 10, 28}, {2026, 3, 6},  {2026, 4, 22},
                                             {2037, 12, 29}};
        struct date first =
            date_add_days(firsts[roll(&dice, COUNT_OF(firsts))], (int)roll(&dice, 4));
        some_world(&dice, zone, first, &world);
        check_world(&dice, &world, first);
        prayer_table_put(world.settings.table);
        zone_put(zone);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_anything)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
