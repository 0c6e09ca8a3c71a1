/* What the widget `departures` says, row by row, before anything is measured: the prayers to come,
 * the soonest first, then the headlines, the newest first. Those of the day after stand ready for a
 * board that has room for them. */
#ifndef RIWAQ_WIDGETS_DEPARTURE_ROWS_H
#define RIWAQ_WIDGETS_DEPARTURE_ROWS_H

#include "base/buffer.h"
#include "widgets/order.h"
#include "widgets/prayer_rows.h"
#include "widgets/view.h"

enum {
    DEPARTURE_PRAYERS_MAX = PRAYER_ROWS_MAX + JUMUA_MAX, /* of a day */
    DEPARTURE_ROWS_MAX = 2 * DEPARTURE_PRAYERS_MAX + HEADLINES_MAX
};

struct departure_row {
    int minutes;                     /* the time of day, or MINUTES_NONE */
    int64_t at_s;                    /* a prayer's, or INSTANT_NONE */
    const char *name;                /* a prayer's; NULL: a headline's row */
    const struct headline *headline; /* or NULL */
    bool dated;                      /* a headline's that is not of today: its date is told */
    bool computed;                   /* the time is no authority's */
    bool marked;                     /* what a passer-by needs next */
    bool is_new;                     /* a headline's, of the last minutes */
    /* What is remarked of a prayer, as far as it is there. */
    int countdown_minutes; /* to its time, or to its iqama; -1: none */
    bool to_iqama;
    bool begun;        /* its time was within the last minutes */
    int iqama;         /* minutes of the day, or MINUTES_NONE */
    struct date date;  /* of an announcement, or a day after tomorrow; .day == 0: none */
    bool tomorrow;     /* it is tomorrow's */
    bool later;        /* of the day after the one that is shown: it fills the board */
    const char *aside; /* a word more; NULL: none */
};

struct departure_rows {
    struct departure_row rows[DEPARTURE_ROWS_MAX];
    int count;
    int prayers;                                       /* so many, from the first on, are prayers */
    struct departure_row later[DEPARTURE_PRAYERS_MAX]; /* of the day after, in order of time */
    int later_count;
    struct headline story;  /* what a row of the article's title is of */
    bool known;             /* false: nobody knows the time, and no prayer's is shown */
    bool computed;          /* some time is */
    bool with_sources;      /* each headline says from which source it is */
    struct age age;         /* of all headlines together */
    int64_t next_change_ns; /* from when on any of this may be otherwise */
};

/* As the zone's `rows` wants it, nothing of the day after among the rows. OUT is not to be copied:
 * a row may be of its story. */
void departure_rows_of(const struct view *view, struct departure_rows *out);
/* The first COUNT prayers of the day after, and no others of them, stand among the rows, all
 * prayers in order of time. */
void departure_rows_fill(struct departure_rows *rows, int count);

/* The remark of a prayer's row in VIEW's language, FORM from the longest, 0, to the shortest: the
 * same in fewer letters. Replaces what OUT has. */
enum { DEPARTURE_REMARK_FORMS = 4, DEPARTURE_REMARK_CAP = 1024 };
void departure_write_remark(const struct view *view, const struct departure_row *row, int form,
                            struct buffer *out);

#endif
