/* Weather as services name it, as the codes of WMO table 4677 that riwaq shows.
 *
 * Sources: MET Norway, "Weather icons" (api.met.no, weathericon 2.0, with the two misspelt
 * symbols that it keeps for compatibility); OpenWeather, "Weather condition codes". */
#ifndef RIWAQ_FORMATS_WEATHER_CODE_H
#define RIWAQ_FORMATS_WEATHER_CODE_H

#include "content/content.h"

/* Whether the sun is up, where a service tells. */
enum daylight { DAYLIGHT_UNTOLD, DAYLIGHT_DAY, DAYLIGHT_NIGHT };

/* "lightrainshowers_day"; WEATHER_CODE_NONE for what is no symbol. */
int weather_code_of_symbol(const char *symbol);
/* By the symbol's end; polar twilight is night, as the sun is below the horizon. */
enum daylight weather_daylight_of_symbol(const char *symbol);

/* OpenWeather's condition, 200 to 899; WEATHER_CODE_NONE for other numbers. */
int weather_code_of_condition(int condition);
/* By the end of OpenWeather's icon, "10d". */
enum daylight weather_daylight_of_icon(const char *icon);

/* How much a code of the above, or of Open-Meteo, matters to whoever goes out: clear sky least,
 * thunderstorms most; -1 for WEATHER_CODE_NONE. */
int weather_code_severity(int code);

#endif
