/* What the running screen tells of itself, and its two written forms. Pure: whoever fills it in
 * asks clocks and kernel.
 *
 * Times are of the clock that counts since boot (nanoseconds), so that a wall clock which is set
 * changes no age. */
#ifndef RIWAQ_PLAYER_STATUS_H
#define RIWAQ_PLAYER_STATUS_H

#include "base/buffer.h"
#include "base/geometry.h"
#include "base/moment.h"
#include "net/standing.h"
#include "store/cache.h"
#include "theme/theme.h"

#include <stdbool.h>
#include <stdint.h>

enum status_phase {
    STATUS_STARTING,
    STATUS_NO_DISPLAY, /* waits for one, and fetches meanwhile */
    STATUS_SHOWING,
    STATUS_ENDED, /* as it should */
};

enum { STATUS_NAME_SIZE = 64, STATUS_TEXT_SIZE = 256 };

/* What was in the first frame. */
enum status_first {
    STATUS_FIRST_NONE, /* there was none yet */
    STATUS_FIRST_WAITING,
    STATUS_FIRST_KEPT, /* what was on the screen before it was switched off */
    STATUS_FIRST_FETCHED,
    STATUS_FIRST_SAMPLE, /* nothing is configured */
};

struct status_zone {
    char name[STATUS_NAME_SIZE], widget[STATUS_NAME_SIZE]; /* widget "": nothing */
    int page, pages;                                       /* page from 0 */
};

/* What only the player knows; plain, to be copied. */
struct status_view {
    enum status_phase phase;
    /* What is shown. */
    bool waiting;     /* the waiting picture: there is no content yet */
    bool dark;        /* black by schedule */
    uint64_t content; /* its serial; 0: none */
    int64_t shown_ns; /* since when this content, in this look, is up */
    char theme[STATUS_NAME_SIZE], config[STATUS_TEXT_SIZE]; /* config "": none */
    int headlines, articles;
    bool weather, prayers;
    struct status_zone zones[ZONES_MAX];
    int zone_count;
    enum trust trust;
    /* The display; size 0x0: there is none. */
    struct size size; /* as people see it, in pixels */
    int hz, rotate;   /* refreshes a second; degrees */
    bool gpu;
    char driver[STATUS_NAME_SIZE], output[STATUS_TEXT_SIZE]; /* "": not known */
};

struct status {
    struct status_view view;
    int64_t pid;
    int64_t started_ns, told_ns; /* the process; this status */
    int64_t told_wall_ns;        /* since 1970, by the wall clock as it was then */
    int restarts, crashes; /* before this one; of these, how many did not end as they should */
    int64_t turned_ns;     /* when the player's loop last went round; 0: not yet */
    int64_t first_ns;      /* when the first frame was on the screen; 0: none was */
    enum status_first first;
    int64_t presented_ns;   /* when the last frame was on the screen; 0: none was */
    int64_t frames, late;   /* presented; of these more than half a refresh too late */
    int64_t resident_bytes; /* memory; -1: not known */
    int64_t cpu_ns;         /* of all threads */
    struct standings sources;
    struct cache_tally storage;
};

/* "waiting", "kept content", ...; "" for none. */
const char *status_first_name(enum status_first first);
/* As a JSON object and a line end: ages in seconds as of `told_ns`. False when OUT's cap is passed.
 */
bool status_print_json(const struct status *status, struct buffer *out);
/* In Prometheus' text format (version 0.0.4), for node_exporter's textfile collector, the same. Of
 * the ages only those of sources are in it, everything else is a time by the wall clock. */
bool status_print_metrics(const struct status *status, struct buffer *out);

#endif
