/* HTTP: any number of transfers side by side on one thread.
 *
 * Only http and https, after redirects (at most 5) too. Bodies are capped in decoded bytes,
 * counted as they come. Every transfer ends within its timeout, however slowly the server
 * dribbles. All functions are for the one thread that uses the handle. */
#ifndef RIWAQ_NET_HTTP_H
#define RIWAQ_NET_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HTTP_REDIRECTS_MAX = 5, HTTP_ERROR_MAX = 400, HTTP_VALIDATOR_MAX = 1024, HTTP_FDS_MAX = 64 };

struct http;
struct transfer;

struct http_request {
    const char *url;
    const char *accept;               /* media types; NULL: any */
    const char *etag, *last_modified; /* of what the caller has; NULL: ask without condition */
    size_t body_max;                  /* decoded bytes */
    int64_t timeout_ms;               /* of the whole transfer, at least 1 */
};

enum http_outcome {
    HTTP_RUNNING,
    HTTP_BODY,      /* 200 and a whole body */
    HTTP_UNCHANGED, /* 304: what the caller has is right */
    HTTP_FAILED
};

struct http_answer {
    enum http_outcome outcome;
    const char *body; /* NUL-terminated; the transfer owns all of this */
    size_t size;
    const char *etag, *last_modified; /* NULL: not given */
    const char *media_type;           /* as sent; NULL: not given */
    const char *error;                /* when failed: in words, with the mend where there is one */
};

/* NULL when libcurl cannot be set up. */
struct http *http_create(void);
/* All transfers must have been destroyed. NULL is fine. */
void http_destroy(struct http *http);
/* Begins. Never NULL: what cannot begin fails at once. */
struct transfer *http_start(struct http *http, const struct http_request *request);
/* Waits for at most WAIT_MS until there is something to do on a transfer, or to read on one of
 * FDS (at most HTTP_FDS_MAX, negative ones are passed over), and does it for the transfers. */
void http_wait(struct http *http, const int *fds, int fd_count, int wait_ms);
/* As it stands; what it points to is good until the transfer is destroyed. */
struct http_answer transfer_answer(const struct transfer *transfer);
/* Ends it if it runs. NULL is fine. */
void transfer_destroy(struct transfer *transfer);

/* URL without the name and password that may stand in it, for messages; free() it. */
char *http_address(const char *url);
/* REFERENCE as seen from BASE (RFC 3986), when both are http or https; free() it. NULL when it
 * leads anywhere else. */
char *http_resolve(const char *base, const char *reference);

#endif
