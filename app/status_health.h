/* Whether a running screen is well, by what it told of itself (player/status.h) and how long ago.
 */
#ifndef RIWAQ_STATUS_HEALTH_H
#define RIWAQ_STATUS_HEALTH_H

#include "store/status_folder.h"

#include <jansson.h>

/* Exit statuses of `riwaq status`, beside EXIT_CALL. */
enum health {
    HEALTH_WELL = 0,
    HEALTH_TROUBLE = 1, /* it runs, but something needs somebody */
    HEALTH_GONE = 3,    /* it does not run */
    HEALTH_STILL = 4,   /* it is there, but its loop does not go round */
};

enum {
    STATUS_STILL_S = 20,  /* it tells every ten */
    STATUS_START_S = 120, /* fonts and drivers of a slow card */
    TROUBLES_MAX = 24,
    TROUBLE_SIZE = 512
};

struct health_report {
    enum health health;
    double told_age_s; /* how old what it told is */
    char troubles[TROUBLES_MAX][TROUBLE_SIZE];
    int trouble_count;
};

/* STATUS may be NULL: nothing was told, or nothing that can be read. BOOT_S is now, since boot.
 * SILENT: it was asked and did not answer. */
void health_judge(enum status_life life, const json_t *status, double boot_s, bool silent,
                  struct health_report *out);
/* "well", "trouble", "not running", "stands still" */
const char *health_name(enum health health);

/* What is looked for in STATUS, "process", "pid"; NULL or 0 where it is not. */
const json_t *status_at(const json_t *status, const char *part, const char *key);
const char *status_text(const json_t *status, const char *part, const char *key);
double status_number(const json_t *status, const char *part, const char *key);
/* 12.3 as "12 s", 7300 as "2 h 1 min". OUT has SIZE bytes. */
const char *status_span(double seconds, char *out, size_t size);

#endif
