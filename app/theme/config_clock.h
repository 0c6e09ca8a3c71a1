/* World clocks of [clock]. Private to this floor. */
#ifndef RIWAQ_THEME_CONFIG_CLOCK_H
#define RIWAQ_THEME_CONFIG_CLOCK_H

#include "theme/config.h"

/* Whether TEXT has the form of a zone's name. Whether there is one is for whoever reads files. */
bool config_is_zone(const char *text);
/* When all is read: gives the zones their names, those of `names` or their cities'. */
void config_clocks_settle(struct config *config, struct diagnostics *diagnostics);
void config_clocks_finish(struct config *config);

#endif
