#include "player/lead.h"

/* Of a screen that was never painted whole: what copying and blending take on a slow desktop,
 * picoseconds a pixel. */
enum { GUESS_PS = 1500 };

static int64_t took(const struct lead *lead, enum lead_kind kind, struct size size)
{
    if (lead->took_ns[kind] > 0 || kind == LEAD_FADE)
        return lead->took_ns[kind];
    return (int64_t)size.w * size.h * GUESS_PS / 1000;
}

int64_t lead_for(const struct lead *lead, enum lead_kind kind, struct size size, int hz)
{
    const int64_t most_ns = NS_PER_SECOND / hz * LEAD_PERCENT_MOST / 100;
    const int64_t took_ns = took(lead, kind, size);
    const int64_t wanted_ns = took_ns + took_ns / 4;
    const int64_t least_ns = wanted_ns < LEAD_LEAST_NS ? LEAD_LEAST_NS : wanted_ns;
    return least_ns < most_ns ? least_ns : most_ns;
}

void lead_note(struct lead *lead, enum lead_kind kind, int64_t took_ns)
{
    const int64_t before_ns = lead->took_ns[kind] - lead->took_ns[kind] / 8;
    lead->took_ns[kind] = took_ns > before_ns ? took_ns : before_ns;
}

bool lead_holds(const struct lead *lead, struct size size, int hz, int64_t left_ns)
{
    return lead->waits < LEAD_WAITS_MOST && left_ns < lead_for(lead, LEAD_CHANGE, size, hz);
}

void lead_note_wait(struct lead *lead)
{
    lead->waits++;
}

void lead_note_change(struct lead *lead)
{
    lead->waits = 0;
}
