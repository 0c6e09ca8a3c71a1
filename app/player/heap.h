/* The C library's heap, kept from creeping up: what was freed between two things that stay is
 * returned to the system. */
#ifndef RIWAQ_PLAYER_HEAP_H
#define RIWAQ_PLAYER_HEAP_H

#include "base/moment.h"

#include <stdint.h>

/* So often free pages are returned. There are few each time, then: returning those of a minute
 * takes a fifth of a millisecond on a PC, those of a whole reload one. */
#define HEAP_EVERY_NS (60 * NS_PER_SECOND)

/* All zero: nothing was returned yet. */
struct heap {
    int64_t due_ns; /* monotonic */
};

/* Before anything large is allocated. */
void heap_keep_large_apart(void);
/* Returns free pages where that is due at MONO_NS; to be called where there is time to spare. */
void heap_tend(struct heap *heap, int64_t mono_ns);
/* Returns them now. */
void heap_return(void);
/* Bytes in use; 0: not known. */
int64_t heap_used(void);

#endif
