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

uint8_t motion_progress(int64_t since_ns, int64_t length_ns, int64_t viewer_ns)
{
    if (viewer_ns - since_ns >= length_ns)
        return WHOLE;
    return viewer_ns <= since_ns ? 0 : (uint8_t)((viewer_ns - since_ns) * WHOLE / length_ns);
}

static double clamped(int64_t since_ns, int64_t length_ns, int64_t viewer_ns)
{
    if (viewer_ns - since_ns >= length_ns)
        return 1;
    return viewer_ns <= since_ns ? 0 : (double)(viewer_ns - since_ns) / (double)length_ns;
}

/* Cubic: from 0 to 1 as T goes from 0 to 1. */
static double eased(enum easing easing, double t)
{
    double u = 1 - t;
    switch (easing) {
    case EASING_LINEAR:
        break;
    case EASING_IN:
        return t * t * t;
    case EASING_OUT:
        return 1 - u * u * u;
    case EASING_IN_OUT:
        return t < 0.5 ? 4 * t * t * t : 1 - 4 * u * u * u;
    }
    return t;
}

uint8_t motion_eased(enum easing easing, int64_t since_ns, int64_t length_ns, int64_t viewer_ns)
{
    if (easing == EASING_LINEAR)
        return motion_progress(since_ns, length_ns, viewer_ns);
    return (uint8_t)lround(WHOLE * eased(easing, clamped(since_ns, length_ns, viewer_ns)));
}

int motion_rest(enum easing easing, int width, int64_t since_ns, int64_t length_ns, int64_t viewer_ns)
{
    return (int)lround(width * (1 - eased(easing, clamped(since_ns, length_ns, viewer_ns))));
}

bool motion_past_half(uint8_t progress)
{
    return progress >= HALF;
}

int64_t motion_half(int64_t since_ns, int64_t length_ns)
{
    return since_ns + (HALF * length_ns + WHOLE - 1) / WHOLE;
}
