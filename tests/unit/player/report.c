#include "../check.h"
#include "base/moment.h"
#include "player/report.h"

#include <jansson.h>

static json_t *printed(const struct report *report)
{
    struct buffer out;
    buffer_init(&out, 4096);
    assert_true(report_print(report, &out));
    assert_int_equal(out.data[out.length - 1], '\n');
    json_t *json = json_loads(buffer_text(&out), 0, NULL);
    assert_non_null(json);
    buffer_finish(&out);
    return json;
}

static double number(const json_t *json, const char *key)
{
    const json_t *value = json_object_get(json, key);
    assert_true(json_is_number(value));
    return json_number_value(value);
}

static void a_minute_in_numbers(void **state)
{
    (void)state;
    struct report report;
    report_init(&report);
    report.started_ns = 7 * NS_PER_SECOND;
    report.ended_ns = 37 * NS_PER_SECOND;
    report.cpu_started_ns = NS_PER_SECOND;
    report.cpu_ended_ns = 2 * NS_PER_SECOND;
    report.first_frame_ns = 123 * NS_PER_MILLISECOND;
    report.frames = 1800;
    report.late = 3;
    report.uneven_steps = 1;
    report.screen = 1920 * 1080;
    report.painted = report.frames * report.screen / 4;
    report.pss_mib = 41.25;
    json_t *json = printed(&report);
    assert_true(number(json, "seconds") == 30);
    assert_true(number(json, "frames") == 1800);
    assert_true(number(json, "late") == 3);
    assert_true(number(json, "uneven_steps") == 1);
    assert_true(number(json, "cpu_seconds_per_minute") == 2);
    assert_true(number(json, "first_frame_ms") == 123);
    assert_true(number(json, "damage_fraction") == 0.25);
    assert_true(number(json, "pss_mib") > 41 && number(json, "pss_mib") < 42);
    json_decref(json);
}

/* Changes on purpose have numbers of their own, and only they. */
static void changes_in_numbers(void **state)
{
    (void)state;
    struct report report;
    report_init(&report);
    report.longest_step_ns = 2500000;
    report.longest_frame_ns = 1250000;
    json_t *json = printed(&report);
    assert_null(json_object_get(json, "changes"));
    assert_true(number(json, "longest_step_ms") == 2.5);
    assert_true(number(json, "longest_frame_ms") == 1.25);
    json_decref(json);
    report.changes = 1000;
    report.late_in_changes = 4;
    report.early_rss_mib = 80;
    report.late_rss_mib = 82;
    json = printed(&report);
    assert_true(number(json, "changes") == 1000);
    assert_true(number(json, "late_in_changes") == 4);
    assert_true(number(json, "rss_mib_early") == 80);
    assert_true(number(json, "rss_mib_end") == 82);
    assert_true(number(json, "growth_percent") == 2.5);
    json_decref(json);
    report.reloads = 1;
    report.early_heap_mib = 40;
    report.late_heap_mib = 41;
    json = printed(&report);
    assert_true(number(json, "heap_mib_early") == 40);
    assert_true(number(json, "heap_mib_end") == 41);
    assert_true(number(json, "growth_percent") == 2.5);
    json_decref(json);
    report.reloads = 0;
    report.early_rss_mib = -1; /* not known */
    json = printed(&report);
    assert_true(number(json, "growth_percent") == 0);
    json_decref(json);
}

/* A run that ended before its first picture divides by nothing. */
static void a_run_without_a_frame(void **state)
{
    (void)state;
    struct report report;
    report_init(&report);
    json_t *json = printed(&report);
    assert_true(number(json, "seconds") == 0);
    assert_true(number(json, "cpu_seconds_per_minute") == 0);
    assert_true(number(json, "damage_fraction") == 0);
    assert_true(number(json, "first_frame_ms") == -1);
    json_decref(json);
}

static void a_full_buffer_is_told(void **state)
{
    (void)state;
    struct report report;
    struct buffer out;
    report_init(&report);
    buffer_init(&out, 10);
    assert_false(report_print(&report, &out));
    buffer_finish(&out);
}

static void this_process_has_a_size(void **state)
{
    (void)state;
    double mib = report_pss_mib();
    assert_true(mib == -1 || (mib > 0.1 && mib < 100000));
    assert_true(report_rss_mib() >= mib);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_minute_in_numbers),     cmocka_unit_test(changes_in_numbers),
        cmocka_unit_test(a_run_without_a_frame),   cmocka_unit_test(a_full_buffer_is_told),
        cmocka_unit_test(this_process_has_a_size),
    };
    return cmocka_run_group_tests_name("player/report", tests, NULL, NULL);
}
