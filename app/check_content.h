/* What `riwaq check` fills a theme with: the longest texts that a screen has to expect. */
#ifndef RIWAQ_CHECK_CONTENT_H
#define RIWAQ_CHECK_CONTENT_H

#include "content/content.h"
#include "content/language.h"
#include "theme/config.h"

#include <stdint.h>

/* Content in LANGUAGE as of WALL_S, its place and clocks as CONFIG has them. Never NULL; with one
 * reference. */
struct content *check_content_create(const struct config *config, enum language language,
                                     int64_t wall_s);

#endif
