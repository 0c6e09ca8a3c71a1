/* What a zone has around and below its content: a ground that changes its colour, pictures,
 * hairlines at its edges, round corners. VIEW's box is the whole zone. */
#ifndef RIWAQ_WIDGETS_DRESS_H
#define RIWAQ_WIDGETS_DRESS_H

#include "scene/list.h"
#include "widgets/view.h"

/* The picture behind all zones, on a screen of VIEW's size: for where no zone is, and below zones
 * that let it be seen. It stands still when the languages turn: its start is that of the first. */
void dress_backdrop(const struct view *view, struct list *list);
/* Before the content: what lies on the ground's first colour, which is the scene's to paint. */
void dress_ground(const struct view *view, struct list *list);
/* Moves the content, which is LIST from item FIRST on, to where the theme wants it in VIEW's box:
 * that of the content. */
void dress_align(const struct view *view, struct list *list, int first);
/* VIEW's box without the zone's padding. What is more than that of the other side belongs to the
 * rule there, and goes with it. */
struct rect dress_content(const struct view *view);
/* After the content; the corners after all. A rule at the start or the end divides the zone from
 * another, and is left out where there is none. */
void dress_rules(const struct view *view, struct list *list);
void dress_corners(const struct view *view, struct list *list);

#endif
