/* The loop: sleep, take, build, paint, present.
 *
 * Everything that is shaped, rasterised or painted is so on the thread that calls player_run:
 * SDL2_ttf bears no other. Whatever is shown for however long, memory is bounded by
 *   text      2 MiB   of blocks (text_cache), or what the zone under way needs
 *   widths    1 MiB   of runs that were measured (fonts)
 *   fonts    48       open ones, of about 100 KiB each
 *   images    8 bytes a pixel of the screen, 4 MiB at least (raster), or what a frame needs
 *   tiles    16 MiB   of what runs (software painter); with a GPU 64 MiB of textures, tiles and
 *                     images, which then are not kept in memory too
 *   surface   4 bytes a pixel of the screen, twice where it is rotated (software)
 * beside the contents on the screen and under way with their pictures, and the libraries: at
 * 1920x1080 below 50 MiB of caches, so that a machine with 512 MiB has room. */
#ifndef RIWAQ_PLAYER_PLAYER_H
#define RIWAQ_PLAYER_PLAYER_H

#include "net/fetcher.h"
#include "player/changes.h"
#include "player/look.h"
#include "player/reloads.h"
#include "player/report.h"
#include "player/teller.h"
#include "player/wakeup.h"
#include "screen/window.h"
#include "store/clock.h"

struct player_settings {
    struct look *look;       /* to begin with; handed over */
    struct look_box *looks;  /* that come later; who puts one wakes `wakeup` */
    struct fetcher *fetcher; /* wakes `wakeup`; a look of another configuration is used with the
                                first content that is of it */
    struct wakeup *wakeup;
    struct clock *clock;
    struct window_settings window;
    struct window *opened; /* of these settings, the player's own from now on; NULL: not yet */
    int64_t run_ns;        /* stop that long after the first whole picture; 0: until told to */
    struct report *report; /* may be NULL */
    struct teller *teller; /* may be NULL */
    int demo;  /* the wall clock that is shown runs so many times as fast; 0: it does not */
    bool keys; /* a window on a desktop: keys do more than end it */
    struct changes
        *changes; /* with a report: runs until they are through, whatever run_ns; or NULL */
    struct reloads *reloads; /* the same; or NULL */
};

/* Runs until told to stop (signal, Esc, q, the window's close, run_ns). True when it ended as
 * it should, false with a message logged when it could not even begin. A display that is not
 * there is waited for. */
bool player_run(const struct player_settings *settings);

#endif
