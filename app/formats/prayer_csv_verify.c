/* The times of one day beside each other. */
#include "formats/prayer_csv_parts.h"
#include "formats/prayer_order.h"

#include <stdio.h>
#include <string.h>

enum {
    DAY = 24 * 60,
    /* Where the sun hardly comes up, or hardly goes down, neighbours may be of one minute. */
    DAYLIGHT_LEAST = 5 * 60,
    DAYLIGHT_MOST = 23 * 60,
    /* Dawn and dusk last no longer than until the middle of the night, which minutes that are added
     * and a change of the clocks may move by so much. */
    MIDDLE_OFF_MOST = 90,
    IMSAK_BEFORE_MOST = 2 * 60,
    IQAMA_AFTER_MOST = 5 * 60,
    AFTERNOON = 6 * 60,
    WHERE_MAX = 24,
    TIME_MAX = 16
};

struct verification {
    const struct prayer_csv *csv;
    struct prayer_row *row;
    struct diagnostics *findings;
};

static void complain(const struct verification *of, const char *where, int minutes,
                     const char *relation, const char *other, int other_minutes)
{
    char time[TIME_MAX], other_time[TIME_MAX], later[TIME_MAX];
    minutes_format(minutes, time, sizeof time);
    minutes_format(other_minutes, other_time, sizeof other_time);
    minutes_format(minutes + DAY / 2, later, sizeof later);
    /* Written as on a clock face. */
    int after = minutes + DAY / 2 - other_minutes;
    bool is_half = minutes < DAY / 2 && other_minutes > minutes && after > 0 && after < AFTERNOON &&
                   strcmp(where, "[fajr]") != 0;
    diagnostics_add(of->findings, SEVERITY_ERROR, of->csv->file, of->row->line, where,
                    "%s is %s %s %s%s%s", time, relation, other, other_time,
                    is_half ? "; of 24 hours it is " : "", is_half ? later : "");
    of->row->bad = true;
}

static bool may_be_one(const int at[PRAYER_COUNT])
{
    if (at[PRAYER_SUNRISE] == MINUTES_NONE || at[PRAYER_MAGHRIB] == MINUTES_NONE)
        return true;
    int daylight = at[PRAYER_MAGHRIB] - at[PRAYER_SUNRISE];
    return daylight < DAYLIGHT_LEAST || daylight > DAYLIGHT_MOST;
}

static void verify_order(const struct verification *of)
{
    const int *minutes = of->row->day.minutes;
    int at[PRAYER_COUNT], before = -1;
    prayer_order_place(minutes, at);
    for (int i = 0; i < PRAYER_COUNT; i++) {
        if (minutes[i] == MINUTES_NONE)
            continue;
        char where[WHERE_MAX];
        snprintf(where, sizeof where, "[%s]", prayer_key((enum prayer)i));
        bool same = before >= 0 && at[i] == at[before];
        if (before >= 0 && at[i] < at[before])
            complain(of, where, minutes[i], "before", prayer_key((enum prayer)before),
                     minutes[before]);
        else if (same && !may_be_one(at))
            complain(of, where, minutes[i], "the same as", prayer_key((enum prayer)before),
                     minutes[before]);
        before = i;
    }
}

/* Where the sun hardly comes up it may never get light: nothing is said of that. */
static void verify_twilight(const struct verification *of)
{
    const int *minutes = of->row->day.minutes;
    int at[PRAYER_COUNT];
    prayer_order_place(minutes, at);
    int sunrise = at[PRAYER_SUNRISE], maghrib = at[PRAYER_MAGHRIB];
    if (sunrise == MINUTES_NONE || maghrib == MINUTES_NONE || maghrib - sunrise < DAYLIGHT_LEAST)
        return;
    int most = (DAY - (maghrib - sunrise)) / 2 + MIDDLE_OFF_MOST;
    if (minutes[PRAYER_FAJR] != MINUTES_NONE && sunrise - at[PRAYER_FAJR] > most)
        complain(of, "[fajr]", minutes[PRAYER_FAJR], "too long before", "sunrise", sunrise);
    if (minutes[PRAYER_ISHA] != MINUTES_NONE && at[PRAYER_ISHA] - maghrib > most)
        complain(of, "[isha]", minutes[PRAYER_ISHA], "too long after", "maghrib",
                 minutes[PRAYER_MAGHRIB]);
}

/* From FIRST to SECOND, around midnight. */
static int minutes_between(int first, int second)
{
    return (second - first + DAY) % DAY;
}

static void verify_imsak(const struct verification *of)
{
    int imsak = of->row->day.imsak, fajr = of->row->day.minutes[PRAYER_FAJR];
    if (imsak == MINUTES_NONE || fajr == MINUTES_NONE ||
        minutes_between(imsak, fajr) <= IMSAK_BEFORE_MOST)
        return;
    bool after = minutes_between(fajr, imsak) < DAY / 2;
    complain(of, "[imsak]", imsak, after ? "after" : "more than two hours before", "fajr", fajr);
}

static void verify_iqama(const struct verification *of, enum prayer prayer)
{
    int iqama = of->row->day.iqama[prayer], at = of->row->day.minutes[prayer];
    char where[WHERE_MAX];
    snprintf(where, sizeof where, "[iqama_%s]", prayer_key(prayer));
    if (iqama == MINUTES_NONE)
        return;
    if (at == MINUTES_NONE) {
        diagnostics_add(of->findings, SEVERITY_ERROR, of->csv->file, of->row->line, where,
                        "there is no %s on that day; write \"-\"", prayer_key(prayer));
        of->row->bad = true;
    } else if (minutes_between(at, iqama) > IQAMA_AFTER_MOST) {
        bool before = minutes_between(iqama, at) < DAY / 2;
        complain(of, where, iqama, before ? "before" : "more than five hours after",
                 prayer_key(prayer), at);
    }
}

static void verify_jumua(const struct verification *of)
{
    const struct prayer_table_day *day = &of->row->day;
    int sunrise = day->minutes[PRAYER_SUNRISE], maghrib = day->minutes[PRAYER_MAGHRIB];
    for (int i = 0; i < day->jumua_count; i++) {
        if (sunrise != MINUTES_NONE && day->jumua[i] <= sunrise)
            complain(of, "[jumua]", day->jumua[i], "not after", "sunrise", sunrise);
        else if (maghrib > sunrise && day->jumua[i] >= maghrib)
            complain(of, "[jumua]", day->jumua[i], "not before", "maghrib", maghrib);
    }
}

void prayer_row_verify(const struct prayer_csv *csv, struct prayer_row *row,
                       struct diagnostics *findings)
{
    const struct verification of = {csv, row, findings};
    verify_order(&of);
    verify_twilight(&of);
    verify_imsak(&of);
    for (int i = 0; i < PRAYER_COUNT; i++)
        verify_iqama(&of, (enum prayer)i);
    verify_jumua(&of);
}
