#include "scene/icon.h"

#include "base/memory.h"

#include <stddef.h>

/* One line reads: a line from (x, y) to (x2, y2), or an arc about (x, y). The second colour is
 * for what falls and floats; sun and moon take the first. */
#define LINE(x1, y1, x2, y2)         {x1, y1, x2, y2, 0, 0, 0, false}
#define LINE2(x1, y1, x2, y2)        {x1, y1, x2, y2, 0, 0, 0, true}
#define ARC(x, y, radius, from, to)  {x, y, 0, 0, radius, from, to, false}
#define ARC2(x, y, radius, from, to) {x, y, 0, 0, radius, from, to, true}

/* Three arcs and a floor; the angles are where the circles meet. DY moves it up or down. */
#define CLOUD(dy)                                                                                  \
    ARC2(7.5f, 14.5f + (dy), 4, 90, 270.36f), ARC2(12.5f, 11 + (dy), 5, 185.74f, 365.74f),         \
        ARC2(17.5f, 15 + (dy), 3.5f, -90.41f, 90), LINE2(7.5f, 18.5f + (dy), 17.5f, 18.5f + (dy))
/* The smaller cloud that sun and moon look out from behind of. */
#define CLOUD_IN_FRONT(dy)                                                                         \
    ARC2(9.2f, 17.2f + (dy), 3.3f, 90, 273.49f), ARC2(13.6f, 14 + (dy), 4.2f, 181.28f, 364.47f),   \
        ARC2(18.2f, 17.4f + (dy), 3.1f, -97.65f, 90),                                              \
        LINE2(9.2f, 20.5f + (dy), 18.2f, 20.5f + (dy))
/* The same, raised for what falls out of it. */
#define SHOWER                                                                                     \
    CLOUD_IN_FRONT(-3.5f), LINE2(9.9f, 20.1f, 8.9f, 22.6f), LINE2(13.9f, 20.1f, 12.9f, 22.6f),     \
        LINE2(17.9f, 20.1f, 16.9f, 22.6f)

static const struct stroke sun[] = {
    ARC(12, 12, 4.4f, 0, 360),        LINE(12, 1.8f, 12, 4.4f),
    LINE(12, 19.6f, 12, 22.2f),       LINE(1.8f, 12, 4.4f, 12),
    LINE(19.6f, 12, 22.2f, 12),       LINE(4.8f, 4.8f, 6.6f, 6.6f),
    LINE(17.4f, 17.4f, 19.2f, 19.2f), LINE(4.8f, 19.2f, 6.6f, 17.4f),
    LINE(17.4f, 6.6f, 19.2f, 4.8f),
};
static const struct stroke moon[] = {ARC(11.5f, 12.5f, 7.5f, 8.9f, 261.1f),
                                     ARC(15.5f, 8.5f, 6.2f, 61.3f, 208.7f)};
static const struct stroke sun_cloud[] = {
    ARC(8.4f, 8.8f, 3.4f, 92.9f, 357.1f),
    LINE(8.4f, 1.4f, 8.4f, 3.1f),
    LINE(1, 8.8f, 2.7f, 8.8f),
    LINE(3.2f, 3.6f, 4.4f, 4.8f),
    LINE(13.6f, 3.6f, 12.4f, 4.8f),
    LINE(3.2f, 14, 4.4f, 12.8f),
    CLOUD_IN_FRONT(0),
};
static const struct stroke moon_cloud[] = {ARC(8.2f, 7.4f, 4.8f, 89.5f, 261.1f),
                                           ARC(10.94f, 4.66f, 4, 61, 209), CLOUD_IN_FRONT(0)};
static const struct stroke sun_rain[] = {
    ARC(7.4f, 6.9f, 2.8f, 103.2f, 343),
    LINE(7.4f, 0.8f, 7.4f, 2),
    LINE(1.3f, 6.9f, 2.5f, 6.9f),
    LINE(3.1f, 2.6f, 3.9f, 3.4f),
    LINE(11.7f, 2.6f, 10.9f, 3.4f),
    LINE(3.1f, 11.2f, 3.9f, 10.4f),
    SHOWER,
};
static const struct stroke moon_rain[] = {ARC(7.2f, 5.6f, 4, 95.3f, 261.1f),
                                          ARC(9.49f, 3.31f, 3.33f, 90.4f, 209), SHOWER};
static const struct stroke cloud[] = {CLOUD(0)};
static const struct stroke fog[] = {CLOUD(-3.5f), LINE2(5, 18.6f, 19, 18.6f),
                                    LINE2(8, 21.8f, 16, 21.8f)};
static const struct stroke drizzle[] = {CLOUD(-3), LINE2(9, 19, 8.4f, 20.6f),
                                        LINE2(15.6f, 19, 15, 20.6f)};
static const struct stroke rain[] = {CLOUD(-3), LINE2(8.6f, 18.8f, 7.2f, 22.2f),
                                     LINE2(12.9f, 18.8f, 11.5f, 22.2f),
                                     LINE2(17.2f, 18.8f, 15.8f, 22.2f)};
static const struct stroke sleet[] = {CLOUD(-3), LINE2(8.6f, 18.8f, 7.2f, 22.2f),
                                      LINE2(16.6f, 18.8f, 15.2f, 22.2f),
                                      LINE2(12, 20.4f, 12, 20.5f)};
static const struct stroke snow[] = {
    CLOUD(-3),
    LINE2(8, 19, 8, 19.1f),
    LINE2(12.5f, 19, 12.5f, 19.1f),
    LINE2(17, 19, 17, 19.1f),
    LINE2(10.2f, 22, 10.2f, 22.1f),
    LINE2(14.8f, 22, 14.8f, 22.1f),
};
static const struct stroke storm[] = {CLOUD(-3), LINE(13, 17.6f, 10.6f, 20),
                                      LINE(10.6f, 20, 13.6f, 20), LINE(13.6f, 20, 11.2f, 22.6f)};

#define DRAWING(strokes) {strokes, (int)COUNT_OF(strokes), 1.4f}
static const struct icon_drawing drawings[ICON_COUNT] = {
    [ICON_SUN] = DRAWING(sun),
    [ICON_MOON] = DRAWING(moon),
    [ICON_SUN_CLOUD] = DRAWING(sun_cloud),
    [ICON_MOON_CLOUD] = DRAWING(moon_cloud),
    [ICON_SUN_RAIN] = DRAWING(sun_rain),
    [ICON_MOON_RAIN] = DRAWING(moon_rain),
    [ICON_CLOUD] = DRAWING(cloud),
    [ICON_FOG] = DRAWING(fog),
    [ICON_DRIZZLE] = DRAWING(drizzle),
    [ICON_RAIN] = DRAWING(rain),
    [ICON_SLEET] = DRAWING(sleet),
    [ICON_SNOW] = DRAWING(snow),
    [ICON_STORM] = DRAWING(storm),
};

const struct icon_drawing *icon_drawing(enum icon icon)
{
    return &drawings[icon >= 0 && icon < ICON_COUNT ? icon : ICON_NONE];
}

/* Ranges of the WMO's table 4677, as forecast services use it; first match counts. */
static const struct {
    int first, last;
    enum icon day, night;
} weather_icons[] = {
    {0, 1, ICON_SUN, ICON_MOON},      {2, 2, ICON_SUN_CLOUD, ICON_MOON_CLOUD},
    {3, 3, ICON_CLOUD, ICON_CLOUD},   {4, 12, ICON_FOG, ICON_FOG},
    {13, 13, ICON_STORM, ICON_STORM}, {14, 16, ICON_DRIZZLE, ICON_DRIZZLE},
    {17, 17, ICON_STORM, ICON_STORM}, {20, 20, ICON_DRIZZLE, ICON_DRIZZLE},
    {21, 21, ICON_RAIN, ICON_RAIN},   {22, 22, ICON_SNOW, ICON_SNOW},
    {23, 24, ICON_SLEET, ICON_SLEET}, {25, 25, ICON_RAIN, ICON_RAIN},
    {26, 26, ICON_SNOW, ICON_SNOW},   {27, 27, ICON_SLEET, ICON_SLEET},
    {28, 28, ICON_FOG, ICON_FOG},     {29, 29, ICON_STORM, ICON_STORM},
    {30, 35, ICON_FOG, ICON_FOG},     {36, 39, ICON_SNOW, ICON_SNOW},
    {40, 49, ICON_FOG, ICON_FOG},     {50, 55, ICON_DRIZZLE, ICON_DRIZZLE},
    {56, 57, ICON_SLEET, ICON_SLEET}, {58, 59, ICON_DRIZZLE, ICON_DRIZZLE},
    {60, 65, ICON_RAIN, ICON_RAIN},   {66, 69, ICON_SLEET, ICON_SLEET},
    {70, 79, ICON_SNOW, ICON_SNOW},   {80, 82, ICON_SUN_RAIN, ICON_MOON_RAIN},
    {83, 84, ICON_SLEET, ICON_SLEET}, {85, 86, ICON_SNOW, ICON_SNOW},
    {87, 90, ICON_SLEET, ICON_SLEET}, {91, 99, ICON_STORM, ICON_STORM},
};

enum icon icon_for_weather(int code, bool night)
{
    for (size_t i = 0; i < COUNT_OF(weather_icons); i++)
        if (code >= weather_icons[i].first && code <= weather_icons[i].last)
            return night ? weather_icons[i].night : weather_icons[i].day;
    return ICON_NONE;
}
