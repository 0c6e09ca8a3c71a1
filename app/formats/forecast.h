/* What a weather service says, on its way to riwaq's own JSON; private to the formats floor.
 *
 * A value that is not known is NAN, WEATHER_CODE_NONE, INSTANT_NONE or NULL: it is left out of the
 * JSON, never written as zero. */
#ifndef RIWAQ_FORMATS_FORECAST_H
#define RIWAQ_FORMATS_FORECAST_H

#include "formats/convert.h"
#include "formats/weather_code.h"

struct forecast_day {
    struct date date;
    double low, high;
    int code;
};

struct forecast {
    char unit;               /* 'C' or 'F' */
    const char *attribution; /* whom the licence wants named; constant */
    int64_t as_of_s;         /* when it was issued */
    double now;
    int now_code;
    enum daylight now_light;
    struct forecast_day days[WEATHER_DAYS_MAX];
    int day_count;
    struct date newest_past; /* the last day that was over already; .day == 0: none */
    struct date today;       /* as of the calendar: earlier days are not taken */
    bool fractions;          /* some temperature has one: then all are written with one */
};

void forecast_init(struct forecast *out, struct date today);
/* A temperature of the answer, shown or not: whether it has fractions holds for all. */
void forecast_note(struct forecast *forecast, double degrees);
/* Takes DAY unless it says nothing, is over, or there are enough. Ascending dates. */
void forecast_add(struct forecast *forecast, const struct forecast_day *day);
/* The `weather` of riwaq's JSON: temperatures rounded to one decimal. NULL, with one error, when
 * nothing is known of now or any day to come. */
json_t *forecast_json(struct forecast *forecast, const struct conversion *conversion);

/* A number, or a text that is one ("21.5"); else NAN. VALUE may be NULL. */
double forecast_number(const json_t *value);
/* The same as a weather code. */
int forecast_code(const json_t *value);
/* A text of OBJECT; NULL: none. */
const char *forecast_text(const json_t *object, const char *key);

enum { FORECAST_REASON_MAX = 240 };
/* TEXT (may be NULL) as a service gave it for an error, cut and without its last full stop. */
void forecast_reason(const char *text, char out[FORECAST_REASON_MAX]);

/* The `place` of riwaq's JSON, each field where it is given; NULL: nothing is. */
json_t *forecast_place(const char *name, double latitude, double longitude, const char *timezone);
/* Riwaq's JSON of a place and its weather, whose references are taken over; PLACE may be NULL. */
json_t *forecast_document(json_t *place, json_t *weather);

#endif
