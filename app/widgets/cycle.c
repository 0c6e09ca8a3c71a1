#include "widgets/cycle.h"

void cycle_init(struct cycle *cycle)
{
    cycle->count = 0;
    cycle->total_ns = 0;
    cycle->since_ns = INT64_MIN;
    cycle->step = 0;
}

void cycle_add(struct cycle *cycle, int entry, const struct pages *pages, int64_t minimum_ns)
{
    int64_t reading = 0;
    for (int i = 0; i < pages->count; i++)
        reading += pages->duration_ns[i] > 0 ? pages->duration_ns[i] : widget_reading_ns(0);
    int64_t whole = minimum_ns > reading ? minimum_ns : reading;
    int64_t reading_ms = reading / NS_PER_MILLISECOND, whole_ms = whole / NS_PER_MILLISECOND;
    for (int i = 0; i < pages->count && cycle->count < SLIDES_MAX; i++) {
        int64_t own = pages->duration_ns[i] > 0 ? pages->duration_ns[i] : widget_reading_ns(0);
        int64_t share = own / NS_PER_MILLISECOND * whole_ms / reading_ms * NS_PER_MILLISECOND;
        if (share < own)
            share = own;
        cycle->slides[cycle->count].entry = entry;
        cycle->slides[cycle->count].page = i;
        cycle->slides[cycle->count].duration_ns = share;
        cycle->count++;
        cycle->total_ns += share;
    }
}

/* Slide I's time is that of the one that a step of keys has put in its place. */
static void put_slide(const struct cycle *cycle, int i, int64_t start_ns, int64_t end_ns,
                      struct slide *out)
{
    int shown = (int)floor_mod((int64_t)i + cycle->step, cycle->count);
    *out = (struct slide){cycle->slides[shown].entry, cycle->slides[shown].page, start_ns, end_ns};
}

void cycle_at(const struct cycle *cycle, int64_t viewer_ns, struct slide *out)
{
    if (cycle->count == 0) {
        *out = (struct slide){-1, -1, cycle->since_ns, MOMENT_NEVER};
        return;
    }
    if (cycle->count == 1) {
        *out = (struct slide){cycle->slides[0].entry, cycle->slides[0].page, cycle->since_ns,
                              MOMENT_NEVER};
        return;
    }
    int64_t origin = cycle->since_ns != INT64_MIN ? cycle->since_ns : 0;
    int64_t start = viewer_ns - floor_mod(viewer_ns - origin, cycle->total_ns);
    int i = 0;
    while (i < cycle->count - 1 && start + cycle->slides[i].duration_ns <= viewer_ns)
        start += cycle->slides[i++].duration_ns;
    put_slide(cycle, i, start, start + cycle->slides[i].duration_ns, out);
}

/* A slide's share of a lap that is longer than the cycle; never less than its own time. */
static int64_t drawn_out(const struct cycle *cycle, int i, int64_t lap_ns)
{
    int64_t own = cycle->slides[i].duration_ns;
    int64_t own_ms = own / NS_PER_MILLISECOND, lap_ms = lap_ns / NS_PER_MILLISECOND;
    int64_t share = own_ms * lap_ms / (cycle->total_ns / NS_PER_MILLISECOND) * NS_PER_MILLISECOND;
    return share > own ? share : own;
}

void cycle_within(const struct cycle *cycle, const struct turn *turn, int64_t viewer_ns,
                  struct slide *out)
{
    if (cycle->count < 2 || !turn_ends(turn)) {
        cycle_at(cycle, viewer_ns, out);
        return;
    }
    int64_t length = turn->end_ns - turn->start_ns, laps = length / cycle->total_ns;
    if (laps < 1)
        laps = 1;
    int64_t lap_ns = length / laps, lap = (viewer_ns - turn->start_ns) / lap_ns;
    if (lap > laps - 1) /* what the division left over */
        lap = laps - 1;
    int64_t start = turn->start_ns + lap * lap_ns;
    int64_t end = lap == laps - 1 ? turn->end_ns : start + lap_ns;
    int i = 0;
    for (int64_t next; i < cycle->count - 1; start = next, i++) {
        next = start + drawn_out(cycle, i, lap_ns);
        if (next > viewer_ns || next >= end)
            break;
    }
    int64_t until = start + drawn_out(cycle, i, lap_ns);
    if (i == cycle->count - 1 || until > end)
        until = end;
    put_slide(cycle, i, start, until, out);
}
