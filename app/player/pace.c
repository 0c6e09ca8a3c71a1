#include "player/pace.h"

int64_t pace_tick_start(int64_t tick, int hz)
{
    int64_t seconds = floor_div(tick, hz), rest = floor_mod(tick, hz);
    return seconds * NS_PER_SECOND + (rest * NS_PER_SECOND + hz - 1) / hz;
}

void pace_init(struct pace *pace, int hz)
{
    *pace = (struct pace){.hz = hz};
}

bool pace_set_hz(struct pace *pace, int hz)
{
    if (pace->hz == hz)
        return false;
    pace_init(pace, hz);
    return true;
}

static void start_anew(struct pace *pace, int64_t mono_ns, int64_t wall_ns)
{
    pace->running = true;
    pace->tick = moment_tick(wall_ns, pace->hz);
    pace->presented_ns = mono_ns;
    pace->nudge = 0;
    pace->nudged_ns = mono_ns;
}

/* One pixel a second towards where the wall clock says the strip should be; within one step
 * it is right enough. */
static void nudge_towards(struct pace *pace, int64_t mono_ns, int64_t ahead_ticks, int step)
{
    int64_t ahead = ahead_ticks * step - pace->nudge;
    bool far = ahead > step || ahead < -step;
    if (!far || mono_ns - pace->nudged_ns < NS_PER_SECOND)
        return;
    pace->nudge += ahead > 0 ? 1 : -1;
    pace->nudged_ns = mono_ns;
    /* A whole step of nudges is a tick: the place is the same, and neither grows for ever. */
    pace->tick += pace->nudge / step;
    pace->nudge %= step;
}

int64_t pace_present(struct pace *pace, int64_t mono_ns, int64_t wall_ns, int step)
{
    int64_t by_wall = moment_tick(wall_ns, pace->hz);
    int64_t ahead = by_wall - pace->tick;
    int64_t period = NS_PER_SECOND / pace->hz;
    int64_t passed = pace->running ? (mono_ns - pace->presented_ns + period / 2) / period : 0;
    int64_t still_ahead = ahead - passed;
    if (!pace->running || still_ahead > pace->hz || still_ahead < -pace->hz) {
        start_anew(pace, mono_ns, wall_ns);
        return 0;
    }
    if (passed < 1)
        passed = 1;
    pace->tick += passed;
    pace->presented_ns = mono_ns;
    nudge_towards(pace, mono_ns, by_wall - pace->tick, step);
    return passed;
}
