#include "widgets/pixel_shift.h"

#include "base/moment.h"

#include <stdbool.h>

#define STEP_NS (60 * NS_PER_SECOND)

struct place {
    int x, y;
};

/* Place STEP (0 <= STEP < SIDE * SIDE) of a round through a square of SIDE (odd, at least 3) by
 * SIDE: to and fro in all rows but the last two, without the first column; through these two up and
 * down, a column after the other; and back in the first column. The number of places is odd, so
 * that one step of the round (the one into the first column) cannot but go to a corner. */
static struct place place_at(int side, int step)
{
    const int rows = side - 2, width = side - 1;
    if (step < rows * width) {
        int row = step / width, at = step % width;
        return (struct place){row % 2 == 0 ? 1 + at : width - at, row};
    }
    step -= rows * width;
    if (step < 2 * width) { /* the last of an odd number of rows ended at the far side */
        int column = step / 2;
        bool upper = (step + column) % 2 == 0;
        return (struct place){width - column, upper ? side - 2 : side - 1};
    }
    step -= 2 * width;
    return (struct place){0, side - 1 - step};
}

struct pixel_shift pixel_shift_at(int most, int64_t wall_ns)
{
    if (most <= 0)
        return (struct pixel_shift){0, 0, MOMENT_NEVER};
    const int side = 2 * most + 1;
    const int64_t minute = floor_div(wall_ns, STEP_NS);
    const struct place place = place_at(side, (int)floor_mod(minute, side * side));
    return (struct pixel_shift){place.x - most, place.y - most, (minute + 1) * STEP_NS};
}
