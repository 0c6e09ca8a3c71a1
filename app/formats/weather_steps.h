/* Days out of a forecast's steps: lows, highs and the weather of each of the place's local days.
 *
 * A step holds until the next one, at most six hours. A day to come counts when its steps cover
 * three quarters of it: of a few hours of the night nobody can tell a high. Today counts with what
 * there is of it, and has a high only when a step of its warm hours, 9 to 18, is among that.
 *
 * Its weather is the most severe that, with all that is worse, makes up a quarter of the known
 * hours between 7 and 19: a shower of an hour does not make a rainy day, three hours of rain do.
 * Where nothing is known of these, the rest of the day decides. */
#ifndef RIWAQ_FORMATS_WEATHER_STEPS_H
#define RIWAQ_FORMATS_WEATHER_STEPS_H

#include "formats/forecast.h"
#include "formats/forecast_calendar.h"

struct weather_step {
    int64_t at_s;
    double degrees;   /* at that instant; NAN: not known */
    double low, high; /* from then on for RANGE_S seconds (0: at that instant); NAN: not known */
    int64_t range_s;
    int code; /* from then on for CODE_S seconds */
    int64_t code_s;
    enum daylight light;
};

enum { WEATHER_STEPS_MAX = 4000 };

/* By time: the next two want them so. */
void weather_steps_sort(struct weather_step *steps, int count);
/* Adds the days to FORECAST, up to as many as it holds. */
void weather_steps_add(const struct weather_step *steps, int count,
                       const struct forecast_calendar *calendar, struct forecast *forecast);
/* The step that tells of NOW_S: the last that began within three hours before, as far as the steps
 * of any service are apart for the days to come, else the first that begins within three hours
 * after; NULL: none. */
const struct weather_step *weather_steps_now(const struct weather_step *steps, int count,
                                             int64_t now_s);

#endif
