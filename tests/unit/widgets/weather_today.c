/* No forecast shows yesterday as today: each service's answer, as it came once, looked at again and
 * again for days without another one, in places east and west of the machine. */
#include "fixture.h"

#include "theme/config.h"

enum { HOUR = 3600, DAYS = 6, LOOK_EVERY = 5 * HOUR + 1799 };

static const struct rect wide = {72, 700, 1776, 160};

/* Day I, counted from the day before the fetch, lies between these; "now" is like no day. */
#define LOW(i)  (11 + (i))
#define HIGH(i) (31 + (i))
enum { NOW = 55 };

struct place_case {
    const char *zone;
    int offset_s;
};
static const struct place_case places[] = {
    {"Africa/Casablanca", 0},
    {"Asia/Kolkata", 19800},
    {"America/St_Johns", -12600},
    {"Test/East", 50400},
};

/* The date of day I there, when it was fetched at AT_S. */
static struct date date_of(const struct place_case *place, int64_t at_s, int i)
{
    return date_add_days(civil_from_seconds(at_s + place->offset_s).date, i - 1);
}

static void add_date(struct buffer *out, struct date date)
{
    char text[16];
    date_format(date, text, sizeof text);
    buffer_print(out, "\"%s\"", text);
}

static void write_own(struct buffer *out, const struct place_case *place, int64_t at_s)
{
    buffer_print(out, "{\"place\": {\"timezone\": \"%s\"}, \"weather\": {\"days\": [", place->zone);
    for (int i = 0; i < DAYS; i++) {
        buffer_print(out, "%s{\"date\": ", i > 0 ? "," : "");
        add_date(out, date_of(place, at_s, i));
        buffer_print(out, ", \"low\": %d, \"high\": %d}", LOW(i), HIGH(i));
    }
    buffer_add_text(out, "]}}");
}

/* The same with a today that has no date, as small backends write it. */
static void write_undated(struct buffer *out, const struct place_case *place, int64_t at_s)
{
    buffer_print(out,
                 "{\"place\": {\"timezone\": \"%s\"}, \"weather\": {\"today\": {\"low\": %d, "
                 "\"high\": %d}, \"now\": {\"temperature\": %d}, \"days\": [",
                 place->zone, LOW(1), HIGH(1), NOW);
    for (int i = 2; i < DAYS; i++) {
        buffer_print(out, "%s{\"date\": ", i > 2 ? "," : "");
        add_date(out, date_of(place, at_s, i));
        buffer_print(out, ", \"low\": %d, \"high\": %d}", LOW(i), HIGH(i));
    }
    buffer_add_text(out, "]}}");
}

static void write_open_meteo(struct buffer *out, const struct place_case *place, int64_t at_s)
{
    char now[16];
    struct civil local = civil_from_seconds(at_s + place->offset_s);
    date_format(local.date, now, sizeof now);
    buffer_print(out,
                 "{\"latitude\": 1, \"longitude\": 2, \"utc_offset_seconds\": %d, \"timezone\": "
                 "\"%s\", \"current_units\": {\"temperature_2m\": \"°C\"}, \"current\": {\"time\": "
                 "\"%sT%02d:%02d\", \"temperature_2m\": %d}, \"daily_units\": "
                 "{\"temperature_2m_max\": \"°C\"}, \"daily\": {\"time\": [",
                 place->offset_s, place->zone, now, local.hour, local.minute, NOW);
    for (int i = 0; i < DAYS; i++) {
        buffer_add_text(out, i > 0 ? "," : "");
        add_date(out, date_of(place, at_s, i));
    }
    buffer_add_text(out, "], \"temperature_2m_max\": [");
    for (int i = 0; i < DAYS; i++)
        buffer_print(out, "%s%d", i > 0 ? "," : "", HIGH(i));
    buffer_add_text(out, "], \"temperature_2m_min\": [");
    for (int i = 0; i < DAYS; i++)
        buffer_print(out, "%s%d", i > 0 ? "," : "", LOW(i));
    buffer_add_text(out, "]}}");
}

/* An hour's step: warm in the afternoon, as the day there is. -1: before or after all days. */
static int degrees_at(const struct place_case *place, int64_t fetched_s, int64_t at_s)
{
    struct civil local = civil_from_seconds(at_s + place->offset_s);
    int64_t first = days_from_date(date_of(place, fetched_s, 0));
    int i = (int)(days_from_date(local.date) - first);
    if (i < 0 || i >= DAYS)
        return -1;
    return local.hour >= 12 && local.hour < 18 ? HIGH(i) : LOW(i);
}

static void write_met_norway(struct buffer *out, const struct place_case *place, int64_t at_s)
{
    const char *comma = "";
    buffer_add_text(out, "{\"properties\": {\"meta\": {\"units\": {\"air_temperature\": "
                         "\"celsius\"}}, \"timeseries\": [");
    for (int64_t step_s = at_s - at_s % HOUR; step_s < at_s + DAYS * SECONDS_PER_DAY;
         step_s += HOUR) {
        int degrees = degrees_at(place, at_s, step_s);
        struct civil utc = civil_from_seconds(step_s);
        char date[16];
        date_format(utc.date, date, sizeof date);
        if (degrees < 0)
            continue;
        buffer_print(out,
                     "%s{\"time\": \"%sT%02d:00:00Z\", \"data\": {\"instant\": {\"details\": "
                     "{\"air_temperature\": %d}}}}",
                     comma, date, utc.hour, degrees);
        comma = ",";
    }
    buffer_add_text(out, "]}}");
}

static void write_openweathermap(struct buffer *out, const struct place_case *place, int64_t at_s)
{
    const char *comma = "";
    buffer_print(out, "{\"cod\": \"200\", \"city\": {\"timezone\": %d}, \"list\": [",
                 place->offset_s);
    for (int64_t step_s = at_s - at_s % (3 * HOUR); step_s < at_s + DAYS * SECONDS_PER_DAY;
         step_s += 3 * HOUR) {
        int degrees = degrees_at(place, at_s, step_s);
        if (degrees < 0)
            continue;
        buffer_print(out,
                     "%s{\"dt\": %lld, \"main\": {\"temp\": %d}, \"weather\": [{\"id\": 800}]}",
                     comma, (long long)step_s, degrees);
        comma = ",";
    }
    buffer_add_text(out, "]}");
}

static void write_described(struct buffer *out, const struct place_case *place, int64_t at_s)
{
    buffer_add_text(out, "{\"d\": [");
    for (int i = 0; i < DAYS; i++) {
        buffer_print(out, "%s{\"on\": ", i > 0 ? "," : "");
        add_date(out, date_of(place, at_s, i));
        buffer_print(out, ", \"min\": %d, \"max\": %d}", LOW(i), HIGH(i));
    }
    buffer_add_text(out, "]}");
}

static const struct service {
    const char *format; /* NULL: as described */
    const char *url;
    void (*write)(struct buffer *, const struct place_case *, int64_t);
    bool knows_today; /* else only as far as it is still to come */
} services[] = {
    {"riwaq", "w.json", write_own, true},
    {"riwaq", "w.json", write_undated, true},
    {"open-meteo", "w.json", write_open_meteo, true},
    {"met-norway", "w.json", write_met_norway, false},
    {"openweathermap", "https://h/?units=metric", write_openweathermap, false},
    {NULL, "w.json", write_described, true},
};

static struct content *read_answer(const struct service *service, const struct place_case *place,
                                   const struct zone *machine, int64_t at_s, int64_t now_s)
{
    static const char conf[] =
        "[format.own]\ndays = /d\nday.date = /on\nday.low = /min\nday.high = /max\n";
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    struct config *config = config_parse("w.conf", conf, sizeof conf - 1, &diagnostics);
    struct buffer text;
    struct place override = {.timezone = place->zone};
    buffer_init(&text, 1024 * 1024);
    service->write(&text, place, at_s);
    struct format_context context = {
        .source = "w",
        .url = service->url,
        .fetched_s = at_s,
        .now_s = now_s,
        .override = &override,
        .find_zone = find_fixed_zone,
        .fallback_zone = machine,
        .diagnostics = &diagnostics,
        .format = service->format != NULL ? format_find(service->format) : NULL,
        .map = service->format == NULL ? config->formats[0] : NULL,
    };
    struct content *content = format_read(&context, buffer_text(&text), text.length);
    diagnostics_print(&diagnostics, stderr);
    assert_non_null(content);
    assert_int_equal(diagnostics.errors, 0);
    buffer_finish(&text);
    config_destroy(config);
    diagnostics_finish(&diagnostics);
    return content;
}

static bool shows_degrees(const struct list *list, int degrees)
{
    char text[16];
    snprintf(text, sizeof text, "%d°", degrees);
    return shows(list, text);
}

/* What STAGE shows at NOW_S of what was fetched at AT_S. */
static void look(struct stage *stage, const struct service *service, const struct place_case *place,
                 int64_t at_s, int64_t now_s)
{
    struct date today = civil_from_seconds(now_s + place->offset_s).date;
    int i = (int)(days_from_date(today) - days_from_date(date_of(place, at_s, 0)));
    stage->moment = moment_at(now_s);
    struct pages pages = stage_pages(stage, &widget_weather, wide);
    bool named = service->write == write_undated; /* all of its days, from today on */
    assert_int_equal(pages.count, i < DAYS || (i == 1 && named));
    if (pages.count == 0)
        return;
    struct list *list = stage_list(stage, &widget_weather, wide, 0, NULL);
    for (int past = 0; past < i; past++) {
        assert_false(shows_degrees(list, HIGH(past)));
        assert_false(shows_degrees(list, LOW(past)));
    }
    const struct label *word = NULL, *high = NULL;
    char text[16];
    snprintf(text, sizeof text, "%d°", HIGH(i));
    bool has_today = labels_with(list, "Today", &word) > 0;
    assert_true(has_today || (!service->knows_today && i == 1));
    if (labels_with(list, text, &high) > 0)
        assert_int_equal(word->rect.x, high->rect.x);
    else
        assert_false(service->knows_today || i > 1);
    if (i + 1 < DAYS && i > 1) /* tomorrow is there, and is not today */
        assert_true(shows_degrees(list, HIGH(i + 1)));
    /* It looks again when the day ends there. */
    int64_t midnight_s = (days_from_date(today) + 1) * SECONDS_PER_DAY - place->offset_s;
    assert_true(list->next_change_ns <= midnight_s * NS_PER_SECOND);
    list_put(list);
}

/* AGAIN: read anew at each look, as after a restart from the cache. */
static void all_services(bool again)
{
    static const char *const machines[] = {"Africa/Casablanca", "Test/East", "America/St_Johns"};
    static const int64_t fetches[] = {NOON, NOON + 10 * HOUR + 2700, NOON + 11 * HOUR + 600};
    struct stage stage;
    stage_init(&stage);
    for (size_t s = 0; s < COUNT_OF(services); s++)
        for (size_t p = 0; p < COUNT_OF(places); p++)
            for (size_t k = 0; k < COUNT_OF(machines); k++) {
                const struct zone *machine = find_fixed_zone(NULL, machines[k]);
                int64_t at_s = fetches[k];
                content_put(stage.content);
                stage.content = read_answer(&services[s], &places[p], machine, at_s, at_s);
                for (int64_t now_s = at_s; now_s < at_s + 7 * SECONDS_PER_DAY;
                     now_s += LOOK_EVERY) {
                    if (again) {
                        content_put(stage.content);
                        stage.content = read_answer(&services[s], &places[p], machine, at_s, now_s);
                    }
                    look(&stage, &services[s], &places[p], at_s, now_s);
                }
                zone_put(machine);
            }
    stage_finish(&stage);
}

static void days_pass_without_news(void **state)
{
    (void)state;
    all_services(false);
}

static void and_over_restarts(void **state)
{
    (void)state;
    all_services(true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_pass_without_news),
        cmocka_unit_test(and_over_restarts),
    };
    return cmocka_run_group_tests_name("widgets/weather_today", tests, NULL, NULL);
}
