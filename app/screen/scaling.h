/* Pictures to the size at which they are shown, once and well: every source pixel counts by
 * the area that it covers (shrinking), or neighbours are mixed by distance (growing). */
#ifndef RIWAQ_SCREEN_SCALING_H
#define RIWAQ_SCREEN_SCALING_H

#include "screen/shape.h"

#include <stdbool.h>

/* Fills OUT with IN scaled to cover it, what is too much cut off evenly on both sides, but
 * below three times as much as above: what a picture is of, a face above all, stands high in it. */
void scaling_cover(const struct pixels *in, const struct pixels *out);
/* The same a little at a time: a large picture takes longer than a frame has. The pixels of
 * both stay the caller's and have to stay. */
struct scaling;
struct scaling *scaling_create(const struct pixels *in, const struct pixels *out);
/* OUT filled with a PART of IN. */
struct scaling *scaling_create_part(const struct pixels *in, const struct pixels *out,
                                    struct part part);
/* Reads about so many PIXELS more of the input; true when all is done. */
bool scaling_step(struct scaling *scaling, int64_t pixels);
void scaling_destroy(struct scaling *scaling);
/* Fills OUT with all of IN, whatever the proportions. */
void scaling_fill(const struct pixels *in, const struct pixels *out);

#endif
