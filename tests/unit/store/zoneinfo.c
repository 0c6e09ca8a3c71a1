#include "store/zoneinfo.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static void test_zone_by_name(void **state)
{
    (void)state;
    const struct zone *zone = zoneinfo_find(NULL, "Africa/Casablanca");
    assert_non_null(zone);
    assert_string_equal(zone_name(zone), "Africa/Casablanca");
    assert_int_equal(zone_offset(zone, 1767225600), 3600); /* 2026-01-01 */
    zone_put(zone);
    zone = zoneinfo_find(NULL, "America/Argentina/Buenos_Aires");
    assert_non_null(zone);
    zone_put(zone);
    zone = zoneinfo_find(NULL, "Etc/GMT+5");
    assert_non_null(zone);
    zone_put(zone);
}

/* Names come from the network. */
static void test_bad_names(void **state)
{
    (void)state;
    static const char *const names[] = {
        "",  "Mars/Olympus", "/etc/localtime", "../zoneinfo/UTC", "Africa/../UTC", "Africa",
        ".", "Africa/",      "UTC\n",          "Africa/.hidden",  "zone.tab",      "./UTC",
    };
    for (size_t i = 0; i < COUNT_OF(names); i++)
        assert_null(zoneinfo_find(NULL, names[i]));
    char longest[500];
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_null(zoneinfo_find(NULL, longest));
    assert_null(zoneinfo_find(NULL, NULL));
}

static void test_tzdir(void **state)
{
    (void)state;
    char *folder = folder_create();
    setenv("TZDIR", folder, 1);
    assert_null(zoneinfo_find(NULL, "Africa/Casablanca"));
    char *path = file_join(folder, "Broken");
    assert_true(file_replace(path, "TZif2", 5));
    assert_null(zoneinfo_find(NULL, "Broken"));
    free(path);
    struct buffer data;
    buffer_init(&data, 100000);
    assert_true(file_read("/usr/share/zoneinfo/Asia/Tokyo", &data));
    path = file_join(folder, "Here");
    assert_true(file_replace(path, buffer_text(&data), data.length));
    const struct zone *zone = zoneinfo_find(NULL, "Here");
    assert_non_null(zone);
    assert_int_equal(zone_offset(zone, 1767225600), 9 * 3600);
    zone_put(zone);
    unsetenv("TZDIR");
    buffer_finish(&data);
    free(path);
    folder_destroy(folder);
}

static void test_local_zone(void **state)
{
    (void)state;
    const struct zone *zone = zoneinfo_local();
    assert_int_equal(zone != NULL, file_exists("/etc/localtime"));
    zone_put(zone);
    static const char *const names[] = {"Asia/Kolkata", ":Asia/Kolkata"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        setenv("TZ", names[i], 1);
        zone = zoneinfo_local();
        assert_string_equal(zone_name(zone), "Asia/Kolkata");
        assert_int_equal(zone_offset(zone, 1767225600), 19800);
        zone_put(zone);
    }
    setenv("TZ", "Mars/Olympus", 1);
    zone = zoneinfo_local();
    assert_int_equal(zone != NULL, file_exists("/etc/localtime"));
    zone_put(zone);
    unsetenv("TZ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_zone_by_name),
        cmocka_unit_test(test_bad_names),
        cmocka_unit_test(test_tzdir),
        cmocka_unit_test(test_local_zone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
