/* Pictures to the size at which they are shown, once and well: every source pixel counts by
 * the area that it covers (shrinking), or neighbours are mixed by distance (growing). */
#ifndef RIWAQ_SCREEN_SCALING_H
#define RIWAQ_SCREEN_SCALING_H

#include "screen/shape.h"

/* Fills OUT with IN scaled to cover it, what is too much cut off evenly on both sides. */
void scaling_cover(const struct pixels *in, const struct pixels *out);
/* Fills OUT with all of IN, whatever the proportions. */
void scaling_fill(const struct pixels *in, const struct pixels *out);

#endif
