/* What the widget `prayers` says, row by row, before anything is measured. */
#ifndef RIWAQ_WIDGETS_PRAYER_ROWS_H
#define RIWAQ_WIDGETS_PRAYER_ROWS_H

#include "widgets/view.h"

/* A time in its place of a row. */
struct prayer_cell {
    int64_t at_s;  /* or INSTANT_NONE */
    int minutes;   /* local, after midnight, or MINUTES_NONE */
    bool computed; /* and no authority's */
    bool past;
};

struct prayer_row {
    const char *name;
    const char *aside;                   /* what else it is, beside the name; NULL: nothing */
    struct date date;                    /* told beside the name; .day == 0: no date */
    struct prayer_cell times[JUMUA_MAX]; /* in their order */
    int time_count;
    int main;                 /* the one of them that the mark is for */
    struct prayer_cell iqama; /* MINUTES_NONE: it has none */
    bool gathers;             /* its times are those of the congregation: of Jumua, of Eid */
};

enum { PRAYER_ROWS_MAX = PRAYER_COUNT + 2 };

struct prayer_rows {
    /* Imsak, the day's; the prayer of Eid among these on its day, and below them before. */
    struct prayer_row rows[PRAYER_ROWS_MAX];
    int count;
    int marked;             /* the row that stands out; -1: none */
    int countdown_minutes;  /* to its time, or to its iqama */
    bool to_iqama;          /* it has begun, and its iqama is to come */
    bool known;             /* false: nobody knows the time, and no time is shown */
    bool has_iqama;         /* some row has */
    bool computed, partial; /* some time is computed; but not all are */
};

void prayer_rows_of(const struct view *view, const struct timetable *table,
                    struct prayer_rows *out);

#endif
