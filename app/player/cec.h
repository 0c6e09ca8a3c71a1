/* The television's own standby, by HDMI-CEC: what `cec-ctl` (Debian's v4l-utils) is asked to do.
 *
 * It takes a second or two, so it is a process of its own that nobody waits for; what becomes of it
 * is looked for now and then. What fails, as with a set that is not there or does not answer, is
 * tried again after 10 s, then 30, then 60, until something else is asked for; the log has the
 * first failure and the end. */
#ifndef RIWAQ_PLAYER_CEC_H
#define RIWAQ_PLAYER_CEC_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* After so long it is ended. */
#define CEC_TIMEOUT_S 30
/* A set that was reached may come and go as a display for so long. */
#define CEC_SETTLE_S 60

/* All zero: nothing was asked yet. */
struct cec {
    pid_t pid; /* 0: none is running */
    int64_t started_ns;
    int said_fd;     /* what it says, while it runs; -1: not known */
    bool overtaken;  /* the one that runs: by another wish */
    bool wanted, on; /* asked once the one that runs has ended, from due_ns on, and for what */
    int64_t due_ns;
    int failed;   /* tries, in a row */
    bool settled; /* it was reached, at settled_ns */
    int64_t settled_ns;
    char device[16]; /* by which adapter; "": none */
};

/* Asks the set behind adapter DEVICE ("/dev/cec0"; "": there is none, and what was asked before is
 * not tried again) to go on and show this input, or to standby. MONO_NS is the monotonic clock,
 * here and below. */
void cec_ask(struct cec *cec, const char *device, bool on, int64_t mono_ns);
/* Asks the same once more, at once, with all its tries; not while it is asked, nor when it was
 * reached less than CEC_SETTLE_S ago: a set that goes on may go away as a display and come back. */
void cec_ask_again(struct cec *cec, int64_t mono_ns);
/* To be called now and then. */
void cec_tend(struct cec *cec, int64_t mono_ns);
/* Does not wait for one that runs: it ends by itself. */
void cec_finish(struct cec *cec);

#endif
