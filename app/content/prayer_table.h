/* An official timetable: prayer times by date, as an authority printed them.
 *
 * Immutable once made, and reference-counted (atomically). Where it is read from text, see
 * formats/prayer_csv.h. */
#ifndef RIWAQ_CONTENT_PRAYER_TABLE_H
#define RIWAQ_CONTENT_PRAYER_TABLE_H

#include "base/buffer.h"
#include "base/civil.h"
#include "content/content.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    PRAYER_TABLE_DAYS_MAX = 4000, /* ten years */
    JUMUA_MAX = 3
};

struct prayer_table_day {
    struct date date;
    int minutes[PRAYER_COUNT]; /* after midnight, 0 to 1439; MINUTES_NONE: there is none that day */
    int imsak;                 /* or MINUTES_NONE */
    int iqama[PRAYER_COUNT];   /* or MINUTES_NONE */
    int jumua[JUMUA_MAX];      /* ascending */
    int jumua_count;
};

/* What its hours are of. */
enum prayer_table_time {
    PRAYER_TABLE_WALL,    /* the clock on the wall, summer time included */
    PRAYER_TABLE_STANDARD /* the zone's standard time all year: zone_standard_offset */
};

struct prayer_table;

/* A copy of DAYS (ascending, no two of one date, COUNT from 1 to PRAYER_TABLE_DAYS_MAX). */
const struct prayer_table *prayer_table_create(const struct prayer_table_day *days, int count,
                                               enum prayer_table_time time);
const struct prayer_table *prayer_table_take(const struct prayer_table *table); /* NULL is fine */
void prayer_table_put(const struct prayer_table *table);                        /* NULL is fine */
enum prayer_table_time prayer_table_time(const struct prayer_table *table);
/* NULL: DATE is not in it (TABLE may be NULL). */
const struct prayer_table_day *prayer_table_find(const struct prayer_table *table,
                                                 struct date date);
/* The same days, of the same hours; either may be NULL. */
bool prayer_table_equal(const struct prayer_table *a, const struct prayer_table *b);
struct date prayer_table_first(const struct prayer_table *table);
struct date prayer_table_last(const struct prayer_table *table);
int prayer_table_count(const struct prayer_table *table);

/* Of a table that ends within 14 days of TODAY, has ended, or has not begun, OUT tells so in words,
 * with what is shown where it has no times: AFTERWARDS. False, and nothing told: all is well. */
enum { PRAYER_TABLE_ENDS_SOON = 14 };
bool prayer_table_tell_end(const struct prayer_table *table, struct date today,
                           const char *afterwards, struct buffer *out);
/* What that is: whether sources give times, and whether the place is known. */
const char *prayer_table_afterwards(bool given, bool located);

#endif
