/* Tells how the running screen is: into the folder of store/status_folder.h, by a thread of its
 * own.
 *
 * Written at once when it begins, ends, or something else is shown, on another display or by
 * another clock (but not twice in TELLER_LEAST_NS), else every TELLER_EVERY_NS: who reads an older
 * one, or one that says that the loop did not go round, knows that the player stands still. The
 * player only leaves numbers and a copy of what it shows; it never waits. */
#ifndef RIWAQ_PLAYER_TELLER_H
#define RIWAQ_PLAYER_TELLER_H

#include "net/fetcher.h"
#include "player/playout.h"
#include "player/stage.h"
#include "screen/window.h"
#include "store/clock.h"

#include <stdbool.h>

#define TELLER_EVERY_NS   (10 * NS_PER_SECOND)
#define TELLER_LEAST_NS   NS_PER_SECOND
#define TELLER_PICTURE_NS (5 * NS_PER_SECOND) /* so long the player is waited for */

struct teller;

struct teller_settings {
    struct fetcher *fetcher;   /* outlives it */
    const struct clock *clock; /* the wall clock; only read */
    void (*wake)(void *self);  /* ends the player's sleep */
    void *wake_self;
};

/* Counts this start: before anything that could end it, or a driver that crashes while the display
 * is opened would be in no count. NULL when there is no folder for it, another screen has it, or it
 * cannot be written, which is told: the screen runs all the same. */
struct teller *teller_create(void);
/* What the screen before this one left of its clock, for clock_recall; "": nothing. Borrowed, until
 * it begins to tell. NULL is fine. */
const char *teller_clock_note(const struct teller *teller);
/* Begins to tell, and to leave such a note. Without: it counts, and tells nothing. NULL is fine. */
void teller_start(struct teller *teller, const struct teller_settings *settings);
/* The screen ends as it should. NULL is fine. */
void teller_destroy(struct teller *teller);

/* --- for the player's thread; TELLER may be NULL --- */

/* A frame of PLAYOUT is on the screen. What the first one shows is logged: a screen that starts
 * without network is to begin with what it showed last. */
void teller_note_frame(struct teller *teller, const struct playout *playout, bool late);
/* The loop goes round. WINDOW NULL: there is no display, nor is the rest looked at. When a picture
 * of the screen is wanted it is taken here. */
void teller_turn(struct teller *teller, struct window *window, const struct playout *playout,
                 const struct stage *stage);

#endif
