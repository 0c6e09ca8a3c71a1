/* An arena: many small allocations that live and die together.
 *
 * Used for what is built once and then only read (a snapshot, a display list).
 * Memory is zeroed and aligned for any type; nothing is freed on its own. The
 * caller caps what it puts in. Not for use by two threads at once. */
#ifndef RIWAQ_BASE_ARENA_H
#define RIWAQ_BASE_ARENA_H

#include <stddef.h>

struct arena;

struct arena *arena_create(void);
/* Frees all that was allocated from it; NULL is fine. */
void arena_destroy(struct arena *arena);
/* Zeroed; never NULL. */
void *arena_new(struct arena *arena, size_t size);
void *arena_array(struct arena *arena, size_t count, size_t size);
/* A terminated copy; NULL gives NULL. */
char *arena_text(struct arena *arena, const char *text);
char *arena_text_n(struct arena *arena, const char *text, size_t length);

#endif
