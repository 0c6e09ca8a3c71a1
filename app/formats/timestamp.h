/* Instants out of the times that endpoints send.
 *
 * Every form is read whole, with white space around it allowed, and without locale: digits are
 * ASCII, names English. An instant is seconds since 1970 (a fraction is dropped, rounding down),
 * from 1900-01-02 to 2199-12-30, so that it lies in the years 1900 to 2199 in every zone. A second
 * of 60 is read as 59, and 24:00 as the midnight that follows. No clock is read: the caller says
 * when the document was fetched. */
#ifndef RIWAQ_FORMATS_TIMESTAMP_H
#define RIWAQ_FORMATS_TIMESTAMP_H

#include "content/zone.h"
#include "formats/fault.h"

#include <stddef.h>
#include <stdint.h>

struct timestamp_context {
    const struct zone *zone; /* of times that tell no offset; NULL: UTC */
    int64_t fetched_s;       /* for times that tell no day */
};

enum timestamp_outcome {
    TIMESTAMP_READ,
    TIMESTAMP_WRONG,       /* no time of that form */
    TIMESTAMP_OUT_OF_RANGE /* one, but before 1900-01-02 or after 2199-12-30 */
};

/* The forms; a value may be several, which are then tried in this order. Epochs have no mark of
 * their own: never allow both. */
enum timestamp_form {
    /* ISO 8601-1:2019, complete calendar date, extended or basic, then T, t or white space and HH,
     * HH:MM or HH:MM:SS with a fraction, then Z, +hh:mm, +hhmm, +hh, "UTC" or "GMT" or nothing.
     * All of RFC 3339 is within it. Ordinal dates and weeks are refused. */
    TIMESTAMP_ISO = 1 << 0,
    /* HH:MM or HH:MM:SS alone: of today in the zone, or of yesterday where that would lie more than
     * an hour after the fetch. */
    TIMESTAMP_CLOCK = 1 << 1,
    /* RFC 5322, section 3.3, with the obsolete forms of 4.3 (RFC 2822, 822, 850) and of asctime:
     * the weekday, right, wrong or missing, is not looked at; names of months in full or cut after
     * three letters or more; hyphens; years of two digits (00 to 49 of 2000, else of 1900) and
     * three; no seconds; no time (midnight); comments in parentheses; offsets as in ISO; the zones
     * of the RFC (military letters tell nothing, so they are UTC: 4.3) and the common European
     * ones. A name that is not known is refused rather than taken for UTC: a time that is wrong by
     * hours must not be shown. */
    TIMESTAMP_MAIL = 1 << 2,
    /* Seconds or milliseconds since 1970: digits, optionally signed, optionally with a fraction. */
    TIMESTAMP_EPOCH_S = 1 << 3,
    TIMESTAMP_EPOCH_MS = 1 << 4,
};

/* *OUT is written when TIMESTAMP_READ is returned only. FORMS: of enum timestamp_form. */
enum timestamp_outcome timestamp_parse(const char *text, unsigned forms,
                                       const struct timestamp_context *context, int64_t *out);
/* An epoch that came as a number; MS: milliseconds. */
enum timestamp_outcome timestamp_from_number(double number, bool ms, int64_t *out);

/* --- patterns as of strftime ---
 * %Y %m %d %H %M %S %y %b %B %h %e %j %p %I %z %Z %s %% %T %F, and also %R %D %a %A %n %t, and %f,
 * the digits of a fraction (as Python has it). Numbers may lack their leading zeros where the text
 * after them allows it ("%-d" is "%d"); white space stands for any, also none; %S may carry a
 * fraction; %b and %B read any form of an English month's name; %y is 1969 to 2068 (as POSIX has
 * it); %z and %Z read offsets and names as TIMESTAMP_MAIL does. The pattern tells year and day, or
 * only a time of day (then as TIMESTAMP_CLOCK), or is %s. */

/* False when PATTERN cannot be read by: then *ERROR (may be NULL) says why and where. */
bool timestamp_pattern_check(const char *pattern, struct fault *error);
/* PATTERN: one that has been checked; of another every text is TIMESTAMP_WRONG. */
enum timestamp_outcome timestamp_parse_pattern(const char *text, const char *pattern,
                                               const struct timestamp_context *context,
                                               int64_t *out);

#endif
