/* Bidi controls that cannot reach beyond their own text (UAX #9).
 *
 * A text from outside may open embeddings, overrides and isolates and never close them, or
 * close what it did not open: joined with another into one line, it would reorder that one.
 * Here each text closes what it opens and nothing else; alone it reads as before. */
#ifndef RIWAQ_CONTENT_ISOLATE_H
#define RIWAQ_CONTENT_ISOLATE_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    /* So many may be open at once: far below the 125 levels of UAX #9, so that isolates around
     * the text still count. Deeper ones are left out, in pairs. */
    ISOLATE_DEPTH_MAX = 32,
    ISOLATE_CLOSE_BYTES = 3 /* of PDF and of PDI, in UTF-8 */
};

/* What is open, outermost first. Begin with all zero. */
struct isolate {
    bool isolates[ISOLATE_DEPTH_MAX]; /* else an embedding or override */
    int depth;
    size_t deeper_isolates, deeper_embeddings; /* open beyond the depth, left out */
};

/* The next code point of the text; false when it must be left out. Others than bidi controls
 * always stay. */
bool isolate_step(struct isolate *isolate, uint32_t code);
/* Closes what is open: at the end of a text, and of a paragraph of it. Writes at most
 * ISOLATE_CLOSE_BYTES * depth bytes at OUT, without a NUL; returns how many. */
size_t isolate_close(struct isolate *isolate, char *out);

/* Appends TEXT, one line, in an isolate of its own (FSI ... PDI) that nothing in it can leave;
 * line ends become spaces, ill-formed bytes U+FFFD. False, and nothing is
 * added, when OUT's cap would be passed. */
bool isolate_add(struct buffer *out, const char *text);

#endif
