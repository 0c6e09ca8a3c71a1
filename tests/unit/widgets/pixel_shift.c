#include "fixture.h"

#include "widgets/pixel_shift.h"

#define MINUTE_NS (60 * NS_PER_SECOND)

/* A round comes through each place once, a pixel at a time, and ends beside where it began. */
static void a_round_is_closed_and_misses_nothing(void **state)
{
    (void)state;
    for (int most = 1; most <= PIXEL_SHIFT_MAX; most++) {
        static bool seen[2 * PIXEL_SHIFT_MAX + 1][2 * PIXEL_SHIFT_MAX + 1];
        const int side = 2 * most + 1;
        int corners = 0;
        memset(seen, 0, sizeof seen);
        for (int i = 0; i < side * side; i++) {
            struct pixel_shift now = pixel_shift_at(most, NOON * NS_PER_SECOND + i * MINUTE_NS);
            struct pixel_shift next =
                pixel_shift_at(most, NOON * NS_PER_SECOND + (i + 1) * MINUTE_NS);
            assert_in_range(now.x + most, 0, side - 1);
            assert_in_range(now.y + most, 0, side - 1);
            assert_false(seen[now.x + most][now.y + most]);
            seen[now.x + most][now.y + most] = true;
            int x = abs(next.x - now.x), y = abs(next.y - now.y);
            assert_true(x <= 1 && y <= 1 && x + y > 0);
            corners += x + y == 2;
        }
        assert_int_equal(corners, 1);
    }
}

static void it_stands_still_within_a_minute(void **state)
{
    (void)state;
    const int64_t noon_ns = NOON * NS_PER_SECOND;
    struct pixel_shift first = pixel_shift_at(8, noon_ns);
    assert_true(first.until_ns == noon_ns + MINUTE_NS);
    struct pixel_shift last = pixel_shift_at(8, first.until_ns - 1);
    assert_int_equal(first.x, last.x);
    assert_int_equal(first.y, last.y);
    pixel_shift_at(8, -1); /* before 1970, a clock that is wrong */
    struct pixel_shift none = pixel_shift_at(0, noon_ns);
    assert_int_equal(none.x, 0);
    assert_int_equal(none.y, 0);
    assert_true(none.until_ns == MOMENT_NEVER);
}

/* Where the strip's pixel 0 is on the screen. */
static int strip_place(const struct scene *scene, const struct scene_zone *zone)
{
    return (int)floor_mod(zone->rect.x + scene->dx - zone->scroll, zone->loop);
}

/* Over some hours: the picture moves in the minute, and is otherwise the same; a strip goes on as
 * it does without; a ground at the edge covers that, and no letter comes near it. */
static void a_screen_wanders(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage);
    stage_sample(&stage);
    struct composer_inputs inputs = stage_inputs(&stage, 1280, 720);
    struct composer *still = composer_create(&inputs);
    stage.config->pixel_shift = 5;
    struct composer *composer = composer_create(&inputs);
    const struct rect screen = {0, 0, 1280, 720};
    const int ticker = stage.theme->zone_count - 1;
    int first = -1;
    for (int minute = 0; minute < 125; minute++) {
        struct moment moment = moment_at(NOON + minute * 60);
        const struct scene *scene = composer_scene(composer, &moment);
        const struct scene *plain = composer_scene(still, &moment);
        struct pixel_shift shift = pixel_shift_at(5, moment.wall_ns);
        assert_int_equal(scene->dx, shift.x);
        assert_int_equal(scene->dy, shift.y);
        assert_int_equal(plain->dx, 0);
        assert_true(composer_next_change(composer) <= shift.until_ns);
        const struct scene_zone *strip = &scene->zones[ticker];
        int apart = (int)floor_mod(
            strip_place(scene, strip) - strip_place(plain, &plain->zones[ticker]), strip->loop);
        first = first < 0 ? apart : first;
        assert_int_equal(apart, first);
        struct rect ground = rect_moved(strip->rect, scene->dx, scene->dy);
        assert_true(ground.x <= 0 && ground.x + ground.w >= screen.w);
        assert_true(ground.y + ground.h >= screen.h);
        for (int z = 0; z < scene->zone_count; z++)
            for (int i = 0; i < scene->zones[z].list->count; i++) {
                const struct item *item = &scene->zones[z].list->items[i];
                struct rect at = rect_moved(capitals(item), scene->dx, scene->dy);
                if (item->kind == ITEM_TEXT && z != ticker)
                    assert_true(holds(screen, at));
                else if (item->kind == ITEM_TEXT)
                    assert_true(at.y + at.h <= screen.h);
            }
    }
    composer_destroy(composer);
    composer_destroy(still);
    stage_finish(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_round_is_closed_and_misses_nothing),
        cmocka_unit_test(it_stands_still_within_a_minute),
        cmocka_unit_test(a_screen_wanders),
    };
    return cmocka_run_group_tests_name("widgets/pixel_shift", tests, NULL, NULL);
}
