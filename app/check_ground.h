/* What is behind a text, as it is painted. */
#ifndef RIWAQ_CHECK_GROUND_H
#define RIWAQ_CHECK_GROUND_H

#include "scene/scene.h"
#include "screen/raster.h"

struct ground {
    color color;
    const struct picture *picture; /* that has a part in it; NULL: colours alone */
};

/* Of the text that is item INDEX of ZONE's list. On a picture: of all spots of about a third of an
 * em, as large as the parts of a letter, the one from which it stands out least; what is smaller
 * (grain, a bright dot) is evened out, as the eye does. False: not known, it is on a QR code. */
bool ground_under(struct raster *raster, const struct scene_zone *zone, int index,
                  struct ground *out);

#endif
