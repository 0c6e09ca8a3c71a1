#include "fixture.h"

#include "formats/map.h"

#include <stdio.h>

/* --- ways --- */

static void assert_ways(const char *text, const char *expected)
{
    char way[64];
    struct buffer all;
    buffer_init(&all, 256);
    for (const char *rest = text; map_next_way(&rest, way, sizeof way);)
        assert_true(buffer_print(&all, "%s|", way));
    assert_string_equal(buffer_text(&all), expected);
    buffer_finish(&all);
}

static void ways(void **state)
{
    (void)state;
    assert_ways("", "");
    assert_ways("  , ", "");
    assert_ways("/a", "/a|");
    assert_ways(" /a , /b,/c\t/d ,", "/a|/b|/c|/d|");
    assert_ways(".", ".|");
    assert_ways(". /a .", ".|/a|.|");
    /* What stands in a key is no separator, unless a way could begin after it. */
    assert_ways("/max temp, /min temp", "/max temp|/min temp|");
    assert_ways("/a, b", "/a, b|");
    assert_ways("/a .b", "/a .b|");
    assert_ways("/a /b c /d", "/a|/b c|/d|");
}

static void constants(void **state)
{
    (void)state;
    static const struct {
        enum map_field field;
        const char *text, *constant;
        size_t ways;
    } cases[] = {
        {MAP_HEADLINE_SOURCE, "The desk", "The desk", 0},
        {MAP_HEADLINE_SOURCE, "The desk, Rabat", "The desk, Rabat", 0},
        {MAP_HEADLINE_SOURCE, "/a", NULL, 2},
        {MAP_HEADLINE_SOURCE, "/a, /b,", NULL, 7},
        {MAP_HEADLINE_SOURCE, "/a, /b, The desk, Rabat", "The desk, Rabat", 6},
        {MAP_HEADLINE_SOURCE, "/a,Desk", "Desk", 2},
        {MAP_HEADLINE_TITLE, "/a, b", NULL, 5},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t ways;
        const char *constant = map_constant(cases[i].field, cases[i].text, &ways);
        assert_int_equal(ways, cases[i].ways);
        assert_int_equal(constant == NULL, cases[i].constant == NULL);
        if (constant != NULL)
            assert_string_equal(constant, cases[i].constant);
    }
}

static void ways_are_checked(void **state)
{
    (void)state;
    static const struct {
        enum map_field field;
        const char *text, *what; /* NULL: good */
    } cases[] = {
        {MAP_HEADLINES, ".", NULL},
        {MAP_HEADLINES, "/", NULL},
        {MAP_HEADLINES, "items", "write /items"},
        {MAP_HEADLINES, "data/v1.items", "write /data/v1.items"},
        {MAP_HEADLINES, "$.data.items", "write /data/items"},
        {MAP_HEADLINES, ".data[0]['the items'", "write /.data[0]"}, /* white space: as it is */
        {MAP_HEADLINES, "$['data'][0].items", "write /data/0/items"},
        {MAP_HEADLINES, "$", "write ."},
        {MAP_HEADLINES, "$.items[*]", "write /items"},
        {MAP_HEADLINES, ".items[0]", "write /items/0"},
        {MAP_HEADLINE_TITLE, "/a~b", "~0"},
        {MAP_HEADLINE_TITLE, "/a /b~", "\"/b~\""},
        {MAP_HEADLINE_TITLE, "/1/2/3/4/5/6/7/8", NULL},
        {MAP_HEADLINE_TITLE, "/1 /2 /3 /4 /5 /6 /7 /8", NULL},
        {MAP_HEADLINE_TITLE, "/1 /2 /3 /4 /5 /6 /7 /8 /9", "more than 8"},
        {MAP_HEADLINE_SOURCE, "The desk", NULL},
        {MAP_HEADLINE_TITLE, "The desk", "is no way"},
        {MAP_WEATHER_UNIT, "K", NULL},
        {MAP_WEATHER_UNIT, "/unit", NULL},
        {MAP_WEATHER_UNIT, "CF", "C, F or K"},
        {MAP_WEATHER_UNIT, "/unit, C", NULL},
        {MAP_WEATHER_UNIT, "/unit, R", "C, F or K"},
        {MAP_HEADLINE_SOURCE, "/a~b, The desk", "~0"},
        {MAP_HEADLINE_SOURCE, "/a, /b, The desk, Rabat", NULL},
        {MAP_HEADLINE_SOURCE, "/a, The desk, /b", "write the text last"},
        {MAP_HEADLINE_SOURCE, "The desk, /b", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char what[300] = "";
        bool good = map_check_ways(cases[i].field, cases[i].text, what, sizeof what);
        if (good != (cases[i].what == NULL) || (!good && strstr(what, cases[i].what) == NULL))
            fail_msg("%s: %s", cases[i].text, what);
    }
}

/* --- times, codes --- */

static void times_are_checked(void **state)
{
    (void)state;
    static const char *const good[] = {"iso",
                                       "rfc2822",
                                       "epoch",
                                       "epoch-ms",
                                       "%d/%m/%Y %H:%M",
                                       "epoch-ms | %Y-%m-%d %H:%M",
                                       "%d/%m/%Y, %H:%M|iso"};
    static const char *const bad[] = {"ISO", "epoch ms", "dd/mm/yyyy",         "%Q",        "%d",
                                      "|",   "iso|%Q",   "epoch-ms, %Y-%m-%d", "iso, epoch"};
    char what[300];
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        assert_true(map_check_time(good[i], what, sizeof what));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(map_check_time(bad[i], what, sizeof what));
}

static void codes(void **state)
{
    (void)state;
    static const char *const bad[] = {"sunny", "0", "61 rain", "rain 100", "rain61", "a 1, b"};
    char what[300];
    int count;
    struct map_code *list =
        map_read_codes("sunny 0, light  rain 61,,113 2 ", &count, what, sizeof what);
    assert_non_null(list);
    assert_int_equal(count, 3);
    assert_string_equal(list[0].word, "sunny");
    assert_int_equal(list[0].code, 0);
    assert_string_equal(list[1].word, "light  rain");
    assert_int_equal(list[1].code, 61);
    assert_string_equal(list[2].word, "113");
    assert_int_equal(list[2].code, 2);
    map_codes_free(list, count);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_null(map_read_codes(bad[i], &count, what, sizeof what));
    map_codes_free(NULL, 0);
}

/* Each field has a key of its own, and those of a part stand together. */
static void table(void **state)
{
    (void)state;
    for (int i = 0; i < MAP_FIELD_COUNT; i++) {
        assert_non_null(map_fields[i].key);
        for (int k = 0; k < i; k++)
            assert_string_not_equal(map_fields[i].key, map_fields[k].key);
        assert_true(i == 0 || map_fields[i].part >= map_fields[i - 1].part);
    }
    for (int i = 0; i < PRAYER_COUNT; i++)
        assert_string_equal(map_fields[MAP_PRAYERS_FAJR + i].to, prayer_key((enum prayer)i));
}

/* --- numbers beyond a list's end, and caps --- */

static struct parsed parse_map(const struct map *map, const char *text)
{
    struct parsed parsed = {0};
    diagnostics_init(&parsed.diagnostics);
    struct format_context context = {
        .source = "lobby",
        .fetched_s = NOON,
        .find_zone = find_fixed_zone,
        .diagnostics = &parsed.diagnostics,
        .map = map,
    };
    parsed.content = format_read(&context, text, strlen(text));
    return parsed;
}

static void many(void **state)
{
    (void)state;
    static const struct map map = {
        .name = "many", .ways = {[MAP_HEADLINES] = "/a", [MAP_HEADLINE_TITLE] = "/t /u"}};
    struct buffer text;
    buffer_init(&text, 1024 * 1024);
    buffer_add_text(&text, "{\"a\": [0");
    for (int i = 0; i < 3000; i++)
        buffer_print(&text, ",{\"t\": {}, \"u\": \"%d\"},{\"t\": 1.5e300}, {\"t\": [null]}", i);
    buffer_add_text(&text, "]}");
    struct parsed parsed = parse_map(&map, buffer_text(&text));
    assert_non_null(parsed.content);
    assert_int_equal(parsed.content->headline_count, HEADLINES_MAX);
    assert_string_equal(parsed.content->headlines[0].title, "0");
    assert_true(parsed.diagnostics.count <= 3);
    assert_non_null(strstr(parsed.diagnostics.findings[0].what,
                           "has 9001 headlines, the first 200 of the first 2000 are taken"));
    assert_non_null(strstr(parsed.diagnostics.findings[1].what, "667 of 2000 headlines have none"));
    assert_string_equal(parsed.diagnostics.findings[1].where, "/a/0");
    parsed_finish(&parsed);
    buffer_finish(&text);
}

/* Oldest first, as databases have it: the newest are taken, in that order, the pinned one too. */
static void newest(void **state)
{
    (void)state;
    static const struct map map = {.name = "newest",
                                   .ways = {[MAP_HEADLINES] = ".",
                                            [MAP_HEADLINE_TITLE] = "/t",
                                            [MAP_HEADLINE_TIME] = "/d",
                                            [MAP_HEADLINE_PINNED] = "/p"}};
    struct buffer text;
    buffer_init(&text, 1024 * 1024);
    buffer_add_text(&text, "[{\"t\": \"timeless\"}, {\"t\": \"pinned\", \"p\": true}");
    for (int i = 0; i < 450; i++)
        buffer_print(&text, ",{\"t\": \"%d\", \"d\": %d}", i, 1700000000 + i);
    buffer_add_text(&text, "]");
    struct parsed parsed = parse_map(&map, buffer_text(&text));
    assert_non_null(parsed.content);
    assert_int_equal(parsed.content->headline_count, HEADLINES_MAX);
    assert_string_equal(parsed.content->headlines[0].title, "pinned");
    assert_string_equal(parsed.content->headlines[1].title, "251");
    assert_string_equal(parsed.content->headlines[199].title, "449");
    assert_int_equal(parsed.diagnostics.count, 1);
    assert_non_null(
        strstr(parsed.diagnostics.findings[0].what, "has 452 headlines, the newest 200 are taken"));
    parsed_finish(&parsed);
    buffer_finish(&text);
}

static void deep_and_wide(void **state)
{
    (void)state;
    static const struct map map = {
        .name = "all",
        .ways = {[MAP_HEADLINES] = ".",
                 [MAP_HEADLINE_TITLE] = ".",
                 [MAP_HEADLINE_BODY] = ".",
                 [MAP_DAYS] = ".",
                 [MAP_DAY_DATE] = ".",
                 [MAP_DAY_LOW] = ".",
                 [MAP_PRAYERS] = ".",
                 [MAP_PRAYERS_FAJR] = ".",
                 [MAP_ARTICLE_TITLE] = "."},
    };
    static const char *const texts[] = {
        "[]",    "{}",       "null",        "1",
        "\"x\"", "[[[[]]]]", "{\"a\": {}}", "[null, 1e308, \"05:04\", [\"2025-03-20\"], {}]"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct parsed parsed = parse_map(&map, texts[i]);
        assert_int_equal(parsed.content == NULL, parsed.diagnostics.errors);
        parsed_finish(&parsed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ways),
        cmocka_unit_test(constants),
        cmocka_unit_test(ways_are_checked),
        cmocka_unit_test(times_are_checked),
        cmocka_unit_test(codes),
        cmocka_unit_test(table),
        cmocka_unit_test(many),
        cmocka_unit_test(newest),
        cmocka_unit_test(deep_and_wide),
    };
    return cmocka_run_group_tests_name("formats/map", tests, NULL, NULL);
}
