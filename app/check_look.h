/* What `riwaq check` says of a theme that only a renderer can: built with the longest texts, on
 * each of its screens. All are warnings. */
#ifndef RIWAQ_CHECK_LOOK_H
#define RIWAQ_CHECK_LOOK_H

#include "check_stage.h"

/* FILE: the theme's; NULL: it is built in. Without sizes in STAGE those of stage_sizes. */
void check_look(const struct stage *stage, const char *file, struct diagnostics *findings);

#endif
