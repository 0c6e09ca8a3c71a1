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
};

/* A time of a day as an instant, and as the local clock shows it. */
struct prayer_time {
    int64_t at_s; /* or INSTANT_NONE */
    int minutes;  /* local minutes after midnight, or MINUTES_NONE */
};
#define PRAYER_TIME_NONE ((struct prayer_time){INSTANT_NONE, MINUTES_NONE})

enum eid { EID_NONE, EID_FITR, EID_ADHA };

struct prayer_day {
    struct date date;
    struct date hijri;                        /* of its daytime; .day == 0: not known */
    enum prayer_origin origin;                /* the least trusted of those of its times */
    enum prayer_origin origins[PRAYER_COUNT]; /* ORIGIN_NONE where there is no time */
    int64_t at_s[PRAYER_COUNT];               /* or INSTANT_NONE */
    int minutes[PRAYER_COUNT]; /* the same as local minutes after midnight, or MINUTES_NONE */
    struct prayer_time iqama[PRAYER_COUNT]; /* none where it is not configured */
    struct prayer_time imsak;               /* in Ramadan, or where the timetable has it */
    struct prayer_time jumua[JUMUA_MAX];    /* on Fridays; then Dhuhr stays what it is */
    int jumua_count;
    bool is_ramadan;
    enum eid eid;
    struct prayer_time eid_prayer; /* on that day, where it is configured */
};

/* The times of DATE; origin is ORIGIN_NONE, and all times none, when nothing is known. */
void timetable_day(const struct prayer_basis *basis, struct date date, struct prayer_day *out);

struct timetable {
    struct prayer_day day; /* the day shown: today's, or tomorrow's after the last prayer (today's
                              stays when nothing is known of tomorrow); yesterday's until its
                              Isha, where that comes after midnight */
    bool is_tomorrow;
    int next;              /* enum prayer of the next prayer (sunrise is never next), -1: none */
    int64_t next_s;        /* its instant, or INSTANT_NONE */
    int countdown_minutes; /* whole minutes until it, rounded up, at least 1; -1: none */
    int64_t change_s; /* the first instant at which any of this can differ, or TIMETABLE_NEVER */
};

/* MOMENT_NEVER in seconds: times NS_PER_SECOND it does not overflow. */
#define TIMETABLE_NEVER (MOMENT_NEVER / NS_PER_SECOND)

/* What to show at MOMENT. With trust unset: today is unknown, all times none, next -1. From
 * the minute of Isha on, the day is tomorrow's and Fajr the next. A prayer is "next" until
 * its minute begins. */
void timetable_at(const struct prayer_basis *basis, const struct moment *moment,
                  struct timetable *out);

#endif
