#include "theme/display_mode.h"

#include <ctype.h>
#include <stdlib.h>

enum { SIDE_MAX = 16384, MILLIHERTZ_MAX = 1000000 };

/* Digits at *AT, moved behind them; -1 when there are none, or too many. */
static int read_number(const char **at, int most)
{
    int number = 0;
    if (!isdigit((unsigned char)**at))
        return -1;
    for (; isdigit((unsigned char)**at); ++*at) {
        number = number * 10 + (**at - '0');
        if (number > most)
            return -1;
    }
    return number;
}

/* "60", "59.94"; what comes behind three decimals makes no difference. */
static int read_millihertz(const char **at)
{
    int millihertz = read_number(at, MILLIHERTZ_MAX / 1000);
    if (millihertz < 0)
        return -1;
    millihertz *= 1000;
    if (**at != '.')
        return millihertz;
    ++*at;
    for (int unit = 100; isdigit((unsigned char)**at); ++*at, unit /= 10)
        millihertz += (**at - '0') * unit;
    return millihertz;
}

bool display_mode_parse(const char *text, struct display_mode *out)
{
    struct display_mode mode = {0};
    mode.w = read_number(&text, SIDE_MAX);
    if (mode.w <= 0 || *text != 'x')
        return false;
    text++;
    mode.h = read_number(&text, SIDE_MAX);
    if (mode.h <= 0)
        return false;
    if (*text == '@') {
        text++;
        mode.millihertz = read_millihertz(&text);
        if (mode.millihertz <= 0)
            return false;
    }
    if (*text != '\0')
        return false;
    *out = mode;
    return true;
}
