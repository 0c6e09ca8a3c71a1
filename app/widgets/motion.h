/* How far what moves has come: strips by the refresh, transitions by the viewer's time. */
#ifndef RIWAQ_WIDGETS_MOTION_H
#define RIWAQ_WIDGETS_MOTION_H

#include "base/moment.h"

#include "scene/list.h"
#include "theme/theme.h"

#include <stdbool.h>

/* Pixels that a strip of SPEED pixels a second moves each refresh: at least one. */
int motion_step(double speed, int hz);
/* The strip's pixel at the left edge of its zone of WIDTH: step * tick mod LOOP, running towards
 * the start of reading; one that is read from the right begins at its right end. */
int motion_scroll(int loop, double speed, bool rtl, int width, const struct moment *moment);
/* A text of WORDS that rises through WINDOW, which it is higher than, by LENGTH pixels until it has
 * come round: as fast as it can be read, in even steps at HZ refreshes a second. It rests as long
 * as a transition lasts at most. */
struct rise motion_rise(struct rect window, int length, int words, int hz);
/* How long it takes to come round once. */
int64_t motion_rise_ns(const struct rise *rise, int hz);
/* How far it has come at MOMENT, 0 to its length, less 1, in a slide from FROM_NS (INT64_MIN: it
 * was always up) to END_NS (or MOMENT_NEVER), viewer's time. It comes round as often as there is
 * time for, and is at its beginning when the slide ends. */
int motion_risen(const struct rise *rise, int64_t from_ns, int64_t end_ns,
                 const struct moment *moment);
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
