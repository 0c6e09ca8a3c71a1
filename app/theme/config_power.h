/* The keys of [power]: when the screen is on, and how bright. Private to this floor. */
#ifndef RIWAQ_THEME_CONFIG_POWER_H
#define RIWAQ_THEME_CONFIG_POWER_H

#include "theme/options.h"

enum { CONFIG_POWER_OPTION_COUNT = 3, CONFIG_POWER_LIST_COUNT = 2 };
extern const struct option config_power_options[CONFIG_POWER_OPTION_COUNT];
/* Those that take further lines. */
extern const char *const config_power_lists[CONFIG_POWER_LIST_COUNT];

#endif
