/* Looks that take each other's place: whole, in one frame, and a thousand of them leave memory as
 * it is. And which content goes with which look. */
#include "fixture.h"

#include "player/pairing.h"
#include "player/reloads.h"
#include "player/stage.h"
#include "theme/vary.h"

enum { TEXT_BYTES = 1 << 20, RASTER_BYTES = 4 << 20, STEPS_MAX = 3000 };
/* The sanitizers are slower, and keep what is freed: of theirs fewer. */
enum { LOOKS = SANITIZED ? 300 : 1000, EARLY = 200, MEAN = 20 };

struct hall {
    struct lobby lobby;
    struct stage *stage;
};

static struct theme *theme_of(uint64_t number)
{
    int count_of_names;
    const char *const *names = widget_names(&count_of_names);
    struct theme *theme = theme_builtin(names, count_of_names);
    theme_vary(theme, number);
    return theme;
}

/* FACES NULL: faces of its own, as after an edit of the fonts. */
static struct look *varied_look(const struct config *config, uint64_t number, struct faces *faces)
{
    struct theme *theme = theme_of(number);
    faces = faces != NULL ? faces_take(faces) : faces_create(theme, NULL, NULL);
    struct look *look = look_create(config, theme, NULL, faces);
    faces_put(faces);
    theme_destroy(theme);
    return look;
}

static struct look *look_of(const struct hall *hall, uint64_t number, bool fresh)
{
    return varied_look(hall->lobby.config, number, fresh ? NULL : hall->stage->look->faces);
}

static struct composer *composer_of(const struct hall *hall)
{
    const struct composer_inputs inputs = {.content = hall->lobby.content,
                                           .size = window_size(hall->lobby.window)};
    return stage_composer(hall->stage, &inputs);
}

/* The fixture's lobby, with fonts and a stage of the same theme's. */
static void hall_init(struct hall *hall)
{
    struct lobby *lobby = &hall->lobby;
    lobby_init(lobby, (struct size){800, 480}, TEXT_BYTES, RASTER_BYTES);
    struct look *look = varied_look(lobby->config, 0, NULL);
    const struct stage other = {.look = &(struct look){0}}; /* whose faces are others */
    hall->stage = stage_create(look, lobby->fonts, &other, TEXT_BYTES);
    playout_cut(&lobby->playout, composer_of(hall));
    lobby_frame(lobby);
}

static void hall_finish(struct hall *hall)
{
    playout_finish(&hall->lobby.playout);
    stage_put(hall->stage);
    lobby_finish(&hall->lobby);
}

static void offer(struct hall *hall, struct look *look)
{
    struct stage *stage = stage_create(look, hall->lobby.fonts, hall->stage, TEXT_BYTES);
    stage_put(hall->stage);
    hall->stage = stage;
    playout_offer(&hall->lobby.playout, composer_of(hall));
}

static void come_up(struct hall *hall)
{
    for (int steps = 1; lobby_prepare(&hall->lobby) != PLAYOUT_CHANGED; steps++)
        assert_true(steps < STEPS_MAX);
    for (int refresh = 0; refresh < 3; refresh++) {
        lobby_tick(&hall->lobby);
        lobby_frame(&hall->lobby);
    }
    while (lobby_prepare(&hall->lobby) == PLAYOUT_WORKED && hall->lobby.playout.gone != NULL)
        continue;
}

/* Two of three keep the faces, as most edits do. */
static void swap(struct hall *hall, uint64_t number)
{
    offer(hall, look_of(hall, number, number % 3 == 1));
    come_up(hall);
}

static double mean_live_bytes(struct hall *hall, uint64_t from, uint64_t end)
{
    double sum = 0;
    for (uint64_t number = from; number < end; number++) {
        swap(hall, number);
        sum += (double)live_bytes();
    }
    return sum / (double)(end - from);
}

static void a_thousand_looks_leave_memory_flat(void **state)
{
    (void)state;
    struct hall hall;
    hall_init(&hall);
    uint64_t number = 1;
    while (number < EARLY - MEAN)
        swap(&hall, number++);
    double early = mean_live_bytes(&hall, EARLY - MEAN, EARLY);
    for (number = EARLY; number < LOOKS - MEAN; number++)
        swap(&hall, number);
    double late = mean_live_bytes(&hall, LOOKS - MEAN, LOOKS);
    print_message("%.2f MiB after %d looks, %.2f after %d\n", early / 1048576, EARLY,
                  late / 1048576, LOOKS);
    assert_true(late < early * 1.02);
    hall_finish(&hall);
}

/* Until it is prepared nothing of it is seen, and then all of it. */
static void a_look_comes_up_whole(void **state)
{
    (void)state;
    struct hall hall;
    hall_init(&hall);
    struct lobby *lobby = &hall.lobby;
    color before = lobby->playout.last->paper;
    struct stage *first = stage_take(hall.stage);
    offer(&hall, look_of(&hall, 1, true));
    for (int steps = 1; lobby_prepare(lobby) != PLAYOUT_CHANGED; steps++) {
        assert_true(steps < STEPS_MAX);
        assert_true(lobby->playout.last->paper == before);
        if (steps % 8 == 0) {
            lobby_tick(lobby);
            lobby_frame(lobby);
        }
    }
    /* The frame in which it comes up lays nothing out. */
    long calls = ttf_calls;
    lobby_tick(lobby);
    lobby_frame(lobby);
    assert_int_equal(ttf_calls, calls);
    assert_true(lobby->playout.last->paper != before);
    assert_true(first->references > 1); /* what it replaced is kept until the frame after */
    lobby_tick(lobby);
    lobby_frame(lobby);
    while (lobby->playout.gone != NULL)
        lobby_prepare(lobby);
    assert_int_equal(first->references, 1);
    stage_put(first);
    hall_finish(&hall);
}

/* A step's share is 2048 letters shaped (as playout.c has it), and a font opened counts as twice as
 * many: however much text there is, a step ends after the line, or the font, with which it was used
 * up. Nothing but the whole text's length may grow: so do the steps. */
static void a_look_is_prepared_in_small_steps(void **state)
{
    (void)state;
    enum { SHARE = 2048, FONT = 4096, SENTENCES = 40 };
    struct hall hall;
    hall_init(&hall);
    struct buffer text;
    buffer_init(&text, 64 * 1024);
    for (int i = 0; i < SENTENCES; i++)
        buffer_print(&text, "Sentence %d is one of many that no full line ends between. ", i);
    const char *paragraph = buffer_text(&text);
    hall.lobby.content->article.paragraphs = &paragraph;
    hall.lobby.content->article.paragraph_count = 1;
    offer(&hall, look_of(&hall, 1, true));
    const uint64_t *work = text_cache_measure(hall.stage->text)->work;
    uint64_t begun = *work, most = 0;
    int steps = 1;
    for (uint64_t before = *work; lobby_prepare(&hall.lobby) != PLAYOUT_CHANGED; steps++) {
        assert_true(steps < STEPS_MAX);
        most = *work - before > most ? *work - before : most;
        before = *work;
    }
    print_message("%d steps, %d of work, %d at most in one\n", steps, (int)(*work - begun),
                  (int)most);
    assert_true(*work - begun > 20 * SHARE);
    assert_true(most <= SHARE + 3 * FONT);
    hall_finish(&hall);
    buffer_finish(&text);
}

/* What was laid out and opened is as good for a theme with other colours. */
static void the_same_faces_share_what_was_laid_out(void **state)
{
    (void)state;
    struct hall hall;
    hall_init(&hall);
    struct text_cache *text = hall.stage->text;
    offer(&hall, look_of(&hall, 0, false));
    come_up(&hall);
    while (lobby_prepare(&hall.lobby) == PLAYOUT_WORKED)
        continue;
    offer(&hall, look_of(&hall, 0, false));
    assert_ptr_equal(hall.stage->text, text);
    long calls = ttf_calls;
    come_up(&hall);
    assert_int_equal(ttf_calls, calls);
    offer(&hall, look_of(&hall, 0, true));
    assert_ptr_not_equal(hall.stage->text, text);
    come_up(&hall);
    assert_true(ttf_calls > calls);
    hall_finish(&hall);
}

/* --- which content goes with which look --- */

static struct look *bare_look(const struct config *config)
{
    return varied_look(config, 0, NULL);
}

static struct content *content_of(const struct config *config)
{
    struct content *content = content_create();
    content->config = config != NULL ? config->serial : 0;
    return content;
}

static void a_configuration_comes_with_its_content(void **state)
{
    (void)state;
    struct config *old = config_create(), *new = config_create(), *newest = config_create();
    struct pairing pairing = {0};
    struct look *look = bare_look(new);
    struct content *content = NULL;
    pairing_take(&pairing, old->serial, &look, &content);
    assert_null(look); /* it waits */
    content = content_of(old);
    pairing_take(&pairing, old->serial, &look, &content);
    assert_null(look);
    assert_non_null(content); /* meanwhile the screen goes on */
    content_put(content);
    /* The next one overtakes it: what comes for the first is of no use. */
    look = bare_look(newest);
    content = content_of(new);
    pairing_take(&pairing, old->serial, &look, &content);
    assert_null(look);
    assert_null(content);
    content = content_of(newest);
    pairing_take(&pairing, old->serial, &look, &content);
    assert_non_null(content);
    assert_ptr_equal(look->config, newest);
    look_destroy(look);
    content_put(content);
    /* A theme alone waits for nothing. */
    look = bare_look(newest);
    content = NULL;
    pairing_take(&pairing, newest->serial, &look, &content);
    assert_non_null(look);
    assert_null(content);
    look_destroy(look);
    /* What is posted on purpose is of any. */
    look = NULL;
    content = content_of(NULL);
    pairing_take(&pairing, newest->serial, &look, &content);
    assert_non_null(content);
    content_put(content);
    /* What never came up is not lost in memory. */
    look = bare_look(old);
    content = NULL;
    pairing_take(&pairing, newest->serial, &look, &content);
    assert_null(look);
    pairing_finish(&pairing);
    config_destroy(newest);
    config_destroy(new);
    config_destroy(old);
}

static void the_box_holds_the_newest_look(void **state)
{
    (void)state;
    struct config *config = config_create();
    struct look_box box;
    look_box_init(&box);
    assert_null(look_box_take(&box));
    struct look *first = bare_look(config), *second = bare_look(config);
    look_box_put(&box, first);
    look_box_put(&box, second);
    assert_ptr_equal(look_box_take(&box), second);
    assert_null(look_box_take(&box));
    look_box_put(&box, second);
    look_box_finish(&box);
    config_destroy(config);
}

/* --- on purpose --- */

static void count_asked(void *self)
{
    ++*(int *)self;
}

static void a_look_is_asked_for_a_pause_after_the_last(void **state)
{
    (void)state;
    int asked = 0;
    struct report report;
    struct reloads reloads;
    report_init(&report);
    reloads_init(&reloads, 2, &report);
    reloads.ask = count_asked;
    reloads.ask_self = &asked;
    assert_false(reloads_step(&reloads, 1));
    assert_false(reloads_step(&reloads, RELOADS_PAUSE_NS));
    assert_true(reloads_step(&reloads, RELOADS_PAUSE_NS + 1));
    assert_true(reloads_pending(&reloads));
    assert_false(reloads_step(&reloads, NS_PER_SECOND)); /* it is not up yet */
    reloads_note(&reloads, NS_PER_SECOND);
    assert_int_equal(report.reloads, 1);
    reloads_note(&reloads, NS_PER_SECOND); /* somebody saved a file */
    assert_int_equal(report.reloads, 1);
    assert_false(reloads_step(&reloads, NS_PER_SECOND + 1));
    assert_true(report.early_heap_mib == 0);
    assert_true(reloads_step(&reloads, 2 * NS_PER_SECOND));
#ifndef __SANITIZE_ADDRESS__                /* it has an allocator of its own */
    assert_true(report.early_heap_mib > 0); /* the first is half of them */
    assert_true(report.late_heap_mib > 0);
#endif
    reloads_note(&reloads, 3 * NS_PER_SECOND);
    assert_true(reloads_done(&reloads));
    assert_false(reloads_step(&reloads, 9 * NS_PER_SECOND));
    assert_int_equal(asked, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_look_comes_up_whole),
        cmocka_unit_test(a_look_is_prepared_in_small_steps),
        cmocka_unit_test(the_same_faces_share_what_was_laid_out),
        cmocka_unit_test(a_thousand_looks_leave_memory_flat),
        cmocka_unit_test(a_configuration_comes_with_its_content),
        cmocka_unit_test(the_box_holds_the_newest_look),
        cmocka_unit_test(a_look_is_asked_for_a_pause_after_the_last),
    };
    return cmocka_run_group_tests_name("player/stage", tests, NULL, NULL);
}
