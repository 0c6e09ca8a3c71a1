/* What whoever looks after the screen has to do, on the log, once a day: the official timetable
 * ends soon, or has ended. */
#ifndef RIWAQ_PLAYER_REMINDER_H
#define RIWAQ_PLAYER_REMINDER_H

#include "base/moment.h"
#include "content/content.h"
#include "theme/config.h"

/* All zero: nothing told yet. */
struct reminder {
    struct date told; /* the day of the place on which it was last looked at */
};

/* CONTENT may be NULL. With a clock that cannot be trusted nothing is told. True when a line was
 * logged. */
bool reminder_tell(struct reminder *reminder, const struct config *config,
                   const struct content *content, const struct moment *moment);

#endif
