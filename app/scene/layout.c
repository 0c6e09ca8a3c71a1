#include "scene/layout.h"

#include <math.h>

/* Start and end, in pixels from the grid's start, of each track. */
struct edges {
    double start[TRACKS_MAX], end[TRACKS_MAX];
};

/* Lengths in pixels of the tracks that are shown: fixed ones as the theme says, shrunk where
 * they do not fit; the rest shared by fractions. GROW: fixed ones take what nobody shares. */
static void measure_tracks(const struct track *tracks, const bool *left_out, int count, double unit,
                           double room, bool grow, double *lengths)
{
    double fixed = 0, shares = 0;
    for (int i = 0; i < count; i++) {
        if (!left_out[i])
            *(tracks[i].kind == TRACK_FIXED ? &fixed : &shares) += tracks[i].amount;
    }
    fixed *= unit;
    double stretch = fixed > room || (grow && shares <= 0 && fixed > 0) ? room / fixed : 1;
    double share = shares > 0 && room > fixed ? (room - fixed) / shares : 0;
    for (int i = 0; i < count; i++) {
        bool is_fixed = tracks[i].kind == TRACK_FIXED;
        double length = tracks[i].amount * (is_fixed ? unit * stretch : share);
        lengths[i] = left_out[i] || length < 0 ? 0 : length;
    }
}

static void place_tracks(const struct track *tracks, const bool *left_out, int count, double unit,
                         double gap, double room, struct edges *out)
{
    int shown = 0;
    bool any_left_out = false;
    for (int i = 0; i < count; i++) {
        shown += !left_out[i];
        any_left_out = any_left_out || left_out[i];
    }
    double fixed = 0, lengths[TRACKS_MAX], gaps = gap * (shown > 1 ? shown - 1 : 0);
    for (int i = 0; i < count; i++)
        fixed += !left_out[i] && tracks[i].kind == TRACK_FIXED ? tracks[i].amount * unit : 0;
    if (fixed + gaps > room && room >= 0) { /* gaps shrink with the tracks */
        gap *= room / (fixed + gaps);
        gaps *= room / (fixed + gaps);
    }
    measure_tracks(tracks, left_out, count, unit, room - gaps, any_left_out, lengths);
    double at = 0;
    for (int i = 0; i < count; i++) {
        out->start[i] = at;
        out->end[i] = at + lengths[i];
        at += left_out[i] ? 0 : lengths[i] + gap;
    }
}

/* Whether nobody but absent zones stands in the track, and at least one of them. A row that
 * takes what is left stays: what stands above and below it keeps its height. */
static void find_left_out(const struct theme *theme, const struct theme_grid *grid,
                          const bool *absent, bool columns, bool out[TRACKS_MAX])
{
    const struct track *tracks = columns ? grid->columns : grid->rows;
    int count = columns ? grid->column_count : grid->row_count;
    for (int t = 0; t < count; t++) {
        int absent_zones = 0, shown_zones = 0;
        for (int z = 0; z < theme->zone_count; z++) {
            struct rect cell = grid->cells[z];
            int first = columns ? cell.x : cell.y, length = columns ? cell.w : cell.h;
            if (rect_is_empty(cell) || t < first || t >= first + length)
                continue;
            *(absent != NULL && absent[z] ? &absent_zones : &shown_zones) += 1;
        }
        out[t] = (columns || tracks[t].kind == TRACK_FIXED) && absent_zones > 0 && shown_zones == 0;
    }
}

void layout_zones(const struct theme *theme, struct size screen, bool mirror, const bool *absent,
                  struct rect out[ZONES_MAX])
{
    const struct theme_grid *grid = theme_grid_for(theme, screen);
    double unit = theme_unit(theme, screen);
    double left = grid->margin_start * unit, top = grid->margin_top * unit;
    double width = screen.w - left - grid->margin_end * unit;
    double height = screen.h - top - grid->margin_bottom * unit;
    bool columns_out[TRACKS_MAX], rows_out[TRACKS_MAX];
    find_left_out(theme, grid, absent, true, columns_out);
    find_left_out(theme, grid, absent, false, rows_out);
    struct edges x, y;
    place_tracks(grid->columns, columns_out, grid->column_count, unit, grid->gap_x * unit, width,
                 &x);
    /* Where the last row is left out, the one above it ends at a margin like the others'. */
    if (grid->row_count > 0 && rows_out[grid->row_count - 1] && grid->margin_bottom <= 0)
        height -= grid->margin_start * unit / 2;
    place_tracks(grid->rows, rows_out, grid->row_count, unit, grid->gap_y * unit, height, &y);
    for (int i = 0; i < ZONES_MAX; i++) {
        struct rect cell = grid->cells[i];
        out[i] = (struct rect){0, 0, 0, 0};
        if (i >= theme->zone_count || rect_is_empty(cell))
            continue;
        int x1 = (int)lround(left + x.start[cell.x]);
        int x2 = (int)lround(left + x.end[cell.x + cell.w - 1]);
        int y1 = (int)lround(top + y.start[cell.y]);
        int y2 = (int)lround(top + y.end[cell.y + cell.h - 1]);
        out[i] = (struct rect){x1, y1, x2 - x1, y2 - y1};
        if (mirror)
            out[i] = rect_mirrored(out[i], (struct rect){0, 0, screen.w, screen.h});
    }
}

struct rect layout_bleed(const struct theme *theme, struct size screen, bool mirror,
                         struct rect rect, int zone)
{
    const struct theme_grid *grid = theme_grid_for(theme, screen);
    struct rect cell = grid->cells[zone], whole = {0, 0, screen.w, screen.h};
    if (rect_is_empty(rect))
        return rect;
    struct rect r = mirror ? rect_mirrored(rect, whole) : rect;
    int right = r.x + r.w, bottom = r.y + r.h;
    if (cell.x == 0)
        r.x = 0;
    if (cell.x + cell.w == grid->column_count)
        right = screen.w;
    if (cell.y == 0)
        r.y = 0;
    if (cell.y + cell.h == grid->row_count)
        bottom = screen.h;
    r.w = right - r.x;
    r.h = bottom - r.y;
    return mirror ? rect_mirrored(r, whole) : r;
}
