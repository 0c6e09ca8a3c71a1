#include "formats/clock_time.h"

#include "formats/timestamp_parts.h"

#include <string.h>

/* The hour, what stands between, and the minute; an hour may stand alone before an "h". */
static bool scan_hour_and_minute(const char **text, int *hour, int *minute)
{
    *minute = 0;
    if (!scan_digits(text, 1, 2, hour))
        return false;
    char between = **text;
    if (between == '\0' || strchr(":.hH", between) == NULL)
        return false;
    (*text)++;
    bool digit = **text >= '0' && **text <= '9';
    if (!digit && (between == 'h' || between == 'H'))
        return true;
    if (!scan_digits(text, 2, 2, minute) || *minute > 59)
        return false;
    int second;
    return between != ':' || !scan_char(text, ':') ||
           (scan_digits(text, 2, 2, &second) && second <= 60);
}

/* am and pm. An hour past twelve with pm is one of the twenty-four that somebody marked. */
static bool apply_half(const char **text, int *hour)
{
    bool pm;
    if ((**text | 0x20) != 'a' && (**text | 0x20) != 'p')
        return true;
    if (!scan_half(text, &pm))
        return false;
    scan_space(text);
    return (pm && *hour > 12) || hour_of_half(hour, pm);
}

/* "(+01)", "(EET)", "+01", nothing. */
static bool skip_zone(const char **text)
{
    int offset;
    if (scan_char(text, '(')) {
        *text += strcspn(*text, "()");
        return scan_char(text, ')');
    }
    return **text == '\0' || scan_offset(text, &offset);
}

bool clock_time_parse(const char *text, int *out)
{
    int hour, minute;
    scan_space(&text);
    if (!scan_hour_and_minute(&text, &hour, &minute))
        return false;
    scan_space(&text);
    if (!apply_half(&text, &hour) || !skip_zone(&text))
        return false;
    scan_space(&text);
    if (*text != '\0' || hour > 23)
        return false;
    *out = hour * 60 + minute;
    return true;
}
