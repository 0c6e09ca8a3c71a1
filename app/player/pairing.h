/* A look and the content that belongs to it come from different threads: a look with another
 * configuration waits for the first content that is of it, so that both change in one frame. */
#ifndef RIWAQ_PLAYER_PAIRING_H
#define RIWAQ_PLAYER_PAIRING_H

#include "content/content.h"
#include "player/look.h"

/* All zero: nothing waits. */
struct pairing {
    struct look *waiting;
};

void pairing_finish(struct pairing *pairing);
/* What came: *LOOK and *CONTENT (each NULL: none did), handed over; CONFIG is the serial of the
 * configuration that is in use. Afterwards they are what is to be used from now on, handed back;
 * NULL: what is there. The newest look is the only one that counts, and a content of a
 * configuration that is neither its nor the one in use is none. */
void pairing_take(struct pairing *pairing, uint64_t config, struct look **look,
                  struct content **content);

#endif
