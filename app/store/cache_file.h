/* The form of one cache file: a few lines of text, an empty line, then the body as it came.
 *
 *     riwaq-cache 1
 *     url: https://...
 *     etag: ...              (left out when there is none)
 *     last-modified: ...     (likewise)
 *     media-type: ...        (likewise)
 *     fetched: 1742385600    (seconds since 1970)
 *     confirmed: 1742389200  (likewise; left out when that was at the fetch)
 *     size: 1234             (bytes of the body)
 *     checksum: 16 hex digits (base/hash.h, of all other lines and the body)
 */
#ifndef RIWAQ_STORE_CACHE_FILE_H
#define RIWAQ_STORE_CACHE_FILE_H

#include "store/cache.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    CACHE_BODY_MAX = 16 * 1024 * 1024,  /* bytes of one body */
    CACHE_LINE_MAX = 8 * 1024,          /* bytes of one header value; longer ones are not kept */
    CACHE_HEAD_MAX = 5 * CACHE_LINE_MAX /* all lines are within this */
};

/* Appends the file. False when the url cannot stand in one (control characters, too long) or
 * OUT's cap is passed. Validators that cannot stand in it are left out. */
bool cache_file_print(const struct cache_entry *entry, struct buffer *out);
/* False when the file is torn, foreign or of another version; then OUT is all zero. */
bool cache_file_parse(const char *data, size_t size, struct cache_entry *out);
/* Only url and fetched_s, from the first bytes of a file; nothing is verified but the form. */
bool cache_file_parse_head(const char *data, size_t size, struct cache_entry *out);

#endif
