/* The player's inner state, for the files that are the player: player.c (frames and the loop),
 * arrivals.c (what other threads left), display.c (a display that comes and goes). */
#ifndef RIWAQ_PLAYER_STATE_H
#define RIWAQ_PLAYER_STATE_H

#include "player/controls.h"
#include "player/heap.h"
#include "player/lead.h"
#include "player/overlay.h"
#include "player/pace.h"
#include "player/pairing.h"
#include "player/player.h"
#include "player/playout.h"
#include "player/power.h"
#include "player/reminder.h"
#include "player/service.h"
#include "player/stage.h"
#include "player/tally.h"
#include "screen/fonts.h"
#include "screen/raster.h"

enum { TEXT_CACHE_BYTES = 2 * 1024 * 1024 };

struct player {
    const struct player_settings *settings;
    struct window *window;
    struct fonts *fonts;
    struct raster *raster;
    struct stage *stage; /* of the newest composer; NULL: none yet */
    struct playout playout;
    struct content *content; /* of the newest composer; NULL: none yet */
    struct pairing pairing;
    struct service service;
    struct reminder reminder;
    struct power power;
    struct heap heap;
    struct tally tally;
    struct pace pace;
    struct lead lead;
    struct controls controls;
    struct overlay overlay;
    int64_t presented_tick; /* of what moves; INT64_MIN: did not move */
    int64_t events_ns;      /* when events were last looked for, monotonic */
    int busy;               /* frames since there was time to spare */
    int64_t step_ns;        /* what a step of work ahead took at most of late */
    int64_t ahead_ns;       /* what those since the last frame took */
    bool leading;           /* the frame under way is painted ahead of its time */
    bool due;               /* a frame must be made whatever the clock says */
    int64_t retry_ns;       /* viewer's time of the next try where none was taken and none is due */
    int64_t refused_ns;     /* monotonic, since when no frame is taken; 0: the last one was */
    bool late;              /* the last frame was */
    bool lost;              /* the display is to be taken anew */
    bool stop;
};

/* --- arrivals.c --- */

/* A new composer at once, without preparing: at the start, after a resize, and when there was
 * nothing but the waiting picture. */
void player_show_afresh(struct player *player);
/* What the other threads have left: beside what is shown, or, while there is no display, for when
 * there is one. */
void player_take_arrivals(struct player *player);
/* Tells the log what was taken over, once it is up. */
void player_tell_look(struct player *player);
/* Bytes of images on the screen there is and what it shows next. */
size_t player_raster_budget(const struct player *player);

/* --- display.c --- */

/* Tries until there is a display; false when riwaq is to end before. */
bool player_open_window(struct player *player);
/* A display that was pulled and plugged back, or another one: the same goes on there. False when
 * riwaq is to end before there is one. */
bool player_follow_display(struct player *player);
/* By what the television is told to go off and on; NULL: nobody's is, in a demo, or where figures
 * are taken. */
const struct config *player_switched(const struct player *player);

#endif
