/* Time zones by name from the system's tzdata ($TZDIR or /usr/share/zoneinfo). */
#ifndef RIWAQ_STORE_ZONEINFO_H
#define RIWAQ_STORE_ZONEINFO_H

#include "content/zone.h"

/* A reference, or NULL when there is no such zone ("../" and absolute names are refused).
 * Safe to call from any thread. SELF is not used: fits zone_find of formats/format.h. */
const struct zone *zoneinfo_find(void *self, const char *name);
/* The machine's own zone ($TZ when it names one, else /etc/localtime), or NULL. */
const struct zone *zoneinfo_local(void);

#endif
