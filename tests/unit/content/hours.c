#include "content/hours.h"

#include "zones.h"

#define S NS_PER_SECOND

enum { SUN = 1, MON = 2, FRI = 32, SAT = 64, WORKDAYS = 62, EVERY = 127 };
enum { WEEK_MINUTES = 7 * 1440 };

static struct moment at(int64_t second)
{
    return (struct moment){.wall_ns = second * S, .trust = TRUST_HELD};
}

static struct opening_hours hours_of(struct hours_stretch first, struct hours_stretch second)
{
    return (struct opening_hours){.stretches = {first, second},
                                  .count = second.weekdays != 0 ? 2 : 1};
}

static struct hours_stretch stretch(unsigned weekdays, int from, int to)
{
    return (struct hours_stretch){.weekdays = weekdays, .from_min = from, .to_min = to};
}

static const struct hours_stretch none = {.weekdays = 0};

static void without_hours_always_on(void **state)
{
    (void)state;
    const struct opening_hours hours = {.count = 0};
    struct moment moment = at(utc(2026, 11, 23, 3, 0));
    struct hours_state now;
    hours_at(&hours, NULL, &moment, &now);
    assert_true(now.on);
    assert_true(now.until_ns == MOMENT_NEVER);
}

static void on_where_the_clock_is_not_set(void **state)
{
    (void)state;
    const struct opening_hours hours = hours_of(stretch(MON, 420, 1320), none);
    struct moment moment = at(utc(1970, 1, 1, 3, 0));
    struct hours_state now;
    hours_at(&hours, NULL, &moment, &now);
    assert_false(now.on);
    moment.trust = TRUST_UNSET;
    hours_at(&hours, NULL, &moment, &now);
    assert_true(now.on);
    assert_true(now.until_ns == MOMENT_NEVER);
}

/* 2026-11-23 is a Monday. */
static void changes_are_known_to_the_nanosecond(void **state)
{
    (void)state;
    const struct opening_hours hours = hours_of(stretch(WORKDAYS, 420, 1320), none);
    struct moment moment = at(utc(2026, 11, 23, 7, 0));
    struct hours_state now;
    hours_at(&hours, NULL, &moment, &now);
    assert_true(now.on);
    assert_true(now.until_ns == utc(2026, 11, 23, 22, 0) * S);
    moment.wall_ns--;
    hours_at(&hours, NULL, &moment, &now);
    assert_false(now.on);
    assert_true(now.until_ns == utc(2026, 11, 23, 7, 0) * S);
    moment = at(utc(2026, 11, 27, 22, 0)); /* Friday evening, to Monday */
    hours_at(&hours, NULL, &moment, &now);
    assert_false(now.on);
    assert_true(now.until_ns == utc(2026, 11, 30, 7, 0) * S);
}

static void stretches_that_touch_or_overlap_are_one(void **state)
{
    (void)state;
    const struct opening_hours hours =
        hours_of(stretch(FRI, 1200, 120), stretch(SAT, 60, 600)); /* to 02:00, from 01:00 */
    struct moment moment = at(utc(2026, 11, 27, 20, 0));
    struct hours_state now;
    hours_at(&hours, NULL, &moment, &now);
    assert_true(now.on);
    assert_true(now.until_ns == utc(2026, 11, 28, 10, 0) * S);
    const struct opening_hours whole = hours_of(stretch(EVERY, 0, 1440), none);
    hours_at(&whole, NULL, &moment, &now);
    assert_true(now.on);
    assert_true(now.until_ns >= moment.wall_ns + 13 * SECONDS_PER_DAY * S);
}

/* --- a week, minute by minute, against what the clocks show --- */

/* Whether the clock on the wall is within a stretch, by its figures alone. */
static bool shows_on(const struct opening_hours *hours, const struct zone *zone, int64_t at_s)
{
    const struct civil local = zone_civil(zone, at_s);
    const int minute = local.hour * 60 + local.minute, day = date_weekday(local.date);
    const int before = (day + 6) % 7;
    for (int i = 0; i < hours->count; i++) {
        const struct hours_stretch *s = &hours->stretches[i];
        const bool today = s->weekdays >> day & 1, yesterday = s->weekdays >> before & 1;
        if (s->to_min > s->from_min
                ? today && minute >= s->from_min && minute < s->to_min
                : (today && minute >= s->from_min) || (yesterday && minute < s->to_min))
            return true;
    }
    return false;
}

/* Each minute is as the clocks say, and each state lasts until when it was said to. Returns how
 * often it changed. */
static int live_a_week(const struct opening_hours *hours, const struct zone *zone, int64_t start_s)
{
    struct hours_state now, told;
    int changes = 0;
    struct moment moment = at(start_s);
    hours_at(hours, zone, &moment, &told);
    for (int m = 0; m < WEEK_MINUTES; m++) {
        moment = at(start_s + m * 60);
        hours_at(hours, zone, &moment, &now);
        if (now.on != shows_on(hours, zone, start_s + m * 60))
            fail_msg("minute %d of the week", m);
        if (moment.wall_ns >= told.until_ns) {
            assert_true(moment.wall_ns == told.until_ns);
            assert_true(now.on != told.on);
            told = now;
            changes++;
        }
        assert_true(now.on == told.on && now.until_ns == told.until_ns);
    }
    return changes;
}

static void weeks_in_which_clocks_change(void **state)
{
    (void)state;
    /* Neither stretch ends or begins in an hour that is skipped or comes twice. */
    const struct opening_hours hours =
        hours_of(stretch(WORKDAYS, 420, 1320), stretch(SAT | SUN, 1260, 60));
    const struct {
        const char *name;
        int64_t start_s;
    } weeks[] = {
        {"Europe/Paris", utc(2026, 3, 24, 23, 0)},   /* Wednesday; summer time from Sunday on */
        {"Europe/Paris", utc(2026, 10, 20, 22, 0)},  /* and until Sunday */
        {"America/New_York", utc(2026, 3, 4, 5, 0)}, /* the same there */
        {"America/New_York", utc(2026, 10, 28, 4, 0)},
        {"Africa/Casablanca", utc(2026, 2, 11, 23, 0)}, /* Ramadan: an hour back on the 15th */
        {"Africa/Casablanca", utc(2026, 3, 18, 0, 0)},  /* and forth on the 22nd */
    };
    for (size_t i = 0; i < sizeof weeks / sizeof *weeks; i++) {
        struct zone *zone = system_zone(weeks[i].name);
        assert_int_equal(live_a_week(&hours, zone, weeks[i].start_s), 14);
        zone_put(zone);
    }
}

/* Paris: 2026-03-29 02:00 is 03:00, 2026-10-25 03:00 is 02:00. */
static void nights_of_a_change_are_longer_or_shorter(void **state)
{
    (void)state;
    struct zone *paris = rule_zone("CET-1CEST,M3.5.0,M10.5.0/3");
    const struct opening_hours hours = hours_of(stretch(EVERY, 420, 1320), none);
    struct moment moment = at(utc(2026, 3, 28, 21, 0)); /* 22:00 */
    struct hours_state now;
    hours_at(&hours, paris, &moment, &now);
    assert_false(now.on);
    assert_true(now.until_ns - moment.wall_ns == 8 * 3600 * S);
    moment = at(utc(2026, 10, 24, 20, 0));
    hours_at(&hours, paris, &moment, &now);
    assert_false(now.on);
    assert_true(now.until_ns - moment.wall_ns == 10 * 3600 * S);
    zone_put(paris);
}

/* --- brightness --- */

static const struct dim evening = {
    .points = {{7 * 60, 100, 0}, {19 * 60, 60, 120}, {22 * 60, 30, 0}}, .count = 3};

static int level(const struct dim *dim, int64_t at_s, int64_t *until_s)
{
    int64_t until_ns;
    struct moment moment = at(at_s);
    int percent = dim_at(dim, NULL, &moment, &until_ns);
    *until_s = until_ns == MOMENT_NEVER ? -1 : until_ns / S;
    return percent;
}

static void brightness_holds_between_its_times(void **state)
{
    (void)state;
    int64_t until_s;
    assert_int_equal(level(&evening, utc(2026, 11, 23, 6, 59), &until_s), 30);
    assert_true(until_s == utc(2026, 11, 23, 7, 0));
    assert_int_equal(level(&evening, utc(2026, 11, 23, 7, 0), &until_s), 100);
    assert_true(until_s == utc(2026, 11, 23, 19, 0));
    assert_int_equal(level(&evening, utc(2026, 11, 23, 21, 30), &until_s), 60);
    assert_int_equal(level(&evening, utc(2026, 11, 23, 23, 0), &until_s), 30);
    assert_true(until_s == utc(2026, 11, 24, 7, 0));
    const struct dim one = {.points = {{600, 40, 0}}, .count = 1};
    assert_int_equal(level(&one, utc(2026, 11, 23, 1, 0), &until_s), 40);
    const struct dim no_point = {.count = 0};
    assert_int_equal(level(&no_point, utc(2026, 11, 23, 1, 0), &until_s), 100);
    assert_true(until_s == -1);
}

static void a_slow_change_goes_step_by_step(void **state)
{
    (void)state;
    int64_t at_s = utc(2026, 11, 23, 19, 0), until_s;
    int steps = 0, before = 100;
    assert_int_equal(level(&evening, at_s, &until_s), 100);
    for (at_s = until_s; at_s < utc(2026, 11, 23, 22, 0); at_s = until_s, steps++) {
        int percent = level(&evening, at_s, &until_s), same = level(&evening, at_s - 1, &until_s);
        assert_int_equal(percent, before - 1);
        assert_int_equal(same, before);
        level(&evening, at_s, &until_s);
        assert_true(until_s > at_s);
        before = percent;
    }
    assert_int_equal(steps, 40); /* three minutes each */
    assert_int_equal(level(&evening, utc(2026, 11, 23, 20, 0), &until_s), 80);
}

/* The one that comes later takes over from where the other has come to. */
static void a_change_may_cut_another_short(void **state)
{
    (void)state;
    const struct dim dim = {.points = {{60, 100, 0}, {600, 50, 100}, {650, 100, 50}}, .count = 3};
    int64_t until_s;
    assert_int_equal(level(&dim, utc(2026, 11, 23, 10, 50), &until_s), 75);
    assert_int_equal(level(&dim, utc(2026, 11, 23, 11, 40), &until_s), 100);
}

static void full_brightness_where_the_clock_is_not_set(void **state)
{
    (void)state;
    int64_t until_ns;
    struct moment moment = at(utc(2026, 11, 23, 1, 0));
    assert_int_equal(dim_at(&evening, NULL, &moment, &until_ns), 30);
    moment.trust = TRUST_UNSET;
    assert_int_equal(dim_at(&evening, NULL, &moment, &until_ns), 100);
    assert_true(until_ns == MOMENT_NEVER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_hours_always_on),
        cmocka_unit_test(on_where_the_clock_is_not_set),
        cmocka_unit_test(changes_are_known_to_the_nanosecond),
        cmocka_unit_test(stretches_that_touch_or_overlap_are_one),
        cmocka_unit_test(weeks_in_which_clocks_change),
        cmocka_unit_test(nights_of_a_change_are_longer_or_shorter),
        cmocka_unit_test(brightness_holds_between_its_times),
        cmocka_unit_test(a_slow_change_goes_step_by_step),
        cmocka_unit_test(a_change_may_cut_another_short),
        cmocka_unit_test(full_brightness_where_the_clock_is_not_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
