#include "player/heap.h"

#include <malloc.h>

/* Images are large, and come and go for weeks: among what is small they would leave holes, and
 * memory would creep up. On their own they go back to the system. (By itself malloc begins to
 * mix them as soon as one was freed.) */
void heap_keep_large_apart(void)
{
    mallopt(M_MMAP_THRESHOLD, 64 * 1024);
}

/* What is small comes and goes too: while a theme is changed, or the screen's size, there is twice
 * as much of it for a moment, and what is made last stays, above the holes. */
void heap_tend(struct heap *heap, int64_t mono_ns)
{
    if (mono_ns < heap->due_ns)
        return;
    heap->due_ns = mono_ns + HEAP_EVERY_NS;
    heap_return();
}

void heap_return(void)
{
    malloc_trim(0);
}

int64_t heap_used(void)
{
    const struct mallinfo2 info = mallinfo2();
    return (int64_t)(info.uordblks + info.hblkhd);
}
