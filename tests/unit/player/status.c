/* What a screen tells of itself, from literal data. */
#include "../check.h"
#include "player/status.h"

#include <errno.h>
#include <jansson.h>
#include <string.h>

static const struct cache_tally full_disk = {.folder = "/var/cache/riwaq",
                                             .failing = true,
                                             .writes = 3,
                                             .bytes = 4096,
                                             .removed = 1,
                                             .set_aside = 2,
                                             .errors = 5,
                                             .error = ENOSPC,
                                             .written_ns = 20 * NS_PER_SECOND,
                                             .error_ns = 90 * NS_PER_SECOND,
                                             .files = 4,
                                             .held_bytes = 8000};

/* 2025-03-19T12:55:00Z, a hundred seconds after the machine was switched on. */
static struct status noon(void)
{
    return (struct status){
        .view = {.phase = STATUS_SHOWING,
                 .dark = true,
                 .content = 7,
                 .shown_ns = 40 * NS_PER_SECOND,
                 .theme = "Atrium",
                 .config = "/etc/riwaq/riwaq.conf",
                 .headlines = 9,
                 .articles = 1,
                 .weather = true,
                 .zones = {{"article", "headlines", 1, 3}, {"ticker", "", 0, 1}},
                 .zone_count = 2,
                 .trust = TRUST_HELD,
                 .size = {1920, 1080},
                 .hz = 60,
                 .rotate = 90,
                 .driver = "kmsdrm",
                 .output = "HDMI-A-1"},
        .pid = 321,
        .started_ns = 10 * NS_PER_SECOND,
        .told_ns = 100 * NS_PER_SECOND,
        .told_wall_ns = INT64_C(1742388900) * NS_PER_SECOND,
        .restarts = 2,
        .crashes = 1,
        .turned_ns = 100 * NS_PER_SECOND - 250 * NS_PER_MILLISECOND,
        .first_ns = 11500 * NS_PER_MILLISECOND,
        .first = STATUS_FIRST_KEPT,
        .presented_ns = 97 * NS_PER_SECOND,
        .frames = 5000,
        .late = 4,
        .resident_bytes = 47 * 1024 * 1024,
        .cpu_ns = 1500 * NS_PER_MILLISECOND,
        .sources = {.items = {{.name = "lobby",
                               .address = "https://news.example/lobby.json",
                               .state = SOURCE_FRESH,
                               .every_s = 300,
                               .confirmed_s = 1742388888,
                               .confirmed_boot_ns = 88 * NS_PER_SECOND,
                               .patience_s = 21600},
                              {.name = "weather",
                               .address = "https://weather.example/",
                               .error = "it says \"no\"\\",
                               .state = SOURCE_FAILED,
                               .failures = 3,
                               .every_s = 600,
                               .confirmed_s = INSTANT_NONE}},
                    .count = 2},
        .storage = full_disk,
    };
}

static json_t *told(const struct status *status)
{
    struct buffer out;
    buffer_init(&out, 64 * 1024);
    assert_true(status_print_json(status, &out));
    assert_int_equal(out.data[out.length - 1], '\n');
    json_t *json = json_loads(buffer_text(&out), 0, NULL);
    assert_non_null(json);
    buffer_finish(&out);
    return json;
}

static const json_t *at(const json_t *json, const char *part, const char *key)
{
    const json_t *value = json_object_get(json_object_get(json, part), key);
    assert_non_null(value);
    return value;
}

static void check_text(const json_t *json, const char *part, const char *key, const char *wanted)
{
    assert_string_equal(json_string_value(at(json, part, key)), wanted);
}

static void check_number(const json_t *json, const char *part, const char *key, double wanted)
{
    assert_true(json_is_number(at(json, part, key)));
    assert_true(json_number_value(at(json, part, key)) == wanted);
}

static void the_screen_as_json(void **state)
{
    (void)state;
    const struct status status = noon();
    json_t *json = told(&status);
    assert_string_equal(json_string_value(json_object_get(json, "told")), "2025-03-19T12:55:00Z");
    assert_string_equal(json_string_value(json_object_get(json, "phase")), "showing");
    check_text(json, "shown", "what", "content");
    check_text(json, "shown", "since", "2025-03-19T12:54:00Z");
    check_number(json, "shown", "age_s", 60);
    assert_true(json_is_true(at(json, "shown", "dark")));
    check_text(json, "shown", "theme", "Atrium");
    check_number(json, "frames", "presented", 5000);
    check_number(json, "frames", "late", 4);
    const json_t *first = at(json, "frames", "first");
    assert_string_equal(json_string_value(json_object_get(first, "what")), "kept content");
    assert_string_equal(json_string_value(json_object_get(first, "at")), "2025-03-19T12:53:31Z");
    assert_float_equal(json_number_value(json_object_get(first, "after_s")), 1.5, 1e-9);
    check_text(json, "frames", "last", "2025-03-19T12:54:57Z");
    check_number(json, "frames", "age_s", 3);
    check_number(json, "frames", "loop_age_s", 0.25);
    check_text(json, "clock", "trust", "held");
    check_text(json, "display", "output", "HDMI-A-1");
    check_text(json, "display", "painted", "software");
    check_number(json, "display", "rotate", 90);
    check_number(json, "process", "restarts", 2);
    check_number(json, "process", "crashes", 1);
    check_number(json, "process", "memory_bytes", 47 * 1024 * 1024);
    check_number(json, "process", "cpu_s", 1.5);
    const json_t *zones = at(json, "shown", "zones");
    assert_int_equal(json_array_size(zones), 2);
    const json_t *page = json_object_get(json_array_get(zones, 0), "page");
    assert_int_equal(json_integer_value(page), 2);
    assert_true(json_is_null(json_object_get(json_array_get(zones, 1), "widget")));
    assert_null(json_object_get(json_array_get(zones, 1), "pages"));
    json_decref(json);
}

static void sources_as_json(void **state)
{
    (void)state;
    const struct status status = noon();
    json_t *json = told(&status);
    const json_t *sources = json_object_get(json, "sources");
    assert_int_equal(json_array_size(sources), 2);
    const json_t *lobby = json_array_get(sources, 0), *weather = json_array_get(sources, 1);
    assert_int_equal(json_integer_value(json_object_get(lobby, "age_s")), 12);
    assert_true(json_is_null(json_object_get(lobby, "error")));
    assert_true(json_is_null(json_object_get(weather, "age_s")));
    assert_true(json_is_null(json_object_get(weather, "confirmed")));
    assert_int_equal(json_integer_value(json_object_get(weather, "failures")), 3);
    assert_string_equal(json_string_value(json_object_get(weather, "error")), "it says \"no\"\\");
    json_decref(json);
}

static void storage_as_json(void **state)
{
    (void)state;
    struct status status = noon();
    json_t *json = told(&status);
    check_text(json, "storage", "folder", "/var/cache/riwaq");
    assert_true(json_is_false(at(json, "storage", "writable")));
    check_number(json, "storage", "writes", 3);
    check_number(json, "storage", "written_bytes", 4096);
    check_number(json, "storage", "files", 4);
    check_number(json, "storage", "bytes", 8000);
    check_number(json, "storage", "removed", 1);
    check_number(json, "storage", "set_aside", 2);
    check_text(json, "storage", "last_write", "2025-03-19T12:53:40Z");
    check_number(json, "storage", "last_write_age_s", 80);
    check_number(json, "storage", "errors", 5);
    check_text(json, "storage", "last_error", "No space left on device");
    check_text(json, "storage", "last_error_at", "2025-03-19T12:54:50Z");
    check_number(json, "storage", "last_error_age_s", 10);
    json_decref(json);
    status.storage = (struct cache_tally){.folder = "/x"};
    json = told(&status);
    assert_true(json_is_true(at(json, "storage", "writable")));
    assert_true(json_is_null(at(json, "storage", "last_write")));
    assert_true(json_is_null(at(json, "storage", "last_error")));
    json_decref(json);
}

/* Nothing on the screen, and what is not known is no number. */
static void before_the_first_frame(void **state)
{
    (void)state;
    const struct status status = {.told_ns = NS_PER_SECOND, .resident_bytes = -1};
    json_t *json = told(&status);
    check_text(json, "shown", "what", "nothing");
    assert_true(json_is_null(at(json, "shown", "age_s")));
    assert_true(json_is_null(at(json, "frames", "first")));
    assert_true(json_is_null(at(json, "frames", "last")));
    assert_true(json_is_null(at(json, "frames", "loop_age_s")));
    assert_true(json_is_null(at(json, "process", "memory_bytes")));
    assert_true(json_is_null(json_object_get(json, "display")));
    json_decref(json);
}

/* A wall clock that was set makes no age of this run wrong. */
static void the_clock_is_set(void **state)
{
    (void)state;
    struct status status = noon();
    status.told_wall_ns = 0;
    json_t *json = told(&status);
    check_number(json, "frames", "age_s", 3);
    check_number(json, "shown", "age_s", 60);
    const json_t *lobby = json_array_get(json_object_get(json, "sources"), 0);
    assert_int_equal(json_integer_value(json_object_get(lobby, "age_s")), 12);
    json_decref(json);
}

/* What an earlier run confirmed is known by the wall clock alone; one that is behind knows nothing.
 */
static void ages_from_earlier_runs(void **state)
{
    (void)state;
    const struct standing kept = {.confirmed_s = 1000};
    assert_int_equal(standing_age_s(&kept, 5 * NS_PER_SECOND, 1600), 600);
    assert_int_equal(standing_age_s(&kept, 5 * NS_PER_SECOND, 400), -1);
    const struct standing never = {.confirmed_s = INSTANT_NONE};
    assert_int_equal(standing_age_s(&never, 5 * NS_PER_SECOND, 400), -1);
}

/* --- metrics --- */

static void has_line(const char *text, const char *line)
{
    size_t length = strlen(line);
    for (const char *at_line = text; at_line != NULL; at_line = strchr(at_line, '\n')) {
        at_line += *at_line == '\n';
        if (strncmp(at_line, line, length) == 0 && at_line[length] == '\n')
            return;
        if (*at_line == '\0')
            break;
    }
    fail_msg("no line %s in\n%s", line, text);
}

static void metrics_of_literal_data(void **state)
{
    (void)state;
    const struct status status = noon();
    struct buffer out;
    buffer_init(&out, 64 * 1024);
    assert_true(status_print_metrics(&status, &out));
    const char *text = buffer_text(&out);
    has_line(text, "# HELP riwaq_up Whether the program runs: 0 when it ended in order.");
    has_line(text, "# TYPE riwaq_up gauge");
    has_line(text, "riwaq_up 1");
    has_line(text, "riwaq_display_dark 1");
    has_line(text, "# TYPE riwaq_frames_total counter");
    has_line(text, "riwaq_frames_total 5000");
    has_line(text, "riwaq_frames_late_total 4");
    has_line(text, "riwaq_last_frame_timestamp_seconds 1742388897.000");
    has_line(text, "riwaq_loop_timestamp_seconds 1742388899.750");
    has_line(text, "riwaq_clock_trust{trust=\"held\"} 1");
    has_line(text, "riwaq_clock_trust{trust=\"synchronised\"} 0");
    has_line(text, "riwaq_source_up{source=\"lobby\"} 1");
    has_line(text, "riwaq_source_up{source=\"weather\"} 0");
    has_line(text, "riwaq_source_age_seconds{source=\"lobby\"} 12");
    has_line(text, "riwaq_source_consecutive_failures{source=\"weather\"} 3");
    has_line(text, "riwaq_resident_memory_bytes 49283072");
    has_line(text, "riwaq_cpu_seconds_total 1.500");
    has_line(text, "riwaq_restarts_total 2");
    has_line(text, "riwaq_storage_writable 0");
    has_line(text, "# TYPE riwaq_storage_writes_total counter");
    has_line(text, "riwaq_storage_writes_total 3");
    has_line(text, "riwaq_storage_written_bytes_total 4096");
    has_line(text, "riwaq_storage_errors_total 5");
    has_line(text, "riwaq_storage_set_aside_total 2");
    has_line(text, "riwaq_storage_removed_total 1");
    has_line(text, "riwaq_storage_files 4");
    has_line(text, "riwaq_storage_size_bytes 8000");
    has_line(text, "riwaq_storage_last_write_timestamp_seconds 1742388820.000");
    has_line(text, "riwaq_storage_last_error_timestamp_seconds 1742388890.000");
    has_line(text, "riwaq_display_info{driver=\"kmsdrm\",output=\"HDMI-A-1\",width=\"1920\","
                   "height=\"1080\",rotate=\"90\",painter=\"software\"} 1");
    assert_null(strstr(text, "riwaq_source_age_seconds{source=\"weather\"}"));
    buffer_finish(&out);
}

/* Every sample has its family's HELP and TYPE before it, once, and its own name but once. */
static void families_are_whole(void **state)
{
    (void)state;
    const struct status status = noon();
    struct buffer out;
    char family[128] = "";
    buffer_init(&out, 64 * 1024);
    assert_true(status_print_metrics(&status, &out));
    int families = 0;
    for (const char *line = buffer_text(&out); *line != '\0'; line = strchr(line, '\n') + 1) {
        char name[128];
        if (sscanf(line, "# HELP %127s", name) == 1) {
            families++;
            memcpy(family, name, sizeof family);
            size_t length = strlen("# HELP ") + strlen(name);
            char twice[160];
            snprintf(twice, sizeof twice, "# HELP %s ", name);
            assert_null(strstr(line + length, twice));
        } else if (sscanf(line, "# TYPE %127s", name) == 1) {
            assert_string_equal(name, family);
            bool total =
                strstr(name, "_total ") != NULL || strcmp(name + strlen(name) - 6, "_total") == 0;
            assert_int_equal(strncmp(line + 8 + strlen(name), "counter", 7) == 0, total);
        } else {
            assert_int_equal(strncmp(line, family, strlen(family)), 0);
            assert_non_null(strchr("{ ", line[strlen(family)]));
        }
    }
    assert_true(families > 15);
    buffer_finish(&out);
}

static void labels_are_escaped(void **state)
{
    (void)state;
    struct status status = noon();
    struct buffer out;
    snprintf(status.view.output, sizeof status.view.output, "a \"b\"\\c\nd");
    buffer_init(&out, 64 * 1024);
    assert_true(status_print_metrics(&status, &out));
    assert_non_null(strstr(buffer_text(&out), "output=\"a \\\"b\\\"\\\\c\\nd\","));
    buffer_finish(&out);
}

static void a_full_buffer_is_told(void **state)
{
    (void)state;
    const struct status status = noon();
    struct buffer out;
    buffer_init(&out, 100);
    assert_false(status_print_json(&status, &out));
    buffer_clear(&out);
    assert_false(status_print_metrics(&status, &out));
    buffer_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_screen_as_json),      cmocka_unit_test(sources_as_json),
        cmocka_unit_test(storage_as_json),         cmocka_unit_test(before_the_first_frame),
        cmocka_unit_test(the_clock_is_set),        cmocka_unit_test(ages_from_earlier_runs),
        cmocka_unit_test(metrics_of_literal_data), cmocka_unit_test(families_are_whole),
        cmocka_unit_test(labels_are_escaped),      cmocka_unit_test(a_full_buffer_is_told),
    };
    return cmocka_run_group_tests_name("player/status", tests, NULL, NULL);
}
