#include "content/timetable.h"

enum {
    MINUTE_S = 60,
    NIGHT_END = 6 * 60, /* an Isha after this is a mistake, not one after midnight */
};

const char *prayer_origin_name(enum prayer_origin origin)
{
    switch (origin) {
    case ORIGIN_TIMETABLE:
        return "timetable";
    case ORIGIN_ENDPOINT:
        return "endpoint";
    case ORIGIN_COMPUTED:
        return "computed";
    default:
        return "none";
    }
}

static void day_clear(struct date date, struct prayer_day *out)
{
    *out = (struct prayer_day){
        .date = date, .imsak = PRAYER_TIME_NONE, .eid_prayer = PRAYER_TIME_NONE};
    for (int i = 0; i < PRAYER_COUNT; i++) {
        out->at_s[i] = INSTANT_NONE;
        out->minutes[i] = MINUTES_NONE;
        out->iqama[i] = PRAYER_TIME_NONE;
    }
}

static int64_t instant_of(const struct zone *zone, struct date date, int minutes)
{
    struct civil local = {.date = date, .hour = minutes / 60, .minute = minutes % 60};
    return zone_instant(zone, &local);
}

/* How many days after its date a prayer at MINUTES[i] is: in the far north Isha, or even
 * sunset, comes after midnight, and Fajr before it. */
static int days_after(const int minutes[PRAYER_COUNT], int i)
{
    if (i == PRAYER_FAJR) {
        int later = minutes[PRAYER_SUNRISE] != MINUTES_NONE ? minutes[PRAYER_SUNRISE]
                                                            : minutes[PRAYER_DHUHR];
        return later != MINUTES_NONE && minutes[i] > later ? -1 : 0;
    }
    for (int before = PRAYER_DHUHR; before < i; before++)
        if (minutes[i] < minutes[before] && minutes[i] < NIGHT_END)
            return 1;
    return 0;
}

/* What the endpoint gave for that very date; NULL: nothing. */
static const int *minutes_of(const struct prayers *prayers, struct date date)
{
    if (prayers == NULL || !prayers->present)
        return NULL;
    if (date_equal(prayers->date, date))
        return prayers->minutes;
    for (int i = 0; i < prayers->day_count; i++)
        if (date_equal(prayers->days[i].date, date))
            return prayers->days[i].minutes;
    return NULL;
}

static bool from_endpoint(const struct prayer_basis *basis, struct date date,
                          struct prayer_day *out)
{
    const int *given = minutes_of(basis->prayers, date);
    if (given == NULL)
        return false;
    bool any = false;
    for (int i = 0; i < PRAYER_COUNT; i++) {
        int minutes = given[i];
        if (minutes == MINUTES_NONE)
            continue;
        struct date day = date_add_days(date, days_after(given, i));
        out->minutes[i] = minutes;
        out->at_s[i] = instant_of(basis->zone, day, minutes);
        any = true;
    }
    return any;
}

static bool from_sun(const struct prayer_basis *basis, struct date date, struct prayer_day *out)
{
    if (!solar_prayers(&basis->settings->rules, basis->place, basis->zone, date, out->is_ramadan,
                       out->at_s))
        return false;
    for (int i = 0; i < PRAYER_COUNT; i++) {
        if (out->at_s[i] == INSTANT_NONE)
            continue;
        struct civil local = zone_civil(basis->zone, out->at_s[i]);
        out->minutes[i] = local.hour * 60 + local.minute;
    }
    return true;
}

void timetable_day(const struct prayer_basis *basis, struct date date, struct prayer_day *out)
{
    day_clear(date, out);
    if (hijri_from_date(&basis->settings->hijri, basis->prayers, date, &out->hijri))
        out->is_ramadan = out->hijri.month == HIJRI_RAMADAN;
    if (from_endpoint(basis, date, out))
        out->origin = ORIGIN_ENDPOINT;
    else if (from_sun(basis, date, out))
        out->origin = ORIGIN_COMPUTED;
    for (int i = 0; i < PRAYER_COUNT; i++)
        out->origins[i] = out->at_s[i] != INSTANT_NONE ? out->origin : ORIGIN_NONE;
}

/* The first prayer of DAY after NOW_S, or -1. */
static int next_of(const struct prayer_day *day, int64_t now_s)
{
    int next = -1;
    for (int i = 0; i < PRAYER_COUNT; i++) {
        if (i == PRAYER_SUNRISE || day->at_s[i] == INSTANT_NONE || day->at_s[i] <= now_s)
            continue;
        if (next < 0 || day->at_s[i] < day->at_s[next])
            next = i;
    }
    return next;
}

/* Fills in the day to show and the next prayer. Yesterday's day is not over before its Isha,
 * which may come after midnight; today's ends with its last prayer, unless nothing is known of
 * tomorrow. */
static void choose_day(const struct prayer_basis *basis, struct date today, int64_t now_s,
                       struct timetable *out)
{
    struct prayer_day tomorrow;
    timetable_day(basis, date_add_days(today, -1), &out->day);
    out->next = next_of(&out->day, now_s);
    if (out->next >= 0)
        return;
    timetable_day(basis, today, &out->day);
    out->next = next_of(&out->day, now_s);
    if (out->next >= 0 || out->day.origin == ORIGIN_NONE)
        return;
    timetable_day(basis, date_add_days(today, 1), &tomorrow);
    if (tomorrow.origin == ORIGIN_NONE)
        return;
    out->day = tomorrow;
    out->is_tomorrow = true;
    out->next = next_of(&tomorrow, now_s);
}

static int seconds_of_day(const struct civil *local)
{
    return local->hour * 3600 + local->minute * 60 + local->second;
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

void timetable_at(const struct prayer_basis *basis, const struct moment *moment,
                  struct timetable *out)
{
    *out = (struct timetable){
        .next = -1, .next_s = INSTANT_NONE, .countdown_minutes = -1, .change_s = TIMETABLE_NEVER};
    day_clear((struct date){0}, &out->day);
    if (moment->trust == TRUST_UNSET)
        return;
    int64_t now_s = moment_seconds(moment);
    struct civil local = zone_civil(basis->zone, now_s);
    choose_day(basis, local.date, now_s, out);
    /* Midnight, or a change of the clocks, which may even set the date back. */
    int64_t midnight_s = now_s + SECONDS_PER_DAY - seconds_of_day(&local);
    out->change_s = earlier(earlier(midnight_s, zone_change(basis->zone, now_s)), TIMETABLE_NEVER);
    if (out->next < 0)
        return;
    out->next_s = out->day.at_s[out->next];
    int64_t minutes = (out->next_s - now_s + MINUTE_S - 1) / MINUTE_S;
    out->countdown_minutes = (int)minutes;
    out->change_s = earlier(out->next_s - (minutes - 1) * MINUTE_S, out->change_s);
}
