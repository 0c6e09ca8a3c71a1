/* [format.NAME] of riwaq.conf: where things are in somebody else's JSON (formats/map.h). Private to
 * config*.c and their tests. */
#ifndef RIWAQ_THEME_CONFIG_FORMAT_H
#define RIWAQ_THEME_CONFIG_FORMAT_H

#include "formats/map.h"
#include "theme/options.h"

/* The map of a section named NAME; what is wrong is reported, and not in it. Never NULL. */
struct map *config_format_read(const char *name, const struct ini *ini, int section,
                               const struct options_context *context);
void config_format_free(struct map *map); /* NULL is fine */

enum { CONFIG_FORMAT_KEYS_MAX = MAP_FIELD_COUNT + 16 };
/* The keys that it takes into KEYS, an array of CONFIG_FORMAT_KEYS_MAX; returns how many. */
int config_format_keys(const char **keys);

#endif
