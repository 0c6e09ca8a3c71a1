/* The time of day in large figures, as the masthead, the clock and the waiting picture have it. */
#ifndef RIWAQ_WIDGETS_CLOCK_H
#define RIWAQ_WIDGETS_CLOCK_H

#include "widgets/pen.h"

/* Puts it in the middle or at the end of the box; where the clock has twelve hours, and there is
 * room for it, with a small am or pm behind. Returns the width. */
int clock_put(struct pen *pen, int baseline, enum align align);
/* Its width at the widest time. */
int clock_width(const struct view *view);

#endif
