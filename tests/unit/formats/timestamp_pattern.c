#include "../check.h"

#include "formats/timestamp.h"

#include <stdio.h>
#include <string.h>

/* 2025-03-19T12:55:00Z. */
#define NOON INT64_C(1742388900)

static const struct timestamp_context context = {NULL, NOON};

static void assert_reads(const char *pattern, const char *text, const char *expected)
{
    struct fault error;
    int64_t instant;
    if (!timestamp_pattern_check(pattern, &error))
        fail_msg("\"%s\": %s", pattern, error.what);
    if (timestamp_parse_pattern(text, pattern, &context, &instant) != TIMESTAMP_READ)
        fail_msg("\"%s\" by \"%s\": not read", text, pattern);
    struct civil civil = civil_from_seconds(instant);
    char clock[40];
    date_format(civil.date, clock, sizeof clock);
    snprintf(clock + 10, sizeof clock - 10, " %02d:%02d:%02d", civil.hour, civil.minute,
             civil.second);
    assert_string_equal(clock, expected);
}

static void assert_outcome(const char *pattern, const char *text, enum timestamp_outcome expected)
{
    int64_t instant = -77;
    assert_true(timestamp_pattern_check(pattern, NULL));
    if (timestamp_parse_pattern(text, pattern, &context, &instant) != expected)
        fail_msg("\"%s\" by \"%s\": not %d", text, pattern, expected);
    assert_int_equal(instant, -77);
}

static void assert_refused(const char *pattern, size_t at, const char *word)
{
    struct fault error = {0};
    int64_t instant;
    assert_false(timestamp_pattern_check(pattern, &error));
    assert_false(timestamp_pattern_check(pattern, NULL));
    if (error.at != at || strstr(error.what, word) == NULL)
        fail_msg("\"%s\": %zu: %s", pattern, error.at, error.what);
    assert_int_equal(timestamp_parse_pattern("1", pattern, &context, &instant), TIMESTAMP_WRONG);
}

static void test_letters(void **state)
{
    (void)state;
    assert_reads("%Y-%m-%d %H:%M:%S", "2025-03-19 12:50:30", "2025-03-19 12:50:30");
    assert_reads("%Y%m%d%H%M%S", "20250319125030", "2025-03-19 12:50:30");
    assert_reads("%d/%m/%Y à %Hh%M", "9/3/2025 à 9h05", "2025-03-09 09:05:00");
    assert_reads("%F", "2025-03-19", "2025-03-19 00:00:00");
    assert_reads("%FT%T%z", "2025-03-19T12:50:30+01:00", "2025-03-19 11:50:30");
    assert_reads("%F %R", "2025-03-19 12:50", "2025-03-19 12:50:00");
    assert_reads("%D", "03/19/25", "2025-03-19 00:00:00");
    assert_reads("%A, %e %B %Y %I:%M %p", "Wednesday,  9 March 2025 12:05 am",
                 "2025-03-09 00:05:00");
    assert_reads("%a %b %d %Y %I:%M%p", "Wed Sept 19 2025 12:05PM", "2025-09-19 12:05:00");
    assert_reads("%d.%m.%y %I.%M %p", "19.03.25 01.05 p.m.", "2025-03-19 13:05:00");
    assert_reads("%F %T %Z", "2025-03-19 12:50:30 EST", "2025-03-19 17:50:30");
    assert_reads("%F %T %z", "2025-03-19 12:50:30 Z", "2025-03-19 12:50:30");
    assert_reads("%F %T.%f", "2025-03-19 12:50:30.123456", "2025-03-19 12:50:30");
    assert_reads("%F %T.%fZ", "2025-03-19 12:50:30.123456Z", "2025-03-19 12:50:30");
    assert_reads("%Y-%j", "2024-366", "2024-12-31 00:00:00");
    assert_reads("%s", "-1", "1969-12-31 23:59:59");
    assert_reads("/Date(%s)/", "/Date(1742388900)/", "2025-03-19 12:55:00");
    assert_reads("100%% %F", "100% 2025-03-19", "2025-03-19 00:00:00");
    assert_reads("%-d.%-m.%Y", "9.3.2025", "2025-03-09 00:00:00");
    assert_reads("%d %h %Y", "19 mar 2025", "2025-03-19 00:00:00");
    assert_reads("%F%n%t%H", "2025-03-19 12", "2025-03-19 12:00:00");
}

static void test_odd_values(void **state)
{
    (void)state;
    assert_reads("%y-%m-%d", "68-01-01", "2068-01-01 00:00:00");
    assert_reads("%y-%m-%d", "69-01-01", "1969-01-01 00:00:00");
    assert_reads("%F %T", "2016-12-31 23:59:60", "2016-12-31 23:59:59");
    assert_reads("%F %T", "2025-03-19 12:50:30.999", "2025-03-19 12:50:30");
    assert_reads("%F %H:%M", "2025-03-19 24:00", "2025-03-20 00:00:00");
    assert_reads(" %F  %T ", "  2025-03-19\t12:50:30\n", "2025-03-19 12:50:30");
    assert_reads("%F %T", "2025-03-1912:50:30", "2025-03-19 12:50:30");
}

/* As HH:MM alone in the other forms. */
static void test_clock_alone(void **state)
{
    (void)state;
    assert_reads("%H:%M", "13:55", "2025-03-19 13:55:00");
    assert_reads("%Hh%M", "13h56", "2025-03-18 13:56:00");
    assert_reads("%I:%M %p", "11:10 PM", "2025-03-18 23:10:00");
    assert_outcome("%H:%M", "24:00", TIMESTAMP_WRONG);
}

static void test_not_met(void **state)
{
    (void)state;
    assert_outcome("%F %H:%M", "2025-03-19 24:01", TIMESTAMP_WRONG);
    assert_outcome("%F", "2025-02-29", TIMESTAMP_WRONG);
    assert_outcome("%F", "2025-03-19 x", TIMESTAMP_WRONG);
    assert_outcome("%F", "", TIMESTAMP_WRONG);
    assert_outcome("%d %B %Y", "19 mars 2025", TIMESTAMP_WRONG);
    assert_outcome("%Y-%j", "2025-366", TIMESTAMP_WRONG);
    assert_outcome("%Y-%j", "0000-001", TIMESTAMP_WRONG);
    assert_outcome("%F %I %p", "2025-03-19 13 pm", TIMESTAMP_WRONG);
    assert_outcome("%F %T %Z", "2025-03-19 12:50:30 XYZ", TIMESTAMP_WRONG);
    assert_outcome("%s", "1e9", TIMESTAMP_WRONG);
    assert_outcome("%s", "99999999999", TIMESTAMP_OUT_OF_RANGE);
}

static void test_refused(void **state)
{
    (void)state;
    assert_refused("%Y-%m-%d %Q", 9, "%Q");
    assert_refused("%F %", 3, "at the end");
    assert_refused("%F %-", 3, "at the end");
    assert_refused("%F %\xC3\xA9", 3, "no letter");
    assert_refused("%F %E", 3, "%E");
    assert_refused("%F %d", 3, "again");
    assert_refused("", 0, "no time");
    assert_refused("yesterday", 0, "no time");
    assert_refused("%M", 0, "no time");
    assert_refused("%d %b %H:%M", 0, "without year");
    assert_refused("%Y-%m", 0, "without day");
    assert_refused("%Y-%m-%j", 0, "%j");
    assert_refused("%F %M", 0, "%H");
    assert_refused("%F %H %S", 0, "%M");
    assert_refused("%F %I:%M", 0, "%p");
    assert_refused("%F %H:%M %p", 0, "%I");
    assert_refused("%F %H %I %p", 0, "one out");
    assert_refused("%s %F", 0, "others");
    char pattern[202];
    memset(pattern, 'x', sizeof pattern);
    pattern[201] = '\0';
    assert_refused(pattern, 200, "200 bytes");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_letters),     cmocka_unit_test(test_odd_values),
        cmocka_unit_test(test_clock_alone), cmocka_unit_test(test_not_met),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
