#include "content/prayer_table.h"

#include "base/memory.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

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
