/* One slot between two threads: the newest snapshot that was not yet taken.
 *
 * Neither side ever waits. There is one who puts and one who takes. */
#ifndef RIWAQ_NET_MAILBOX_H
#define RIWAQ_NET_MAILBOX_H

#include "content/content.h"

#include <stdatomic.h>

struct mailbox {
    _Atomic(struct content *) slot;
};

void mailbox_init(struct mailbox *mailbox);
/* Drops what nobody took. */
void mailbox_finish(struct mailbox *mailbox);
/* Hands the caller's reference over; one that still lies there is dropped. */
void mailbox_put(struct mailbox *mailbox, struct content *content);
/* The reference is the caller's; NULL when there is nothing new. */
struct content *mailbox_take(struct mailbox *mailbox);

#endif
