/* The sources of a configuration side by side, without a thread of their own; and another
 * configuration in the place of the first, where what did not change in it stays as it is. */
#ifndef RIWAQ_NET_ROUND_H
#define RIWAQ_NET_ROUND_H

#include "net/fetch.h"
#include "net/http.h"
#include "net/picture_servers.h"
#include "store/timetable_file.h"
#include "store/zones.h"
#include "theme/config.h"

struct round {
    struct config *config; /* a reference */
    struct place place;    /* of the configuration; without its zone when there is none such */
    struct zones *zones;
    struct timetable_file timetable;
    struct http *http;
    struct fetch *fetches[SOURCES_MAX];
    struct picture_servers servers;
    int count;
    uint64_t random;
};

/* Takes a reference of CONFIG. False when libcurl cannot be set up; else round_finish it. */
bool round_init(struct round *round, const struct config *config);
void round_finish(struct round *round);
/* CONFIG (a reference is taken) in place of the one that was there. A source of the same identity
 * goes on where it is, with what it has; another place has its document read again. Those that are
 * new are put into ADDED, to be restored from the cache; returns how many. */
int round_use(struct round *round, const struct config *config, struct fetch *added[SOURCES_MAX]);
/* Any number: only spreads retries. */
uint32_t round_random(struct round *round);
/* Sleeps until something is to be done, at the latest at DUE_NS, or one of WAKES (descriptors,
 * negative: none; NULL: none at all) calls; with ONCE idle sources do not count. */
enum { ROUND_WAKES = 3 };
void round_wait(struct round *round, const int wakes[ROUND_WAKES], int64_t due_ns, bool once);
/* What all of them give to the screen. */
struct content *round_merge(const struct round *round);

/* Whether CONFIG is that of who has configured nothing: only they are shown the sample. A mistake
 * in a [source] must not put made-up news on a wall, and a place alone has its prayers. */
bool round_is_sample(const struct config *config);
/* The sample of the day of WALL_S. ZONES and DIAGNOSTICS may be NULL. */
struct content *round_sample(const struct config *config, struct zones *zones, int64_t wall_s,
                             struct diagnostics *diagnostics);

#endif
