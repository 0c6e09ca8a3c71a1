#include "base/moment.h"

#include <stdbool.h>

int64_t floor_div(int64_t value, int64_t divisor)
{
    int64_t quotient = value / divisor;
    return value % divisor < 0 ? quotient - 1 : quotient;
}

int64_t floor_mod(int64_t value, int64_t divisor)
{
    int64_t rest = value % divisor;
    return rest < 0 ? rest + divisor : rest;
}

int64_t moment_seconds(const struct moment *moment)
{
    return floor_div(moment->wall_ns, NS_PER_SECOND);
}

/* Seconds and the rest apart: wall_ns * hz would not fit. */
int64_t moment_tick(int64_t wall_ns, int hz)
{
    int64_t seconds = floor_div(wall_ns, NS_PER_SECOND);
    int64_t rest = floor_mod(wall_ns, NS_PER_SECOND);
    return seconds * hz + rest * hz / NS_PER_SECOND;
}

/* VALUE - FROM, then times BY, then plus TO: the ends of int64_t for what is beyond them. */
static int64_t run_on(int64_t value, int64_t from, int64_t by, int64_t to)
{
    int64_t out;
    bool early = value < from;
    if (__builtin_sub_overflow(value, from, &out) || __builtin_mul_overflow(out, by, &out) ||
        __builtin_add_overflow(out, to, &out))
        return early ? INT64_MIN : MOMENT_NEVER;
    return out;
}

int64_t tempo_wall_ns(const struct tempo *tempo, int64_t viewer_ns)
{
    if (tempo->factor == 0 || viewer_ns == MOMENT_NEVER || viewer_ns == INT64_MIN)
        return viewer_ns;
    return run_on(viewer_ns, tempo->viewer_ns, tempo->factor, tempo->wall_ns);
}

int64_t tempo_viewer_ns(const struct tempo *tempo, int64_t wall_ns)
{
    if (tempo->factor == 0 || wall_ns == MOMENT_NEVER || wall_ns == INT64_MIN)
        return wall_ns;
    int64_t since = run_on(wall_ns, tempo->wall_ns, 1, 0);
    if (since == MOMENT_NEVER || since == INT64_MIN)
        return since;
    return run_on(floor_div(since, tempo->factor), 0, 1, tempo->viewer_ns);
}

int64_t moment_viewer_ns(const struct moment *moment)
{
    return tempo_viewer_ns(&moment->tempo, moment->wall_ns);
}

int64_t moment_wall_at(const struct moment *moment, int64_t viewer_ns)
{
    return tempo_wall_ns(&moment->tempo, viewer_ns);
}
