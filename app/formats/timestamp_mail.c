#include "formats/timestamp_parts.h"

/* A comment, which may hold others (RFC 5322, 3.2.2); false when it does not end. */
static bool skip_comment(const char **text)
{
    int depth = 0;
    for (; **text != '\0'; (*text)++) {
        if (**text == '\\' && (*text)[1] != '\0')
            (*text)++;
        else if (**text == '(')
            depth++;
        else if (**text == ')' && --depth == 0)
            return scan_char(text, ')');
    }
    return false;
}

/* White space and comments. */
static bool skip(const char **text)
{
    scan_space(text);
    while (**text == '(') {
        if (!skip_comment(text))
            return false;
        scan_space(text);
    }
    return true;
}

/* What stands between the parts of a date: white space, comments, a hyphen, a comma or a dot. */
static bool separator(const char **text)
{
    if (!skip(text))
        return false;
    if (**text == '-' || **text == ',' || **text == '.')
        (*text)++;
    return skip(text);
}

static bool scan_year(const char **text, int *out)
{
    const char *start = *text;
    if (!scan_digits(text, 2, 4, out))
        return false;
    long digits = *text - start;
    if (digits == 2)
        *out += *out < 50 ? 2000 : 1900;
    else if (digits == 3)
        *out += 1900;
    return true;
}

/* A time of day, and white space after it; without one it stays midnight. */
static bool scan_time(const char **text, struct civil *out)
{
    const char *at = *text;
    int hour;
    if (!scan_digits(&at, 1, 2, &hour) || *at != ':')
        return true;
    return scan_clock(text, 1, out) && skip(text);
}

/* "19 Mar 2025 12:00:00", "19-Mar-25 12:00". */
static bool scan_day_first(const char **text, struct civil *out)
{
    return scan_digits(text, 1, 2, &out->date.day) && separator(text) &&
           scan_month(text, &out->date.month) && separator(text) &&
           scan_year(text, &out->date.year) && separator(text) && scan_time(text, out);
}

/* "Mar 19 12:00:00 2025" (asctime), "Mar 19, 2025 12:00". */
static bool scan_month_first(const char **text, struct civil *out)
{
    if (!scan_month(text, &out->date.month) || !separator(text) ||
        !scan_digits(text, 1, 2, &out->date.day) || !separator(text))
        return false;
    const char *at = *text;
    int hour;
    if (scan_digits(&at, 1, 2, &hour) && *at == ':')
        return scan_time(text, out) && scan_year(text, &out->date.year) && skip(text);
    return scan_year(text, &out->date.year) && separator(text) && scan_time(text, out);
}

/* A zone, and a name or a comment after its offset ("+0100 (CET)", "+0100 CET"). */
static bool scan_mail_zone(const char **text, struct timestamp_parts *out)
{
    if (**text == '\0')
        return true;
    out->has_offset = true;
    const char *at = *text;
    if (scan_zone(&at, &out->offset)) {
        *text = at;
        return skip(text);
    }
    if (!scan_offset(text, &out->offset) || !skip(text))
        return false;
    int name;
    return **text == '\0' || (scan_zone(text, &name) && skip(text));
}

bool timestamp_scan_mail(const char **text, struct timestamp_parts *out)
{
    if (!skip(text))
        return false;
    const char *at = *text;
    if (scan_weekday(&at)) {
        *text = at;
        if (!separator(text))
            return false;
    }
    bool digit = **text >= '0' && **text <= '9';
    if (!(digit ? scan_day_first(text, &out->civil) : scan_month_first(text, &out->civil)))
        return false;
    return date_is_valid(out->civil.date) && scan_mail_zone(text, out);
}
