/* An article's picture: how large it is worth showing, and what it needs to stand on the page. */
#ifndef RIWAQ_WIDGETS_PHOTO_H
#define RIWAQ_WIDGETS_PHOTO_H

#include "widgets/pen.h"

/* Whether PICTURE is worth its place. An icon, or what only counts visitors, is none: the article
 * stands better without. NULL is none. */
bool photo_is_worth(const struct view *view, const struct picture *picture);
/* Whether it can fill W by H without becoming mud: no more than twice as large as it is. */
bool photo_fills(const struct picture *picture, int w, int h);
/* The size, at least 1 by 1, in which it is shown in W by H: with its own proportions, but that of
 * a banner or a column only so much as can be looked at; and no more than twice as large as it is.
 */
void photo_fit(const struct picture *picture, int w, int h, int *out_w, int *out_h);
/* Covers AREA, pixels relative to the pen's box. What would be lost on the page gets a hairline
 * around it, or a plate behind it where it can be seen through. */
void photo_put(struct pen *pen, struct rect area, const struct picture *picture);

#endif
