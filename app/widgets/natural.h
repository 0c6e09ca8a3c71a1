/* How large zones want to be where their tracks are auto: as large as the largest of what they
 * show, in the widest of the screen's languages, so that no page and no turn moves anything. */
#ifndef RIWAQ_WIDGETS_NATURAL_H
#define RIWAQ_WIDGETS_NATURAL_H

#include "scene/layout.h"
#include "widgets/board.h"

/* For layout_zones; BOARD is borrowed. */
struct layout_natural natural_of(const struct board *board);

/* Whether a widget of that name has a width, or a height, of its own. */
bool natural_has_width(const char *widget);
bool natural_has_height(const char *widget);

#endif
