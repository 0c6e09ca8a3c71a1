/* The loop: sleep, take, build, paint, present. */
#ifndef RIWAQ_PLAYER_PLAYER_H
#define RIWAQ_PLAYER_PLAYER_H

#include "net/fetcher.h"
#include "player/changes.h"
#include "player/report.h"
#include "player/wakeup.h"
#include "screen/window.h"
#include "store/clock.h"
#include "theme/config.h"
#include "theme/theme.h"

struct player_settings {
    const struct config *config;
    const struct theme *theme;
    const char *const *font_folders; /* NULL-terminated */
    const struct picture *logo;
    struct fetcher *fetcher; /* wakes `wakeup` */
    struct wakeup *wakeup;
    struct clock *clock;
    struct window_settings window;
    int64_t run_ns;        /* stop that long after the first whole picture; 0: until told to */
    struct report *report; /* may be NULL */
    struct changes
        *changes; /* with a report: runs until they are through, whatever run_ns; or NULL */
};

/* Runs until told to stop (signal, Esc, q, the window's close, run_ns). True when it ended as
 * it should, false with a message logged when it could not even begin. A display that is not
 * there is waited for. */
bool player_run(const struct player_settings *settings);

#endif
