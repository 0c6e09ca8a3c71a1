/* The POSIX rule in the footer of TZif data ("CET-1CEST,M3.5.0,M10.5.0/3"), with the
 * extensions of RFC 8536: names in angle brackets, times of -167 to 167 hours. */
#ifndef RIWAQ_CONTENT_ZONE_RULE_H
#define RIWAQ_CONTENT_ZONE_RULE_H

#include <stdbool.h>
#include <stdint.h>

/* A day that comes once a year, and the time of that day. */
struct zone_rule_day {
    char kind;  /* 'J': 1 to 365, 29 February not counted; 'N': 0 to 365; 'M': month, week, day */
    int day;    /* J, N: day of the year; M: 0 Sunday to 6 Saturday */
    int month;  /* M: 1 to 12 */
    int week;   /* M: 1 to 5, 5 is the last */
    int time_s; /* seconds after that day's midnight, may be negative or past 24 hours */
};

struct zone_rule {
    int32_t standard;                /* seconds east of Greenwich */
    int32_t summer;                  /* the same in the other half of the year */
    bool changes;                    /* false: standard all year, the rest is not set */
    struct zone_rule_day start, end; /* of summer, in the time that held before */
};

/* The whole TEXT; false, and OUT undefined, when it is no rule. */
bool zone_rule_parse(const char *text, struct zone_rule *out);

/* Seconds east of Greenwich at UTC_S, which is within -2^55 to 2^55. *NEXT_S, unless NEXT_S is
 * NULL, is the first instant after UTC_S at which the rule changes, INT64_MAX for never. */
int32_t zone_rule_offset(const struct zone_rule *rule, int64_t utc_s, int64_t *next_s);

#endif
