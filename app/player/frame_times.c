#include "player/frame_times.h"

void frame_times_add(struct frame_times *times, int64_t at_ns, int64_t took_ns, bool late)
{
    times->frames[times->next].at_ns = at_ns;
    times->frames[times->next].took_ns = took_ns;
    times->frames[times->next].late = late;
    times->next = (times->next + 1) % FRAME_TIMES_MAX;
    times->count += times->count < FRAME_TIMES_MAX;
}

void frame_times_sum(const struct frame_times *times, int64_t now_ns, struct frame_sum *out)
{
    int64_t total_ns = 0;
    *out = (struct frame_sum){0};
    for (int n = 1; n <= times->count; n++) {
        int i = (times->next + FRAME_TIMES_MAX - n) % FRAME_TIMES_MAX;
        if (times->frames[i].at_ns <= now_ns - FRAME_TIMES_NS)
            break;
        int64_t took_ns = times->frames[i].took_ns;
        if (out->frames == 0)
            out->last_ns = took_ns;
        out->frames++;
        out->late += times->frames[i].late;
        out->worst_ns = took_ns > out->worst_ns ? took_ns : out->worst_ns;
        total_ns += took_ns;
    }
    if (out->frames > 0)
        out->mean_ns = total_ns / out->frames;
}
