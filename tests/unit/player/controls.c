/* Keys and what they do to the moment that is shown; the table of keys is that of the manual. */
#include "../check.h"

#include "base/memory.h"
#include "player/controls.h"
#include "player/frame_times.h"
#include "store/file.h"

#include <SDL_keycode.h>
#include <stdlib.h>
#include <string.h>

#define NOON (INT64_C(1742388900) * NS_PER_SECOND)
#define S    NS_PER_SECOND

static struct config *config;

static int set_up(void **state)
{
    (void)state;
    config = config_create();
    config->languages[0] = LANGUAGE_AR;
    config->languages[1] = LANGUAGE_FR;
    config->language_count = 2;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    config_destroy(config);
    return 0;
}

static enum controls_change press(struct controls *controls, int key, int64_t clock_ns)
{
    return controls_press(controls, key, config, clock_ns);
}

static struct moment moment_of(const struct controls *controls, int64_t clock_ns)
{
    struct moment moment = {0};
    controls_set_moment(controls, controls_viewer_ns(controls, clock_ns), &moment);
    return moment;
}

static int64_t wall(const struct controls *controls, int64_t clock_ns)
{
    return moment_of(controls, clock_ns).wall_ns;
}

static void without_keys_and_demo_time_is_time(void **state)
{
    (void)state;
    struct controls controls;
    controls_init(&controls, false, 0, NOON);
    static const int keys[] = {SDLK_n, SDLK_SPACE, SDLK_z, SDLK_f, SDLK_h, SDLK_PLUS, SDLK_l};
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        assert_int_equal(press(&controls, keys[i], NOON + 1), CONTROLS_NOTHING);
    const struct moment moment = moment_of(&controls, NOON + 7 * S);
    assert_true(moment.wall_ns == NOON + 7 * S);
    assert_int_equal(moment.step, 0);
    assert_int_equal(moment.tempo.factor, 0);
    assert_false(controls_is_demo(&controls));
    assert_true(controls_due_ns(&controls, NOON + 5, NOON + 100) == NOON + 5);
    assert_true(controls_due_ns(&controls, MOMENT_NEVER, 0) == MOMENT_NEVER);
}

static void a_demo_runs_fast_from_where_it_begins(void **state)
{
    (void)state;
    struct controls controls;
    controls_init(&controls, true, 1440, NOON);
    assert_true(wall(&controls, NOON) == NOON);
    assert_true(wall(&controls, NOON + 60 * S) == NOON + SECONDS_PER_DAY * S);
    assert_true(controls_is_demo(&controls));
    controls_begin(&controls, NOON + 3 * S); /* the first content came */
    assert_true(wall(&controls, NOON + 3 * S) == NOON + 3 * S);
    assert_true(wall(&controls, NOON + 4 * S) == NOON + 3 * S + 1440 * S);
    /* The viewer's time is the clock's. */
    const struct moment moment = moment_of(&controls, NOON + 5 * S);
    assert_true(moment_viewer_ns(&moment) == NOON + 5 * S);
}

/* The frame that shows a change is due no sooner than with the refresh that follows, and the wall
 * clock has come to the change by then. */
static void frames_of_a_demo_come_with_refreshes(void **state)
{
    (void)state;
    struct controls controls;
    controls_init(&controls, true, 7200, NOON);
    const int64_t tick = NOON + S / 60;
    assert_true(controls_due_ns(&controls, NOON + 60 * S, tick) == tick);
    const int64_t change = NOON + 3600 * S + 1, due = controls_due_ns(&controls, change, tick);
    assert_true(due > tick);
    assert_true(wall(&controls, due) >= change && wall(&controls, due - 1) < change);
    assert_true(controls_due_ns(&controls, MOMENT_NEVER, tick) == MOMENT_NEVER);
}

/* A year of uptime, at a factor that reaches the end, and begins anew: nothing wraps round. */
static void a_demo_that_ends_begins_anew(void **state)
{
    (void)state;
    struct controls controls;
    const int64_t later = NOON + 366 * SECONDS_PER_DAY * S;
    controls_init(&controls, true, 100, NOON);
    assert_true(wall(&controls, later) == NOON + 100 * (later - NOON));
    assert_int_equal(controls_renew(&controls, later), CONTROLS_NOTHING);
    controls_init(&controls, true, DEMO_FACTOR_MAX, NOON);
    assert_int_equal(controls_renew(&controls, NOON + 3600 * S), CONTROLS_NOTHING);
    assert_int_equal(controls_renew(&controls, later), CONTROLS_AFRESH);
    assert_true(wall(&controls, later) == later);
    assert_int_equal(controls_renew(&controls, later), CONTROLS_NOTHING);
    controls_init(&controls, true, 0, NOON);
    assert_int_equal(controls_renew(&controls, DEMO_END_NS + 1), CONTROLS_NOTHING);
}

static void a_frozen_moment_stays(void **state)
{
    (void)state;
    struct controls controls;
    controls_init(&controls, true, 1440, NOON);
    press(&controls, SDLK_SPACE, NOON + 2 * S);
    for (int i = 2; i < 100; i++)
        assert_true(wall(&controls, NOON + i * S) == NOON + 2 * 1440 * S);
    assert_true(controls_due_ns(&controls, NOON + 1, NOON + 1) == MOMENT_NEVER);
    /* A step is seen all the same. */
    assert_int_equal(press(&controls, SDLK_RIGHT, NOON + 50 * S), CONTROLS_AFRESH);
    assert_int_equal(moment_of(&controls, NOON + 51 * S).step, 1);
    /* It goes on from there, pages and clock. */
    assert_int_equal(press(&controls, SDLK_SPACE, NOON + 102 * S), CONTROLS_AFRESH);
    const struct moment moment = moment_of(&controls, NOON + 103 * S);
    assert_true(moment.wall_ns == NOON + 3 * 1440 * S);
    assert_true(moment_viewer_ns(&moment) == NOON + 3 * S);
}

/* Without a demo the pages go on from where they stood, and the clock shows the hour. */
static void a_window_is_not_late_after_freezing(void **state)
{
    (void)state;
    struct controls controls;
    controls_init(&controls, true, 0, NOON);
    for (int i = 0; i < 3; i++) {
        const int64_t now = NOON + i * 100 * S;
        press(&controls, SDLK_SPACE, now);
        assert_true(controls_is_demo(&controls));
        press(&controls, SDLK_SPACE, now + 40 * S);
        const struct moment moment = moment_of(&controls, now + 41 * S);
        assert_true(moment.wall_ns == now + 41 * S);
        assert_true(moment_viewer_ns(&moment) == now + 41 * S - (i + 1) * 40 * S);
        assert_false(controls_is_demo(&controls));
    }
    press(&controls, SDLK_r, NOON + 1000 * S);
    assert_true(moment_of(&controls, NOON + 1001 * S).tempo.factor == 0);
    assert_true(controls_viewer_ns(&controls, NOON + 1001 * S) == NOON + 1001 * S);
}

/* Neither clock nor pages jump when the factor changes. */
static void factors_change_without_a_jump(void **state)
{
    (void)state;
    static const int ups[] = {7200, 36000, 100000, 100000};
    static const int downs[] = {36000, 7200, 1440, 300, 60, 10, 1, 1};
    struct controls controls;
    int64_t now = NOON;
    controls_init(&controls, true, 1440, now);
    for (size_t i = 0; i < COUNT_OF(ups) + COUNT_OF(downs); i++) {
        now += S / 10;
        const struct moment before = moment_of(&controls, now);
        bool up = i < COUNT_OF(ups);
        assert_int_equal(press(&controls, up ? SDLK_EQUALS : SDLK_KP_MINUS, now), CONTROLS_AFRESH);
        const struct moment after = moment_of(&controls, now);
        assert_int_equal(after.tempo.factor, up ? ups[i] : downs[i - COUNT_OF(ups)]);
        assert_true(after.wall_ns == before.wall_ns);
        assert_true(moment_viewer_ns(&after) == moment_viewer_ns(&before));
    }
    assert_true(controls_is_demo(&controls)); /* as fast as time, but at another hour */
    press(&controls, SDLK_0, now);
    assert_false(controls_is_demo(&controls));
    assert_true(wall(&controls, now + S) == now + S);
    /* One that is not in the table goes to its neighbours. */
    controls_init(&controls, true, 77, now);
    press(&controls, SDLK_PLUS, now);
    assert_int_equal(controls.tempo.factor, 300);
}

static bool says(const struct controls *controls, const char *wanted)
{
    struct buffer out;
    buffer_init(&out, 100);
    controls_print_said(controls, &out);
    bool same = strcmp(buffer_text(&out), wanted) == 0;
    buffer_finish(&out);
    return same;
}

/* Of what is seen anyway nothing is said. */
static void keys_say_what_they_did(void **state)
{
    (void)state;
    static const struct {
        int key;
        const char *said;
    } keys[] = {{SDLK_n, ""},
                {SDLK_SPACE, "frozen"},
                {SDLK_z, ""},
                {SDLK_SPACE, "going on"},
                {SDLK_PLUS, "time × 10"},
                {SDLK_l, "time × 10, ar"},
                {SDLK_r, "time × 10, now"},
                {SDLK_MINUS, "as fast as time"}};
    struct controls controls;
    controls_init(&controls, true, 0, NOON);
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        press(&controls, keys[i].key, NOON);
        assert_true(says(&controls, keys[i].said));
    }
}

static void back_to_now_undoes_all_but_the_factor(void **state)
{
    (void)state;
    struct controls controls;
    controls_init(&controls, true, 1440, NOON);
    press(&controls, SDLK_n, NOON + S);
    press(&controls, SDLK_l, NOON + S);
    press(&controls, SDLK_SPACE, NOON + S);
    press(&controls, SDLK_r, NOON + 90 * S);
    const struct moment moment = moment_of(&controls, NOON + 91 * S);
    assert_true(moment.wall_ns == NOON + 90 * S + 1440 * S);
    assert_int_equal(moment.step, 0);
    assert_false(controls.pinned);
}

/* Those of the configuration first; one that is alone is not shown again. */
static void languages_follow_each_other(void **state)
{
    (void)state;
    static const enum language wanted[] = {LANGUAGE_AR, LANGUAGE_FR, LANGUAGE_EN, LANGUAGE_ZGH,
                                           LANGUAGE_AR};
    struct controls controls;
    controls_init(&controls, true, 0, NOON);
    for (size_t i = 0; i < COUNT_OF(wanted); i++) {
        assert_int_equal(press(&controls, SDLK_l, NOON), CONTROLS_AFRESH);
        assert_true(controls.pinned);
        assert_int_equal(controls.language, wanted[i]);
    }
    config->language_count = 1;
    controls_init(&controls, true, 0, NOON);
    press(&controls, SDLK_l, NOON);
    assert_int_equal(controls.language, LANGUAGE_EN);
    config->language_count = 2;
}

static void layers_come_and_go(void **state)
{
    (void)state;
    struct controls controls;
    controls_init(&controls, true, 0, NOON);
    static const int keys[] = {SDLK_z, SDLK_f, SDLK_h, SDLK_SLASH};
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        assert_int_equal(press(&controls, keys[i], NOON), CONTROLS_REDRAW);
    assert_true(controls.zones && controls.times && !controls.help);
    assert_int_equal(press(&controls, SDLK_x, NOON), CONTROLS_NOTHING);
    assert_int_equal(press(&controls, SDLK_q, NOON), CONTROLS_NOTHING);
    assert_int_equal(press(&controls, 0, NOON), CONTROLS_NOTHING);
}

/* ".It Sy KEYS" and then what they do, in the order of the table. */
static void the_manual_has_the_keys(void **state)
{
    (void)state;
    struct buffer page;
    buffer_init(&page, 1 << 20);
    assert_true(file_read("deploy/man/riwaq.1", &page));
    const char *at = buffer_text(&page), *keys, *what;
    int count = 0;
    for (; controls_describe(count, &keys, &what); count++) {
        char item[64];
        snprintf(item, sizeof item, "\n.It Sy %s\n", keys);
        at = strstr(at, item);
        if (at == NULL)
            fail_msg("deploy/man/riwaq.1 lacks the key: .It Sy %s", keys);
    }
    int written = 0;
    for (at = buffer_text(&page); (at = strstr(at, "\n.It Sy ")) != NULL; at++)
        written++;
    assert_int_equal(written, count);
    buffer_finish(&page);
}

static void frame_times_are_of_the_last_seconds(void **state)
{
    (void)state;
    struct frame_times times = {0};
    struct frame_sum sum;
    frame_times_sum(&times, NOON, &sum);
    assert_int_equal(sum.frames, 0);
    assert_true(sum.last_ns == 0 && sum.mean_ns == 0 && sum.worst_ns == 0);
    /* More than there is room for, 100 a second; the first is the worst by far. */
    for (int i = 0; i < 2 * FRAME_TIMES_MAX; i++)
        frame_times_add(&times, NOON + i * S / 100, i == 0 ? S : i % 4 + 1, i % 10 == 0);
    int64_t last = NOON + (2 * FRAME_TIMES_MAX - 1) * S / 100;
    frame_times_sum(&times, last, &sum);
    assert_int_equal(sum.frames, 200);
    assert_int_equal(sum.late, 20);
    assert_true(sum.last_ns == 4 && sum.worst_ns == 4 && sum.mean_ns == 2);
    frame_times_sum(&times, last + 2 * S, &sum);
    assert_int_equal(sum.frames, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_keys_and_demo_time_is_time),
        cmocka_unit_test(a_demo_runs_fast_from_where_it_begins),
        cmocka_unit_test(frames_of_a_demo_come_with_refreshes),
        cmocka_unit_test(a_demo_that_ends_begins_anew),
        cmocka_unit_test(a_frozen_moment_stays),
        cmocka_unit_test(a_window_is_not_late_after_freezing),
        cmocka_unit_test(factors_change_without_a_jump),
        cmocka_unit_test(keys_say_what_they_did),
        cmocka_unit_test(back_to_now_undoes_all_but_the_factor),
        cmocka_unit_test(languages_follow_each_other),
        cmocka_unit_test(layers_come_and_go),
        cmocka_unit_test(the_manual_has_the_keys),
        cmocka_unit_test(frame_times_are_of_the_last_seconds),
    };
    return cmocka_run_group_tests_name("player/controls", tests, set_up, tear_down);
}
