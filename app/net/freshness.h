/* What a server says about when it may be asked again: how long its answer stays good (RFC 9111:
 * Cache-Control, Expires, Age), and for how long it wants to be left alone (RFC 9110:
 * Retry-After).
 *
 * Pure: dates are taken against the server's own Date, never against this machine's clock, which
 * may not be set yet. A date without a Date beside it says nothing. */
#ifndef RIWAQ_NET_FRESHNESS_H
#define RIWAQ_NET_FRESHNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Seconds; FRESHNESS_UNTOLD where nothing was said. Use freshness_init. */
struct freshness {
    int64_t max_age_s, age_s;      /* of Cache-Control; Age */
    int64_t expires_s, date_s;     /* since 1970 */
    int64_t retry_s, retry_date_s; /* Retry-After in seconds; as a date, since 1970 */
    bool stale;                    /* no-cache, no-store, or an Expires that is no date */
};

#define FRESHNESS_UNTOLD INT64_C(-1)
/* No server's number counts for more. */
#define FRESHNESS_MOST_S (INT64_C(366) * 86400)

void freshness_init(struct freshness *freshness);
/* One line of an answer's head, with or without its line end; others than those above are passed
 * over. s-maxage is for shared caches, which a screen is not; must-revalidate asks for what riwaq
 * does in any case. */
void freshness_header(struct freshness *freshness, const char *line, size_t length);
/* For how many seconds from now the answer stays good: 0 to FRESHNESS_MOST_S, or UNTOLD. */
int64_t freshness_lifetime_s(const struct freshness *freshness);
/* For how many seconds from now the server does not want to be asked, likewise. */
int64_t freshness_retry_s(const struct freshness *freshness);

#endif
