/* One source: what it last gave, how it stands, and when to ask it again.
 *
 * No network, disk or clock here: whoever fetches (net/fetch.h) says what came and when. A
 * function that returns bool tells whether a new snapshot must go out. */
#ifndef RIWAQ_NET_SOURCE_H
#define RIWAQ_NET_SOURCE_H

#include "base/diagnostics.h"
#include "content/content.h"
#include "formats/format.h"
#include "net/http.h"
#include "store/cache.h"
#include "theme/config.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    SOURCE_TOLD_MAX = 4,         /* reasons said of one outage */
    SOURCE_ASKED_LEAST_S = 3600, /* a server can always put off so long... */
    SOURCE_ASKED_ROUNDS = 6,     /* ...or so many intervals */
    SOURCE_NETWORK_S = 30,
    SOURCE_JITTER_S = 60,
    SOURCE_CLOCK_SET_S = 60 /* a wall clock that moves by more against the boot's was set */
};

struct source {
    const struct source_config *config; /* outlives it */
    const struct place *override;       /* of the configuration; outlives it */
    struct zones *zones;                /* where zones are kept; NULL: nowhere; outlives it */
    char *address;                      /* the url as it may be shown: no password */
    char *path;                         /* of a local file; NULL: http */

    enum source_state state;
    char *error;               /* why it failed last; NULL: it did not */
    int64_t confirmed_s;       /* when its content was last known to be right, or INSTANT_NONE */
    int64_t confirmed_boot_ns; /* clock_boot_ns() then; 0: in an earlier run, or never */
    int64_t told_s;            /* as confirmed_s was when a new snapshot was last wanted for it */
    int failures;              /* in a row */
    enum http_cause cause;     /* of the last failure */
    int64_t due_ns;            /* monotonic: when to ask again */
    int64_t wanted_ns;         /* monotonic: the server does not want to be asked before */
    uint64_t told[SOURCE_TOLD_MAX]; /* hashes of what was said of this outage */
    int told_count;

    struct cache_entry good;  /* the last good answer; body NULL: none yet */
    int64_t good_boot_ns;     /* clock_boot_ns() then; 0: from an earlier run */
    struct content *content;  /* made from it; NULL: none yet */
    int64_t read_s, reread_s; /* when that was, and when to do it again (content's; or it failed) */
    struct picture *picture;  /* of its article; NULL: none (yet) */
    struct content *shown;    /* content with its picture */
};

void source_init(struct source *source, const struct source_config *config,
                 const struct place *override);
void source_finish(struct source *source);

/* Makes a content of a body that came at FETCHED_S as MEDIA_TYPE (as it was sent; NULL: not told)
 * for what is shown from NOW_S on.
 * NULL, with why in ERROR, when it is none; DIAGNOSTICS (may be NULL) gets what was left out of a
 * good one. */
struct content *source_parse(const struct source *source, const char *body, size_t size,
                             const char *media_type, int64_t fetched_s, int64_t now_s,
                             struct diagnostics *diagnostics, char *error, size_t error_size);
/* Whether the body is, byte for byte, the one that is here. */
bool source_is_same(const struct source *source, const char *body, size_t size);
/* Takes over ENTRY (left empty), CONTENT made from it, and PICTURE's reference (may be NULL).
 * The state stays; see source_confirm. */
void source_accept(struct source *source, struct cache_entry *entry, struct content *content,
                   struct picture *picture, int64_t boot_ns);
/* Whether at WALL_S the document that is here is to be read again: days pass, and with them the
 * prayer times and the article that are chosen of it; or the clock was set back. */
bool source_is_outdated(const struct source *source, int64_t wall_s);
/* Whatever the hour, the document is to be read again: zones have other rules. */
void source_reread(struct source *source);
/* Takes over CONTENT, made from the same document at WALL_S, and PICTURE's reference. CONTENT NULL:
 * what is here stays, for a day. */
void source_renew(struct source *source, struct content *content, struct picture *picture,
                  int64_t wall_s);
/* Takes over PICTURE's reference as that of the content's article; NULL takes it away. */
bool source_set_picture(struct source *source, struct picture *picture);
/* What is here is right at WALL_S, BOOT_NS since boot. A new snapshot for this alone is wanted only
 * when a good part of the time until something would count as stale is over since the last one: a
 * failure makes one in any case, and with it the ages are exact. */
bool source_confirm(struct source *source, int64_t wall_s, int64_t boot_ns);
/* The wall clock shows WALL_S now: where it was set since the content was confirmed, that was at
 * another hour. */
bool source_correct(struct source *source, int64_t wall_s, int64_t boot_ns);
/* Asking failed; what is here stays. */
bool source_fail(struct source *source, enum http_cause cause, const char *error);
/* Whether ERROR is worth a line on the log: each reason once in an outage, and no more than
 * SOURCE_TOLD_MAX of them. An installer mends one thing after another; a line that flaps would
 * fill the log. */
bool source_tells(struct source *source, const char *error);
/* The server wants to be left alone for SECONDS from NOW_NS, by Expires, Cache-Control or
 * Retry-After; negative: it told nothing. A lie, or a mistake, must not freeze a screen: it counts
 * for an hour, or six intervals if that is longer, and no more. */
void source_defer(struct source *source, int64_t now_ns, int64_t seconds);
/* That most, in seconds. */
int64_t source_asked_most_s(const struct source *source);
/* Says when to ask again after an attempt that began at STARTED_NS and ended at NOW_NS; RANDOM
 * is any number. After a failure within an interval of its beginning, whatever it was: the server
 * may have been well again right after that. (With a timeout as long as the interval: a second
 * after its end.) Not before what source_defer was told since the last call; and up to a tenth of
 * the interval later (at most SOURCE_JITTER_S), so that a thousand screens that were switched on
 * together, or that hold the same Expires, do not ask together. */
void source_schedule(struct source *source, int64_t started_ns, int64_t now_ns, uint32_t random);
/* What it gives to the screen; it must have something to show. */
struct content_part source_part(const struct source *source);
/* Its texts belong to the source. */
struct source_report source_report(const struct source *source);

/* How long to wait after the ATTEMPT-th failure in a row (from 1): 5 s, doubling each time,
 * lengthened by up to a quarter by RANDOM so that screens do not knock all at once, and at
 * most MOST_S, which is the interval (content is back within one interval after a server is well
 * again), or SOURCE_NETWORK_S where that is shorter and the network is what failed: asking costs
 * nobody anything then. */
int64_t source_backoff_ns(int attempt, int most_s, uint32_t random);

/* The path in "file:/p", "file:///p", "file://localhost/p" (percent signs decoded) or in a plain
 * path; free() it. NULL for http, https and whatever is no local file. */
char *source_local_path(const char *url);

#endif
