/* A byte buffer that grows up to a cap given at birth.
 *
 * Its bytes are always followed by a NUL, so text can be read in place. An
 * addition that would pass the cap adds nothing, returns false, and sets
 * `overflow`, which stays set: a chain of additions needs one check at its end. */
#ifndef RIWAQ_BASE_BUFFER_H
#define RIWAQ_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

struct buffer {
    char *data; /* never NULL after the first addition; see buffer_text() */
    size_t length;
    size_t room;
    size_t cap;
    bool overflow;
};

/* CAP in bytes, without the NUL. Allocates nothing yet. */
void buffer_init(struct buffer *buffer, size_t cap);
void buffer_finish(struct buffer *buffer);
/* Empties it and forgets an overflow; keeps the memory. */
void buffer_clear(struct buffer *buffer);
bool buffer_add(struct buffer *buffer, const void *data, size_t length);
bool buffer_add_text(struct buffer *buffer, const char *text);
bool buffer_print(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The content as text, "" when empty; the buffer owns it. */
const char *buffer_text(const struct buffer *buffer);
/* Hands the content over (free() it) and leaves the buffer empty. */
char *buffer_take(struct buffer *buffer);

#endif
