/* Time zones by name from the system's tzdata ($TZDIR or /usr/share/zoneinfo). */
#ifndef RIWAQ_STORE_ZONEINFO_H
#define RIWAQ_STORE_ZONEINFO_H

#include "content/zone.h"

/* A reference, or NULL when there is no such zone ("../" and absolute names are refused).
 * Safe to call from any thread. SELF is not used: fits zone_find of formats/format.h. */
const struct zone *zoneinfo_find(void *self, const char *name);
/* The machine's own zone ($TZ when it names one, else /etc/localtime), or NULL. */
const struct zone *zoneinfo_local(void);

/* --- for who keeps zones (store/zones.h) --- */
#define ZONEINFO_LOCAL "/etc/localtime"
/* The largest file of tzdata has a few kilobytes. */
enum { ZONEINFO_BYTES_MAX = 256 * 1024 };
/* The file of a zone, free() it; NULL where the name is refused. */
char *zoneinfo_path(const char *name);
/* What $TZ names, else NULL; and how the zone of ZONEINFO_LOCAL is called ("local" when that is not
 * known), free() it. */
const char *zoneinfo_environment(void);
char *zoneinfo_local_name(void);

#endif
