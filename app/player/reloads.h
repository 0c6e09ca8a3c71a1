/* Looks on purpose, one after the other, for `riwaq bench --reloads`: each is asked for as an edit
 * of a file asks, when the one before is on the screen and a pause has passed. */
#ifndef RIWAQ_PLAYER_RELOADS_H
#define RIWAQ_PLAYER_RELOADS_H

#include "base/moment.h"
#include "player/report.h"

#include <stdbool.h>

/* What runs is to be seen between two. */
#define RELOADS_PAUSE_NS (100 * NS_PER_MILLISECOND)
/* The heap at the end is compared with that of halfway, when all caches are full; either is a mean
 * over so many reloads, or a quarter of them: it hangs on what is on the screen just then. */
enum { RELOADS_WINDOW = 100 };

struct reloads {
    int wanted;
    struct report *report;   /* counts them */
    void (*ask)(void *self); /* for another look; from the player's thread, never blocks */
    void *ask_self;
    int asked, shown;
    double early, late; /* sums of bytes in use */
    int early_count, late_count;
    int64_t next_ns; /* when the next is due, monotonic; 0: not known yet */
};

/* REPORT is borrowed; `ask` is to be set by whoever can. */
void reloads_init(struct reloads *reloads, int wanted, struct report *report);
/* Asks for the next one where it is due at MONO_NS, while there is something on the screen. */
bool reloads_step(struct reloads *reloads, int64_t mono_ns);
/* A look came up. */
void reloads_note(struct reloads *reloads, int64_t mono_ns);
/* Whether one was asked for that is not up yet. */
bool reloads_pending(const struct reloads *reloads);
bool reloads_done(const struct reloads *reloads);

#endif
