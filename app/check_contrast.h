/* What `riwaq check` says of texts that do not stand out from what is behind them. */
#ifndef RIWAQ_CHECK_CONTRAST_H
#define RIWAQ_CHECK_CONTRAST_H

#include "check_stage.h"
#include "theme/whereabouts.h"

enum { FAINT_MAX = 32 };

/* The worst text of a colour. */
struct faint {
    int zone;
    enum color_role role;
    color ground;
    const struct theme_picture *picture; /* that the ground is of; NULL: of colours */
    double ratio, need;
    int units; /* its em */
};

/* All zero to begin with; to be finished. */
struct check_contrast {
    struct raster *raster;    /* pictures as they are painted */
    uint64_t seen[ZONES_MAX]; /* serials of the lists looked at last */
    struct faint faints[FAINT_MAX];
    int count;
};

/* Looks at all texts of FRAME but those on an article's picture. They need a ratio of 3:1 where
 * they are large or `muted`, else 4.5:1 (WCAG 2.1, 1.4.3). WCAG's large is half as much again as
 * what it takes for the least size to read (18 pt to 12 pt, bold 14 pt); here that is 24 units on a
 * canvas of 1080.
 */
void check_contrast_look(struct check_contrast *contrast, const struct stage_frame *frame);
void check_contrast_report(const struct check_contrast *contrast, const struct theme *theme,
                           const struct whereabouts *places, struct diagnostics *findings);
void check_contrast_finish(struct check_contrast *contrast);

#endif
