/* Whole-pixel rectangles; x to the right, y downwards. */
#ifndef RIWAQ_BASE_GEOMETRY_H
#define RIWAQ_BASE_GEOMETRY_H

#include <stdbool.h>

struct size {
    int w, h;
};

/* Its longer side. */
static inline int size_longer(struct size size)
{
    return size.w > size.h ? size.w : size.h;
}

struct rect {
    int x, y, w, h; /* empty when w <= 0 or h <= 0 */
};

bool rect_is_empty(struct rect r);
bool rect_equal(struct rect a, struct rect b);
bool rect_overlaps(struct rect a, struct rect b);
/* The common part; empty (all zero) when there is none. */
struct rect rect_intersection(struct rect a, struct rect b);
/* The smallest rectangle that holds both; an empty one does not count. */
struct rect rect_union(struct rect a, struct rect b);
struct rect rect_moved(struct rect r, int dx, int dy);
/* Shrinks by BY on every side (grows for a negative one). */
struct rect rect_inset(struct rect r, int by);
/* The same rectangle seen in a mirror: flipped left to right inside AROUND. */
struct rect rect_mirrored(struct rect r, struct rect around);

#endif
