/* Which headlines are shown at a moment, and in which order. */
#ifndef RIWAQ_WIDGETS_ORDER_H
#define RIWAQ_WIDGETS_ORDER_H

#include "widgets/view.h"

struct order {
    const struct headline *items[HEADLINES_MAX];
    int count;
    int64_t next_change_ns; /* when one of them ends, or the date changes */
};

/* Urgent ones first, else the content's order; those whose `until` has passed are left out. */
void order_headlines(const struct view *view, struct order *out);

#endif
