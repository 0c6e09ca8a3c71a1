/* A time of day as a board of split flaps shows it: each figure in a well of its own, with a hinge
 * across. The wells stand in one place whatever they show; one that has no figure is empty. */
#ifndef RIWAQ_WIDGETS_FLAPS_H
#define RIWAQ_WIDGETS_FLAPS_H

#include "widgets/pen.h"

struct flaps {
    struct pen_style style;    /* of the figures */
    int cell, gap, colon;      /* widths in pixels: of a well, between two, of the colon's place */
    int width;                 /* of the four wells and the colon */
    int height, cap, baseline; /* of a well; of its figures; these from its top */
    int half_w; /* of the am or pm behind them, with its gap; 0: the clock has 24 hours */
};

/* Figures of ROLE, SCALE of its size. */
struct flaps flaps_for(const struct view *view, enum font_role role, double scale);

/* The colon stands between the wells, on what is behind them. */
struct flaps_colors {
    enum color_role well, hinge, figure, colon;
};
/* The wells of MINUTES (or MINUTES_NONE: "--:--") from X on, below Y. */
void flaps_put(struct pen *pen, const struct flaps *flaps, int x, int y, int minutes,
               struct flaps_colors colors);
/* The same, empty. */
void flaps_put_empty(struct pen *pen, const struct flaps *flaps, int x, int y,
                     struct flaps_colors colors);

#endif
