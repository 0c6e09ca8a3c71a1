#include "fixture.h"

#include "widgets/view.h"

/* --- contents and themes that change often --- */

/* Fetched at 2025-03-19T12:55. Headlines end every few seconds, so that pages, and with them the
 * whole cycle of a zone, change while something else of it is up, and within transitions. */
static const char busy_rest[] =
    "{\"time\": \"2025-03-18T23:00:00Z\", \"title\": \"From yesterday\"},"
    "{\"time\": \"12:30\", \"title\": \"An urgent one\", \"urgent\": true},"
    "{\"title\": \"Without a time\"}],"
    "\"place\": {\"name\": \"Rabat\", \"latitude\": 34.0209, \"longitude\": -6.8416,"
    " \"timezone\": \"Africa/Casablanca\"},"
    "\"article\": {\"title\": \"What is on the wall\", \"byline\": \"The desk\", \"time\": "
    "\"11:00\","
    "\"url\": \"https://news.example/wall\", \"comments\": 3, \"paragraphs\": ["
    "\"A first paragraph that is long enough to be broken over a few lines of the panel that it "
    "is written on, so that it counts as one that can be split.\","
    "\"A second one follows it at once and has about the same length as the first, because pages "
    "only turn where there is more to read than fits on one.\","
    "\"The third is short.\"]},"
    "\"weather\": {\"unit\": \"C\", \"today\": {\"date\": \"2025-03-19\", \"low\": 9, \"high\": "
    "21, "
    "\"code\": 3}, \"now\": {\"temperature\": 14.2}, \"days\": ["
    "{\"date\": \"2025-03-20\", \"low\": 14.1, \"high\": 19.6, \"code\": 61},"
    "{\"date\": \"2025-03-21\", \"low\": 10, \"high\": 18, \"code\": 0}]},"
    "\"prayers\": {\"place\": \"Rabat\", \"date\": \"2025-03-19\", \"times\": {\"fajr\": \"05:04\","
    "\"sunrise\": \"06:30\", \"dhuhr\": \"12:40\", \"asr\": \"16:02\", \"maghrib\": \"18:44\","
    "\"isha\": \"19:58\"}},"
    "\"social\": {\"label\": \"Follow us\", \"url\": \"https://social.example/\"}}";

static void busy_content(struct stage *stage)
{
    struct buffer json;
    buffer_init(&json, 64 * 1024);
    buffer_add_text(&json, "{\"headlines\": [");
    for (int i = 0; i < 12; i++) {
        int end = 17 + i * 19; /* seconds after NOON */
        buffer_print(&json,
                     "{\"time\": \"12:%02d\", \"until\": \"2025-03-19T12:%02d:%02dZ\", \"title\": "
                     "\"Headline %d that is gone within minutes, and long enough for two lines\"},",
                     50 - i, 55 + end / 60, end % 60, i);
    }
    buffer_add_text(&json, busy_rest);
    stage_content(stage, buffer_text(&json));
    buffer_finish(&json);
}

/* Small panels, so that there are pages; every zone fades, one shows several things. */
static const char busy_theme[] = "[theme]\nschema = 1\nname = Busy\ncanvas = 1280x720\n"
                                 "[grid]\ncolumns = 1fr 1fr\nrows = 90 1fr 60\ngap = 20\n"
                                 "margin = 20\nareas = top top\n left right\n ticker ticker\n"
                                 "[zone.top]\nshow = masthead\n"
                                 "[zone.left]\nshow = headlines, article, weather 5s, prayers\n"
                                 "transition = fade 2s\n"
                                 "[zone.right]\nshow = prayers 9s, article, headlines 30s, social\n"
                                 "transition = fade 700ms\nrules = top bottom\n"
                                 "[zone.ticker]\nshow = ticker\nspeed = 300\nbleed = yes\n"
                                 "background = floor\n";

/* --- scenes compared --- */

static void assert_labels_equal(const struct list *a, const struct list *b)
{
    assert_int_equal(a->label_count, b->label_count);
    for (int i = 0; i < a->label_count; i++) {
        assert_string_equal(a->labels[i].text, b->labels[i].text);
        assert_true(rect_equal(a->labels[i].rect, b->labels[i].rect));
    }
}

/* PROGRESS: whether how far a transition is counts too. */
static void assert_zones_equal(const struct scene_zone *a, const struct scene_zone *b,
                               bool progress)
{
    assert_true(rect_equal(a->rect, b->rect));
    assert_int_equal(a->background, b->background);
    assert_int_equal(a->loop, b->loop);
    assert_int_equal(a->list == NULL, b->list == NULL);
    if (a->list == NULL)
        return;
    assert_int_equal(a->list->count, b->list->count);
    for (int i = 0; i < a->list->count; i++) {
        const struct item *left = &a->list->items[i], *right = &b->list->items[i];
        assert_true(item_equal(left, right));
        assert_int_equal(left->fade, right->fade);
        if (progress)
            assert_int_equal(scene_opacity(a, left), scene_opacity(b, right));
    }
    assert_labels_equal(a->list, b->list);
    if (!progress)
        return;
    assert_int_equal(a->scroll, b->scroll);
    assert_int_equal(a->progress, b->progress);
}

static void assert_scenes_equal(const struct scene *a, const struct scene *b, bool progress)
{
    assert_int_equal(a->size.w, b->size.w);
    assert_int_equal(a->size.h, b->size.h);
    assert_int_equal(a->paper, b->paper);
    assert_int_equal(a->zone_count, b->zone_count);
    for (int i = 0; i < a->zone_count; i++)
        assert_zones_equal(&a->zones[i], &b->zones[i], progress);
}

/* What COMPOSER shows at MOMENT is what one that has never seen another moment shows. */
static void assert_pure(struct composer *composer, const struct composer_inputs *inputs,
                        const struct moment *moment)
{
    struct composer *fresh = composer_create(inputs);
    const struct scene *scene = composer_scene(composer, moment);
    assert_scenes_equal(scene, composer_scene(fresh, moment), true);
    assert_int_equal(composer_next_change(composer) > moment->wall_ns, 1);
    composer_destroy(fresh);
}

static struct moment moment_ms(int64_t second, int64_t ms)
{
    struct moment moment = moment_at(second);
    moment.wall_ns += ms * NS_PER_MILLISECOND;
    moment.tick = moment_tick(moment.wall_ns, moment.hz);
    return moment;
}

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

static struct composer *busy_composer(struct stage *stage)
{
    stage_init(stage);
    stage_theme(stage, busy_theme);
    busy_content(stage);
    struct composer_inputs inputs = stage_inputs(stage, 1280, 720);
    return composer_create(&inputs);
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

static int first_fading(const struct list *list, enum item_fade fade)
{
    for (int i = 0; i < list->count; i++)
        if (list->items[i].fade == fade)
            return i;
    return -1;
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
        cmocka_unit_test(building_little_by_little_is_pure),
        cmocka_unit_test(nothing_changes_before_the_next_change),
        cmocka_unit_test(upcoming_is_what_comes),
        cmocka_unit_test(what_both_pages_have_stays),
        cmocka_unit_test(a_still_page_never_changes),
    };
    return cmocka_run_group_tests_name("widgets/composer", tests, NULL, NULL);
}
