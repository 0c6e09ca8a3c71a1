/* What the calculation methods of prayer times say: angles, intervals, minutes. */
#ifndef RIWAQ_CONTENT_METHOD_H
#define RIWAQ_CONTENT_METHOD_H

#include "content/solar.h"

struct method {
    double fajr_angle;        /* degrees below the horizon; 0: no Fajr */
    double isha_angle;        /* 0: by interval */
    int isha_interval;        /* minutes after Maghrib, where there is no angle */
    int ramadan_interval;     /* the same in Ramadan; 0: no other */
    double maghrib_angle;     /* 0: Maghrib is sunset */
    bool seasonal;            /* Fajr and Isha also by the Moonsighting Committee's functions */
    bool rounds_up;           /* to the next full minute; else to the nearest */
    int offset[PRAYER_COUNT]; /* minutes that the authority adds */
    /* How far its tables have the horizon lower at an altitude, in degrees for a metre and for
     * its square; 0: by the dip of the sea's horizon. */
    double dip, dip_square;
};

/* The numbers that RULES stand for at a place in the zone named TIMEZONE (may be NULL), without
 * the offsets of RULES. */
struct method method_of(const struct prayer_rules *rules, const char *timezone);

/* Minutes from dawn to sunrise and from sunset to nightfall at LATITUDE (-55 to 55) in the
 * season of DATE: the Moonsighting Committee's functions (K. Shaukat), general twilight. */
double method_dawn_minutes(double latitude, struct date date);
double method_dusk_minutes(double latitude, struct date date);

#endif
