#include "net/http.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "net/http_words.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct http {
    CURLM *multi;
};

struct transfer {
    struct http *http;
    CURL *easy; /* NULL: never began */
    struct curl_slist *headers;
    struct buffer body;
    char *etag, *last_modified;
    bool conditional;
    int64_t timeout_ms;
    enum http_outcome outcome;
    char *media_type;
    char error[HTTP_ERROR_MAX];
};

struct http *http_create(void)
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
    return http;
}

void http_destroy(struct http *http)
{
    if (http == NULL)
        return;
    curl_multi_cleanup(http->multi);
    curl_global_cleanup();
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
    if (length >= 5 && memcmp(data, "HTTP/", 5) == 0) { /* a new answer, after a redirect */
        free(transfer->etag);
        free(transfer->last_modified);
        transfer->etag = transfer->last_modified = NULL;
    }
    keep_header(&transfer->etag, data, length, "ETag");
    keep_header(&transfer->last_modified, data, length, "Last-Modified");
    return length;
}

static void add_header(struct transfer *transfer, const char *name, const char *value)
{
    if (value == NULL)
        return;
    struct buffer line;
    buffer_init(&line, HTTP_VALIDATOR_MAX + 64);
    if (buffer_print(&line, "%s: %s", name, value)) {
        struct curl_slist *longer = curl_slist_append(transfer->headers, buffer_text(&line));
        if (longer != NULL)
            transfer->headers = longer;
    }
    buffer_finish(&line);
}

static void set_limits(CURL *easy, const struct http_request *request)
{
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(easy, CURLOPT_MAXREDIRS, (long)HTTP_REDIRECTS_MAX);
    curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)request->body_max);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)request->timeout_ms);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)request->timeout_ms);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    /* Else the end of a transfer waits for a name server that does not answer. */
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
}

static void set_up(struct transfer *transfer, const struct http_request *request)
{
    CURL *easy = transfer->easy;
    curl_easy_setopt(easy, CURLOPT_URL, request->url);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "riwaq/" RIWAQ_VERSION);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
    set_limits(easy, request);
    add_header(transfer, "Accept", request->accept);
    add_header(transfer, "If-None-Match", request->etag);
    add_header(transfer, "If-Modified-Since", request->last_modified);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->headers);
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
    transfer->conditional = request->etag != NULL || request->last_modified != NULL;
    transfer->timeout_ms = request->timeout_ms;
    buffer_init(&transfer->body, request->body_max);
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

static void judge(struct transfer *transfer, CURLcode code)
{
    long status = 0;
    const char *type = NULL, *url = NULL;
    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(transfer->easy, CURLINFO_CONTENT_TYPE, &type);
    curl_easy_getinfo(transfer->easy, CURLINFO_EFFECTIVE_URL, &url);
    transfer->media_type = memory_text(type);
    transfer->outcome = HTTP_FAILED;
    struct http_trouble trouble = {.url = url,
                                   .too_large = transfer->body.overflow,
                                   .body_max = transfer->body.cap,
                                   .timeout_ms = transfer->timeout_ms};
    if (code != CURLE_OK)
        http_words_curl(transfer->error, sizeof transfer->error, code, &trouble);
    else if (status == 200)
        transfer->outcome = HTTP_BODY;
    else if (status == 304 && transfer->conditional)
        transfer->outcome = HTTP_UNCHANGED;
    else
        http_words_status(transfer->error, sizeof transfer->error, status);
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
        .error = transfer->outcome == HTTP_FAILED ? transfer->error : NULL,
    };
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
    curl_slist_free_all(transfer->headers);
    buffer_finish(&transfer->body);
    free(transfer->etag);
    free(transfer->last_modified);
    free(transfer->media_type);
    free(transfer);
}

static char *take_part(CURLU *parts, CURLUPart part)
{
    char *text = NULL;
    if (curl_url_get(parts, part, &text, 0) != CURLUE_OK)
        return NULL;
    char *copy = memory_text(text);
    curl_free(text);
    return copy;
}

char *http_address(const char *url)
{
    CURLU *parts = strchr(url, '@') != NULL ? curl_url() : NULL;
    char *address = NULL;
    if (parts != NULL && curl_url_set(parts, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME) == 0 &&
        curl_url_set(parts, CURLUPART_USER, NULL, 0) == 0 &&
        curl_url_set(parts, CURLUPART_PASSWORD, NULL, 0) == 0)
        address = take_part(parts, CURLUPART_URL);
    curl_url_cleanup(parts);
    return address != NULL ? address : memory_text(url);
}

char *http_resolve(const char *base, const char *reference)
{
    CURLU *parts = curl_url();
    char *scheme = NULL, *resolved = NULL;
    if (parts != NULL && curl_url_set(parts, CURLUPART_URL, base, 0) == 0 &&
        curl_url_set(parts, CURLUPART_URL, reference, CURLU_URLENCODE) == 0)
        scheme = take_part(parts, CURLUPART_SCHEME);
    if (scheme != NULL && (strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0))
        resolved = take_part(parts, CURLUPART_URL);
    free(scheme);
    curl_url_cleanup(parts);
    return resolved;
}
