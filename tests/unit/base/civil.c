#include "../check.h"
#include "base/civil.h"
#include "base/memory.h"
#include "base/moment.h"

#include <string.h>
#include <time.h>

static struct date date_of(int year, int month, int day)
{
    return (struct date){year, month, day};
}

static void known_days(void **state)
{
    (void)state;
    assert_int_equal(days_from_date(date_of(1970, 1, 1)), 0);
    assert_int_equal(days_from_date(date_of(1969, 12, 31)), -1);
    assert_int_equal(days_from_date(date_of(2000, 3, 1)), 11017);
    assert_int_equal(days_from_date(date_of(2025, 3, 19)), 20166);
    assert_int_equal(date_weekday(date_of(2025, 3, 19)), 3);
    assert_int_equal(date_weekday(date_of(1969, 12, 28)), 0);
    assert_int_equal(date_weekday(date_of(1, 1, 1)), 1);
}

/* Every day of 820 years against the C library; then far away, by stepping. */
static void every_day_there_and_back(void **state)
{
    (void)state;
    for (int64_t days = -150000; days < 150000; days += 7) {
        time_t seconds = (time_t)(days * SECONDS_PER_DAY);
        struct tm tm;
        assert_non_null(gmtime_r(&seconds, &tm));
        struct date date = date_from_days(days);
        assert_int_equal(date.year, tm.tm_year + 1900);
        assert_int_equal(date.month, tm.tm_mon + 1);
        assert_int_equal(date.day, tm.tm_mday);
        assert_int_equal(date_weekday(date), tm.tm_wday);
        assert_int_equal(days_from_date(date), days);
        assert_true(date_is_valid(date));
    }
    for (int64_t days = -719162; days < 2932896; days += 997)
        assert_int_equal(days_from_date(date_from_days(days)), days);
}

static void dates_that_do_not_exist(void **state)
{
    (void)state;
    static const struct date wrong[] = {{2025, 2, 29}, {1900, 2, 29},  {2025, 4, 31}, {2025, 0, 1},
                                        {2025, 13, 1}, {2025, 1, 0},   {2025, 1, 32}, {0, 1, 1},
                                        {10000, 1, 1}, {2025, 12, -1}, {0, 0, 0}};
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        assert_false(date_is_valid(wrong[i]));
    assert_true(date_is_valid(date_of(2000, 2, 29)));
    assert_true(date_is_valid(date_of(9999, 12, 31)));
    assert_true(date_equal(date_add_days(date_of(2024, 2, 28), 2), date_of(2024, 3, 1)));
    assert_true(date_equal(date_add_days(date_of(2025, 1, 1), -1), date_of(2024, 12, 31)));
}

static void seconds_there_and_back(void **state)
{
    (void)state;
    for (int64_t s = -4000000000; s < 8000000000; s += 7654321) {
        struct civil civil = civil_from_seconds(s);
        assert_int_equal(civil_seconds(&civil), s);
        assert_in_range(civil.hour, 0, 23);
        assert_in_range(civil.minute, 0, 59);
        assert_in_range(civil.second, 0, 59);
    }
    struct civil last = civil_from_seconds(-1);
    assert_int_equal(last.hour * 3600 + last.minute * 60 + last.second, 86399);
    assert_true(date_equal(last.date, date_of(1969, 12, 31)));
}

static void dates_and_times_of_day_are_read(void **state)
{
    (void)state;
    struct date date = {1, 2, 3};
    int minutes = -5;
    assert_true(date_parse("2025-03-19", &date));
    assert_true(date_equal(date, date_of(2025, 3, 19)));
    static const char *const no_dates[] = {
        "",        "2025-3-19",   "2025-03-19 ", "2025-02-30",  "25-03-19",  "2025/03/19",
        "2025-03", "+2025-03-19", "02025-03-19", "2025-03-1９", "0000-01-01"};
    for (size_t i = 0; i < COUNT_OF(no_dates); i++)
        assert_false(date_parse(no_dates[i], &date));
    assert_true(date_equal(date, date_of(2025, 3, 19))); /* left as it was */

    assert_true(minutes_parse("05:04", &minutes) && minutes == 304);
    assert_true(minutes_parse("5:04", &minutes) && minutes == 304);
    assert_true(minutes_parse("23:59:59", &minutes) && minutes == 1439);
    assert_true(minutes_parse("00:00", &minutes) && minutes == 0);
    static const char *const no_times[] = {"",         "24:00",   "12:60",  "12:5",
                                           "1250",     "12:50 ",  " 12:50", "-1:00",
                                           "12:50:60", "12:50:5", "012:50", "12:50:"};
    for (size_t i = 0; i < COUNT_OF(no_times); i++)
        assert_false(minutes_parse(no_times[i], &minutes));
    assert_int_equal(minutes, 0);
}

static void iso_times_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t seconds; /* of its own zone */
        bool has_offset;
        int offset;
    } cases[] = {
        {"2025-03-19", 1742342400, false, 0},
        {"2025-03-19T12:55", 1742388900, false, 0},
        {"2025-03-19 12:55:07", 1742388907, false, 0},
        {"2025-03-19t12:55:07.123456789012345Z", 1742388907, true, 0},
        {"2025-03-19T12:55:07,5z", 1742388907, true, 0},
        {"2025-03-19T12:55+01:00", 1742388900, true, 3600},
        {"2025-03-19T12:55-0330", 1742388900, true, -12600},
        {"2025-03-19T12:55+14", 1742388900, true, 50400},
        {"2025-03-19T24:00", 1742428800, false, 0},
        {"2025-03-19T24:00:00Z", 1742428800, true, 0},
        {"2016-12-31T23:59:60Z", 1483228799, true, 0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct civil civil;
        bool has_offset;
        int offset;
        assert_true(civil_parse(cases[i].text, &civil, &has_offset, &offset));
        assert_int_equal(civil_seconds(&civil), cases[i].seconds);
        assert_int_equal(has_offset, cases[i].has_offset);
        assert_int_equal(offset, cases[i].offset);
    }
}

static void what_is_no_iso_time(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        "today",
        "2025-03-19T",
        "2025-03-19T12",
        "2025-03-19T12:5",
        "2025-03-19T25:00",
        "2025-03-19T24:01",
        "2025-03-19T12:60",
        "2025-03-19T12:55:61",
        "2025-03-19T12:55:07.",
        "2025-03-19T12:55 +01:00",
        "2025-03-19T12:55+1",
        "2025-03-19T12:55+01:",
        "2025-03-19T12:55+01:60",
        "2025-03-19T12:55+16:00",
        "2025-03-19T12:55ZZ",
        "2025-03-19Z",
        "2025-02-29T12:55",
        "12:55",
        "2025-03-19X12:55",
    };
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        struct civil civil = {.hour = 7};
        bool has_offset;
        int offset;
        assert_false(civil_parse(wrong[i], &civil, &has_offset, &offset));
        assert_int_equal(civil.hour, 7);
    }
}

static void dates_and_times_are_written(void **state)
{
    (void)state;
    char out[16];
    date_format(date_of(2025, 3, 9), out, sizeof out);
    assert_string_equal(out, "2025-03-09");
    minutes_format(304, out, sizeof out);
    assert_string_equal(out, "05:04");
    minutes_format(1439, out, sizeof out);
    assert_string_equal(out, "23:59");
    minutes_format(MINUTES_NONE, out, sizeof out);
    assert_string_equal(out, "--:--");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_days),
        cmocka_unit_test(every_day_there_and_back),
        cmocka_unit_test(dates_that_do_not_exist),
        cmocka_unit_test(seconds_there_and_back),
        cmocka_unit_test(dates_and_times_of_day_are_read),
        cmocka_unit_test(iso_times_are_read),
        cmocka_unit_test(what_is_no_iso_time),
        cmocka_unit_test(dates_and_times_are_written),
    };
    return cmocka_run_group_tests_name("base/civil", tests, NULL, NULL);
}
