/* ICU's break iterators over UTF-8: grapheme clusters (UAX #29), words, line breaks
 * (UAX #14). All places are byte offsets. */
#ifndef RIWAQ_TEXT_BOUNDARY_H
#define RIWAQ_TEXT_BOUNDARY_H

#include <stdbool.h>
#include <stddef.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

struct boundary {
    UText source;
    UBreakIterator *iterator; /* NULL: ICU failed (out of memory, no data) */
    const char *text;
    size_t length;
    size_t at;
};

/* TEXT is valid UTF-8 and stays the caller's until boundary_close. LOCALE NULL is the root;
 * one that ICU does not know falls back to it. */
void boundary_open(struct boundary *boundary, UBreakIteratorType type, const char *locale,
                   const char *text, size_t length);
void boundary_close(struct boundary *boundary);
/* Moves *PLACE to the next boundary, the end included; false after that. Without an
 * iterator every code point counts. */
bool boundary_next(struct boundary *boundary, size_t *place);
/* The last boundary at or before LIMIT; 0 when there is none. */
size_t boundary_at_or_before(struct boundary *boundary, size_t limit);

#endif
