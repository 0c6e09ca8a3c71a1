#include "widgets/prayer_rows.h"

static struct prayer_cell cell_of(const struct view *view, struct prayer_time time, bool computed)
{
    bool none = time.at_s == INSTANT_NONE;
    return (struct prayer_cell){.at_s = time.at_s,
                                .minutes = none ? MINUTES_NONE : time.minutes,
                                .computed = computed && !none,
                                .past = !none && time.at_s <= moment_seconds(&view->moment)};
}

static struct prayer_row *add_row(const struct view *view, enum phrase name,
                                  struct prayer_rows *out)
{
    struct prayer_row *row = &out->rows[out->count++];
    *row = (struct prayer_row){.name = language_phrase(view->language, name),
                               .iqama = {.at_s = INSTANT_NONE, .minutes = MINUTES_NONE}};
    return row;
}

static void add_time(struct prayer_row *row, struct prayer_cell cell)
{
    row->times[row->time_count++] = cell;
}

static bool is_computed_on(const struct view *view, struct date date, enum prayer prayer)
{
    struct prayer_basis basis = view_prayer_basis(view);
    struct prayer_day day;
    timetable_day(&basis, date, &day);
    return day.origins[prayer] == ORIGIN_COMPUTED;
}

/* Whether the next prayer is none of the day's that is shown: after Isha, while today's times stay
 * up. Its row tells it all the same. */
static bool is_next_elsewhere(const struct timetable *table)
{
    const struct prayer_day *day = &table->day;
    int64_t own_s =
        table->next_jumua >= 0 ? day->jumua[table->next_jumua].at_s : day->at_s[table->next];
    return own_s != table->next_time.at_s;
}

static void add_next_of_another_day(const struct view *view, const struct timetable *table,
                                    struct prayer_rows *out)
{
    enum prayer next = (enum prayer)table->next;
    bool jumua = table->next_jumua >= 0;
    struct date date = zone_civil(view->content->zone, table->next_time.at_s).date;
    struct prayer_row *row =
        add_row(view, jumua ? PHRASE_JUMUA : (enum phrase)(PHRASE_FAJR + (int)next), out);
    row->gathers = jumua;
    add_time(row, cell_of(view, table->next_time, !jumua && is_computed_on(view, date, next)));
    row->iqama = cell_of(view, table->next_iqama, false);
}

static void add_jumua(const struct view *view, const struct timetable *table,
                      struct prayer_rows *out)
{
    struct prayer_row *row = add_row(view, PHRASE_JUMUA, out);
    row->gathers = true;
    for (int i = 0; i < table->day.jumua_count; i++)
        add_time(row, cell_of(view, table->day.jumua[i], false));
    row->main = table->next_jumua >= 0 ? table->next_jumua : 0;
}

static void add_prayer(const struct view *view, const struct timetable *table, int p,
                       struct prayer_rows *out)
{
    const struct prayer_day *day = &table->day;
    if (p == table->next && table->in_iqama < 0 && is_next_elsewhere(table)) {
        add_next_of_another_day(view, table, out);
        return;
    }
    if (p == PRAYER_DHUHR && day->jumua_count > 0) {
        add_jumua(view, table, out);
        return;
    }
    struct prayer_row *row = add_row(view, (enum phrase)(PHRASE_FAJR + p), out);
    struct prayer_time time = {day->at_s[p], day->minutes[p]};
    add_time(row, cell_of(view, time, day->origins[p] == ORIGIN_COMPUTED));
    row->iqama = cell_of(view, day->iqama[p], false);
    if (p == PRAYER_MAGHRIB && day->is_ramadan)
        row->aside = language_phrase(view->language, PHRASE_IFTAR);
}

static void add_imsak(const struct view *view, const struct prayer_day *day,
                      struct prayer_rows *out)
{
    if (day->imsak.at_s == INSTANT_NONE)
        return;
    struct prayer_row *row = add_row(view, PHRASE_IMSAK, out);
    add_time(row, cell_of(view, day->imsak, day->origins[PRAYER_FAJR] == ORIGIN_COMPUTED));
}

/* Whether its prayer is one of those of the day that is shown, and no announcement. */
static bool is_eid_of_the_day(const struct timetable *table)
{
    const struct eid_notice *eid = &table->eid;
    return eid->which != EID_NONE && eid->prayer.at_s != INSTANT_NONE &&
           date_equal(eid->date, table->day.date);
}

static void add_eid(const struct view *view, const struct timetable *table, struct prayer_rows *out)
{
    const struct eid_notice *eid = &table->eid;
    bool timed = eid->prayer.at_s != INSTANT_NONE;
    struct prayer_row *row = add_row(view,
                                     timed                    ? PHRASE_EID_PRAYER
                                     : eid->which == EID_FITR ? PHRASE_EID_FITR
                                                              : PHRASE_EID_ADHA,
                                     out);
    row->gathers = true;
    if (!is_eid_of_the_day(table))
        row->date = eid->date;
    bool by_sun = view->config->prayer.eid_prayer.kind == FOLLOWING_AFTER;
    if (timed)
        add_time(row, cell_of(view, eid->prayer,
                              by_sun && is_computed_on(view, eid->date, PRAYER_SUNRISE)));
}

static bool is_after_eid(const struct timetable *table, int p)
{
    int64_t at_s = table->day.at_s[p];
    return at_s != INSTANT_NONE && at_s > table->eid.prayer.at_s;
}

/* On its morning the prayer of Eid comes before the next one of the five. */
static bool is_eid_next(const struct timetable *table)
{
    return is_eid_of_the_day(table) && table->in_iqama < 0 &&
           (table->next < 0 || table->eid.prayer.at_s < table->next_time.at_s);
}

/* Which row is told to be next, and what it counts down to. EID is that of its prayer. */
static void mark_row(const struct view *view, const struct timetable *table,
                     const int rows[PRAYER_COUNT], int eid, struct prayer_rows *out)
{
    out->to_iqama = table->in_iqama >= 0;
    int p = out->to_iqama ? table->in_iqama : table->next;
    out->marked = p >= 0 ? rows[p] : -1;
    out->countdown_minutes = out->to_iqama ? table->iqama_minutes : table->countdown_minutes;
    if (!is_eid_next(table))
        return;
    int64_t left_s = table->eid.prayer.at_s - moment_seconds(&view->moment);
    out->marked = eid;
    out->countdown_minutes = (int)((left_s + 59) / 60);
}

/* Jumua is nobody's computation, and does not make a computed day another one. */
static void sum_up(struct prayer_rows *out)
{
    int times = 0, computed = 0;
    for (int i = 0; i < out->count; i++) {
        const struct prayer_row *row = &out->rows[i];
        out->has_iqama |= row->iqama.minutes != MINUTES_NONE;
        for (int k = 0; k < row->time_count; k++) {
            bool counts = !row->gathers || row->times[k].computed;
            times += counts && row->times[k].minutes != MINUTES_NONE;
            computed += row->times[k].computed;
        }
    }
    out->computed = computed > 0;
    out->partial = computed > 0 && computed < times;
}

void prayer_rows_of(const struct view *view, const struct timetable *table, struct prayer_rows *out)
{
    *out = (struct prayer_rows){.marked = -1, .known = view_knows_time(view)};
    int rows[PRAYER_COUNT], eid = -1;
    if (out->known)
        add_imsak(view, &table->day, out);
    for (int p = 0; p < PRAYER_COUNT; p++) {
        if (eid < 0 && is_eid_of_the_day(table) && is_after_eid(table, p)) {
            eid = out->count;
            add_eid(view, table, out);
        }
        rows[p] = out->count;
        add_prayer(view, table, p, out);
    }
    if (!out->known)
        return;
    if (eid < 0 && table->eid.which != EID_NONE) {
        eid = out->count;
        add_eid(view, table, out);
    }
    mark_row(view, table, rows, eid, out);
    sum_up(out);
}
