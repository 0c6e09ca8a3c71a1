#include "net/freshness.h"

#include <curl/curl.h>
#include <string.h>
#include <strings.h>

enum { VALUE_MAX = 1024 };

void freshness_init(struct freshness *freshness)
{
    *freshness = (struct freshness){
        .max_age_s = FRESHNESS_UNTOLD,
        .age_s = FRESHNESS_UNTOLD,
        .expires_s = FRESHNESS_UNTOLD,
        .date_s = FRESHNESS_UNTOLD,
        .retry_s = FRESHNESS_UNTOLD,
        .retry_date_s = FRESHNESS_UNTOLD,
    };
}

/* Digits and nothing else, at most FRESHNESS_MOST_S; else UNTOLD. */
static int64_t seconds(const char *text)
{
    int64_t value = 0;
    if (*text == '\0')
        return FRESHNESS_UNTOLD;
    for (; *text != '\0'; text++) {
        if (*text < '0' || *text > '9')
            return FRESHNESS_UNTOLD;
        if (value <= FRESHNESS_MOST_S)
            value = value * 10 + (*text - '0');
    }
    return value < FRESHNESS_MOST_S ? value : FRESHNESS_MOST_S;
}

/* Seconds since 1970, or UNTOLD. */
static int64_t date(const char *text)
{
    time_t value = curl_getdate(text, NULL);
    return value < 0 ? FRESHNESS_UNTOLD : (int64_t)value;
}

/* One directive, NAME or NAME=VALUE, cut out of the header. */
static void read_directive(struct freshness *freshness, char *text)
{
    char *value = strchr(text, '=');
    if (value != NULL)
        *value++ = '\0';
    if (strcasecmp(text, "no-cache") == 0 || strcasecmp(text, "no-store") == 0)
        freshness->stale = true;
    if (strcasecmp(text, "max-age") != 0 || value == NULL)
        return;
    size_t length = strlen(value);
    if (length >= 2 && value[0] == '"' && value[length - 1] == '"') {
        value[length - 1] = '\0';
        value++;
    }
    int64_t told = seconds(value);
    if (told == FRESHNESS_UNTOLD)
        freshness->stale = true;
    else if (freshness->max_age_s == FRESHNESS_UNTOLD || told < freshness->max_age_s)
        freshness->max_age_s = told;
}

static void read_cache_control(struct freshness *freshness, char *value)
{
    for (char *at = value; at != NULL;) {
        char *comma = strchr(at, ',');
        if (comma != NULL)
            *comma = '\0';
        at += strspn(at, " \t");
        size_t length = strlen(at);
        while (length > 0 && (at[length - 1] == ' ' || at[length - 1] == '\t'))
            at[--length] = '\0';
        read_directive(freshness, at);
        at = comma != NULL ? comma + 1 : NULL;
    }
}

static void read_value(struct freshness *freshness, const char *name, size_t length, char *value)
{
    if (length == 13 && strncasecmp(name, "Cache-Control", length) == 0) {
        read_cache_control(freshness, value);
    } else if (length == 7 && strncasecmp(name, "Expires", length) == 0) {
        freshness->expires_s = date(value);
        freshness->stale |= freshness->expires_s == FRESHNESS_UNTOLD && *value != '\0';
    } else if (length == 4 && strncasecmp(name, "Date", length) == 0) {
        freshness->date_s = date(value);
    } else if (length == 3 && strncasecmp(name, "Age", length) == 0) {
        freshness->age_s = seconds(value);
    } else if (length == 11 && strncasecmp(name, "Retry-After", length) == 0) {
        freshness->retry_s = seconds(value);
        freshness->retry_date_s =
            freshness->retry_s == FRESHNESS_UNTOLD ? date(value) : FRESHNESS_UNTOLD;
    }
}

void freshness_header(struct freshness *freshness, const char *line, size_t length)
{
    const char *colon = memchr(line, ':', length), *end = line + length;
    if (colon == NULL)
        return;
    const char *start = colon + 1;
    while (start < end && (*start == ' ' || *start == '\t'))
        start++;
    while (end > start && strchr(" \t\r\n", end[-1]) != NULL)
        end--;
    char value[VALUE_MAX];
    if ((size_t)(end - start) >= sizeof value)
        return;
    memcpy(value, start, (size_t)(end - start));
    value[end - start] = '\0';
    read_value(freshness, line, (size_t)(colon - line), value);
}

/* From the server's now to AT_S. */
static int64_t until(const struct freshness *freshness, int64_t at_s)
{
    if (at_s == FRESHNESS_UNTOLD || freshness->date_s == FRESHNESS_UNTOLD)
        return FRESHNESS_UNTOLD;
    int64_t left = at_s - freshness->date_s;
    if (left < 0)
        return 0;
    return left < FRESHNESS_MOST_S ? left : FRESHNESS_MOST_S;
}

int64_t freshness_lifetime_s(const struct freshness *freshness)
{
    int64_t age_s = freshness->age_s != FRESHNESS_UNTOLD ? freshness->age_s : 0;
    int64_t lifetime_s = freshness->max_age_s; /* wins over Expires */
    if (lifetime_s == FRESHNESS_UNTOLD && !freshness->stale)
        lifetime_s = until(freshness, freshness->expires_s);
    if (freshness->stale)
        return 0;
    if (lifetime_s == FRESHNESS_UNTOLD)
        return FRESHNESS_UNTOLD;
    return lifetime_s > age_s ? lifetime_s - age_s : 0;
}

int64_t freshness_retry_s(const struct freshness *freshness)
{
    if (freshness->retry_s != FRESHNESS_UNTOLD)
        return freshness->retry_s;
    return until(freshness, freshness->retry_date_s);
}
