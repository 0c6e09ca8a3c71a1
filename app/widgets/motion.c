#include "widgets/motion.h"

#include <math.h>

enum { WHOLE = 255, HALF = 128 };

int motion_step(double speed, int hz)
{
    long step = hz > 0 ? lround(speed / hz) : 0;
    return step < 1 ? 1 : (int)step;
}

int motion_scroll(int loop, double speed, bool rtl, int width, const struct moment *moment)
{
    int64_t step = motion_step(speed, moment->hz);
    int64_t moved = floor_mod(floor_mod(moment->tick, loop) * step + moment->nudge, loop);
    return (int)(rtl ? floor_mod(loop - width - moved, loop) : moved);
}

uint8_t motion_progress(int64_t since_ns, int64_t length_ns, int64_t wall_ns)
{
    if (wall_ns - since_ns >= length_ns)
        return WHOLE;
    return wall_ns <= since_ns ? 0 : (uint8_t)((wall_ns - since_ns) * WHOLE / length_ns);
}

bool motion_past_half(uint8_t progress)
{
    return progress >= HALF;
}

int64_t motion_half(int64_t since_ns, int64_t length_ns)
{
    return since_ns + (HALF * length_ns + WHOLE - 1) / WHOLE;
}
