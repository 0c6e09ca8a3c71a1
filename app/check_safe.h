/* What `riwaq check` says of the safe area: margins within it, and text that stands outside of
 * it. */
#ifndef RIWAQ_CHECK_SAFE_H
#define RIWAQ_CHECK_SAFE_H

#include "check_stage.h"
#include "theme/whereabouts.h"

/* All zero but for `config` to begin with. */
struct check_safe {
    const struct config *config;
    struct {
        bool found;
        struct size screen;
        enum language language;
        int entry;
    } outside[ZONES_MAX]; /* by zone, the first of each */
};

void check_safe_look(struct check_safe *safe, const struct stage_frame *frame);
/* After all frames. Of the grids' margins, too, that are less than the theme's own safe area where
 * a zone without a ground stands: that is moved in, and looks otherwise than the file says. */
void check_safe_report(const struct check_safe *safe, const struct stage *stage,
                       const struct whereabouts *places, struct diagnostics *findings);

#endif
