/* What whoever hangs the screen says of prayers: how they are computed, the official timetable,
 * and what a mosque adds to it. */
#ifndef RIWAQ_CONTENT_PRAYER_SETTINGS_H
#define RIWAQ_CONTENT_PRAYER_SETTINGS_H

#include "content/hijri.h"
#include "content/prayer_table.h"
#include "content/solar.h"

/* A time that goes with another one. */
enum following_kind { FOLLOWING_NONE, FOLLOWING_AFTER, FOLLOWING_FIXED };
struct following {
    enum following_kind kind;
    int minutes; /* AFTER: minutes after that one, 0 to 180; FIXED: after local midnight */
};

struct prayer_settings {
    struct prayer_rules rules;
    struct hijri_settings hijri;
    const struct prayer_table *table;     /* one reference is owned; NULL: no timetable */
    struct following iqama[PRAYER_COUNT]; /* of sunrise: none */
    int jumua[JUMUA_MAX];                 /* local minutes after midnight, ascending */
    int jumua_count;                      /* 0: Fridays are as other days */
    int imsak_minutes;                    /* before Fajr in Ramadan; 0: not shown */
    struct following eid_prayer;          /* AFTER: after sunrise */
    int tomorrow_minutes;                 /* the next day's times are shown from that many minutes
                                             after Isha on, 0 to 180 */
};

/* The defaults: everything absent, imsak ten minutes before Fajr. */
#define PRAYER_SETTINGS_DEFAULT ((struct prayer_settings){.imsak_minutes = 10})

#endif
