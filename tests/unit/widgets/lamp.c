#include "scenes.h"

#include "widgets/lamp.h"

/* NOON is 12:55 of a Wednesday, in Rabat at +00. */
#define OFF_S (NOON + 5 * 60)
#define ON_S  (OFF_S + 10 * 60)

static struct composer *composer_with_hours(struct stage *stage)
{
    struct composer *composer = busy_composer(stage);
    stage->config->hours.stretches[0] = (struct hours_stretch){
        .weekdays = 127, .from_min = 790, .to_min = 780}; /* 13:10 to 13:00 */
    stage->config->hours.count = 1;
    return composer;
}

static void black_outside_the_hours(void **state)
{
    (void)state;
    struct stage stage;
    struct composer *composer = composer_with_hours(&stage);
    struct moment moment = moment_at(OFF_S - 1);
    assert_int_equal(composer_scene(composer, &moment)->zone_count, 4);
    assert_false(composer_is_dark(composer));
    assert_true(composer_next_change(composer) <= OFF_S * NS_PER_SECOND);
    moment = moment_at(OFF_S);
    const struct scene *scene = composer_scene(composer, &moment);
    assert_int_equal(scene->zone_count, 0);
    assert_int_equal(scene->paper & 0xFFFFFF, 0);
    assert_null(scene->backdrop);
    assert_true(composer_is_dark(composer));
    assert_false(composer_is_moving(composer));
    assert_int_equal(composer_zone_count(composer), 0);
    composer_destroy(composer);
    stage_finish(&stage);
}

/* It sleeps until a minute before, then until the hour: nothing is polled, nothing is painted. */
static void sleeps_until_the_hour(void **state)
{
    (void)state;
    struct stage stage;
    struct composer *composer = composer_with_hours(&stage);
    struct moment moment = moment_at(OFF_S);
    struct damage damage;
    const struct scene *black = composer_scene(composer, &moment);
    assert_true(composer_next_change(composer) == (ON_S - 60) * NS_PER_SECOND);
    for (int i = 0; i < composer_upcoming_count(composer); i++)
        assert_null(composer_upcoming(composer, i, &moment));
    moment = moment_at(ON_S - 60);
    scene_difference(black, composer_scene(composer, &moment), &damage);
    assert_int_equal(damage.count, 0);
    assert_true(composer_next_change(composer) == ON_S * NS_PER_SECOND);
    moment = moment_at(ON_S);
    assert_int_equal(composer_scene(composer, &moment)->zone_count, 4);
    composer_destroy(composer);
    stage_finish(&stage);
}

static void what_comes_is_prepared_before(void **state)
{
    (void)state;
    struct stage stage;
    uint64_t serials[4];
    struct composer *composer = composer_with_hours(&stage);
    struct moment moment = moment_at(ON_S - 30);
    composer_scene(composer, &moment);
    for (int i = 0; i < 4; i++) {
        const struct scene_zone *zone = composer_upcoming(composer, i, &moment);
        assert_non_null(zone);
        serials[i] = zone->list->serial;
    }
    moment = moment_at(ON_S);
    const struct scene *scene = composer_scene(composer, &moment);
    for (int i = 0; i < 4; i++)
        assert_true(scene->zones[i].list->serial == serials[i]);
    composer_destroy(composer);
    stage_finish(&stage);
}

static void a_new_composer_is_prepared_for_the_hour(void **state)
{
    (void)state;
    struct stage stage;
    struct composer *composer = composer_with_hours(&stage);
    struct moment moment = moment_at(OFF_S + 60);
    assert_false(composer_build_next(composer, &moment));
    moment = moment_at(ON_S - 30);
    int steps = 0;
    while (composer_build_next(composer, &moment))
        steps++;
    assert_true(steps >= 4);
    assert_int_equal(composer_scene(composer, &moment)->zone_count, 0);
    moment = moment_at(ON_S);
    assert_false(composer_build_next(composer, &moment));
    composer_destroy(composer);
    stage_finish(&stage);
}

static void frames_around_the_hours_are_pure(void **state)
{
    (void)state;
    struct stage stage;
    struct composer *composer = composer_with_hours(&stage);
    struct composer_inputs inputs = stage_inputs(&stage, 1280, 720);
    stage.config->dim = (struct dim){.points = {{775, 100, 0}, {776, 90, 2}}, .count = 2};
    for (int64_t ms = -300000; ms < 660000; ms += 3370) {
        struct moment moment = moment_ms(OFF_S, ms);
        assert_pure(composer, &inputs, &moment);
        for (int i = 0; i < 4; i++)
            composer_upcoming(composer, i, &moment);
        text_cache_trim(stage.text);
    }
    const int jumps[] = {700, -5, 300, 601, 559, -301, 0, 650};
    for (size_t i = 0; i < sizeof jumps / sizeof *jumps; i++) {
        struct moment moment = moment_at(OFF_S + jumps[i]);
        moment.trust = i % 3 == 2 ? TRUST_UNSET : TRUST_HELD;
        assert_pure(composer, &inputs, &moment);
    }
    composer_destroy(composer);
    stage_finish(&stage);
}

static void on_where_the_clock_is_not_set_or_it_is_to_be(void **state)
{
    (void)state;
    struct stage stage;
    struct composer *composer = composer_with_hours(&stage);
    struct moment moment = moment_at(OFF_S + 60);
    moment.trust = TRUST_UNSET;
    assert_int_equal(composer_scene(composer, &moment)->zone_count, 4);
    moment.trust = TRUST_HELD;
    assert_int_equal(composer_scene(composer, &moment)->zone_count, 0);
    composer_destroy(composer);
    struct composer_inputs inputs = stage_inputs(&stage, 1280, 720);
    inputs.lit = true;
    composer = composer_create(&inputs);
    assert_int_equal(composer_scene(composer, &moment)->zone_count, 4);
    composer_destroy(composer);
    stage_finish(&stage);
}

/* --- brightness --- */

static void a_dimmed_scene_has_black_over_it(void **state)
{
    (void)state;
    struct stage stage;
    struct composer *composer = busy_composer(&stage);
    stage.config->dim = (struct dim){.points = {{600, 40, 0}}, .count = 1};
    struct moment moment = moment_at(NOON);
    const struct scene *scene = composer_scene(composer, &moment);
    assert_int_equal(scene->zone_count, 5);
    const struct scene_zone *veil = &scene->zones[4];
    assert_true(veil->over);
    assert_int_equal(veil->list->items[0].color, 0x99000000); /* 60 % */
    assert_true(holds(veil->rect, (struct rect){0, 0, 1280, 720}));
    composer_destroy(composer);
    stage_finish(&stage);
}

/* The whole screen is painted once a step, and not between: 20 % within an hour, 3 minutes each. */
static void a_slow_change_paints_the_screen_once_a_step(void **state)
{
    (void)state;
    struct stage stage;
    int whole = 0;
    struct composer *composer = busy_composer(&stage);
    stage_theme(&stage,
                "[theme]\nschema = 1\nname = Still\ncanvas = 1280x720\n[grid]\ncolumns = 1fr\n"
                "rows = 1fr\nareas = a\n[zone.a]\nshow = social\n");
    composer_destroy(composer);
    stage.config->dim = (struct dim){.points = {{720, 100, 0}, {780, 80, 60}}, .count = 2};
    struct composer_inputs inputs = stage_inputs(&stage, 1280, 720);
    composer = composer_create(&inputs);
    const struct scene *before = NULL;
    for (int s = 0; s < 3700; s += 10) {
        struct moment moment = moment_at(OFF_S + s);
        struct damage damage;
        const struct scene *scene = composer_scene(composer, &moment);
        scene_difference(before, scene, &damage);
        whole += damage_area(&damage) == 1280 * 720;
        before = scene;
    }
    assert_int_equal(whole, 1 + 20);
    composer_destroy(composer);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(black_outside_the_hours),
        cmocka_unit_test(sleeps_until_the_hour),
        cmocka_unit_test(what_comes_is_prepared_before),
        cmocka_unit_test(a_new_composer_is_prepared_for_the_hour),
        cmocka_unit_test(frames_around_the_hours_are_pure),
        cmocka_unit_test(on_where_the_clock_is_not_set_or_it_is_to_be),
        cmocka_unit_test(a_dimmed_scene_has_black_over_it),
        cmocka_unit_test(a_slow_change_paints_the_screen_once_a_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
