/* Where everything stands on screens of all sizes: whole scenes of all widgets. */
#include "fixture.h"

#include "scene/layout.h"

static const struct size screens[] = {{1920, 1080}, {1080, 1920}, {800, 480},
                                      {3840, 2160}, {320, 240},   {1280, 1024},
                                      {480, 800},   {720, 1280},  {1366, 768}};

/* All widgets, in atrium's fonts; the article and the headlines at once. */
static const char all_widgets[] =
    "[theme]\nschema = 1\nname = All\ncanvas = 1920x1080\n"
    "[grid]\ncolumns = 1fr 540\nrows = 112 1fr 152 160 92\ngap = 96 24\nmargin = 20 72 0 72\n"
    "areas = masthead masthead\n article prayers\n article social\n weather weather\n"
    " ticker ticker\n"
    "[grid.portrait]\ncolumns = 1fr\nrows = 144 1fr 436 152 300 86\ngap = 0 24\n"
    "margin = 56 72 0 72\nareas = masthead\n article\n prayers\n social\n weather\n ticker\n"
    "[zone.masthead]\nshow = masthead, clock\nrules = bottom\n"
    "[zone.article]\nshow = article 40s, headlines 20s\ntransition = fade 600ms\n"
    "[zone.prayers]\nshow = prayers\n[zone.social]\nshow = social\n"
    "[zone.weather]\nshow = weather\nrules = top\n"
    "[zone.ticker]\nshow = ticker\nbackground = floor\nbleed = yes\n";

static bool inside(const struct scene_zone *zone, const struct item *item)
{
    struct rect room = zone->rect;
    if (zone->loop > 0)
        room = (struct rect){0, room.y, zone->loop, room.h};
    struct rect r = item->kind == ITEM_TEXT ? capitals(item) : item->rect;
    return holds(room, r);
}

static void assert_scene(const struct scene *scene)
{
    struct rect whole = {0, 0, scene->size.w, scene->size.h};
    for (int i = 0; i < scene->zone_count; i++) {
        const struct scene_zone *zone = &scene->zones[i];
        assert_true(holds(whole, zone->rect));
        for (int k = 0; k < i; k++)
            assert_false(rect_overlaps(zone->rect, scene->zones[k].rect));
        for (int k = 0; zone->list != NULL && k < zone->list->count; k++) {
            if (!inside(zone, &zone->list->items[k])) {
                const struct item *item = &zone->list->items[k];
                print_error("%dx%d zone %d: kind %d at %d,%d %dx%d (%.*s) outside of %d,%d %dx%d\n",
                            scene->size.w, scene->size.h, i, item->kind, item->rect.x, item->rect.y,
                            item->rect.w, item->rect.h, (int)item->run.length,
                            item->run.text != NULL ? item->run.text : "", zone->rect.x,
                            zone->rect.y, zone->rect.w, zone->rect.h);
                fail();
            }
        }
    }
}

/* Over the whole cycle, in steps that meet every page. */
static void assert_screen(struct stage *stage, struct size screen)
{
    struct composer_inputs inputs = stage_inputs(stage, screen.w, screen.h);
    struct composer *composer = composer_create(&inputs);
    for (int second = 0; second < 300; second += 7) {
        struct moment moment = moment_at(NOON + second);
        assert_scene(composer_scene(composer, &moment));
    }
    composer_destroy(composer);
    text_cache_trim(stage->text);
}

static void assert_all_screens(struct stage *stage)
{
    for (size_t i = 0; i < COUNT_OF(screens); i++)
        assert_screen(stage, screens[i]);
}

static void everything_is_inside_its_zone(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_theme(&stage, all_widgets);
    stage_sample(&stage);
    assert_all_screens(&stage);
    stage_finish(&stage);
}

static void everything_is_inside_in_every_language(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    stage.config->organisation = memory_text("News house of the whole region and its towns");
    stage.config->twelve_hours = true;
    for (int language = 1; language < LANGUAGE_COUNT; language++) {
        stage_language(&stage, (enum language)language);
        for (size_t i = 0; i < 5; i++)
            assert_screen(&stage, screens[i]);
    }
    stage_finish(&stage);
}

/* Items of four languages on pages of four languages, the article of either direction. */
static void everything_is_inside_where_languages_mix(void **state)
{
    (void)state;
    static const char *const articles[] = {
        "{\"title\": \"La nouvelle gare ouvre ses portes\", \"byline\": \"La rédaction\", "
        "\"lang\": "
        "\"fr\", \"time\": \"2025-03-18T09:00:00Z\", \"comments\": 3, \"paragraphs\": [\"Le mot "
        "رواق "
        "désigne une salle.\", \"افتتاح المحطة يوم الخميس.\"]}",
        "{\"title\": \"افتتاح محطة القطار الجديدة\", \"byline\": \"هيئة التحرير\", \"lang\": "
        "\"ar\","
        " \"time\": \"2025-03-18T09:00:00Z\", \"paragraphs\": [\"OCP و ONCF وقعتا اتفاقا.\"]}"};
    struct stage stage;
    stage_init(&stage);
    stage_theme(&stage, all_widgets);
    for (size_t i = 0; i < COUNT_OF(articles); i++) {
        struct buffer json;
        buffer_init(&json, 64 * 1024);
        buffer_print(&json,
                     "{\"headlines\": [{\"time\": \"12:50\", \"urgent\": true, \"lang\": \"fr\","
                     " \"title\": \"Le mot « رواق » (salle couverte) : une histoire\"},"
                     "{\"time\": \"2025-03-18T09:00:00Z\", \"urgent\": true, \"title\":"
                     " \"OCP تعلن عن نمو بنسبة 12.5%% هذا العام\"},"
                     "{\"time\": \"12:40\", \"title\": \"ⵜⴰⵎⴰⵣⵉⵖⵜ ⴳ Rabat\"},"
                     "{\"title\": \"اتصلوا على +212 5 37 71 80 00 الآن\"}], \"article\": %s}",
                     articles[i]);
        stage_content(&stage, buffer_text(&json));
        buffer_finish(&json);
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            stage_language(&stage, (enum language)language);
            for (size_t k = 0; k < 3; k++)
                assert_screen(&stage, screens[k]);
        }
    }
    stage_finish(&stage);
}

static void the_waiting_picture_is_inside(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage.content = content_create();
    struct source_report report = {.name = "lobby",
                                   .url =
                                       "https://news.example/a/rather/long/address/of/a/file.json"
                                       "?with=parameters&and=more&of=them",
                                   .state = SOURCE_FAILED,
                                   .error = "could not resolve the host name news.example"};
    stage.content->sources = &report;
    stage.content->source_count = 1;
    for (size_t i = 0; i < COUNT_OF(screens); i++) {
        struct composer_inputs inputs = stage_inputs(&stage, screens[i].w, screens[i].h);
        struct composer *composer = composer_create(&inputs);
        assert_scene(composer_scene(composer, &stage.moment));
        composer_destroy(composer);
    }
    stage_finish(&stage);
}

/* Too small to be read, but no reason to fall over. */
static void tiny_screens_do_no_harm(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    struct picture *logo = picture_create(300, 20);
    static const struct size sizes[] = {{16, 16}, {1, 1}, {16, 400}, {400, 16}, {40, 30}};
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            stage_language(&stage, (enum language)language);
            struct composer_inputs inputs = stage_inputs(&stage, sizes[i].w, sizes[i].h);
            inputs.logo = logo;
            struct composer *composer = composer_create(&inputs);
            for (int second = 0; second < 60; second += 20) {
                struct moment moment = moment_at(NOON + second);
                assert_int_equal(composer_scene(composer, &moment)->size.w, sizes[i].w);
            }
            composer_destroy(composer);
        }
        text_cache_trim(stage.text);
    }
    picture_put(logo);
    stage_finish(&stage);
}

/* --- the two zones' common edge, and what is left out --- */

static void a_zone_with_nothing_gives_its_place_away(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_theme(&stage, "[theme]\nschema = 1\nname = Two\ncanvas = 800x480\n"
                        "[grid]\ncolumns = 1fr\nrows = 1fr 80\nareas = top\n ticker\n"
                        "[zone.top]\nshow = clock\n[zone.ticker]\nshow = ticker\n");
    stage_content(&stage, "{\"headlines\": [{\"title\": \"Goes\", \"until\": "
                          "\"2025-03-19T12:55:10Z\"}]}");
    struct composer_inputs inputs = stage_inputs(&stage, 800, 480);
    struct composer *composer = composer_create(&inputs);
    struct moment moment = moment_at(NOON);
    const struct scene *scene = composer_scene(composer, &moment);
    assert_rect(scene->zones[0].rect, 0, 0, 800, 400);
    assert_rect(scene->zones[1].rect, 0, 400, 800, 80);
    assert_true(composer_next_change(composer) == (NOON + 10) * NS_PER_SECOND);
    moment = moment_at(NOON + 10);
    scene = composer_scene(composer, &moment);
    assert_rect(scene->zones[0].rect, 0, 0, 800, 480);
    assert_true(rect_is_empty(scene->zones[1].rect));
    assert_false(composer_is_moving(composer));
    moment = moment_at(NOON + 5);
    scene = composer_scene(composer, &moment);
    assert_rect(scene->zones[1].rect, 0, 400, 800, 80);
    composer_destroy(composer);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_is_inside_its_zone),
        cmocka_unit_test(everything_is_inside_in_every_language),
        cmocka_unit_test(everything_is_inside_where_languages_mix),
        cmocka_unit_test(the_waiting_picture_is_inside),
        cmocka_unit_test(tiny_screens_do_no_harm),
        cmocka_unit_test(a_zone_with_nothing_gives_its_place_away),
    };
    return cmocka_run_group_tests_name("widgets/placement", tests, NULL, NULL);
}
