/* What a run of the player was like: for `riwaq bench`. */
#ifndef RIWAQ_PLAYER_REPORT_H
#define RIWAQ_PLAYER_REPORT_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

struct report {
    int64_t started_ns, cpu_started_ns; /* when counting began: with the first whole picture */
    int64_t first_frame_ns;             /* from exec to the first whole picture; -1: none yet */
    int64_t frames;
    int64_t late;                   /* presented more than half a refresh after they were due */
    int64_t uneven_steps;           /* frames between which what runs did not move by one tick */
    int64_t painted;                /* pixels */
    int64_t screen;                 /* pixels of the whole screen */
    int64_t ended_ns, cpu_ended_ns; /* when counting ended */
    double pss_mib;                 /* proportional set size at the end; negative: not known */
};

void report_init(struct report *report);
/* As JSON, one line. */
bool report_print(const struct report *report, struct buffer *out);
/* Proportional set size of this process in MiB, or -1. */
double report_pss_mib(void);

#endif
