/* What went wrong on the network, in words for whoever hangs the screen, with the mend where
 * there is one. */
#ifndef RIWAQ_NET_HTTP_WORDS_H
#define RIWAQ_NET_HTTP_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct http_trouble {
    const char *url; /* where it happened; NULL: not known */
    bool too_large;  /* the body passed its cap */
    bool head_too_large;
    bool never_asked; /* no connection came about */
    size_t body_max;
    const char *less; /* as of the request */
    int64_t timeout_ms;
    long os_error; /* errno of connecting; 0: none */
    long verify;   /* OpenSSL's number of what is wrong with a certificate; 0: not known */
};

/* CODE is a CURLcode. */
void http_words_curl(char *out, size_t size, int code, const struct http_trouble *trouble);
/* For an answer whose status cannot be used: "the server answered 404 Not Found: ...". */
void http_words_status(char *out, size_t size, long status);

#endif
