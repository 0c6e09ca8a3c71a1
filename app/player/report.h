/* What a run of the player was like: for `riwaq bench`. */
#ifndef RIWAQ_PLAYER_REPORT_H
#define RIWAQ_PLAYER_REPORT_H

#include "base/buffer.h"
#include "base/geometry.h"

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
    int64_t longest_frame_ns; /* CPU time, of the player's thread, of the frame that took most,
                               * presenting included */
    int64_t longest_step_ns;  /* and of a step of the work between frames, or of taking over
                               * what the other threads left */
    /* `bench --changes` */
    int changes;                        /* contents that came up; 0: none were posted */
    int64_t late_in_changes;            /* of `late`: while new content was made ready or came up */
    double early_rss_mib, late_rss_mib; /* resident set size after the first of them, at the end */
    /* `bench --reloads` */
    int reloads;                          /* looks that came up */
    int64_t late_in_reloads;              /* as late_in_changes */
    double early_heap_mib, late_heap_mib; /* the heap in use, halfway and at the end */
};

void report_init(struct report *report);
/* Counting begins: a whole picture came up on a screen of SIZE, pixels. */
void report_begin(struct report *report, struct size size);
/* And whether it has begun; REPORT may be NULL. */
bool report_is_counting(const struct report *report);
void report_end(struct report *report);
/* As JSON, one line. */
bool report_print(const struct report *report, struct buffer *out);
/* Proportional set size of this process in MiB, or -1. */
double report_pss_mib(void);
/* Resident set size, as well, of what is in use: free pages of the heap are returned first, else
 * it would tell how long ago that was. */
double report_rss_mib(void);

#endif
