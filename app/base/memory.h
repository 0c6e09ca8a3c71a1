/* Memory that is there or the process ends.
 *
 * A player that cannot get a few kilobytes cannot paint either; it says so and
 * aborts, and the supervisor starts it again with its content from disk. Every
 * size that comes from outside is capped before it gets here. */
#ifndef RIWAQ_BASE_MEMORY_H
#define RIWAQ_BASE_MEMORY_H

#include <stddef.h>

/* Zeroed memory; free() it. Never NULL, also for size 0. */
void *memory_new(size_t size);
/* Zeroed array of COUNT elements; the product is checked. */
void *memory_array(size_t count, size_t size);
/* Like realloc() for an array; new elements are NOT zeroed. */
void *memory_resize(void *old, size_t count, size_t size);
/* A copy of TEXT (NULL gives NULL), or of its first LENGTH bytes; free() it. */
char *memory_text(const char *text);
char *memory_text_n(const char *text, size_t length);

/* The number of elements of an array (not of a pointer). */
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

#endif
