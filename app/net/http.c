#include "net/http.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "net/freshness.h"
#include "net/headers.h"
#include "net/http_address.h"
#include "net/http_words.h"
#include "store/clock.h"

#include <curl/curl.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct http {
    CURLM *multi;
    struct buffer agent;
};

struct transfer {
    struct http *http;
    CURL *easy;                      /* NULL: never began */
    char *home;                      /* whose origin may see what follows */
    struct curl_slist *headers_home; /* all */
    char *name, *password;
    struct curl_slist *headers_elsewhere; /* without the secret ones */
    int hops;                             /* redirects followed */
    struct buffer body;
    size_t head; /* bytes of all heads */
    char *etag, *last_modified;
    struct freshness freshness;
    bool conditional;
    int64_t timeout_ms, deadline_ns;
    const char *less; /* as of the request */
    enum http_outcome outcome;
    enum http_cause cause;
    char *media_type, *sent_to;
    char error[HTTP_ERROR_MAX];
};

enum { AGENT_MAX = 400 };

struct http *http_create(const char *contact)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return NULL;
    CURLM *multi = curl_multi_init();
    if (multi == NULL) {
        curl_global_cleanup();
        return NULL;
    }
    struct http *http = memory_new(sizeof *http);
    http->multi = multi;
    buffer_init(&http->agent, AGENT_MAX);
    http_set_contact(http, contact);
    return http;
}

void http_set_contact(struct http *http, const char *contact)
{
    buffer_clear(&http->agent);
    buffer_add_text(&http->agent, "riwaq/" RIWAQ_VERSION);
    if (contact != NULL)
        buffer_print(&http->agent, " (%s)", contact);
}

void http_destroy(struct http *http)
{
    if (http == NULL)
        return;
    curl_multi_cleanup(http->multi);
    curl_global_cleanup();
    buffer_finish(&http->agent);
    free(http);
}

/* Refusing a byte ends the transfer: libcurl's own limit knows only lengths told in advance. */
static size_t on_body(char *data, size_t size, size_t count, void *self)
{
    struct transfer *transfer = self;
    return buffer_add(&transfer->body, data, size * count) ? size * count : 0;
}

/* The value of the header NAME, or NULL; free() it. Printable ASCII only, for it is kept and
 * sent back. */
static char *header_value(const char *line, size_t length, const char *name)
{
    size_t skip = strlen(name);
    if (length <= skip || strncasecmp(line, name, skip) != 0 || line[skip] != ':')
        return NULL;
    const char *start = line + skip + 1, *end = line + length;
    while (start < end && (*start == ' ' || *start == '\t'))
        start++;
    while (end > start && (end[-1] == ' ' || end[-1] == '\r' || end[-1] == '\n'))
        end--;
    if (start == end || end - start > HTTP_VALIDATOR_MAX)
        return NULL;
    for (const char *at = start; at < end; at++)
        if (*at < ' ' || *at > '~')
            return NULL;
    return memory_text_n(start, (size_t)(end - start));
}

static void keep_header(char **kept, const char *line, size_t length, const char *name)
{
    char *value = header_value(line, length, name);
    if (value == NULL)
        return;
    free(*kept);
    *kept = value;
}

static size_t on_header(char *data, size_t size, size_t count, void *self)
{
    struct transfer *transfer = self;
    size_t length = size * count;
    transfer->head += length;
    if (transfer->head > HTTP_HEAD_MAX)
        return 0;
    if (length >= 5 && memcmp(data, "HTTP/", 5) == 0) { /* a new answer, after a redirect */
        free(transfer->etag);
        free(transfer->last_modified);
        transfer->etag = transfer->last_modified = NULL;
        freshness_init(&transfer->freshness);
    }
    keep_header(&transfer->etag, data, length, "ETag");
    keep_header(&transfer->last_modified, data, length, "Last-Modified");
    freshness_header(&transfer->freshness, data, length);
    return length;
}

static void add_line(struct curl_slist **list, const char *line)
{
    struct curl_slist *longer = curl_slist_append(*list, line);
    if (longer != NULL)
        *list = longer;
}

static void add_header(struct curl_slist **list, const char *name, const char *value)
{
    if (value == NULL)
        return;
    struct buffer line;
    buffer_init(&line, HTTP_VALIDATOR_MAX + 64);
    if (buffer_print(&line, "%s: %s", name, value))
        add_line(list, buffer_text(&line));
    buffer_finish(&line);
}

/* A header of the operator's own stands in for ours. */
static void list_headers(struct curl_slist **list, const struct http_request *request,
                         const struct headers *secret)
{
    for (int i = 0; secret != NULL && i < secret->count; i++)
        add_line(list, secret->lines[i]);
    if (secret == NULL || !headers_have(secret, "Accept"))
        add_header(list, "Accept", request->accept);
    add_header(list, "If-None-Match", request->etag);
    add_header(list, "If-Modified-Since", request->last_modified);
}

static void set_limits(CURL *easy, const struct http_request *request)
{
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)request->body_max);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    /* Else the end of a transfer waits for a name server that does not answer. */
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(easy, CURLOPT_DNS_CACHE_TIMEOUT, request->afresh ? 0L : (long)HTTP_DNS_S);
    curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
}

/* Where to ask next. libcurl could follow by itself, but sends all headers along to anybody. */
static void aim(struct transfer *transfer, const char *url)
{
    CURL *easy = transfer->easy;
    bool home = http_same_origin(url, transfer->home);
    int64_t left_ms = (transfer->deadline_ns - clock_monotonic_ns()) / NS_PER_MILLISECOND;
    long timeout_ms = left_ms > 1 ? (long)left_ms : 1;
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER,
                     home ? transfer->headers_home : transfer->headers_elsewhere);
    curl_easy_setopt(easy, CURLOPT_USERNAME, home ? transfer->name : NULL);
    curl_easy_setopt(easy, CURLOPT_PASSWORD, home ? transfer->password : NULL);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, timeout_ms);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, timeout_ms);
}

static void set_up(struct transfer *transfer, const struct http_request *request)
{
    CURL *easy = transfer->easy;
    curl_easy_setopt(easy, CURLOPT_USERAGENT, buffer_text(&transfer->http->agent));
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
    set_limits(easy, request);
    /* The system's certificates remain: Debian's libcurl has them as a folder (CAPATH) too. */
    if (request->ca != NULL)
        curl_easy_setopt(easy, CURLOPT_CAINFO, request->ca);
    list_headers(&transfer->headers_home, request, request->headers);
    list_headers(&transfer->headers_elsewhere, request, NULL);
    http_login(transfer->home, &transfer->name, &transfer->password);
    aim(transfer, request->url);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
}

struct transfer *http_start(struct http *http, const struct http_request *request)
{
    struct transfer *transfer = memory_new(sizeof *transfer);
    transfer->http = http;
    transfer->home = memory_text(request->home != NULL ? request->home : request->url);
    transfer->conditional = request->etag != NULL || request->last_modified != NULL;
    transfer->timeout_ms = request->timeout_ms;
    transfer->less = request->less;
    transfer->deadline_ns = clock_monotonic_ns() + request->timeout_ms * NS_PER_MILLISECOND;
    buffer_init(&transfer->body, request->body_max);
    freshness_init(&transfer->freshness);
    transfer->easy = curl_easy_init();
    if (transfer->easy != NULL) {
        set_up(transfer, request);
        if (curl_multi_add_handle(http->multi, transfer->easy) == CURLM_OK)
            return transfer;
        curl_easy_cleanup(transfer->easy);
        transfer->easy = NULL;
    }
    transfer->outcome = HTTP_FAILED;
    http_words_curl(transfer->error, sizeof transfer->error, CURLE_OUT_OF_MEMORY,
                    &(struct http_trouble){.url = request->url});
    return transfer;
}

/* --- the end of a transfer --- */

/* OpenSSL's numbers (x509_vfy.h), whose headers are not needed for anything else. */
enum { VERIFY_NOT_YET_VALID = 9, VERIFY_EXPIRED = 10 };

static enum http_cause cause_of(CURLcode code, const struct http_trouble *trouble)
{
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        return HTTP_CAUSE_NETWORK;
    case CURLE_COULDNT_CONNECT: /* a refusal came from somebody */
        return trouble->os_error == ECONNREFUSED ? HTTP_CAUSE_SERVER : HTTP_CAUSE_NETWORK;
    case CURLE_OPERATION_TIMEDOUT:
        return trouble->never_asked ? HTTP_CAUSE_NETWORK : HTTP_CAUSE_SERVER;
    case CURLE_PEER_FAILED_VERIFICATION:
        return trouble->verify == VERIFY_NOT_YET_VALID || trouble->verify == VERIFY_EXPIRED
                   ? HTTP_CAUSE_DATES
                   : HTTP_CAUSE_SERVER;
    default:
        return HTTP_CAUSE_SERVER;
    }
}

static struct http_trouble trouble_of(const struct transfer *transfer)
{
    struct http_trouble trouble = {.body_max = transfer->body.cap,
                                   .less = transfer->less,
                                   .too_large = transfer->body.overflow,
                                   .head_too_large = transfer->head > HTTP_HEAD_MAX,
                                   .timeout_ms = transfer->timeout_ms};
    curl_off_t begun_us = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_PRETRANSFER_TIME_T, &begun_us);
    trouble.never_asked = begun_us == 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_EFFECTIVE_URL, &trouble.url);
    curl_easy_getinfo(transfer->easy, CURLINFO_OS_ERRNO, &trouble.os_error);
    curl_easy_getinfo(transfer->easy, CURLINFO_SSL_VERIFYRESULT, &trouble.verify);
    return trouble;
}

static void fail(struct transfer *transfer, CURLcode code)
{
    struct http_trouble trouble = trouble_of(transfer);
    transfer->cause = cause_of(code, &trouble);
    http_words_curl(transfer->error, sizeof transfer->error, code, &trouble);
}

static void judge(struct transfer *transfer, CURLcode code)
{
    long status = 0;
    const char *type = NULL, *url = NULL;
    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(transfer->easy, CURLINFO_CONTENT_TYPE, &type);
    curl_easy_getinfo(transfer->easy, CURLINFO_EFFECTIVE_URL, &url);
    transfer->media_type = memory_text(type);
    if (transfer->hops > 0 && url != NULL && !http_same_origin(url, transfer->home))
        transfer->sent_to = http_host(url);
    transfer->outcome = HTTP_FAILED;
    if (code != CURLE_OK)
        fail(transfer, code);
    else if (status == 200)
        transfer->outcome = HTTP_BODY;
    else if (status == 304 && transfer->conditional)
        transfer->outcome = HTTP_UNCHANGED;
    else
        http_words_status(transfer->error, sizeof transfer->error, status);
}

/* Where a redirect leads to, for free(), or NULL. */
static char *next_hop(const struct transfer *transfer)
{
    long status = 0;
    const char *url = NULL;
    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    if (status != 301 && status != 302 && status != 303 && status != 307 && status != 308)
        return NULL;
    curl_easy_getinfo(transfer->easy, CURLINFO_REDIRECT_URL, &url);
    return memory_text(url);
}

/* True when the transfer goes on, to the address that the server has sent on to. */
static bool follow(struct transfer *transfer, CURLcode *code)
{
    char *url = *code == CURLE_OK ? next_hop(transfer) : NULL;
    bool goes_on = false;
    if (url != NULL && transfer->hops == HTTP_REDIRECTS_MAX) {
        *code = CURLE_TOO_MANY_REDIRECTS;
    } else if (url != NULL) {
        transfer->hops++;
        buffer_clear(&transfer->body);
        aim(transfer, url);
        goes_on = curl_multi_add_handle(transfer->http->multi, transfer->easy) == CURLM_OK;
    }
    free(url);
    return goes_on;
}

/* True when a transfer has ended. */
static bool perform(struct http *http)
{
    int running, left;
    bool ended = false;
    curl_multi_perform(http->multi, &running);
    const CURLMsg *message;
    while ((message = curl_multi_info_read(http->multi, &left)) != NULL) {
        if (message->msg != CURLMSG_DONE)
            continue;
        struct transfer *transfer = NULL;
        CURLcode code = message->data.result; /* MESSAGE goes with the handle */
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&transfer);
        curl_multi_remove_handle(http->multi, transfer->easy);
        if (follow(transfer, &code))
            continue;
        judge(transfer, code);
        ended = true;
    }
    return ended;
}

void http_wait(struct http *http, const int *fds, int fd_count, int wait_ms)
{
    struct curl_waitfd extra[HTTP_FDS_MAX];
    unsigned count = 0;
    for (int i = 0; i < fd_count && count < HTTP_FDS_MAX; i++)
        if (fds[i] >= 0)
            extra[count++] = (struct curl_waitfd){.fd = fds[i], .events = CURL_WAIT_POLLIN};
    if (perform(http))
        return;
    curl_multi_poll(http->multi, extra, count, wait_ms, NULL);
    perform(http);
}

struct http_answer transfer_answer(const struct transfer *transfer)
{
    return (struct http_answer){
        .outcome = transfer->outcome,
        .body = buffer_text(&transfer->body),
        .size = transfer->body.length,
        .etag = transfer->etag,
        .last_modified = transfer->last_modified,
        .media_type = transfer->media_type,
        .sent_to = transfer->sent_to,
        .error = transfer->outcome == HTTP_FAILED ? transfer->error : NULL,
        .cause = transfer->cause,
        .fresh_s = freshness_lifetime_s(&transfer->freshness),
        .retry_s = freshness_retry_s(&transfer->freshness),
    };
}

char *transfer_take_body(struct transfer *transfer)
{
    return buffer_take(&transfer->body);
}

void transfer_destroy(struct transfer *transfer)
{
    if (transfer == NULL)
        return;
    if (transfer->easy != NULL) {
        if (transfer->outcome == HTTP_RUNNING)
            curl_multi_remove_handle(transfer->http->multi, transfer->easy);
        curl_easy_cleanup(transfer->easy);
    }
    curl_slist_free_all(transfer->headers_home);
    curl_slist_free_all(transfer->headers_elsewhere);
    buffer_finish(&transfer->body);
    free(transfer->home);
    free(transfer->name);
    free(transfer->password);
    free(transfer->etag);
    free(transfer->last_modified);
    free(transfer->media_type);
    free(transfer->sent_to);
    free(transfer);
}
