/* A theme on purpose unlike what it is, for `riwaq bench --reloads`. */
#ifndef RIWAQ_THEME_VARY_H
#define RIWAQ_THEME_VARY_H

#include "theme/theme.h"

#include <stdint.h>

/* Changes THEME, which nobody else has yet, by NUMBER: an even one not at all, an odd one in its
 * colours, sizes and gaps, every other odd one in the weight of a font too. */
void theme_vary(struct theme *theme, uint64_t number);

#endif
