/* How long before it is due a frame is painted, so that it is presented on time: arithmetic alone,
 * the player reads the clock.
 *
 * What runs is a copy. A page that fades is blended, and what changes over (another look, another
 * content) may be all of the screen: on a large one that takes most of a refresh. */
#ifndef RIWAQ_PLAYER_LEAD_H
#define RIWAQ_PLAYER_LEAD_H

#include "base/geometry.h"
#include "base/moment.h"

#include <stdbool.h>

/* At least so long; and at most so much of a refresh, in percent. */
#define LEAD_LEAST_NS (5 * NS_PER_MILLISECOND)
enum { LEAD_PERCENT_MOST = 85 };
/* A change waits for a refresh with time enough so often, then it comes up all the same. */
enum { LEAD_WAITS_MOST = 4 };

enum lead_kind { LEAD_FADE, LEAD_CHANGE, LEAD_KINDS };

/* All zero: nothing was painted yet. */
struct lead {
    int64_t took_ns[LEAD_KINDS]; /* what such a frame took at most of late; 0: there was none */
    int waits;                   /* refreshes for which a change has waited */
};

/* For a frame of KIND on a screen of SIZE and HZ. */
int64_t lead_for(const struct lead *lead, enum lead_kind kind, struct size size, int hz);
/* A frame of KIND, most of the screen for a change, took so long, of the processor. */
void lead_note(struct lead *lead, enum lead_kind kind, int64_t took_ns);
/* Whether a change that is ready is to wait, as the next frame is due LEFT_NS from now; that it
 * did, and that it comes up. */
bool lead_holds(const struct lead *lead, struct size size, int hz, int64_t left_ns);
void lead_note_wait(struct lead *lead);
void lead_note_change(struct lead *lead);

#endif
