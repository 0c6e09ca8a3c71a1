#include "player/power.h"

#include "base/log.h"
#include "store/clock.h"

#include <string.h>

void power_finish(struct power *power)
{
    cec_finish(&power->cec);
}

void power_new_window(struct power *power)
{
    power->window_off = false;
    power->plugged = true;
}

/* Once a turn, and when a display came back, which may be another set, or one that did not hear. */
static void tell_television(struct power *power, const struct config *config, bool on)
{
    const enum power_state state = on ? POWER_ON : POWER_OFF;
    if (config == NULL)
        return;
    if (power->set != state || strcmp(power->cec.device, config->cec) != 0)
        cec_ask(&power->cec, config->cec, on, clock_monotonic_ns());
    else if (on && power->plugged)
        cec_ask_again(&power->cec, clock_monotonic_ns());
    power->set = state;
    power->plugged = false;
}

void power_before(struct power *power, struct window *window, const struct config *config,
                  bool dark)
{
    if (dark)
        return;
    tell_television(power, config, true);
    if (!power->window_off)
        return;
    power->window_off = false;
    window_set_power(window, true);
    log_info("[power] on: the screen is on again");
}

static void tell_unset(struct power *power, const struct config *config,
                       const struct moment *moment)
{
    if (config == NULL || config->hours.count == 0 || power->unset_told ||
        moment->trust != TRUST_UNSET)
        return;
    power->unset_told = true;
    log_warning("[power] on: the clock is not set; until it is, the screen is on");
}

void power_after(struct power *power, struct window *window, const struct config *config, bool dark,
                 const struct moment *moment)
{
    tell_unset(power, config, moment);
    if (!dark)
        return;
    tell_television(power, config, false);
    if (power->window_off)
        return;
    power->window_off = true;
    bool switched = window_set_power(window, false);
    log_info("[power] on: the screen is off now%s", switched ? "" : " (black)");
}

void power_without_window(struct power *power, const struct config *config,
                          const struct zone *place, const struct moment *moment)
{
    struct hours_state state;
    power_tend(power);
    if (config->cec[0] == '\0')
        return;
    hours_at(&config->hours, place, moment, &state);
    tell_television(power, config, state.on);
}

void power_tend(struct power *power)
{
    cec_tend(&power->cec, clock_monotonic_ns());
}
