/* A display of the console that another library paints on (SDL, with a GPU).
 *
 * SDL's kmsdrm knows no output and no mode to ask for: it takes the last card that it finds with a
 * display (none, where one without follows), the first display of it, and the mode that is set. So
 * all three are chosen and set here, black, and then the right to go on with them is left to who
 * opens the card next. */
#ifndef RIWAQ_SCREEN_KMS_LEASE_H
#define RIWAQ_SCREEN_KMS_LEASE_H

#include "screen/kms_buffer.h"
#include "screen/kms_output.h"
#include "screen/kms_watch.h"

struct kms_lease {
    struct kms_wish wish;
    struct kms_output output; /* chosen here; it can not set modes any more */
    struct kms_output theirs; /* the same, by the descriptor of who paints on it */
    struct kms_buffer black;  /* shown until they show something, and once they have ended */
    struct kms_watch watch;
    bool off, touched; /* a cable, while it is off */
};

/* False with SDL's error set when there is no display (try again later), or none that could be
 * left; nothing is to be finished then. */
bool kms_lease_init(struct kms_lease *lease, const struct kms_wish *wish);
/* After who painted on it has ended. */
void kms_lease_finish(struct kms_lease *lease);
/* By FD of the card, which stays that of who opened it, it is looked at and switched from now on.
 */
void kms_lease_give(struct kms_lease *lease, int fd);
/* Whether the display was pulled, or another one, with another mode, is there now: never while it
 * is off. */
bool kms_lease_is_lost(struct kms_lease *lease);
/* The panel off or on. False when it cannot be switched. */
bool kms_lease_power(struct kms_lease *lease, bool on);

#endif
