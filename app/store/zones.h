/* The time zones in use: each read once, and read again when its file was replaced, as an update of
 * tzdata does it. For one thread. */
#ifndef RIWAQ_STORE_ZONES_H
#define RIWAQ_STORE_ZONES_H

#include "content/zone.h"

#include <stdbool.h>

/* Names come from content too: beyond so many a zone is read each time that it is asked for. */
enum { ZONES_KEPT_MAX = 64 };

struct zones;

struct zones *zones_create(void);
void zones_destroy(struct zones *zones); /* NULL is fine */
/* As zoneinfo_find: a reference, or NULL. SELF is the zones; NULL: read from disk each time. Fits
 * zone_find of formats/format.h. */
const struct zone *zones_find(void *self, const char *name);
/* As zoneinfo_local. ZONES may be NULL. */
const struct zone *zones_local(struct zones *zones);
/* Looks whether files of zones that were asked for are others than those that were read (only their
 * status is asked), and reads them then. True when a zone has other rules than before, with a line
 * on the log. One that is gone, or malformed as half-written ones are, keeps the rules that it has,
 * and is tried again when it changes once more. */
bool zones_update(struct zones *zones);

#endif
