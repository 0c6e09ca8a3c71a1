/* A time zone, read from TZif data (RFC 8536, versions 1 to 4, with the POSIX rule of the
 * footer for instants after the table). Immutable and reference-counted (atomically), so a
 * snapshot can carry it across threads. Reads no files: the store hands over the bytes.
 *
 * NULL is accepted as a zone everywhere and means UTC. */
#ifndef RIWAQ_CONTENT_ZONE_H
#define RIWAQ_CONTENT_ZONE_H

#include "base/civil.h"
#include "base/moment.h"

#include <stddef.h>
#include <stdint.h>

struct zone;

/* NAME is kept for messages ("Africa/Casablanca"). NULL when the data is malformed; the data
 * is not kept. */
struct zone *zone_parse(const char *name, const void *data, size_t size);
const struct zone *zone_take(const struct zone *zone); /* one more reference; returns it */
void zone_put(const struct zone *zone);                /* one less; frees at zero; NULL is fine */
const char *zone_name(const struct zone *zone);        /* "UTC" for NULL */

/* Seconds east of Greenwich at the instant UTC_S (seconds since 1970). */
int32_t zone_offset(const struct zone *zone, int64_t utc_s);
/* The first instant after UTC_S at which the offset may change; INT64_MAX: never. */
int64_t zone_change(const struct zone *zone, int64_t utc_s);
/* The local date and time at an instant. */
struct civil zone_civil(const struct zone *zone, int64_t utc_s);
/* The instant of a local time. In an hour that occurs twice: the first; in one that is
 * skipped: as if the offset before the change still held. */
int64_t zone_instant(const struct zone *zone, const struct civil *local);
/* The smallest offset that the zone has in the calendar year of DATE: what authorities print
 * tables by that know no summer time. What tzdata calls standard time says less: Morocco's was
 * summer time, and its +00 of Ramadan the exception. */
int32_t zone_standard_offset(const struct zone *zone, struct date date);

#endif
