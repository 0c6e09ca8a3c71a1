/* A demo: the wall clock runs fast, and what is shown turns at the viewer's pace. */
#include "scenes.h"

#include "widgets/cycle.h"

enum { LEFT = 1, ZONES = 4 };

/* A day in a minute, since NOON. */
static struct moment demo_moment(int64_t viewer_ms)
{
    struct moment moment = moment_ms(NOON, viewer_ms);
    moment.tempo = (struct tempo){1440, NOON * NS_PER_SECOND, NOON * NS_PER_SECOND};
    moment.wall_ns = tempo_wall_ns(&moment.tempo, moment.wall_ns);
    return moment;
}

/* What is kept from earlier moments, and what is prepared, changes nothing: each refresh of ten
 * seconds, in which four hours pass. */
static void a_demo_is_pure(void **state)
{
    (void)state;
    struct stage stage;
    struct composer *composer = busy_composer(&stage);
    struct composer_inputs inputs = stage_inputs(&stage, 1280, 720);
    for (int ms = 0; ms < 10000; ms += 50) {
        struct moment moment = demo_moment(ms);
        assert_pure(composer, &inputs, &moment);
        assert_true(composer_next_change(composer) > moment.wall_ns);
        composer_upcoming(composer, ms / 50 % ZONES, &moment);
    }
    composer_destroy(composer);
    stage_finish(&stage);
}

static const char *const pair_theme =
    "[theme]\nschema = 1\nname = Pair\ncanvas = 1280x720\n"
    "[grid]\ncolumns = 1fr\nrows = 90 1fr 60\nareas = top\n main\n ticker\n"
    "[zone.top]\nshow = masthead\n"
    "[zone.main]\nshow = prayers 10s, weather 20s\ntransition = fade 1s\n"
    "[zone.ticker]\nshow = ticker\nspeed = 300\n";

static bool zone_says(const struct scene *scene, int zone, const char *text)
{
    return labels_with(scene->zones[zone].list, text, NULL) > 0;
}

/* A zone of 10 s and 20 s turns and fades as on the wall, while the masthead's clock and the
 * prayers' marks have come hours further. */
static void pages_turn_at_the_viewers_pace(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_theme(&stage, pair_theme);
    stage_sample(&stage);
    struct composer_inputs inputs = stage_inputs(&stage, 1280, 720);
    struct composer *wall = composer_create(&inputs), *demo = composer_create(&inputs);
    int prayers = 0;
    for (int ms = 0; ms < 60000; ms += 250) {
        struct moment slow = moment_ms(NOON, ms), fast = demo_moment(ms);
        bool expected = zone_says(composer_scene(wall, &slow), LEFT, "Fajr");
        const struct scene *scene = composer_scene(demo, &fast), *plain;
        assert_int_equal(zone_says(scene, LEFT, "Fajr"), expected);
        plain = composer_scene(wall, &slow);
        assert_int_equal(scene->zones[LEFT].progress, plain->zones[LEFT].progress);
        if (scene->zones[2].loop == plain->zones[2].loop) /* before midnight */
            assert_int_equal(scene->zones[2].scroll, plain->zones[2].scroll);
        prayers += expected;
    }
    assert_in_range(prayers, 70, 100);          /* a third of the time, fading included */
    struct moment evening = demo_moment(20000); /* eight hours later */
    assert_true(zone_says(composer_scene(demo, &evening), 0, "20:55"));
    composer_destroy(wall);
    composer_destroy(demo);
    stage_finish(&stage);
}

/* A stretch of hours begins and ends by the clock that is shown. */
static void dayparts_follow_the_clock_that_is_shown(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_theme(&stage, "[theme]\nschema = 1\nname = Parts\ncanvas = 1280x720\n"
                        "[grid]\ncolumns = 1fr\nrows = 90 1fr\nareas = top\n main\n"
                        "[zone.top]\nshow = masthead\n"
                        "[zone.main]\nshow = prayers 18:00-00:00, weather 00:00-18:00\n"
                        "transition = fade 1s\n");
    stage_sample(&stage);
    struct composer_inputs inputs = stage_inputs(&stage, 1280, 720);
    struct composer *composer = composer_create(&inputs);
    for (int ms = 0; ms < 60000; ms += 125) {
        struct moment moment = demo_moment(ms);
        /* 12:55 plus 24 minutes a second */
        double hour = 12 + 55 / 60.0 + ms / 1000.0 * 0.4;
        bool evening = hour >= 18 && hour < 24;
        bool edge = (hour > 17.9 && hour < 18.5) || (hour > 23.9 && hour < 24.5);
        const struct scene *scene = composer_scene(composer, &moment);
        if (!edge) /* fading */
            assert_int_equal(zone_says(scene, LEFT, "Isha"), evening);
    }
    composer_destroy(composer);
    stage_finish(&stage);
}

/* By each step every zone that turns shows what comes after, and back again. */
static void steps_show_the_next_page(void **state)
{
    (void)state;
    struct cycle cycle;
    struct pages pages = {.count = 2, .duration_ns = {10 * NS_PER_SECOND, 10 * NS_PER_SECOND}};
    cycle_init(&cycle);
    cycle_add(&cycle, 0, &pages, 0);
    pages.count = 1;
    cycle_add(&cycle, 3, &pages, 40 * NS_PER_SECOND);
    static const struct turn turns[] = {{0, INT64_MIN, MOMENT_NEVER},
                                        {0, NOON * NS_PER_SECOND, (NOON + 150) * NS_PER_SECOND}};
    for (size_t t = 0; t < COUNT_OF(turns); t++)
        for (int step = -7; step <= 7; step++) {
            struct slide plain, stepped;
            const int64_t at = (NOON + 5) * NS_PER_SECOND;
            cycle.step = 0;
            cycle_within(&cycle, &turns[t], at, &plain);
            cycle.step = step;
            cycle_within(&cycle, &turns[t], at, &stepped);
            int shown = plain.entry == 3 ? 2 : plain.page;
            int now = stepped.entry == 3 ? 2 : stepped.page;
            assert_int_equal(now, floor_mod(shown + step, 3));
            assert_true(stepped.start_ns == plain.start_ns && stepped.end_ns == plain.end_ns);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_demo_is_pure),
        cmocka_unit_test(pages_turn_at_the_viewers_pace),
        cmocka_unit_test(dayparts_follow_the_clock_that_is_shown),
        cmocka_unit_test(steps_show_the_next_page),
    };
    return cmocka_run_group_tests_name("widgets/tempo", tests, NULL, NULL);
}
