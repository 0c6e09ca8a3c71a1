/* Header lines of a source's requests, from a file of their own (headers = FILE): bearer tokens
 * and keys, which belong neither into riwaq.conf nor into an address.
 *
 *     # who we are
 *     Authorization: Bearer 0123456789
 *     X-Api-Key: abcdef
 *
 * The file must be for its owner alone (mode 0600 or 0400). It is read anew for each request, so
 * that a new token needs no restart. Nothing of it is ever part of a message. */
#ifndef RIWAQ_NET_HEADERS_H
#define RIWAQ_NET_HEADERS_H

#include <stdbool.h>
#include <stddef.h>

enum { HEADERS_MAX = 32, HEADERS_BYTES_MAX = 16 * 1024 };

struct headers {
    char *lines[HEADERS_MAX]; /* "Name: value" */
    int count;
};

/* False with why, and the mend, in ERROR; OUT is then empty. */
bool headers_read(struct headers *out, const char *path, char *error, size_t error_size);
void headers_finish(struct headers *headers);
/* NAME in any case of letters. */
bool headers_have(const struct headers *headers, const char *name);

#endif
