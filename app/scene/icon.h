/* riwaq's own drawings: strokes on a 24 by 24 grid, painted at any size. */
#ifndef RIWAQ_SCENE_ICON_H
#define RIWAQ_SCENE_ICON_H

#include <stdbool.h>

enum icon {
    ICON_NONE,
    ICON_SUN,
    ICON_MOON,
    ICON_SUN_CLOUD,
    ICON_MOON_CLOUD,
    ICON_SUN_RAIN,
    ICON_MOON_RAIN,
    ICON_CLOUD,
    ICON_FOG,
    ICON_DRIZZLE,
    ICON_RAIN,
    ICON_SLEET,
    ICON_SNOW,
    ICON_STORM,
    ICON_COUNT
};

enum { ICON_GRID = 24 };

/* A stroke with round ends: an arc, or a straight line (radius 0). Arcs run clockwise on the
 * screen from `from` to `to`, degrees, 0 to the right, 90 downwards. */
struct stroke {
    float x, y;     /* line: first point; arc: centre */
    float x2, y2;   /* line: second point; arc: unused */
    float radius;   /* arc; 0: line */
    float from, to; /* arc, degrees, from < to */
    bool second;    /* drawn in the icon's second colour (clouds, rain) */
};

struct icon_drawing {
    const struct stroke *strokes;
    int stroke_count;
    float width; /* of the pen, grid units */
};

/* Immutable; empty for ICON_NONE. */
const struct icon_drawing *icon_drawing(enum icon icon);
/* For a WMO 4677 weather code; ICON_NONE where there is none. */
enum icon icon_for_weather(int code, bool night);

#endif
