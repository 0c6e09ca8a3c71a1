#include "content/timetable.h"

#include "content/congregation.h"

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

struct prayer_time prayer_time_at(const struct zone *zone, int64_t at_s)
{
    if (at_s == INSTANT_NONE)
        return PRAYER_TIME_NONE;
    struct civil local = zone_civil(zone, at_s);
    return (struct prayer_time){at_s, local.hour * 60 + local.minute};
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
    for (int i = 0; i < JUMUA_MAX; i++)
        out->jumua[i] = PRAYER_TIME_NONE;
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

static void put_prayer(const struct zone *zone, int p, int64_t at_s, enum prayer_origin origin,
                       struct prayer_day *out)
{
    struct prayer_time time = prayer_time_at(zone, at_s);
    out->at_s[p] = time.at_s;
    out->minutes[p] =
        time.minutes; /* not what was written: that may be standard time, or skipped */
    out->origins[p] = origin;
    out->origin = origin > out->origin ? origin : out->origin;
}

static void put_given(const int given[PRAYER_COUNT], const struct hours *hours,
                      enum prayer_origin origin, struct prayer_day *out)
{
    for (int p = 0; p < PRAYER_COUNT; p++) {
        if (given[p] == MINUTES_NONE)
            continue;
        struct date date = date_add_days(out->date, days_after(given, p));
        put_prayer(hours->zone, p, hours_instant(hours, date, given[p]), origin, out);
    }
}

/* Whether AT_S stands between what was given for the prayers before and after P. */
static bool fits(const struct prayer_day *day, int p, int64_t at_s)
{
    for (int i = 0; i < PRAYER_COUNT; i++) {
        if (day->origins[i] != ORIGIN_ENDPOINT)
            continue;
        if ((i < p && at_s <= day->at_s[i]) || (i > p && at_s >= day->at_s[i]))
            return false;
    }
    return true;
}

/* Computes what is not there yet. */
static void put_computed(const struct prayer_basis *basis, struct prayer_day *out)
{
    int64_t at_s[PRAYER_COUNT];
    int missing = 0;
    for (int p = 0; p < PRAYER_COUNT; p++)
        missing += out->origins[p] == ORIGIN_NONE;
    if (missing == 0 || !solar_prayers(&basis->settings->rules, basis->place, basis->zone,
                                       out->date, out->is_ramadan, at_s))
        return;
    for (int p = 0; p < PRAYER_COUNT; p++)
        if (out->origins[p] == ORIGIN_NONE && at_s[p] != INSTANT_NONE && fits(out, p, at_s[p]))
            put_prayer(basis->zone, p, at_s[p], ORIGIN_COMPUTED, out);
}

void timetable_day(const struct prayer_basis *basis, struct date date, struct prayer_day *out)
{
    const struct prayer_settings *settings = basis->settings;
    const struct prayer_table *table = basis->table != NULL ? basis->table : settings->table;
    const struct prayer_table_day *row = prayer_table_find(table, date);
    const int *given = minutes_of(basis->prayers, date);
    struct hours hours = {.zone = basis->zone};
    day_clear(date, out);
    if (hijri_from_date(&settings->hijri, basis->prayers, date, &out->hijri))
        out->is_ramadan = out->hijri.month == HIJRI_RAMADAN;
    if (row != NULL) {
        struct hours of_row = hours;
        of_row.standard = prayer_table_time(table) == PRAYER_TABLE_STANDARD;
        if (of_row.standard)
            of_row.offset_s = zone_standard_offset(basis->zone, date);
        put_given(row->minutes, &of_row, ORIGIN_TIMETABLE, out);
        congregation_add(settings, row, &of_row, out);
        return;
    }
    if (given != NULL)
        put_given(given, &hours, ORIGIN_ENDPOINT, out);
    put_computed(basis, out);
    congregation_add(settings, NULL, &hours, out);
}

/* What timetable_at looks at; tomorrow only where it must. */
struct outlook {
    const struct prayer_basis *basis;
    int64_t now_s;
    struct prayer_day today, tomorrow;
    bool has_tomorrow;
};

static const struct prayer_day *tomorrow_of(struct outlook *outlook)
{
    if (!outlook->has_tomorrow)
        timetable_day(outlook->basis, date_add_days(outlook->today.date, 1), &outlook->tomorrow);
    outlook->has_tomorrow = true;
    return &outlook->tomorrow;
}

/* Jumua stands for Dhuhr. */
static bool can_be_next(const struct prayer_day *day, int p)
{
    return p != PRAYER_SUNRISE && !(p == PRAYER_DHUHR && day->jumua_count > 0);
}

/* Marks the first prayer of DAY after NOW_S; false: there is none. */
static bool mark_next(const struct prayer_day *day, int64_t now_s, struct timetable *out)
{
    int64_t first_s = INT64_MAX;
    for (int p = 0; p < PRAYER_COUNT; p++) {
        if (!can_be_next(day, p) || day->at_s[p] <= now_s || day->at_s[p] >= first_s)
            continue;
        first_s = day->at_s[p];
        out->next = p;
        out->next_time = (struct prayer_time){first_s, day->minutes[p]};
        out->next_iqama = day->iqama[p];
    }
    for (int i = 0; i < day->jumua_count; i++) {
        if (day->jumua[i].at_s <= now_s || day->jumua[i].at_s >= first_s)
            continue;
        first_s = day->jumua[i].at_s;
        out->next = PRAYER_DHUHR;
        out->next_jumua = i;
        out->next_time = day->jumua[i];
        out->next_iqama = PRAYER_TIME_NONE;
    }
    return first_s != INT64_MAX;
}

/* INT64_MAX: it has none. */
static int64_t first_prayer_s(const struct prayer_day *day)
{
    int64_t first_s = INT64_MAX;
    for (int p = 0; p < PRAYER_COUNT; p++)
        if (p != PRAYER_SUNRISE && day->at_s[p] != INSTANT_NONE && day->at_s[p] < first_s)
            first_s = day->at_s[p];
    return first_s;
}

/* PRAYER_ISHA where it has none. */
static int last_prayer(const struct prayer_day *day)
{
    int last = PRAYER_ISHA;
    for (int p = 0; p < PRAYER_ISHA; p++)
        if (p != PRAYER_SUNRISE && day->at_s[p] > day->at_s[last])
            last = p;
    return last;
}

/* Until when DAY is shown, if the next one does not begin before; INSTANT_NONE: it has no times. */
static int64_t end_of(const struct prayer_basis *basis, const struct prayer_day *day)
{
    int last = last_prayer(day);
    if (day->at_s[last] == INSTANT_NONE)
        return INSTANT_NONE;
    int64_t end_s = day->at_s[last] + basis->settings->tomorrow_minutes * MINUTE_S;
    return day->iqama[last].at_s > end_s ? day->iqama[last].at_s : end_s;
}

/* Yesterday, into OUT, if it is not over: its Isha, or what follows it, may be after midnight. */
static bool is_yesterday(const struct outlook *outlook, struct timetable *out)
{
    int64_t first_s = first_prayer_s(&outlook->today);
    if (outlook->now_s >= first_s)
        return false;
    timetable_day(outlook->basis, date_add_days(outlook->today.date, -1), &out->day);
    return outlook->now_s < end_of(outlook->basis, &out->day);
}

static void choose_day(struct outlook *outlook, struct timetable *out)
{
    int64_t now_s = outlook->now_s;
    if (is_yesterday(outlook, out)) {
        if (!mark_next(&out->day, now_s, out))
            mark_next(&outlook->today, now_s, out);
        return;
    }
    out->day = outlook->today;
    if (mark_next(&out->day, now_s, out) || out->day.origin == ORIGIN_NONE)
        return;
    const struct prayer_day *tomorrow = tomorrow_of(outlook);
    if (!mark_next(tomorrow, now_s, out))
        return;
    if (now_s < end_of(outlook->basis, &out->day) && now_s < first_prayer_s(tomorrow))
        return;
    out->day = *tomorrow;
    out->is_tomorrow = true;
}

/* Rounded up. */
static int minutes_until(int64_t at_s, int64_t now_s)
{
    return (int)((at_s - now_s + MINUTE_S - 1) / MINUTE_S);
}

static void mark_iqama(int64_t now_s, struct timetable *out)
{
    for (int p = 0; p < PRAYER_COUNT; p++) {
        if (out->day.at_s[p] > now_s || out->day.iqama[p].at_s <= now_s)
            continue;
        out->in_iqama = p;
        out->iqama_minutes = minutes_until(out->day.iqama[p].at_s, now_s);
    }
}

static bool after_maghrib(const struct outlook *outlook)
{
    int64_t maghrib_s = outlook->today.at_s[PRAYER_MAGHRIB];
    return maghrib_s != INSTANT_NONE && maghrib_s <= outlook->now_s;
}

/* Whether the day after the Hijri date TODAY may be an Eid: months have 29 or 30 days, or one more
 * or less where they are set to what was observed. */
static bool may_be_eve(struct date today)
{
    return (today.month == HIJRI_RAMADAN && today.day >= 28) ||
           (today.month == HIJRI_DHU_AL_HIJJA && today.day < 10);
}

static void tell_hijri(struct outlook *outlook, struct timetable *out)
{
    const struct hijri_settings *settings = &outlook->basis->settings->hijri;
    out->hijri = outlook->today.hijri;
    if (!settings->at_sunset || !after_maghrib(outlook))
        return;
    struct date tomorrow = date_add_days(outlook->today.date, 1);
    if (outlook->has_tomorrow)
        out->hijri = outlook->tomorrow.hijri;
    else if (!hijri_from_date(settings, outlook->basis->prayers, tomorrow, &out->hijri))
        out->hijri = (struct date){0};
}

static void tell_eid(struct outlook *outlook, struct timetable *out)
{
    const struct prayer_day *day = &outlook->today;
    bool over = day->eid_prayer.at_s != INSTANT_NONE ? day->eid_prayer.at_s <= outlook->now_s
                                                     : after_maghrib(outlook);
    if (day->eid == EID_NONE || over) {
        if (!after_maghrib(outlook) || !may_be_eve(day->hijri))
            return;
        day = tomorrow_of(outlook);
    }
    if (day->eid != EID_NONE)
        out->eid = (struct eid_notice){day->eid, day->date, day->eid_prayer};
}

/* The earlier of CHANGE_S and AT_S, if that is to come. */
static void change_by(int64_t at_s, int64_t now_s, int64_t *change_s)
{
    if (at_s > now_s && at_s < *change_s)
        *change_s = at_s;
}

static int64_t change_of(const struct outlook *outlook, const struct timetable *table)
{
    const struct prayer_day *day = &table->day;
    int64_t now_s = outlook->now_s, change_s = TIMETABLE_NEVER;
    struct civil local = zone_civil(outlook->basis->zone, now_s);
    /* Midnight, or a change of the clocks, which may even set the date back. */
    int64_t since_s = local.hour * 3600 + local.minute * 60 + local.second;
    change_by(now_s + SECONDS_PER_DAY - since_s, now_s, &change_s);
    change_by(zone_change(outlook->basis->zone, now_s), now_s, &change_s);
    change_by(end_of(outlook->basis, day), now_s, &change_s);
    for (int p = 0; p < PRAYER_COUNT; p++) {
        change_by(day->at_s[p], now_s, &change_s);
        change_by(day->iqama[p].at_s, now_s, &change_s);
    }
    for (int i = 0; i < day->jumua_count; i++)
        change_by(day->jumua[i].at_s, now_s, &change_s);
    change_by(day->imsak.at_s, now_s, &change_s);
    change_by(outlook->today.eid_prayer.at_s, now_s, &change_s);
    /* With it comes today's Maghrib, and what the evening changes: the next prayer is not later. */
    if (table->next >= 0)
        change_by(table->next_time.at_s - (table->countdown_minutes - 1) * MINUTE_S, now_s,
                  &change_s);
    if (table->in_iqama >= 0)
        change_by(day->iqama[table->in_iqama].at_s - (table->iqama_minutes - 1) * MINUTE_S, now_s,
                  &change_s);
    return change_s;
}

void timetable_at(const struct prayer_basis *basis, const struct moment *moment,
                  struct timetable *out)
{
    *out = (struct timetable){.next = -1,
                              .next_jumua = -1,
                              .next_time = PRAYER_TIME_NONE,
                              .next_iqama = PRAYER_TIME_NONE,
                              .countdown_minutes = -1,
                              .in_iqama = -1,
                              .iqama_minutes = -1,
                              .eid.prayer = PRAYER_TIME_NONE,
                              .change_s = TIMETABLE_NEVER};
    day_clear((struct date){0}, &out->day);
    if (moment->trust == TRUST_UNSET)
        return;
    struct outlook outlook = {.basis = basis, .now_s = moment_seconds(moment)};
    timetable_day(basis, zone_civil(basis->zone, outlook.now_s).date, &outlook.today);
    choose_day(&outlook, out);
    if (out->next >= 0)
        out->countdown_minutes = minutes_until(out->next_time.at_s, outlook.now_s);
    mark_iqama(outlook.now_s, out);
    tell_eid(&outlook, out);
    tell_hijri(&outlook, out);
    out->change_s = change_of(&outlook, out);
}
