#include "../content/zones.h"
#include "scenes.h"
#include "widgets/daypart.h"

#define S NS_PER_SECOND

enum { SUN = 1, MON = 2, TUE = 4, WED = 8, THU = 16, FRI = 32, SAT = 64, EVERY = 127 };

static struct moment at(int64_t second)
{
    return (struct moment){.wall_ns = second * S, .trust = TRUST_HELD};
}

static struct theme_entry hours(unsigned weekdays, int from, int to)
{
    return (struct theme_entry){.weekdays = weekdays, .from_min = from, .to_min = to};
}

static struct theme_zone zone_of(struct theme_entry first, struct theme_entry second)
{
    return (struct theme_zone){.entries = {first, second}, .entry_count = 2};
}

/* 2025-03-19 is a Wednesday. */
static void hours_of_weekdays(void **state)
{
    (void)state;
    struct theme_zone zone =
        zone_of((struct theme_entry){.to_min = 1440}, hours(MON | WED, 420, 720));
    struct daypart part;
    struct moment moment = at(utc(2025, 3, 19, 7, 0));
    daypart_at(&zone, NULL, &moment, &part);
    assert_int_equal(part.due, 3);
    assert_true(part.since_ns == moment.wall_ns);
    assert_true(part.until_ns == utc(2025, 3, 19, 12, 0) * S);
    moment.wall_ns--;
    daypart_at(&zone, NULL, &moment, &part);
    assert_int_equal(part.due, 1);
    assert_true(part.since_ns == utc(2025, 3, 17, 12, 0) * S);
    assert_true(part.until_ns == utc(2025, 3, 19, 7, 0) * S);
    moment = at(utc(2025, 3, 19, 12, 0));
    daypart_at(&zone, NULL, &moment, &part);
    assert_int_equal(part.due, 1);
    assert_true(part.until_ns == utc(2025, 3, 24, 7, 0) * S);
}

static void a_night_belongs_to_the_day_it_begins_on(void **state)
{
    (void)state;
    struct theme_zone zone = {.entries = {hours(FRI, 22 * 60, 5 * 60)}, .entry_count = 1};
    struct daypart part;
    struct moment moment = at(utc(2025, 3, 22, 4, 59)); /* Saturday */
    daypart_at(&zone, NULL, &moment, &part);
    assert_int_equal(part.due, 1);
    assert_true(part.since_ns == utc(2025, 3, 21, 22, 0) * S);
    assert_true(part.until_ns == utc(2025, 3, 22, 5, 0) * S);
    moment = at(utc(2025, 3, 21, 4, 0)); /* Friday's own morning is Thursday's night */
    daypart_at(&zone, NULL, &moment, &part);
    assert_int_equal(part.due, 0);
}

static void days_that_touch_are_one(void **state)
{
    (void)state;
    struct theme_zone zone = {.entries = {hours(EVERY & ~SAT, 0, 1440)}, .entry_count = 1};
    struct daypart part;
    struct moment moment = at(utc(2025, 3, 19, 12, 0));
    daypart_at(&zone, NULL, &moment, &part);
    assert_true(part.since_ns == utc(2025, 3, 16, 0, 0) * S);
    assert_true(part.until_ns == utc(2025, 3, 22, 0, 0) * S);
}

static void without_hours_nothing_ever_changes(void **state)
{
    (void)state;
    struct theme_zone zone = zone_of((struct theme_entry){0}, (struct theme_entry){0});
    struct daypart part;
    struct moment moment = at(0);
    daypart_at(&zone, NULL, &moment, &part);
    assert_int_equal(part.due, 3);
    assert_true(part.since_ns == INT64_MIN && part.until_ns == MOMENT_NEVER);
}

static void with_no_time_only_what_is_always_due(void **state)
{
    (void)state;
    struct theme_zone zone = zone_of(hours(EVERY, 420, 720), (struct theme_entry){0});
    struct daypart part;
    struct moment moment = at(utc(2025, 3, 19, 8, 0));
    moment.trust = TRUST_UNSET;
    daypart_at(&zone, NULL, &moment, &part);
    assert_int_equal(part.due, 2);
    assert_true(part.since_ns == INT64_MIN && part.until_ns == MOMENT_NEVER);
}

/* Clocks go from 02:00 to 03:00 on 2025-03-30, and from 03:00 to 02:00 on 2025-10-26. */
static void changes_of_the_clocks(void **state)
{
    (void)state;
    struct zone *berlin = rule_zone("CET-1CEST,M3.5.0,M10.5.0/3");
    struct theme_zone zone = zone_of(hours(EVERY, 90, 150),   /* 01:30-02:30 */
                                     hours(EVERY, 150, 195)); /* 02:30-03:15 */
    struct daypart part;
    struct moment moment = at(utc(2025, 3, 30, 1, 0)); /* 03:00, was 02:00 */
    daypart_at(&zone, berlin, &moment, &part);
    assert_int_equal(part.due, 1);
    assert_true(part.since_ns == utc(2025, 3, 30, 0, 30) * S);
    assert_true(part.until_ns == utc(2025, 3, 30, 1, 30) * S);
    moment = at(utc(2025, 3, 30, 1, 30)); /* the other ends before it begins */
    daypart_at(&zone, berlin, &moment, &part);
    assert_int_equal(part.due, 0);
    assert_true(part.until_ns == utc(2025, 3, 30, 23, 30) * S);
    moment = at(utc(2025, 10, 26, 0, 30)); /* 02:30 for the first time */
    daypart_at(&zone, berlin, &moment, &part);
    assert_int_equal(part.due, 2);
    assert_true(part.until_ns == utc(2025, 10, 26, 2, 15) * S);
    zone_put(berlin);
}

/* From edge to edge the answer is the same one, and neighbours differ. */
static void stretches_follow_each_other(void **state)
{
    (void)state;
    struct zone *zones[] = {NULL, rule_zone("CET-1CEST,M3.5.0,M10.5.0/3"),
                            rule_zone("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0")};
    struct theme_zone zone = zone_of(hours(MON | FRI, 23 * 60, 30), hours(EVERY & ~FRI, 60, 170));
    for (size_t z = 0; z < COUNT_OF(zones); z++) {
        struct moment moment = at(utc(2025, 1, 1, 0, 0));
        struct daypart part, next;
        daypart_at(&zone, zones[z], &moment, &part);
        for (int i = 0; i < 800; i++, part = next) {
            struct moment last = moment;
            last.wall_ns = part.until_ns - 1;
            daypart_at(&zone, zones[z], &last, &next);
            assert_int_equal(next.due, part.due);
            assert_true(next.since_ns == part.since_ns && next.until_ns == part.until_ns);
            last.wall_ns = part.until_ns;
            daypart_at(&zone, zones[z], &last, &next);
            assert_int_not_equal(next.due, part.due);
            assert_true(next.since_ns == part.until_ns && next.until_ns > next.since_ns);
        }
        zone_put(zones[z]);
    }
}

/* --- on the screen ---------------------------------------------------------------------------- */

static const char *const day_theme =
    "[theme]\nschema = 1\n[grid]\ncolumns = 1fr 1fr\nrows = 1fr\nareas = left right\n"
    "[zone.left]\nshow = article 30s 07:00-12:58, headlines 20s 12:58-24:00, clock 9s fri\n"
    "transition = fade 2s\n"
    "[zone.right]\nshow = prayers 12:57-12:59 wed\n";

static struct composer *day_composer(struct stage *stage, struct composer_inputs *inputs)
{
    stage_init(stage);
    stage_theme(stage, day_theme);
    stage_sample(stage);
    *inputs = stage_inputs(stage, 1920, 1080);
    return composer_create(inputs);
}

/* NOON is 12:55 of a Wednesday. */
static void frames_around_the_hours_are_pure(void **state)
{
    (void)state;
    struct stage stage;
    struct composer_inputs inputs;
    struct composer *composer = day_composer(&stage, &inputs);
    for (int ms = 110000; ms < 260000; ms += 730) {
        struct moment moment = moment_ms(NOON, ms);
        assert_pure(composer, &inputs, &moment);
    }
    composer_destroy(composer);
    stage_finish(&stage);
}

static void next_change_is_no_later_than_the_hour(void **state)
{
    (void)state;
    struct stage stage;
    struct composer_inputs inputs;
    struct composer *composer = day_composer(&stage, &inputs);
    struct moment moment = moment_at(NOON + 110);
    const struct scene *scene = composer_scene(composer, &moment);
    assert_int_equal(scene->zones[0].rect.w, 1920); /* nobody stands beside it yet */
    assert_true(composer_next_change(composer) <= (NOON + 120) * S);
    moment = moment_at(NOON + 120);
    scene = composer_scene(composer, &moment);
    assert_int_equal(scene->zones[0].rect.w, 960);
    assert_int_equal(scene->zones[1].rect.w, 960);
    composer_destroy(composer);
    stage_finish(&stage);
}

/* At 12:58 headlines take over from the article. */
static void another_hour_comes_in_by_the_transition(void **state)
{
    (void)state;
    struct stage stage;
    struct composer_inputs inputs;
    struct composer *composer = day_composer(&stage, &inputs);
    struct moment moment = moment_ms(NOON, 180000 + 700);
    const struct list *list = composer_scene(composer, &moment)->zones[0].list;
    assert_true(first_fading(list, FADE_OUT) >= 0 && first_fading(list, FADE_IN) >= 0);
    moment = moment_ms(NOON, 180000 + 2000);
    list = composer_scene(composer, &moment)->zones[0].list;
    assert_int_equal(first_fading(list, FADE_OUT), -1);
    assert_true(shows(list, "HEADLINES") && !shows(list, "Kremlin"));
    composer_destroy(composer);
    stage_finish(&stage);
}

static void with_no_time_the_rest_is_shown(void **state)
{
    (void)state;
    struct stage stage;
    struct composer_inputs inputs;
    struct composer *composer = day_composer(&stage, &inputs);
    struct moment moment = moment_at(NOON + 130);
    moment.trust = TRUST_UNSET;
    const struct scene *scene = composer_scene(composer, &moment);
    assert_true(scene->zones[0].list == NULL || scene->zones[0].list->count == 0);
    moment.trust = TRUST_HELD;
    scene = composer_scene(composer, &moment);
    assert_true(scene->zones[0].list->count > 0 && scene->zones[1].list->count > 0);
    composer_destroy(composer);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hours_of_weekdays),
        cmocka_unit_test(a_night_belongs_to_the_day_it_begins_on),
        cmocka_unit_test(days_that_touch_are_one),
        cmocka_unit_test(without_hours_nothing_ever_changes),
        cmocka_unit_test(with_no_time_only_what_is_always_due),
        cmocka_unit_test(changes_of_the_clocks),
        cmocka_unit_test(stretches_follow_each_other),
        cmocka_unit_test(frames_around_the_hours_are_pure),
        cmocka_unit_test(next_change_is_no_later_than_the_hour),
        cmocka_unit_test(another_hour_comes_in_by_the_transition),
        cmocka_unit_test(with_no_time_the_rest_is_shown),
    };
    return cmocka_run_group_tests_name("widgets/daypart", tests, NULL, NULL);
}
