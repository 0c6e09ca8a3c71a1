/* How far what moves has come: strips by the refresh, transitions by the viewer's time. */
#ifndef RIWAQ_WIDGETS_MOTION_H
#define RIWAQ_WIDGETS_MOTION_H

#include "base/moment.h"

#include "theme/theme.h"

#include <stdbool.h>

/* Pixels that a strip of SPEED pixels a second moves each refresh: at least one. */
int motion_step(double speed, int hz);
/* The strip's pixel at the left edge of its zone of WIDTH: step * tick mod LOOP, running towards
 * the start of reading; one that is read from the right begins at its right end. */
int motion_scroll(int loop, double speed, bool rtl, int width, const struct moment *moment);
/* Of a transition of LENGTH_NS since SINCE_NS: 0 to 255. */
uint8_t motion_progress(int64_t since_ns, int64_t length_ns, int64_t viewer_ns);
/* The same by EASING. */
uint8_t motion_eased(enum easing easing, int64_t since_ns, int64_t length_ns, int64_t viewer_ns);
/* How many of WIDTH pixels are still to go. */
int motion_rest(enum easing easing, int width, int64_t since_ns, int64_t length_ns,
                int64_t viewer_ns);
/* Whether a linear one is past the half, where nothing of the old is seen any more, and from when
 * on. */
bool motion_past_half(uint8_t progress);
int64_t motion_half(int64_t since_ns, int64_t length_ns);

#endif
