/* What the forms of times have in common: the parts that they find, and the small pieces of text
 * that they read them from. Private to timestamp*.c and clock_time.c.
 *
 * A scan_ function moves *TEXT past what it read and is true, or is false; *TEXT is then where it
 * pleases, and the form is not met. */
#ifndef RIWAQ_FORMATS_TIMESTAMP_PARTS_H
#define RIWAQ_FORMATS_TIMESTAMP_PARTS_H

#include "formats/timestamp.h"

struct timestamp_parts {
    struct civil civil; /* .date.day == 0: no day was given */
    bool has_offset;
    int offset; /* seconds east of Greenwich */
};

/* LEAST to MOST digits (at most 9) as a number. */
bool scan_digits(const char **text, int least, int most, int *out);
bool scan_char(const char **text, char c);
/* ASCII white space; tells whether there was any. */
bool scan_space(const char **text);
/* HH:MM[:SS[.fraction]] with hours of LEAST to 2 digits, checked, 24:00:00 and :60 as the public
 * header says. */
bool scan_clock(const char **text, int least, struct civil *out);
/* A fraction's digits after "." or ","; nothing at all is fine. */
bool scan_fraction(const char **text);
/* Z, +hh:mm, +hhmm or +hh, at most 15:59; also with the minus sign U+2212. */
bool scan_offset(const char **text, int *out);
/* A name of a zone, or one of UTC's followed by an offset ("GMT+1" is refused, "GMT+0100" is not).
 */
bool scan_zone(const char **text, int *out);
/* A month's English name, in full or cut after three letters or more: 1 to 12. */
bool scan_month(const char **text, int *out);
/* Letters that are an English weekday's name, or begin it, three at least. */
bool scan_weekday(const char **text);
/* "am" or "pm", also with dots; any case. */
bool scan_half(const char **text, bool *pm);
/* An hour of the twelve, 0 to 23; false when there is none such. */
bool hour_of_half(int *hour, bool pm);

/* The instant of checked parts. */
enum timestamp_outcome timestamp_of_parts(const struct timestamp_parts *parts,
                                          const struct timestamp_context *context, int64_t *out);
enum timestamp_outcome timestamp_in_range(int64_t instant, int64_t *out);

/* The forms with a file of their own. White space at the end is left to the caller. */
bool timestamp_scan_mail(const char **text, struct timestamp_parts *out);
/* Digits with sign and fraction, in units of which UNITS are a second; held at the limits. */
bool timestamp_scan_epoch(const char **text, int units, int64_t *out);

#endif
