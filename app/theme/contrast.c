#include "theme/contrast.h"

#include <math.h>

enum { STEPS = 64 };

static unsigned channel(color paint, int shift)
{
    return paint >> shift & 0xFF;
}

static color mixed(color from, color to, unsigned part, unsigned whole)
{
    color out = 0xFF000000;
    for (int shift = 0; shift <= 16; shift += 8) {
        unsigned sum = channel(from, shift) * (whole - part) + channel(to, shift) * part;
        out |= ((sum + whole / 2) / whole) << shift;
    }
    return out;
}

color contrast_over(color paint, color ground)
{
    return mixed(ground, paint, channel(paint, 24), 255);
}

static double linear(unsigned value)
{
    double v = value / 255.0;
    return v <= 0.03928 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double luminance(color paint)
{
    return 0.2126 * linear(channel(paint, 16)) + 0.7152 * linear(channel(paint, 8)) +
           0.0722 * linear(channel(paint, 0));
}

double contrast_ratio(color a, color b)
{
    double one = luminance(a), other = luminance(b);
    return (fmax(one, other) + 0.05) / (fmin(one, other) + 0.05);
}

/* How many of STEPS towards TO have RATIO; STEPS + 1: not one. */
static int steps_towards(color paint, color to, color ground, double ratio)
{
    int step = 0;
    while (step <= STEPS && contrast_ratio(mixed(paint, to, (unsigned)step, STEPS), ground) < ratio)
        step++;
    return step;
}

color contrast_mend(color paint, color ground, double ratio, bool *lighter)
{
    static const color black = 0xFF000000, white = 0xFFFFFFFF;
    int up = steps_towards(paint, white, ground, ratio);
    int down = steps_towards(paint, black, ground, ratio);
    bool none = up > STEPS && down > STEPS;
    *lighter = none ? contrast_ratio(white, ground) > contrast_ratio(black, ground) : up <= down;
    int step = *lighter ? up : down;
    return mixed(paint, *lighter ? white : black, (unsigned)(step > STEPS ? STEPS : step), STEPS);
}
