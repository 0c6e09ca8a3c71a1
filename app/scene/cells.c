#include "scene/cells.h"

struct cells_span cells_span_of(const struct theme_grid *grid, int zone, bool columns)
{
    struct rect cell = grid->cells[zone];
    return columns ? (struct cells_span){cell.x, cell.w} : (struct cells_span){cell.y, cell.h};
}

bool cells_shown(const struct layout *layout, const struct theme_grid *grid, int zone)
{
    return !rect_is_empty(grid->cells[zone]) && (layout->absent == NULL || !layout->absent[zone]);
}

bool cells_fill(const struct layout *layout, int zone)
{
    return layout->fills != NULL && layout->fills[zone];
}

static bool spans_all(const struct theme_grid *grid, int zone)
{
    return grid->cells[zone].w == grid->column_count;
}

bool cells_hold(const struct layout *layout, const struct theme_grid *grid, int zone, bool columns)
{
    if (!cells_shown(layout, grid, zone) || !columns || !spans_all(grid, zone))
        return cells_shown(layout, grid, zone);
    for (int z = 0; z < layout->theme->zone_count; z++)
        if (cells_shown(layout, grid, z) && !spans_all(grid, z))
            return false;
    return true;
}

static bool is_panel(const struct layout *layout, int zone)
{
    return layout->theme->zones[zone].background != BACKGROUND_NONE;
}

/* Whether the zone's tracks are left out anyway: nobody who is shown stands in them. */
static bool is_left_out(const struct layout *layout, const struct theme_grid *grid, int zone,
                        bool columns)
{
    struct cells_span own = cells_span_of(grid, zone, columns);
    for (int t = own.first; t < own.first + own.count && !columns; t++)
        if (grid->rows[t].kind == TRACK_FRACTION)
            return false;
    for (int z = 0; z < layout->theme->zone_count; z++) {
        struct cells_span span = cells_span_of(grid, z, columns);
        if (cells_hold(layout, grid, z, columns) && span.first < own.first + own.count &&
            own.first < span.first + span.count)
            return false;
    }
    return true;
}

/* Whether the zone's cell would be an empty panel. */
static bool is_bare(const struct layout *layout, const struct theme_grid *grid, int zone)
{
    return !rect_is_empty(grid->cells[zone]) && !cells_shown(layout, grid, zone) &&
           is_panel(layout, zone) && !is_left_out(layout, grid, zone, true) &&
           !is_left_out(layout, grid, zone, false);
}

/* --- a neighbour of the same span --- */

/* Whether the two are one rectangle: side by side in the same rows, or in the same columns. */
static bool are_one(struct rect a, struct rect b)
{
    bool stacked = a.x == b.x && a.w == b.w && (a.y + a.h == b.y || b.y + b.h == a.y);
    bool beside = a.y == b.y && a.h == b.h && (a.x + a.w == b.x || b.x + b.w == a.x);
    return stacked || beside;
}

/* Which shown zone takes an absent one's cell: that above or before it, else below or after; -1:
 * none has the same span. */
static int heir_of(const struct layout *layout, const struct theme_grid *grid, int zone)
{
    const struct rect cell = grid->cells[zone];
    int heir = -1;
    for (int z = 0; z < layout->theme->zone_count; z++) {
        const struct rect other = grid->cells[z];
        if (!cells_shown(layout, grid, z) || !cells_fill(layout, z) || !are_one(cell, other))
            continue;
        if (other.x < cell.x || other.y < cell.y)
            return z;
        heir = heir < 0 ? z : heir;
    }
    return heir;
}

static void inherit(const struct layout *layout, struct theme_grid *grid)
{
    for (int z = 0; z < layout->theme->zone_count; z++) {
        int heir = is_bare(layout, grid, z) ? heir_of(layout, grid, z) : -1;
        if (heir < 0)
            continue;
        grid->cells[heir] = rect_union(grid->cells[heir], grid->cells[z]);
        grid->cells[z].h = 0;
    }
}

/* --- what no single neighbour can take --- */

/* Whether nothing but cells of BARE zones is in AREA. */
static bool is_free(const struct theme_grid *grid, int zone_count, const bool *bare,
                    struct rect area)
{
    int free = 0;
    for (int z = 0; z < zone_count; z++) {
        const struct rect part = rect_intersection(grid->cells[z], area);
        if (rect_is_empty(part))
            continue;
        if (!bare[z])
            return false;
        free += part.w * part.h;
    }
    return free == area.w * area.h;
}

/* CELL, and the tracks beside it that are free as far as it reaches. */
static struct rect grown(const struct theme_grid *grid, int zone_count, const bool *bare,
                         struct rect cell)
{
    enum { SIDES = 4 };
    for (int i = 0; i < SIDES;) {
        const struct rect beside[SIDES] = {{cell.x + cell.w, cell.y, 1, cell.h},
                                           {cell.x - 1, cell.y, 1, cell.h},
                                           {cell.x, cell.y + cell.h, cell.w, 1},
                                           {cell.x, cell.y - 1, cell.w, 1}};
        bool free = is_free(grid, zone_count, bare, beside[i]);
        if (free)
            cell = rect_union(cell, beside[i]);
        i = free ? 0 : i + 1;
    }
    return cell;
}

static void grow(const struct layout *layout, struct theme_grid *grid)
{
    const int count = layout->theme->zone_count;
    bool bare[ZONES_MAX] = {false}, any = false;
    for (int z = 0; z < count; z++)
        any |= bare[z] = is_bare(layout, grid, z);
    for (int z = 0; any && z < count; z++)
        if (cells_shown(layout, grid, z) && is_panel(layout, z) && cells_fill(layout, z))
            grid->cells[z] = grown(grid, count, bare, grid->cells[z]);
}

struct theme_grid cells_closed(const struct layout *layout, const struct theme_grid *grid)
{
    struct theme_grid closed = *grid;
    if (layout->absent != NULL) {
        inherit(layout, &closed);
        grow(layout, &closed);
    }
    return closed;
}
