#include "fixture.h"

enum { WIDTH = 1920, HEIGHT = 1080 };

static void an_installer_sees_what_it_waits_for(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    struct source_report reports[2] = {
        {.name = "lobby", .url = "https://news.example/lobby.json", .state = SOURCE_WAITING},
        {.name = "more",
         .url = "https://more.example/",
         .state = SOURCE_FAILED,
         .error = "HTTP 500"}};
    stage.content = content_create();
    stage.content->sources = reports;
    stage.content->source_count = 2;
    struct composer_inputs inputs = stage_inputs(&stage, WIDTH, HEIGHT);
    struct composer *composer = composer_create(&inputs);
    const struct scene *scene = composer_scene(composer, &stage.moment);
    assert_int_equal(scene->zone_count, 1);
    assert_rect(scene->zones[0].rect, 0, 0, WIDTH, HEIGHT);
    const struct list *list = scene->zones[0].list;
    assert_true(shows(list, language_phrase(LANGUAGE_EN, PHRASE_WAITING)));
    assert_true(shows(list, "https://news.example/lobby.json"));
    assert_true(shows(list, "https://more.example/"));
    assert_true(shows(list, "HTTP 500"));
    assert_true(shows(list, "12:55"));
    assert_texts_apart(list);
    assert_false(composer_is_moving(composer));
    assert_true(composer_next_change(composer) == (NOON + 60) * NS_PER_SECOND);
    composer_destroy(composer);
    stage_finish(&stage);
}

/* Sources without end stop at the screen's edge. */
static void many_sources_stay_on_the_screen(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    struct source_report reports[SOURCES_MAX];
    for (int i = 0; i < SOURCES_MAX; i++)
        reports[i] = (struct source_report){.name = "n",
                                            .url = "https://news.example/",
                                            .state = SOURCE_FAILED,
                                            .error = "a reason of many words that is long enough "
                                                     "to take a second line when it is written out "
                                                     "on a screen that is as wide as this one is, "
                                                     "and then some more of it for good measure"};
    stage.content = content_create();
    stage.content->sources = reports;
    stage.content->source_count = SOURCES_MAX;
    struct composer_inputs inputs = stage_inputs(&stage, WIDTH, HEIGHT);
    struct composer *composer = composer_create(&inputs);
    const struct list *list = composer_scene(composer, &stage.moment)->zones[0].list;
    for (int i = 0; i < list->count; i++)
        assert_true(holds((struct rect){0, 0, WIDTH, HEIGHT}, list->items[i].rect));
    composer_destroy(composer);
    stage_finish(&stage);
}

static void without_anything_there_is_a_picture_all_the_same(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage.moment.trust = TRUST_UNSET;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        stage_language(&stage, (enum language)language);
        struct composer_inputs inputs = stage_inputs(&stage, WIDTH, HEIGHT);
        inputs.content = NULL;
        struct composer *composer = composer_create(&inputs);
        const struct list *list = composer_scene(composer, &stage.moment)->zones[0].list;
        assert_true(shows(list, "--:--"));
        assert_false(shows(list, language_phrase((enum language)language, PHRASE_WAITING)));
        composer_destroy(composer);
    }
    stage.moment = moment_at(NOON);
    stage_language(&stage, LANGUAGE_EN);
    struct composer_inputs inputs = stage_inputs(&stage, WIDTH, HEIGHT);
    struct composer *dated = composer_create(&inputs);
    assert_true(shows(composer_scene(dated, &stage.moment)->zones[0].list, "19 March 2025"));
    composer_destroy(dated);
    stage.config->source_count = 1; /* before it has said anything */
    inputs = stage_inputs(&stage, WIDTH, HEIGHT);
    struct composer *awaiting = composer_create(&inputs);
    assert_true(shows(composer_scene(awaiting, &stage.moment)->zones[0].list,
                      language_phrase(LANGUAGE_EN, PHRASE_WAITING)));
    composer_destroy(awaiting);
    stage.config->source_count = 0;
    stage_finish(&stage);
}

/* How many zones tell that content is waited for. */
static int notices(const struct stage *stage, struct size screen)
{
    struct composer_inputs inputs = stage_inputs(stage, screen.w, screen.h);
    struct composer *composer = composer_create(&inputs);
    const struct scene *scene = composer_scene(composer, &stage->moment);
    int count = 0;
    assert_true(scene->zone_count > 1);
    for (int i = 0; i < scene->zone_count; i++)
        count += scene->zones[i].list != NULL &&
                 shows(scene->zones[i].list, language_phrase(LANGUAGE_EN, PHRASE_WAITING));
    composer_destroy(composer);
    return count;
}

/* Prayers of the place are shown beside it, once; a mosque without news waits for nothing. */
static void one_zone_tells_where_a_source_is_awaited(void **state)
{
    (void)state;
    static const char two_of_news[] =
        "[theme]\nschema = 1\nname = Two\ncanvas = 1920x1080\n[grid]\ncolumns = 1fr 1fr 1fr\n"
        "rows = 1fr\nareas = list piece prayers\n[zone.list]\nshow = headlines\n"
        "[zone.piece]\nshow = article\n[zone.prayers]\nshow = prayers\n";
    struct stage stage;
    stage_init(&stage);
    stage_theme(&stage, two_of_news);
    stage.content = content_create();
    stage.content->place = (struct place){.located = true, .latitude = 34.02, .longitude = -6.84};
    stage.config->source_count = 1;
    assert_int_equal(notices(&stage, (struct size){WIDTH, HEIGHT}), 1);
    assert_int_equal(notices(&stage, (struct size){HEIGHT, WIDTH}), 1);
    stage.config->source_count = 0;
    assert_int_equal(notices(&stage, (struct size){WIDTH, HEIGHT}), 0);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_installer_sees_what_it_waits_for),
        cmocka_unit_test(many_sources_stay_on_the_screen),
        cmocka_unit_test(one_zone_tells_where_a_source_is_awaited),
        cmocka_unit_test(without_anything_there_is_a_picture_all_the_same),
    };
    return cmocka_run_group_tests_name("widgets/waiting", tests, NULL, NULL);
}
