#include "content/congregation.h"

enum {
    MINUTE_S = 60,
    FRIDAY = 5,
    IQAMA_MAX_S = 6 * 3600, /* an iqama that is later after its prayer is a mistake */
    IMSAK_MAX_S = 3 * 3600, /* and so is an imsak that is that much before Fajr */
};

int64_t hours_instant(const struct hours *hours, struct date date, int minutes)
{
    if (minutes == MINUTES_NONE)
        return INSTANT_NONE;
    struct civil local = {.date = date, .hour = minutes / 60, .minute = minutes % 60};
    if (hours->standard)
        return civil_seconds(&local) - hours->offset_s;
    return zone_instant(hours->zone, &local);
}

/* The first prayer of DAY after P; INSTANT_NONE: P is the last. */
static int64_t following_prayer(const struct prayer_day *day, int p)
{
    for (int i = p + 1; i < PRAYER_COUNT; i++)
        if (day->at_s[i] != INSTANT_NONE)
            return day->at_s[i];
    return INSTANT_NONE;
}

/* The hour MINUTES, the first time that it comes from prayer P on (after midnight too, if the
 * prayer is late). */
static int64_t hour_from(const struct hours *hours, const struct prayer_day *day, int p,
                         int minutes)
{
    struct civil local = hours->standard ? civil_from_seconds(day->at_s[p] + hours->offset_s)
                                         : zone_civil(hours->zone, day->at_s[p]);
    int64_t at_s = hours_instant(hours, local.date, minutes);
    return at_s >= day->at_s[p] ? at_s
                                : hours_instant(hours, date_add_days(local.date, 1), minutes);
}

static int64_t iqama_of(const struct prayer_settings *settings, const struct prayer_table_day *row,
                        const struct hours *hours, const struct prayer_day *day, int p)
{
    const struct following *following = &settings->iqama[p];
    struct hours wall = {.zone = hours->zone};
    int64_t begin_s = day->at_s[p], end_s = following_prayer(day, p), at_s;
    if (begin_s == INSTANT_NONE)
        return INSTANT_NONE;
    if (row != NULL && row->iqama[p] != MINUTES_NONE)
        at_s = hour_from(hours, day, p, row->iqama[p]);
    else if (following->kind == FOLLOWING_FIXED)
        at_s = hour_from(&wall, day, p, following->minutes);
    else if (following->kind == FOLLOWING_AFTER)
        at_s = begin_s + following->minutes * MINUTE_S;
    else
        return INSTANT_NONE;
    bool late = at_s - begin_s > IQAMA_MAX_S || (end_s != INSTANT_NONE && at_s >= end_s);
    return late ? INSTANT_NONE : at_s;
}

static void add_jumua(const struct prayer_settings *settings, const struct prayer_table_day *row,
                      const struct hours *hours, struct prayer_day *day)
{
    struct hours wall = {.zone = hours->zone};
    bool of_row = row != NULL && row->jumua_count > 0;
    int count = of_row ? row->jumua_count : settings->jumua_count;
    if (date_weekday(day->date) != FRIDAY)
        return;
    for (int i = 0; i < count; i++) {
        int64_t at_s = of_row ? hours_instant(hours, day->date, row->jumua[i])
                              : hours_instant(&wall, day->date, settings->jumua[i]);
        day->jumua[i] = prayer_time_at(hours->zone, at_s);
    }
    day->jumua_count = count;
}

static void add_imsak(const struct prayer_settings *settings, const struct prayer_table_day *row,
                      const struct hours *hours, struct prayer_day *day)
{
    int64_t fajr_s = day->at_s[PRAYER_FAJR], at_s = INSTANT_NONE;
    if (row != NULL && row->imsak != MINUTES_NONE) {
        at_s = hours_instant(hours, day->date, row->imsak);
        /* Before a Fajr that is soon after midnight, or before it. */
        if (fajr_s != INSTANT_NONE && at_s > fajr_s)
            at_s = hours_instant(hours, date_add_days(day->date, -1), row->imsak);
        if (fajr_s != INSTANT_NONE && fajr_s - at_s > IMSAK_MAX_S)
            at_s = INSTANT_NONE;
    } else if (day->is_ramadan && settings->imsak_minutes > 0 && fajr_s != INSTANT_NONE) {
        at_s = fajr_s - settings->imsak_minutes * MINUTE_S;
    }
    day->imsak = prayer_time_at(hours->zone, at_s);
}

static enum eid eid_of(struct date hijri)
{
    if (hijri.month == HIJRI_SHAWWAL && hijri.day == 1)
        return EID_FITR;
    return hijri.month == HIJRI_DHU_AL_HIJJA && hijri.day == 10 ? EID_ADHA : EID_NONE;
}

static void add_eid_prayer(const struct prayer_settings *settings, const struct hours *hours,
                           struct prayer_day *day)
{
    const struct following *following = &settings->eid_prayer;
    struct hours wall = {.zone = hours->zone};
    int64_t sunrise_s = day->at_s[PRAYER_SUNRISE], at_s = INSTANT_NONE;
    if (following->kind == FOLLOWING_FIXED)
        at_s = hours_instant(&wall, day->date, following->minutes);
    else if (following->kind == FOLLOWING_AFTER && sunrise_s != INSTANT_NONE)
        at_s = sunrise_s + following->minutes * MINUTE_S;
    if (at_s != INSTANT_NONE && at_s >= sunrise_s)
        day->eid_prayer = prayer_time_at(hours->zone, at_s);
}

void congregation_add(const struct prayer_settings *settings, const struct prayer_table_day *row,
                      const struct hours *hours, struct prayer_day *day)
{
    day->eid = eid_of(day->hijri);
    if (day->origin == ORIGIN_NONE)
        return;
    add_jumua(settings, row, hours, day);
    for (int p = 0; p < PRAYER_COUNT; p++)
        if (p != PRAYER_SUNRISE && !(p == PRAYER_DHUHR && day->jumua_count > 0))
            day->iqama[p] = prayer_time_at(hours->zone, iqama_of(settings, row, hours, day, p));
    add_imsak(settings, row, hours, day);
    if (day->eid != EID_NONE)
        add_eid_prayer(settings, hours, day);
}
