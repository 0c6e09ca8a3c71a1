/* The time of day elsewhere: small columns of a name over a time, as the masthead has them, and the
 * clock's widget beneath its own. */
#ifndef RIWAQ_WIDGETS_WORLD_CLOCKS_H
#define RIWAQ_WIDGETS_WORLD_CLOCKS_H

#include "widgets/pen.h"

/* How many stand side by side in WIDTH, the first ones of the configuration, at most MOST
 * (negative: as many as there are). */
int world_clocks_fit(const struct view *view, int width, int most);
/* What the first COUNT take side by side. */
int world_clocks_width(const struct view *view, int count);
/* From the top of a name to the baseline of the time under it. */
int world_clocks_height(const struct view *view);
/* Puts the first COUNT side by side; X and Y are the start and the top of the first. */
void world_clocks_put(struct pen *pen, int x, int y, int count);

/* All of them in rows of equal columns, with the room above each row: how much of HEIGHT pixels
 * they take, as many rows as fit in. */
int world_clocks_rows(const struct view *view, int height);
/* Puts so many rows as world_clocks_rows gave TAKEN for, from Y on. */
void world_clocks_put_rows(struct pen *pen, int y, int taken);

#endif
