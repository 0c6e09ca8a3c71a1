/* New content on purpose, one after the other, for `riwaq bench --changes`: each is posted as
 * the fetcher posts its own, when the one before is on the screen and a pause has passed. */
#ifndef RIWAQ_PLAYER_CHANGES_H
#define RIWAQ_PLAYER_CHANGES_H

#include "content/content.h"
#include "player/report.h"

/* What runs is to be seen between two changes. */
#define CHANGES_PAUSE_NS (100 * NS_PER_MILLISECOND)
/* Memory is compared with what it was after so many changes, or half of them: the caches are
 * full by then. */
enum { CHANGES_WARM_UP = 100 };

struct changes {
    int wanted;
    struct report *report;       /* counts them */
    const struct content *given; /* what they are made from; NULL: none was seen yet */
    int posted, shown;
    uint64_t serial; /* of the last that was posted */
    int64_t next_ns; /* when the next is due, monotonic */
};

/* REPORT is borrowed. */
void changes_init(struct changes *changes, int wanted, struct report *report);
void changes_finish(struct changes *changes);
/* The next one where it is due at MONO_NS, while CONTENT is on the screen; else NULL. The
 * caller owns it, and posts it. */
struct content *changes_next(struct changes *changes, const struct content *content,
                             int64_t mono_ns);
/* CONTENT was taken over to be prepared: where it is not the one that was posted last, that one
 * will never be seen (the mailbox and what is being prepared hold the newest alone), and is posted
 * again after a pause. */
void changes_offer(struct changes *changes, const struct content *content, int64_t mono_ns);
/* CONTENT came up. */
void changes_note(struct changes *changes, const struct content *content, int64_t mono_ns);
/* Whether one was posted that is not up yet. */
bool changes_pending(const struct changes *changes);
bool changes_done(const struct changes *changes);

#endif
