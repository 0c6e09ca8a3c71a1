#include "check_iqama.h"

#include "content/timetable.h"
#include "store/zoneinfo.h"

#include <stdio.h>

enum { YEAR_DAYS = 366, KEY_MAX = 32, TEXT_MAX = 16 };

/* The days on which a prayer has no iqama. */
struct absence {
    int count;
    struct date first;
    int minutes; /* of the prayer on the first of them */
};

static bool is_absent(const struct prayer_settings *settings, const struct prayer_day *day, int p)
{
    bool in_row = settings->table != NULL && day->origins[p] == ORIGIN_TIMETABLE;
    bool wanted = settings->iqama[p].kind == FOLLOWING_FIXED && day->at_s[p] != INSTANT_NONE &&
                  !(p == PRAYER_DHUHR && day->jumua_count > 0);
    if (in_row && prayer_table_find(settings->table, day->date)->iqama[p] != MINUTES_NONE)
        return false; /* the hour is not that of the configuration */
    return wanted && day->iqama[p].at_s == INSTANT_NONE;
}

static void find_absences(const struct prayer_basis *basis, struct date today,
                          struct absence absences[PRAYER_COUNT])
{
    for (int i = 0; i < YEAR_DAYS; i++) {
        struct prayer_day day;
        timetable_day(basis, date_add_days(today, i), &day);
        for (int p = 0; p < PRAYER_COUNT; p++) {
            if (!is_absent(basis->settings, &day, p))
                continue;
            if (absences[p].count++ == 0) {
                absences[p].first = day.date;
                absences[p].minutes = day.minutes[p];
            }
        }
    }
}

static void tell(const struct config *config, enum prayer p, const struct absence *absence,
                 struct diagnostics *findings)
{
    char where[KEY_MAX], date[TEXT_MAX], hour[TEXT_MAX], time[TEXT_MAX];
    snprintf(where, sizeof where, "[prayer] %s_iqama", prayer_key(p));
    date_format(absence->first, date, sizeof date);
    minutes_format(config->prayer.iqama[p].minutes, hour, sizeof hour);
    minutes_format(absence->minutes, time, sizeof time);
    diagnostics_add(findings, SEVERITY_WARNING, config->path, 0, where,
                    "%s is before the prayer, or after the next one, on %d day%s of the coming "
                    "year, first on %s (%s %s), and not shown then; or write minutes after it, "
                    "such as +15",
                    hour, absence->count, absence->count == 1 ? "" : "s", date, prayer_key(p),
                    time);
}

static bool has_fixed(const struct prayer_settings *settings)
{
    for (int p = 0; p < PRAYER_COUNT; p++)
        if (settings->iqama[p].kind == FOLLOWING_FIXED)
            return true;
    return false;
}

void check_iqama(struct setup *setup)
{
    const struct config *config = setup->config;
    if (!has_fixed(&config->prayer))
        return;
    const struct zone *zone = zoneinfo_find(NULL, config->place.timezone);
    if (zone == NULL)
        zone = zoneinfo_local();
    const struct prayer_basis basis = {
        .settings = &config->prayer, .place = &config->place, .zone = zone};
    struct date today = zone_civil(zone, floor_div(setup_wall_ns(setup), NS_PER_SECOND)).date;
    struct absence absences[PRAYER_COUNT] = {{0}};
    struct diagnostics findings;
    diagnostics_init(&findings);
    find_absences(&basis, today, absences);
    for (int p = 0; p < PRAYER_COUNT; p++)
        if (absences[p].count > 0)
            tell(config, (enum prayer)p, &absences[p], &findings);
    zone_put(zone);
    setup_tell(setup, &findings);
}
