/* The day's prayers as they are shown: order of truth, the next one, the countdown.
 *
 * Order of truth, for each time by itself: the official timetable, where it has that date (what it
 * says does not exist does not); else the endpoint's times for that very local date; else
 * computation. */
#ifndef RIWAQ_CONTENT_TIMETABLE_H
#define RIWAQ_CONTENT_TIMETABLE_H

#include "base/moment.h"
#include "content/content.h"
#include "content/prayer_settings.h"

enum prayer_origin { ORIGIN_NONE, ORIGIN_TIMETABLE, ORIGIN_ENDPOINT, ORIGIN_COMPUTED };
/* "timetable", "endpoint", "computed"; "none". */
const char *prayer_origin_name(enum prayer_origin origin);

/* What the prayers of a day hang on; all borrowed. */
struct prayer_basis {
    const struct prayers *prayers; /* what the endpoint gave; may be NULL */
    const struct prayer_settings *settings;
    const struct place *place;
    const struct zone *zone;
    const struct prayer_table *table; /* NULL: that of the settings, from when they were read */
};

/* A time of a day as an instant, and as the local clock shows it. */
struct prayer_time {
    int64_t at_s; /* or INSTANT_NONE */
    int minutes;  /* local minutes after midnight, or MINUTES_NONE */
};
#define PRAYER_TIME_NONE ((struct prayer_time){INSTANT_NONE, MINUTES_NONE})
/* AT_S as the clocks of ZONE show it; INSTANT_NONE gives PRAYER_TIME_NONE. */
struct prayer_time prayer_time_at(const struct zone *zone, int64_t at_s);

enum eid { EID_NONE, EID_FITR, EID_ADHA };

struct prayer_day {
    struct date date;
    struct date hijri;                        /* of its daytime; .day == 0: not known */
    enum prayer_origin origin;                /* the least trusted of those of its times */
    enum prayer_origin origins[PRAYER_COUNT]; /* ORIGIN_NONE where there is no time */
    int64_t at_s[PRAYER_COUNT];               /* or INSTANT_NONE */
    int minutes[PRAYER_COUNT]; /* the same as local minutes after midnight, or MINUTES_NONE */
    /* None where it is not configured, where it would come before the prayer or after the next
     * one (a mistake of a fixed hour), and of Dhuhr where there is Jumua. */
    struct prayer_time iqama[PRAYER_COUNT];
    struct prayer_time imsak;            /* in Ramadan, or where the timetable has it */
    struct prayer_time jumua[JUMUA_MAX]; /* on Fridays; then Dhuhr stays what it is */
    int jumua_count;
    bool is_ramadan;
    enum eid eid;
    struct prayer_time eid_prayer; /* on that day, where it is configured; never before sunrise */
};

/* The times of DATE; origin is ORIGIN_NONE, and all times none, when nothing is known. What the
 * endpoint left out is computed, where that fits between its neighbours. */
void timetable_day(const struct prayer_basis *basis, struct date date, struct prayer_day *out);

/* An Eid that is to be told of: on its eve from Maghrib on, and on its day until its prayer
 * begins (where none is configured, until Maghrib). */
struct eid_notice {
    enum eid which;            /* EID_NONE: nothing is to be told */
    struct date date;          /* today's, or tomorrow's on the eve */
    struct prayer_time prayer; /* or none: not configured */
};

struct timetable {
    struct prayer_day day; /* the day shown: today's; tomorrow's from `tomorrow_minutes` after the
                              last prayer on, not before that one's iqama (today's stays when
                              nothing is known of tomorrow); yesterday's while its end is after
                              midnight, until the first prayer of today */
    bool is_tomorrow;      /* `day` is tomorrow's */

    /* The row to mark: that of `in_iqama` while it is not -1, else that of `next`. */
    int next;       /* enum prayer of the next prayer (sunrise is never next), -1: none. On a
                       Friday with Jumua PRAYER_DHUHR stands for Jumua, see next_jumua */
    int next_jumua; /* which of day.jumua[] is next, where that is so; else -1 */
    struct prayer_time next_time;  /* when it begins: its row says this, not day.minutes[next],
                                      which is another day's while today's times stay up after
                                      Isha, and not Jumua's */
    struct prayer_time next_iqama; /* of that prayer, likewise; Jumua has none */
    int countdown_minutes;         /* whole minutes until next_time, rounded up, at least 1; -1 */
    int in_iqama;      /* enum prayer of `day` that has begun and whose iqama is to come; -1 */
    int iqama_minutes; /* whole minutes until that iqama, rounded up, at least 1; -1 */

    struct date hijri;     /* of the moment, not of `day`: with hijri.at_sunset tomorrow's from
                              today's Maghrib on; .day == 0: not known */
    struct eid_notice eid; /* of the moment, not of `day` */
    int64_t change_s;      /* the first instant at which any of this can differ, or a time of
                              `day` begins; or TIMETABLE_NEVER */
};

/* MOMENT_NEVER in seconds: times NS_PER_SECOND it does not overflow. */
#define TIMETABLE_NEVER (MOMENT_NEVER / NS_PER_SECOND)

/* What to show at MOMENT. With trust unset: today is unknown, all times none, next -1. A prayer
 * is "next" until its minute begins. */
void timetable_at(const struct prayer_basis *basis, const struct moment *moment,
                  struct timetable *out);

#endif
