/* The servers that pictures are asked of: one request at a time each, whichever source wants it,
 * and none while a server wants to be left alone.
 *
 * Pure, for one thread. Whoever waits for a turn keeps its server; that another's turn is over
 * shows in `busy`. */
#ifndef RIWAQ_NET_PICTURE_SERVERS_H
#define RIWAQ_NET_PICTURE_SERVERS_H

#include "theme/config.h"

#include <stdbool.h>
#include <stdint.h>

struct picture_server {
    char *url;         /* of its origin; NULL: unused */
    int64_t wanted_ns; /* monotonic: it does not want to be asked before; 0: it may be */
    int users;         /* sources that have it */
    bool busy;         /* a request is under way */
};

/* Each source has one at most; the rest remember what servers want. */
enum { PICTURE_SERVERS_MAX = 2 * SOURCES_MAX };

/* Zeroed: none is known. */
struct picture_servers {
    struct picture_server list[PICTURE_SERVERS_MAX];
};

void picture_servers_finish(struct picture_servers *servers);
/* That of URL, to be put back. The one that nobody uses and that may be asked again first is
 * forgotten for a new one. */
struct picture_server *picture_servers_take(struct picture_servers *servers, const char *url);
/* NULL is fine. A request of it must be over: see busy. */
void picture_server_put(struct picture_server *server);
/* Not before SECONDS (up to MOST_S of them count) from NOW_NS; negative: it told nothing. */
void picture_server_defer(struct picture_server *server, int64_t now_ns, int64_t seconds,
                          int64_t most_s);

#endif
