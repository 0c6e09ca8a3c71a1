#include "content/solar.h"

#include "base/moment.h"
#include "content/method.h"

#include <math.h>

/* Sunrise and sunset: the upper limb on the horizon, with mean refraction. */
#define HORIZON (-0.833)
/* From here on the rules for high latitudes shorten nights, below they only fill gaps. */
#define HIGH_LATITUDE 48.0
/* The Moonsighting Committee's functions end here; then a seventh of the night holds. */
#define SEASONAL_LATITUDE  55.0
#define RADIANS            (3.14159265358979323846 / 180)
#define SETTLED_S          0.01
#define SECONDS_PER_DEGREE 240.0 /* of the hour angle */

enum { ROUNDS = 12, MINUTE_S = 60 };

/* Where the sun stands: declination in degrees, equation of time in seconds. */
struct sun {
    double declination;
    double equation_s;
};

/* The day that is being computed; times are seconds since 1970, NAN for none. */
struct day {
    double latitude;
    double mean_noon; /* noon of the mean sun at the place, the one in the local date */
};

static double sin_of(double degrees)
{
    return sin(degrees * RADIANS);
}

static double cos_of(double degrees)
{
    return cos(degrees * RADIANS);
}

/* Meeus, chapters 25 (low accuracy) and 28. */
static struct sun sun_at(double utc_s)
{
    double t = (utc_s / SECONDS_PER_DAY + 2440587.5 - 2451545.0) / 36525;
    double longitude = fmod(280.46646 + t * (36000.76983 + t * 0.0003032), 360);
    double anomaly = 357.52911 + t * (35999.05029 - t * 0.0001537);
    double eccentricity = 0.016708634 - t * (0.000042037 + t * 0.0000001267);
    double center = sin_of(anomaly) * (1.914602 - t * (0.004817 + t * 0.000014)) +
                    sin_of(2 * anomaly) * (0.019993 - t * 0.000101) +
                    sin_of(3 * anomaly) * 0.000289;
    double node = 125.04 - 1934.136 * t;
    double apparent = longitude + center - 0.00569 - 0.00478 * sin_of(node);
    double obliquity = 23.0 + 26.0 / 60 +
                       (21.448 - t * (46.8150 + t * (0.00059 - t * 0.001813))) / 3600 +
                       0.00256 * cos_of(node);
    double half = tan(obliquity / 2 * RADIANS);
    double y = half * half;
    double equation = y * sin_of(2 * longitude) - 2 * eccentricity * sin_of(anomaly) +
                      4 * eccentricity * y * sin_of(anomaly) * cos_of(2 * longitude) -
                      0.5 * y * y * sin_of(4 * longitude) -
                      1.25 * eccentricity * eccentricity * sin_of(2 * anomaly);
    return (struct sun){
        .declination = asin(sin_of(obliquity) * sin_of(apparent)) / RADIANS,
        .equation_s = equation / RADIANS * SECONDS_PER_DEGREE,
    };
}

static double altitude_at(double latitude, double longitude, double utc_s)
{
    struct sun sun = sun_at(utc_s);
    double since_noon = fmod(utc_s, SECONDS_PER_DAY) - SECONDS_PER_DAY / 2.0 + sun.equation_s;
    double hour_angle = since_noon / SECONDS_PER_DEGREE + longitude;
    return asin(sin_of(latitude) * sin_of(sun.declination) +
                cos_of(latitude) * cos_of(sun.declination) * cos_of(hour_angle)) /
           RADIANS;
}

bool solar_is_day(double latitude, double longitude, int64_t utc_s)
{
    return altitude_at(latitude, longitude, (double)utc_s) > HORIZON;
}

static double transit(const struct day *day)
{
    double at = day->mean_noon;
    for (int i = 0; i < 3; i++)
        at = day->mean_noon - sun_at(at).equation_s;
    return at;
}

/* The altitude of the sun for Asr, when a shadow is SHADOW longer than at noon, in parts of
 * what casts it; NAN when nothing casts one at noon. */
static double asr_altitude(double latitude, double declination, int shadow)
{
    double zenith = fabs(latitude - declination);
    if (zenith >= 90)
        return NAN;
    return atan(1 / (shadow + tan(zenith * RADIANS))) / RADIANS;
}

/* When the sun is at ALTITUDE, before noon (SIDE -1) or after (1); with SHADOW, at that of Asr.
 * Each round takes the sun's place at the time that the last one found. */
static double crossing(const struct day *day, double altitude, int shadow, int side)
{
    double at = transit(day);
    bool reached = false;
    for (int i = 0; i < ROUNDS; i++) {
        struct sun sun = sun_at(at);
        double goal = shadow > 0 ? asr_altitude(day->latitude, sun.declination, shadow) : altitude;
        double cosine = (sin_of(goal) - sin_of(day->latitude) * sin_of(sun.declination)) /
                        (cos_of(day->latitude) * cos_of(sun.declination));
        if (isnan(cosine))
            return NAN;
        /* Near the edge a round may miss what the next one finds: only the last one counts. */
        reached = cosine >= -1 && cosine <= 1;
        double angle = acos(fmax(-1, fmin(1, cosine))) / RADIANS;
        double next = day->mean_noon - sun.equation_s + side * angle * SECONDS_PER_DEGREE;
        bool settled = fabs(next - at) < SETTLED_S;
        at = next;
        if (settled)
            break;
    }
    return reached ? at : NAN;
}

/* The mean noon that is nearest to the middle of the local date. */
static double mean_noon_of(const struct place *place, const struct zone *zone, struct date date)
{
    struct civil noon = {.date = date, .hour = 12};
    double middle = (double)zone_instant(zone, &noon);
    double at = (double)(days_from_date(date) * SECONDS_PER_DAY) + SECONDS_PER_DAY / 2.0 -
                place->longitude * SECONDS_PER_DEGREE;
    return at + round((middle - at) / SECONDS_PER_DAY) * SECONDS_PER_DAY;
}

/* What share of the night the rule grants to Fajr or Isha; 0: no rule. */
static double night_share(enum high_latitude rule, double angle)
{
    switch (rule) {
    case HIGH_LATITUDE_MIDDLE:
        return 1.0 / 2;
    case HIGH_LATITUDE_SEVENTH:
        return 1.0 / 7;
    case HIGH_LATITUDE_ANGLE:
        return angle / 60;
    default:
        return 0;
    }
}

/* The later (SIDE 1, evening) or earlier (-1, morning) of AT and EDGE, which is the sun's rise
 * or set, may not be further apart than SHARE of NIGHT_S. */
static double limited(double at, double edge, int side, double share, double night_s,
                      double latitude)
{
    double limit = edge + side * share * night_s;
    if (share <= 0 || isnan(limit))
        return at;
    if (isnan(at))
        return limit;
    return fabs(latitude) >= HIGH_LATITUDE && (at - limit) * side > 0 ? limit : at;
}

/* The nights before and after the day, in seconds; NAN where there is none. */
static void nights(const struct day *day, double rise, double set, double *before, double *after)
{
    struct day yesterday = *day, tomorrow = *day;
    yesterday.mean_noon -= SECONDS_PER_DAY;
    tomorrow.mean_noon += SECONDS_PER_DAY;
    *before = rise - crossing(&yesterday, HORIZON, 0, 1);
    *after = crossing(&tomorrow, HORIZON, 0, -1) - set;
    /* Where the neighbour has no night, what is left of the day stands for it. */
    double rest = SECONDS_PER_DAY - (set - rise);
    if (isnan(*before))
        *before = rest;
    if (isnan(*after))
        *after = rest;
}

/* The Moonsighting Committee's dawn and dusk: by the season, or where the sun is sooner at its
 * angle, by that; a seventh of the night where the functions end. */
static double seasonal_limit(double at, double edge, int side, double night_s,
                             const struct day *day, struct date date)
{
    double minutes = side < 0 ? method_dawn_minutes(day->latitude, date)
                              : method_dusk_minutes(day->latitude, date);
    double limit = edge + side * minutes * MINUTE_S;
    if (fabs(day->latitude) > SEASONAL_LATITUDE)
        return edge + side * night_s / 7;
    return isnan(at) || (at - limit) * side > 0 ? limit : at;
}

/* Isha and Maghrib of methods that count minutes, limited to the middle of a short night. */
static double by_interval(const struct method *method, double maghrib, double set, double night_s,
                          bool has_rule)
{
    int minutes = method->isha_interval;
    double at = maghrib + minutes * MINUTE_S;
    return has_rule ? fmin(at, set + night_s / 2) : at;
}

static void dusk(const struct method *method, enum high_latitude rule, const struct day *day,
                 struct date date, double set, double night_s, double at[PRAYER_COUNT])
{
    double maghrib = set, isha = NAN;
    if (method->maghrib_angle > 0) {
        /* Half of what Isha gets, so that it stays before it. */
        double share = night_share(rule, method->isha_angle) / 2;
        maghrib = limited(crossing(day, -method->maghrib_angle, 0, 1), set, 1, share, night_s,
                          day->latitude);
    }
    if (method->isha_angle > 0) {
        isha = crossing(day, -method->isha_angle, 0, 1);
        if (method->seasonal)
            isha = seasonal_limit(isha, set, 1, night_s, day, date);
        isha = limited(isha, set, 1, night_share(rule, method->isha_angle), night_s, day->latitude);
    } else if (method->isha_interval > 0) {
        isha = by_interval(method, maghrib, set, night_s, rule != HIGH_LATITUDE_NONE);
    }
    at[PRAYER_MAGHRIB] = maghrib;
    at[PRAYER_ISHA] = isha;
}

static void dawn(const struct method *method, enum high_latitude rule, const struct day *day,
                 struct date date, double rise, double night_s, double at[PRAYER_COUNT])
{
    at[PRAYER_SUNRISE] = rise;
    at[PRAYER_FAJR] = NAN;
    if (method->fajr_angle <= 0)
        return;
    double fajr = crossing(day, -method->fajr_angle, 0, -1);
    if (method->seasonal)
        fajr = seasonal_limit(fajr, rise, -1, night_s, day, date);
    at[PRAYER_FAJR] =
        limited(fajr, rise, -1, night_share(rule, method->fajr_angle), night_s, day->latitude);
}

/* To whole minutes, with the offsets; none before the one that comes before it. */
static void finish(const double at[PRAYER_COUNT], const struct method *method,
                   const struct prayer_rules *rules, int64_t out[PRAYER_COUNT])
{
    for (int i = 0; i < PRAYER_COUNT; i++) {
        out[i] = INSTANT_NONE;
        if (isnan(at[i]))
            continue;
        int64_t minute = (int64_t)floor(at[i] / MINUTE_S + 0.5);
        out[i] = (minute + method->offset[i] + rules->offset[i]) * MINUTE_S;
    }
    for (int i = PRAYER_DHUHR + 1; i < PRAYER_COUNT; i++)
        if (out[i] != INSTANT_NONE && out[i] < out[i - 1])
            out[i] = out[i - 1];
    for (int i = PRAYER_DHUHR - 1; i >= 0; i--)
        if (out[i] > out[i + 1] && out[i + 1] != INSTANT_NONE)
            out[i] = out[i + 1];
}

bool solar_prayers(const struct prayer_rules *rules, const struct place *place,
                   const struct zone *zone, struct date date, bool is_ramadan,
                   int64_t at_s[PRAYER_COUNT])
{
    double at[PRAYER_COUNT], night_before, night_after;
    if (!place->located)
        return false;
    const char *timezone = place->timezone != NULL ? place->timezone : zone_name(zone);
    struct method method = method_of(rules, timezone);
    if (is_ramadan && method.ramadan_interval > 0)
        method.isha_interval = method.ramadan_interval;
    struct day day = {place->latitude, mean_noon_of(place, zone, date)};
    double rise = crossing(&day, HORIZON, 0, -1);
    double set = crossing(&day, HORIZON, 0, 1);
    nights(&day, rise, set, &night_before, &night_after);
    dawn(&method, rules->high_latitude, &day, date, rise, night_before, at);
    at[PRAYER_DHUHR] = transit(&day);
    at[PRAYER_ASR] = crossing(&day, 0, rules->asr == ASR_HANAFI ? 2 : 1, 1);
    dusk(&method, rules->high_latitude, &day, date, set, night_after, at);
    finish(at, &method, rules, at_s);
    return true;
}
