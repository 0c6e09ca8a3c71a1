/* Tracks that are auto, on whole screens. */
#include "scenes.h"

#include "text/step.h"
#include "widgets/natural.h"

static const char *const auto_theme =
    "[theme]\nschema = 1\nname = Auto\ncanvas = 1920x1080\n"
    "[grid]\ncolumns = 1fr auto\nrows = auto 1fr auto auto auto\ngap = 40 20\nmargin = 30 60\n"
    "areas = top top\n main prayers\n main social\n weather weather\n ticker ticker\n"
    "[grid.portrait]\ncolumns = 1fr\nrows = auto 1fr auto auto auto auto\ngap = 20\nmargin = 30\n"
    "areas = top\n main\n prayers\n social\n weather\n ticker\n"
    "[zone.top]\nshow = masthead\n[zone.main]\nshow = article\n"
    "[zone.prayers]\nshow = prayers\npadding = 10\n[zone.social]\nshow = social\n"
    "[zone.weather]\nshow = weather\n[zone.ticker]\nshow = ticker\n";
enum { TOP, MAIN, PRAYERS, SOCIAL, WEATHER, TICKER };

static void place(struct stage *stage, struct size size, struct rect rects[ZONES_MAX])
{
    struct rect paints[ZONES_MAX];
    struct board board;
    struct composer_inputs inputs = stage_inputs(stage, size.w, size.h);
    board_init(&board, &inputs);
    board_place(&board, false, NULL, rects, paints);
    board_finish(&board);
}

/* Nothing of what a day, a month or a year brings moves a zone. */
static void no_moment_moves_anything(void **state)
{
    (void)state;
    static const struct size screens[] = {{1920, 1080}, {1080, 1920}, {1024, 768}, {800, 480}};
    struct stage stage;
    stage_init(&stage);
    stage_theme(&stage, auto_theme);
    stage_sample(&stage);
    for (size_t s = 0; s < COUNT_OF(screens); s++) {
        struct composer_inputs inputs = stage_inputs(&stage, screens[s].w, screens[s].h);
        struct composer *composer = composer_create(&inputs);
        struct rect first[ZONES_MAX];
        for (int i = 0; i < 100; i++) { /* minutes of a day; the weather leaves on the next */
            struct moment moment = moment_at(NOON + i * 397);
            const struct scene *scene = composer_scene(composer, &moment);
            for (int z = 0; z < scene->zone_count; z++) {
                if (i == 0)
                    first[z] = scene->zones[z].rect;
                assert_true(rect_equal(first[z], scene->zones[z].rect));
            }
            text_cache_trim(stage.text);
        }
        composer_destroy(composer);
    }
    stage_finish(&stage);
}

/* What takes turns takes them in one place, as large as its largest language and entry. */
static void all_languages_and_entries_count(void **state)
{
    (void)state;
    struct stage stage;
    struct rect alone[2][ZONES_MAX], both[ZONES_MAX];
    const struct size size = {1920, 1080};
    stage_init(&stage);
    stage_theme(&stage, auto_theme);
    stage_sample(&stage);
    const enum language languages[2] = {LANGUAGE_AR, LANGUAGE_FR};
    for (int i = 0; i < 2; i++) {
        stage_language(&stage, languages[i]);
        place(&stage, size, alone[i]);
    }
    memcpy(stage.config->languages, languages, sizeof languages);
    stage.config->language_count = 2;
    place(&stage, size, both);
    assert_true(alone[0][PRAYERS].w != alone[1][PRAYERS].w);
    assert_int_equal(both[PRAYERS].w, alone[0][PRAYERS].w > alone[1][PRAYERS].w
                                          ? alone[0][PRAYERS].w
                                          : alone[1][PRAYERS].w);
    stage.config->language_count = 1;
    stage.theme->zones[WEATHER].entries[1] = (struct theme_entry){.widget = "prayers"};
    stage.theme->zones[WEATHER].entry_count = 2;
    place(&stage, size, alone[0]);
    assert_true(alone[0][WEATHER].h > both[WEATHER].h);
    stage_finish(&stage);
}

/* What has its natural size is shown at its full size. */
static void it_is_enough(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_theme(&stage, auto_theme);
    stage_sample(&stage);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        stage_language(&stage, (enum language)language);
        struct composer_inputs inputs = stage_inputs(&stage, 1080, 2400);
        struct composer *composer = composer_create(&inputs);
        struct moment moment = moment_at(NOON);
        const struct scene *scene = composer_scene(composer, &moment);
        int rows = 0, codes = items_of(scene->zones[SOCIAL].list, ITEM_QR);
        assert_int_equal(codes, 1);
        for (int i = 0; i < scene->zones[PRAYERS].list->count; i++) {
            const struct item *item = &scene->zones[PRAYERS].list->items[i];
            rows += item->kind == ITEM_TEXT && item->run.font.role == FONT_ROW;
            if (item->kind == ITEM_TEXT && item->run.font.role == FONT_ROW)
                assert_int_equal(item->run.font.px, lround(stage.theme->fonts[FONT_ROW].size));
        }
        assert_true(rows >= 10); /* names and times of five */
        for (int z = 0; z < scene->zone_count; z++)
            if (z != TICKER)
                assert_texts_apart(scene->zones[z].list);
        composer_destroy(composer);
    }
    stage_finish(&stage);
}

static void new_content_may_be_larger(void **state)
{
    (void)state;
    struct stage stage;
    struct rect before[ZONES_MAX], after[ZONES_MAX];
    stage_init(&stage);
    stage_theme(&stage, auto_theme);
    stage_sample(&stage);
    place(&stage, (struct size){1920, 1080}, before);
    stage.config->prayer.iqama[PRAYER_FAJR] = (struct following){FOLLOWING_AFTER, 20};
    place(&stage, (struct size){1920, 1080}, after);
    assert_true(after[PRAYERS].w > before[PRAYERS].w);
    struct content *sample = stage.content;
    stage.content = NULL;
    stage_content(&stage,
                  "{\"social\": {\"label\": \"A label\"}, \"headlines\": [{\"title\": \"x\"}]}");
    place(&stage, (struct size){1920, 1080}, after);
    assert_true(after[SOCIAL].h < before[SOCIAL].h); /* there is no code */
    content_put(sample);
    stage_finish(&stage);
}

/* In steps so short that each lays out one text, the end is the same. */
static void measuring_in_steps_comes_to_the_same(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_theme(&stage, auto_theme);
    stage_sample(&stage);
    struct composer_inputs inputs = stage_inputs(&stage, 1920, 1080);
    struct moment moment = moment_at(NOON);
    struct composer *whole = composer_create(&inputs);
    struct rect rects[ZONES_MAX];
    const struct scene *scene = composer_scene(whole, &moment);
    for (int z = 0; z < scene->zone_count; z++)
        rects[z] = scene->zones[z].rect;
    composer_destroy(whole);
    text_cache_destroy(stage.text);
    stage.text = text_cache_create(&stage.fake.measure, 8 * 1024 * 1024);
    inputs = stage_inputs(&stage, 1920, 1080);
    struct composer *composer = composer_create(&inputs);
    int steps = 0;
    for (bool more = true; more; steps++) {
        text_cache_begin_step(stage.text, 1);
        more = composer_build_next(composer, &moment);
        text_cache_end_step(stage.text);
        assert_true(steps < 3000);
    }
    scene = composer_scene(composer, &moment);
    for (int z = 0; z < scene->zone_count; z++)
        assert_true(rect_equal(rects[z], scene->zones[z].rect));
    composer_destroy(composer);
    stage_finish(&stage);
}

static void some_widgets_take_what_they_are_given(void **state)
{
    (void)state;
    assert_true(natural_has_height("prayers") && natural_has_width("prayers"));
    assert_true(natural_has_height("ticker") && !natural_has_width("ticker"));
    assert_false(natural_has_height("article") || natural_has_width("article"));
    assert_false(natural_has_height("headlines") || natural_has_width("no such widget"));
    struct stage stage;
    struct rect rects[ZONES_MAX];
    stage_init(&stage);
    stage_theme(&stage, "[theme]\nschema = 1\nname = Two\ncanvas = 800x480\n"
                        "[grid]\ncolumns = 1fr\nrows = auto 1fr\nareas = top\n main\n"
                        "[zone.top]\nshow = article\n[zone.main]\nshow = headlines\n");
    stage_sample(&stage);
    place(&stage, (struct size){800, 480}, rects);
    assert_int_equal(rects[0].h, 240);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_moment_moves_anything),
        cmocka_unit_test(all_languages_and_entries_count),
        cmocka_unit_test(it_is_enough),
        cmocka_unit_test(new_content_may_be_larger),
        cmocka_unit_test(measuring_in_steps_comes_to_the_same),
        cmocka_unit_test(some_widgets_take_what_they_are_given),
    };
    return cmocka_run_group_tests_name("widgets/natural", tests, NULL, NULL);
}
