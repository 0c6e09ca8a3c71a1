#include "check_safe.h"

#include "scene/layout.h"

#include <math.h>
#include <stdio.h>

enum { TOP, END, BOTTOM, START, SIDES };

/* --- text ------------------------------------------------------------------------------------ */

/* The letters without accents and tails; of what runs only whether it stands too high or low. */
static bool is_outside(const struct scene_zone *zone, const struct item *text, struct rect clear)
{
    int height = text->run.font.px * 7 / 10, slack = height / 10 + 1;
    struct rect letters = {text->rect.x, text->baseline - height, text->rect.w, height};
    letters = rect_intersection(letters, zone->loop > 0 ? letters : zone->rect);
    bool across = letters.x < clear.x - slack || letters.x + letters.w > clear.x + clear.w + slack;
    bool down = letters.y < clear.y - slack || letters.y + letters.h > clear.y + clear.h + slack;
    return !rect_is_empty(letters) && (down || (across && zone->loop == 0));
}

static bool has_outside(const struct scene_zone *zone, struct rect clear)
{
    for (int i = 0; zone->list != NULL && i < zone->list->count; i++)
        if (zone->list->items[i].kind == ITEM_TEXT &&
            is_outside(zone, &zone->list->items[i], clear))
            return true;
    return false;
}

void check_safe_look(struct check_safe *safe, const struct stage_frame *frame)
{
    const struct size size = frame->scene->size;
    const struct layout_screen screen = layout_screen(frame->theme, safe->config, size);
    if (screen.clear.w == 0 && screen.clear.h == 0)
        return;
    for (int z = 0; z < frame->scene->zone_count; z++) {
        bool shows = frame->entry < frame->theme->zones[z].entry_count;
        if (safe->outside[z].found || !shows ||
            !has_outside(&frame->scene->zones[z], layout_clear(&screen)))
            continue;
        safe->outside[z].found = true;
        safe->outside[z].screen = size;
        safe->outside[z].language = frame->language;
        safe->outside[z].entry = frame->entry;
    }
}

static void report_text(const struct check_safe *safe, const struct theme_zone *zone, int z,
                        const struct whereabouts *places, struct diagnostics *findings)
{
    char section[80], where[96];
    snprintf(section, sizeof section, "zone.%s", zone->name);
    snprintf(where, sizeof where, "[%s] show", section);
    diagnostics_add(findings, SEVERITY_WARNING, whereabouts_file(places),
                    whereabouts_line(places, section, "show"), where,
                    "on %dx%d, language %s, letters of \"%s\" stand outside of the safe area; give "
                    "it more room in the grid, or its fonts a smaller size",
                    safe->outside[z].screen.w, safe->outside[z].screen.h,
                    language_code(safe->outside[z].language),
                    zone->entries[safe->outside[z].entry].widget);
}

/* --- margins --------------------------------------------------------------------------------- */

static bool stands_at(const struct theme_grid *grid, int zone, int side)
{
    const struct rect cell = grid->cells[zone];
    switch (side) {
    case TOP:
        return cell.y == 0;
    case END:
        return cell.x + cell.w == grid->column_count;
    case BOTTOM:
        return cell.y + cell.h == grid->row_count;
    default:
        return cell.x == 0;
    }
}

/* A zone at SIDE whose text the theme wants as far out as its margin; NULL: none. One with a ground
 * that reaches the edge is to be there. */
static const struct theme_zone *find_at(const struct theme *theme, const struct theme_grid *grid,
                                        int side, double margin)
{
    for (int z = 0; z < theme->zone_count; z++) {
        const struct theme_zone *zone = &theme->zones[z];
        bool reaches = zone->bleed || (zone->background != BACKGROUND_NONE && margin <= 0);
        if (!rect_is_empty(grid->cells[z]) && stands_at(grid, z, side) && !reaches)
            return zone;
    }
    return NULL;
}

static void report_margins(const struct theme *theme, const struct theme_grid *grid,
                           struct size size, const struct whereabouts *places,
                           struct diagnostics *findings)
{
    static const char *const names[SIDES] = {"at the top", "at the end", "at the bottom",
                                             "at the start"};
    const double unit = theme_unit(theme, size);
    const struct size safe = safe_area_pixels(&theme->safe_area, size, unit);
    double margins[SIDES] = {grid->margin_top, grid->margin_end, grid->margin_bottom,
                             grid->margin_start};
    int found = -1;
    const struct theme_zone *zone = NULL;
    const double was[SIDES] = {margins[TOP], margins[END], margins[BOTTOM], margins[START]};
    for (int side = 0; side < SIDES; side++) {
        double least = ceil((side == TOP || side == BOTTOM ? safe.h : safe.w) / unit);
        const struct theme_zone *at = find_at(theme, grid, side, margins[side]);
        if (margins[side] >= least || at == NULL)
            continue;
        margins[side] = least;
        zone = found < 0 ? at : zone;
        found = found < 0 ? side : found;
    }
    if (found < 0)
        return;
    char section[80], where[96];
    snprintf(section, sizeof section, "grid%s%s", grid->name != NULL ? "." : "",
             grid->name != NULL ? grid->name : "");
    snprintf(where, sizeof where, "[%s] margin", section);
    diagnostics_add(findings, SEVERITY_WARNING, whereabouts_file(places),
                    whereabouts_line(places, section, "margin"), where,
                    "%g units %s are outside of the safe area on %dx%d, so that zone \"%s\" is "
                    "moved in; write margin = %g %g %g %g",
                    was[found], names[found], size.w, size.h, zone->name, margins[TOP],
                    margins[END], margins[BOTTOM], margins[START]);
}

void check_safe_report(const struct check_safe *safe, const struct stage *stage,
                       const struct whereabouts *places, struct diagnostics *findings)
{
    const struct theme *theme = stage->theme;
    bool told[GRIDS_MAX] = {false};
    for (int s = 0; s < stage->size_count; s++) {
        const struct theme_grid *grid = theme_grid_for(theme, stage->sizes[s]);
        if (!told[grid - theme->grids])
            report_margins(theme, grid, stage->sizes[s], places, findings);
        told[grid - theme->grids] = true;
    }
    for (int z = 0; z < theme->zone_count; z++)
        if (safe->outside[z].found)
            report_text(safe, &theme->zones[z], z, places, findings);
}
