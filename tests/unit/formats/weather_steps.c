#include "../check.h"
#include "formats/weather_steps.h"

#include <math.h>

enum { HOUR = 3600, COUNT = 60 };
/* 2026-02-06T00:00:00Z */
#define MIDNIGHT INT64_C(1770336000)

static const struct forecast_calendar greenwich = {.offset_s = 0, .today = {2026, 2, 6}};

/* A step every HOURS, 1 degree an hour of the day, beginning FROM hours after midnight. */
static int make_steps(struct weather_step *steps, int from, int until, int hours)
{
    int count = 0;
    for (int hour = from; hour < until; hour += hours)
        steps[count++] = (struct weather_step){
            .at_s = MIDNIGHT + hour * HOUR,
            .degrees = hour % 24,
            .low = NAN,
            .high = NAN,
            .code = 3,
            .code_s = hours * HOUR,
        };
    return count;
}

static struct forecast days_of(struct weather_step *steps, int count,
                               const struct forecast_calendar *calendar)
{
    struct forecast forecast;
    forecast_init(&forecast, calendar->today);
    weather_steps_sort(steps, count);
    weather_steps_add(steps, count, calendar, &forecast);
    return forecast;
}

/* Three quarters of a day to come, or nothing of it. */
static void a_day_counts_when_enough_of_it_is_known(void **state)
{
    (void)state;
    struct weather_step steps[COUNT];
    struct forecast forecast = days_of(steps, make_steps(steps, 0, 24 + 17, 1), &greenwich);
    assert_int_equal(forecast.day_count, 1);
    forecast = days_of(steps, make_steps(steps, 0, 24 + 18, 1), &greenwich);
    assert_int_equal(forecast.day_count, 2);
    assert_true(forecast.days[1].high == 17 && forecast.days[1].low == 0);
    forecast = days_of(steps, make_steps(steps, 24 + 6, 48, 6), &greenwich);
    assert_int_equal(forecast.day_count, 1); /* today is not there, and is none */
    assert_int_equal(forecast.days[0].date.day, 7);
    forecast = days_of(steps, make_steps(steps, 24 + 12, 48, 6), &greenwich);
    assert_int_equal(forecast.day_count, 0);
}

/* A gap of more than six hours is not bridged. */
static void a_gap_is_not_known(void **state)
{
    (void)state;
    struct weather_step steps[COUNT];
    int count = make_steps(steps, 24, 48, 12);
    struct forecast forecast = days_of(steps, count, &greenwich);
    assert_int_equal(forecast.day_count, 1); /* 24 and 36 hold for 6 and 12 hours: 18 */
    steps[1].code_s = 5 * HOUR;
    forecast = days_of(steps, count, &greenwich);
    assert_int_equal(forecast.day_count, 0);
}

static void a_high_wants_the_warm_hours(void **state)
{
    (void)state;
    struct weather_step steps[COUNT];
    struct forecast forecast = days_of(steps, make_steps(steps, 17, 24, 1), &greenwich);
    assert_int_equal(forecast.day_count, 1);
    assert_true(forecast.days[0].high == 23 && forecast.days[0].low == 17);
    forecast = days_of(steps, make_steps(steps, 18, 24, 1), &greenwich);
    assert_true(isnan(forecast.days[0].high) && forecast.days[0].low == 18);
    forecast = days_of(steps, make_steps(steps, 0, 9, 1), &greenwich);
    assert_true(isnan(forecast.days[0].high) && forecast.days[0].low == 0);
}

/* The same steps are other days elsewhere. */
static void days_are_those_of_the_calendar(void **state)
{
    (void)state;
    struct weather_step steps[COUNT];
    const struct forecast_calendar east = {.offset_s = 12 * HOUR, .today = {2026, 2, 6}};
    struct forecast forecast = days_of(steps, make_steps(steps, 0, 48, 1), &east);
    assert_int_equal(forecast.day_count, 2); /* 12 hours of the 6th, the 7th, 12 of the 8th */
    assert_true(forecast.days[0].high == 11 && forecast.days[0].low == 0);
    assert_true(forecast.days[1].high == 23 && forecast.days[1].low == 0);
    const struct forecast_calendar later = {.offset_s = 0, .today = {2026, 2, 8}};
    forecast = days_of(steps, make_steps(steps, 0, 48, 1), &later);
    assert_int_equal(forecast.day_count, 0);
    assert_int_equal(forecast.newest_past.day, 7);
}

static void ranges_count_within_their_day(void **state)
{
    (void)state;
    struct weather_step steps[COUNT];
    int count = make_steps(steps, 0, 24, 6);
    for (int i = 0; i < count; i++) {
        steps[i].range_s = 6 * HOUR;
        steps[i].low = -20 + i;
        steps[i].high = 40 + i;
    }
    struct forecast forecast = days_of(steps, count, &greenwich);
    assert_true(forecast.days[0].low == -20 && forecast.days[0].high == 43);
    steps[0].range_s = 25 * HOUR;
    steps[3].range_s = 7 * HOUR;
    forecast = days_of(steps, count, &greenwich);
    assert_true(forecast.days[0].low == -19 && forecast.days[0].high == 42);
}

static void the_weather_of_a_day_is_that_of_a_quarter(void **state)
{
    (void)state;
    struct weather_step steps[COUNT];
    int count = make_steps(steps, 0, 24, 1);
    steps[3].code = 95; /* at night */
    steps[8].code = 65;
    steps[9].code = 61;
    assert_int_equal(days_of(steps, count, &greenwich).days[0].code, 3);
    steps[15].code = 51;
    assert_int_equal(days_of(steps, count, &greenwich).days[0].code, 51);
    steps[16].code = 61;
    assert_int_equal(days_of(steps, count, &greenwich).days[0].code, 61);
    count = make_steps(steps, 20, 24, 1); /* an evening has only itself */
    steps[1].code = 80;
    assert_int_equal(days_of(steps, count, &greenwich).days[0].code, 80);
}

static void now_is_the_hour_that_runs(void **state)
{
    (void)state;
    struct weather_step steps[COUNT];
    int count = make_steps(steps, 10, 12, 1);
    const struct weather_step *now = weather_steps_now(steps, count, MIDNIGHT + 11 * HOUR - 1);
    assert_ptr_equal(now, &steps[0]);
    assert_ptr_equal(weather_steps_now(steps, count, MIDNIGHT + 11 * HOUR), &steps[1]);
    assert_ptr_equal(weather_steps_now(steps, count, MIDNIGHT + 14 * HOUR - 1), &steps[1]);
    assert_null(weather_steps_now(steps, count, MIDNIGHT + 14 * HOUR));
    assert_ptr_equal(weather_steps_now(steps, count, MIDNIGHT + 7 * HOUR), &steps[0]);
    assert_null(weather_steps_now(steps, count, MIDNIGHT + 7 * HOUR - 1));
    assert_null(weather_steps_now(steps, 0, MIDNIGHT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_counts_when_enough_of_it_is_known),
        cmocka_unit_test(a_gap_is_not_known),
        cmocka_unit_test(a_high_wants_the_warm_hours),
        cmocka_unit_test(days_are_those_of_the_calendar),
        cmocka_unit_test(ranges_count_within_their_day),
        cmocka_unit_test(the_weather_of_a_day_is_that_of_a_quarter),
        cmocka_unit_test(now_is_the_hour_that_runs),
    };
    return cmocka_run_group_tests_name("formats/weather_steps", tests, NULL, NULL);
}
