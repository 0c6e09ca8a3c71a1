#include "scene/layout.h"

#include "scene/cells.h"
#include "scene/tracks.h"

#include <math.h>

static int max(int a, int b)
{
    return a > b ? a : b;
}

/* --- the screen ------------------------------------------------------------------------------ */

int layout_pixel_shift(const struct theme *theme, const struct config *config)
{
    bool told = config != NULL && config->pixel_shift >= 0;
    return told ? config->pixel_shift : theme->pixel_shift;
}

struct layout_screen layout_screen(const struct theme *theme, const struct config *config,
                                   struct size size)
{
    int shift = layout_pixel_shift(theme, config);
    struct size clear = safe_area_pixels(&theme->safe_area, size, theme_unit(theme, size));
    if (config != NULL) {
        struct size hidden = safe_area_pixels(&config->overscan, size, 1);
        clear = (struct size){max(clear.w, hidden.w), max(clear.h, hidden.h)};
    }
    return (struct layout_screen){size, {clear.w + shift, clear.h + shift}, shift};
}

struct rect layout_clear(const struct layout_screen *screen)
{
    return (struct rect){screen->clear.w, screen->clear.h, screen->size.w - 2 * screen->clear.w,
                         screen->size.h - 2 * screen->clear.h};
}

/* --- tracks ---------------------------------------------------------------------------------- */

/* Who stands in a track. */
struct crowd {
    int absent, held, filling; /* zones that are, that keep it, and of these such as fill */
};

static struct crowd crowd_of(const struct layout *layout, const struct theme_grid *grid,
                             bool columns, int track)
{
    struct crowd crowd = {0};
    for (int z = 0; z < layout->theme->zone_count; z++) {
        const struct cells_span span = cells_span_of(grid, z, columns);
        if (rect_is_empty(grid->cells[z]) || track < span.first || track >= span.first + span.count)
            continue;
        const bool holds = cells_hold(layout, grid, z, columns);
        crowd.absent += !cells_shown(layout, grid, z);
        crowd.held += holds;
        crowd.filling += holds && cells_fill(layout, z);
    }
    return crowd;
}

/* Whether nobody but absent zones needs the track, and at least one of them. */
static void find_left_out(const struct layout *layout, const struct theme_grid *grid, bool columns,
                          struct axis *axis)
{
    for (int t = 0; t < axis->count; t++) {
        const struct crowd crowd = crowd_of(layout, grid, columns, t);
        axis->left_out[t] = crowd.absent > 0 && crowd.held == 0;
    }
}

/* Where rows are left out, and none of those that stay is a share: those of zones that fill become
 * shares by their heights, in TRACKS. Where there are none, shares stay, empty: what stands above
 * and below them keeps its height. */
static void pass_on_shares(const struct layout *layout, const struct theme_grid *grid,
                           struct axis *axis, struct track tracks[TRACKS_MAX])
{
    bool lost = false, shared = false, passed_on = false;
    for (int t = 0; t < axis->count; t++) {
        tracks[t] = axis->tracks[t];
        lost |= axis->left_out[t];
        shared |= axis_is_share(axis, t) && !axis->left_out[t];
    }
    for (int t = 0; t < axis->count && lost && !shared; t++) {
        if (axis->left_out[t] || crowd_of(layout, grid, false, t).filling == 0)
            continue;
        const bool is_auto = tracks[t].kind == TRACK_AUTO;
        const double height = is_auto ? axis->natural[t] / axis->unit : tracks[t].amount;
        tracks[t] = (struct track){TRACK_FRACTION, fmax(1, height)};
        passed_on = true;
    }
    for (int t = 0; t < axis->count && !shared && !passed_on; t++)
        axis->left_out[t] &= !axis_is_share(axis, t);
    axis->tracks = tracks;
}

/* How many auto tracks a zone stands in; 0 where it has a part of a share, which gives way. */
static int auto_tracks(const struct axis *axis, struct cells_span span)
{
    int count = 0;
    for (int t = span.first; t < span.first + span.count; t++) {
        if (axis->tracks[t].kind == TRACK_FRACTION)
            return 0;
        count += axis->tracks[t].kind == TRACK_AUTO;
    }
    return count;
}

/* What a zone has already without more for its auto tracks. */
static double length_of_span(const struct axis *axis, struct cells_span span)
{
    double length = (span.count - 1) * axis->gap;
    for (int t = span.first; t < span.first + span.count; t++)
        length += axis->tracks[t].kind == TRACK_AUTO ? axis->natural[t]
                                                     : axis->tracks[t].amount * axis->unit;
    return length;
}

/* ASKED in pixels. What a zone in one track asks for, that has; what one in several still lacks,
 * its auto tracks have in equal parts. */
static void ask(struct axis *axis, struct cells_span span, double asked)
{
    int autos = auto_tracks(axis, span);
    double lacking = asked - length_of_span(axis, span);
    for (int t = span.first; t < span.first + span.count && lacking > 0; t++)
        if (axis->tracks[t].kind == TRACK_AUTO)
            axis->natural[t] += lacking / autos;
}

/* COLUMNS: where these begin and end, for heights; NULL: widths are asked for. */
static void find_natural(const struct layout *layout, const struct theme_grid *grid,
                         const struct edges *columns, struct axis *axis)
{
    const struct layout_natural *natural = &layout->natural;
    for (int several = 0; several < 2 && natural->width != NULL; several++)
        for (int z = 0; z < layout->theme->zone_count; z++) {
            struct cells_span span = cells_span_of(grid, z, columns == NULL),
                              across = cells_span_of(grid, z, true);
            if (!cells_shown(layout, grid, z) || auto_tracks(axis, span) == 0 ||
                (span.count > 1) != (several > 0))
                continue;
            int asked =
                columns == NULL
                    ? natural->width(natural->self, z)
                    : natural->height(natural->self, z,
                                      (int)lround(columns->end[across.first + across.count - 1] -
                                                  columns->start[across.first]));
            ask(axis, span, asked);
        }
}

/* --- zones ----------------------------------------------------------------------------------- */

/* The grid's margins in pixels: those of the theme, and at least what is to be clear. */
struct margins {
    double top, end, bottom, start;
};

static struct margins margins_of(const struct layout *layout, const struct theme_grid *grid)
{
    double unit = theme_unit(layout->theme, layout->screen.size);
    const struct size clear = layout->screen.clear;
    return (struct margins){.top = fmax(grid->margin_top * unit, clear.h),
                            .end = fmax(grid->margin_end * unit, clear.w),
                            .bottom = fmax(grid->margin_bottom * unit, clear.h),
                            .start = fmax(grid->margin_start * unit, clear.w)};
}

static void place_columns(const struct layout *layout, const struct theme_grid *grid, double width,
                          struct edges *out)
{
    double unit = theme_unit(layout->theme, layout->screen.size);
    struct axis axis = {.tracks = grid->columns,
                        .count = grid->column_count,
                        .unit = unit,
                        .gap = grid->gap_x * unit,
                        .room = width};
    find_left_out(layout, grid, true, &axis);
    find_natural(layout, grid, NULL, &axis);
    axis_place(&axis, out);
}

static void place_rows(const struct layout *layout, const struct theme_grid *grid, double height,
                       const struct edges *columns, struct edges *out)
{
    double unit = theme_unit(layout->theme, layout->screen.size);
    struct axis axis = {.tracks = grid->rows,
                        .count = grid->row_count,
                        .unit = unit,
                        .gap = grid->gap_y * unit,
                        .room = height};
    struct track tracks[TRACKS_MAX];
    find_left_out(layout, grid, false, &axis);
    find_natural(layout, grid, columns, &axis);
    pass_on_shares(layout, grid, &axis, tracks);
    /* Where the last row is left out, the one above it ends at a margin like the others'. */
    if (axis.count > 0 && axis.left_out[axis.count - 1] && grid->margin_bottom <= 0)
        axis.room -= fmax(0, grid->margin_start * unit / 2 - layout->screen.clear.h);
    axis_place(&axis, out);
}

void layout_zones(const struct layout *layout, struct rect out[ZONES_MAX])
{
    const struct size screen = layout->screen.size;
    const struct theme_grid closed = cells_closed(layout, theme_grid_for(layout->theme, screen));
    const struct theme_grid *grid = &closed;
    const struct margins margins = margins_of(layout, grid);
    struct edges x, y;
    place_columns(layout, grid, screen.w - margins.start - margins.end, &x);
    place_rows(layout, grid, screen.h - margins.top - margins.bottom, &x, &y);
    for (int i = 0; i < ZONES_MAX; i++) {
        struct rect cell = grid->cells[i];
        out[i] = (struct rect){0, 0, 0, 0};
        if (i >= layout->theme->zone_count || rect_is_empty(cell))
            continue;
        int x1 = (int)lround(margins.start + x.start[cell.x]);
        int x2 = (int)lround(margins.start + x.end[cell.x + cell.w - 1]);
        int y1 = (int)lround(margins.top + y.start[cell.y]);
        int y2 = (int)lround(margins.top + y.end[cell.y + cell.h - 1]);
        bool unseen =
            !cells_shown(layout, grid, i) && layout->theme->zones[i].background != BACKGROUND_NONE;
        out[i] = (struct rect){x1, y1, x2 - x1, unseen ? 0 : y2 - y1};
        if (layout->mirror)
            out[i] = rect_mirrored(out[i], (struct rect){0, 0, screen.w, screen.h});
    }
}

struct rect layout_ground(const struct layout *layout, struct rect rect, int zone)
{
    const struct theme_grid closed =
        cells_closed(layout, theme_grid_for(layout->theme, layout->screen.size));
    const struct theme_grid *grid = &closed;
    const struct theme_zone *of = &layout->theme->zones[zone];
    const struct rect cell = grid->cells[zone],
                      whole = {0, 0, layout->screen.size.w, layout->screen.size.h};
    const int beyond = layout->screen.beyond;
    const bool filled = of->background != BACKGROUND_NONE;
    if (rect_is_empty(rect))
        return rect;
    struct rect r = layout->mirror ? rect_mirrored(rect, whole) : rect;
    int right = r.x + r.w, bottom = r.y + r.h;
    if (cell.x == 0 && (of->bleed || (filled && grid->margin_start <= 0)))
        r.x = -beyond;
    if (cell.x + cell.w == grid->column_count && (of->bleed || (filled && grid->margin_end <= 0)))
        right = whole.w + beyond;
    if (cell.y == 0 && (of->bleed || (filled && grid->margin_top <= 0)))
        r.y = -beyond;
    if (cell.y + cell.h == grid->row_count && (of->bleed || (filled && grid->margin_bottom <= 0)))
        bottom = whole.h + beyond;
    r.w = right - r.x;
    r.h = bottom - r.y;
    return layout->mirror ? rect_mirrored(r, whole) : r;
}
