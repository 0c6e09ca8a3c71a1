#include "../check.h"

#include "formats/clock_time.h"

static void assert_minutes(const char *text, int expected)
{
    int minutes = -1;
    bool read = clock_time_parse(text, &minutes);
    if (read != (expected >= 0) || minutes != expected)
        fail_msg("\"%s\": %d, expected %d", text, minutes, expected);
}

static void test_read(void **state)
{
    (void)state;
    assert_minutes("05:01", 301);
    assert_minutes(" 5:01\n", 301);
    assert_minutes("05:01:59", 301);
    assert_minutes("05:01 (+01)", 301);
    assert_minutes("05:01 (EET)", 301);
    assert_minutes("05:01(WEST)", 301);
    assert_minutes("05:01 +01", 301);
    assert_minutes("05:01 +01:00", 301);
    assert_minutes("05.01", 301);
    assert_minutes("5h01", 301);
    assert_minutes("17H01", 1021);
    assert_minutes("5h", 300);
    assert_minutes("5:01 am", 301);
    assert_minutes("5:01am (+01)", 301);
    assert_minutes("5:01 P.M.", 1021);
    assert_minutes("12:00 AM", 0);
    assert_minutes("12:30 pm", 750);
    assert_minutes("17:01 PM", 1021);
    assert_minutes("00:00", 0);
    assert_minutes("23:59", 1439);
}

static void test_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",        "-----",    "5",       "0501",      "24:00",    "12:60",       "12:5",
        "123:00",  "17:01 am", "0:30 am", "5.",        "5:",       "05:01 (+01",  "05:01 noon",
        "05:01 x", "05:01+1",  "-5:01",   "05:01 pmx", "05:01:61", "05:01 () ()", "\xD9\xA5:01",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_minutes(texts[i], -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
