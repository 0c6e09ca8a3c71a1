/* HTTP: any number of transfers side by side on one thread.
 *
 * Only http and https, after redirects (at most 5) too. Bodies are capped in decoded bytes,
 * counted as they come. Every transfer ends within its timeout, however slowly the server
 * dribbles. All functions are for the one thread that uses the handle.
 *
 * What is secret (the request's own headers, the name and password in its address) goes to the
 * origin that it is for and to no other, wherever a server sends on to.
 *
 * Proxies are those of the usual variables: http_proxy, HTTPS_PROXY, ALL_PROXY, NO_PROXY.
 *
 * Each request has a connection of its own, so that no answer can be that of another request (a
 * server that sends more than it said would fill the next one's), and none waits on one that is
 * dead. Names are looked up again after HTTP_DNS_S, and at once for a request that is marked
 * `afresh`: a server that has moved is found again. */
#ifndef RIWAQ_NET_HTTP_H
#define RIWAQ_NET_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HTTP_REDIRECTS_MAX = 5, HTTP_ERROR_MAX = 400, HTTP_VALIDATOR_MAX = 1024, HTTP_FDS_MAX = 64 };
enum { HTTP_HEAD_MAX = 256 * 1024 }; /* bytes of the heads of one transfer */
enum { HTTP_DNS_S = 5 };

struct headers;
struct http;
struct transfer;

struct http_request {
    const char *url;
    const char *accept;               /* media types; NULL: any */
    const char *etag, *last_modified; /* of what the caller has; NULL: ask without condition */
    size_t body_max;                  /* decoded bytes */
    const char *less;                 /* how to have fewer, constant; NULL: "make it smaller" */
    int64_t timeout_ms;               /* of the whole transfer, at least 1 */
    const char *home;                 /* whose origin may see the secrets; NULL: that of url */
    const struct headers *headers;    /* secret ones; copied; NULL: none */
    const char *ca;                   /* PEM file trusted beside the system's; NULL: none */
    bool afresh;                      /* the last one failed */
};

enum http_outcome {
    HTTP_RUNNING,
    HTTP_BODY,      /* 200 and a whole body */
    HTTP_UNCHANGED, /* 304: what the caller has is right */
    HTTP_FAILED
};

/* What a failure came of, as far as it matters for asking again. */
enum http_cause {
    HTTP_CAUSE_SERVER,  /* it was reached, or is alone in not being so */
    HTTP_CAUSE_NETWORK, /* no name, no way: as with a cable that is out */
    HTTP_CAUSE_DATES    /* a certificate of another time than this machine's clock says */
};

struct http_answer {
    enum http_outcome outcome;
    const char *body; /* NUL-terminated; the transfer owns all of this */
    size_t size;
    const char *etag, *last_modified; /* NULL: not given */
    const char *media_type;           /* as sent; NULL: not given */
    const char *sent_to;   /* the server that answered, when it was sent on to another; or NULL */
    const char *error;     /* when failed: in words, with the mend where there is one */
    enum http_cause cause; /* when failed */
    int64_t fresh_s, retry_s; /* lifetime and Retry-After of net/freshness.h */
};

/* CONTACT (printable ASCII without parentheses, or NULL) becomes part of the User-Agent,
 * "riwaq/VERSION (CONTACT)". NULL when libcurl cannot be set up. */
struct http *http_create(const char *contact);
/* Another contact, of the requests that begin from now on. */
void http_set_contact(struct http *http, const char *contact);
/* All transfers must have been destroyed. NULL is fine. */
void http_destroy(struct http *http);
/* Begins. Never NULL: what cannot begin fails at once. */
struct transfer *http_start(struct http *http, const struct http_request *request);
/* Waits for at most WAIT_MS until there is something to do on a transfer, or to read on one of
 * FDS (at most HTTP_FDS_MAX, negative ones are passed over), and does it for the transfers. */
void http_wait(struct http *http, const int *fds, int fd_count, int wait_ms);
/* As it stands; what it points to is good until the transfer is destroyed. */
struct http_answer transfer_answer(const struct transfer *transfer);
/* Hands over an answer's body, for free(): answers have none from then on. */
char *transfer_take_body(struct transfer *transfer);
/* Ends it if it runs. NULL is fine. */
void transfer_destroy(struct transfer *transfer);

#endif
