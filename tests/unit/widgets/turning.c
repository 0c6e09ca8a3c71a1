/* Two languages that take turns, as scenes: how long each is up, how one goes over into the
 * other, what stands still meanwhile, and that all of it was prepared. */
#include "scenes.h"

#include "widgets/motion.h"

enum { TOP, LEFT, RIGHT, TICKER };

static struct composer *alternating_composer(struct stage *stage, const char *theme,
                                             enum language first, enum language second)
{
    stage_init(stage);
    stage_theme(stage, theme);
    stage_sample(stage);
    stage->config->languages[0] = first;
    stage->config->languages[1] = second;
    stage->config->language_count = 2;
    struct composer_inputs inputs = stage_inputs(stage, 1280, 720);
    return composer_create(&inputs);
}

static bool fades(const struct scene_zone *zone)
{
    return zone->list != NULL &&
           (first_fading(zone->list, FADE_OUT) >= 0 || first_fading(zone->list, FADE_IN) >= 0);
}

/* On to the next turn of the languages: zone TOP, which has one page, fades at nothing else. */
static const struct scene *next_turn(struct composer *composer, struct moment *moment)
{
    const struct scene *scene = composer_scene(composer, moment);
    while (fades(&scene->zones[TOP])) {
        moment->wall_ns = composer_next_change(composer);
        scene = composer_scene(composer, moment);
    }
    for (int steps = 0; !fades(&scene->zones[TOP]); steps++) {
        assert_true(steps < 200);
        moment->wall_ns = composer_next_change(composer);
        scene = composer_scene(composer, moment);
    }
    return scene;
}

static const struct scene *scene_at(struct composer *composer, const struct moment *turn,
                                    int64_t ms)
{
    struct moment moment = *turn;
    moment.wall_ns += ms * NS_PER_MILLISECOND;
    return composer_scene(composer, &moment);
}

/* Half panels, a ticker in its own, all that a turn can meet; the left one leads. */
static const char panels[] = "[theme]\nschema = 1\nname = Panels\ncanvas = 1280x720\n"
                             "[grid]\ncolumns = 1fr 1fr\nrows = 90 1fr 60\ngap = 20\n"
                             "margin = 20\nareas = top top\n left right\n ticker ticker\n"
                             "[zone.top]\nshow = masthead\nrules = bottom\n"
                             "[zone.left]\nshow = article, headlines\ntransition = fade 1s\n"
                             "[zone.right]\nshow = prayers, weather\nbackground = floor\n"
                             "[zone.ticker]\nshow = ticker\nspeed = 300\nbleed = yes\n"
                             "background = floor\n";

/* --- how long --- */

/* Whether the list's page mark says "N of N". */
static bool is_last_page(const struct list *list, const char *of)
{
    const struct label *label = NULL;
    int page, pages;
    return labels_with(list, of, &label) > 0 && sscanf(label->text, "%d", &page) == 1 &&
           sscanf(strstr(label->text, of) + strlen(of), "%d", &pages) == 1 && page == pages;
}

/* The leading zone begins each turn with its first page, shows all of them, and is through when
 * the turn is; so is a zone with a shorter cycle. */
static void a_turn_is_a_whole_cycle(void **state)
{
    (void)state;
    struct stage stage;
    struct composer *composer = alternating_composer(&stage, panels, LANGUAGE_EN, LANGUAGE_FR);
    struct moment moment = moment_ms(NOON, 0);
    next_turn(composer, &moment);
    for (int turn = 0; turn < 4; turn++) {
        struct moment start = moment;
        next_turn(composer, &moment);
        int64_t length_ms = (moment.wall_ns - start.wall_ns) / NS_PER_MILLISECOND;
        assert_true(length_ms >= 20 * 1000);
        const struct scene *first = scene_at(composer, &start, 2000);
        bool english = shows(first->zones[TOP].list, "Wednesday");
        assert_true(shows(first->zones[LEFT].list, english ? "1 of " : "1 sur "));
        assert_true(shows(first->zones[RIGHT].list,
                          language_phrase(english ? LANGUAGE_EN : LANGUAGE_FR, PHRASE_FAJR)));
        const struct scene *last = scene_at(composer, &start, length_ms - 1);
        assert_true(is_last_page(last->zones[LEFT].list, english ? " of " : " sur "));
        assert_true(shows(last->zones[RIGHT].list,
                          language_phrase(english ? LANGUAGE_EN : LANGUAGE_FR, PHRASE_TODAY)));
    }
    composer_destroy(composer);
    stage_finish(&stage);
}

/* Where nothing cycles, half a minute each, on the wall clock. */
static void what_stands_still_turns_twice_a_minute(void **state)
{
    (void)state;
    struct stage stage;
    struct composer *composer =
        alternating_composer(&stage,
                             "[theme]\nschema = 1\nname = Still\ncanvas = 1280x720\n"
                             "[grid]\ncolumns = 1fr\nrows = 1fr\nareas = only\n"
                             "[zone.only]\nshow = prayers\ntransition = fade 300ms\n",
                             LANGUAGE_EN, LANGUAGE_FR);
    struct moment moment = moment_ms(NOON, 1000);
    int64_t half = 30 * NS_PER_SECOND;
    for (int turn = 0; turn < 5; turn++) {
        next_turn(composer, &moment);
        assert_true(moment.wall_ns % half == 0);
        bool first = moment.wall_ns / half % 2 == 0;
        assert_true(shows(scene_at(composer, &moment, 300)->zones[0].list,
                          language_phrase(first ? LANGUAGE_EN : LANGUAGE_FR, PHRASE_SUNRISE)));
    }
    composer_destroy(composer);
    stage_finish(&stage);
}

/* --- how --- */

/* Of two languages that run alike, what both have stands still. */
static void what_both_languages_have_stays(void **state)
{
    (void)state;
    struct stage stage;
    struct composer *composer = alternating_composer(&stage, panels, LANGUAGE_EN, LANGUAGE_FR);
    struct moment moment = moment_ms(NOON, 0);
    const struct scene *scene = next_turn(composer, &moment);
    if (!shows(scene->zones[TOP].list, "mercredi") && !shows(scene->zones[TOP].list, "Mercredi"))
        next_turn(composer, &moment);
    scene = scene_at(composer, &moment, 250);
    const struct scene_zone *top = &scene->zones[TOP], *right = &scene->zones[RIGHT];
    assert_int_equal(item_with(top->list, "12:5")->fade, FADE_STAYS);
    assert_int_equal(item_with(top->list, "Rabat")->fade, FADE_STAYS);
    assert_int_equal(item_with(top->list, "Wednesday")->fade, FADE_OUT);
    assert_int_equal(item_with(top->list, "19 mars")->fade, FADE_IN);
    assert_in_range(scene_opacity(top, item_with(top->list, "Wednesday")), 120, 135);
    assert_int_equal(scene_opacity(top, item_with(top->list, "19 mars")), 0);
    assert_int_equal(right->background, stage.theme->colors[COLOR_FLOOR]);
    assert_in_range(top->progress, 60, 66);
    scene = scene_at(composer, &moment, 1000);
    assert_false(fades(&scene->zones[TOP]) || fades(&scene->zones[LEFT]) ||
                 fades(&scene->zones[RIGHT]));
    composer_destroy(composer);
    stage_finish(&stage);
}

/* Where the layout is mirrored, the panels change places in the middle, when nothing of them is
 * seen; what stands in the same place fades there. */
static void a_mirrored_layout_changes_over_in_the_middle(void **state)
{
    (void)state;
    struct stage stage;
    struct composer *composer = alternating_composer(&stage, panels, LANGUAGE_AR, LANGUAGE_FR);
    struct moment moment = moment_ms(NOON, 0);
    next_turn(composer, &moment);
    for (int turn = 0; turn < 2; turn++) {
        struct moment before = moment;
        before.wall_ns--;
        struct rect left = composer_scene(composer, &before)->zones[LEFT].rect;
        struct rect right = composer_scene(composer, &before)->zones[RIGHT].rect;
        assert_true(left.x != right.x);
        int64_t half = motion_half(moment.wall_ns, NS_PER_SECOND);
        const struct scene *scene = composer_scene(composer, &moment);
        assert_true(composer_next_change(composer) <= half);
        uint64_t serial = scene->zones[RIGHT].list->serial;
        assert_true(rect_equal(scene->zones[LEFT].rect, left));
        before.wall_ns = half - 1;
        scene = composer_scene(composer, &before);
        assert_true(rect_equal(scene->zones[RIGHT].rect, right));
        const struct scene_zone *zone = &scene->zones[RIGHT];
        /* The panel's ground is an item that fades; below it is the paper. */
        assert_int_equal(zone->background, stage.theme->colors[COLOR_PAPER]);
        assert_int_equal(zone->list->items[0].color, stage.theme->colors[COLOR_FLOOR]);
        for (int i = 0; i < zone->list->count; i++)
            assert_in_range(scene_opacity(zone, &zone->list->items[i]), 0, 2);
        before.wall_ns = half;
        zone = &composer_scene(composer, &before)->zones[RIGHT];
        assert_false(rect_equal(zone->rect, right));
        assert_true(zone->list->serial == serial);
        for (int i = 0; i < zone->list->count; i++)
            assert_in_range(scene_opacity(zone, &zone->list->items[i]), 0, 2);
        before.wall_ns = moment.wall_ns + NS_PER_SECOND;
        scene = composer_scene(composer, &before);
        assert_int_equal(scene->zones[RIGHT].background, stage.theme->colors[COLOR_FLOOR]);
        assert_int_equal(scene->zones[RIGHT].rect.x + scene->zones[RIGHT].rect.w, 1280 - right.x);
        next_turn(composer, &moment);
    }
    composer_destroy(composer);
    stage_finish(&stage);
}

/* The sum of what is seen of a zone's items never jumps from one refresh to the next. */
static void a_turn_has_no_jump(void **state)
{
    (void)state;
    struct stage stage;
    struct composer *composer = alternating_composer(&stage, panels, LANGUAGE_AR, LANGUAGE_FR);
    struct moment moment = moment_ms(NOON, 0);
    next_turn(composer, &moment);
    int last = 255;
    for (int ms = 0; ms <= 1000; ms += 16) {
        const struct scene_zone *zone = &scene_at(composer, &moment, ms)->zones[RIGHT];
        int most = 0;
        for (int i = 0; i < zone->list->count; i++) {
            int opacity = scene_opacity(zone, &zone->list->items[i]);
            bool inside = rect_overlaps(zone->rect, zone->list->items[i].rect);
            most = inside && opacity > most ? opacity : most;
        }
        assert_in_range(most - last + 12, 0, 24);
        last = most;
    }
    composer_destroy(composer);
    stage_finish(&stage);
}

/* All zones go over in the leading zone's time; one whose own pages take longer does not go on
 * by itself. */
static void the_leading_zone_gives_the_time(void **state)
{
    (void)state;
    struct stage stage;
    struct composer *composer = alternating_composer(
        &stage,
        "[theme]\nschema = 1\nname = Times\ncanvas = 1280x720\n"
        "[grid]\ncolumns = 1fr 1fr\nrows = 90 1fr\nareas = top top\n left right\n"
        "[zone.top]\nshow = masthead\n"
        "[zone.left]\nshow = prayers, weather\ntransition = fade 4s\n"
        "[zone.right]\nshow = article, headlines\ntransition = fade 300ms\n",
        LANGUAGE_EN, LANGUAGE_FR);
    struct moment moment = moment_ms(NOON, 0);
    for (int turn = 0; turn < 2; turn++) {
        next_turn(composer, &moment);
        for (int i = 0; i < 3; i++) {
            assert_true(fades(&scene_at(composer, &moment, 299)->zones[i]));
            assert_false(fades(&scene_at(composer, &moment, 300)->zones[i]));
        }
    }
    composer_destroy(composer);
    stage_finish(&stage);
}

static void a_theme_that_cuts_cuts_here_too(void **state)
{
    (void)state;
    struct stage stage;
    struct composer *composer = alternating_composer(
        &stage,
        "[theme]\nschema = 1\nname = Cut\ncanvas = 1280x720\n"
        "[grid]\ncolumns = 1fr\nrows = 1fr\nareas = only\n[zone.only]\nshow = prayers\n",
        LANGUAGE_AR, LANGUAGE_FR);
    struct moment moment = moment_ms(NOON, 0);
    int french = 0;
    for (int i = 0; i < 8; i++) {
        const struct scene *scene = composer_scene(composer, &moment);
        assert_false(fades(&scene->zones[0]) || composer_is_moving(composer));
        french += shows(scene->zones[0].list, language_phrase(LANGUAGE_FR, PHRASE_SUNRISE));
        moment.wall_ns = composer_next_change(composer);
    }
    assert_in_range(french, 3, 5);
    composer_destroy(composer);
    stage_finish(&stage);
}

/* --- the strip --- */

/* The same list, at its step, in the first language's direction, over turns and within them. */
static void the_strip_runs_on(void **state)
{
    (void)state;
    static const enum language orders[][2] = {{LANGUAGE_AR, LANGUAGE_FR},
                                              {LANGUAGE_FR, LANGUAGE_AR}};
    for (size_t o = 0; o < COUNT_OF(orders); o++) {
        struct stage stage;
        struct composer *composer =
            alternating_composer(&stage, panels, orders[o][0], orders[o][1]);
        struct moment moment = moment_ms(NOON, 0);
        const struct scene_zone *zone = &composer_scene(composer, &moment)->zones[TICKER];
        uint64_t serial = zone->list->serial;
        for (int turn = 0; turn < 3; turn++) {
            next_turn(composer, &moment);
            int last = -1;
            for (int i = -40; i < 80; i++) {
                struct moment now = moment;
                now.wall_ns += i * NS_PER_SECOND / 60;
                now.tick = moment_tick(NOON * NS_PER_SECOND, 60) + i;
                zone = &composer_scene(composer, &now)->zones[TICKER];
                assert_true(zone->list->serial == serial);
                assert_int_equal(zone->progress, 255);
                int step = o == 0 ? -5 : 5;
                assert_true(last < 0 || (last + step + zone->loop) % zone->loop == zone->scroll);
                last = zone->scroll;
            }
        }
        composer_destroy(composer);
        stage_finish(&stage);
    }
}

/* A strip in a column moves with the layout: out at one place, in at the other, unchanged. */
static void a_strip_that_moves_goes_out_and_comes_in(void **state)
{
    (void)state;
    struct stage stage;
    struct composer *composer = alternating_composer(
        &stage,
        "[theme]\nschema = 1\nname = Column\ncanvas = 1280x720\n"
        "[grid]\ncolumns = 2fr 1fr\nrows = 1fr 60\nareas = top top\n ticker clock\n"
        "[zone.top]\nshow = prayers\ntransition = fade 1s\n"
        "[zone.ticker]\nshow = ticker\n[zone.clock]\nshow = clock\n",
        LANGUAGE_AR, LANGUAGE_FR);
    struct moment moment = moment_ms(NOON, 0);
    next_turn(composer, &moment);
    uint64_t serial = composer_scene(composer, &moment)->zones[1].list->serial;
    struct rect old = scene_at(composer, &moment, -1)->zones[1].rect;
    int last = 255;
    for (int ms = 0; ms <= 1000; ms += 16) {
        const struct scene_zone *zone = &scene_at(composer, &moment, ms)->zones[1];
        assert_true(zone->list->serial == serial);
        assert_in_range(zone->progress - last + 12, 0, 24);
        assert_int_equal(rect_equal(zone->rect, old), ms <= 501);
        last = zone->progress;
    }
    assert_in_range(last, 240, 255);
    composer_destroy(composer);
    stage_finish(&stage);
}

/* --- purity --- */

static void every_frame_of_a_turn_is_pure(void **state)
{
    (void)state;
    static const enum language pairs[][2] = {{LANGUAGE_AR, LANGUAGE_FR},
                                             {LANGUAGE_EN, LANGUAGE_ZGH}};
    for (size_t p = 0; p < COUNT_OF(pairs); p++) {
        struct stage stage;
        struct composer *composer = busy_composer(&stage);
        memcpy(stage.config->languages, pairs[p], sizeof pairs[p]);
        stage.config->language_count = 2;
        struct composer_inputs inputs = stage_inputs(&stage, 1280, 720);
        struct moment moment = moment_ms(NOON, 0);
        for (int turn = 0; turn < 2; turn++) {
            next_turn(composer, &moment);
            for (int ms = -130; ms < 2200; ms += 65) {
                struct moment now = moment;
                now.wall_ns += ms * NS_PER_MILLISECOND;
                assert_pure(composer, &inputs, &now);
                for (int i = 0; i < composer_upcoming_count(composer); i++)
                    composer_upcoming(composer, i, &now);
            }
            text_cache_trim(stage.text);
        }
        composer_destroy(composer);
        stage_finish(&stage);
    }
}

/* --- prepared ahead --- */

/* Lists whose items are rasterised already. */
struct ready {
    const struct list *lists[4 * ZONES_MAX];
    int count;
};

static void ready_add(struct ready *ready, const struct list *list)
{
    if (list == NULL)
        return;
    assert_true(ready->count < (int)COUNT_OF(ready->lists));
    ready->lists[ready->count++] = list_take(list);
}

static void ready_clear(struct ready *ready)
{
    while (ready->count > 0)
        list_put(ready->lists[--ready->count]);
}

static bool ready_has(const struct ready *ready, const struct item *item)
{
    for (int i = 0; i < ready->count; i++)
        for (int n = 0; n < ready->lists[i]->count; n++)
            if (item_equal(&ready->lists[i]->items[n], item))
                return true;
    return false;
}

static void assert_ready(const struct ready *ready, const struct scene *scene)
{
    for (int i = 0; i < scene->zone_count; i++)
        for (int n = 0; scene->zones[i].list != NULL && n < scene->zones[i].list->count; n++)
            if (!ready_has(ready, &scene->zones[i].list->items[n]))
                fail_msg("zone %d shows \"%s\" unprepared", i,
                         scene->zones[i].list->items[n].run.text);
}

/* As the player does it: after each change all that comes is prepared. Whatever comes up then,
 * with a turn, a page, a minute or a headline that ends, was handed out. */
static void nothing_comes_up_unprepared(void **state)
{
    (void)state;
    static const enum language pairs[][2] = {{LANGUAGE_AR, LANGUAGE_FR},
                                             {LANGUAGE_EN, LANGUAGE_FR}};
    for (size_t p = 0; p < COUNT_OF(pairs); p++) {
        struct stage stage;
        struct composer *composer = busy_composer(&stage);
        memcpy(stage.config->languages, pairs[p], sizeof pairs[p]);
        stage.config->language_count = 2;
        struct moment moment = moment_ms(NOON, 0);
        struct ready ready = {.count = 0};
        const struct scene *scene = composer_scene(composer, &moment);
        int turns = 0;
        for (int changes = 0; changes < 120; changes++) {
            for (int i = 0; i < scene->zone_count; i++)
                ready_add(&ready, scene->zones[i].list);
            for (int i = 0; i < composer_upcoming_count(composer); i++) {
                const struct scene_zone *zone = composer_upcoming(composer, i, &moment);
                ready_add(&ready, zone != NULL ? zone->list : NULL);
            }
            bool turned = fades(&scene->zones[TOP]);
            moment.wall_ns = composer_next_change(composer);
            scene = composer_scene(composer, &moment);
            assert_ready(&ready, scene);
            ready_clear(&ready);
            turns += !turned && fades(&scene->zones[TOP]);
            text_cache_trim(stage.text);
        }
        assert_true(turns >= 3);
        composer_destroy(composer);
        stage_finish(&stage);
    }
}

/* What a turn shows is ready long before: a minute that ends just before it does not matter. */
static void a_turn_is_ready_before_what_comes_first(void **state)
{
    (void)state;
    struct stage stage;
    struct composer *composer = alternating_composer(&stage, panels, LANGUAGE_AR, LANGUAGE_FR);
    struct moment moment = moment_ms(NOON, 0);
    int counted = 0;
    for (int turn = 0; turn < 6; turn++) {
        struct moment start = moment;
        next_turn(composer, &moment);
        struct moment early = moment; /* the moment from which the turn is all that is prepared */
        early.wall_ns -= 15 * NS_PER_SECOND;
        if (early.wall_ns <= start.wall_ns)
            continue;
        struct composer_inputs inputs = stage_inputs(&stage, 1280, 720);
        struct composer *other = composer_create(&inputs);
        struct ready ready = {.count = 0};
        const struct scene *scene = composer_scene(other, &early);
        for (int i = 0; i < scene->zone_count; i++)
            ready_add(&ready, scene->zones[i].list);
        for (int i = 0; i < composer_upcoming_count(other); i++) {
            const struct scene_zone *zone = composer_upcoming(other, i, &early);
            ready_add(&ready, zone != NULL ? zone->list : NULL);
        }
        /* The page that comes before it is not, where there is one. */
        scene = composer_scene(other, &moment);
        for (int n = 0; n < scene->zones[TOP].list->count; n++)
            if (scene->zones[TOP].list->items[n].fade == FADE_IN) {
                assert_true(ready_has(&ready, &scene->zones[TOP].list->items[n]));
                counted++;
            }
        ready_clear(&ready);
        composer_destroy(other);
    }
    assert_true(counted > 0);
    composer_destroy(composer);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_turn_is_a_whole_cycle),
        cmocka_unit_test(what_stands_still_turns_twice_a_minute),
        cmocka_unit_test(what_both_languages_have_stays),
        cmocka_unit_test(a_mirrored_layout_changes_over_in_the_middle),
        cmocka_unit_test(a_turn_has_no_jump),
        cmocka_unit_test(the_leading_zone_gives_the_time),
        cmocka_unit_test(a_theme_that_cuts_cuts_here_too),
        cmocka_unit_test(the_strip_runs_on),
        cmocka_unit_test(a_strip_that_moves_goes_out_and_comes_in),
        cmocka_unit_test(every_frame_of_a_turn_is_pure),
        cmocka_unit_test(nothing_comes_up_unprepared),
        cmocka_unit_test(a_turn_is_ready_before_what_comes_first),
    };
    return cmocka_run_group_tests_name("widgets/turning", tests, NULL, NULL);
}
