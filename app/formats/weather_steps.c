#include "formats/weather_steps.h"

#include "base/moment.h"

#include <math.h>
#include <stdlib.h>

enum {
    HOUR_S = 3600,
    HOLDS_MAX_S = 6 * HOUR_S,
    NOW_S = 3 * HOUR_S,
    CODES_MAX = 100,
    DEGREES_MAX = 150, /* beyond, a value is no temperature, and must not take the day's with it */
    MORNING = 7,
    EVENING = 19,
    WARM_FROM = 9,
    WARM_UNTIL = 18
};

static int compare_steps(const void *a, const void *b)
{
    const struct weather_step *left = a, *right = b;
    return (left->at_s > right->at_s) - (left->at_s < right->at_s);
}

/* Seconds of FROM to UNTIL that lie within LOW to HIGH. */
static int64_t overlap(int64_t from, int64_t until, int64_t low, int64_t high)
{
    from = from > low ? from : low;
    until = until < high ? until : high;
    return until > from ? until - from : 0;
}

/* A local day and the steps that touch it. */
struct span {
    const struct weather_step *steps;
    int count;
    struct date date;
    int64_t from_s, until_s;
};

/* Until when step I holds: for its own time, or to the next. */
static int64_t holds_until(const struct span *span, int i, int64_t own_s)
{
    int64_t end = span->steps[i].at_s + own_s;
    if (i + 1 < span->count && span->steps[i + 1].at_s < end)
        end = span->steps[i + 1].at_s;
    return end;
}

static int64_t covered(const struct span *span)
{
    int64_t sum = 0;
    for (int i = 0; i < span->count; i++) {
        bool last = i + 1 == span->count;
        int64_t until = holds_until(span, i, last ? span->steps[i].code_s : HOLDS_MAX_S);
        sum += overlap(span->steps[i].at_s, until, span->from_s, span->until_s);
    }
    return sum;
}

static void widen(struct forecast_day *day, double low, double high)
{
    if (fabs(low) <= DEGREES_MAX)
        day->low = isnan(day->low) ? low : fmin(day->low, low);
    if (fabs(high) <= DEGREES_MAX)
        day->high = isnan(day->high) ? high : fmax(day->high, high);
}

static void measure(const struct span *span, struct forecast_day *day)
{
    for (int i = 0; i < span->count; i++) {
        const struct weather_step *step = &span->steps[i];
        if (step->at_s < span->from_s || step->at_s >= span->until_s)
            continue;
        widen(day, step->degrees, step->degrees);
        if (step->at_s + step->range_s <= span->until_s)
            widen(day, step->low, step->high);
    }
}

static bool has_warm_hours(const struct span *span, const struct forecast_calendar *calendar)
{
    int64_t from = forecast_calendar_instant(calendar, span->date, WARM_FROM);
    int64_t until = forecast_calendar_instant(calendar, span->date, WARM_UNTIL);
    for (int i = 0; i < span->count; i++) {
        const struct weather_step *step = &span->steps[i];
        if (step->at_s >= from && step->at_s < until &&
            !(isnan(step->degrees) && isnan(step->high)))
            return true;
    }
    return false;
}

/* The weather between two instants. */
static int weather_between(const struct span *span, int64_t from_s, int64_t until_s)
{
    int64_t lasts[CODES_MAX] = {0}, total = 0, worse = 0;
    for (int i = 0; i < span->count; i++) {
        const struct weather_step *step = &span->steps[i];
        if (step->code < 0 || step->code >= CODES_MAX)
            continue;
        int64_t s = overlap(step->at_s, holds_until(span, i, step->code_s), from_s, until_s);
        lasts[step->code] += s;
        total += s;
    }
    while (total > 0) {
        int worst = WEATHER_CODE_NONE;
        for (int code = 0; code < CODES_MAX; code++)
            if (lasts[code] > 0 && weather_code_severity(code) > weather_code_severity(worst))
                worst = code;
        if (worst == WEATHER_CODE_NONE)
            break;
        worse += lasts[worst];
        lasts[worst] = 0;
        if (worse * 4 >= total)
            return worst;
    }
    return WEATHER_CODE_NONE;
}

static void add_day(const struct span *span, const struct forecast_calendar *calendar,
                    struct forecast *forecast)
{
    bool today = date_equal(span->date, calendar->today);
    if (!today && covered(span) * 4 < (span->until_s - span->from_s) * 3)
        return;
    struct forecast_day day = {span->date, NAN, NAN, WEATHER_CODE_NONE};
    measure(span, &day);
    if (!has_warm_hours(span, calendar))
        day.high = NAN;
    day.code = weather_between(span, forecast_calendar_instant(calendar, span->date, MORNING),
                               forecast_calendar_instant(calendar, span->date, EVENING));
    if (day.code == WEATHER_CODE_NONE)
        day.code = weather_between(span, span->from_s, span->until_s);
    forecast_add(forecast, &day);
}

void weather_steps_sort(struct weather_step *steps, int count)
{
    qsort(steps, (size_t)count, sizeof *steps, compare_steps);
}

void weather_steps_add(const struct weather_step *steps, int count,
                       const struct forecast_calendar *calendar, struct forecast *forecast)
{
    for (int i = 0; i < count; i++)
        forecast_note(forecast, steps[i].degrees);
    for (int from = 0; from < count && forecast->day_count < WEATHER_DAYS_MAX;) {
        struct span span = {.date = forecast_calendar_date(calendar, steps[from].at_s)};
        span.from_s = forecast_calendar_instant(calendar, span.date, 0);
        span.until_s = forecast_calendar_instant(calendar, date_add_days(span.date, 1), 0);
        int until = from + 1, first = from;
        while (until < count && steps[until].at_s < span.until_s)
            until++;
        while (first > 0 && steps[first - 1].at_s + HOLDS_MAX_S > span.from_s)
            first--;
        span.steps = steps + first;
        span.count = until - first + (until < count); /* the next one ends the last */
        add_day(&span, calendar, forecast);
        from = until;
    }
}

const struct weather_step *weather_steps_now(const struct weather_step *steps, int count,
                                             int64_t now_s)
{
    const struct weather_step *best = NULL;
    for (int i = 0; i < count && steps[i].at_s <= now_s + NOW_S; i++)
        if (steps[i].at_s > now_s - NOW_S && (best == NULL || steps[i].at_s <= now_s))
            best = &steps[i];
    return best;
}
