#include "widgets/turn.h"

int64_t turn_length(int64_t cycle_ns)
{
    if (cycle_ns <= 0)
        return TURN_STILL_NS;
    return (TURN_LEAST_NS + cycle_ns - 1) / cycle_ns * cycle_ns;
}

void turn_at(const struct turns *turns, int64_t viewer_ns, struct turn *out)
{
    *out = (struct turn){0, INT64_MIN, MOMENT_NEVER};
    if (turns->count < 2)
        return;
    int64_t round_ns = 0;
    for (int i = 0; i < turns->count; i++)
        round_ns += turns->length_ns[i];
    int64_t start = viewer_ns - floor_mod(viewer_ns, round_ns);
    int i = 0;
    while (i < turns->count - 1 && start + turns->length_ns[i] <= viewer_ns)
        start += turns->length_ns[i++];
    *out = (struct turn){i, start, start + turns->length_ns[i]};
}

void turn_before(const struct turns *turns, const struct turn *turn, struct turn *out)
{
    int i = (turn->index + turns->count - 1) % turns->count;
    *out = (struct turn){i, turn->start_ns - turns->length_ns[i], turn->start_ns};
}

bool turn_ends(const struct turn *turn)
{
    return turn->end_ns != MOMENT_NEVER;
}
