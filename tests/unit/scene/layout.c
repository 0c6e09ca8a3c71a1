#include "../check.h"
#include "base/memory.h"
#include "scene/layout.h"

#include <string.h>

#define WHOLE(screen) ((struct rect){0, 0, (screen).w, (screen).h})

/* A grid of COLUMNS x ROWS with a zone in each cell, tracks of both kinds in turn. */
static struct theme grid_theme(int columns, int rows, double gap, double margin)
{
    struct theme theme = {.canvas = {1920, 1080}, .zone_count = columns * rows};
    struct theme_grid *grid = &theme.grids[0];
    *grid = (struct theme_grid){.column_count = columns,
                                .row_count = rows,
                                .gap_x = gap,
                                .gap_y = gap / 2,
                                .margin_top = margin,
                                .margin_end = margin * 2,
                                .margin_bottom = margin / 3,
                                .margin_start = margin / 2};
    for (int i = 0; i < columns; i++)
        grid->columns[i] = (struct track){i % 2 == 0 ? TRACK_FRACTION : TRACK_FIXED,
                                          i % 2 == 0 ? 1 + i * 0.3 : 77.7 + i};
    for (int i = 0; i < rows; i++)
        grid->rows[i] = (struct track){i % 2 == 1 ? TRACK_FRACTION : TRACK_FIXED,
                                       i % 2 == 1 ? 0.7 + i : 31.3 * (i + 1)};
    for (int i = 0; i < columns * rows; i++)
        grid->cells[i] = (struct rect){i % columns, i / columns, 1, 1};
    return theme;
}

static void fixed_tracks_first_the_rest_by_shares(void **state)
{
    (void)state;
    struct theme theme = grid_theme(2, 2, 0, 0);
    theme.grids[0].columns[0] = (struct track){TRACK_FRACTION, 2};
    theme.grids[0].columns[1] = (struct track){TRACK_FRACTION, 1};
    theme.grids[0].rows[0] = (struct track){TRACK_FIXED, 100};
    theme.grids[0].rows[1] = (struct track){TRACK_FRACTION, 5};
    struct rect out[ZONES_MAX];
    layout_zones(&theme, (struct size){1920, 1080}, false, NULL, out);
    assert_true(rect_equal(out[0], (struct rect){0, 0, 1280, 100}));
    assert_true(rect_equal(out[1], (struct rect){1280, 0, 640, 100}));
    assert_true(rect_equal(out[2], (struct rect){0, 100, 1280, 980}));
    layout_zones(&theme, (struct size){3840, 2160}, false, NULL, out);
    assert_true(rect_equal(out[0], (struct rect){0, 0, 2560, 200}));
    layout_zones(&theme, (struct size){1920, 1080}, true, NULL, out);
    assert_true(rect_equal(out[0], (struct rect){640, 0, 1280, 100}));
    for (int i = 4; i < ZONES_MAX; i++)
        assert_true(rect_is_empty(out[i]));
}

static void margins_are_those_of_reading(void **state)
{
    (void)state;
    struct theme theme = grid_theme(1, 1, 0, 0);
    theme.grids[0].margin_start = 10;
    theme.grids[0].margin_end = 40;
    theme.grids[0].margin_top = 5;
    theme.grids[0].rows[0] = (struct track){TRACK_FRACTION, 1};
    struct rect out[ZONES_MAX];
    layout_zones(&theme, (struct size){1920, 1080}, false, NULL, out);
    assert_true(rect_equal(out[0], (struct rect){10, 5, 1870, 1075}));
    layout_zones(&theme, (struct size){1920, 1080}, true, NULL, out);
    assert_true(rect_equal(out[0], (struct rect){40, 5, 1870, 1075}));
}

/* Of all sizes and grids: neighbours do not overlap, without a gap they touch, they end where
 * the margin begins, and each is off its exact place by half a pixel at most. */
static void edges_neither_overlap_nor_drift(void **state)
{
    (void)state;
    for (int w = 60; w < 2000; w += 61) {
        struct size screen = {w, 60 + w * 37 % 1100};
        for (int k = 1; k <= 4; k++) {
            double gap = w % 2 == 0 ? 0 : 7.3;
            struct theme theme = grid_theme(k, 5 - k, gap, k * 3.1);
            struct rect out[ZONES_MAX];
            double unit = theme_unit(&theme, screen);
            layout_zones(&theme, screen, false, NULL, out);
            for (int i = 0; i < theme.zone_count; i++) {
                assert_true(out[i].w >= 0 && out[i].h >= 0);
                assert_true(rect_is_empty(out[i]) ||
                            rect_equal(rect_intersection(out[i], WHOLE(screen)), out[i]));
                int right = out[i].x + out[i].w;
                if ((i + 1) % k != 0) {
                    assert_true(out[i + 1].x >= right);
                    assert_true(gap > 0 || out[i + 1].x == right);
                    assert_true(out[i + 1].x - right <= gap * unit + 1);
                } else if (theme.grids[0].column_count > 0) {
                    double end = screen.w - theme.grids[0].margin_end * unit;
                    assert_true(right <= end + 0.5 && right >= end - 0.5);
                }
                for (int n = 0; n < i; n++)
                    assert_false(rect_overlaps(out[i], out[n]));
            }
        }
    }
}

static void tracks_that_do_not_fit_shrink(void **state)
{
    (void)state;
    struct theme theme = grid_theme(3, 1, 100, 0);
    for (int i = 0; i < 3; i++)
        theme.grids[0].columns[i] = (struct track){TRACK_FIXED, 1000};
    theme.grids[0].rows[0] = (struct track){TRACK_FRACTION, 1};
    struct rect out[ZONES_MAX];
    layout_zones(&theme, (struct size){1600, 1080}, false, NULL, out);
    assert_true(rect_equal(out[0], (struct rect){0, 0, 500, 1080}));
    assert_true(rect_equal(out[1], (struct rect){550, 0, 500, 1080}));
    assert_true(rect_equal(out[2], (struct rect){1100, 0, 500, 1080}));
}

static void an_absent_row_gives_its_place_away(void **state)
{
    (void)state;
    struct theme theme = grid_theme(1, 3, 20, 0);
    theme.grids[0].rows[0] = (struct track){TRACK_FRACTION, 1};
    theme.grids[0].rows[1] = (struct track){TRACK_FIXED, 100};
    theme.grids[0].rows[2] = (struct track){TRACK_FIXED, 200};
    bool absent[ZONES_MAX] = {false, true, false};
    struct rect out[ZONES_MAX];
    layout_zones(&theme, (struct size){1920, 1080}, false, absent, out);
    assert_true(rect_equal(out[0], (struct rect){0, 0, 1920, 870}));
    assert_true(rect_is_empty(out[1]));
    assert_true(rect_equal(out[2], (struct rect){0, 880, 1920, 200}));
    absent[0] = true; /* a share is left as it is: it takes what there is */
    absent[1] = false;
    layout_zones(&theme, (struct size){1920, 1080}, false, absent, out);
    assert_true(rect_equal(out[2], (struct rect){0, 880, 1920, 200}));
    absent[2] = true;
    layout_zones(&theme, (struct size){1920, 1080}, false, absent, out);
    assert_true(rect_equal(out[1], (struct rect){0, 980, 1920, 100}));
}

/* A zone over two rows keeps the one that it stands in alone, absent or not. */
static void a_row_of_two_zones_stays_for_one(void **state)
{
    (void)state;
    struct theme theme = grid_theme(2, 2, 0, 0);
    theme.grids[0].rows[0] = theme.grids[0].rows[1] = (struct track){TRACK_FIXED, 100};
    theme.grids[0].cells[0] = (struct rect){0, 0, 1, 2};
    theme.grids[0].cells[2] = (struct rect){0, 0, 0, 0};
    bool absent[ZONES_MAX] = {false, true, false, true};
    struct rect out[ZONES_MAX];
    layout_zones(&theme, (struct size){1920, 1080}, false, absent, out);
    assert_int_equal(out[0].h, 200);
}

static void bleeding_goes_to_the_edges_that_it_stands_at(void **state)
{
    (void)state;
    const struct size screen = {1920, 1080};
    struct theme theme = grid_theme(3, 3, 20, 60);
    struct rect out[ZONES_MAX], mirrored[ZONES_MAX];
    layout_zones(&theme, screen, false, NULL, out);
    layout_zones(&theme, screen, true, NULL, mirrored);
    for (int i = 0; i < 9; i++) {
        struct rect r = layout_bleed(&theme, screen, false, out[i], i);
        assert_true(rect_equal(rect_intersection(r, out[i]), out[i]));
        assert_int_equal(r.x, i % 3 == 0 ? 0 : out[i].x);
        assert_int_equal(r.x + r.w, i % 3 == 2 ? 1920 : out[i].x + out[i].w);
        assert_int_equal(r.y, i / 3 == 0 ? 0 : out[i].y);
        assert_int_equal(r.y + r.h, i / 3 == 2 ? 1080 : out[i].y + out[i].h);
        struct rect m = layout_bleed(&theme, screen, true, mirrored[i], i);
        assert_true(rect_equal(m, rect_mirrored(r, WHOLE(screen))));
    }
    const struct rect nothing = {0, 0, 0, 0};
    assert_true(rect_is_empty(layout_bleed(&theme, screen, false, nothing, 0)));
}

/* Margins larger than the screen leave nothing, and nothing falls over. */
static void no_room_is_no_zone(void **state)
{
    (void)state;
    struct theme theme = grid_theme(2, 2, 30, 900);
    struct rect out[ZONES_MAX];
    layout_zones(&theme, (struct size){40, 30}, false, NULL, out);
    for (int i = 0; i < 4; i++)
        for (int k = 0; k < i; k++)
            assert_false(rect_overlaps(out[i], out[k]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fixed_tracks_first_the_rest_by_shares),
        cmocka_unit_test(margins_are_those_of_reading),
        cmocka_unit_test(edges_neither_overlap_nor_drift),
        cmocka_unit_test(tracks_that_do_not_fit_shrink),
        cmocka_unit_test(an_absent_row_gives_its_place_away),
        cmocka_unit_test(a_row_of_two_zones_stays_for_one),
        cmocka_unit_test(bleeding_goes_to_the_edges_that_it_stands_at),
        cmocka_unit_test(no_room_is_no_zone),
    };
    return cmocka_run_group_tests_name("scene/layout", tests, NULL, NULL);
}
