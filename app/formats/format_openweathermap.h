/* OpenWeather's 5 day forecast, current weather, One Call 3.0 and daily forecast
 * (openweathermap.org). */
#ifndef RIWAQ_FORMATS_FORMAT_OPENWEATHERMAP_H
#define RIWAQ_FORMATS_FORMAT_OPENWEATHERMAP_H

#include "formats/convert.h"

extern const struct format format_openweathermap;

#endif
