/* The lamp: whether the screen is on by [power], and how bright, as content/hours.h has it; found
 * anew only when it changes. */
#ifndef RIWAQ_WIDGETS_LAMP_H
#define RIWAQ_WIDGETS_LAMP_H

#include "content/zone.h"
#include "theme/config.h"

/* Before it goes on, what it will show is made ready for so long. */
#define LAMP_LEAD_NS (60 * NS_PER_SECOND)

/* All zero: not known yet. */
struct lamp {
    bool known;
    bool on;
    bool waking;     /* off, and on again within LAMP_LEAD_NS: at wake_ns */
    int percent;     /* 1 to 100 */
    int64_t wake_ns; /* MOMENT_NEVER: not known */
    /* It stays as it is from when to when, with this trust. */
    int64_t from_ns, until_ns;
    enum trust trust;
};

/* Brings LAMP up to MOMENT. */
void lamp_follow(struct lamp *lamp, const struct config *config, const struct zone *place,
                 const struct moment *moment);
/* MOMENT, but while it is waking that at which it goes on. */
struct moment lamp_moment(const struct lamp *lamp, const struct moment *moment);

#endif
