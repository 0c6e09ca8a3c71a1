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

/* A kind of document, by the name that `format = NAME` gives it. */
struct format;
/* NULL: there is none of that name. */
const struct format *format_find(const char *name);
const char *format_name(const struct format *format);
/* All names, for configurations and their mends. */
const char *const *format_names(int *count);
/* The media types to ask a server for (RFC 9110, section 12.5.1). FORMAT NULL: riwaq's own. */
const char *format_accept(const struct format *format);

/* A description of somebody else's JSON, from [format.NAME] (see formats/map.h). */
struct map;

/* Finds a zone by name; returns a reference or NULL when there is no such zone. */
typedef const struct zone *(*zone_find)(void *self, const char *name);

struct format_context {
    const char *source; /* for diagnostics: the source's name or file */
    const char *url;    /* what was asked for (may hold a key: never told); NULL: unknown */
    int64_t fetched_s;  /* when the document was fetched; its "today" */
    int64_t now_s;      /* when it is read, maybe days later; one before FETCHED_S (as 0) counts as
                           that: time was at least so late */
    const struct place *override; /* the configuration's place, wins; may be NULL */
    zone_find find_zone;
    void *find_zone_self;
    /* Where the place names no zone, or one that is not known: the machine's own. Borrowed; NULL:
     * UTC. */
    const struct zone *fallback_zone;
    struct diagnostics *diagnostics; /* may be NULL */
    const struct format *format;     /* NULL: riwaq's own; not looked at where there is a MAP */
    const struct map *map;           /* NULL: none */
    const char *media_type;          /* of the answer, as it came; NULL: not known */
    /* What is wanted of the source (content/selection.h; NULL: everything): an article that would
     * be left out is not chosen. */
    const struct selection *selection;
};

/* The document as a content, by the format and map of CONTEXT: it becomes riwaq's own JSON first
 * (see formats/convert.h), whose reader makes the content. Returned with one reference. */
struct content *format_read(const struct format_context *context, const char *text, size_t size);

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
