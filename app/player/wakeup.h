/* What ends the player's sleep: a due time, a new snapshot, a signal. */
#ifndef RIWAQ_PLAYER_WAKEUP_H
#define RIWAQ_PLAYER_WAKEUP_H

#include <stdbool.h>
#include <stdint.h>

struct wakeup {
    int event_fd, signal_fd;
    bool stop; /* SIGTERM or SIGINT came */
};

/* Blocks SIGTERM, SIGINT, and SIGHUP, which is somebody else's, in this thread and those made
 * later: call it before any other thread starts. False with a message logged. */
bool wakeup_init(struct wakeup *wakeup);
void wakeup_finish(struct wakeup *wakeup);
/* From any thread; SELF is the wakeup. Sticky: a wake before the sleep ends it at once. */
void wakeup_wake(void *self);
/* Sleeps at most TIMEOUT_NS (0: only looks), sets `stop` when told to. */
void wakeup_sleep(struct wakeup *wakeup, int64_t timeout_ns);

#endif
