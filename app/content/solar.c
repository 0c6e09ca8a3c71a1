#include "content/solar.h"

#include "base/moment.h"
#include "content/method.h"
#include "content/sun.h"

#include <math.h>

/* Sunrise and sunset: the upper limb on the horizon, with mean refraction. */
#define HORIZON (-50.0 / 60)
/* Degrees that the horizon is lower for each root of a metre. */
#define DIP          (2.076 / 60)
#define ALTITUDE_MAX 9000.0
/* From here on the rules for high latitudes shorten nights, below they only fill gaps. */
#define HIGH_LATITUDE 48.0
/* The Moonsighting Committee's functions end here; from here on a seventh of the night holds. */
#define SEASONAL_LATITUDE 55.0
/* Up to here the field's conventions hold; beyond, nights may differ by hours from one to the next,
 * and what is only nearly right would be wrong. */
#define USUAL_LATITUDE 65.4

enum {
    MINUTE_S = 60,
    MEETING_S = 58, /* that Isha and the next Fajr each give way: at most a minute as shown */
};

/* What is being computed. */
struct task {
    struct method method;
    enum high_latitude rule;
    double horizon; /* the altitude of the sun at its rise and set */
    struct sun_day day;
    struct date date;
};

/* A day's light, and the nights beside it; instants in seconds since 1970, NAN for none. */
struct light {
    struct sun_day day;
    double rise, set;
    double night_s;      /* that follows, in seconds */
    double dawn_night_s; /* by which Fajr is measured */
};

bool solar_is_day(double latitude, double longitude, int64_t utc_s)
{
    return sun_altitude(latitude, longitude, (double)utc_s) > HORIZON;
}

static bool is_usual(const struct sun_day *day)
{
    return fabs(day->latitude) <= USUAL_LATITUDE;
}

/* The light of the day that is OFFSET days later. By convention the night that follows a day
 * measures its Fajr too. */
static struct light light_of(const struct task *task, int offset)
{
    struct sun_day day = sun_day_add(&task->day, offset);
    struct sun_day yesterday = sun_day_add(&day, -1), tomorrow = sun_day_add(&day, 1);
    struct light light = {
        .day = day,
        .rise = sun_crossing(&day, task->horizon, -1),
        .set = sun_crossing(&day, task->horizon, 1),
    };
    light.night_s = sun_crossing(&tomorrow, task->horizon, -1) - light.set;
    light.dawn_night_s = light.night_s;
    if (!is_usual(&day))
        light.dawn_night_s = light.rise - sun_crossing(&yesterday, task->horizon, 1);
    /* Where the neighbour has no night, what is left of the day stands for it. */
    if (isnan(light.night_s))
        light.night_s = SECONDS_PER_DAY - (light.set - light.rise);
    if (isnan(light.dawn_night_s))
        light.dawn_night_s = light.night_s;
    return light;
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
 * or set, may not be further apart than what the rule grants to ANGLE of NIGHT_S. */
static double limited(const struct task *task, double at, double edge, int side, double angle,
                      double night_s)
{
    double share = night_share(task->rule, angle);
    double limit = edge + side * share * night_s;
    bool shortens = task->rule == HIGH_LATITUDE_MIDDLE || fabs(task->day.latitude) >= HIGH_LATITUDE;
    if (share <= 0 || isnan(limit))
        return at;
    return isnan(at) || (shortens && (at - limit) * side > 0) ? limit : at;
}

/* The Moonsighting Committee's dawn and dusk: by the season, or where the sun is sooner at its
 * angle, by that; where the functions end, by the season, or a seventh of the night. */
static double seasonal(const struct task *task, double at, double edge, int side, double night_s)
{
    double latitude = task->day.latitude;
    double minutes = side < 0 ? method_dawn_minutes(latitude, task->date)
                              : method_dusk_minutes(latitude, task->date);
    double limit = edge + side * minutes * MINUTE_S;
    if (latitude >= SEASONAL_LATITUDE || latitude < -SEASONAL_LATITUDE)
        at = edge + side * night_s / 7;
    return isnan(at) || (at - limit) * side > 0 ? limit : at;
}

static double fajr_of(const struct task *task, const struct light *light)
{
    const struct method *method = &task->method;
    if (method->fajr_angle <= 0)
        return NAN;
    double at = sun_crossing(&light->day, -method->fajr_angle, -1);
    if (method->seasonal)
        at = seasonal(task, at, light->rise, -1, light->dawn_night_s);
    return limited(task, at, light->rise, -1, method->fajr_angle, light->dawn_night_s);
}

/* By an angle; NAN where the method counts minutes. */
static double isha_of(const struct task *task, const struct light *light)
{
    const struct method *method = &task->method;
    if (method->isha_angle <= 0)
        return NAN;
    double at = sun_crossing(&light->day, -method->isha_angle, 1);
    if (method->seasonal)
        at = seasonal(task, at, light->set, 1, light->night_s);
    return limited(task, at, light->set, 1, method->isha_angle, light->night_s);
}

/* By its angle, where the sun comes to it before Isha; else sunset. */
static double maghrib_of(const struct task *task, const struct light *light, double isha)
{
    double angle = task->method.maghrib_angle;
    double at = angle > 0 ? sun_crossing(&light->day, -angle, 1) : NAN;
    return at > light->set && !(at >= isha) ? at : light->set;
}

/* Isha and the Fajr that follows are both the middle of that night, but for Fajr it is as long as
 * the next one, so that it may come first: then they meet half-way, if that is near. */
static void meet(const struct task *task, double *fajr, double *isha)
{
    if (task->rule != HIGH_LATITUDE_MIDDLE || fabs(task->day.latitude) < HIGH_LATITUDE ||
        !is_usual(&task->day))
        return;
    struct light yesterday = light_of(task, -1), tomorrow = light_of(task, 1);
    double late = isha_of(task, &yesterday) - *fajr;
    double early = *isha - fajr_of(task, &tomorrow);
    if (late > 0)
        *fajr += fmin(late / 2, MEETING_S);
    if (early > 0)
        *isha -= fmin(early / 2, MEETING_S);
}

/* When a shadow is longer than at noon by what casts it, or (hanafi) by twice that. The shadow at
 * noon is that of the date: of the declination at 0 h, as almanacs give it; but at the edge of
 * polar night, where the sun may just come up meanwhile, of that at noon. */
static double asr_of(const struct light *light, enum asr_shadow asr)
{
    const struct sun_day *day = &light->day;
    struct sun sun = is_usual(day) ? day->start : sun_at(sun_transit(day));
    double zenith = fabs(day->latitude - sun.declination);
    double radians = acos(-1) / 180;
    if (zenith >= 90)
        return NAN; /* nothing casts a shadow */
    double shadow = (asr == ASR_HANAFI ? 2 : 1) + tan(zenith * radians);
    double altitude = atan(1 / shadow) / radians;
    return is_usual(day) ? sun_crossing(day, altitude, 1) : sun_settled_crossing(day, altitude, 1);
}

static double by_interval(const struct task *task, const struct light *light, double maghrib)
{
    bool in_night = is_usual(&task->day) || task->rule == HIGH_LATITUDE_NONE;
    double end = light->set + light->night_s / (in_night ? 1 : 2);
    return fmin(maghrib + task->method.isha_interval * MINUTE_S, end);
}

static void compute(const struct task *task, enum asr_shadow asr, double at[PRAYER_COUNT])
{
    struct light light = light_of(task, 0);
    double fajr = fajr_of(task, &light), isha = isha_of(task, &light);
    meet(task, &fajr, &isha);
    at[PRAYER_FAJR] = fajr;
    at[PRAYER_SUNRISE] = light.rise;
    at[PRAYER_DHUHR] = sun_transit(&light.day);
    at[PRAYER_ASR] = asr_of(&light, asr);
    at[PRAYER_MAGHRIB] = maghrib_of(task, &light, isha);
    if (task->method.isha_interval > 0 && task->method.isha_angle <= 0)
        isha = by_interval(task, &light, at[PRAYER_MAGHRIB]);
    at[PRAYER_ISHA] = isha;
}

/* To whole minutes, with the offsets; none before the one that comes before it. */
static void finish(const double at[PRAYER_COUNT], const struct method *method,
                   const struct prayer_rules *rules, int64_t out[PRAYER_COUNT])
{
    for (int i = 0; i < PRAYER_COUNT; i++) {
        out[i] = INSTANT_NONE;
        if (isnan(at[i]))
            continue;
        double minutes = at[i] / MINUTE_S;
        int64_t minute = (int64_t)(method->rounds_up ? ceil(minutes) : floor(minutes + 0.5));
        out[i] = (minute + method->offset[i] + rules->offset[i]) * MINUTE_S;
    }
    int64_t bound = out[PRAYER_DHUHR];
    for (int i = PRAYER_DHUHR + 1; i < PRAYER_COUNT; i++)
        if (out[i] != INSTANT_NONE)
            bound = out[i] = out[i] < bound ? bound : out[i];
    bound = out[PRAYER_DHUHR];
    for (int i = PRAYER_DHUHR - 1; i >= 0; i--)
        if (out[i] != INSTANT_NONE)
            bound = out[i] = out[i] > bound ? bound : out[i];
}

/* By how many degrees the horizon is lower at ALTITUDE in metres. */
static double dip_of(const struct method *method, double altitude)
{
    if (!(altitude > 0))
        return 0;
    double metres = fmin(altitude, ALTITUDE_MAX);
    if (method->dip <= 0)
        return DIP * sqrt(metres);
    /* A parabola: it counts as far as it rises. */
    metres = fmin(metres, -method->dip / (2 * method->dip_square));
    return metres * (method->dip + metres * method->dip_square);
}

bool solar_prayers(const struct prayer_rules *rules, const struct place *place,
                   const struct zone *zone, struct date date, bool is_ramadan,
                   int64_t at_s[PRAYER_COUNT])
{
    if (!place->located)
        return false;
    const char *timezone = place->timezone != NULL ? place->timezone : zone_name(zone);
    struct civil middle = {.date = date, .hour = 12};
    struct task task = {
        .method = method_of(rules, timezone),
        .rule = rules->high_latitude,
        .day = sun_day_at(place->latitude, place->longitude, (double)zone_instant(zone, &middle)),
        .date = date,
    };
    if (is_ramadan && task.method.ramadan_interval > 0)
        task.method.isha_interval = task.method.ramadan_interval;
    task.horizon = HORIZON - dip_of(&task.method, place->altitude);
    double at[PRAYER_COUNT];
    compute(&task, rules->asr, at);
    finish(at, &task.method, rules, at_s);
    return true;
}
