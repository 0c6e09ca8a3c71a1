#include "widgets/lamp.h"

static bool is_right(const struct lamp *lamp, const struct moment *moment)
{
    return lamp->known && lamp->trust == moment->trust && moment->wall_ns >= lamp->from_ns &&
           moment->wall_ns < lamp->until_ns;
}

void lamp_follow(struct lamp *lamp, const struct config *config, const struct zone *place,
                 const struct moment *moment)
{
    struct hours_state state;
    if (is_right(lamp, moment))
        return;
    hours_at(&config->hours, place, moment, &state);
    *lamp = (struct lamp){.known = true,
                          .on = state.on,
                          .wake_ns = MOMENT_NEVER,
                          .from_ns = moment->wall_ns,
                          .until_ns = MOMENT_NEVER,
                          .trust = moment->trust};
    lamp->percent = dim_at(&config->dim, place, moment, &lamp->until_ns);
    if (!lamp->on) {
        lamp->waking = moment->wall_ns >= state.until_ns - LAMP_LEAD_NS;
        lamp->wake_ns = state.until_ns;
        lamp->until_ns = state.until_ns - (lamp->waking ? 0 : LAMP_LEAD_NS);
    } else if (state.until_ns < lamp->until_ns) {
        lamp->until_ns = state.until_ns;
    }
}

struct moment lamp_moment(const struct lamp *lamp, const struct moment *moment)
{
    struct moment then = *moment;
    if (lamp->waking)
        then.wall_ns = lamp->wake_ns;
    return then;
}
