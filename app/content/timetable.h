/* The day's prayers as they are shown: order of truth, the next one, the countdown.
 *
 * Order of truth: the endpoint's times for that very local date, else computed ones. */
#ifndef RIWAQ_CONTENT_TIMETABLE_H
#define RIWAQ_CONTENT_TIMETABLE_H

#include "base/moment.h"
#include "content/content.h"
#include "content/solar.h"

enum prayer_origin { ORIGIN_NONE, ORIGIN_TIMETABLE, ORIGIN_ENDPOINT, ORIGIN_COMPUTED };
/* "timetable", "endpoint", "computed"; "none". */
const char *prayer_origin_name(enum prayer_origin origin);

struct prayer_day {
    struct date date;
    enum prayer_origin origin;
    int64_t at_s[PRAYER_COUNT]; /* or INSTANT_NONE */
    int minutes[PRAYER_COUNT];  /* the same as local minutes after midnight, or MINUTES_NONE */
};

/* The times of DATE at PLACE in ZONE; PRAYERS (may be NULL) is what the endpoint gave.
 * origin is ORIGIN_NONE, and all times none, when nothing is known. */
void timetable_day(const struct prayers *prayers, const struct prayer_rules *rules,
                   const struct place *place, const struct zone *zone, struct date date,
                   struct prayer_day *out);

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
void timetable_at(const struct prayers *prayers, const struct prayer_rules *rules,
                  const struct place *place, const struct zone *zone, const struct moment *moment,
                  struct timetable *out);

#endif
