/* Prayer times computed from the sun's position.
 *
 * Source: declination and equation of time after J. Meeus, Astronomical Algorithms (2nd ed.,
 * chapters 25 and 28) as in NOAA's solar calculator; solved for each prayer by iteration at
 * that prayer's own instant. Good to a few seconds of time; results are rounded to the
 * minute, to the nearest (.5 up). */
#ifndef RIWAQ_CONTENT_SOLAR_H
#define RIWAQ_CONTENT_SOLAR_H

#include "content/content.h"
#include "content/zone.h"

#include <stdbool.h>

enum prayer_method {
    METHOD_AUTO,
    METHOD_MWL,
    METHOD_ISNA,
    METHOD_EGYPT,
    METHOD_MAKKAH,
    METHOD_KARACHI,
    METHOD_DUBAI,
    METHOD_KUWAIT,
    METHOD_QATAR,
    METHOD_SINGAPORE,
    METHOD_TURKEY,
    METHOD_TEHRAN,
    METHOD_MOONSIGHTING,
    METHOD_JAFARI,
    METHOD_FRANCE,
    METHOD_MOROCCO,
    METHOD_CUSTOM,
    METHOD_COUNT
};
enum asr_shadow { ASR_STANDARD, ASR_HANAFI };
enum high_latitude {
    HIGH_LATITUDE_MIDDLE,
    HIGH_LATITUDE_SEVENTH,
    HIGH_LATITUDE_ANGLE,
    HIGH_LATITUDE_NONE
};

struct prayer_rules {
    enum prayer_method method;
    enum asr_shadow asr;
    enum high_latitude high_latitude;
    /* For METHOD_CUSTOM only: degrees below the horizon, 0 = not given; interval in minutes
     * after Maghrib. */
    double fajr_angle, isha_angle, maghrib_angle;
    int isha_interval;
    int offset[PRAYER_COUNT]; /* minutes, added to the method's own */
};

/* Names as in riwaq.conf ("auto", "mwl", ...), in enum order, for option tables. */
extern const char *const prayer_method_names[METHOD_COUNT];

/* The method that METHOD_AUTO stands for at a zone ("Africa/Casablanca": morocco), by the
 * country that the zone belongs to; mwl where none is customary. TIMEZONE may be NULL. */
enum prayer_method prayer_method_for(const char *timezone);

/* Times of one local DATE: instants in seconds since 1970 on whole minutes, INSTANT_NONE for a
 * prayer that does not occur. IS_RAMADAN: of the Hijri date that the screen shows for DATE, for
 * methods whose Isha is later then. False when PLACE is not located (then nothing is written). */
bool solar_prayers(const struct prayer_rules *rules, const struct place *place,
                   const struct zone *zone, struct date date, bool is_ramadan,
                   int64_t at_s[PRAYER_COUNT]);

/* Whether the sun is above the horizon (-0.833 degrees). */
bool solar_is_day(double latitude, double longitude, int64_t utc_s);

#endif
