/* Disks and files that are not as they should be: never fatal, and what was good stays. */
#include "cached.h"

#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>

enum { NOBODY = 65534 };

/* Every possible cut, and every byte changed: set aside, never read, never fatal. */
static void test_torn_files_are_set_aside(void **state)
{
    struct cache *cache = cache_create(*state);
    struct cache_entry entry = entry_of("{\"headlines\":[]}"), back;
    assert_true(cache_write(cache, &entry, 0));
    char *path = path_of(*state, url, ""), *bad = path_of(*state, url, ".bad");
    struct buffer whole;
    buffer_init(&whole, 10000);
    assert_true(file_read(path, &whole));
    for (size_t cut = 0; cut < whole.length; cut++) {
        write_at(path, buffer_text(&whole), cut);
        assert_false(cache_read(cache, url, &back));
        assert_null(back.body);
        assert_false(file_exists(path));
        assert_true(file_exists(bad));
        whole.data[cut] ^= 4;
        write_at(path, buffer_text(&whole), whole.length);
        assert_false(cache_read(cache, url, &back));
        assert_null(back.url);
        whole.data[cut] ^= 4;
    }
    struct cache_tally tally;
    cache_count(cache, &tally);
    assert_int_equal(tally.set_aside, 2 * (int)whole.length);
    assert_int_equal(tally.files, CACHE_BAD_MAX); /* no more than so many are kept */
    write_at(path, buffer_text(&whole), whole.length);
    assert_true(cache_read(cache, url, &back));
    cache_entry_finish(&back);
    buffer_finish(&whole);
    free(path);
    free(bad);
    cache_destroy(cache);
}

static void test_foreign_and_future_files_are_set_aside(void **state)
{
    static const char *const files[] = {
        "",
        "riwaq-cache 2\nurl: x\n",
        "<html>",
        "riwaq-cache 1\n",
        "riwaq-cache 1\nurl: http://127.0.0.1:1/lobby.json\nfetched: x\nsize: 0\nchecksum: 0\n\n",
        "riwaq-cache 1\nurl: a\nfetched: 1\nsize: 99999999999999999999\nchecksum: 0\n\n",
        "riwaq-cache 1\nurl: a\nfetched: 1\nsize: -1\nchecksum: 0\n\n",
    };
    struct cache *cache = cache_create(*state);
    char *path = path_of(*state, url, "");
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        struct cache_entry back;
        write_at(path, files[i], strlen(files[i]));
        assert_true(cache_newest_s(cache) <= 1); /* not fatal either */
        assert_false(cache_read(cache, url, &back));
        assert_false(file_exists(path));
    }
    struct cache_entry entry = entry_of("good"), back;
    assert_true(cache_write(cache, &entry, 0));
    assert_true(cache_read(cache, url, &back));
    cache_entry_finish(&back);
    free(path);
    cache_destroy(cache);
}

static void test_folder_that_cannot_be(void **state)
{
    struct cache_entry entry = entry_of("x"), back;
    struct cache *cache = cache_create(NULL);
    assert_false(cache_write(cache, &entry, 0));
    assert_false(cache_read(cache, url, &back));
    assert_true(cache_newest_s(cache) == INT64_MIN);
    cache_forget(cache, url);
    cache_destroy(cache);
    char *file = file_join(*state, "file");
    write_at(file, "x", 1);
    cache = cache_create(file);
    assert_false(cache_write(cache, &entry, 0));
    assert_false(cache_read(cache, url, &back));
    cache_destroy(cache);
    free(file);
}

/* Taken away while running: made again. Something else in its place: tried each time, as that
 * writes nothing. */
static void test_folder_that_goes_away(void **state)
{
    struct cache_entry entry = entry_of("x"), back;
    char *folder = file_join(*state, "cache"), *path = path_of(folder, url, "");
    struct cache *cache = cache_create(folder);
    assert_int_equal(rmdir(folder), 0);
    assert_true(cache_write(cache, &entry, 0));
    struct stat status;
    assert_int_equal(stat(folder, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0700);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(unlink(path), 0);
    assert_true(cache_lacks(cache, url));
    assert_int_equal(rmdir(folder), 0);
    write_at(folder, "x", 1); /* in its place */
    assert_false(cache_write(cache, &entry, 1));
    assert_false(cache_lacks(cache, url)); /* it cannot be mended */
    assert_false(cache_write(cache, &entry, 2));
    struct cache_tally tally;
    cache_count(cache, &tally);
    assert_true(tally.failing);
    assert_int_equal(tally.errors, 2);
    assert_int_equal(unlink(folder), 0);
    assert_true(cache_write(cache, &entry, 3));
    assert_true(cache_read(cache, url, &back));
    cache_entry_finish(&back);
    cache_count(cache, &tally);
    assert_false(tally.failing);
    assert_int_equal(tally.errors, 2);
    assert_int_equal(tally.writes, 2);
    cache_destroy(cache);
    free(path);
    free(folder);
}

/* Whatever else may be in a file's place. */
static void test_no_file_in_its_place(void **state)
{
    struct cache *cache = cache_create(*state);
    struct cache_entry entry = entry_of("good"), back;
    struct cache_tally tally;
    char *path = path_of(*state, url, ""), *inside = file_join(path, "precious");
    char *elsewhere = file_join(*state, "elsewhere");
    for (int kind = 0; kind < 5; kind++) {
        if (kind == 0)
            assert_int_equal(mkfifo(path, 0600), 0);
        else if (kind == 1)
            assert_int_equal(symlink("nowhere", path), 0);
        else if (kind == 2)
            assert_int_equal(symlink(elsewhere, path), 0);
        else
            assert_int_equal(mkdir(path, 0700), 0);
        if (kind == 4)
            write_at(inside, "x", 1);
        assert_true(cache_newest_s(cache) == INT64_MIN);
        assert_false(cache_read(cache, url, &back));
        cache_count(cache, &tally);
        assert_int_equal(tally.set_aside, kind + 1);
        assert_true(cache_write(cache, &entry, 0));
        assert_true(cache_read(cache, url, &back));
        cache_entry_finish(&back);
        if (kind == 1) /* a good one, but elsewhere */
            assert_int_equal(rename(path, elsewhere), 0);
        else
            assert_int_equal(unlink(path), 0);
    }
    assert_true(file_exists(elsewhere));
    free(elsewhere);
    free(inside);
    free(path);
    cache_destroy(cache);
}

/* Not readable for this user: it was written by root once. */
static void test_no_permission(void **state)
{
    if (geteuid() != 0 || chown(*state, NOBODY, NOBODY) != 0)
        skip(); /* nor is there anybody else in a user namespace of root alone */
    struct cache *cache = cache_create(*state);
    struct cache_entry entry = entry_of("good"), back;
    struct cache_tally tally;
    assert_true(cache_write(cache, &entry, 0));
    assert_int_equal(seteuid(NOBODY), 0);
    assert_false(cache_read(cache, url, &back));
    cache_count(cache, &tally);
    assert_int_equal(tally.set_aside, 1);
    assert_true(cache_write(cache, &entry, 0));
    assert_true(cache_read(cache, url, &back));
    cache_entry_finish(&back);
    /* A folder that is not ours: read, but neither written nor renamed in. */
    assert_int_equal(seteuid(0), 0);
    assert_int_equal(chown(*state, 0, 0), 0);
    assert_int_equal(chmod(*state, 0755), 0);
    char *path = path_of(*state, url, "");
    write_at(path, "foreign", 7);
    assert_int_equal(chmod(path, 0644), 0);
    assert_int_equal(seteuid(NOBODY), 0);
    assert_false(cache_read(cache, url, &back));
    assert_false(cache_write(cache, &entry, 0));
    assert_true(file_exists(path));
    cache_count(cache, &tally);
    assert_true(tally.failing);
    assert_int_equal(tally.error, EACCES);
    assert_int_equal(tally.set_aside, 1);
    assert_int_equal(seteuid(0), 0);
    free(path);
    cache_destroy(cache);
}

/* A disk that takes the beginning of a file and no more. What was kept before is kept still; and
 * trying again wears it, so that it rests. */
static void test_full_disk(void **state)
{
    const int64_t second = 1000 * 1000 * 1000;
    struct cache *cache = cache_create(*state);
    struct cache_entry entry = entry_of("the last good one"), back;
    struct cache_tally tally;
    struct rlimit before;
    assert_true(cache_write(cache, &entry, 0));
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &(struct rlimit){64, before.rlim_max}), 0);
    entry.body = (char *)"the next good one";
    assert_false(cache_write(cache, &entry, second));
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_true(cache_read(cache, url, &back));
    assert_string_equal(back.body, "the last good one");
    cache_entry_finish(&back);
    cache_count(cache, &tally);
    assert_int_equal(tally.files, 1);
    assert_int_equal(tally.errors, 1);
    assert_int_equal(tally.error, EFBIG);
    assert_true(tally.error_ns > 0);
    assert_int_equal(count_files(*state), 1); /* nothing is left of it */
    assert_false(cache_write(cache, &entry, (CACHE_RETRY_S + 1) * second - 1));
    assert_true(cache_write(cache, &entry, (CACHE_RETRY_S + 1) * second));
    assert_true(cache_read(cache, url, &back));
    assert_string_equal(back.body, "the next good one");
    cache_entry_finish(&back);
    cache_count(cache, &tally);
    assert_int_equal(tally.errors, 1);
    assert_int_equal(tally.writes, 2);
    cache_destroy(cache);
}

/* A power cut left it; another process that writes now holds a lock on its own. */
static void test_left_overs_go_at_the_start(void **state)
{
    char *left = path_of(*state, "left", ".Ab12Cd"), *writing = path_of(*state, "now", ".xyzXYZ");
    char *foreign = file_join(*state, "notes.Ab12Cd");
    write_at(left, "half", 4);
    write_at(writing, "half", 4);
    write_at(foreign, "whole", 5);
    int fd = open(writing, O_RDONLY | O_CLOEXEC);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    struct cache *cache = cache_create(*state);
    struct cache_tally tally;
    cache_count(cache, &tally);
    assert_int_equal(tally.removed, 1);
    assert_false(file_exists(left));
    assert_true(file_exists(writing));
    assert_true(file_exists(foreign));
    close(fd);
    cache_destroy(cache);
    cache = cache_create(*state);
    assert_false(file_exists(writing));
    cache_destroy(cache);
    free(left);
    free(writing);
    free(foreign);
}

/* Not there at the start: the first write tries at once. */
static void test_folder_that_comes_late(void **state)
{
    struct cache_entry entry = entry_of("x");
    char *folder = file_join(*state, "late");
    write_at(folder, "x", 1);
    struct cache *cache = cache_create(folder);
    assert_int_equal(unlink(folder), 0);
    assert_true(cache_write(cache, &entry, 0));
    cache_destroy(cache);
    free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_torn_files_are_set_aside, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_foreign_and_future_files_are_set_aside, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_folder_that_cannot_be, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_folder_that_goes_away, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_file_in_its_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_permission, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_full_disk, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_left_overs_go_at_the_start, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_folder_that_comes_late, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
