/* The ticker as a scene: how its strip moves, comes in, and stays. */
#include "fixture.h"

#include "widgets/motion.h"

static const char theme_text[] = "[theme]\nschema = 1\nname = Strip\ncanvas = 1280x720\n"
                                 "[grid]\ncolumns = 1fr\nrows = 1fr 60\nareas = top\n ticker\n"
                                 "[zone.top]\nshow = clock\n"
                                 "[zone.ticker]\nshow = ticker\nspeed = 300\nbackground = floor\n";
enum { TICKER = 1, WIDTH = 1280, HEIGHT = 720 };

static const char some_news[] =
    "{\"headlines\": [{\"time\": \"12:50\", \"title\": \"Something happened\"},"
    "{\"time\": \"12:40\", \"title\": \"Something else did not happen at all\"},"
    "{\"time\": \"12:30\", \"title\": \"And a third thing is still being looked into by many\"}]}";
static const char other_news[] =
    "{\"headlines\": [{\"time\": \"12:55\", \"title\": \"Something quite new happened\"}]}";

static struct composer *composer_for(struct stage *stage, const char *json)
{
    stage_content(stage, json);
    struct composer_inputs inputs = stage_inputs(stage, WIDTH, HEIGHT);
    return composer_create(&inputs);
}

static void strip_stage(struct stage *stage)
{
    stage_init(stage);
    stage_theme(stage, theme_text);
}

static const struct scene_zone *ticker_at(struct composer *composer, const struct moment *moment)
{
    return &composer_scene(composer, moment)->zones[TICKER];
}

static void a_step_is_a_whole_number_of_pixels(void **state)
{
    (void)state;
    assert_int_equal(motion_step(180, 60), 3);
    assert_int_equal(motion_step(180, 50), 4); /* 3.6 */
    assert_int_equal(motion_step(89, 60), 1);  /* 1.48 */
    assert_int_equal(motion_step(91, 60), 2);  /* 1.52 */
    assert_int_equal(motion_step(20, 240), 1); /* never stands */
    assert_int_equal(motion_step(0, 60), 1);
    assert_int_equal(motion_step(100, 0), 1);
    assert_int_equal(motion_step(2000, 30), 67);
}

/* Every refresh moves by the step, over the seam of the loop too, at every rate; the absolute
 * place is that of the wall clock, so that two screens run in step. */
static void a_strip_moves_by_its_step(void **state)
{
    (void)state;
    struct stage stage;
    strip_stage(&stage);
    struct composer *composer = composer_for(&stage, some_news);
    static const int rates[] = {24, 30, 50, 60, 144};
    for (size_t r = 0; r < COUNT_OF(rates); r++) {
        struct moment moment = stage.moment;
        moment.hz = rates[r];
        int step = motion_step(300, rates[r]), last = -1, seams = 0;
        for (int i = 0; i < 2000; i++) {
            moment.tick = moment_tick(NOON * NS_PER_SECOND, rates[r]) + i;
            const struct scene_zone *zone = ticker_at(composer, &moment);
            assert_true(zone->loop >= WIDTH);
            assert_in_range(zone->scroll, 0, zone->loop - 1);
            assert_int_equal(zone->scroll, moment.tick * step % zone->loop);
            assert_true(last < 0 || zone->scroll == (last + step) % zone->loop);
            seams += zone->scroll < last;
            last = zone->scroll;
        }
        assert_true(seams > 0);
        assert_int_equal(composer_strip_step(composer, rates[r]), step);
    }
    assert_true(composer_is_moving(composer));
    composer_destroy(composer);
    stage_finish(&stage);
}

/* In Arabic the strip runs to the right and starts with its right end at the zone's. */
static void a_mirrored_strip_runs_the_other_way(void **state)
{
    (void)state;
    struct stage stage;
    strip_stage(&stage);
    stage_language(&stage, LANGUAGE_AR);
    struct composer *composer = composer_for(&stage, some_news);
    struct moment moment = stage.moment;
    moment.tick = 0;
    const struct scene_zone *zone = ticker_at(composer, &moment);
    assert_int_equal((zone->scroll + zone->rect.w) % zone->loop, 0);
    int last = zone->scroll;
    for (moment.tick = 1; moment.tick < 2000; moment.tick++) {
        zone = ticker_at(composer, &moment);
        assert_in_range(zone->scroll, 0, zone->loop - 1);
        assert_int_equal((zone->scroll + 5) % zone->loop, last);
        last = zone->scroll;
    }
    composer_destroy(composer);
    stage_finish(&stage);
}

static void a_nudge_moves_it_by_that_much(void **state)
{
    (void)state;
    struct stage stage;
    strip_stage(&stage);
    struct composer *composer = composer_for(&stage, some_news);
    struct moment moment = stage.moment;
    int plain = ticker_at(composer, &moment)->scroll;
    moment.nudge = 7;
    int loop = ticker_at(composer, &moment)->loop;
    assert_int_equal(ticker_at(composer, &moment)->scroll, (plain + 7) % loop);
    moment.nudge = -plain - 3;
    assert_int_equal(ticker_at(composer, &moment)->scroll, loop - 3);
    composer_destroy(composer);
    stage_finish(&stage);
}

/* --- changing over from one content to the next --- */

static void an_equal_strip_stays_the_same_list(void **state)
{
    (void)state;
    struct stage stage;
    strip_stage(&stage);
    struct composer *before = composer_for(&stage, some_news);
    uint64_t serial = ticker_at(before, &stage.moment)->list->serial;
    struct composer *after = composer_for(&stage, some_news);
    assert_true(ticker_at(after, &stage.moment)->list->serial != serial);
    composer_begin(after, before, &stage.moment);
    composer_destroy(before);
    assert_true(ticker_at(after, &stage.moment)->list->serial == serial);
    assert_int_equal(ticker_at(after, &stage.moment)->progress, 255);
    composer_destroy(after);
    stage_finish(&stage);
}

static struct moment later(const struct moment *moment, int64_t ms)
{
    struct moment out = *moment;
    out.wall_ns += ms * NS_PER_MILLISECOND;
    return out;
}

static void a_changed_strip_fades_in(void **state)
{
    (void)state;
    struct stage stage;
    strip_stage(&stage);
    struct composer *before = composer_for(&stage, some_news);
    composer_scene(before, &stage.moment);
    struct composer *after = composer_for(&stage, other_news);
    composer_begin(after, before, &stage.moment);
    composer_destroy(before);
    int last = -1;
    for (int64_t ms = 0; ms < 400; ms += 16) {
        struct moment moment = later(&stage.moment, ms);
        const struct scene_zone *zone = ticker_at(after, &moment);
        assert_int_equal(zone->progress, ms * 255 / 400);
        assert_true(zone->progress > last);
        last = zone->progress;
    }
    for (int64_t ms = 400; ms < 20000; ms += 4000) {
        struct moment moment = later(&stage.moment, ms);
        assert_int_equal(ticker_at(after, &moment)->progress, 255);
    }
    composer_destroy(after);
    stage_finish(&stage);
}

/* Content that changes elsewhere meanwhile does not make it jump. */
static void a_fade_goes_on_over_a_change_of_the_rest(void **state)
{
    (void)state;
    struct stage stage;
    strip_stage(&stage);
    struct composer *before = composer_for(&stage, some_news);
    composer_scene(before, &stage.moment);
    struct composer *after = composer_for(&stage, other_news);
    composer_begin(after, before, &stage.moment);
    composer_destroy(before);
    struct moment moment = later(&stage.moment, 100);
    int progress = ticker_at(after, &moment)->progress;
    struct composer *again = composer_for(&stage, other_news);
    composer_begin(again, after, &moment);
    composer_destroy(after);
    assert_int_equal(ticker_at(again, &moment)->progress, progress);
    composer_destroy(again);
    stage_finish(&stage);
}

/* A clock that is set back in the middle of it must not hide the strip until then. */
static void a_fade_ends_when_the_clock_is_set_back(void **state)
{
    (void)state;
    struct stage stage;
    strip_stage(&stage);
    struct composer *before = composer_for(&stage, some_news);
    composer_scene(before, &stage.moment);
    struct composer *after = composer_for(&stage, other_news);
    composer_begin(after, before, &stage.moment);
    composer_destroy(before);
    struct moment moment = later(&stage.moment, 100);
    assert_in_range(ticker_at(after, &moment)->progress, 1, 254);
    moment = later(&stage.moment, -3600 * 1000);
    assert_int_equal(ticker_at(after, &moment)->progress, 255);
    composer_destroy(after);
    stage_finish(&stage);
}

static void the_first_strip_is_there_at_once(void **state)
{
    (void)state;
    struct stage stage;
    strip_stage(&stage);
    struct composer *waiting = composer_for(&stage, "{\"headlines\": []}");
    composer_begin(waiting, NULL, &stage.moment);
    struct composer *first = composer_for(&stage, some_news);
    composer_begin(first, waiting, &stage.moment);
    assert_int_equal(ticker_at(first, &stage.moment)->progress, 255);
    composer_destroy(waiting);
    composer_destroy(first);
    stage_finish(&stage);
}

/* A headline that ends takes the strip with it at that very second. */
static void an_end_changes_the_strip_at_its_second(void **state)
{
    (void)state;
    struct stage stage;
    strip_stage(&stage);
    struct composer *composer = composer_for(
        &stage, "{\"headlines\": [{\"title\": \"Stays\"}, {\"title\": \"Goes\", \"until\": "
                "\"2025-03-19T12:56:07Z\"}]}");
    struct moment moment = later(&stage.moment, 66999);
    assert_true(shows(ticker_at(composer, &moment)->list, "Goes"));
    assert_true(composer_next_change(composer) == (NOON + 67) * NS_PER_SECOND);
    moment = later(&stage.moment, 67000);
    const struct list *list = ticker_at(composer, &moment)->list;
    assert_false(shows(list, "Goes"));
    assert_true(shows(list, "Stays"));
    composer_destroy(composer);
    stage_finish(&stage);
}

/* --- what is told of it --- */

/* Each label is told once, at a place in sight. */
static void what_is_told_is_in_sight(void **state)
{
    (void)state;
    struct stage stage;
    strip_stage(&stage);
    struct composer *composer = composer_for(&stage, some_news);
    int seen = 0;
    for (int i = 0; i < 400; i++) {
        struct moment moment = stage.moment;
        moment.tick += i;
        composer_scene(composer, &moment);
        struct buffer out;
        buffer_init(&out, 64 * 1024);
        assert_true(composer_print_text(composer, &out));
        const char *line = strstr(buffer_text(&out), "And a third thing");
        if (line != NULL) {
            int x, w;
            assert_int_equal(sscanf(strstr(line, "\"x\""), "\"x\":%d", &x), 1);
            assert_int_equal(sscanf(strstr(line, "\"w\""), "\"w\":%d", &w), 1);
            assert_true(x < WIDTH && x + w > 0);
            assert_null(strstr(line + 1, "And a third thing"));
            seen++;
        }
        buffer_finish(&out);
    }
    assert_in_range(seen, 1, 399);
    composer_destroy(composer);
    stage_finish(&stage);
}

/* Two strips of different sources, speeds and directions, each in step with the wall clock. */
static void two_strips_run_by_themselves(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_theme(&stage, "[theme]\nschema = 1\ncanvas = 1280x720\n[grid]\ncolumns = 1fr\n"
                        "rows = 1fr 60\nareas = one\n two\n"
                        "[zone.one]\nshow = ticker\nspeed = 300\ngap = 200\nseparator = none\n"
                        "[zone.two]\nshow = ticker\nspeed = 120\ndirection = right\n"
                        "separator = //\n");
    struct composer *composer = composer_for(&stage, some_news);
    struct moment moment = stage.moment;
    const struct scene *scene = composer_scene(composer, &moment);
    const struct scene_zone one = scene->zones[0], two = scene->zones[1];
    assert_int_equal(items_of(one.list, ITEM_RECT), 0);
    assert_int_equal(items_of(two.list, ITEM_RECT), 0);
    assert_null(item_with(one.list, "//"));
    assert_non_null(item_with(two.list, "//"));
    /* The first headline leads: at the left of the one, at the right of the other. */
    assert_int_equal(one.list->labels[0].rect.x, 0);
    struct rect last = two.list->labels[0].rect;
    assert_int_equal(last.x + last.w, two.loop);
    int words = one.list->labels[0].rect.w;
    assert_int_equal(one.list->labels[1].rect.x, words + 200);
    for (int i = 1; i < 50; i++) {
        moment.tick++;
        moment.wall_ns += NS_PER_SECOND / 60;
        scene = composer_scene(composer, &moment);
        assert_int_equal(scene->zones[0].scroll, (one.scroll + 5 * i) % one.loop);
        assert_int_equal(scene->zones[1].scroll, floor_mod(two.scroll - 2 * i, two.loop));
        assert_ptr_equal(scene->zones[0].list, one.list);
        assert_ptr_equal(scene->zones[1].list, two.list);
    }
    composer_destroy(composer);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_strips_run_by_themselves),
        cmocka_unit_test(a_step_is_a_whole_number_of_pixels),
        cmocka_unit_test(a_strip_moves_by_its_step),
        cmocka_unit_test(a_mirrored_strip_runs_the_other_way),
        cmocka_unit_test(a_nudge_moves_it_by_that_much),
        cmocka_unit_test(an_equal_strip_stays_the_same_list),
        cmocka_unit_test(a_changed_strip_fades_in),
        cmocka_unit_test(a_fade_goes_on_over_a_change_of_the_rest),
        cmocka_unit_test(a_fade_ends_when_the_clock_is_set_back),
        cmocka_unit_test(the_first_strip_is_there_at_once),
        cmocka_unit_test(an_end_changes_the_strip_at_its_second),
        cmocka_unit_test(what_is_told_is_in_sight),
    };
    return cmocka_run_group_tests_name("widgets/strip", tests, NULL, NULL);
}
