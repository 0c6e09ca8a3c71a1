#include "../check.h"
#include "base/memory.h"
#include "scene/layout.h"

#include <string.h>

#define WHOLE(screen) ((struct rect){0, 0, (screen).w, (screen).h})

/* On a screen whose edges are all there. */
static struct layout layout_for(const struct theme *theme, struct size screen, bool mirror,
                                const bool *absent)
{
    return (struct layout){
        .theme = theme, .screen = {.size = screen}, .mirror = mirror, .absent = absent};
}

static void lay(const struct theme *theme, struct size screen, bool mirror, const bool *absent,
                struct rect out[ZONES_MAX])
{
    const struct layout layout = layout_for(theme, screen, mirror, absent);
    layout_zones(&layout, out);
}

/* As lay, every zone but ZONE making use of more room; -1: every one. */
static void lay_filling(const struct theme *theme, bool mirror, const bool *absent, int but,
                        struct rect out[ZONES_MAX])
{
    bool fills[ZONES_MAX];
    for (int i = 0; i < ZONES_MAX; i++)
        fills[i] = i != but;
    struct layout layout = layout_for(theme, (struct size){1920, 1080}, mirror, absent);
    layout.fills = fills;
    layout_zones(&layout, out);
}

/* With `bleed`, which makes no other difference. */
static struct rect bleed(const struct theme *theme, struct size screen, bool mirror,
                         struct rect rect, int zone)
{
    struct theme bleeding = *theme;
    bleeding.zones[zone].bleed = true;
    const struct layout layout = layout_for(&bleeding, screen, mirror, NULL);
    return layout_ground(&layout, rect, zone);
}

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
    lay(&theme, (struct size){1920, 1080}, false, NULL, out);
    assert_true(rect_equal(out[0], (struct rect){0, 0, 1280, 100}));
    assert_true(rect_equal(out[1], (struct rect){1280, 0, 640, 100}));
    assert_true(rect_equal(out[2], (struct rect){0, 100, 1280, 980}));
    lay(&theme, (struct size){3840, 2160}, false, NULL, out);
    assert_true(rect_equal(out[0], (struct rect){0, 0, 2560, 200}));
    lay(&theme, (struct size){1920, 1080}, true, NULL, out);
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
    lay(&theme, (struct size){1920, 1080}, false, NULL, out);
    assert_true(rect_equal(out[0], (struct rect){10, 5, 1870, 1075}));
    lay(&theme, (struct size){1920, 1080}, true, NULL, out);
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
            lay(&theme, screen, false, NULL, out);
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
    lay(&theme, (struct size){1600, 1080}, false, NULL, out);
    assert_true(rect_equal(out[0], (struct rect){0, 0, 500, 1080}));
    assert_true(rect_equal(out[1], (struct rect){550, 0, 500, 1080}));
    assert_true(rect_equal(out[2], (struct rect){1100, 0, 500, 1080}));
}

static void an_absent_row_gives_its_place_away(void **state)
{
    (void)state;
    struct theme theme = grid_theme(1, 3, 20, 0);
    for (int i = 0; i < theme.zone_count; i++)
        theme.zones[i].background = BACKGROUND_NONE;
    theme.grids[0].rows[0] = (struct track){TRACK_FRACTION, 1};
    theme.grids[0].rows[1] = (struct track){TRACK_FIXED, 100};
    theme.grids[0].rows[2] = (struct track){TRACK_FIXED, 200};
    bool absent[ZONES_MAX] = {false, true, false};
    struct rect out[ZONES_MAX];
    lay(&theme, (struct size){1920, 1080}, false, absent, out);
    assert_true(rect_equal(out[0], (struct rect){0, 0, 1920, 870}));
    assert_true(rect_is_empty(out[1]));
    assert_true(rect_equal(out[2], (struct rect){0, 880, 1920, 200}));
    absent[0] = true; /* a share is left as it is: it takes what there is */
    absent[1] = false;
    lay(&theme, (struct size){1920, 1080}, false, absent, out);
    assert_true(rect_equal(out[2], (struct rect){0, 880, 1920, 200}));
    absent[2] = true;
    lay(&theme, (struct size){1920, 1080}, false, absent, out);
    assert_true(rect_equal(out[1], (struct rect){0, 980, 1920, 100}));
}

/* Columns of absent zones close below a masthead over all of them, which keeps its width. */
static void a_masthead_holds_no_column(void **state)
{
    (void)state;
    struct theme theme = grid_theme(3, 2, 20, 0);
    theme.grids[0].cells[0] = (struct rect){0, 0, 3, 1};
    for (int i = 0; i < 3; i++)
        theme.grids[0].cells[i + 1] = (struct rect){i, 1, 1, 1};
    theme.zone_count = 4;
    struct rect out[ZONES_MAX];
    for (int shown = 1; shown < 4; shown++) {
        bool absent[ZONES_MAX] = {false, shown != 1, shown != 2, shown != 3};
        lay(&theme, (struct size){1920, 1080}, false, absent, out);
        for (int i = 0; i < 4; i++)
            assert_int_equal(out[i].w, i == 0 || i == shown ? 1920 : 0);
    }
    const bool all[ZONES_MAX] = {false, true, true, true}; /* alone it fills the screen's width */
    lay(&theme, (struct size){1920, 1080}, false, all, out);
    assert_true(rect_equal(out[0], (struct rect){0, 0, 1920, out[0].h}));
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
    lay(&theme, (struct size){1920, 1080}, false, absent, out);
    assert_int_equal(out[0].h, 200);
}

/* Two columns, and one zone over both rows of the second: neither row nor column can close. */
static void an_absent_panel_goes_to_its_neighbour(void **state)
{
    (void)state;
    struct theme theme = grid_theme(2, 2, 0, 0);
    theme.grids[0].rows[0] = (struct track){TRACK_FRACTION, 1};
    theme.grids[0].rows[1] = (struct track){TRACK_FIXED, 100};
    theme.grids[0].cells[1] = (struct rect){1, 0, 1, 2};
    theme.grids[0].cells[3] = (struct rect){0, 0, 0, 0};
    for (int i = 0; i < 4; i++)
        theme.zones[i].background = i == 1 || i == 2 ? COLOR_PAPER : BACKGROUND_NONE;
    bool absent[ZONES_MAX] = {false, false, true, false};
    struct rect out[ZONES_MAX];
    lay_filling(&theme, false, absent, -1, out);
    assert_int_equal(out[0].h, 1080);
    assert_true(rect_is_empty(out[2]));
    theme.zones[0].background = COLOR_PAPER; /* the zone below takes it, too */
    absent[0] = true;
    absent[2] = false;
    lay_filling(&theme, false, absent, -1, out);
    assert_true(rect_is_empty(out[0]));
    assert_int_equal(out[2].y, 0);
    assert_int_equal(out[2].h, 1080);
    absent[0] = absent[2] = true; /* none to take them: nothing is filled */
    lay_filling(&theme, false, absent, -1, out);
    assert_true(rect_is_empty(out[0]) && rect_is_empty(out[2]));
}

/* As souk has it upright: panels in a row of a share, above them one of a fixed row, and a head and
 * a foot over all columns. */
static void what_no_neighbour_takes_is_grown_over(void **state)
{
    (void)state;
    struct theme theme = grid_theme(2, 5, 0, 0);
    struct theme_grid *grid = &theme.grids[0];
    const struct rect cells[] = {{0, 0, 2, 1}, {0, 1, 2, 1}, {0, 2, 2, 1},
                                 {0, 3, 1, 1}, {0, 4, 1, 1}, {1, 3, 1, 2}};
    theme.zone_count = COUNT_OF(cells);
    for (int i = 0; i < theme.zone_count; i++) {
        grid->cells[i] = cells[i];
        theme.zones[i].background = i == 0 ? BACKGROUND_NONE : COLOR_PAPER;
    }
    for (int i = 0; i < 5; i++)
        grid->rows[i] =
            i == 2 ? (struct track){TRACK_FRACTION, 1} : (struct track){TRACK_FIXED, 100};
    bool absent[ZONES_MAX] = {false, false, false, true, true, false};
    struct rect out[ZONES_MAX];
    lay_filling(&theme, false, absent, 0, out);
    assert_int_equal(out[5].w, 1920); /* both to its side, as one */
    assert_int_equal(out[5].y, 880);
    assert_true(rect_is_empty(out[3]) && rect_is_empty(out[4]));
    lay_filling(&theme, true, absent, 0, out);
    assert_int_equal(out[5].w, 1920);
    absent[1] = absent[2] = true; /* a row of a fixed height closes, the other one is grown over */
    lay_filling(&theme, false, absent, 0, out);
    assert_true(rect_equal(out[5], (struct rect){0, 100, 1920, 980}));
    absent[5] = true; /* the head stays as it is */
    lay_filling(&theme, false, absent, 0, out);
    assert_int_equal(out[0].h, 100);
}

/* A panel that makes no use of it (a masthead, a ticker) takes nobody's place. */
static void who_does_not_fill_stays_as_it_is(void **state)
{
    (void)state;
    struct theme theme = grid_theme(1, 3, 0, 0);
    theme.grids[0].rows[0] = theme.grids[0].rows[2] = (struct track){TRACK_FIXED, 100};
    for (int i = 0; i < 3; i++)
        theme.zones[i].background = COLOR_PAPER;
    const bool absent[ZONES_MAX] = {false, true, false};
    struct rect out[ZONES_MAX];
    lay_filling(&theme, false, absent, 0, out);
    assert_true(rect_equal(out[0], (struct rect){0, 0, 1920, 100}));
    assert_true(rect_equal(out[2], (struct rect){0, 100, 1920, 980}));
    lay(&theme, (struct size){1920, 1080}, false, absent, out);
    assert_true(rect_equal(out[0], (struct rect){0, 0, 1920, 100}));
    assert_true(rect_equal(out[2], (struct rect){0, 980, 1920, 100}));
}

/* A masthead, a share, two rows and a strip: the rows have the share's room by their heights. */
static void an_absent_share_is_passed_on_to_who_fills(void **state)
{
    (void)state;
    struct theme theme = grid_theme(1, 5, 0, 0);
    static const double rows[] = {80, 1, 300, 100, 80};
    for (int i = 0; i < 5; i++) {
        theme.grids[0].rows[i] = (struct track){i == 1 ? TRACK_FRACTION : TRACK_FIXED, rows[i]};
        theme.zones[i].background = BACKGROUND_NONE;
    }
    bool absent[ZONES_MAX] = {false, true, false, false, false};
    bool fills[ZONES_MAX] = {false, true, true, true, false};
    struct layout layout = layout_for(&theme, (struct size){1920, 1080}, false, absent);
    struct rect out[ZONES_MAX];
    layout.fills = fills;
    layout_zones(&layout, out);
    assert_true(rect_equal(out[0], (struct rect){0, 0, 1920, 80}));
    assert_true(rect_equal(out[2], (struct rect){0, 80, 1920, 690}));
    assert_true(rect_equal(out[3], (struct rect){0, 770, 1920, 230}));
    assert_true(rect_equal(out[4], (struct rect){0, 1000, 1920, 80}));
    absent[3] = true;
    layout_zones(&layout, out);
    assert_true(rect_equal(out[2], (struct rect){0, 80, 1920, 920}));
    absent[2] = true; /* none to take it: the strip stays at the foot */
    layout_zones(&layout, out);
    assert_true(rect_equal(out[0], (struct rect){0, 0, 1920, 80}));
    assert_true(rect_equal(out[4], (struct rect){0, 1000, 1920, 80}));
}

static void bleeding_goes_to_the_edges_that_it_stands_at(void **state)
{
    (void)state;
    const struct size screen = {1920, 1080};
    struct theme theme = grid_theme(3, 3, 20, 60);
    struct rect out[ZONES_MAX], mirrored[ZONES_MAX];
    lay(&theme, screen, false, NULL, out);
    lay(&theme, screen, true, NULL, mirrored);
    for (int i = 0; i < 9; i++) {
        struct rect r = bleed(&theme, screen, false, out[i], i);
        assert_true(rect_equal(rect_intersection(r, out[i]), out[i]));
        assert_int_equal(r.x, i % 3 == 0 ? 0 : out[i].x);
        assert_int_equal(r.x + r.w, i % 3 == 2 ? 1920 : out[i].x + out[i].w);
        assert_int_equal(r.y, i / 3 == 0 ? 0 : out[i].y);
        assert_int_equal(r.y + r.h, i / 3 == 2 ? 1080 : out[i].y + out[i].h);
        struct rect m = bleed(&theme, screen, true, mirrored[i], i);
        assert_true(rect_equal(m, rect_mirrored(r, WHOLE(screen))));
    }
    const struct rect nothing = {0, 0, 0, 0};
    assert_true(rect_is_empty(bleed(&theme, screen, false, nothing, 0)));
}

/* --- the edges of the screen --- */

static void what_is_to_be_read_keeps_clear(void **state)
{
    (void)state;
    struct theme theme = grid_theme(2, 2, 0, 30);
    theme.safe_area = (struct safe_area){.y = {5, true}, .x = {20, false}};
    struct config *config = config_create();
    struct layout layout = {.theme = &theme};
    struct rect out[ZONES_MAX];
    layout.screen = layout_screen(&theme, NULL, (struct size){1920, 1080});
    assert_int_equal(layout.screen.clear.w, 20);
    assert_int_equal(layout.screen.clear.h, 54);
    layout_zones(&layout, out);
    assert_int_equal(out[0].x, 20); /* the margin has 15 */
    assert_int_equal(out[0].y, 54); /* 30 */
    assert_int_equal(out[3].x + out[3].w, 1920 - 60);
    assert_int_equal(out[3].y + out[3].h, 1080 - 54);
    config->overscan = (struct safe_area){.y = {10, false}, .x = {100, false}};
    layout.screen = layout_screen(&theme, config, (struct size){3840, 2160});
    assert_int_equal(layout.screen.clear.w, 100); /* pixels, where the theme has 20 units */
    assert_int_equal(layout.screen.clear.h, 108);
    theme.pixel_shift = 8;
    layout.screen = layout_screen(&theme, config, (struct size){1920, 1080});
    assert_int_equal(layout.screen.clear.w, 108);
    assert_int_equal(layout.screen.clear.h, 62);
    assert_int_equal(layout.screen.beyond, 8);
    assert_true(rect_equal(layout_clear(&layout.screen), (struct rect){108, 62, 1704, 956}));
    config->pixel_shift = 0; /* the set does it itself */
    assert_int_equal(layout_screen(&theme, config, (struct size){1920, 1080}).beyond, 0);
    config_destroy(config);
}

static void grounds_go_on_beyond_the_edges(void **state)
{
    (void)state;
    struct theme theme = grid_theme(2, 2, 0, 0);
    for (int i = 0; i < 4; i++)
        theme.zones[i].background = i == 1 ? BACKGROUND_NONE : COLOR_FLOOR;
    theme.grids[0].margin_bottom = 50;
    const struct layout layout = {.theme = &theme,
                                  .screen = {.size = {1920, 1080}, .clear = {40, 30}, .beyond = 4}};
    struct rect out[ZONES_MAX];
    layout_zones(&layout, out);
    struct rect r = layout_ground(&layout, out[0], 0);
    assert_true(
        rect_equal(r, (struct rect){-4, -4, out[0].x + out[0].w + 4, out[0].y + out[0].h + 4}));
    r = layout_ground(&layout, out[1], 1); /* has none */
    assert_true(rect_equal(r, out[1]));
    r = layout_ground(&layout, out[3], 3); /* a margin of its own is the theme's wish */
    assert_int_equal(r.x + r.w, 1924);
    assert_int_equal(r.y + r.h, 1030);
    theme.zones[3].bleed = true;
    r = layout_ground(&layout, out[3], 3);
    assert_int_equal(r.y + r.h, 1084);
}

/* --- auto --- */

/* Zone i is 100 * (i + 1) wide, and as much and a tenth of its width high. */
static int fake_width(void *self, int zone)
{
    (void)self;
    return 100 * (zone + 1);
}

static int fake_height(void *self, int zone, int width)
{
    (void)self;
    return 100 * (zone + 1) + width / 10;
}

static struct theme auto_theme(void)
{
    struct theme theme = grid_theme(2, 2, 0, 0);
    for (int i = 0; i < 2; i++) {
        theme.grids[0].columns[i] = (struct track){i == 0 ? TRACK_AUTO : TRACK_FRACTION, i};
        theme.grids[0].rows[i] = (struct track){i == 0 ? TRACK_AUTO : TRACK_FRACTION, i};
    }
    return theme;
}

static void auto_is_the_largest_of_what_stands_in_it(void **state)
{
    (void)state;
    struct theme theme = auto_theme();
    for (int i = 0; i < theme.zone_count; i++)
        theme.zones[i].background = BACKGROUND_NONE;
    struct layout layout = layout_for(&theme, (struct size){1920, 1080}, false, NULL);
    layout.natural = (struct layout_natural){fake_width, fake_height, NULL};
    struct rect out[ZONES_MAX];
    layout_zones(&layout, out);
    assert_true(rect_equal(out[0], (struct rect){0, 0, 300, 362})); /* of zones 0 and 2; 0 and 1 */
    assert_true(rect_equal(out[3], (struct rect){300, 362, 1620, 718}));
    const bool absent[ZONES_MAX] = {false, true, true, false};
    layout.absent = absent;
    layout_zones(&layout, out);
    assert_true(rect_equal(out[0], (struct rect){0, 0, 100, 110}));
}

static void a_zone_over_several_tracks_adds_what_it_lacks(void **state)
{
    (void)state;
    struct theme theme = auto_theme();
    theme.grids[0].columns[1] = (struct track){TRACK_AUTO, 0};
    theme.grids[0].column_count = 3;
    theme.grids[0].columns[2] = (struct track){TRACK_FRACTION, 1};
    theme.grids[0].cells[0] = (struct rect){0, 0, 2, 1}; /* wants 100 */
    theme.grids[0].cells[1] = (struct rect){2, 0, 1, 1};
    theme.grids[0].cells[2] = (struct rect){0, 1, 1, 1}; /* 300 */
    theme.grids[0].cells[3] = (struct rect){1, 1, 2, 1}; /* 400, but has a share */
    struct layout layout = layout_for(&theme, (struct size){1920, 1080}, false, NULL);
    layout.natural = (struct layout_natural){fake_width, fake_height, NULL};
    struct rect out[ZONES_MAX];
    layout_zones(&layout, out);
    assert_int_equal(out[2].w, 300);
    assert_int_equal(out[0].w, 300 + 810); /* the second is as a share: nothing gives it a size */
    theme.grids[0].cells[0] = (struct rect){0, 0, 1, 1};
    theme.grids[0].cells[3] = (struct rect){0, 1, 2, 1};
    theme.grids[0].cells[2] = (struct rect){0, 0, 0, 0};
    layout_zones(&layout, out);
    assert_int_equal(out[3].w, 400);
    assert_int_equal(out[0].w, 250); /* 100, and the half of the 300 that the other lacks */
}

/* Margins larger than the screen leave nothing, and nothing falls over. */
static void no_room_is_no_zone(void **state)
{
    (void)state;
    struct theme theme = grid_theme(2, 2, 30, 900);
    struct rect out[ZONES_MAX];
    lay(&theme, (struct size){40, 30}, false, NULL, out);
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
        cmocka_unit_test(a_masthead_holds_no_column),
        cmocka_unit_test(a_row_of_two_zones_stays_for_one),
        cmocka_unit_test(an_absent_panel_goes_to_its_neighbour),
        cmocka_unit_test(what_no_neighbour_takes_is_grown_over),
        cmocka_unit_test(who_does_not_fill_stays_as_it_is),
        cmocka_unit_test(an_absent_share_is_passed_on_to_who_fills),
        cmocka_unit_test(bleeding_goes_to_the_edges_that_it_stands_at),
        cmocka_unit_test(what_is_to_be_read_keeps_clear),
        cmocka_unit_test(grounds_go_on_beyond_the_edges),
        cmocka_unit_test(auto_is_the_largest_of_what_stands_in_it),
        cmocka_unit_test(a_zone_over_several_tracks_adds_what_it_lacks),
        cmocka_unit_test(no_room_is_no_zone),
    };
    return cmocka_run_group_tests_name("scene/layout", tests, NULL, NULL);
}
