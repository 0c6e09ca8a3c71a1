#include "scene/layout.h"

#include <math.h>

/* Start and end, in pixels from the grid's start, of each track. */
struct edges {
    double start[TRACKS_MAX], end[TRACKS_MAX];
};

static void place_tracks(const struct track *tracks, int count, double unit, double gap,
                         double room, struct edges *out)
{
    double fixed = gap * (count > 0 ? count - 1 : 0), shares = 0;
    for (int i = 0; i < count; i++) {
        if (tracks[i].kind == TRACK_FIXED)
            fixed += tracks[i].amount * unit;
        else
            shares += tracks[i].amount;
    }
    double squeeze = fixed > room && fixed > 0 ? room / fixed : 1;
    double share = shares > 0 && room > fixed ? (room - fixed) / shares : 0;
    double at = 0;
    for (int i = 0; i < count; i++) {
        bool is_fixed = tracks[i].kind == TRACK_FIXED;
        double length = is_fixed ? tracks[i].amount * unit * squeeze : tracks[i].amount * share;
        out->start[i] = at;
        out->end[i] = at + length;
        at += length + gap * squeeze;
    }
}

void layout_zones(const struct theme *theme, struct size screen, bool mirror,
                  struct rect out[ZONES_MAX])
{
    const struct theme_grid *grid = theme_grid_for(theme, screen);
    double unit = theme_unit(theme, screen);
    double left = grid->margin_start * unit, top = grid->margin_top * unit;
    double width = screen.w - left - grid->margin_end * unit;
    double height = screen.h - top - grid->margin_bottom * unit;
    struct edges x, y;
    place_tracks(grid->columns, grid->column_count, unit, grid->gap_x * unit, width, &x);
    place_tracks(grid->rows, grid->row_count, unit, grid->gap_y * unit, height, &y);
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

struct rect layout_bleed(const struct theme *theme, struct size screen, bool mirror, int zone)
{
    const struct theme_grid *grid = theme_grid_for(theme, screen);
    struct rect cell = grid->cells[zone], zones[ZONES_MAX];
    layout_zones(theme, screen, false, zones);
    struct rect r = zones[zone];
    if (rect_is_empty(r))
        return r;
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
    return mirror ? rect_mirrored(r, (struct rect){0, 0, screen.w, screen.h}) : r;
}
