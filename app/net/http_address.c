#include "net/http_address.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define HIDDEN "…"

static char *take_part(CURLU *parts, CURLUPart part, unsigned flags)
{
    char *text = NULL;
    if (curl_url_get(parts, part, &text, flags) != CURLUE_OK)
        return NULL;
    char *copy = memory_text(text);
    curl_free(text);
    return copy;
}

/* An address that cannot be understood: everything up to the last @ could be a password. */
static char *hide_by_hand(const char *url)
{
    const char *start = strstr(url, "://"), *at = strrchr(url, '@');
    if (start == NULL || at == NULL || at < start)
        return memory_text(url);
    struct buffer out;
    buffer_init(&out, strlen(url));
    buffer_add(&out, url, (size_t)(start + 3 - url));
    buffer_add_text(&out, at + 1);
    return buffer_take(&out);
}

static char *without_login(const char *url)
{
    CURLU *parts = strchr(url, '@') != NULL ? curl_url() : NULL;
    char *address = NULL;
    if (parts != NULL && curl_url_set(parts, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME) == 0 &&
        curl_url_set(parts, CURLUPART_USER, NULL, 0) == 0 &&
        curl_url_set(parts, CURLUPART_PASSWORD, NULL, 0) == 0)
        address = take_part(parts, CURLUPART_URL, 0);
    curl_url_cleanup(parts);
    return address != NULL ? address : hide_by_hand(url);
}

/* --- keys in the query, which some services want there --- */

/* Whether a word begins at AT in "clientSecret" or "X-Amz-Signature". */
static bool begins_word(const char *name, size_t at)
{
    char before = name[at - 1];
    bool small = (before >= 'a' && before <= 'z') || (before >= '0' && before <= '9');
    return strchr("-_.", before) != NULL || (small && name[at] >= 'A' && name[at] <= 'Z');
}

/* Whether NAME is of a secret, whole (appid) or by its last word (X-Amz-Signature, clientSecret).
 */
static bool is_secret(const char *name, size_t length)
{
    static const char *const secrets[] = {
        "appid",        "key",    "apikey", "api_key",    "token",  "accesstoken",
        "access_token", "auth",   "sig",    "signature",  "secret", "password",
        "pass",         "passwd", "pwd",    "credential",
    };
    for (size_t i = 0; i < COUNT_OF(secrets); i++) {
        size_t wanted = strlen(secrets[i]);
        if (length >= wanted && strncasecmp(name + length - wanted, secrets[i], wanted) == 0 &&
            (length == wanted || begins_word(name, length - wanted)))
            return true;
    }
    return false;
}

/* One parameter with the sign before it, LENGTH bytes of AT. */
static void add_parameter(struct buffer *out, const char *at, size_t length)
{
    const char *equals = memchr(at, '=', length);
    if (equals == NULL || equals + 1 == at + length ||
        !is_secret(at + 1, (size_t)(equals - at - 1))) {
        buffer_add(out, at, length);
        return;
    }
    buffer_add(out, at, (size_t)(equals + 1 - at));
    buffer_add_text(out, HIDDEN);
}

char *http_address(const char *url)
{
    char *plain = without_login(url);
    const char *at = plain + strcspn(plain, "?#");
    struct buffer out;
    buffer_init(&out, strlen(plain) * sizeof HIDDEN);
    buffer_add(&out, plain, (size_t)(at - plain));
    while (*at != '\0') {
        size_t length = 1 + strcspn(at + 1, "?#&;");
        add_parameter(&out, at, length);
        at += length;
    }
    free(plain);
    return buffer_take(&out);
}

char *http_resolve(const char *base, const char *reference)
{
    CURLU *parts = curl_url();
    char *scheme = NULL, *resolved = NULL, *plain = without_login(base);
    if (parts != NULL && curl_url_set(parts, CURLUPART_URL, plain, 0) == CURLUE_OK &&
        curl_url_set(parts, CURLUPART_URL, reference, CURLU_URLENCODE) == CURLUE_OK)
        scheme = take_part(parts, CURLUPART_SCHEME, 0);
    if (scheme != NULL && (strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0))
        resolved = take_part(parts, CURLUPART_URL, 0);
    free(scheme);
    free(plain);
    curl_url_cleanup(parts);
    return resolved;
}

/* Part PART of URL, or NULL. */
static char *part_of(const char *url, CURLUPart part, unsigned flags)
{
    CURLU *parts = curl_url();
    char *text = NULL;
    if (parts != NULL && curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK)
        text = take_part(parts, part, flags);
    curl_url_cleanup(parts);
    return text;
}

static bool same_part(const char *a, const char *b, CURLUPart part)
{
    char *of_a = part_of(a, part, CURLU_DEFAULT_PORT), *of_b = part_of(b, part, CURLU_DEFAULT_PORT);
    bool same = of_a != NULL && of_b != NULL && strcasecmp(of_a, of_b) == 0;
    free(of_a);
    free(of_b);
    return same;
}

bool http_same_origin(const char *a, const char *b)
{
    return same_part(a, b, CURLUPART_SCHEME) && same_part(a, b, CURLUPART_HOST) &&
           same_part(a, b, CURLUPART_PORT);
}

char *http_host(const char *url)
{
    return part_of(url, CURLUPART_HOST, 0);
}

void http_login(const char *url, char **name, char **password)
{
    *name = part_of(url, CURLUPART_USER, CURLU_URLDECODE);
    *password = part_of(url, CURLUPART_PASSWORD, CURLU_URLDECODE);
}
