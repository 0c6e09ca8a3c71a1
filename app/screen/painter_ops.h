/* What a way of painting has to offer; for the painters themselves only. */
#ifndef RIWAQ_SCREEN_PAINTER_OPS_H
#define RIWAQ_SCREEN_PAINTER_OPS_H

#include "screen/painter.h"

struct painter_ops {
    void (*destroy)(struct painter *painter);
    void (*retarget)(struct painter *painter, SDL_Surface *target);
    void (*paint)(struct painter *painter, const struct scene *scene, const struct damage *damage);
    bool (*prepare)(struct painter *painter, const struct scene_zone *zone);
    void (*trim)(struct painter *painter);
};

/* What rises and is to be seen after so many pixels is made ready. */
enum { RISE_AHEAD = 256 };

/* First in every painter. */
struct painter {
    const struct painter_ops *ops;
    struct raster *raster;
    uint64_t strip; /* serial of the list that was looked at last, and what was found */
    bool tiled;
};

/* strip_is_tiled, which looks at all of a list, once for a list. */
bool painter_is_tiled(struct painter *painter, const struct scene_zone *zone);

#endif
