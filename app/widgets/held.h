/* What a zone shows, kept for as long as it is right. */
#ifndef RIWAQ_WIDGETS_HELD_H
#define RIWAQ_WIDGETS_HELD_H

#include "widgets/plan.h"
#include "widgets/showing.h"

struct held {
    struct showing showing; /* owned */
    struct rect box;        /* that it is built for */
    uint64_t version;       /* of the plan that it is built by; 0: nothing is held */
};

/* The box by which zone I is built. */
struct rect held_box(const struct board *board, const struct standing *standing, int i);
/* Zone I at MOMENT, which PLAN covers; to be dropped. */
struct held held_build(const struct board *board, const struct plan *plan, int i,
                       const struct moment *moment);
void held_drop(struct held *held);
/* Whether it is right by a plan of VERSION for a zone of BOX. */
bool held_fits(const struct held *held, uint64_t version, struct rect box, int64_t wall_ns);
/* An equal list keeps its identity, and what is cached for it. The labels and times of OLD are
 * as good as the new ones: they come from equal items. */
void held_keep_identity(const struct held *old, struct held *new);

#endif
