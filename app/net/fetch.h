/* One source being fetched: its document over http or from a file, then the picture of its
 * article, and both kept in the cache. It never blocks but on the local disk. */
#ifndef RIWAQ_NET_FETCH_H
#define RIWAQ_NET_FETCH_H

#include "base/diagnostics.h"
#include "net/decoding.h"
#include "net/findings.h"
#include "net/headers.h"
#include "net/http.h"
#include "net/picture_servers.h"
#include "net/source.h"
#include "store/cache.h"

#include <stdbool.h>
#include <stdint.h>

enum fetch_phase {
    FETCH_START,
    FETCH_RESTORING, /* decoding the picture that was kept */
    FETCH_IDLE,
    FETCH_DOCUMENT,
    FETCH_TURN, /* another source asks the picture's server */
    FETCH_PICTURE,
    FETCH_DECODING
};

enum {
    FETCH_BOOT_S = 2,
    /* A document that stays the same is written again to tell the next start how long it was right:
     * so often while all is well, and when a failure begins if it was right for so long since. */
    FETCH_CONFIRM_S = 6 * 3600,
    FETCH_CONFIRM_LOST_S = 3600,
    FETCH_MEND_S = 6 * 3600 /* what somebody else takes away is not written more often */
};

/* What a step needs to know of the world; times are read once a step by the caller. */
struct fetch_world {
    struct http *http;
    struct cache *cache;             /* NULL: none */
    struct picture_servers *servers; /* NULL: this fetch is alone */
    int64_t now_ns, boot_ns, wall_s; /* monotonic; since boot; since 1970 */
    uint32_t random;                 /* any number, for back-off */
    int screen_side;                 /* see decoding_side */
    bool bare;                       /* nothing is on the screen: do not wait for pictures */
    struct diagnostics *diagnostics; /* gets what went wrong; NULL: the log does */
};

struct fetch {
    struct source source;
    enum fetch_phase phase;
    int64_t started_ns, deadline_ns; /* of this round */
    struct transfer *transfer;
    struct decoding *decoding;
    /* A document that waits for its picture. */
    struct content *next;
    struct cache_entry next_entry;
    /* The picture that is shown, and the one that comes. */
    struct cache_entry picture; /* without body; url NULL: none */
    struct cache_entry picture_next;
    char *picture_trouble;         /* said last */
    int picture_side;              /* that the shown one, or the one that comes, was decoded for */
    int64_t picture_fresh_ns;      /* monotonic: until then the shown one need not be asked for */
    char *picture_bad;             /* the one that could not be had; NULL: none */
    int picture_failures;          /* of that, in a row */
    int64_t picture_retry_ns;      /* monotonic: it is not asked for before */
    struct picture_server *server; /* that the turn is waited for or taken of; NULL: none */
    struct findings findings;      /* said of the documents */
    bool rereads;                  /* this round is of the document that is here: nobody is asked */
    int64_t reread_ns;             /* monotonic: when to read that again */
    bool unkept;                   /* the document shown could not be written into the cache */
    int64_t kept_s;                /* what is kept was right then, as the cache tells it */
    int64_t mended_ns;             /* monotonic: it was gone and written again; 0: never */
    int64_t picture_mended_ns;     /* the same of the picture */
    struct headers headers;        /* of this round */
    int64_t failed_offset_ns;      /* the wall clock against the boot clock at the last failure */
    int64_t asleep_ns;             /* boot - monotonic at the last look; INT64_MIN: none */
    bool recovered;                /* the network failed it, and now it got through */
};

void fetch_init(struct fetch *fetch, const struct source_config *config,
                const struct place *override);
void fetch_finish(struct fetch *fetch);
/* The last good document from the cache; true when there is one. Its picture comes with the steps
 * as long as fetch_is_restoring. With it on the screen the first round may wait a moment (up to
 * FETCH_BOOT_S by chance): after a power cut a thousand screens come up together. */
bool fetch_restore(struct fetch *fetch, const struct fetch_world *world);
bool fetch_is_restoring(const struct fetch *fetch);
/* Does what can be done now. True when what the source shows, or its report, has changed. */
bool fetch_step(struct fetch *fetch, const struct fetch_world *world);
/* Zones have other rules: the document is read again with the next step, or as soon as that is
 * possible. */
void fetch_reread(struct fetch *fetch);
/* When to step again at the latest, if no transfer and none of the descriptors calls. */
int64_t fetch_due_ns(const struct fetch *fetch);
void fetch_fds(const struct fetch *fetch, int fds[DECODING_FDS]);
/* Whether the network is back for this one; tells so once. */
bool fetch_take_recovered(struct fetch *fetch);
/* The network is back: one that failed for want of it is asked again soon. */
void fetch_hurry(struct fetch *fetch, const struct fetch_world *world);
/* Whether a round has ended and the next has not begun. */
bool fetch_is_idle(const struct fetch *fetch);

#endif
