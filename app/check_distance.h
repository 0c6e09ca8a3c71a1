/* What `riwaq check` says of texts that are too small to be read from where people stand. */
#ifndef RIWAQ_CHECK_DISTANCE_H
#define RIWAQ_CHECK_DISTANCE_H

#include "check_stage.h"
#include "theme/whereabouts.h"

/* The least em of each role, in units; 0: not seen yet. All zero to begin with. */
struct check_distance {
    double units[FONT_ROLE_COUNT];
};

void check_distance_look(struct check_distance *distance, const struct stage_frame *frame);
/* Told are roles whose capitals are seen under less than 10 minutes of arc: that is the size at
 * which an eye of half the normal acuity (0.5, or 20/40, which many ask of drivers) tells letters,
 * as one of acuity 1 does at 5 minutes (Snellen; ISO 8596). Nothing without [screen]
 * viewing_distance and diagonal. */
void check_distance_report(const struct check_distance *distance, const struct stage *stage,
                           const struct whereabouts *places, struct diagnostics *findings);

#endif
