/* What one zone shows from a moment on, and until when: the pages of its widgets in their
 * cycle, and the transition between two of them. */
#ifndef RIWAQ_WIDGETS_SHOWING_H
#define RIWAQ_WIDGETS_SHOWING_H

#include "scene/list.h"
#include "widgets/view.h"
#include "widgets/widget.h"

/* A strip that changed comes in over so long. */
#define STRIP_FADE_NS (400 * NS_PER_MILLISECOND)

struct showing {
    bool absent;       /* none of the zone's widgets has anything to show */
    struct list *list; /* one reference; NULL: nothing */
    int loop;          /* length of a strip; 0: it stands */
    double speed;      /* of a strip, pixels a second */
    int64_t from_ns, until_ns;
    int64_t fade_from_ns, fade_ns; /* fade_ns 0: no transition under way */
};

/* VIEW is all that the zone depends on, its box being the whole zone: the zone's padding is
 * taken off, its rules are drawn at the box's edges. An empty box only asks whether the zone
 * has something to show. ONLY (may be NULL) stands in for all widgets of the zone. */
struct showing showing_build(const struct view *view, const struct widget *only);

#endif
