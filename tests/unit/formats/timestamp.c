#include "../check.h"

#include "formats/timestamp.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

/* 2025-03-19T12:55:00Z, a Wednesday. */
#define NOON INT64_C(1742388900)

/* A TZif file without changes, whose rule is RULE (RFC 8536). */
static const struct zone *make_zone(const char *rule)
{
    static const char block[] = "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
                                "\0\0\0\0\1\0\0\0\4\0\0\0\0\0\0UTC";
    char data[300];
    size_t size = 0;
    for (int i = 0; i < 2; i++, size += sizeof block)
        memcpy(data + size, block, sizeof block);
    data[size++] = '\n';
    memcpy(data + size, rule, strlen(rule));
    size += strlen(rule);
    data[size++] = '\n';
    const struct zone *zone = zone_parse("Test/Zone", data, size);
    assert_non_null(zone);
    return zone;
}

static int64_t utc(const char *text)
{
    struct civil civil;
    bool has_offset;
    int offset;
    assert_true(civil_parse(text, &civil, &has_offset, &offset));
    return civil_seconds(&civil);
}

struct pair {
    const char *text, *expected; /* in UTC; NULL: no time, "range": out of range */
};

static void assert_pair(const struct pair *pair, unsigned forms, const char *pattern,
                        const struct timestamp_context *context)
{
    int64_t instant = -77;
    enum timestamp_outcome outcome =
        pattern != NULL ? timestamp_parse_pattern(pair->text, pattern, context, &instant)
                        : timestamp_parse(pair->text, forms, context, &instant);
    enum timestamp_outcome expected = pair->expected == NULL ? TIMESTAMP_WRONG
                                      : strcmp(pair->expected, "range") == 0
                                          ? TIMESTAMP_OUT_OF_RANGE
                                          : TIMESTAMP_READ;
    int64_t value = expected == TIMESTAMP_READ ? utc(pair->expected) : -77;
    if (outcome != expected || instant != value)
        fail_msg("\"%s\": outcome %d, %lld; expected %d, %lld", pair->text, outcome,
                 (long long)instant, expected, (long long)value);
}

#define ASSERT_PAIRS(forms, pairs)                                                                 \
    do {                                                                                           \
        const struct timestamp_context context = {NULL, NOON};                                     \
        for (size_t i = 0; i < COUNT_OF(pairs); i++)                                               \
            assert_pair(&(pairs)[i], forms, NULL, &context);                                       \
    } while (0)

static void test_iso(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"2025-03-19T12:50:30Z", "2025-03-19T12:50:30"},
        {" 2025-03-19t12:50z\n", "2025-03-19T12:50"},
        {"2025-03-19 12:50:30", "2025-03-19T12:50:30"},
        {"2025-03-19T12:50:30.999999999+01:00", "2025-03-19T11:50:30"},
        {"2025-03-19T12:50:30,5 +0100", "2025-03-19T11:50:30"},
        {"2025-03-19T12:50-08", "2025-03-19T20:50"},
        {"2025-03-19T12:50\xE2\x88\x92"
         "03:30",
         "2025-03-19T16:20"},
        {"2025-03-19 12:50:30 UTC", "2025-03-19T12:50:30"},
        {"2025-03-19 12:50:30 GMT", "2025-03-19T12:50:30"},
        {"2025-03-19T12:50:30-00:00", "2025-03-19T12:50:30"},
        {"2025-03-19T12", "2025-03-19T12:00"},
        {"2025-03-19T12Z", "2025-03-19T12:00"},
        {"2025-03-19", "2025-03-19"},
        {"20250319", "2025-03-19"},
        {"20250319T125030Z", "2025-03-19T12:50:30"},
        {"20250319T1250+0100", "2025-03-19T11:50"},
        {"20250319T125030.5Z", "2025-03-19T12:50:30"},
        {"2024-02-29T00:00Z", "2024-02-29"},
        {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59"},
        {"2025-03-19T24:00:00Z", "2025-03-20"},
        {"2025-12-31T24:00", "2026-01-01"},
    };
    ASSERT_PAIRS(TIMESTAMP_ISO, pairs);
}

static void test_iso_refused(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"", NULL},
        {"2025", NULL},
        {"2025-03", NULL},
        {"2025-W12-3", NULL},
        {"2025W123", NULL},
        {"2025-078", NULL},
        {"2025078", NULL},
        {"202503190", NULL},
        {"2025-0319", NULL},
        {"2025-02-29", NULL},
        {"2025-13-01", NULL},
        {"0000-00-00 00:00:00", NULL},
        {"2025-03-19T", NULL},
        {"2025-03-19T12:5", NULL},
        {"2025-03-19T25:00", NULL},
        {"2025-03-19T24:01", NULL},
        {"2025-03-19T12:60", NULL},
        {"2025-03-19T12:50:61", NULL},
        {"2025-03-19T12:50:30.", NULL},
        {"2025-03-19T12:50:30+1", NULL},
        {"2025-03-19T12:50:30+16:00", NULL},
        {"2025-03-19T12:50:30+01:60", NULL},
        {"2025-03-19T12:50:30 PST", NULL},
        {"2025-03-19T12:50Zx", NULL},
        {"2025-3-9", NULL},
        {"1899-12-31T12:00Z", "range"},
        {"0001-01-01T00:00:00", "range"},
        {"9999-12-31T23:59:59Z", "range"},
        {"1900-01-02", "1900-01-02"},
        {"2199-12-30T23:59:59Z", "2199-12-30T23:59:59"},
        {"2199-12-31T00:00Z", "range"},
    };
    ASSERT_PAIRS(TIMESTAMP_ISO, pairs);
}

static void test_mail(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"Wed, 19 Mar 2025 12:50:30 +0000", "2025-03-19T12:50:30"},
        {"Mon, 19 Mar 2025 12:50:30 GMT", "2025-03-19T12:50:30"},
        {"19 Mar 2025 12:50 +0100", "2025-03-19T11:50"},
        {"Wed 19 March 2025 12:50 UT", "2025-03-19T12:50"},
        {"wednesday, 9 mar 2025 2:50:30 est", "2025-03-09T07:50:30"},
        {"Wednesday, 19-Mar-25 12:50:30 GMT", "2025-03-19T12:50:30"},
        {"Wed Mar 19 12:50:30 2025", "2025-03-19T12:50:30"},
        {"Wed Mar  9 12:50:30 2025", "2025-03-09T12:50:30"},
        {"March 19, 2025 12:50", "2025-03-19T12:50"},
        {"19 Sept. 2025 12:50 CEST", "2025-09-19T10:50"},
        {"Tue, 4 May 99 12:50:30 PDT", "1999-05-04T19:50:30"},
        {"Tue, 4 May 49 12:50:30 Z", "2049-05-04T12:50:30"},
        {"Tue, 4 May 125 12:50:30 Z", "2025-05-04T12:50:30"},
        {"Wed, 19 Mar 2025 12:50:30 +0100 (CET)", "2025-03-19T11:50:30"},
        {"Wed, 19 Mar 2025 12:50:30 +0100 CET", "2025-03-19T11:50:30"},
        {"Wed, 19 Mar 2025 12:50:30 +01:00", "2025-03-19T11:50:30"},
        {"Wed, 19 Mar 2025 12:50:30 GMT+0100", "2025-03-19T11:50:30"},
        {"Wed (a (nested) \\) one), 19 Mar 2025 (here) 12:50 -0000", "2025-03-19T12:50"},
        {"Wed, 19 Mar 2025 12:50:30 A", "2025-03-19T12:50:30"},
        {"Wed, 19 Mar 2025 12:50:30.25 MST", "2025-03-19T19:50:30"},
        {"Wed, 19 Mar 2025 23:59:60 Z", "2025-03-19T23:59:59"},
        {"Wed, 19 Mar 2025", "2025-03-19"},
        {"Wed, 19 Mar 2025 12:50:30", "2025-03-19T12:50:30"},
        {"Wed, 19 Mar 2025\r\n 12:50:30 GMT\r\n", "2025-03-19T12:50:30"},
    };
    ASSERT_PAIRS(TIMESTAMP_MAIL, pairs);
}

static void test_mail_refused(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"", NULL},
        {"Wed", NULL},
        {"mer., 19 mars 2025 12:50:30 +0000", NULL},
        {"19 mars 2025 12:50:30 +0000", NULL},
        {"Wed, 31 Apr 2025 12:50:30 GMT", NULL},
        {"Wed, 0 Apr 2025 12:50:30 GMT", NULL},
        {"Wed, 19 Ma 2025 12:50:30 GMT", NULL},
        {"Wed, 19 Marc. 5 12:50:30 GMT", NULL},
        {"Wed, 19 Mar 2025 24:50:30 GMT", NULL},
        {"Wed, 19 Mar 2025 12:61:30 GMT", NULL},
        {"Wed, 19 Mar 2025 12:50:30 IST", NULL},
        {"Wed, 19 Mar 2025 12:50:30 GMT+1", NULL},
        {"Wed, 19 Mar 2025 12:50:30 J", NULL},
        {"Wed, 19 Mar 2025 12:50:30 (open", NULL},
        {"Wed, 19 Mar 2025 12:50:30 +0100 nonsense", NULL},
        {"Wed, 19 Mar 2025 12:50:30 GMT!", NULL},
        {"Wed, 19 Mar 2025 1250 GMT", NULL},
        {"Wed, 19 Mar 1850 12:50:30 GMT", "range"},
    };
    ASSERT_PAIRS(TIMESTAMP_MAIL, pairs);
}

static void test_epochs(void **state)
{
    (void)state;
    static const struct pair seconds[] = {
        {"0", "1970-01-01"},
        {" 1742388900 ", "2025-03-19T12:55"},
        {"+1742388900.999", "2025-03-19T12:55"},
        {"-1", "1969-12-31T23:59:59"},
        {"-0.5", "1969-12-31T23:59:59"},
        {"-1.0", "1969-12-31T23:59:59"},
        {"1742388900000", "range"},
        {"99999999999999999999999999", "range"},
        {"-99999999999999999999999999.9", "range"},
        {"", NULL},
        {"-", NULL},
        {"1.", NULL},
        {".5", NULL},
        {"1e9", NULL},
        {"0x10", NULL},
        {"1 2", NULL},
    };
    static const struct pair milliseconds[] = {
        {"1742388900000", "2025-03-19T12:55"}, {"1742388900999", "2025-03-19T12:55"},
        {"-1", "1969-12-31T23:59:59"},         {"-1000", "1969-12-31T23:59:59"},
        {"-1000.5", "1969-12-31T23:59:58"},    {"9000000000000000", "range"},
    };
    ASSERT_PAIRS(TIMESTAMP_EPOCH_S, seconds);
    ASSERT_PAIRS(TIMESTAMP_EPOCH_MS, milliseconds);
}

static void test_numbers(void **state)
{
    (void)state;
    int64_t instant = -77;
    assert_int_equal(timestamp_from_number(1742388900.75, false, &instant), TIMESTAMP_READ);
    assert_int_equal(instant, NOON);
    assert_int_equal(timestamp_from_number(1742388900999.0, true, &instant), TIMESTAMP_READ);
    assert_int_equal(instant, NOON);
    assert_int_equal(timestamp_from_number(-0.25, false, &instant), TIMESTAMP_READ);
    assert_int_equal(instant, -1);
    assert_int_equal(timestamp_from_number(1742388900999.0, false, &instant),
                     TIMESTAMP_OUT_OF_RANGE);
    assert_int_equal(timestamp_from_number(1e300, true, &instant), TIMESTAMP_OUT_OF_RANGE);
    assert_int_equal(timestamp_from_number(-INFINITY, true, &instant), TIMESTAMP_OUT_OF_RANGE);
    assert_int_equal(timestamp_from_number(NAN, true, &instant), TIMESTAMP_WRONG);
    assert_int_equal(instant, -1);
}

/* The fetch is at 12:55 of UTC. */
static void test_clock(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"12:50", "2025-03-19T12:50"},
        {" 0:05 ", "2025-03-19T00:05"},
        {"13:55", "2025-03-19T13:55"},
        {"13:55:01", "2025-03-18T13:55:01"},
        {"13:56", "2025-03-18T13:56"},
        {"23:59", "2025-03-18T23:59"},
        {"24:00", NULL},
        {"12:5", NULL},
        {"12h50", NULL},
        {"12:50Z", NULL},
    };
    ASSERT_PAIRS(TIMESTAMP_CLOCK, pairs);
}

static void test_clock_of_the_place(void **state)
{
    (void)state;
    /* 22:55 of the 18th there. */
    const struct zone *zone = make_zone("<-14>14");
    const struct timestamp_context context = {zone, NOON};
    const struct pair pairs[] = {
        {"22:50", "2025-03-19T12:50"},
        {"23:55", "2025-03-19T13:55"},
        {"23:56", "2025-03-18T13:56"},
        {"00:10", "2025-03-18T14:10"},
    };
    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        assert_pair(&pairs[i], TIMESTAMP_CLOCK, NULL, &context);
    zone_put(zone);
}

/* An hour that is skipped and one that occurs twice, as zone.h has it. */
static void test_gaps_of_the_zone(void **state)
{
    (void)state;
    const struct zone *zone = make_zone("CET-1CEST,M3.5.0,M10.5.0/3");
    const struct timestamp_context context = {zone, NOON};
    const struct pair pairs[] = {
        {"2025-07-01T12:00", "2025-07-01T10:00"},  {"2025-01-01T12:00", "2025-01-01T11:00"},
        {"2025-07-01T12:00Z", "2025-07-01T12:00"}, {"2025-03-30T02:30", "2025-03-30T01:30"},
        {"2025-10-26T02:30", "2025-10-26T00:30"},  {"2025-03-29T24:00", "2025-03-29T23:00"},
        {"1 Jul 2025 12:00", "2025-07-01T10:00"},  {"1 Jul 2025 12:00 GMT", "2025-07-01T12:00"},
    };
    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        assert_pair(&pairs[i], TIMESTAMP_ISO | TIMESTAMP_MAIL, NULL, &context);
    zone_put(zone);
}

static void test_several_forms(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {"2025-03-19T12:50Z", "2025-03-19T12:50"},
        {"12:50", "2025-03-19T12:50"},
        {"Wed, 19 Mar 2025 12:50:30 +0000", "2025-03-19T12:50:30"},
        {"20250319", "2025-03-19"},
        {"1742388900", "2025-03-19T12:55"},
        {"9999-12-31", "range"},
        {"soon", NULL},
    };
    ASSERT_PAIRS(TIMESTAMP_ISO | TIMESTAMP_CLOCK | TIMESTAMP_MAIL | TIMESTAMP_EPOCH_S, pairs);
    static const struct pair none[] = {{"2025-03-19", NULL}};
    ASSERT_PAIRS(0, none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_iso),
        cmocka_unit_test(test_iso_refused),
        cmocka_unit_test(test_mail),
        cmocka_unit_test(test_mail_refused),
        cmocka_unit_test(test_epochs),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_clock),
        cmocka_unit_test(test_clock_of_the_place),
        cmocka_unit_test(test_gaps_of_the_zone),
        cmocka_unit_test(test_several_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
