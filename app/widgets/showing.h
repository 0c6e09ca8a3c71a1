/* What one zone shows from a moment on, and until when: the pages of its widgets in their
 * cycle, and the transition between two of them. */
#ifndef RIWAQ_WIDGETS_SHOWING_H
#define RIWAQ_WIDGETS_SHOWING_H

#include "scene/list.h"
#include "widgets/turn.h"
#include "widgets/view.h"
#include "widgets/widget.h"

/* A strip that changed comes in over so long. */
#define STRIP_FADE_NS (400 * NS_PER_MILLISECOND)

/* A zone in a turn of a language: VIEW is all that it depends on, its box being the whole zone:
 * the zone's padding is taken off, its rules are drawn at the box's edges. An empty box: the
 * zone is left out. */
struct phase {
    struct view view;
    struct turn turn;
};

struct showing {
    struct list *list;                   /* one reference; NULL: nothing */
    int loop;                            /* length of a strip; 0: it stands */
    double speed;                        /* of a strip, pixels a second */
    int64_t from_ns, until_ns;           /* wall time */
    int64_t slide_from_ns, slide_end_ns; /* viewer's time: as that of struct slide */
    int64_t fade_from_ns, fade_ns;       /* viewer's time; fade_ns 0: no transition under way */
    /* The transition leads from one place to another: what stands at the old one goes out, with
     * its background, before what stands at the new one comes in. */
    bool moves;
    enum easing easing;
    const char *widget; /* what it is; NULL: there is nothing to show */
    int page, pages;    /* of the widget's, from 0 */
    int slide;          /* what comes in slides from the right: 1, from the left: -1; 0: it fades */
};

/* BEFORE (may be NULL) is the zone in the turn before, at NOW's moment: NOW's turn begins with a
 * transition of FADE_NS from what it showed last, or with a cut (0). ONLY (may be NULL) stands in
 * for all widgets of the zone. */
struct showing showing_build(const struct phase *now, const struct phase *before, int64_t fade_ns,
                             const struct widget *only);
/* How many slides the zone's cycle has in VIEW, 0: it has nothing to show (an empty box only asks
 * for that), and how long it is. Returns the wall time from which that may be otherwise. */
int64_t showing_measure(const struct view *view, const struct widget *only, int *slides,
                        int64_t *total_ns);

#endif
