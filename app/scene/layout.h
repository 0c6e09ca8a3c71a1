/* Grid to rectangles: fixed tracks take their units, the rest is shared by fractions. */
#ifndef RIWAQ_SCENE_LAYOUT_H
#define RIWAQ_SCENE_LAYOUT_H

#include "base/geometry.h"
#include "theme/theme.h"

/* Where each zone of THEME stands on SCREEN, by zone index; zones that are not in the grid get
 * an empty rectangle. ABSENT (by zone index; NULL: none) tells zones that have nothing to
 * show: a row of fixed height, or a column, in which only such zones stand is left out and the
 * others take its place, so that no empty band is seen. MIRROR: for right-to-left languages, start
 * is at the right. Edges are rounded one by one, so neighbours never overlap or drift. Tracks that
 * do not fit shrink in proportion. */
void layout_zones(const struct theme *theme, struct size screen, bool mirror, const bool *absent,
                  struct rect out[ZONES_MAX]);
/* What zone ZONE paints when it has `bleed`: RECT, where it stands, widened to the screen's
 * edges wherever it stands against the grid's margin. */
struct rect layout_bleed(const struct theme *theme, struct size screen, bool mirror,
                         struct rect rect, int zone);

#endif
