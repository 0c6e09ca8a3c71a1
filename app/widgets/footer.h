/* The foot of a paged panel: a dash a page, "1 of 4", and what else is to be said there. */
#ifndef RIWAQ_WIDGETS_FOOTER_H
#define RIWAQ_WIDGETS_FOOTER_H

#include "widgets/pen.h"

/* What it takes from the panel's height, with the space above it, in pixels. */
int footer_height(const struct view *view);
/* PAGE counts from 0; a single page is not told. EXTRA may be NULL. Dashes are left out where
 * they would leave no room for the words. */
void footer_put(struct pen *pen, int page, int count, const char *extra);

#endif
