#include "base/moment.h"

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
