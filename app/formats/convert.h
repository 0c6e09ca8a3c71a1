/* From somebody else's document to riwaq's own JSON.
 *
 * Every format but riwaq's own is a conversion: it finds things and says what they are. What is
 * shown of them, how long it may be and what is wrong with it is for the one reader of riwaq's own
 * JSON (format_riwaq.c), so that it is the same for all. Private to the formats floor. */
#ifndef RIWAQ_FORMATS_CONVERT_H
#define RIWAQ_FORMATS_CONVERT_H

#include "base/civil.h"
#include "formats/format.h"
#include "formats/timestamp.h"

#include <jansson.h>

struct conversion {
    const struct format_context *context;
    const struct zone *zone; /* of the configured place, else the machine's; NULL: UTC */
    struct date today;       /* there, when the document was fetched */
};

struct format {
    const char *name;
    const char *accept;
    /* riwaq's own JSON, to json_decref(); NULL, with one error reported, when TEXT is no document
     * of the kind (a login page, an error with status 200, nothing at all): the last good content
     * then stays. An empty list is no error. What was left out is a warning, which names the way to
     * it in the document as it came. */
    json_t *(*convert)(const struct conversion *conversion, const char *text, size_t size);
};

/* What is to be reported: WHERE (may be NULL) is the way in the document, a JSON Pointer or the
 * like. An error or a warning. */
void conversion_fail(const struct conversion *conversion, const char *where, const char *what, ...)
    __attribute__((format(printf, 3, 4)));
void conversion_warn(const struct conversion *conversion, const char *where, const char *what, ...)
    __attribute__((format(printf, 3, 4)));

/* An instant, read in CONTEXT's sense of zone and fetch. */
struct timestamp_context conversion_time(const struct conversion *conversion);
/* Sets KEY of OBJECT, where there is something to set: a clean text, an instant (INSTANT_NONE: is
 * not set) as a time in UTC, a number. */
void convert_put_text(json_t *object, const char *key, const char *text);
void convert_put_instant(json_t *object, const char *key, int64_t at_s);
/* A title for a story without one, as posts of microblogs are: the beginning of its text, which
 * leaves it when all of the first paragraph is the title. */
void convert_put_title(json_t *story);
/* VALUE's reference is taken over; NULL and empty containers are not set. */
void convert_put(json_t *object, const char *key, json_t *value);

#endif
