/* `riwaq run` while files are edited: theme, pictures, logo, configuration and fonts are watched,
 * read and verified on a thread of their own, and change the running screen whole or not at all.
 *
 * A mistake anywhere in what is read anew refuses all of it: the findings go to standard error, and
 * the screen keeps what it had. What did not change is not read again, and its mistakes from before
 * do not count. */
#ifndef RIWAQ_RELOAD_H
#define RIWAQ_RELOAD_H

#include "call.h"
#include "net/fetcher.h"
#include "player/look.h"
#include "setup.h"

struct reload;

struct reload_settings {
    const struct call *call;   /* outlives the thread, as the rest of these */
    const struct setup *setup; /* what was read at the start; only needed by reload_start */
    struct faces *faces;       /* the same */
    struct look_box *looks;    /* where looks are left */
    struct fetcher *fetcher;   /* is told of another configuration */
    void (*wake)(void *self);  /* called from the thread when a look was left */
    void *wake_self;
};

/* SIGHUP reads all at once; it must be blocked already, in all threads. Where the terminal that
 * riwaq was started from is gone, the signal ends it. NULL with a message logged when no thread
 * could be started: then edits wait for the next start. */
struct reload *reload_start(const struct reload_settings *settings);
void reload_stop(struct reload *reload); /* NULL is fine */
/* Another look, the theme or a variation of it in turns, by the way that an edit goes: for
 * measuring. SELF is the reload. Never blocks. */
void reload_vary(void *self);

#endif
