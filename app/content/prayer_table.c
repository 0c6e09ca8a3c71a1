#include "content/prayer_table.h"

#include "base/memory.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { DATE_MAX = 16 };

struct prayer_table {
    atomic_int references;
    enum prayer_table_time time;
    int count;
    struct prayer_table_day days[];
};

const struct prayer_table *prayer_table_create(const struct prayer_table_day *days, int count,
                                               enum prayer_table_time time)
{
    size_t bytes = (size_t)count * sizeof *days;
    struct prayer_table *table = memory_new(sizeof *table + bytes);
    atomic_init(&table->references, 1);
    table->time = time;
    table->count = count;
    memcpy(table->days, days, bytes);
    return table;
}

const struct prayer_table *prayer_table_take(const struct prayer_table *table)
{
    if (table != NULL)
        atomic_fetch_add(&((struct prayer_table *)table)->references, 1);
    return table;
}

void prayer_table_put(const struct prayer_table *table)
{
    if (table != NULL && atomic_fetch_sub(&((struct prayer_table *)table)->references, 1) == 1)
        free((struct prayer_table *)table);
}

enum prayer_table_time prayer_table_time(const struct prayer_table *table)
{
    return table->time;
}

static int compare(const void *key, const void *day)
{
    int64_t a = days_from_date(*(const struct date *)key);
    int64_t b = days_from_date(((const struct prayer_table_day *)day)->date);
    return (a > b) - (a < b);
}

const struct prayer_table_day *prayer_table_find(const struct prayer_table *table, struct date date)
{
    if (table == NULL)
        return NULL;
    return bsearch(&date, table->days, (size_t)table->count, sizeof *table->days, compare);
}

struct date prayer_table_first(const struct prayer_table *table)
{
    return table->days[0].date;
}

struct date prayer_table_last(const struct prayer_table *table)
{
    return table->days[table->count - 1].date;
}

int prayer_table_count(const struct prayer_table *table)
{
    return table->count;
}

bool prayer_table_equal(const struct prayer_table *a, const struct prayer_table *b)
{
    if (a == b || a == NULL || b == NULL)
        return a == b;
    /* Days are integers alone, without a gap between them. */
    return a->time == b->time && a->count == b->count &&
           memcmp(a->days, b->days, (size_t)a->count * sizeof a->days[0]) == 0;
}

const char *prayer_table_afterwards(bool given, bool located)
{
    if (given && located)
        return "the times of the sources, else computed ones with their mark";
    if (given)
        return "the times of the sources";
    return located ? "computed times with their mark" : "no times";
}

bool prayer_table_tell_end(const struct prayer_table *table, struct date today,
                           const char *afterwards, struct buffer *out)
{
    char text[DATE_MAX];
    struct date first = prayer_table_first(table), last = prayer_table_last(table);
    int64_t left = days_from_date(last) - days_from_date(today);
    bool begun = days_from_date(first) <= days_from_date(today);
    date_format(begun ? last : first, text, sizeof text);
    if (!begun)
        buffer_print(out, "it begins on %s only; until then the screen shows %s", text, afterwards);
    else if (left < 0)
        buffer_print(out, "it ended on %s; the screen shows %s", text, afterwards);
    else if (left == 0)
        buffer_print(out, "it ends today, on %s; after it the screen shows %s", text, afterwards);
    else if (left <= PRAYER_TABLE_ENDS_SOON)
        buffer_print(out, "it ends on %s, in %d day%s; after it the screen shows %s", text,
                     (int)left, left == 1 ? "" : "s", afterwards);
    else
        return false;
    return true;
}
