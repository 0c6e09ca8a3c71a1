#include "store/zones.h"

#include "folder.h"
#include "store/zoneinfo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>

enum { WINTER_2026 = 1767225600 }; /* 2026-01-01 */

/* Tests replace zones in a folder of their own. */
static char *folder;

static int create(void **state)
{
    (void)state;
    folder = folder_create();
    setenv("TZDIR", folder, 1);
    unsetenv("TZ");
    return 0;
}

static int destroy(void **state)
{
    (void)state;
    unsetenv("TZDIR");
    folder_destroy(folder);
    return 0;
}

/* NAME in the folder becomes the system's zone LIKE, or its first BYTES, by a rename. */
static void put_zone(const char *name, const char *like, size_t bytes)
{
    char *from = file_join("/usr/share/zoneinfo", like), *to = file_join(folder, name);
    struct buffer data;
    buffer_init(&data, 100000);
    assert_true(file_read(from, &data));
    assert_true(file_replace(to, buffer_text(&data), bytes != 0 ? bytes : data.length));
    buffer_finish(&data);
    free(from);
    free(to);
}

static void assert_offset(struct zones *zones, const char *name, int hours)
{
    const struct zone *zone = zones_find(zones, name);
    assert_non_null(zone);
    assert_int_equal(zone_offset(zone, WINTER_2026), hours * 3600);
    zone_put(zone);
}

static void a_zone_is_read_once(void **state)
{
    (void)state;
    put_zone("Hall", "Asia/Tokyo", 0);
    struct zones *zones = zones_create();
    const struct zone *first = zones_find(zones, "Hall"), *second = zones_find(zones, "Hall");
    assert_non_null(first);
    assert_ptr_equal(first, second);
    assert_string_equal(zone_name(first), "Hall");
    assert_false(zones_update(zones));
    zone_put(second);
    zones_destroy(zones);
    assert_int_equal(zone_offset(first, WINTER_2026), 9 * 3600); /* our own reference */
    zone_put(first);
}

static void a_replaced_zone_is_read_again(void **state)
{
    (void)state;
    put_zone("Hall", "Asia/Tokyo", 0);
    put_zone("Other", "UTC", 0);
    struct zones *zones = zones_create();
    const struct zone *old = zones_find(zones, "Hall");
    assert_offset(zones, "Other", 0);
    put_zone("Hall", "Asia/Dubai", 0);
    assert_offset(zones, "Hall", 9); /* not before it is asked to */
    assert_true(zones_update(zones));
    assert_offset(zones, "Hall", 4);
    assert_offset(zones, "Other", 0);
    assert_false(zones_update(zones));
    assert_int_equal(zone_offset(old, WINTER_2026), 9 * 3600); /* who shows it still has it */
    zone_put(old);
    zones_destroy(zones);
}

/* An update replaces all files, also those of zones with the same rules as before. */
static void the_same_rules_are_no_change(void **state)
{
    (void)state;
    put_zone("Hall", "Asia/Tokyo", 0);
    struct zones *zones = zones_create();
    const struct zone *before = zones_find(zones, "Hall");
    put_zone("Hall", "Asia/Tokyo", 0);
    assert_false(zones_update(zones));
    const struct zone *after = zones_find(zones, "Hall");
    assert_ptr_equal(before, after);
    zone_put(before);
    zone_put(after);
    zones_destroy(zones);
}

static void what_is_no_zone_changes_nothing(void **state)
{
    (void)state;
    put_zone("Hall", "Asia/Tokyo", 0);
    struct zones *zones = zones_create();
    assert_offset(zones, "Hall", 9);
    put_zone("Hall", "Asia/Dubai", 60);
    assert_false(zones_update(zones));
    assert_false(zones_update(zones));
    assert_offset(zones, "Hall", 9);
    char *path = file_join(folder, "Hall");
    assert_int_equal(remove(path), 0);
    free(path);
    assert_false(zones_update(zones));
    assert_offset(zones, "Hall", 9);
    put_zone("Hall", "Asia/Dubai", 0);
    assert_true(zones_update(zones));
    assert_offset(zones, "Hall", 4);
    zones_destroy(zones);
}

/* Written in place, as no package manager does it: half of it is there when it is first seen. */
static void a_half_written_zone_is_tried_again(void **state)
{
    (void)state;
    put_zone("Hall", "Asia/Tokyo", 0);
    struct zones *zones = zones_create();
    assert_offset(zones, "Hall", 9);
    char *path = file_join(folder, "Hall");
    struct buffer data;
    buffer_init(&data, 100000);
    assert_true(file_read("/usr/share/zoneinfo/Asia/Dubai", &data));
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(buffer_text(&data), 1, 50, file), 50);
    assert_int_equal(fflush(file), 0);
    assert_false(zones_update(zones));
    assert_offset(zones, "Hall", 9);
    assert_int_equal(fwrite(buffer_text(&data) + 50, 1, data.length - 50, file), data.length - 50);
    assert_int_equal(fclose(file), 0);
    assert_true(zones_update(zones));
    assert_offset(zones, "Hall", 4);
    buffer_finish(&data);
    free(path);
    zones_destroy(zones);
}

static void a_zone_that_comes_later_is_found(void **state)
{
    (void)state;
    struct zones *zones = zones_create();
    assert_null(zones_find(zones, "Late"));
    assert_null(zones_find(zones, "../Late"));
    assert_null(zones_find(zones, NULL));
    assert_false(zones_update(zones));
    put_zone("Late", "Asia/Tokyo", 0);
    assert_true(zones_update(zones));
    assert_offset(zones, "Late", 9);
    zones_destroy(zones);
}

static void the_machines_zone_is_watched_too(void **state)
{
    (void)state;
    put_zone("Hall", "Asia/Tokyo", 0);
    setenv("TZ", ":Hall", 1);
    struct zones *zones = zones_create();
    const struct zone *zone = zones_local(zones);
    assert_string_equal(zone_name(zone), "Hall");
    zone_put(zone);
    put_zone("Hall", "Asia/Dubai", 0);
    assert_true(zones_update(zones));
    zone = zones_local(zones);
    assert_int_equal(zone_offset(zone, WINTER_2026), 4 * 3600);
    zone_put(zone);
    unsetenv("TZ");
    /* Without it that of the file, where there is one; the same as without keeping it. */
    zone = zones_local(zones);
    const struct zone *plain = zoneinfo_local();
    assert_int_equal(zone == NULL, plain == NULL);
    assert_string_equal(zone_name(zone), zone_name(plain));
    assert_false(zones_update(zones));
    zone_put(zone);
    zone_put(plain);
    zones_destroy(zones);
}

/* Content may name any number of them. */
static void more_than_are_kept_are_read_all_the_same(void **state)
{
    (void)state;
    struct zones *zones = zones_create();
    char name[32];
    for (int i = 0; i < ZONES_KEPT_MAX + 5; i++) {
        snprintf(name, sizeof name, "Hall%d", i);
        put_zone(name, "Asia/Tokyo", 0);
        assert_offset(zones, name, 9);
    }
    put_zone(name, "Asia/Dubai", 0);
    assert_offset(zones, name, 4);
    zones_destroy(zones);
}

static void without_a_keeper_all_is_read(void **state)
{
    (void)state;
    put_zone("Hall", "Asia/Tokyo", 0);
    assert_offset(NULL, "Hall", 9);
    put_zone("Hall", "Asia/Dubai", 0);
    assert_offset(NULL, "Hall", 4);
    zone_put(zones_local(NULL));
    zones_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_zone_is_read_once, create, destroy),
        cmocka_unit_test_setup_teardown(a_replaced_zone_is_read_again, create, destroy),
        cmocka_unit_test_setup_teardown(the_same_rules_are_no_change, create, destroy),
        cmocka_unit_test_setup_teardown(what_is_no_zone_changes_nothing, create, destroy),
        cmocka_unit_test_setup_teardown(a_half_written_zone_is_tried_again, create, destroy),
        cmocka_unit_test_setup_teardown(a_zone_that_comes_later_is_found, create, destroy),
        cmocka_unit_test_setup_teardown(the_machines_zone_is_watched_too, create, destroy),
        cmocka_unit_test_setup_teardown(more_than_are_kept_are_read_all_the_same, create, destroy),
        cmocka_unit_test_setup_teardown(without_a_keeper_all_is_read, create, destroy),
    };
    return cmocka_run_group_tests_name("store/zones", tests, NULL, NULL);
}
