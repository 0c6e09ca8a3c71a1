/* The sources on one network thread: each fetched at its interval, kept in the cache, built
 * into a snapshot, and left in a one-slot mailbox.
 *
 * A source has one request at a time, for its document or for its picture. Sources are
 * independent of each other, also two of one server: that is then asked side by side, by no more
 * than SOURCES_MAX at once. A source is not asked again before its answer has expired
 * (Cache-Control, Expires; see source_defer for how long that counts). `no-store` and `no-cache`
 * make an answer expire at once; the copy on disk is kept all the same: it is what the screen
 * showed, not an answer to be given out, and a screen that is dark after a power cut is the worse
 * fault.
 *
 * A failure backs off with jitter (from 5 s, doubling, at most the interval; for want of a network
 * at most 30 s), keeps the last good content and reports it in content->sources. Retry-After is
 * obeyed as Expires is. When one source gets through after the network failed it, all others that
 * it failed are asked again within a second. */
#ifndef RIWAQ_NET_FETCHER_H
#define RIWAQ_NET_FETCHER_H

#include "base/diagnostics.h"
#include "content/content.h"
#include "net/standing.h"
#include "store/cache.h"
#include "store/clock.h"
#include "theme/config.h"

#include <stdbool.h>

enum {
    BODY_BYTES_MAX = 2 * 1024 * 1024,    /* decoded bytes of one JSON answer */
    PICTURE_BYTES_MAX = 16 * 1024 * 1024 /* encoded bytes of one picture */
};

struct fetcher;

struct fetcher_settings {
    const struct config *config; /* a reference is taken */
    struct cache *cache;         /* used by the fetcher's thread only, from start to stop */
    const struct clock *clock;   /* the wall clock; only read */
    int screen_side;             /* pixels of the screen's longer side: no picture need be larger;
                                    0: not known yet, see fetcher_set_screen_side */
    void (*wake)(void *self);    /* called from the thread when a snapshot is there; may be NULL */
    void *wake_self;
};

/* Reads the cache at once (on the calling thread), then starts the thread. The first content is the
 * last good one, with its pictures when they are decoded within some seconds, before any network.
 * NULL with a message logged when no thread could be started. With nothing kept the first content
 * is empty, with reports that say what is waited for. With no configuration at all it delivers the
 * built-in sample, anew each day; with one that has no source, an empty content that carries its
 * place. */
struct fetcher *fetcher_start(const struct fetcher_settings *settings);
/* Ends the thread within a second whatever the network does. NULL is fine. */
void fetcher_stop(struct fetcher *fetcher);
/* Waits for the first content, that fetcher_take has it: four seconds after the start at most, and
 * not at all when no picture was kept. */
void fetcher_settle(struct fetcher *fetcher);
/* CONFIG (a reference is taken) holds from now on: the contents that are made of it, which have its
 * serial, come next. A source of the same identity keeps what it has and is not asked again; new
 * ones are restored from the cache and asked, others are gone. From any thread, never blocks. */
void fetcher_use(struct fetcher *fetcher, const struct config *config);
/* The newest snapshot not yet taken (the caller owns the reference), or NULL. Never blocks. */
struct content *fetcher_take(struct fetcher *fetcher);
/* How the sources stand, as of the last step; from any thread. */
void fetcher_standings(struct fetcher *fetcher, struct standings *out);
/* What was written to the disk, as of the last step; all zero: nothing is kept; from any thread. */
void fetcher_storage(struct fetcher *fetcher, struct cache_tally *out);
/* The screen's longer side is PIXELS from now on: of pictures that come. The one that is shown is
 * made anew from what was kept where that makes a difference. */
void fetcher_set_screen_side(struct fetcher *fetcher, int pixels);
/* Leaves CONTENT (handed over) as if it had been fetched, and wakes: for measuring. */
void fetcher_post(struct fetcher *fetcher, struct content *content);

/* All sources once as of WALL_S, their pictures too, side by side, waiting no longer than their
 * timeouts; no cache; for a screen whose longer side is SCREEN_SIDE pixels (0: not known).
 * Without sources as above. Never NULL; *FAILED is set when a source failed.
 * DIAGNOSTICS gets what formats found and why sources failed (may be NULL). */
struct content *fetcher_once(const struct config *config, int64_t wall_s, int screen_side,
                             struct diagnostics *diagnostics, bool *failed);

/* A picture file of the operator's own (the logo), decoded in the limited child, no side longer
 * than SIDE, at most PICTURE_SIDE_MAX. NULL with a message in ERROR (size ERROR_SIZE) when it
 * cannot be shown. */
struct picture *fetcher_picture_file(const char *path, int side, char *error, size_t error_size);

#endif
