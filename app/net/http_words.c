#include "net/http_words.h"

#include "base/memory.h"

#include <curl/curl.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The names are those of RFC 9110; the server's own words are not repeated on a screen. */
static const struct {
    int status;
    const char *name, *mend; /* mend may be NULL */
} statuses[] = {
    {204, "No Content", NULL},
    {206, "Partial Content", NULL},
    {301, "Moved Permanently", "write the new address"},
    {302, "Found", "write the address that it leads to"},
    {304, "Not Modified", "although it was asked for everything; check the server"},
    {400, "Bad Request", "check the address"},
    {401, "Unauthorized",
     "it wants a name and a password (https://NAME:PASSWORD@...) or a token "
     "(headers = FILE)"},
    {403, "Forbidden", "this screen may not read it: check its rights on the server"},
    {404, "Not Found", "check the address"},
    {405, "Method Not Allowed", "check the address"},
    {407, "Proxy Authentication Required", "check the proxy's name and password"},
    {408, "Request Timeout", NULL},
    {410, "Gone", "check the address"},
    {429, "Too Many Requests", "ask less often (every = ...)"},
    {451, "Unavailable For Legal Reasons", NULL},
    {500, "Internal Server Error", NULL},
    {501, "Not Implemented", NULL},
    {502, "Bad Gateway", NULL},
    {503, "Service Unavailable", NULL},
    {504, "Gateway Timeout", NULL},
    {511, "Network Authentication Required", "the network wants a login first"},
};

void http_words_status(char *out, size_t size, long status)
{
    for (size_t i = 0; i < COUNT_OF(statuses); i++)
        if (statuses[i].status == status) {
            const char *mend = statuses[i].mend;
            snprintf(out, size, "the server answered %ld %s%s%s", status, statuses[i].name,
                     mend != NULL ? "; " : "", mend != NULL ? mend : "");
            return;
        }
    snprintf(out, size, "the server answered with the status %ld", status);
}

/* HOST or HOST:PORT of the address. */
static void server_name(char *out, size_t size, const char *url)
{
    char *host = NULL, *port = NULL;
    CURLU *parts = curl_url();
    if (parts != NULL && url != NULL && curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK) {
        curl_url_get(parts, CURLUPART_HOST, &host, 0);
        curl_url_get(parts, CURLUPART_PORT, &port, 0);
    }
    snprintf(out, size, "%s%s%s", host != NULL ? host : "the server", port != NULL ? ":" : "",
             port != NULL ? port : "");
    curl_free(host);
    curl_free(port);
    curl_url_cleanup(parts);
}

static void too_large(char *out, size_t size, const struct http_trouble *trouble)
{
    snprintf(out, size, "the answer is larger than %zu MiB, the most that is read; %s",
             trouble->body_max >> 20, trouble->less != NULL ? trouble->less : "make it smaller");
}

static void too_slow(char *out, size_t size, const char *server, const struct http_trouble *trouble)
{
    bool never = trouble->never_asked;
    snprintf(out, size,
             "no %s%s within %" PRId64 " s; check the network, or allow more with timeout = (at "
             "most 120s)",
             never ? "connection to " : "whole answer", never ? server : "",
             (trouble->timeout_ms + 999) / 1000);
}

/* A network that wants a login first answers in the place of everybody. */
static const char other_name[] = "is made out for another name; check the address and the server, "
                                 "and whether the network wants a login first";

/* By OpenSSL's numbers (x509_vfy.h). That the name does not match is libcurl's own finding, for
 * which it leaves the number at 0 or 1. */
static const struct {
    long verify;
    const char *words; /* after "the certificate of SERVER " */
} verdicts[] = {
    {0, other_name},
    {1, other_name},
    {62, other_name},
    {64, other_name},
    {9, "is not valid yet by this machine's clock: the clock is not set, or wrong; it is asked "
        "again as soon as the clock is set"},
    {10, "has expired; renew it on the server, or check this machine's date"},
    {2, NULL}, /* no known signer */
    {18, NULL},
    {19, NULL},
    {20, NULL},
    {21, NULL},
};

static void certificate(char *out, size_t size, const char *server, long verify)
{
    const char *words = "cannot be trusted; check this machine's date, its package "
                        "ca-certificates, and the server";
    for (size_t i = 0; i < COUNT_OF(verdicts); i++)
        if (verdicts[i].verify == verify)
            words = verdicts[i].words != NULL
                        ? verdicts[i].words
                        : "is signed by nobody whom this machine trusts; name the signer's "
                          "certificate with ca = FILE, or install the package ca-certificates";
    snprintf(out, size, "the certificate of %s %s", server, words);
}

static bool has_proxy(void)
{
    static const char *const names[] = {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy",
                                        "ALL_PROXY"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (getenv(names[i]) != NULL && *getenv(names[i]) != '\0')
            return true;
    return false;
}

static void no_answer(char *out, size_t size, const char *server, long os_error)
{
    if (os_error == ENETUNREACH || os_error == EHOSTUNREACH)
        snprintf(out, size, "there is no way to %s; check this machine's network", server);
    else
        snprintf(out, size, "nobody answers at %s%s; check that the server runs", server,
                 has_proxy() ? ", or at the proxy that http_proxy or https_proxy names" : "");
}

/* libcurl has one code for both. */
static const char no_http[] = "what answers there does not speak HTTP; check the address";
static const char no_web[] = "the address, or one that the server sends on to, is neither http nor "
                             "https; that is refused";

static bool is_web(const char *url)
{
    return url != NULL &&
           (strncasecmp(url, "http://", 7) == 0 || strncasecmp(url, "https://", 8) == 0);
}

static const struct {
    CURLcode code;
    const char *words;
} plain[] = {
    {CURLE_GOT_NOTHING, "the connection ended before the answer was whole"},
    {CURLE_PARTIAL_FILE, "the connection ended before the answer was whole"},
    {CURLE_RECV_ERROR, "the connection ended before the answer was whole"},
    {CURLE_SEND_ERROR, "the connection ended before the answer was whole"},
    {CURLE_HTTP2_STREAM, "the connection ended before the answer was whole"},
    {CURLE_WEIRD_SERVER_REPLY, no_http},
    {CURLE_BAD_CONTENT_ENCODING, "the answer is badly compressed; check the server"},
    {CURLE_TOO_MANY_REDIRECTS, "the server sends on from address to address without end; check "
                               "the address"},
    {CURLE_URL_MALFORMAT, "this is no address; write http://, https:// or a file's path"},
    {CURLE_COULDNT_RESOLVE_PROXY, "the name of the proxy is not known; check the network, and the "
                                  "variables http_proxy and https_proxy"},
    {CURLE_PROXY, "the proxy refuses; check the variables http_proxy and https_proxy"},
    {CURLE_SSL_CONNECT_ERROR, "what answers there does not speak https; check the address and the "
                              "server"},
    {CURLE_SSL_CACERT_BADFILE,
     "the file of ca = cannot be read, or has no certificate (PEM) in it; "
     "check it"},
    {CURLE_OUT_OF_MEMORY, "no memory is left"},
};

void http_words_curl(char *out, size_t size, int code, const struct http_trouble *trouble)
{
    char server[256];
    server_name(server, sizeof server, trouble->url);
    if (trouble->too_large || code == CURLE_FILESIZE_EXCEEDED) {
        too_large(out, size, trouble);
        return;
    }
    if (trouble->head_too_large) {
        snprintf(out, size, "the head of the answer is larger than 256 KiB; check the server");
        return;
    }
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        snprintf(out, size, "the name %.*s is not known; check the network and the address",
                 (int)strcspn(server, ":"), server);
        return;
    case CURLE_COULDNT_CONNECT:
        no_answer(out, size, server, trouble->os_error);
        return;
    case CURLE_UNSUPPORTED_PROTOCOL:
        snprintf(out, size, "%s", is_web(trouble->url) ? no_http : no_web);
        return;
    case CURLE_OPERATION_TIMEDOUT:
        too_slow(out, size, server, trouble);
        return;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
        certificate(out, size, server, trouble->verify);
        return;
    default:
        snprintf(out, size, "%s", curl_easy_strerror((CURLcode)code));
    }
    for (size_t i = 0; i < COUNT_OF(plain); i++)
        if (plain[i].code == (CURLcode)code)
            snprintf(out, size, "%s", plain[i].words);
}
