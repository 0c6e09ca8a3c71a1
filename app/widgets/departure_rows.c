#include "widgets/departure_rows.h"

#include "widgets/age_mark.h"

#include <string.h>

enum { PART_CAP = 256 };
/* For so long a headline is new; and for so long a prayer that has begun, and has no iqama to wait
 * for, stays up: who comes late looks for it. */
enum { NEW_S = 15 * 60, BEGUN_S = 10 * 60 };

/* --- prayers -------------------------------------------------------------------------------- */

static void row_init(struct departure_row *row)
{
    *row = (struct departure_row){.minutes = MINUTES_NONE,
                                  .at_s = INSTANT_NONE,
                                  .iqama = MINUTES_NONE,
                                  .countdown_minutes = -1};
}

static struct departure_row *add_row(struct departure_rows *out)
{
    struct departure_row *row = &out->rows[out->count++];
    row_init(row);
    return row;
}

/* How many seconds ago it was MINUTES, today; negative: it is to come. */
static int since_s(const struct view *view, int minutes)
{
    struct civil now = view_now(view);
    return now.hour * 3600 + now.minute * 60 + now.second - minutes * 60;
}

static bool has_just_begun(const struct view *view, const struct prayer_row *row, int index,
                           int64_t *next_change_ns)
{
    int minutes = row->times[index].minutes, ago_s = since_s(view, minutes);
    if (row->iqama.minutes != MINUTES_NONE || ago_s < 0 || ago_s >= BEGUN_S)
        return false;
    view_change_by(next_change_ns,
                   (moment_seconds(&view->moment) + BEGUN_S - ago_s) * NS_PER_SECOND);
    return true;
}

/* What a row of the INDEX-th time of FROM says on any day. */
static void tell_prayer(const struct prayer_row *from, int index, struct departure_row *row)
{
    row->name = from->name;
    row->minutes = from->times[index].minutes;
    row->at_s = from->times[index].at_s;
    row->computed = from->times[index].computed;
    row->iqama = from->iqama.minutes;
    row->date = from->date;
    row->aside = from->aside;
}

/* The INDEX-th time of ROW: what is over has left the board. */
static void add_prayer(const struct view *view, const struct prayer_rows *rows, int r, int index,
                       struct departure_rows *out)
{
    const struct prayer_row *from = &rows->rows[r];
    const struct prayer_cell *cell = &from->times[index];
    bool marked = r == rows->marked && index == from->main;
    bool begun = cell->past && !marked && has_just_begun(view, from, index, &out->next_change_ns);
    if ((rows->known && cell->minutes == MINUTES_NONE) || (cell->past && !marked && !begun))
        return;
    struct departure_row *row = add_row(out);
    tell_prayer(from, index, row);
    row->marked = marked;
    row->begun = begun;
    row->countdown_minutes = marked ? rows->countdown_minutes : -1;
    row->to_iqama = marked && rows->to_iqama;
    out->computed |= cell->computed;
}

/* An Eid whose prayer nobody told: its day is known all the same. */
static void add_announcement(const struct prayer_row *from, struct departure_rows *out)
{
    struct departure_row *row = add_row(out);
    row->name = from->name;
    row->date = from->date;
}

/* Whether there are prayers to be told of as soon as the time is known. */
static bool expects_prayers(const struct view *view)
{
    const struct content *content = view->content;
    return content->prayers.present || content->place.located || content->timetable != NULL;
}

/* In order of time; what has none is last. */
static void sort_prayers(struct departure_row *rows, int count)
{
    for (int i = 1; i < count; i++) {
        const struct departure_row one = rows[i];
        int at = i;
        for (; at > 0 && one.at_s != INSTANT_NONE &&
               (rows[at - 1].at_s == INSTANT_NONE || one.at_s < rows[at - 1].at_s);
             at--)
            rows[at] = rows[at - 1];
        rows[at] = one;
    }
}

/* Those of the day after TABLE's, but for the one that TABLE tells already. */
static void find_later(const struct view *view, const struct timetable *table,
                       struct departure_rows *out)
{
    const struct date today = view_now(view).date, tomorrow = date_add_days(today, 1);
    struct timetable after = {.next = -1,
                              .next_jumua = -1,
                              .in_iqama = -1,
                              .next_time = PRAYER_TIME_NONE,
                              .eid.prayer = PRAYER_TIME_NONE};
    const struct prayer_basis basis = view_prayer_basis(view);
    struct prayer_rows rows;
    timetable_day(&basis, date_add_days(table->day.date, 1), &after.day);
    prayer_rows_of(view, &after, &rows);
    for (int r = 0; r < rows.count; r++)
        for (int i = 0; i < rows.rows[r].time_count; i++) {
            const struct prayer_cell *cell = &rows.rows[r].times[i];
            if (cell->at_s == INSTANT_NONE || cell->past || cell->at_s <= table->next_time.at_s)
                continue;
            struct departure_row *row = &out->later[out->later_count++];
            row_init(row);
            tell_prayer(&rows.rows[r], i, row);
            row->later = true;
            row->tomorrow = date_equal(after.day.date, tomorrow);
            if (!row->tomorrow && !date_equal(after.day.date, today))
                row->date = after.day.date;
        }
    sort_prayers(out->later, out->later_count);
}

static void add_prayers(const struct view *view, struct departure_rows *out)
{
    struct timetable table;
    struct prayer_rows rows;
    view_timetable(view, &table);
    if (out->known && table.change_s < TIMETABLE_NEVER)
        view_change_by(&out->next_change_ns, table.change_s * NS_PER_SECOND);
    if (out->known ? table.day.origin == ORIGIN_NONE : !expects_prayers(view))
        return;
    prayer_rows_of(view, &table, &rows);
    for (int r = 0; r < rows.count; r++) {
        const struct prayer_row *row = &rows.rows[r];
        for (int i = 0; i < row->time_count; i++)
            add_prayer(view, &rows, r, i, out);
        if (row->time_count == 0 && row->date.day != 0)
            add_announcement(row, out);
    }
    for (int i = 0; i < out->count; i++)
        out->rows[i].tomorrow = table.is_tomorrow && out->rows[i].date.day == 0;
    sort_prayers(out->rows, out->count);
    if (out->known)
        find_later(view, &table, out);
    if (rows.marked >= 0 && rows.rows[rows.marked].gathers) /* the timetable counts to no Eid */
        view_change_by(&out->next_change_ns, view_next_minute(view));
}

/* --- headlines ------------------------------------------------------------------------------ */

/* Urgent ones, then the newest; what is alike stays as it came. */
static void sort_headlines(struct order *order)
{
    for (int i = 1; i < order->count; i++) {
        const struct headline *one = order->items[i];
        int at = i;
        for (; at > 0 && headline_outranks(one, order->items[at - 1]); at--)
            order->items[at] = order->items[at - 1];
        order->items[at] = one;
    }
}

static bool is_new(const struct view *view, const struct headline *headline,
                   int64_t *next_change_ns)
{
    int64_t end_s = headline->at_s + NEW_S;
    if (headline->at_s == INSTANT_NONE || !view_knows_time(view) ||
        moment_seconds(&view->moment) >= end_s || age_is_stale(view, &headline->age))
        return false;
    view_change_by(next_change_ns, end_s * NS_PER_SECOND);
    return true;
}

static void add_headline(const struct view *view, const struct headline *headline,
                         struct departure_rows *out)
{
    struct departure_row *row = add_row(out);
    row->headline = headline;
    row->is_new = is_new(view, headline, &out->next_change_ns);
    if (headline->at_s == INSTANT_NONE)
        return;
    struct civil at = zone_civil(view->content->zone, headline->at_s);
    row->dated = out->known && !date_equal(at.date, view_now(view).date);
    row->minutes = row->dated ? MINUTES_NONE : at.hour * 60 + at.minute;
}

static void add_headlines(const struct view *view, struct departure_rows *out)
{
    struct order order;
    order_headlines(view, &order);
    order_add_story(view, &order, &out->story);
    sort_headlines(&order);
    out->age = order_age(view, &order);
    out->with_sources = order_has_sources(&order);
    view_change_by(&out->next_change_ns, order.next_change_ns);
    for (int i = 0; i < order.count; i++)
        add_headline(view, order.items[i], out);
}

void departure_rows_of(const struct view *view, struct departure_rows *out)
{
    const unsigned kinds = view->zone->row_kinds;
    out->count = out->later_count = 0;
    out->known = view_knows_time(view);
    out->computed = out->with_sources = false;
    out->age = AGE_NONE;
    out->next_change_ns = MOMENT_NEVER;
    if (kinds == 0 || (kinds & ROW_PRAYERS) != 0)
        add_prayers(view, out);
    out->prayers = out->count;
    if (kinds == 0 || (kinds & ROW_HEADLINES) != 0)
        add_headlines(view, out);
}

void departure_rows_fill(struct departure_rows *rows, int count)
{
    int own = 0;
    for (int i = 0; i < rows->prayers; i++)
        if (!rows->rows[i].later)
            rows->rows[own++] = rows->rows[i];
    const int headlines = rows->count - rows->prayers;
    memmove(rows->rows + own + count, rows->rows + rows->prayers,
            (size_t)headlines * sizeof *rows->rows);
    memcpy(rows->rows + own, rows->later, (size_t)count * sizeof *rows->rows);
    rows->prayers = own + count;
    rows->count = rows->prayers + headlines;
    sort_prayers(rows->rows, rows->prayers);
    rows->computed = false;
    for (int i = 0; i < rows->prayers; i++)
        rows->computed |= rows->rows[i].computed;
}

/* --- remarks -------------------------------------------------------------------------------- */

static void add_iqama(const struct view *view, const struct departure_row *row, const char *dot,
                      struct buffer *out)
{
    if (row->iqama == MINUTES_NONE || row->to_iqama)
        return;
    struct buffer part;
    buffer_init(&part, PART_CAP);
    buffer_print(&part, "%s ", language_phrase(view->language, PHRASE_IQAMA));
    language_time(view->language, view->config->digits, view->config->twelve_hours, false,
                  row->iqama, &part);
    view_add_part(out, dot, buffer_text(&part));
    buffer_finish(&part);
}

static void add_countdown(const struct view *view, const struct departure_row *row, int form,
                          const char *dot, struct buffer *out)
{
    const enum digits digits = view->config->digits;
    struct buffer part;
    buffer_init(&part, PART_CAP);
    if (row->to_iqama)
        buffer_print(&part, "%s ", language_phrase(view->language, PHRASE_IQAMA));
    if (form == DEPARTURE_REMARK_FORMS - 1)
        language_duration(view->language, digits, row->countdown_minutes, &part);
    else
        language_countdown(view->language, digits, row->countdown_minutes, form > 1, &part);
    view_add_part(out, dot, buffer_text(&part));
    buffer_finish(&part);
}

static void add_date(const struct view *view, const struct departure_row *row, int form,
                     const char *dot, struct buffer *out)
{
    struct buffer part;
    buffer_init(&part, PART_CAP);
    if (form < 2) {
        language_weekday_within(view->language, row->date, form > 0, &part);
        buffer_add_text(&part, " ");
    }
    language_date_short(view->language, view->config->digits, row->date, &part);
    view_add_part(out, dot, buffer_text(&part));
    buffer_finish(&part);
}

/* What there is beside the countdown and the iqama. */
static void add_words(const struct view *view, const struct departure_row *row, int form,
                      const char *dot, struct buffer *out)
{
    if (row->date.day != 0)
        add_date(view, row, form, dot, out);
    else if (row->begun)
        view_add_part(out, dot, language_phrase(view->language, PHRASE_NOW));
    else if (row->tomorrow)
        view_add_part(out, dot, language_phrase(view->language, PHRASE_TOMORROW));
    if (row->date.day == 0 && (form == 0 || !row->later))
        view_add_part(out, dot, row->aside);
}

void departure_write_remark(const struct view *view, const struct departure_row *row, int form,
                            struct buffer *out)
{
    const char *dot = view_separator(view, "  ·  ");
    const bool counts = row->countdown_minutes >= 0, whole = form == 0;
    buffer_clear(out);
    if (whole || row->later || (!counts && row->iqama == MINUTES_NONE))
        add_words(view, row, form, dot, out);
    if (whole || (!counts && !row->later))
        add_iqama(view, row, dot, out);
    if (counts)
        add_countdown(view, row, form, dot, out);
    if (out->length == 0 && row->computed)
        view_add_part(out, dot, language_phrase(view->language, PHRASE_COMPUTED));
}
