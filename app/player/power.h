/* The display's power: off while the picture is black by schedule ([power] on), and on again with
 * the first frame after. */
#ifndef RIWAQ_PLAYER_POWER_H
#define RIWAQ_PLAYER_POWER_H

#include "base/moment.h"
#include "player/cec.h"
#include "screen/window.h"
#include "theme/config.h"

enum power_state { POWER_UNKNOWN, POWER_ON, POWER_OFF };

/* All zero: nothing was switched yet, and the window is on. */
struct power {
    enum power_state set; /* what the television was told */
    bool window_off;
    bool plugged; /* a display came, and the television was told nothing since */
    bool unset_told;
    struct cec cec;
};

void power_finish(struct power *power);
/* Another window than before: it is on. */
void power_new_window(struct power *power);
/* To be called before a frame that is DARK or not is presented, and after it. CONFIG is what the
 * frame is of; with NULL no television is told anything. */
void power_before(struct power *power, struct window *window, const struct config *config,
                  bool dark);
void power_after(struct power *power, struct window *window, const struct config *config, bool dark,
                 const struct moment *moment);
/* While there is no window: the display may be there as soon as its television is on. */
void power_without_window(struct power *power, const struct config *config,
                          const struct zone *place, const struct moment *moment);
/* To be called now and then. */
void power_tend(struct power *power);

#endif
