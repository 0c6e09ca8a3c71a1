#include "check_timetable.h"

#include "content/solar.h"
#include "content/timetable.h"
#include "store/zoneinfo.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    DATE_MAX = 16,
    TEXT_CAP = 1024,
    /* Authorities add minutes, and mountains take some: more is another place, or another clock. */
    SUNRISE_OFF_MOST = 20
};

static void check_end(const struct setup *setup, const struct zone *zone,
                      struct diagnostics *findings)
{
    const struct config *config = setup->config;
    struct date today = zone_civil(zone, floor_div(setup_wall_ns(setup), NS_PER_SECOND)).date;
    struct buffer text;
    buffer_init(&text, TEXT_CAP);
    if (prayer_table_tell_end(
            config->prayer.table, today,
            prayer_table_afterwards(config->source_count > 0, config->place.located), &text))
        diagnostics_add(findings, SEVERITY_WARNING, config->timetable, 0, NULL, "%s",
                        buffer_text(&text));
    buffer_finish(&text);
}

/* Minutes by which the table's sunrise is after the sun's; 0 where either has none. */
static int sunrise_off(const struct prayer_basis *basis, struct date date)
{
    struct prayer_day day;
    int64_t sun_s[PRAYER_COUNT];
    timetable_day(basis, date, &day);
    if (day.origins[PRAYER_SUNRISE] != ORIGIN_TIMETABLE ||
        !solar_prayers(&basis->settings->rules, basis->place, basis->zone, date, false, sun_s) ||
        sun_s[PRAYER_SUNRISE] == INSTANT_NONE)
        return 0;
    return (int)((day.at_s[PRAYER_SUNRISE] - sun_s[PRAYER_SUNRISE]) / 60);
}

static void check_sunrise(const struct config *config, const struct zone *zone,
                          struct diagnostics *findings)
{
    const struct prayer_basis basis = {
        .settings = &config->prayer, .place = &config->place, .zone = zone};
    const struct prayer_table *table = config->prayer.table;
    struct date date = prayer_table_first(table), first = {0};
    int64_t days = days_from_date(prayer_table_last(table)) - days_from_date(date) + 1;
    int count = 0, minutes = 0;
    for (; days > 0; days--, date = date_add_days(date, 1)) {
        int off = prayer_table_find(table, date) != NULL ? sunrise_off(&basis, date) : 0;
        if (abs(off) <= SUNRISE_OFF_MOST)
            continue;
        if (count++ == 0) {
            first = date;
            minutes = off;
        }
    }
    if (count == 0)
        return;
    char text[DATE_MAX];
    date_format(first, text, sizeof text);
    diagnostics_add(findings, SEVERITY_WARNING, config->timetable, 0, NULL,
                    "on %d day%s its sunrise is not that of [place] (%s: %d minutes %s); is it of "
                    "another place, or of other clocks (timetable_time)?",
                    count, count == 1 ? "" : "s", text, abs(minutes),
                    minutes > 0 ? "later" : "earlier");
}

void check_timetable(struct setup *setup)
{
    const struct config *config = setup->config;
    const struct prayer_table *table = config->prayer.table;
    if (table == NULL)
        return;
    char first[DATE_MAX], last[DATE_MAX];
    date_format(prayer_table_first(table), first, sizeof first);
    date_format(prayer_table_last(table), last, sizeof last);
    int count = prayer_table_count(table);
    if (!setup->keeps)
        printf("%s: %d day%s, %s to %s\n", config->timetable, count, count == 1 ? "" : "s", first,
               last);
    struct diagnostics findings;
    diagnostics_init(&findings);
    const struct zone *zone = zoneinfo_find(NULL, config->place.timezone);
    bool known = zone != NULL;
    if (!known)
        zone = zoneinfo_local();
    check_end(setup, zone, &findings);
    if (known && config->place.located)
        check_sunrise(config, zone, &findings);
    zone_put(zone);
    setup_tell(setup, &findings);
}
