/* What single values come to: times, temperatures, addresses of pictures, the place. */
#include "fixture.h"

#include "base/moment.h"

#include <math.h>
#include <stdio.h>

/* --- times --- */

static int64_t time_of(const char *zone, const char *time)
{
    char text[256];
    snprintf(text, sizeof text,
             "{\"place\": {\"timezone\": \"%s\"}, \"headlines\": [{\"title\": \"x\", \"time\": "
             "\"%s\"}]}",
             zone, time);
    struct parsed parsed = parse(text);
    int64_t at_s = parsed.content->headlines[0].at_s;
    assert_int_equal(parsed.diagnostics.count, at_s == INSTANT_NONE);
    parsed_finish(&parsed);
    return at_s;
}

static int64_t at(int year, int month, int day, int hour, int minute, int second)
{
    const struct civil civil = {{year, month, day}, hour, minute, second};
    return civil_seconds(&civil);
}

static void test_times(void **state)
{
    (void)state;
    assert_int_equal(time_of("Africa/Casablanca", "12:50"), at(2025, 3, 19, 12, 50, 0));
    assert_int_equal(time_of("Asia/Kolkata", "00:10"), at(2025, 3, 18, 18, 40, 0));
    /* It is the 20th already where the zone is far to the east. */
    assert_int_equal(time_of("Test/East", "00:10"), at(2025, 3, 19, 10, 10, 0));
    assert_int_equal(time_of("Asia/Kolkata", "2025-01-02T03:04:05"), at(2025, 1, 1, 21, 34, 5));
    assert_int_equal(time_of("Asia/Kolkata", "2025-01-02T03:04:05Z"), at(2025, 1, 2, 3, 4, 5));
    assert_int_equal(time_of("Asia/Kolkata", "2025-01-02 03:04-0230"), at(2025, 1, 2, 5, 34, 0));
    assert_int_equal(time_of("Asia/Kolkata", "2025-01-02"), at(2025, 1, 1, 18, 30, 0));
    assert_true(time_of("Asia/Kolkata", "0001-01-01T00:00:00Z") == INSTANT_NONE);
    assert_true(time_of("Asia/Kolkata", "9999-12-31T23:59:59Z") == INSTANT_NONE);
    assert_true(time_of("Asia/Kolkata", "2025-02-29T12:00") == INSTANT_NONE);
    assert_true(time_of("Asia/Kolkata", "24:30") == INSTANT_NONE);
}

/* A time that is one, in a year that no screen sees, is not called "no time". */
static void test_times_out_of_range(void **state)
{
    (void)state;
    static const struct {
        const char *text, *what;
    } cases[] = {
        {"{\"headlines\": [{\"title\": \"x\", \"until\": \"9999-12-31T23:59:59Z\"}]}",
         "\"9999-12-31T23:59:59Z\" is out of range; write a year from 1900 to 2199"},
        {"{\"headlines\": [{\"title\": \"x\", \"time\": \"1492-10-12\"}]}", "out of range"},
        {"{\"weather\": {\"today\": {\"low\": 1, \"date\": \"2500-01-01\"}}}", "out of range"},
        {"{\"headlines\": [{\"title\": \"x\", \"until\": \"tomorrow\"}]}", "is no time"},
        {"{\"weather\": {\"today\": {\"low\": 1, \"date\": \"2025-13-01\"}}}", "is no date"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct parsed parsed = parse(cases[i].text);
        assert_int_equal(parsed.diagnostics.count, 1);
        assert_non_null(strstr(parsed.diagnostics.findings[0].what, cases[i].what));
        parsed_finish(&parsed);
    }
}

/* --- temperatures --- */

static void assert_temperature(const char *given, double degrees, int decimals)
{
    char text[128];
    snprintf(text, sizeof text, "{\"weather\": {\"now\": {\"temperature\": %s}}}", given);
    struct parsed parsed = parse(text);
    const struct temperature *now = &parsed.content->weather.now;
    assert_true(now->known);
    assert_true(now->degrees == degrees);
    assert_false(signbit(now->degrees) && now->degrees == 0);
    assert_int_equal(now->decimals, decimals);
    parsed_finish(&parsed);
}

static void test_temperatures(void **state)
{
    (void)state;
    assert_temperature("9", 9, 0);
    assert_temperature("-12", -12, 0);
    assert_temperature("14.1", 14.1, 1);
    assert_temperature("9.0", 9, 1);
    assert_temperature("14.25", 14.25, 2);
    assert_temperature("14.256", 14.26, 2);
    assert_temperature("14.101", 14.1, 1);
    assert_temperature("14.099999999999999", 14.1, 1);
    assert_temperature("-0.0", 0, 1);
    assert_temperature("-0.001", 0, 1);
    assert_temperature("1e-300", 0, 1);
}

/* --- pictures --- */

/* A picture may lie beside the document; wherever that is, it is no other scheme's. */
static void test_references_of_pictures(void **state)
{
    (void)state;
    static const struct {
        const char *reference;
        bool good;
    } cases[] = {
        {"pic.png", true},
        {"/img/a.jpg", true},
        {"img/a.jpg?v=1:2", true},
        {"../a.webp", true},
        {"./12:50.png", true},
        {"//cdn.example/a.png", true},
        {"https://a/b.png", true},
        {"data:image/png;base64,AAAA", false},
        {"file:///etc/passwd", false},
        {"FTP://a/b", false},
        {"https://", false},
        {"a b.png", false},
        {"#top", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[200];
        snprintf(text, sizeof text, "{\"article\": {\"title\": \"t\", \"image\": \"%s\"}}",
                 cases[i].reference);
        struct parsed parsed = parse(text);
        assert_int_equal(parsed.diagnostics.count, !cases[i].good);
        if (cases[i].good)
            assert_string_equal(parsed.content->article.image_url, cases[i].reference);
        else
            assert_null(parsed.content->article.image_url);
        parsed_finish(&parsed);
    }
}

/* --- the place --- */

static void test_override(void **state)
{
    (void)state;
    const char *text = "{\"place\": {\"name\": \"Rabat\", \"latitude\": 1, \"longitude\": 2,"
                       "\"timezone\": \"Asia/Kolkata\"}}";
    const struct place name = {.name = "Hall"};
    struct parsed parsed = parse_for(&name, text, strlen(text));
    assert_string_equal(parsed.content->place.name, "Hall");
    assert_true(parsed.content->place.latitude == 1);
    assert_int_equal(zone_offset(parsed.content->zone, NOON), 19800);
    parsed_finish(&parsed);

    char zone[] = "America/St_Johns";
    const struct place all = {.located = true, .latitude = 47, .longitude = -52, .timezone = zone};
    parsed = parse_for(&all, text, strlen(text));
    memset(zone, 'x', 3); /* texts are copied */
    assert_string_equal(parsed.content->place.name, "Rabat");
    assert_string_equal(parsed.content->place.timezone, "America/St_Johns");
    assert_true(parsed.content->place.longitude == -52);
    assert_int_equal(zone_offset(parsed.content->zone, NOON), -12600);
    parsed_finish(&parsed);
}

/* A place without a zone, or with an unknown one, and no place at all: the machine's own zone. */
static void test_fallback_zone(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "{\"place\": {\"latitude\": 22, \"longitude\": 88}, %s}",
        "{\"place\": {\"timezone\": \"Mars/Olympus\"}, %s}",
        "{%s}",
        "{\"place\": {\"timezone\": \"America/St_Johns\"}, %s}",
    };
    static const struct place lost = {.timezone = "Nowhere/Here"};
    const struct zone *machine = find_fixed_zone(NULL, "Asia/Kolkata");
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct diagnostics told;
        char text[256];
        diagnostics_init(&told);
        const struct format_context context = {.source = "lobby",
                                               .fetched_s = NOON,
                                               .override = i == 2 ? &lost : NULL,
                                               .find_zone = find_fixed_zone,
                                               .fallback_zone = machine,
                                               .diagnostics = &told};
        snprintf(text, sizeof text, texts[i],
                 "\"headlines\": [{\"title\": \"x\", \"time\": \"09:20\"}]");
        struct content *content = format_riwaq(&context, text, strlen(text));
        bool known = i == 3, unknown = i == 1 || i == 2;
        assert_int_equal(zone_offset(content->zone, NOON), known ? -12600 : 19800);
        assert_true(content->headlines[0].at_s ==
                    at(2025, 3, 19, 9, 20, 0) - (known ? -12600 : 19800));
        assert_int_equal(told.count, unknown);
        if (unknown)
            assert_non_null(strstr(told.findings[0].what, "(Asia/Kolkata is taken)"));
        assert_int_equal(content->place.timezone != NULL, known);
        content_put(content);
        diagnostics_finish(&told);
    }
    zone_put(machine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_times),        cmocka_unit_test(test_times_out_of_range),
        cmocka_unit_test(test_temperatures), cmocka_unit_test(test_references_of_pictures),
        cmocka_unit_test(test_override),     cmocka_unit_test(test_fallback_zone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
