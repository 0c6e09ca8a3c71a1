/* From what an endpoint sent to a content.
 *
 * A wrong type or value is reported with source and key path, that item is left out, and the
 * rest stands. A document that is no JSON at all, or no object, or holds none of the parts that
 * a content has, gives NULL and one error. */
#ifndef RIWAQ_FORMATS_FORMAT_H
#define RIWAQ_FORMATS_FORMAT_H

#include "base/buffer.h"
#include "base/diagnostics.h"
#include "content/content.h"

#include <stddef.h>

/* Finds a zone by name; returns a reference or NULL when there is no such zone. */
typedef const struct zone *(*zone_find)(void *self, const char *name);

struct format_context {
    const char *source;           /* for diagnostics: the source's name or file */
    int64_t fetched_s;            /* when the document was fetched; its "today" */
    const struct place *override; /* the configuration's place, wins; may be NULL */
    zone_find find_zone;
    void *find_zone_self;
    /* Where the place names no zone, or one that is not known: the machine's own. Borrowed; NULL:
     * UTC. */
    const struct zone *fallback_zone;
    struct diagnostics *diagnostics; /* may be NULL */
};

/* riwaq's own JSON (see riwaq-content in the manual). Returned with one reference. */
struct content *format_riwaq(const struct format_context *context, const char *text, size_t size);

/* The snapshot as riwaq's own JSON with a `sources` array, indented, ending in a newline.
 * False when OUT's cap is passed. */
bool format_print(const struct content *content, struct buffer *out);

/* The built-in sample (sample.json): nine headlines, an article, weather and prayers of Rabat,
 * made for 2025-03-19. The weather's dates are moved so that its today is the local date of
 * FETCHED_S. Its prayer times stay only on that very date and when the configuration names no
 * other place (coordinates or time zone); else they are left out, to be computed. */
struct content *format_sample(const struct format_context *context);

#endif
