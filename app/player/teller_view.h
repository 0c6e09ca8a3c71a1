/* What the player shows, copied for the teller. */
#ifndef RIWAQ_PLAYER_TELLER_VIEW_H
#define RIWAQ_PLAYER_TELLER_VIEW_H

#include "player/playout.h"
#include "player/stage.h"
#include "player/status.h"
#include "screen/window.h"

/* All but `shown_ns`. WINDOW NULL: there is no display, and the rest is not looked at. */
void teller_view_read(const struct window *window, const struct playout *playout,
                      const struct stage *stage, struct status_view *out);
/* Whether NOW tells something else than BEFORE, other than how far a page is. */
/* What the frame shows that PLAYOUT has up. */
enum status_first teller_view_first(const struct playout *playout);
bool teller_view_differs(const struct status_view *before, const struct status_view *now);

#endif
