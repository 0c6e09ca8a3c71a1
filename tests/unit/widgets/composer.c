#include "scenes.h"

/* --- purity --- */

/* From START_S over SECONDS in steps of STEP_MS; every few steps what comes next is prepared. */
static void walk(struct stage *stage, struct composer *composer, int64_t start_s, int seconds,
                 int step_ms)
{
    struct composer_inputs inputs = stage_inputs(stage, 1280, 720);
    for (int64_t ms = 0; ms < seconds * INT64_C(1000); ms += step_ms) {
        struct moment moment = moment_ms(start_s, ms);
        assert_pure(composer, &inputs, &moment);
        if (ms / step_ms % 3 == 0)
            for (int i = 0; i < 4; i++)
                composer_upcoming(composer, i, &moment);
        text_cache_trim(stage->text);
    }
}

static void minutes_of_small_steps_are_pure(void **state)
{
    (void)state;
    struct stage stage;
    struct composer *composer = busy_composer(&stage);
    walk(&stage, composer, NOON, 240, 690);
    composer_destroy(composer);
    stage_finish(&stage);
}

static void languages_that_alternate_are_pure(void **state)
{
    (void)state;
    struct stage stage;
    struct composer *composer = busy_composer(&stage);
    const enum language languages[] = {LANGUAGE_AR, LANGUAGE_FR, LANGUAGE_ZGH};
    memcpy(stage.config->languages, languages, sizeof languages);
    stage.config->language_count = 3;
    walk(&stage, composer, NOON - 5, 190, 1130);
    composer_destroy(composer);
    stage_finish(&stage);
}

static void midnight_is_pure(void **state)
{
    (void)state;
    struct stage stage;
    struct composer *composer = busy_composer(&stage);
    int64_t midnight = NOON - NOON % SECONDS_PER_DAY + SECONDS_PER_DAY;
    walk(&stage, composer, midnight - 20, 40, 330);
    composer_destroy(composer);
    stage_finish(&stage);
}

/* Steps of the clock by anything from a millisecond to two days, both ways, and trust that
 * comes and goes. */
static void a_clock_that_jumps_is_pure(void **state)
{
    (void)state;
    struct stage stage;
    struct composer *composer = busy_composer(&stage);
    stage.config->languages[1] = LANGUAGE_AR;
    stage.config->language_count = 2;
    struct composer_inputs inputs = stage_inputs(&stage, 1280, 720);
    static const int64_t spans[] = {1, 40, 700, 9000, 61000, 3600000, 40000000, 170000000};
    uint32_t random = 7;
    int64_t ms = 0;
    for (int i = 0; i < 160; i++) {
        random = random * 1664525 + 1013904223;
        int64_t span = spans[(random >> 8) % COUNT_OF(spans)];
        ms += (random >> 30) == 0 ? -span : (random >> 30) == 1 ? -ms : span;
        struct moment moment = moment_ms(NOON, ms);
        moment.trust = (random >> 16) % 8 == 0 ? TRUST_UNSET : TRUST_SYNCHRONISED;
        assert_pure(composer, &inputs, &moment);
        if (i % 2 == 0)
            for (int zone = 0; zone < 4; zone++)
                composer_upcoming(composer, zone, &moment);
        text_cache_trim(stage.text);
    }
    composer_destroy(composer);
    stage_finish(&stage);
}

/* A clock that fades out over a minute's end shows the new minute. */
static void what_fades_out_is_pure(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_theme(&stage, "[theme]\nschema = 1\nname = Fading\ncanvas = 800x480\n"
                        "[grid]\ncolumns = 1fr\nrows = 1fr\nareas = only\n"
                        "[zone.only]\nshow = clock, social\ntransition = fade 5s\n");
    busy_content(&stage);
    struct composer_inputs inputs = stage_inputs(&stage, 1280, 720);
    struct composer *composer = composer_create(&inputs);
    walk(&stage, composer, NOON, 130, 600);
    composer_destroy(composer);
    stage_finish(&stage);
}

/* What it slides over, and what comes in, keep their distance: the zone's width. */
static void what_slides_is_pure(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_theme(&stage, "[theme]\nschema = 1\nname = Sliding\ncanvas = 800x480\n"
                        "[grid]\ncolumns = 1fr\nrows = 1fr\nareas = only\n"
                        "[zone.only]\nshow = clock 8s, social 8s\nrules = top\n"
                        "background = floor paper\ntransition = slide 2s ease-in-out\n");
    busy_content(&stage);
    struct composer_inputs inputs = stage_inputs(&stage, 1280, 720);
    for (int rtl = 0; rtl < 2; rtl++) {
        stage_language(&stage, rtl ? LANGUAGE_AR : LANGUAGE_FR);
        struct composer *composer = composer_create(&inputs);
        walk(&stage, composer, NOON, 20, 130);
        int last = 1280, sliding = 0;
        for (int ms = 0; ms < 8000; ms += 100) {
            struct moment moment = moment_ms(NOON, ms);
            const struct scene_zone *zone = &composer_scene(composer, &moment)->zones[0];
            int first = first_fading(zone->list, FADE_STAYS);
            assert_int_equal(zone->list->items[first].kind, ITEM_GRADIENT);
            if (!zone->slides)
                continue;
            assert_int_equal(zone->shift_out, zone->shift_in - (rtl ? -1280 : 1280));
            assert_in_range(abs(zone->shift_in), 0, last);
            last = abs(zone->shift_in);
            sliding++;
        }
        assert_int_equal(sliding, 20);
        composer_destroy(composer);
    }
    stage_finish(&stage);
}

static void building_little_by_little_is_pure(void **state)
{
    (void)state;
    struct stage stage;
    struct composer *composer = busy_composer(&stage);
    struct composer_inputs inputs = stage_inputs(&stage, 1280, 720);
    struct moment early = moment_ms(NOON, 0), late = moment_ms(NOON, 700);
    int built = 0;
    while (composer_build_next(composer, built < 2 ? &early : &late))
        built++;
    /* Four zones are measured, then built; between them the plan is drawn. */
    assert_int_equal(built, 9);
    assert_pure(composer, &inputs, &late);
    composer_destroy(composer);
    stage_finish(&stage);
}

/* --- the next change --- */

/* Until the next change, a millisecond before it included, nothing but what runs differs; a
 * player that looks only then misses nothing. */
static void nothing_changes_before_the_next_change(void **state)
{
    (void)state;
    struct stage stage;
    struct composer *composer = busy_composer(&stage);
    stage.config->languages[1] = LANGUAGE_AR;
    stage.config->language_count = 2;
    struct composer_inputs inputs = stage_inputs(&stage, 1280, 720);
    struct moment moment = moment_ms(NOON, 0);
    int changes = 0;
    while (moment.wall_ns < (NOON + 150) * NS_PER_SECOND) {
        const struct scene *scene = composer_scene(composer, &moment);
        int64_t next = composer_next_change(composer);
        assert_true(next > moment.wall_ns);
        for (int part = 1; part <= 3; part++) {
            struct moment later = moment;
            later.wall_ns =
                part == 3 ? next - 1 : moment.wall_ns + (next - moment.wall_ns) / 3 * part;
            struct composer *fresh = composer_create(&inputs);
            assert_scenes_equal(scene, composer_scene(fresh, &later), false);
            composer_destroy(fresh);
        }
        moment.wall_ns = next;
        changes++;
    }
    assert_in_range(changes, 25, 400);
    composer_destroy(composer);
    stage_finish(&stage);
}

/* A zone that is prepared ahead shows just that list when its time comes. */
static void upcoming_is_what_comes(void **state)
{
    (void)state;
    struct stage stage;
    struct composer *composer = busy_composer(&stage);
    struct moment moment = moment_ms(NOON, 0);
    int prepared = 0;
    for (int step = 0; step < 40; step++) {
        const struct scene *scene = composer_scene(composer, &moment);
        uint64_t now[4], next[4];
        for (int i = 0; i < 4; i++) {
            const struct scene_zone *zone = composer_upcoming(composer, i, &moment);
            now[i] = scene->zones[i].list->serial;
            next[i] = zone != NULL ? zone->list->serial : now[i];
        }
        moment.wall_ns = composer_next_change(composer);
        scene = composer_scene(composer, &moment);
        int due = 0;
        for (int i = 0; i < 4; i++) {
            uint64_t serial = scene->zones[i].list->serial;
            assert_true(serial == now[i] || serial == next[i]);
            due += serial == next[i];
        }
        assert_true(due > 0);
        prepared += due;
    }
    assert_true(prepared >= 40);
    composer_destroy(composer);
    stage_finish(&stage);
}

/* --- transitions --- */

static int fades_of(const struct list *list, const char *text)
{
    const struct item *item = item_with(list, text);
    assert_non_null(item);
    return item->fade;
}

/* From page two to page three of an article its title stays as it is; the text goes out in the
 * first half and comes in in the second. */
static void what_both_pages_have_stays(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_theme(&stage, "[theme]\nschema = 1\nname = Fading\ncanvas = 1280x720\n"
                        "[grid]\ncolumns = 1fr\nrows = 1fr\nareas = only\n"
                        "[zone.only]\nshow = article\ntransition = fade 1s\n");
    struct buffer json;
    buffer_init(&json, 16 * 1024);
    buffer_add_text(&json, "{\"article\": {\"title\": \"Standing\", \"paragraphs\": [\"first");
    for (int i = 0; i < 400; i++)
        buffer_print(&json, "%s word", i == 200 ? "\", \"" : "");
    buffer_add_text(&json, " last\"]}}");
    stage_content(&stage, buffer_text(&json));
    buffer_finish(&json);
    struct composer_inputs inputs = stage_inputs(&stage, 1280, 720);
    struct composer *composer = composer_create(&inputs);
    /* The first page has the title larger: wait for the turn from the second to the third. */
    struct moment moment = moment_ms(0, 0);
    const struct scene_zone *zone = &composer_scene(composer, &moment)->zones[0];
    for (int turns = 0; turns < 2; turns++) {
        do {
            moment.wall_ns = composer_next_change(composer);
            zone = &composer_scene(composer, &moment)->zones[0];
        } while (!composer_is_moving(composer));
    }
    assert_true(composer_next_change(composer) == moment.wall_ns + NS_PER_SECOND);
    assert_int_equal(fades_of(zone->list, "Standing"), FADE_STAYS);
    int out = first_fading(zone->list, FADE_OUT), in = first_fading(zone->list, FADE_IN);
    assert_true(out >= 0 && in >= 0);
    assert_int_equal(scene_opacity(zone, &zone->list->items[out]), 255);
    assert_int_equal(scene_opacity(zone, &zone->list->items[in]), 0);
    moment.wall_ns += 750 * NS_PER_MILLISECOND;
    zone = &composer_scene(composer, &moment)->zones[0];
    assert_int_equal(scene_opacity(zone, item_with(zone->list, "Standing")), 255);
    assert_int_equal(scene_opacity(zone, &zone->list->items[out]), 0);
    assert_in_range(scene_opacity(zone, &zone->list->items[in]), 120, 135);
    moment.wall_ns += 250 * NS_PER_MILLISECOND;
    zone = &composer_scene(composer, &moment)->zones[0];
    assert_int_equal(first_fading(zone->list, FADE_OUT), -1);
    assert_int_equal(first_fading(zone->list, FADE_IN), -1);
    assert_false(composer_is_moving(composer));
    composer_destroy(composer);
    stage_finish(&stage);
}

/* What cannot change but by a new content says so. */
static void a_still_page_never_changes(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_theme(&stage, "[theme]\nschema = 1\nname = Still\ncanvas = 800x480\n"
                        "[grid]\ncolumns = 1fr\nrows = 1fr\nareas = only\n"
                        "[zone.only]\nshow = social\n");
    stage_content(&stage, "{\"social\": {\"label\": \"Follow us\"}}");
    struct composer_inputs inputs = stage_inputs(&stage, 800, 480);
    struct composer *composer = composer_create(&inputs);
    composer_scene(composer, &stage.moment);
    assert_true(composer_next_change(composer) == MOMENT_NEVER);
    assert_false(composer_is_moving(composer));
    assert_null(composer_upcoming(composer, 0, &stage.moment));
    composer_destroy(composer);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(minutes_of_small_steps_are_pure),
        cmocka_unit_test(languages_that_alternate_are_pure),
        cmocka_unit_test(midnight_is_pure),
        cmocka_unit_test(a_clock_that_jumps_is_pure),
        cmocka_unit_test(what_fades_out_is_pure),
        cmocka_unit_test(what_slides_is_pure),
        cmocka_unit_test(building_little_by_little_is_pure),
        cmocka_unit_test(nothing_changes_before_the_next_change),
        cmocka_unit_test(upcoming_is_what_comes),
        cmocka_unit_test(what_both_pages_have_stays),
        cmocka_unit_test(a_still_page_never_changes),
    };
    return cmocka_run_group_tests_name("widgets/composer", tests, NULL, NULL);
}
