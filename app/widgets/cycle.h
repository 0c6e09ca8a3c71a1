/* Which of a zone's pages is up at a moment: a pure function of the wall clock, so that two
 * screens with the same content turn their pages together. (Of the viewer's time, which is the wall
 * clock's but in a demo.) */
#ifndef RIWAQ_WIDGETS_CYCLE_H
#define RIWAQ_WIDGETS_CYCLE_H

#include "widgets/turn.h"
#include "widgets/widget.h"

enum { SLIDES_MAX = ENTRIES_MAX * PAGES_MAX };

struct cycle {
    struct {
        int entry, page;
        int64_t duration_ns;
    } slides[SLIDES_MAX];
    int count;
    int64_t total_ns;
    int64_t since_ns; /* it begins with its first slide at this viewer's time, when other entries
                       * came to be due; INT64_MIN: it always was */
    int step;         /* so many slides further than the time says */
};

struct slide {
    int entry, page;          /* -1: the zone has nothing to show */
    int64_t start_ns, end_ns; /* viewer's time; MOMENT_NEVER as end: it stays */
};

void cycle_init(struct cycle *cycle);
/* Adds an entry's pages. MINIMUM_NS is the theme's duration: pages share what it is longer
 * than their reading times in proportion. */
void cycle_add(struct cycle *cycle, int entry, const struct pages *pages, int64_t minimum_ns);
void cycle_at(const struct cycle *cycle, int64_t viewer_ns, struct slide *out);
/* The same within a turn that lasts at least as long as the cycle: it begins with the first
 * slide and ends after the last one. The slides of a shorter cycle are drawn out evenly, so that
 * whole cycles fill the turn. */
void cycle_within(const struct cycle *cycle, const struct turn *turn, int64_t viewer_ns,
                  struct slide *out);

#endif
