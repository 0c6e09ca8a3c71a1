/* The times of one day beside those of the days before and after it. */
#include "formats/prayer_csv_parts.h"

#include "base/memory.h"
#include "base/moment.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    DAY = 24 * 60,
    JUMP = 15,        /* minutes: more is out of line */
    SHIFT_LEAST = 20, /* all times of a day at once: the clocks are changed */
    SHIFTED_LEAST = 3,
    CLOCK_STEP = 15,      /* clocks are changed by a multiple of it */
    CHANGED_BY = 4 * 60,  /* in the night, before this hour */
    ISHA_IN_RAMADAN = 30, /* with Umm al-Qura it is later by so much for that month */
    UNKNOWN = INT_MIN,
    TIME_MAX = 16,
    WHERE_MAX = 24
};

/* What becomes of the times from one day to the next. */
struct step {
    const struct prayer_row *before, *after; /* BEFORE: NULL: not the day before */
    int shift;                               /* of all of them */
    bool unshifted_fajr;                     /* but of Fajr: it is before the clocks are changed */
    int moved[PRAYER_COUNT];                 /* of each beyond that; or UNKNOWN */
};

struct walk {
    const struct prayer_csv *csv;
    struct diagnostics *findings;
    struct step *steps;
    int count;
};

static int compare_ints(const void *a, const void *b)
{
    return (*(const int *)a > *(const int *)b) - (*(const int *)a < *(const int *)b);
}

/* -719 to 720 */
static int difference(int from, int to)
{
    return (int)floor_mod(to - from + DAY / 2 - 1, DAY) - DAY / 2 + 1;
}

static int middle_of(const int moved[PRAYER_COUNT])
{
    int known[PRAYER_COUNT], count = 0;
    for (int i = 0; i < PRAYER_COUNT; i++)
        if (moved[i] != UNKNOWN)
            known[count++] = moved[i];
    qsort(known, (size_t)count, sizeof known[0], compare_ints);
    return count >= SHIFTED_LEAST ? known[count / 2] : 0;
}

/* In the far north Fajr may be before the change on the morning of that day, or on the evening
 * before. */
static void take_back(struct step *step)
{
    int fajr = step->after->day.minutes[PRAYER_FAJR], *moved = &step->moved[PRAYER_FAJR];
    bool early = fajr != MINUTES_NONE && (fajr < CHANGED_BY || fajr >= DAY / 2);
    if (*moved == UNKNOWN || !early || abs(*moved + step->shift) >= abs(*moved))
        return;
    *moved += step->shift;
    step->unshifted_fajr = true;
}

static struct step step_between(const struct prayer_row *before, const struct prayer_row *after)
{
    struct step step = {.after = after};
    bool adjacent =
        before != NULL && days_from_date(before->day.date) + 1 == days_from_date(after->day.date);
    step.before = adjacent ? before : NULL;
    for (int i = 0; i < PRAYER_COUNT; i++) {
        bool known = adjacent && before->day.minutes[i] != MINUTES_NONE &&
                     after->day.minutes[i] != MINUTES_NONE;
        step.moved[i] = known ? difference(before->day.minutes[i], after->day.minutes[i]) : UNKNOWN;
    }
    int middle = middle_of(step.moved);
    if (abs(middle) < SHIFT_LEAST)
        return step;
    step.shift = (middle + (middle < 0 ? -CLOCK_STEP : CLOCK_STEP) / 2) / CLOCK_STEP * CLOCK_STEP;
    for (int i = 0; i < PRAYER_COUNT; i++)
        if (step.moved[i] != UNKNOWN)
            step.moved[i] -= step.shift;
    take_back(&step);
    return step;
}

/* The Fajr after one that was before the change is moved by it, a day later than all else. */
static void put_off(struct step *step, const struct step *yesterday)
{
    int *moved = &step->moved[PRAYER_FAJR];
    if (step->before == NULL || !yesterday->unshifted_fajr || *moved == UNKNOWN)
        return;
    if (abs(*moved - yesterday->shift) < abs(*moved))
        *moved -= yesterday->shift;
}

/* --- clock changes --- */

/* Minutes by which the zone's clocks are changed from the noon before to that of DATE. */
static int change_of(const struct zone *zone, struct date date)
{
    struct civil noon = {.date = date, .hour = 12}, before = noon;
    before.date = date_add_days(date, -1);
    return (zone_offset(zone, zone_instant(zone, &noon)) -
            zone_offset(zone, zone_instant(zone, &before))) /
           60;
}

static void warn_of_shift(const struct walk *walk, const struct step *step, int change)
{
    const char *zone = zone_name(walk->csv->zone), *way = step->shift > 0 ? "later" : "earlier";
    int line = step->after->line;
    if (walk->csv->time == PRAYER_TABLE_STANDARD)
        diagnostics_add(walk->findings, SEVERITY_WARNING, walk->csv->file, line, NULL,
                        "all times are %d minutes %s than the day before, but with timetable_time "
                        "= standard no clock is changed; is it wall?",
                        abs(step->shift), way);
    else if (change == 0)
        diagnostics_add(walk->findings, SEVERITY_WARNING, walk->csv->file, line, NULL,
                        "all times are %d minutes %s than the day before, but the clocks of %s "
                        "are not changed then",
                        abs(step->shift), way, zone);
    else
        diagnostics_add(walk->findings, SEVERITY_WARNING, walk->csv->file, line, NULL,
                        "the clocks of %s go %d minutes %s on this day, the times %d; if they are "
                        "standard time, set timetable_time = standard",
                        zone, abs(change), change > 0 ? "forward" : "back", step->shift);
}

static void look_at_shift(const struct walk *walk, const struct step *step)
{
    if (walk->csv->zone == NULL || step->before == NULL)
        return;
    bool wall = walk->csv->time == PRAYER_TABLE_WALL;
    int change = wall ? change_of(walk->csv->zone, step->after->day.date) : 0;
    if (abs(step->shift - change) > JUMP)
        warn_of_shift(walk, step, change);
}

/* --- one time --- */

static bool differ(int moved, int other)
{
    return other == UNKNOWN || abs(moved - other) > JUMP;
}

/* Steep, as in the far north, is not out of line. */
static bool is_out_of_line(const struct walk *walk, int index, int prayer)
{
    const struct step *steps = walk->steps;
    int moved = steps[index].moved[prayer];
    if (moved == UNKNOWN || abs(moved) <= JUMP)
        return false;
    if (prayer == PRAYER_ISHA && abs(abs(moved) - ISHA_IN_RAMADAN) <= JUMP / 2)
        return false;
    return (index == 0 || differ(moved, steps[index - 1].moved[prayer])) &&
           (index + 1 == walk->count || differ(moved, steps[index + 1].moved[prayer]));
}

/* That of the day of step INDEX alone: it comes back on the next. */
static bool is_spike(const struct walk *walk, int index, int prayer)
{
    if (index + 1 >= walk->count)
        return false;
    int moved = walk->steps[index].moved[prayer], back = walk->steps[index + 1].moved[prayer];
    return moved != UNKNOWN && back != UNKNOWN && abs(moved) > JUMP && abs(moved + back) <= JUMP;
}

/* Where a rule for short nights begins or ends, the computed night is another one from then on. */
static bool is_edge_of_rule(const struct step *step, int prayer)
{
    return (prayer == PRAYER_FAJR || prayer == PRAYER_ISHA) && step->before != NULL &&
           step->before->computed && step->after->computed;
}

static void warn_of_jump(const struct walk *walk, int index, int prayer, bool spike)
{
    const struct step *step = &walk->steps[index];
    char where[WHERE_MAX], before[TIME_MAX], time[TIME_MAX], after[TIME_MAX];
    snprintf(where, sizeof where, "[%s]", prayer_key((enum prayer)prayer));
    minutes_format(step->before->day.minutes[prayer], before, sizeof before);
    minutes_format(step->after->day.minutes[prayer], time, sizeof time);
    if (spike)
        minutes_format(step[1].after->day.minutes[prayer], after, sizeof after);
    diagnostics_add(walk->findings, SEVERITY_WARNING, walk->csv->file, step->after->line, where,
                    "%s, but %s the day before%s%s; is it right?", time, before,
                    spike ? " and on the day after " : "", spike ? after : "");
}

static void look_at_prayer(const struct walk *walk, int prayer)
{
    for (int i = 0; i < walk->count; i++) {
        bool spike = is_spike(walk, i, prayer);
        if (!is_out_of_line(walk, i, prayer) ||
            (!spike && is_edge_of_rule(&walk->steps[i], prayer)))
            continue;
        warn_of_jump(walk, i, prayer, spike);
        i += spike;
    }
}

void prayer_rows_verify(const struct prayer_csv *csv, const struct prayer_row *rows, int count,
                        struct diagnostics *findings)
{
    struct walk walk = {csv, findings, memory_array((size_t)count + 1, sizeof *walk.steps), 0};
    const struct prayer_row *before = NULL;
    for (int i = 0; i < count; i++) {
        if (rows[i].bad)
            continue;
        walk.steps[walk.count] = step_between(before, &rows[i]);
        if (walk.count > 0)
            put_off(&walk.steps[walk.count], &walk.steps[walk.count - 1]);
        walk.count++;
        before = &rows[i];
    }
    for (int i = 0; i < walk.count; i++)
        look_at_shift(&walk, &walk.steps[i]);
    for (int i = 0; i < PRAYER_COUNT; i++)
        look_at_prayer(&walk, i);
    free(walk.steps);
}
