#include "net/mailbox.h"

#include <stddef.h>

void mailbox_init(struct mailbox *mailbox)
{
    atomic_init(&mailbox->slot, NULL);
}

void mailbox_finish(struct mailbox *mailbox)
{
    content_put(mailbox_take(mailbox));
}

void mailbox_put(struct mailbox *mailbox, struct content *content)
{
    content_put(atomic_exchange_explicit(&mailbox->slot, content, memory_order_acq_rel));
}

struct content *mailbox_take(struct mailbox *mailbox)
{
    return atomic_exchange_explicit(&mailbox->slot, NULL, memory_order_acq_rel);
}
