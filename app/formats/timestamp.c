#include "formats/timestamp_parts.h"

#include "base/moment.h"

#include <math.h>
#include <string.h>

/* No epoch is larger; beyond it only "out of range" is to be told. */
#define EPOCH_LIMIT INT64_C(1000000000000000000)

/* --- ISO 8601 --- */

static bool scan_date(const char **text, struct date *out)
{
    if (!scan_digits(text, 4, 4, &out->year))
        return false;
    bool extended = scan_char(text, '-');
    if (!scan_digits(text, 2, 2, &out->month) || (extended && !scan_char(text, '-')) ||
        !scan_digits(text, 2, 2, &out->day))
        return false;
    /* Eight digits are a date, more are a number. */
    return date_is_valid(*out) && (**text < '0' || **text > '9');
}

/* HHMM[SS[.fraction]] as the extended form has it; what begins with HHMM is long enough. */
static bool scan_basic_clock(const char **text, struct civil *out)
{
    char extended[] = "00:00:00";
    size_t digits = strspn(*text, "0123456789");
    if (digits != 4 && digits != 6)
        return false;
    for (size_t i = 0; i < digits; i++)
        extended[i + i / 2] = (*text)[i];
    *text += digits;
    const char *at = extended;
    return scan_clock(&at, 2, out) && (digits == 4 || scan_fraction(text));
}

static bool scan_iso_clock(const char **text, struct civil *out)
{
    size_t digits = strspn(*text, "0123456789");
    if (digits == 2 && (*text)[2] != ':') {
        return scan_digits(text, 2, 2, &out->hour) && out->hour <= 24;
    }
    return digits == 2 ? scan_clock(text, 2, out) : scan_basic_clock(text, out);
}

static bool scan_iso(const char **text, struct timestamp_parts *out)
{
    if (!scan_date(text, &out->civil.date))
        return false;
    if (!scan_char(text, 'T') && !scan_char(text, 't')) {
        if (!scan_space(text) || **text == '\0')
            return true;
    }
    if (!scan_iso_clock(text, &out->civil))
        return false;
    scan_space(text);
    if (**text == '\0')
        return true;
    out->has_offset = true;
    if (strncmp(*text, "UTC", 3) == 0 || strncmp(*text, "GMT", 3) == 0) {
        *text += 3;
        return true;
    }
    return scan_offset(text, &out->offset);
}

/* --- epochs --- */

bool timestamp_scan_epoch(const char **text, int units, int64_t *out)
{
    bool negative = scan_char(text, '-');
    if (!negative)
        scan_char(text, '+');
    size_t digits = strspn(*text, "0123456789");
    int64_t value = 0;
    for (size_t i = 0; i < digits; i++) {
        value = value >= EPOCH_LIMIT / 10 ? EPOCH_LIMIT : value * 10 + ((*text)[i] - '0');
    }
    *text += digits;
    bool part = false;
    if (scan_char(text, '.')) {
        size_t fraction = strspn(*text, "0123456789");
        part = strspn(*text, "0") < fraction;
        *text += fraction;
        if (fraction == 0)
            return false;
    }
    /* A fraction rounds down, which is away from zero before 1970. */
    *out = floor_div(negative ? -value - part : value, units);
    return digits > 0;
}

enum timestamp_outcome timestamp_from_number(double number, bool ms, int64_t *out)
{
    double seconds = floor(ms ? number / 1000 : number);
    if (isnan(seconds))
        return TIMESTAMP_WRONG;
    if (!(fabs(seconds) < (double)EPOCH_LIMIT))
        return TIMESTAMP_OUT_OF_RANGE;
    return timestamp_in_range((int64_t)seconds, out);
}

/* --- all forms --- */

static bool ends(const char *text)
{
    scan_space(&text);
    return *text == '\0';
}

static enum timestamp_outcome parse_form(const char *text, enum timestamp_form form,
                                         const struct timestamp_context *context, int64_t *out)
{
    struct timestamp_parts parts = {.has_offset = false};
    bool met = false;
    int64_t instant = 0;
    scan_space(&text);
    switch (form) {
    case TIMESTAMP_ISO:
        met = scan_iso(&text, &parts);
        break;
    case TIMESTAMP_CLOCK:
        met = scan_clock(&text, 1, &parts.civil) && parts.civil.hour < 24;
        break;
    case TIMESTAMP_MAIL:
        met = timestamp_scan_mail(&text, &parts);
        break;
    case TIMESTAMP_EPOCH_S:
        met = timestamp_scan_epoch(&text, 1, &instant);
        break;
    case TIMESTAMP_EPOCH_MS:
        met = timestamp_scan_epoch(&text, 1000, &instant);
        break;
    }
    if (!met || !ends(text))
        return TIMESTAMP_WRONG;
    if (form == TIMESTAMP_EPOCH_S || form == TIMESTAMP_EPOCH_MS)
        return timestamp_in_range(instant, out);
    return timestamp_of_parts(&parts, context, out);
}

enum timestamp_outcome timestamp_parse(const char *text, unsigned forms,
                                       const struct timestamp_context *context, int64_t *out)
{
    enum timestamp_outcome outcome = TIMESTAMP_WRONG;
    for (unsigned form = TIMESTAMP_ISO; form <= TIMESTAMP_EPOCH_MS; form <<= 1) {
        if ((forms & form) == 0 || outcome == TIMESTAMP_READ)
            continue;
        enum timestamp_outcome one = parse_form(text, (enum timestamp_form)form, context, out);
        if (one != TIMESTAMP_WRONG)
            outcome = one;
    }
    return outcome;
}
