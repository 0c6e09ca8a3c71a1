/* Which headlines are shown at a moment, and in which order; and which article. */
#ifndef RIWAQ_WIDGETS_ORDER_H
#define RIWAQ_WIDGETS_ORDER_H

#include "widgets/view.h"

struct order {
    const struct headline *items[HEADLINES_MAX];
    int count;
    int64_t next_change_ns; /* when one of them ends, or the date changes */
};

/* Urgent ones first, else the content's order; those that are not to be shown yet, or no longer,
 * those of the future, those that are too old, and those beyond what their source may show. */
void order_headlines(const struct view *view, struct order *out);
/* The article of the moment: the first choice of those that are to be shown and are not of the
 * future; NULL: none. *NEXT_CHANGE (may be NULL) is made no later than when it may be another one,
 * or is marked as old. */
const struct article *order_article(const struct view *view, int64_t *next_change_ns);
/* Where ORDER has no headline, and the theme shows the article in no zone on the view's screen, the
 * title of the moment's article is a headline: written to STORY, which ORDER then borrows. */
void order_add_story(const struct view *view, struct order *order, struct headline *story);
/* Whether the headlines of the moment name more than one source: then each says which is its own.
 */
bool order_has_sources(const struct order *order);
/* The age of all of them together, of the oldest: stale when all are; AGE_NONE otherwise. */
struct age order_age(const struct view *view, const struct order *order);

#endif
