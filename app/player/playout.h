/* What is on the screen and what comes up after it, made ready beforehand.
 *
 * New content gets a composer of its own beside the one that is shown. In the time between
 * frames it is built, shaped and rasterised, one small step after the other, and takes over
 * when nothing is left to do: the frame in which it comes up only paints. What a zone shows
 * next is prepared in the same way. */
#ifndef RIWAQ_PLAYER_PLAYOUT_H
#define RIWAQ_PLAYER_PLAYOUT_H

#include "player/overlay.h"
#include "screen/window.h"
#include "widgets/composer.h"

struct playout {
    struct overlay *overlay;  /* drawn over each frame; borrowed; NULL: none */
    struct composer *shown;   /* on the screen; NULL: nothing yet */
    struct composer *before;  /* was on the screen, until the next frame; NULL: none */
    struct composer *gone;    /* no longer needed, freed in spare time; NULL: none */
    struct composer *coming;  /* prepared beside it; NULL: none */
    const struct scene *last; /* what is on the screen; NULL: nothing that could be relied on */
    struct moment moment;     /* of the last frame */
    bool hold;                /* what is coming is prepared, but does not come up */
    int zone;                 /* private: the one to prepare next; -1: `coming` is new */
};

/* All zero but `overlay` is a playout that shows nothing. */
void playout_finish(struct playout *playout);
/* Text that is laid out and not needed goes, as far as there is too much; between frames. */
void playout_trim(struct playout *playout);
/* COMPOSER at once, unprepared; what was coming is dropped. Owns it from now on. */
void playout_cut(struct playout *playout, struct composer *composer);
/* COMPOSER comes up when it is prepared; it takes the place of one that did not get so far. */
void playout_offer(struct playout *playout, struct composer *composer);
/* The frame of MOMENT and how it differs from what is on the screen, where it is taken to be
 * from now on: when it did not get there, set `last` to NULL. Borrowed as a composer's. */
const struct scene *playout_frame(struct playout *playout, const struct moment *moment,
                                  struct damage *damage);

/* Whether NOW needs a frame though none is due: the clock was set back, by more than SLACK_NS, or
 * is not trusted as it was. */
bool playout_is_overtaken(const struct playout *playout, const struct moment *now,
                          int64_t slack_ns);

enum playout_step {
    PLAYOUT_READY,   /* nothing (left) to do until something changes */
    PLAYOUT_WORKED,  /* a step was done: a zone built, an image or a tile made */
    PLAYOUT_CHANGED, /* what was coming is `shown`, and up with the next frame */
};
/* One step for what MOMENT, that of the next frame, is to find ready. */
enum playout_step playout_prepare(struct playout *playout, struct window *window,
                                  const struct moment *moment);

#endif
