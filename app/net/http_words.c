#include "net/http_words.h"

#include "base/memory.h"

#include <curl/curl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
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
    {304, "Not Modified", "although nothing was here yet"},
    {400, "Bad Request", "check the address"},
    {401, "Unauthorized", "it wants a name and a password: https://NAME:PASSWORD@..."},
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

static void too_large(char *out, size_t size, size_t body_max)
{
    snprintf(out, size, "the answer is larger than %zu MiB, the most that is read; make it smaller",
             body_max >> 20);
}

static void too_slow(char *out, size_t size, int64_t timeout_ms)
{
    snprintf(out, size,
             "no whole answer within %" PRId64 " s; check the network, or allow more with "
             "timeout = (at most 120s)",
             (timeout_ms + 999) / 1000);
}

static void certificate(char *out, size_t size, const char *server)
{
    snprintf(out, size,
             "the certificate of %s cannot be trusted; check this machine's date, its package "
             "ca-certificates, and the server",
             server);
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
    {CURLE_OUT_OF_MEMORY, "no memory is left"},
};

void http_words_curl(char *out, size_t size, int code, const struct http_trouble *trouble)
{
    char server[256];
    server_name(server, sizeof server, trouble->url);
    if (trouble->too_large || code == CURLE_FILESIZE_EXCEEDED) {
        too_large(out, size, trouble->body_max);
        return;
    }
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        snprintf(out, size, "the name %s is not known; check the network and the address", server);
        return;
    case CURLE_COULDNT_CONNECT:
        snprintf(out, size, "nobody answers at %s; check that the server runs", server);
        return;
    case CURLE_UNSUPPORTED_PROTOCOL:
        snprintf(out, size, "%s", is_web(trouble->url) ? no_http : no_web);
        return;
    case CURLE_OPERATION_TIMEDOUT:
        too_slow(out, size, trouble->timeout_ms);
        return;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
        certificate(out, size, server);
        return;
    default:
        snprintf(out, size, "%s", curl_easy_strerror((CURLcode)code));
    }
    for (size_t i = 0; i < COUNT_OF(plain); i++)
        if (plain[i].code == (CURLcode)code)
            snprintf(out, size, "%s", plain[i].words);
}
