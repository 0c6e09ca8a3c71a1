#include "widgets/motion.h"

#include "widgets/widget.h"

#include <math.h>

enum { WHOLE = 255, HALF = 128, REST_SECONDS = 5 };

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

/* Rather slower than can be read than faster: steps of one pixel cannot be but whole refreshes. */
struct rise motion_rise(struct rect window, int length, int words, int hz)
{
    struct rise rise = {.window = window, .length = length, .step = 1, .every = 1};
    double seconds = (double)widget_reading_ns(words) / NS_PER_SECOND;
    double a_refresh = length / (seconds * hz);
    rise.rest = REST_SECONDS * hz;
    if (a_refresh >= 1)
        rise.step = (int)a_refresh;
    else
        rise.every = (int)ceil(1 / a_refresh);
    return rise;
}

/* Refreshes until it is at its beginning again, with its rest there. */
static int64_t round_ticks(const struct rise *rise)
{
    int64_t steps = ((int64_t)rise->length + rise->step - 1) / rise->step;
    return rise->rest + steps * rise->every;
}

int64_t motion_rise_ns(const struct rise *rise, int hz)
{
    return (round_ticks(rise) + 1) * NS_PER_SECOND / hz;
}

int motion_risen(const struct rise *rise, int64_t from_ns, int64_t end_ns,
                 const struct moment *moment)
{
    if (rise->length <= 0)
        return 0;
    /* The screen's own count is even; in a demo it is not the viewer's. */
    int64_t now = moment->tempo.factor == 0 ? moment->tick
                                            : moment_tick(moment_viewer_ns(moment), moment->hz);
    int64_t from = from_ns == INT64_MIN ? 0 : moment_tick(from_ns, moment->hz);
    int64_t whole = round_ticks(rise), passed = now - from;
    if (end_ns != MOMENT_NEVER) {
        int64_t rounds = (moment_tick(end_ns, moment->hz) - from) / whole;
        if (passed < 0 || passed >= (rounds > 1 ? rounds : 1) * whole)
            return 0;
    }
    int64_t moved = (floor_mod(passed, whole) - rise->rest) / rise->every * rise->step;
    return moved < 0 || moved >= rise->length ? 0 : (int)moved;
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

int motion_rest(enum easing easing, int width, int64_t since_ns, int64_t length_ns,
                int64_t viewer_ns)
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
