/* The television's own standby, by HDMI-CEC: what `cec-ctl` (Debian's v4l-utils) is asked to do.
 *
 * It takes a second or two, so it is a process of its own that nobody waits for; what becomes of it
 * is looked for now and then. */
#ifndef RIWAQ_PLAYER_CEC_H
#define RIWAQ_PLAYER_CEC_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* After so long it is ended. */
#define CEC_TIMEOUT_S 30

/* All zero: nothing was asked yet. */
struct cec {
    pid_t pid; /* 0: none is running */
    int64_t started_ns;
    bool wanted, on; /* asked once the one that runs has ended, and for what */
    char device[16]; /* by which adapter */
};

/* Asks the set behind adapter DEVICE ("/dev/cec0") to go on and show this input, or to standby.
 * Whether it did is not known; a failure is a line on the log. MONO_NS is the monotonic clock, here
 * and below. */
void cec_ask(struct cec *cec, const char *device, bool on, int64_t mono_ns);
/* To be called now and then. */
void cec_tend(struct cec *cec, int64_t mono_ns);
/* Does not wait for one that runs: it ends by itself. */
void cec_finish(struct cec *cec);

#endif
