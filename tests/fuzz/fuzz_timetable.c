/* Any bytes as an official timetable, of the wall and of standard time: no crash, and days that
 * ascend, with times that a clock shows. */
#include "formats/prayer_csv.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool held)
{
    if (!held)
        abort();
}

static bool is_time(int minutes)
{
    return minutes == MINUTES_NONE || (minutes >= 0 && minutes < 24 * 60);
}

static void check_day(const struct prayer_table_day *day)
{
    require(date_is_valid(day->date) && is_time(day->imsak));
    for (int i = 0; i < PRAYER_COUNT; i++)
        require(is_time(day->minutes[i]) && is_time(day->iqama[i]));
    require(day->jumua_count >= 0 && day->jumua_count <= JUMUA_MAX);
    for (int i = 0; i < day->jumua_count; i++)
        require(day->jumua[i] != MINUTES_NONE && is_time(day->jumua[i]) &&
                (i == 0 || day->jumua[i] >= day->jumua[i - 1]));
}

static void check_table(const struct prayer_table *table)
{
    struct date date = prayer_table_first(table);
    int64_t days = days_from_date(prayer_table_last(table)) - days_from_date(date) + 1;
    int count = 0;
    require(days > 0);
    for (; days > 0; days--, date = date_add_days(date, 1)) {
        const struct prayer_table_day *day = prayer_table_find(table, date);
        if (day == NULL)
            continue;
        require(date_equal(day->date, date));
        check_day(day);
        count++;
    }
    require(count == prayer_table_count(table) && count <= PRAYER_TABLE_DAYS_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    for (int time = PRAYER_TABLE_WALL; time <= PRAYER_TABLE_STANDARD; time++) {
        const struct prayer_csv csv = {"fuzz.csv", (enum prayer_table_time)time, NULL};
        struct diagnostics findings;
        diagnostics_init(&findings);
        const struct prayer_table *table = prayer_csv_read(&csv, data, size, &findings);
        require(table != NULL || findings.errors > 0);
        if (table != NULL)
            check_table(table);
        prayer_table_put(table);
        diagnostics_finish(&findings);
    }
    return 0;
}
