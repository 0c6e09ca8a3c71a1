#include "content/sun.h"

#include "base/moment.h"

#include <math.h>
#include <stdbool.h>

#define RADIANS            (3.14159265358979323846 / 180)
#define SECONDS_PER_DEGREE 240.0 /* of the hour angle */
#define EPOCH_2000_S       946728000.0
#define SETTLED_S          0.01
#define MISS_MAX           1.0 /* degrees that one correction may leave */

enum { ROUNDS = 12 };

static double sin_of(double degrees)
{
    return sin(degrees * RADIANS);
}

static double cos_of(double degrees)
{
    return cos(degrees * RADIANS);
}

struct sun sun_at(double utc_s)
{
    double t = (utc_s - EPOCH_2000_S) / SECONDS_PER_DAY / 36525;
    double longitude = 280.46646 + t * (36000.76983 + t * 0.0003032);
    double anomaly = 357.52911 + t * (35999.05029 - t * 0.0001537);
    double center = sin_of(anomaly) * (1.914602 - t * (0.004817 + t * 0.000014)) +
                    sin_of(2 * anomaly) * (0.019993 - t * 0.000101) +
                    sin_of(3 * anomaly) * 0.000289;
    double nutation = -0.00478 * sin_of(125.04 - 1934.136 * t);
    double apparent = longitude + center - 0.00569 + nutation;
    double obliquity = 23.4392911 - t * (0.0130042 + t * (0.00000016 - t * 0.000000504)) +
                       0.00256 * cos_of(125.04 - 1934.136 * t);
    double ascension = atan2(cos_of(obliquity) * sin_of(apparent), cos_of(apparent)) / RADIANS;
    double equation = longitude - 0.0057183 - ascension + nutation * cos_of(obliquity);
    return (struct sun){
        .declination = asin(sin_of(obliquity) * sin_of(apparent)) / RADIANS,
        .equation_s = remainder(equation, 360) * SECONDS_PER_DEGREE,
    };
}

static double altitude_of(double latitude, const struct sun *sun, double hour_angle)
{
    double sine = sin_of(latitude) * sin_of(sun->declination) +
                  cos_of(latitude) * cos_of(sun->declination) * cos_of(hour_angle);
    return asin(fmax(-1, fmin(1, sine))) / RADIANS;
}

double sun_altitude(double latitude, double longitude, double utc_s)
{
    struct sun sun = sun_at(utc_s);
    double since_noon = fmod(utc_s, SECONDS_PER_DAY) - SECONDS_PER_DAY / 2.0 + sun.equation_s;
    return altitude_of(latitude, &sun, since_noon / SECONDS_PER_DEGREE + longitude);
}

struct sun_day sun_day_at(double latitude, double longitude, double middle_s)
{
    const double noon_s = SECONDS_PER_DAY / 2.0;
    double ahead_s = longitude * SECONDS_PER_DEGREE;
    double start_s = round((middle_s + ahead_s - noon_s) / SECONDS_PER_DAY) * SECONDS_PER_DAY;
    return (struct sun_day){latitude, start_s + noon_s - ahead_s, start_s, sun_at(start_s)};
}

struct sun_day sun_day_add(const struct sun_day *day, int days)
{
    double later_s = days * (double)SECONDS_PER_DAY;
    double start_s = day->start_s + later_s;
    return (struct sun_day){day->latitude, day->mean_noon + later_s, start_s, sun_at(start_s)};
}

double sun_transit(const struct sun_day *day)
{
    double at = day->mean_noon - day->start.equation_s;
    for (int i = 0; i < 2; i++)
        at = day->mean_noon - sun_at(at).equation_s;
    return at;
}

/* How far from noon SUN is at ALTITUDE, in degrees of the hour angle; REACHED: it is at all. */
static double hour_angle_of(double latitude, const struct sun *sun, double altitude, bool *reached)
{
    double cosine = (sin_of(altitude) - sin_of(latitude) * sin_of(sun->declination)) /
                    (cos_of(latitude) * cos_of(sun->declination));
    *reached = cosine >= -1 && cosine <= 1;
    return acos(fmax(-1, fmin(1, cosine))) / RADIANS;
}

/* Each round takes the sun's place at the time that the last one found. */
static double settle(const struct sun_day *day, double altitude, int side, double at)
{
    /* Near the edge a round may miss what the next one finds: only the last one counts. */
    bool reached = false;
    for (int i = 0; i < ROUNDS; i++) {
        struct sun sun = sun_at(at);
        double angle = hour_angle_of(day->latitude, &sun, altitude, &reached);
        double next = day->mean_noon - sun.equation_s + side * angle * SECONDS_PER_DEGREE;
        bool settled = fabs(next - at) < SETTLED_S;
        at = next;
        if (settled)
            break;
    }
    return reached ? at : NAN;
}

double sun_settled_crossing(const struct sun_day *day, double altitude, int side)
{
    return settle(day, altitude, side, sun_transit(day));
}

double sun_crossing(const struct sun_day *day, double altitude, int side)
{
    bool reached;
    double angle = hour_angle_of(day->latitude, &day->start, altitude, &reached);
    if (!reached)
        return NAN;
    double first = day->mean_noon - day->start.equation_s + side * angle * SECONDS_PER_DEGREE;
    struct sun sun = sun_at(first);
    double hour_angle = (first - day->mean_noon + sun.equation_s) / SECONDS_PER_DEGREE;
    double above = altitude_of(day->latitude, &sun, hour_angle) - altitude;
    double at = first + above * SECONDS_PER_DEGREE /
                            (cos_of(sun.declination) * cos_of(day->latitude) * sin_of(hour_angle));
    struct sun then = sun_at(at);
    hour_angle = (at - day->mean_noon + then.equation_s) / SECONDS_PER_DEGREE;
    double miss = altitude_of(day->latitude, &then, hour_angle) - altitude;
    if (fabs(miss) <= MISS_MAX && hour_angle * side >= 0 && fabs(hour_angle) <= 180)
        return at;
    return settle(day, altitude, side, first);
}
