/* How large a forecast wants to be, and how it is composed in the room that it has; private to the
 * weather widget. */
#ifndef RIWAQ_WIDGETS_WEATHER_SIZE_H
#define RIWAQ_WIDGETS_WEATHER_SIZE_H

#include "widgets/weather_layout.h"

/* How high, in VIEW's width, and how wide a forecast of five days wants to be. */
int weather_natural_height_at(const struct view *view, int note);
int weather_natural_width(const struct view *view);

#define WEATHER_GROWTH_MAX 2.0

struct weather_composition {
    enum weather_arrangement arrangement;
    bool grown;      /* there is much more room than it wants: one block in the middle of it */
    double growth;   /* how many times its natural size all has in it, 1 to WEATHER_GROWTH_MAX */
    struct rect box; /* on the screen; where grown, without the note, which goes below */
};

/* NOTE as for weather_layout_init. By the room and the widest words of all of the screen's
 * languages, so that no language and no degree moves anything. */
void weather_compose(const struct view *view, const struct weather_forecast *forecast, int note,
                     struct weather_composition *out);

#endif
