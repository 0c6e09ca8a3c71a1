#include "widgets/daypart.h"

#include "content/hours.h"

/* Days around today that are looked at. What is due repeats each week, but for the changes of
 * the clocks; a stretch may begin the day before. */
enum { DAYS_BEFORE = 9, DAYS_AFTER = 9, DAYS = DAYS_BEFORE + 1 + DAYS_AFTER };
enum { SPANS_MAX = DAYS * ENTRIES_MAX, DAY_MINUTES = 1440 };

/* Seconds since 1970 in which an entry is due. */
struct span {
    int entry;
    int64_t start_s, end_s;
};

struct spans {
    struct span list[SPANS_MAX];
    int count;
    unsigned always; /* bit by entry */
};

static void find_spans(const struct theme_zone *zone, const struct zone *place, struct date today,
                       struct spans *out)
{
    out->count = 0;
    out->always = 0;
    for (int i = 0; i < zone->entry_count; i++) {
        const struct theme_entry *entry = &zone->entries[i];
        if (entry->weekdays == 0)
            out->always |= 1U << i;
        for (int day = -DAYS_BEFORE; day <= DAYS_AFTER; day++) {
            struct date date = date_add_days(today, day);
            if ((entry->weekdays >> date_weekday(date) & 1) == 0)
                continue;
            int to = entry->to_min + (entry->to_min > entry->from_min ? 0 : DAY_MINUTES);
            struct span span = {i, local_instant(place, date, entry->from_min),
                                local_instant(place, date, to)};
            if (span.start_s < span.end_s)
                out->list[out->count++] = span;
        }
    }
}

static unsigned due_at(const struct spans *spans, int64_t at_s)
{
    unsigned due = spans->always;
    for (int i = 0; i < spans->count; i++)
        if (at_s >= spans->list[i].start_s && at_s < spans->list[i].end_s)
            due |= 1U << spans->list[i].entry;
    return due;
}

/* Where one stretch ends and the next begins nothing changes. */
static bool is_edge(const struct spans *spans, int64_t at_s)
{
    return due_at(spans, at_s) != due_at(spans, at_s - 1);
}

static void note_edge(const struct spans *spans, int64_t now_s, int64_t at_s, struct daypart *out)
{
    int64_t at_ns = at_s * NS_PER_SECOND;
    bool past = at_s <= now_s;
    if ((past ? at_ns > out->since_ns : at_ns < out->until_ns) && is_edge(spans, at_s))
        *(past ? &out->since_ns : &out->until_ns) = at_ns;
}

void daypart_at(const struct theme_zone *zone, const struct zone *place,
                const struct moment *moment, struct daypart *out)
{
    int64_t now_s = moment_seconds(moment);
    struct spans spans;
    find_spans(zone, place, zone_civil(place, now_s).date, &spans);
    *out = (struct daypart){spans.always, INT64_MIN, MOMENT_NEVER};
    if (moment->trust == TRUST_UNSET)
        return;
    out->due = due_at(&spans, now_s);
    for (int i = 0; i < spans.count; i++) {
        note_edge(&spans, now_s, spans.list[i].start_s, out);
        note_edge(&spans, now_s, spans.list[i].end_s, out);
    }
}
