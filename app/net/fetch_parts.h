/* What the parts of a fetch share; private to them. */
#ifndef RIWAQ_NET_FETCH_PARTS_H
#define RIWAQ_NET_FETCH_PARTS_H

#include "net/fetch.h"

/* Tells WHAT about the source: to the world's diagnostics, else to the log with its CONSEQUENCE. */
void fetch_say(const struct fetch *fetch, const struct fetch_world *world, enum severity severity,
               const char *what, const char *consequence);
/* The content of ENTRY, one reference; NULL, with why in ERROR, when it is none. */
struct content *fetch_parse(struct fetch *fetch, const struct fetch_world *world,
                            const struct cache_entry *entry, char *error, size_t error_size);
/* Writes ENTRY into the cache, where there is one. */
void fetch_keep(struct fetch *fetch, const struct fetch_world *world,
                const struct cache_entry *entry);
/* ENTRY says what is kept already (it may be the same, or other bytes for it): written only when
 * that could not be written, is gone, or is of a time LEAST_S before the last confirmation. */
void fetch_keep_same(struct fetch *fetch, const struct fetch_world *world,
                     struct cache_entry *entry, int64_t least_s);
/* Nothing is kept for URL though it could be, and that was not mended lately (*MENDED_NS; set
 * then).
 */
bool fetch_must_mend(const struct fetch_world *world, const char *url, int64_t *mended_ns);
/* The end of a round: forgets what was under way, and says when the next one begins. */
void fetch_end_round(struct fetch *fetch, const struct fetch_world *world);
/* The new content goes to the screen with PICTURE (its reference is taken over). */
void fetch_accept_next(struct fetch *fetch, const struct fetch_world *world,
                       struct picture *picture);
/* For the article of CONTENT, when that is the one whose picture is shown; a reference. */
struct picture *fetch_picture_of(const struct fetch *fetch, const struct content *content);

#endif
