/* What `riwaq check` says of tracks that are auto, but that nothing gives a size. */
#ifndef RIWAQ_CHECK_TRACKS_H
#define RIWAQ_CHECK_TRACKS_H

#include "theme/whereabouts.h"

/* A widget that pages what it has takes whatever room it is given: a track in which only such
 * widgets stand is as if it were 1fr. */
void check_tracks_report(const struct theme *theme, const struct whereabouts *places,
                         struct diagnostics *findings);

#endif
