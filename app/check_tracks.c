#include "check_tracks.h"

#include "widgets/natural.h"

#include <stdio.h>

static bool is_sized(const struct theme_zone *zone, bool columns)
{
    for (int i = 0; i < zone->entry_count; i++)
        if (columns ? natural_has_width(zone->entries[i].widget)
                    : natural_has_height(zone->entries[i].widget))
            return true;
    return false;
}

/* Whether a zone has a part of a share too, which gives way to it. */
static bool spans_share(const struct track *tracks, int first, int count)
{
    for (int t = first; t < first + count; t++)
        if (tracks[t].kind == TRACK_FRACTION)
            return true;
    return false;
}

/* The first zone in track T that gives it no size, -1: something does; ZONES_MAX: nothing stands in
 * it. */
static int find_shapeless(const struct theme *theme, const struct theme_grid *grid, bool columns,
                          int t)
{
    int found = ZONES_MAX;
    for (int z = 0; z < theme->zone_count; z++) {
        struct rect cell = grid->cells[z];
        int first = columns ? cell.x : cell.y, count = columns ? cell.w : cell.h;
        if (rect_is_empty(cell) || t < first || t >= first + count)
            continue;
        if (is_sized(&theme->zones[z], columns) &&
            !spans_share(columns ? grid->columns : grid->rows, first, count))
            return -1;
        found = found == ZONES_MAX ? z : found;
    }
    return found;
}

static void report(const struct theme *theme, const struct theme_grid *grid, bool columns, int t,
                   int zone, const struct whereabouts *places, struct diagnostics *findings)
{
    const char *key = columns ? "columns" : "rows", *track = columns ? "column" : "row";
    char section[80], where[96];
    snprintf(section, sizeof section, "grid%s%s", grid->name != NULL ? "." : "",
             grid->name != NULL ? grid->name : "");
    snprintf(where, sizeof where, "[%s] %s", section, key);
    const char *file = whereabouts_file(places);
    int line = whereabouts_line(places, section, key);
    if (zone == ZONES_MAX)
        diagnostics_add(findings, SEVERITY_WARNING, file, line, where,
                        "%s %d is auto, but nothing stands in it; write units such as 96, or a "
                        "share such as 1fr",
                        track, t + 1);
    else if (is_sized(&theme->zones[zone], columns))
        diagnostics_add(findings, SEVERITY_WARNING, file, line, where,
                        "%s %d is auto, but zone \"%s\" reaches into a share (fr) too, which gives "
                        "way to it; write units such as 96, or a share such as 1fr",
                        track, t + 1, theme->zones[zone].name);
    else
        diagnostics_add(findings, SEVERITY_WARNING, file, line, where,
                        "%s %d is auto, but \"%s\" has no %s of its own, it takes whatever it is "
                        "given; write a share such as 1fr, or units such as %d",
                        track, t + 1, theme->zones[zone].entries[0].widget,
                        columns ? "width" : "height", columns ? 540 : 300);
}

void check_tracks_report(const struct theme *theme, const struct whereabouts *places,
                         struct diagnostics *findings)
{
    for (int g = 0; g < theme->grid_count; g++)
        for (int axis = 0; axis < 2; axis++) {
            const struct theme_grid *grid = &theme->grids[g];
            const bool columns = axis == 0;
            const struct track *tracks = columns ? grid->columns : grid->rows;
            int count = columns ? grid->column_count : grid->row_count;
            for (int t = 0; t < count; t++) {
                int zone =
                    tracks[t].kind == TRACK_AUTO ? find_shapeless(theme, grid, columns, t) : -1;
                if (zone >= 0)
                    report(theme, grid, columns, t, zone, places, findings);
            }
        }
}
