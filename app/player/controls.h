/* What keys change in a window on a desktop, and the demo: the wall clock that runs fast.
 *
 * The clock itself stays as it is (the fetcher, the cache and its saved times go by it): the
 * player turns what it reads into the moment that is shown. Arithmetic alone. */
#ifndef RIWAQ_PLAYER_CONTROLS_H
#define RIWAQ_PLAYER_CONTROLS_H

#include "base/buffer.h"
#include "base/moment.h"
#include "content/language.h"
#include "theme/config.h"

#include <stdbool.h>

enum { DEMO_FACTOR_MAX = 100000 };
/* 2200-01-01T00:00:00Z: a demo that gets there begins anew. */
#define DEMO_END_NS (INT64_C(7258118400) * NS_PER_SECOND)

/* All zero: no keys, no demo. */
struct controls {
    bool enabled; /* keys do something */
    struct tempo tempo;
    int64_t behind_ns; /* the viewer's time is so much behind the clock: it stood still */
    bool frozen;
    int64_t frozen_ns; /* the viewer's time meanwhile */
    int step;          /* see struct moment */
    bool pinned;       /* only `language` is shown */
    enum language language;
    bool zones, times, help; /* what is drawn over the picture */
    const char *said;        /* what the last key did: beside the factor, "" that alone; NULL: that
                              * is seen */
};

/* FACTOR 0: no demo. CLOCK_NS is what the wall clock reads, here and below. */
void controls_init(struct controls *controls, bool enabled, int factor, int64_t clock_ns);
/* The demo begins anew with what the wall clock reads: something to see has come. */
void controls_begin(struct controls *controls, int64_t clock_ns);
/* The viewer's time. */
int64_t controls_viewer_ns(const struct controls *controls, int64_t clock_ns);
/* MOMENT at the viewer's VIEWER_NS: its wall clock, tempo and step. */
void controls_set_moment(const struct controls *controls, int64_t viewer_ns, struct moment *moment);
/* The viewer's time at which the wall clock that is shown comes to CHANGE_NS; where that runs fast,
 * no sooner than TICK_NS, when the next refresh begins: it may change more often than that. */
int64_t controls_due_ns(const struct controls *controls, int64_t change_ns, int64_t tick_ns);
/* Whether the wall clock that is shown is another than the one that the machine has. */
bool controls_is_demo(const struct controls *controls);

enum controls_change {
    CONTROLS_NOTHING,
    CONTROLS_REDRAW, /* what is drawn over the picture is another thing */
    CONTROLS_AFRESH  /* moments, or languages, are other ones than before: nothing kept is right */
};
/* KEY is an SDL_Keycode. */
enum controls_change controls_press(struct controls *controls, int key, const struct config *config,
                                    int64_t clock_ns);
/* To be asked from time to time: whether a demo came to its end, and began anew. */
enum controls_change controls_renew(struct controls *controls, int64_t clock_ns);

/* The table of keys, for help and the manual: "right, n" and what it does. False past its end. */
bool controls_describe(int i, const char **keys, const char **what);
/* The demo's factor and what the last key did, in words; nothing where that is seen. */
void controls_print_said(const struct controls *controls, struct buffer *out);

#endif
