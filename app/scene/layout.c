#include "scene/layout.h"

#include <math.h>

/* Start and end, in pixels from the grid's start, of each track. */
struct edges {
    double start[TRACKS_MAX], end[TRACKS_MAX];
};

static void place_tracks(const struct track *tracks, const bool *left_out, int count, double unit,
                         double gap, double room, struct edges *out)
{
    double fixed = 0, shares = 0;
    int shown = 0;
    for (int i = 0; i < count; i++) {
        if (left_out[i])
            continue;
        shown++;
        if (tracks[i].kind == TRACK_FIXED)
            fixed += tracks[i].amount * unit;
        else
            shares += tracks[i].amount;
    }
    fixed += gap * (shown > 0 ? shown - 1 : 0);
    double squeeze = fixed > room && fixed > 0 ? room / fixed : 1;
    double share = shares > 0 && room > fixed ? (room - fixed) / shares : 0;
    double at = 0;
    for (int i = 0; i < count; i++) {
        bool is_fixed = tracks[i].kind == TRACK_FIXED;
        double length = is_fixed ? tracks[i].amount * unit * squeeze : tracks[i].amount * share;
        out->start[i] = at;
        out->end[i] = at + (left_out[i] ? 0 : length);
        at += left_out[i] ? 0 : length + gap * squeeze;
    }
}

/* Whether nobody but absent zones stands in the track, and at least one of them. */
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
        out[t] = tracks[t].kind == TRACK_FIXED && absent_zones > 0 && shown_zones == 0;
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
