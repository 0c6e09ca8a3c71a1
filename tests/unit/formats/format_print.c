#include "fixture.h"

#include <stdio.h>

/* A content in which every field is given. */
static const char whole[] =
    "{\"place\": {\"name\": \"Rabat \\\"ville\\\"\", \"latitude\": -34.0209, \"longitude\": 6.5,"
    "\"timezone\": \"%s\"},"
    "\"headlines\": [{\"title\": \"a\\\\b\", \"time\": \"12:50\", \"url\": \"http://h/é\","
    "\"source\": \"s\", \"urgent\": true, \"until\": \"23:59:59\", \"lang\": \"ar-MA\"},"
    "{\"title\": \"ⵣ\"}],"
    "\"article\": {\"title\": \"t\", \"byline\": \"b\", \"time\": \"2025-01-02T03:04:05Z\","
    "\"image\": \"http://h/i\", \"paragraphs\": [\"one\\ntwo\", \"three\"], \"url\": \"http://h\","
    "\"comments\": 0, \"lang\": \"fr\"},"
    "\"weather\": {\"unit\": \"F\", \"today\": {\"date\": \"2025-03-19\", \"low\": 14.1,"
    "\"high\": 21, \"code\": 0}, \"now\": {\"temperature\": -0.25, \"code\": 99},"
    "\"days\": [{\"date\": \"2025-03-20\", \"low\": 19.0, \"code\": 3}]},"
    "\"prayers\": {\"place\": \"Salé\", \"date\": \"2025-03-18\", \"times\": {\"fajr\": \"00:00\","
    "\"isha\": \"23:59\"}},"
    "\"social\": {\"label\": \"l\", \"url\": \"http://s\"}}";

static void assert_text(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        assert_ptr_equal(a, b);
    else
        assert_string_equal(a, b);
}

static void assert_temperature(const struct temperature *a, const struct temperature *b)
{
    assert_int_equal(a->known, b->known);
    assert_true(a->degrees == b->degrees);
    assert_int_equal(a->decimals, b->decimals);
}

static void assert_day(const struct weather_day *a, const struct weather_day *b)
{
    assert_true(date_equal(a->date, b->date));
    assert_temperature(&a->low, &b->low);
    assert_temperature(&a->high, &b->high);
    assert_int_equal(a->code, b->code);
}

static void assert_headline(const struct headline *a, const struct headline *b)
{
    assert_true(a->at_s == b->at_s && a->until_s == b->until_s);
    assert_text(a->title, b->title);
    assert_text(a->url, b->url);
    assert_text(a->source, b->source);
    assert_text(a->lang, b->lang);
    assert_int_equal(a->urgent, b->urgent);
}

static void assert_article(const struct article *a, const struct article *b)
{
    assert_text(a->title, b->title);
    assert_text(a->byline, b->byline);
    assert_text(a->url, b->url);
    assert_text(a->image_url, b->image_url);
    assert_text(a->lang, b->lang);
    assert_true(a->at_s == b->at_s);
    assert_int_equal(a->comments, b->comments);
    assert_int_equal(a->pinned, b->pinned);
    assert_int_equal(a->paragraph_count, b->paragraph_count);
    for (int i = 0; i < a->paragraph_count; i++)
        assert_text(a->paragraphs[i], b->paragraphs[i]);
}

static void assert_names(const char *const a[LANGUAGE_COUNT], const char *const b[LANGUAGE_COUNT])
{
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        assert_text(a[i], b[i]);
}

static void assert_content(const struct content *a, const struct content *b)
{
    assert_text(a->place.name, b->place.name);
    assert_names(a->place.names, b->place.names);
    assert_names(a->prayers.places, b->prayers.places);
    assert_names(a->social.labels, b->social.labels);
    assert_text(a->place.timezone, b->place.timezone);
    assert_int_equal(a->place.located, b->place.located);
    assert_true(a->place.latitude == b->place.latitude);
    assert_true(a->place.longitude == b->place.longitude);
    assert_string_equal(zone_name(a->zone), zone_name(b->zone));
    assert_int_equal(a->headline_count, b->headline_count);
    for (int i = 0; i < a->headline_count; i++)
        assert_headline(&a->headlines[i], &b->headlines[i]);
    assert_article(&a->article, &b->article);
    assert_int_equal(a->weather.present, b->weather.present);
    assert_int_equal(a->weather.unit, b->weather.unit);
    assert_day(&a->weather.today, &b->weather.today);
    assert_temperature(&a->weather.now, &b->weather.now);
    assert_int_equal(a->weather.now_code, b->weather.now_code);
    assert_int_equal(a->weather.now_day, b->weather.now_day);
    assert_true(a->weather.as_of_s == b->weather.as_of_s);
    assert_text(a->weather.attribution, b->weather.attribution);
    assert_int_equal(a->weather.day_count, b->weather.day_count);
    for (int i = 0; i < a->weather.day_count; i++)
        assert_day(&a->weather.days[i], &b->weather.days[i]);
    assert_int_equal(a->prayers.present, b->prayers.present);
    assert_text(a->prayers.place, b->prayers.place);
    assert_true(date_equal(a->prayers.date, b->prayers.date));
    assert_memory_equal(a->prayers.minutes, b->prayers.minutes, sizeof a->prayers.minutes);
    assert_int_equal(a->prayers.day_count, b->prayers.day_count);
    for (int i = 0; i < a->prayers.day_count; i++)
        assert_memory_equal(&a->prayers.days[i], &b->prayers.days[i], sizeof a->prayers.days[i]);
    assert_text(a->social.label, b->social.label);
    assert_text(a->social.url, b->social.url);
}

static void assert_round_trip(const char *text)
{
    struct parsed first = parse(text);
    char *printed = print(first.content);
    struct parsed second = parse(printed);
    assert_int_equal(second.diagnostics.count, 0);
    assert_content(first.content, second.content);
    char *again = print(second.content);
    assert_string_equal(printed, again);
    free(printed);
    free(again);
    parsed_finish(&first);
    parsed_finish(&second);
}

static void test_round_trip(void **state)
{
    (void)state;
    static const char *const zones[] = {"Africa/Casablanca", "Asia/Kolkata", "America/St_Johns",
                                        "Test/Odd", "Test/East"};
    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
        char text[4096];
        snprintf(text, sizeof text, whole, zones[i]);
        struct parsed parsed = parse(text);
        assert_int_equal(parsed.diagnostics.count, 0);
        parsed_finish(&parsed);
        assert_round_trip(text);
    }
    assert_round_trip("{\"headlines\": []}");
    assert_round_trip("{\"place\": {\"name\": {\"ar\": \"الرباط\", \"default\": \"Rabat\"}},"
                      "\"prayers\": {\"place\": {\"fr\": \"Salé\"}, \"times\": {\"fajr\": "
                      "\"05:04\"}}, \"social\": {\"label\": {\"en\": \"e\", \"zgh\": \"ⵣ\"}}}");
    assert_round_trip("{\"headlines\": [{\"title\": \"x\", \"time\": \"12:00\"}]}");
    assert_round_trip("{\"weather\": {\"now\": {\"code\": 0}}}");
}

/* All temperatures from -60.00 to 60.00 come back as they were. */
static void test_temperatures_round_trip(void **state)
{
    (void)state;
    for (int hundredths = -6000; hundredths <= 6000; hundredths += 7) {
        char text[256];
        snprintf(text, sizeof text,
                 "{\"weather\": {\"today\": {\"low\": %.2f, \"high\": %.1f, \"code\": 0},"
                 "\"now\": {\"temperature\": %d}}}",
                 hundredths / 100.0, hundredths / 100.0, hundredths / 100);
        assert_round_trip(text);
    }
}

static void test_precision_is_kept(void **state)
{
    (void)state;
    struct parsed parsed = parse("{\"weather\": {\"today\": {\"low\": 9, \"high\": 14.1},"
                                 "\"days\": [{\"date\": \"2025-03-20\", \"low\": 9.0}]}}");
    char *printed = print(parsed.content);
    assert_non_null(strstr(printed, "\"low\": 9,"));
    assert_non_null(strstr(printed, "\"high\": 14.1\n"));
    assert_non_null(strstr(printed, "\"low\": 9.0\n"));
    free(printed);
    parsed_finish(&parsed);
}

static void test_sources(void **state)
{
    (void)state;
    const struct source_report reports[] = {
        {"lobby", "https://h/lobby.json", SOURCE_FRESH, NOON, NULL},
        {"b", "http://b/", SOURCE_CACHED, NOON - 86400, "timed out"},
        {"c", "http://c/", SOURCE_FAILED, INSTANT_NONE, "bad \xFF bytes"},
        {"d", "http://d/", SOURCE_WAITING, INSTANT_NONE, NULL},
    };
    struct content *merged = content_merge(NULL, 0, reports, 4, NULL, NULL);
    char *printed = print(merged);
    const char *expected = "{\n  \"sources\": [\n"
                           "    {\n      \"name\": \"lobby\",\n"
                           "      \"url\": \"https://h/lobby.json\",\n"
                           "      \"state\": \"fresh\",\n"
                           "      \"fetched\": \"2025-03-19T12:55:00Z\"\n    },\n"
                           "    {\n      \"name\": \"b\",\n      \"url\": \"http://b/\",\n"
                           "      \"state\": \"cached\",\n"
                           "      \"fetched\": \"2025-03-18T12:55:00Z\",\n"
                           "      \"error\": \"timed out\"\n    },\n"
                           "    {\n      \"name\": \"c\",\n      \"url\": \"http://c/\",\n"
                           "      \"state\": \"failed\",\n"
                           "      \"error\": \"bad \xEF\xBF\xBD bytes\"\n    },\n"
                           "    {\n      \"name\": \"d\",\n      \"url\": \"http://d/\",\n"
                           "      \"state\": \"waiting\"\n    }\n  ]\n}\n";
    assert_string_equal(printed, expected);
    free(printed);
    content_put(merged);
}

static void test_cap(void **state)
{
    (void)state;
    struct parsed parsed = parse("{\"social\": {\"label\": \"x\"}}");
    char *printed = print(parsed.content);
    size_t length = strlen(printed);
    for (size_t cap = 0; cap <= length; cap++) {
        struct buffer out;
        buffer_init(&out, cap);
        assert_int_equal(format_print(parsed.content, &out), cap == length);
        buffer_finish(&out);
    }
    free(printed);
    parsed_finish(&parsed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_temperatures_round_trip),
        cmocka_unit_test(test_precision_is_kept),
        cmocka_unit_test(test_sources),
        cmocka_unit_test(test_cap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
