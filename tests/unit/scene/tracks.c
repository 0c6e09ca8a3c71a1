#include "../check.h"
#include "scene/tracks.h"

#include <math.h>

/* Fixed 100, 1fr and two auto tracks in 1000 pixels, without gaps. */
static const struct track usual[] = {
    {TRACK_FIXED, 100}, {TRACK_FRACTION, 1}, {TRACK_AUTO, 0}, {TRACK_AUTO, 0}};

static struct axis axis_of(const struct track *tracks, int count, double room)
{
    return (struct axis){.tracks = tracks, .count = count, .unit = 1, .room = room};
}

static void assert_lengths(const struct axis *axis, const double *lengths)
{
    struct edges edges;
    axis_place(axis, &edges);
    for (int i = 0; i < axis->count; i++)
        if (fabs(edges.end[i] - edges.start[i] - lengths[i]) > 0.01)
            fail_msg("track %d is %g long, not %g", i, edges.end[i] - edges.start[i], lengths[i]);
}

static void auto_has_what_it_asks_for(void **state)
{
    (void)state;
    struct axis axis = axis_of(usual, 4, 1000);
    axis.natural[2] = 200;
    axis.natural[3] = 50;
    assert_lengths(&axis, (const double[]){100, 650, 200, 50});
    axis.gap = 10;
    assert_lengths(&axis, (const double[]){100, 620, 200, 50});
    axis.left_out[2] = true;
    assert_lengths(&axis, (const double[]){100, 830, 0, 50});
}

/* Of 900 pixels a third stays. */
static void shares_keep_a_third_and_the_largest_gives_way(void **state)
{
    (void)state;
    struct axis axis = axis_of(usual, 4, 1000);
    axis.natural[2] = 2000;
    axis.natural[3] = 150;
    assert_lengths(&axis, (const double[]){100, 300, 450, 150});
    axis.natural[3] = 1000;
    assert_lengths(&axis, (const double[]){100, 300, 300, 300});
}

static void without_a_share_auto_has_all(void **state)
{
    (void)state;
    static const struct track tracks[] = {{TRACK_FIXED, 100}, {TRACK_AUTO, 0}, {TRACK_AUTO, 0}};
    struct axis axis = axis_of(tracks, 3, 1000);
    axis.natural[1] = 200;
    axis.natural[2] = 300;
    assert_lengths(&axis, (const double[]){100, 400, 500});
    axis.natural[2] = 900;
    assert_lengths(&axis, (const double[]){100, 200, 700});
}

static void nothing_to_go_by_is_a_share(void **state)
{
    (void)state;
    struct axis axis = axis_of(usual, 4, 1000);
    axis.natural[3] = 100;
    assert_lengths(&axis, (const double[]){100, 400, 400, 100});
}

static void what_does_not_fit_shrinks(void **state)
{
    (void)state;
    static const struct track tracks[] = {{TRACK_FIXED, 600}, {TRACK_AUTO, 0}, {TRACK_FIXED, 300}};
    struct axis axis = axis_of(tracks, 3, 500);
    axis.natural[1] = 100;
    assert_lengths(&axis, (const double[]){300, 50, 150});
}

static int below(uint64_t *seed, int limit)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int)((*seed >> 33) % (uint64_t)limit);
}

/* Whatever is asked for, it all fits, in order, and is as long as the room where something can
 * grow. */
static void by_chance(void **state)
{
    (void)state;
    uint64_t c = 3;
    for (int round = 0; round < 20000; round++) {
        struct track tracks[6];
        struct axis axis = axis_of(tracks, 1 + below(&c, 6), 1 + below(&c, 2000));
        struct edges edges;
        bool grows = false;
        axis.gap = below(&c, 40);
        for (int i = 0; i < axis.count; i++) {
            tracks[i].kind = (enum track_kind)below(&c, 3);
            tracks[i].amount = tracks[i].kind == TRACK_AUTO ? 0 : 1 + below(&c, 300);
            axis.natural[i] = tracks[i].kind == TRACK_AUTO ? below(&c, 900) : 0;
            axis.left_out[i] = below(&c, 6) == 0;
            grows |= !axis.left_out[i] && tracks[i].kind != TRACK_FIXED;
        }
        axis_place(&axis, &edges);
        double last = 0;
        for (int i = 0; i < axis.count; i++) {
            assert_true(edges.start[i] >= last - 0.01);
            assert_true(edges.end[i] >= edges.start[i]);
            last = axis.left_out[i] ? last : edges.end[i];
        }
        assert_true(last <= axis.room + 0.01);
        if (grows && axis.room > 300 * axis.count + axis.gap * axis.count)
            assert_true(last > axis.room - 0.01);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(auto_has_what_it_asks_for),
        cmocka_unit_test(shares_keep_a_third_and_the_largest_gives_way),
        cmocka_unit_test(without_a_share_auto_has_all),
        cmocka_unit_test(nothing_to_go_by_is_a_share),
        cmocka_unit_test(what_does_not_fit_shrinks),
        cmocka_unit_test(by_chance),
    };
    return cmocka_run_group_tests_name("scene/tracks", tests, NULL, NULL);
}
