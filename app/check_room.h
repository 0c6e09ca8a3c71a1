/* What `riwaq check` says of zones that are much too small for what they show. */
#ifndef RIWAQ_CHECK_ROOM_H
#define RIWAQ_CHECK_ROOM_H

#include "check_stage.h"
#include "theme/whereabouts.h"

/* Each zone of STAGE's theme on each of its screens against the table of least room in
 * themes/README.md, in proportion to the theme's fonts. A widget makes do with a little less; told
 * is what has less than two thirds. */
void check_room_report(const struct stage *stage, const struct whereabouts *places,
                       struct diagnostics *findings);

#endif
