/* The cells of a grid as they are used: what absent zones leave goes to those that are shown. */
#ifndef RIWAQ_SCENE_CELLS_H
#define RIWAQ_SCENE_CELLS_H

#include "scene/layout.h"

/* Of one axis: where a zone begins in the grid and how many tracks it has. */
struct cells_span {
    int first, count;
};
struct cells_span cells_span_of(const struct theme_grid *grid, int zone, bool columns);
/* Whether the zone is in GRID, and has something to show. */
bool cells_shown(const struct layout *layout, const struct theme_grid *grid, int zone);
bool cells_fill(const struct layout *layout, int zone);
/* Whether the zone keeps the rows, or the columns, that it stands in from being left out: it is
 * shown. One over all columns (a masthead, a ticker) fits whichever of them are left. */
bool cells_hold(const struct layout *layout, const struct theme_grid *grid, int zone, bool columns);

/* GRID with other cells: an absent zone with a background would be an empty panel, so its cell goes
 * to a neighbour of the same span that fills; what is left of such cells to panels that fill and
 * can grow over whole tracks. One without a background leaves quiet ground, and its cell. */
struct theme_grid cells_closed(const struct layout *layout, const struct theme_grid *grid);

#endif
