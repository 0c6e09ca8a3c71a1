#include "content/zone.h"

#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

struct bytes {
    unsigned char data[64 * 1024];
    size_t size;
};

static void put(struct bytes *bytes, uint64_t value, int width)
{
    for (int i = width - 1; i >= 0; i--)
        bytes->data[bytes->size++] = (unsigned char)(value >> (8 * i));
}

static void put_text(struct bytes *bytes, const char *text)
{
    memcpy(bytes->data + bytes->size, text, strlen(text));
    bytes->size += strlen(text);
}

static void put_header(struct bytes *bytes, char version, uint32_t times, uint32_t types,
                       uint32_t names, uint32_t leaps)
{
    put_text(bytes, "TZif");
    put(bytes, (unsigned char)version, 1);
    bytes->size += 15;
    put(bytes, 0, 4);
    put(bytes, 0, 4);
    put(bytes, leaps, 4);
    put(bytes, times, 4);
    put(bytes, types, 4);
    put(bytes, names, 4);
}

static void put_type(struct bytes *bytes, int32_t offset)
{
    put(bytes, (uint32_t)offset, 4);
    put(bytes, 0, 2);
}

/* Two offsets, two changes: +1:00:01 until 1000, then +2:00, from 5000 on +1:00:01 again. */
static void put_block(struct bytes *bytes, char version, int width)
{
    put_header(bytes, version, 2, 2, 4, 0);
    put(bytes, 1000, width);
    put(bytes, 5000, width);
    put(bytes, 1, 1);
    put(bytes, 0, 1);
    put_type(bytes, 3601);
    put_type(bytes, 7200);
    put(bytes, 0x41424300, 4);
}

/* A zone of version 2 that has the rule FOOTER and nothing else. */
static struct zone *rule_zone(const char *footer)
{
    static struct bytes bytes;
    bytes = (struct bytes){0};
    put_header(&bytes, '2', 0, 1, 4, 0);
    put_type(&bytes, 0);
    put(&bytes, 0, 4);
    put_header(&bytes, '2', 0, 1, 4, 0);
    put_type(&bytes, 0);
    put(&bytes, 0, 4);
    put_text(&bytes, "\n");
    put_text(&bytes, footer);
    put_text(&bytes, "\n");
    return zone_parse("Test/Rule", bytes.data, bytes.size);
}

static bool system_bytes(const char *name, struct bytes *out)
{
    char path[512];
    const char *folder = getenv("TZDIR");
    snprintf(path, sizeof(path), "%s/%s", folder != NULL ? folder : "/usr/share/zoneinfo", name);
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return false;
    out->size = fread(out->data, 1, sizeof(out->data), file);
    fclose(file);
    return out->size > 0 && out->size < sizeof(out->data);
}

static struct zone *system_zone(const char *name)
{
    static struct bytes bytes;
    if (!system_bytes(name, &bytes))
        skip();
    struct zone *zone = zone_parse(name, bytes.data, bytes.size);
    assert_non_null(zone);
    return zone;
}

static int64_t instant(const char *text)
{
    struct civil civil;
    bool has_offset;
    int offset;
    assert_true(civil_parse(text, &civil, &has_offset, &offset));
    return civil_seconds(&civil) - (has_offset ? offset : 0);
}

static int64_t local_instant(const struct zone *zone, const char *text)
{
    struct civil civil;
    bool has_offset;
    int offset;
    assert_true(civil_parse(text, &civil, &has_offset, &offset));
    return zone_instant(zone, &civil);
}

static void test_null_is_utc(void **state)
{
    (void)state;
    struct civil local = {{2025, 3, 19}, 12, 30, 1};
    assert_string_equal(zone_name(NULL), "UTC");
    assert_int_equal(zone_offset(NULL, 12345), 0);
    assert_int_equal(zone_change(NULL, 12345), INT64_MAX);
    assert_int_equal(zone_instant(NULL, &local), civil_seconds(&local));
    assert_int_equal(zone_civil(NULL, civil_seconds(&local)).minute, 30);
    assert_null(zone_take(NULL));
    zone_put(NULL);
}

static void test_references(void **state)
{
    (void)state;
    struct zone *zone = rule_zone("<+01>-1");
    assert_non_null(zone);
    assert_ptr_equal(zone_take(zone), zone);
    zone_put(zone);
    assert_string_equal(zone_name(zone), "Test/Rule");
    assert_int_equal(zone_offset(zone, 0), 3600);
    zone_put(zone);
}

static void check_table(const struct zone *zone)
{
    assert_non_null(zone);
    assert_int_equal(zone_offset(zone, -999999), 3601);
    assert_int_equal(zone_offset(zone, 999), 3601);
    assert_int_equal(zone_offset(zone, 1000), 7200);
    assert_int_equal(zone_offset(zone, 4999), 7200);
    assert_int_equal(zone_offset(zone, 5000), 3601);
    assert_int_equal(zone_change(zone, 0), 1000);
    assert_int_equal(zone_change(zone, 1000), 5000);
}

static void test_versions(void **state)
{
    (void)state;
    struct bytes bytes = {0};
    put_block(&bytes, '\0', 4);
    struct zone *zone = zone_parse("Test/One", bytes.data, bytes.size);
    check_table(zone);
    assert_int_equal(zone_offset(zone, INT64_MAX), 3601);
    zone_put(zone);

    for (char version = '2'; version <= '4'; version++) {
        bytes = (struct bytes){0};
        put_header(&bytes, version, 0, 1, 1, 0);
        put_type(&bytes, 77);
        put(&bytes, 0, 1);
        put_block(&bytes, version, 8);
        put_text(&bytes, version == '2' ? "\n\n" : "\nXYZ-5\n");
        zone = zone_parse("Test/Two", bytes.data, bytes.size);
        assert_non_null(zone);
        assert_int_equal(zone_offset(zone, 999), 3601);
        assert_int_equal(zone_offset(zone, 4999), 7200);
        assert_int_equal(zone_offset(zone, 5000), version == '2' ? 3601 : 18000);
        zone_put(zone);
    }
}

static void test_gap_and_overlap(void **state)
{
    (void)state;
    struct bytes bytes = {0};
    put_block(&bytes, '\0', 4);
    struct zone *zone = zone_parse("Test/One", bytes.data, bytes.size);
    struct civil before = civil_from_seconds(999 + 3601);
    assert_int_equal(zone_instant(zone, &before), 999);
    /* Skipped: local 4601 to 8199. */
    struct civil first = civil_from_seconds(1000 + 3601), last = civil_from_seconds(8199);
    assert_int_equal(zone_instant(zone, &first), 1000);
    assert_int_equal(zone_instant(zone, &last), 8199 - 3601);
    struct civil after = civil_from_seconds(8200);
    assert_int_equal(zone_instant(zone, &after), 1000);
    /* Twice: local 8601 to 12199. */
    struct civil once = civil_from_seconds(8600), twice = civil_from_seconds(8601);
    struct civil twice_last = civil_from_seconds(12199), later = civil_from_seconds(12200);
    assert_int_equal(zone_instant(zone, &once), 1400);
    assert_int_equal(zone_instant(zone, &twice), 1401);
    assert_int_equal(zone_instant(zone, &twice_last), 4999);
    assert_int_equal(zone_instant(zone, &later), 12200 - 3601);
    zone_put(zone);
}

static void test_rules(void **state)
{
    (void)state;
    static const struct {
        const char *rule, *utc;
        int offset;
    } cases[] = {
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2025-03-30T00:59:59Z", 3600},
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2025-03-30T01:00:00Z", 7200},
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2399-10-31T00:59:59Z", 7200},
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2399-10-31T01:00:00Z", 3600},
        {"EST5EDT,M3.2.0,M11.1.0", "2030-03-10T06:59:59Z", -18000},
        {"EST5EDT,M3.2.0,M11.1.0", "2030-03-10T07:00:00Z", -14400},
        {"AEST-10AEDT,M10.1.0,M4.1.0/3", "2030-01-01T00:00:00Z", 39600},
        {"AEST-10AEDT,M10.1.0,M4.1.0/3", "2030-07-01T00:00:00Z", 36000},
        /* Dublin: "summer" is winter, and an hour behind. */
        {"IST-1GMT0,M10.5.0,M3.5.0/1", "2025-01-15T12:00:00Z", 0},
        {"IST-1GMT0,M10.5.0,M3.5.0/1", "2025-07-15T12:00:00Z", 3600},
        /* Nuuk: changes at -1 o'clock, on the Saturday before. */
        {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2025-03-30T00:59:59Z", -7200},
        {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2025-03-30T01:00:00Z", -3600},
        /* Gaza: at 50 o'clock. */
        {"EET-2EEST,M3.4.4/50,M10.4.4/50", "2030-03-29T23:59:59Z", 7200},
        {"EET-2EEST,M3.4.4/50,M10.4.4/50", "2030-03-30T00:00:00Z", 10800},
        /* Summer all year, as RFC 8536 writes it. */
        {"XXX3EDT4,0/0,J365/23", "2030-01-01T03:00:00Z", -14400},
        {"XXX3EDT4,0/0,J365/23", "2030-12-31T23:59:59Z", -14400},
        {"XXX3EDT4,0/0,J365/23", "2032-02-29T12:00:00Z", -14400},
        /* Days of the year, with and without 29 February. */
        {"AAA0BBB,J60/0,J61/0", "2024-02-29T23:59:59Z", 0},
        {"AAA0BBB,J60/0,J61/0", "2024-03-01T00:00:00Z", 3600},
        {"AAA0BBB,J59/0,J60/0", "2024-02-28T00:00:00Z", 3600},
        {"AAA0BBB,J59/0,J60/0", "2023-02-28T00:00:00Z", 3600},
        {"AAA0BBB,59/0,60/0", "2024-02-29T00:00:00Z", 3600},
        {"AAA0BBB,59/0,60/0", "2023-03-01T00:00:00Z", 3600},
        {"AAA0BBB,59/0,60/0", "2023-02-28T23:59:59Z", 0},
        {"<+01>-1", "2100-01-01T00:00:00Z", 3600},
        {"<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45", "2030-01-01T00:00:00Z", 49500},
        {"<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45", "2030-06-01T00:00:00Z", 45900},
        {"LMT+0:01:15", "2030-06-01T00:00:00Z", -75},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct zone *zone = rule_zone(cases[i].rule);
        if (zone == NULL)
            fail_msg("refused: %s", cases[i].rule);
        if (zone_offset(zone, instant(cases[i].utc)) != cases[i].offset)
            fail_msg("%s at %s: %d", cases[i].rule, cases[i].utc,
                     zone_offset(zone, instant(cases[i].utc)));
        zone_put(zone);
    }
}

static void test_bad_rules(void **state)
{
    (void)state;
    static const char *const rules[] = {
        "A-1",
        "<+0>-1",
        "<+01-1",
        "<+01>",
        "CET",
        "CET-25",
        "CET-1:60",
        "CET-1CEST",
        "CET-1CEST,",
        "CET-1CEST,M3.5.0",
        "CET-1CEST,M3.5.0,",
        "CET-1CEST,M13.1.0,M10.5.0",
        "CET-1CEST,M3.6.0,M10.5.0",
        "CET-1CEST,M3.5.7,M10.5.0",
        "CET-1CEST,J0,J5",
        "CET-1CEST,366,5",
        "CET-1CEST,M3.5.0/168,M10.5.0",
        "CET-1CEST,M3.5.0,M10.5.0x",
        "CET-1 ",
        "CET-1CEST,M3.5.0/99999999999,M10.5.0",
        "-1",
        ",",
    };
    for (size_t i = 0; i < COUNT_OF(rules); i++) {
        struct zone *zone = rule_zone(rules[i]);
        if (zone != NULL)
            fail_msg("taken: %s", rules[i]);
    }
}

static void test_extreme_instants(void **state)
{
    (void)state;
    struct zone *zone = rule_zone("CET-1CEST,M3.5.0,M10.5.0/3");
    static const int64_t instants[] = {INT64_MIN, INT64_MIN + 1, -1, 0, INT64_MAX - 1, INT64_MAX};
    for (size_t i = 0; i < COUNT_OF(instants); i++) {
        struct civil civil = zone_civil(zone, instants[i]);
        assert_in_range(zone_offset(zone, instants[i]), 3600, 7200);
        zone_change(zone, instants[i]);
        zone_instant(zone, &civil);
    }
    zone_put(zone);
}

/* Every prefix of real and made data, and every byte spoilt: no crash (the sanitizers see), and
 * no prefix is taken for the whole. */
static void check_hostile(const struct bytes *whole)
{
    for (size_t size = 0; size < whole->size; size++) {
        /* An allocation of its own: reading past its end is seen. */
        unsigned char *copy = memory_new(size);
        memcpy(copy, whole->data, size);
        assert_null(zone_parse("Test/Prefix", copy, size));
        free(copy);
    }
    static const unsigned char spoils[] = {0x00, 0x7f, 0x80, 0xff, '\n'};
    unsigned char *copy = memory_new(whole->size);
    for (size_t i = 0; i < whole->size; i++) {
        for (size_t j = 0; j < COUNT_OF(spoils); j++) {
            memcpy(copy, whole->data, whole->size);
            copy[i] = spoils[j];
            struct zone *zone = zone_parse("Test/Spoilt", copy, whole->size);
            struct civil civil = zone_civil(zone, 1742385000);
            zone_instant(zone, &civil);
            zone_put(zone);
        }
    }
    free(copy);
}

static void test_hostile(void **state)
{
    (void)state;
    static struct bytes bytes;
    put_block(&bytes, '\0', 4);
    check_hostile(&bytes);
    static const char *const names[] = {"Africa/Casablanca", "Europe/Paris"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (system_bytes(names[i], &bytes))
            check_hostile(&bytes);
    assert_null(zone_parse("Test/Null", NULL, 0));
}

static void test_order_and_indices(void **state)
{
    (void)state;
    struct bytes bytes = {0};
    put_block(&bytes, '\0', 4);
    struct bytes same = bytes;
    memcpy(same.data + 44, bytes.data + 48, 4); /* the first change as late as the second */
    assert_null(zone_parse("Test/Order", same.data, same.size));
    struct bytes index = bytes;
    index.data[52] = 2; /* no third type */
    assert_null(zone_parse("Test/Index", index.data, index.size));
}

/* "right/" zones: instants count 27 leap seconds by 2017. */
static void test_leap_seconds(void **state)
{
    (void)state;
    struct bytes bytes = {0};
    put_header(&bytes, '\0', 1, 2, 4, 2);
    put(&bytes, 1002, 4);
    put(&bytes, 1, 1);
    put_type(&bytes, 0);
    put_type(&bytes, 3600);
    put(&bytes, 0x41424300, 4);
    put(&bytes, 100, 4);
    put(&bytes, 1, 4);
    put(&bytes, 201, 4);
    put(&bytes, 2, 4);
    struct zone *zone = zone_parse("right/Test", bytes.data, bytes.size);
    assert_non_null(zone);
    assert_int_equal(zone_change(zone, 0), 1000);
    zone_put(zone);
}

static void test_casablanca(void **state)
{
    (void)state;
    struct zone *zone = system_zone("Africa/Casablanca");
    /* +00 in Ramadan 2024, +01 before and after; the clocks change at 3 and at 2. */
    assert_int_equal(zone_offset(zone, instant("2024-03-10T01:59:59Z")), 3600);
    assert_int_equal(zone_offset(zone, instant("2024-03-10T02:00:00Z")), 0);
    assert_int_equal(zone_offset(zone, instant("2024-04-14T01:59:59Z")), 0);
    assert_int_equal(zone_offset(zone, instant("2024-04-14T02:00:00Z")), 3600);
    assert_int_equal(zone_offset(zone, instant("2025-03-19T12:00:00Z")), 0);
    assert_int_equal(zone_offset(zone, instant("2025-08-19T12:00:00Z")), 3600);
    /* 02:30 twice on 10 March 2024, the first is +01; 02:30 skipped on 14 April. */
    assert_int_equal(local_instant(zone, "2024-03-10T02:30"), instant("2024-03-10T01:30:00Z"));
    assert_int_equal(local_instant(zone, "2024-04-14T02:30"), instant("2024-04-14T02:30:00Z"));
    zone_put(zone);
}

static void test_known_zones(void **state)
{
    (void)state;
    static const struct {
        const char *name, *utc;
        int offset;
    } cases[] = {
        {"Europe/Paris", "2024-03-31T00:59:59Z", 3600},
        {"Europe/Paris", "2024-03-31T01:00:00Z", 7200},
        {"America/New_York", "2024-11-03T05:59:59Z", -14400},
        {"America/New_York", "2024-11-03T06:00:00Z", -18000},
        {"Asia/Kolkata", "2024-06-01T00:00:00Z", 19800},
        {"Pacific/Chatham", "2024-01-01T00:00:00Z", 49500},
        {"Pacific/Chatham", "2024-07-01T00:00:00Z", 45900},
        {"Etc/UTC", "2024-07-01T00:00:00Z", 0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct zone *zone = system_zone(cases[i].name);
        assert_int_equal(zone_offset(zone, instant(cases[i].utc)), cases[i].offset);
        zone_put(zone);
    }
}

/* The C library reads the same files: ask it, over two centuries and at every change. */
static void compare_with_libc(const char *name)
{
    struct zone *zone = system_zone(name);
    setenv("TZ", name, 1);
    tzset();
    int64_t at = instant("1901-12-15T00:00:00Z"), end = instant("2100-01-01T00:00:00Z");
    for (int64_t probe; at < end; at = probe) {
        int64_t change = zone_change(zone, at);
        assert_true(change > at);
        probe = change < at + 5000011 ? change : at + 5000011;
        for (int64_t near = probe - 1; near <= probe; near++) {
            time_t c = (time_t)near;
            struct tm tm;
            localtime_r(&c, &tm);
            if (tm.tm_gmtoff != zone_offset(zone, near))
                fail_msg("%s at %lld: %ld, not %d", name, (long long)near, tm.tm_gmtoff,
                         zone_offset(zone, near));
            /* There and back, unless this is the second of two equal local times. */
            struct civil civil = zone_civil(zone, near);
            int64_t back = zone_instant(zone, &civil);
            assert_true(back <= near);
            struct civil again = zone_civil(zone, back);
            assert_int_equal(civil_seconds(&again), civil_seconds(&civil));
        }
    }
    zone_put(zone);
    unsetenv("TZ");
    tzset();
}

static void test_like_libc(void **state)
{
    (void)state;
    static const char *const names[] = {
        "Africa/Casablanca",   "Europe/Paris",     "Europe/Dublin",     "America/New_York",
        "America/Nuuk",        "America/St_Johns", "America/Sao_Paulo", "Asia/Gaza",
        "Asia/Tehran",         "Asia/Kathmandu",   "Pacific/Chatham",   "Pacific/Apia",
        "Australia/Lord_Howe", "Antarctica/Troll", "Africa/Cairo",      "Asia/Beirut",
    };
    for (size_t i = 0; i < COUNT_OF(names); i++)
        compare_with_libc(names[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_null_is_utc),
        cmocka_unit_test(test_references),
        cmocka_unit_test(test_versions),
        cmocka_unit_test(test_gap_and_overlap),
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_bad_rules),
        cmocka_unit_test(test_extreme_instants),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_order_and_indices),
        cmocka_unit_test(test_leap_seconds),
        cmocka_unit_test(test_casablanca),
        cmocka_unit_test(test_known_zones),
        cmocka_unit_test(test_like_libc),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
