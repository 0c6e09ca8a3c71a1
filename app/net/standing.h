/* How each source stands, for who watches the screen from outside.
 *
 * A snapshot's own reports are as old as the snapshot; this is as of the last step of the fetcher.
 * Copies, without names of users, passwords and queries: they go to a file that others read. */
#ifndef RIWAQ_NET_STANDING_H
#define RIWAQ_NET_STANDING_H

#include "net/source.h"

#include <stdbool.h>
#include <stdint.h>

enum { STANDING_NAME_SIZE = 64, STANDING_ADDRESS_SIZE = 256, STANDING_ERROR_SIZE = 320 };

struct standing {
    char name[STANDING_NAME_SIZE];       /* of [source.NAME] */
    char address[STANDING_ADDRESS_SIZE]; /* without login and query */
    char error[STANDING_ERROR_SIZE];     /* why it failed last; "": it did not */
    enum source_state state;
    int failures;              /* in a row */
    int every_s;               /* seconds from one round to the next */
    int64_t confirmed_s;       /* when its content was last known to be right, or INSTANT_NONE */
    int64_t confirmed_boot_ns; /* since boot, then; 0: in an earlier run, or never */
    int64_t patience_s;        /* after so many seconds something of it is old */
};

struct standings {
    struct standing items[SOURCES_MAX];
    int count;
    bool sample; /* nothing is configured: the built-in sample is shown */
};

void standing_read(const struct source *source, struct standing *out);
/* Seconds since its content was last known to be right, BOOT_NS since boot and WALL_S since 1970;
 * -1: never, or not to be known. */
int64_t standing_age_s(const struct standing *standing, int64_t boot_ns, int64_t wall_s);

#endif
