/* Prayer times computed from the sun's position (content/sun.h).
 *
 * Conventions, as the field's tables and libraries have them:
 * - Sunrise and sunset: the sun's centre 50' below the horizon. Where the place's altitude is
 *   given, the horizon is lower by 2.076' for each root of a metre (the dip of the sea's horizon
 *   with refraction; the constant of the sunrise equation). morocco has in its place what the
 *   ministry's tables show inland, which is about half of that; its minutes are those of the coast.
 * - The shadow at noon, by which Asr goes, is that of the declination at 0 h universal time.
 * - Rounding: to the nearest minute, half a minute up; singapore: up to the next full minute.
 *   The minutes of the method and those of the configuration are whole.
 * - Isha by an interval is counted from sunset (from Maghrib, where that is by an angle), before
 *   the minutes for Maghrib, and ends with the night.
 * - Maghrib by an angle: where the sun does not come to it before Isha, sunset.
 * - High latitudes: the night is from sunset to the next sunrise, and measures the Fajr of its
 *   first date as well as the Isha. MIDDLE: neither passes the middle of it; SEVENTH and ANGLE:
 *   nor that share of it, from 48 degrees on; where the sun does not come to an angle, the share
 *   itself is the time. Beyond 65.4 degrees Fajr goes by its own night. moonsighting has a seventh
 *   of the night by itself from 55 degrees on.
 * - Midnight sun, polar night: no sunrise, no Maghrib, no Isha by an interval, and no rule, for
 *   there is no night to share; Fajr and Isha where the sun comes to their angles, Dhuhr always,
 *   Asr where there is a shadow.
 *
 * The order in a date always holds. With MIDDLE, Fajr may be up to two minutes before the Isha of
 * the night between 54 and 65.4 degrees in the weeks when both are its middle; and methods that
 * count 90 minutes do so also in nights of less than three hours (in June from 63 degrees on). */
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
    METHOD_FRANCE_15,
    METHOD_FRANCE_18,
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

/* Times of one local DATE (that whose noon they are around): instants in seconds since 1970 on
 * whole minutes, INSTANT_NONE for a prayer that does not occur. IS_RAMADAN: of the Hijri date that
 * the screen shows for DATE, for methods whose Isha is later then. False when PLACE is not located
 * (then nothing is written). */
bool solar_prayers(const struct prayer_rules *rules, const struct place *place,
                   const struct zone *zone, struct date date, bool is_ramadan,
                   int64_t at_s[PRAYER_COUNT]);

/* Whether the sun is above the horizon (-0.833 degrees). */
bool solar_is_day(double latitude, double longitude, int64_t utc_s);

#endif
