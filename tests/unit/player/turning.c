/* Languages that take turns on real fonts: no frame shapes or rasterises anything, within turns
 * and over them, in a mirrored layout and in one that stays. */
#include "fixture.h"

enum { STEPS_MAX = 4000, TEXT_BYTES = 2 << 20, RASTER_BYTES = 8 << 20 };

static void prepare_all(struct lobby *lobby)
{
    int steps = 0;
    while (lobby_prepare(lobby) != PLAYOUT_READY)
        assert_true(++steps < STEPS_MAX);
}

/* Whether any zone but the article's, whose pages turn too, is in a transition. */
static bool turning(const struct lobby *lobby)
{
    const struct scene *scene = lobby->playout.last;
    int fading = 0;
    for (int i = 0; i < scene->zone_count; i++)
        fading += scene->zones[i].loop == 0 && scene->zones[i].progress < 255;
    return fading > 1;
}

static void a_turn_finds_all_ready(void **state)
{
    (void)state;
    static const enum language seconds[] = {LANGUAGE_FR, LANGUAGE_ZGH};
    static const struct size sizes[] = {{1280, 720}, {720, 1280}};
    for (size_t i = 0; i < COUNT_OF(seconds); i++) {
        struct lobby lobby;
        lobby_init(&lobby, sizes[i], TEXT_BYTES, RASTER_BYTES);
        lobby.config->languages[1] = seconds[i];
        lobby.config->language_count = 2;
        lobby_frame(&lobby);
        int turns = 0;
        for (int frame = 0; turns < 4; frame++) {
            assert_true(frame < 8000);
            prepare_all(&lobby);
            bool was = turning(&lobby);
            lobby.moment.wall_ns += 130 * NS_PER_MILLISECOND;
            long before = ttf_calls;
            lobby_frame(&lobby);
            assert_int_equal(ttf_calls, before);
            turns += !was && turning(&lobby);
        }
        lobby_finish(&lobby);
    }
}

/* What was prepared once, five seconds before, is all that the turn takes. */
static void a_turn_is_ready_long_before(void **state)
{
    (void)state;
    struct lobby lobby;
    lobby_init(&lobby, (struct size){1280, 720}, TEXT_BYTES, RASTER_BYTES);
    lobby.config->languages[1] = LANGUAGE_FR;
    lobby.config->language_count = 2;
    lobby_frame(&lobby);
    while (!turning(&lobby)) { /* where the turn is, in a lobby of its own */
        lobby.moment.wall_ns += 100 * NS_PER_MILLISECOND;
        lobby_frame(&lobby);
    }
    int64_t turn_ns = lobby.moment.wall_ns;
    lobby_finish(&lobby);

    lobby_init(&lobby, (struct size){1280, 720}, TEXT_BYTES, RASTER_BYTES);
    lobby.config->languages[1] = LANGUAGE_FR;
    lobby.config->language_count = 2;
    lobby.moment.wall_ns = turn_ns - 5 * NS_PER_SECOND;
    lobby_frame(&lobby);
    prepare_all(&lobby);
    lobby.moment.wall_ns = turn_ns;
    long before = ttf_calls;
    assert_true(lobby_frame(&lobby) > 0);
    assert_true(turning(&lobby));
    assert_int_equal(ttf_calls, before);
    lobby_finish(&lobby);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_turn_finds_all_ready),
        cmocka_unit_test(a_turn_is_ready_long_before),
    };
    return cmocka_run_group_tests_name("player/turning", tests, NULL, NULL);
}
