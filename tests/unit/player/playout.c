/* What comes up is ready: no frame shapes, rasterises or, while nothing but the ticker moves,
 * allocates anything. */
#include "fixture.h"

#include "base/arena.h"
#include "content/variation.h"

enum { STEPS_MAX = 2000, TEXT_BYTES = 2 << 20, RASTER_BYTES = 8 << 20 };
static const struct size screen = {1280, 720};

static void prepare_all(struct lobby *lobby)
{
    int steps = 0;
    while (lobby_prepare(lobby) != PLAYOUT_READY)
        assert_true(++steps < STEPS_MAX);
}

/* Steps of preparing, a few to a frame, until what is coming took over. */
static void prepare_change(struct lobby *lobby)
{
    for (int steps = 1; lobby_prepare(lobby) != PLAYOUT_CHANGED; steps++) {
        assert_true(steps < STEPS_MAX);
        if (steps % 5 != 0)
            continue;
        lobby_tick(lobby);
        lobby_frame(lobby);
    }
}

static void offer(struct lobby *lobby, uint64_t number)
{
    struct content *content = content_variation(lobby->content, number);
    playout_offer(&lobby->playout, lobby_composer(lobby, content));
    content_put(content);
}

/* A frame one refresh later, in which nothing may be shaped or rasterised. Returns the pixels
 * painted. */
static int64_t ready_frame(struct lobby *lobby)
{
    lobby_tick(lobby);
    long before = ttf_calls;
    int64_t painted = lobby_frame(lobby);
    assert_int_equal(ttf_calls, before);
    return painted;
}

static void a_change_shapes_nothing_in_its_frame(void **state)
{
    (void)state;
    struct lobby lobby;
    lobby_init(&lobby, screen, TEXT_BYTES, RASTER_BYTES);
    lobby_frame(&lobby);
    assert_true(ttf_calls > 100); /* the first one makes all in one go */
    prepare_all(&lobby);
    for (uint64_t number = 1; number <= 8; number++) {
        offer(&lobby, number);
        long before = ttf_calls;
        prepare_change(&lobby);
        assert_true(ttf_calls > before + 20);
        assert_true(ready_frame(&lobby) > screen.w * screen.h / 10);
        for (int i = 0; i < 30; i++) { /* and the strip comes in */
            lobby_prepare(&lobby);
            assert_true(ready_frame(&lobby) > 0);
        }
    }
    lobby_finish(&lobby);
}

/* As long as an article may reasonably be. */
static struct content *long_content(const struct content *content)
{
    enum { ROUNDS = 8 };
    struct content *copy = content_with_image(content, NULL);
    const char **paragraphs = arena_array(content_arena(copy), PARAGRAPHS_MAX, sizeof *paragraphs);
    struct article *article = &copy->article;
    for (int i = 0; i < ROUNDS * article->paragraph_count; i++) {
        struct buffer text;
        buffer_init(&text, TEXT_BYTES_MAX);
        buffer_print(&text, "%d %s", i, content->article.paragraphs[i % article->paragraph_count]);
        paragraphs[i] = arena_text(content_arena(copy), buffer_text(&text));
        buffer_finish(&text);
    }
    article->paragraphs = paragraphs;
    article->paragraph_count *= ROUNDS;
    return copy;
}

/* Whatever the text takes in all, a step takes little: counted in calls, not in time. */
static void no_step_shapes_more_than_a_little(void **state)
{
    (void)state;
    enum { CALLS_MAX = 60 };
    struct lobby lobby;
    lobby_init(&lobby, screen, TEXT_BYTES, RASTER_BYTES);
    lobby_frame(&lobby);
    struct content *plain = long_content(lobby.content), *content = content_variation(plain, 1);
    playout_offer(&lobby.playout, lobby_composer(&lobby, content));
    content_put(content);
    content_put(plain);
    long all = 0, calls = 0, most = 0;
    for (enum playout_step step = PLAYOUT_WORKED; step != PLAYOUT_CHANGED; all += calls) {
        calls = ttf_calls;
        step = lobby_prepare(&lobby);
        calls = ttf_calls - calls;
        most = calls > most ? calls : most;
        text_cache_trim(lobby.text);
    }
    assert_true(all > 10 * CALLS_MAX);
    assert_true(most <= CALLS_MAX);
    ready_frame(&lobby);
    lobby_finish(&lobby);
}

/* A content that takes over a tenth of a second before the minute ends has the next one ready. */
static void a_change_before_another_is_ready_for_both(void **state)
{
    (void)state;
    struct lobby lobby;
    lobby_init(&lobby, screen, TEXT_BYTES, RASTER_BYTES);
    lobby_frame(&lobby);
    offer(&lobby, 1);
    lobby.moment.wall_ns += 60 * NS_PER_SECOND - 100 * NS_PER_MILLISECOND;
    int steps = 0;
    while (lobby_prepare(&lobby) != PLAYOUT_CHANGED)
        assert_true(++steps < STEPS_MAX);
    long before = ttf_calls;
    for (int i = 0; i < 12; i++) {
        lobby_tick(&lobby);
        lobby_frame(&lobby);
    }
    assert_int_equal(ttf_calls, before);
    lobby_finish(&lobby);
}

/* Half an hour of pages, minutes and the strip: each is prepared before it is due. */
static void no_change_of_its_own_is_unprepared(void **state)
{
    (void)state;
    struct lobby lobby;
    lobby_init(&lobby, screen, TEXT_BYTES, RASTER_BYTES);
    lobby_frame(&lobby);
    for (int second = 0; second < 1800; second++) {
        prepare_all(&lobby);
        lobby.moment.wall_ns += NS_PER_SECOND;
        long before = ttf_calls;
        lobby_frame(&lobby);
        assert_int_equal(ttf_calls, before);
    }
    lobby_finish(&lobby);
}

/* A budget that holds next to nothing costs time, but what is offered comes up. */
static void without_room_a_change_comes_up_all_the_same(void **state)
{
    (void)state;
    struct lobby lobby;
    lobby_init(&lobby, screen, 1000, 1000);
    lobby_frame(&lobby);
    offer(&lobby, 1);
    prepare_change(&lobby);
    assert_true(lobby_frame(&lobby) > 0);
    lobby_finish(&lobby);
}

static void a_ticker_allocates_nothing(void **state)
{
    (void)state;
    if (SANITIZED)
        skip();
    struct lobby lobby;
    lobby_init(&lobby, screen, TEXT_BYTES, RASTER_BYTES);
    lobby_frame(&lobby);
    long before = allocations();
    prepare_all(&lobby);
    assert_true(allocations() > before); /* they are seen */
    long in_frames = 0;
    for (int refresh = 0; refresh < 600; refresh++) {
        lobby.moment.tick++; /* a standing wall clock: nothing but the strip is due */
        before = allocations();
        assert_true(lobby_frame(&lobby) > 0);
        in_frames += allocations() - before;
        prepare_all(&lobby);
    }
    assert_int_equal(in_frames, 0);
    lobby_finish(&lobby);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_shapes_nothing_in_its_frame),
        cmocka_unit_test(no_step_shapes_more_than_a_little),
        cmocka_unit_test(a_change_before_another_is_ready_for_both),
        cmocka_unit_test(no_change_of_its_own_is_unprepared),
        cmocka_unit_test(without_room_a_change_comes_up_all_the_same),
        cmocka_unit_test(a_ticker_allocates_nothing),
    };
    return cmocka_run_group_tests_name("player/playout", tests, NULL, NULL);
}
