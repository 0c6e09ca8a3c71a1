/* Any bytes as TZif data: no crash, and offsets that a clock could have. */
#include "content/zone.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { STEP_DAYS = 97, OFFSET_MAX = 26 * 3600 };

static void check_at(const struct zone *zone, int64_t utc_s)
{
    int32_t offset = zone_offset(zone, utc_s);
    if (offset < -OFFSET_MAX || offset > OFFSET_MAX)
        abort();
    struct civil local = zone_civil(zone, utc_s);
    if (civil_seconds(&local) != utc_s + offset)
        abort();
    /* The same instant, or its twin in an hour that occurs twice: never more than the largest
     * change of offset away. */
    int64_t back = zone_instant(zone, &local);
    if (back > utc_s + 2 * OFFSET_MAX || back < utc_s - 2 * OFFSET_MAX)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct zone *zone = zone_parse("Fuzz/Zone", data, size);
    if (zone == NULL)
        return 0;
    const struct zone *second = zone_take(zone);
    zone_put(zone);
    const struct date first = {1800, 1, 1}, last = {2300, 1, 1};
    for (int64_t day = days_from_date(first); day < days_from_date(last); day += STEP_DAYS)
        check_at(second, day * SECONDS_PER_DAY + 3600 * (day % 24) - 1);
    check_at(second, (int64_t)INT32_MIN);
    check_at(second, (int64_t)INT32_MAX + 1);
    zone_put(second);
    return 0;
}
