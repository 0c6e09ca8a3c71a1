/* What `riwaq check` says of zones in which the longest texts find no room. */
#ifndef RIWAQ_CHECK_FIT_H
#define RIWAQ_CHECK_FIT_H

#include "check_stage.h"
#include "theme/whereabouts.h"

enum misfit_kind { MISFIT_CUT, MISFIT_OVERLAP, MISFIT_COUNT };

/* The first frame in which a zone's texts do not fit. */
struct misfit {
    bool found;
    enum language language;
    int entry;
    struct size screen, zone; /* pixels; units */
    char text[64];            /* the first words */
};

/* All zero to begin with. */
struct check_fit {
    struct misfit misfits[MISFIT_COUNT][ZONES_MAX];
};

/* Looks for letters outside their zone, and for texts one over the other. */
void check_fit_look(struct check_fit *fit, const struct stage_frame *frame);
void check_fit_report(const struct check_fit *fit, const struct theme *theme,
                      const struct whereabouts *places, struct diagnostics *findings);

#endif
