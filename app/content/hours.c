#include "content/hours.h"

/* Days around today that are looked at. What is on repeats each week, but for the changes of the
 * clocks, which may leave a stretch out; one may begin the day before. */
enum { DAYS_BEFORE = 2, DAYS_AFTER = 15, DAYS = DAYS_BEFORE + 1 + DAYS_AFTER };
enum { SPANS_MAX = DAYS * HOURS_MAX, DAY_MINUTES = 1440 };
/* The longest way to another brightness is half a day. */
enum { DIM_DAYS = 2, EVENTS_MAX = (2 * DIM_DAYS + 1) * DIM_POINTS_MAX };

int64_t local_instant(const struct zone *place, struct date date, int minutes)
{
    struct civil local = {.date = date_add_days(date, minutes / DAY_MINUTES),
                          .hour = minutes % DAY_MINUTES / 60,
                          .minute = minutes % 60};
    return zone_instant(place, &local);
}

/* --- on and off --- */

struct span {
    int64_t start_s, end_s;
};

static int find_spans(const struct opening_hours *hours, const struct zone *place,
                      struct date today, struct span out[SPANS_MAX])
{
    int count = 0;
    for (int i = 0; i < hours->count; i++) {
        const struct hours_stretch *stretch = &hours->stretches[i];
        const bool over_midnight = stretch->to_min <= stretch->from_min;
        for (int day = -DAYS_BEFORE; day <= DAYS_AFTER; day++) {
            struct date date = date_add_days(today, day);
            if ((stretch->weekdays >> date_weekday(date) & 1) == 0)
                continue;
            int to = stretch->to_min + (over_midnight ? DAY_MINUTES : 0);
            struct span span = {local_instant(place, date, stretch->from_min),
                                local_instant(place, date, to)};
            if (span.start_s < span.end_s)
                out[count++] = span;
        }
    }
    return count;
}

static bool is_on(const struct span *spans, int count, int64_t at_s)
{
    for (int i = 0; i < count; i++)
        if (at_s >= spans[i].start_s && at_s < spans[i].end_s)
            return true;
    return false;
}

void hours_at(const struct opening_hours *hours, const struct zone *place,
              const struct moment *moment, struct hours_state *out)
{
    *out = (struct hours_state){true, MOMENT_NEVER};
    if (hours->count == 0 || moment->trust == TRUST_UNSET)
        return;
    const int64_t now_s = moment_seconds(moment);
    const struct date today = zone_civil(place, now_s).date;
    struct span spans[SPANS_MAX];
    const int count = find_spans(hours, place, today, spans);
    /* What comes after the last day is not known yet: to be asked again then. */
    int64_t until_s = local_instant(place, date_add_days(today, DAYS_AFTER), 0);
    out->on = is_on(spans, count, now_s);
    for (int i = 0; i < count; i++) {
        const int64_t edges[] = {spans[i].start_s, spans[i].end_s};
        for (int e = 0; e < 2; e++)
            if (edges[e] > now_s && edges[e] < until_s && is_on(spans, count, edges[e]) != out->on)
                until_s = edges[e];
    }
    out->until_ns = until_s * NS_PER_SECOND;
}

/* --- brightness --- */

/* From START_S on, within OVER_S, to PERCENT. */
struct event {
    int64_t start_s, over_s;
    int percent;
};

static int find_events(const struct dim *dim, const struct zone *place, struct date today,
                       struct event out[EVENTS_MAX])
{
    int count = 0;
    for (int day = -DIM_DAYS; day <= DIM_DAYS; day++)
        for (int i = 0; i < dim->count; i++) {
            const struct dim_point *point = &dim->points[i];
            struct date date = date_add_days(today, day);
            out[count++] = (struct event){local_instant(place, date, point->at_min),
                                          (int64_t)point->over_min * 60, point->percent};
        }
    return count;
}

/* The brightness at AT_S on the way from BEFORE; *CHANGE_S is when its next step comes. */
static int level_at(const struct event *event, int before, int64_t at_s, int64_t *change_s)
{
    const int way = event->percent - before, steps = way < 0 ? -way : way;
    const int64_t gone_s = at_s - event->start_s;
    *change_s = INT64_MAX;
    if (steps == 0 || gone_s >= event->over_s)
        return event->percent;
    const int64_t step = gone_s > 0 ? gone_s * steps / event->over_s : 0;
    *change_s = event->start_s + (event->over_s * (step + 1) + steps - 1) / steps;
    return before + (int)(way < 0 ? -step : step);
}

int dim_at(const struct dim *dim, const struct zone *place, const struct moment *moment,
           int64_t *until_ns)
{
    *until_ns = MOMENT_NEVER;
    if (dim->count == 0 || moment->trust == TRUST_UNSET)
        return DIM_FULL;
    const int64_t now_s = moment_seconds(moment);
    struct event events[EVENTS_MAX];
    const int count = find_events(dim, place, zone_civil(place, now_s).date, events);
    int level = dim->points[dim->count - 1].percent; /* that of the day before the first one */
    for (int i = 0; i < count; i++) {
        /* The last one is of a day to come. */
        const int64_t end_s = i + 1 < count ? events[i + 1].start_s : INT64_MAX;
        const bool current = now_s < end_s;
        int64_t change_s;
        level = level_at(&events[i], level, current ? now_s : end_s, &change_s);
        if (current) {
            *until_ns = (change_s < end_s ? change_s : end_s) * NS_PER_SECOND;
            break;
        }
    }
    return level;
}
