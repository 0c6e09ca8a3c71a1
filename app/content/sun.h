/* Where the sun stands, and when it passes an altitude.
 *
 * Source: J. Meeus, Astronomical Algorithms (2nd ed.): the position of chapter 25 (low accuracy,
 * 0.01 degrees), the equation of time of chapter 28, rising and setting of chapter 15. Instants
 * are seconds since 1970 as doubles; what is left out by taking universal for dynamical time is
 * below 0.1 s. Pure arithmetic: valid for the years 1900 to 2200. */
#ifndef RIWAQ_CONTENT_SUN_H
#define RIWAQ_CONTENT_SUN_H

struct sun {
    double declination; /* degrees, north positive */
    double equation_s;  /* equation of time: the true sun is ahead of the mean one by that */
};

struct sun sun_at(double utc_s);

/* The altitude of the sun's centre in degrees, without refraction. */
double sun_altitude(double latitude, double longitude, double utc_s);

/* A day at a place. */
struct sun_day {
    double latitude;
    double mean_noon; /* noon of the mean sun there */
    double start_s;   /* 0 h universal time of the place's date */
    struct sun start; /* the sun then */
};

/* The day whose mean noon at LONGITUDE is nearest to the instant MIDDLE_S. */
struct sun_day sun_day_at(double latitude, double longitude, double middle_s);
/* The same a number of days later. */
struct sun_day sun_day_add(const struct sun_day *day, int days);

/* When it is in the meridian. */
double sun_transit(const struct sun_day *day);

/* When it is at ALTITUDE (degrees), before noon (SIDE -1) or after (1); NAN: it is not.
 *
 * As Meeus has it, and all tables: a first time from the sun of 0 h, with one correction by where
 * it stands at that time. That leaves less than a second, but on the few days above 48 degrees on
 * which it only just comes to ALTITUDE: then a part of a degree. Where more than one is left, the
 * time is found by iteration. */
double sun_crossing(const struct sun_day *day, double altitude, int side);
/* The same by iteration alone: for the edge of polar day and night, where the sun of 0 h may not
 * come to ALTITUDE and that of the day does. */
double sun_settled_crossing(const struct sun_day *day, double altitude, int side);

#endif
