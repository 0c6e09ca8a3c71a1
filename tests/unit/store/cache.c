#include "cached.h"

static void test_what_was_written_is_read_by_the_next_run(void **state)
{
    struct cache *cache = cache_create(*state);
    struct cache_entry entry = entry_of("{\"a\":1}"), back;
    assert_false(cache_read(cache, url, &back));
    assert_null(back.url);
    assert_true(cache_write(cache, &entry, 0));
    cache_destroy(cache);
    cache = cache_create(*state);
    assert_true(cache_read(cache, url, &back));
    assert_string_equal(back.url, url);
    assert_string_equal(back.etag, "\"v1\"");
    assert_string_equal(back.last_modified, "Wed, 19 Mar 2025 12:00:00 GMT");
    assert_string_equal(back.media_type, "application/json; charset=utf-8");
    assert_true(back.fetched_s == 1742385600);
    assert_true(back.confirmed_s == 0);
    assert_int_equal(back.size, 7);
    assert_memory_equal(back.body, "{\"a\":1}", 7);
    cache_entry_finish(&back);
    assert_false(cache_read(cache, "http://127.0.0.1:1/other.json", &back));
    cache_destroy(cache);
}

static void test_binary_and_empty_bodies(void **state)
{
    struct cache *cache = cache_create(*state);
    struct cache_entry entry = {.url = (char *)url, .body = (char *)"\n\0\n\nx", .size = 5}, back;
    assert_true(cache_write(cache, &entry, 0));
    assert_true(cache_read(cache, url, &back));
    assert_int_equal(back.size, 5);
    assert_memory_equal(back.body, entry.body, 5);
    assert_null(back.etag);
    assert_null(back.last_modified);
    assert_null(back.media_type);
    cache_entry_finish(&back);
    entry = (struct cache_entry){.url = (char *)url, .fetched_s = -1};
    assert_true(cache_write(cache, &entry, 0));
    assert_true(cache_read(cache, url, &back));
    assert_int_equal(back.size, 0);
    assert_true(back.fetched_s == -1);
    cache_entry_finish(&back);
    cache_destroy(cache);
}

/* A memory card wears out: the file is another one only when there is something to write. */
static void test_written_only_when_it_differs(void **state)
{
    struct cache *cache = cache_create(*state);
    struct cache_entry entry = entry_of("one");
    char *path = path_of(*state, url, "");
    assert_true(cache_write(cache, &entry, 0));
    char *hold = file_join(*state, "hold"); /* keeps the inode from being used again */
    assert_int_equal(link(path, hold), 0);
    ino_t first = inode_of(path);
    entry.fetched_s += 300;
    assert_true(cache_write(cache, &entry, 0));
    assert_true(inode_of(path) == first);
    entry.confirmed_s = entry.fetched_s + 7200;
    assert_true(cache_write(cache, &entry, 0));
    assert_true(inode_of(path) != first);
    struct cache_entry back;
    assert_true(cache_read(cache, url, &back));
    assert_true(back.confirmed_s == entry.confirmed_s);
    cache_entry_finish(&back);
    assert_true(cache_newest_s(cache) == entry.confirmed_s);
    entry.confirmed_s = 0;
    entry.etag = (char *)"\"v2\"";
    assert_true(cache_write(cache, &entry, 0));
    assert_true(inode_of(path) != first);
    free(hold);
    free(path);
    cache_destroy(cache);
}

/* Two addresses of one hash: the file tells whose it is, and stays until it is replaced. */
static void test_a_file_of_another_url(void **state)
{
    struct cache *cache = cache_create(*state);
    struct cache_entry entry = entry_of("theirs"), back;
    struct buffer file;
    buffer_init(&file, 10000);
    entry.url = (char *)"http://elsewhere/";
    assert_true(cache_file_print(&entry, &file));
    char *path = path_of(*state, url, "");
    write_at(path, buffer_text(&file), file.length);
    assert_false(cache_read(cache, url, &back));
    assert_null(back.url);
    assert_true(file_exists(path));
    cache_forget(cache, url);
    assert_true(file_exists(path));
    entry = entry_of("ours");
    assert_true(cache_write(cache, &entry, 0));
    assert_true(cache_read(cache, url, &back));
    assert_memory_equal(back.body, "ours", 4);
    cache_entry_finish(&back);
    buffer_finish(&file);
    free(path);
    cache_destroy(cache);
}

static void test_values_that_cannot_stand_in_a_line(void **state)
{
    struct cache *cache = cache_create(*state);
    struct cache_entry entry = entry_of("x"), back;
    entry.url = (char *)"http://a/\nsize: 0";
    assert_false(cache_write(cache, &entry, 0));
    entry = entry_of("x");
    entry.etag = (char *)"\"a\"\nfetched: 5";
    assert_true(cache_write(cache, &entry, 0));
    assert_true(cache_read(cache, url, &back));
    assert_null(back.etag);
    assert_true(back.fetched_s == entry.fetched_s);
    cache_entry_finish(&back);
    cache_destroy(cache);
}

static void test_newest(void **state)
{
    struct cache *cache = cache_create(*state);
    assert_true(cache_newest_s(cache) == INT64_MIN);
    struct cache_entry entry = entry_of("x");
    assert_true(cache_write(cache, &entry, 0));
    entry.url = (char *)"http://other/";
    entry.fetched_s += 5;
    assert_true(cache_write(cache, &entry, 0));
    assert_true(cache_newest_s(cache) == 1742385605);
    cache_forget(cache, "http://other/");
    assert_true(cache_newest_s(cache) == 1742385600);
    cache_destroy(cache);
}

static void test_what_is_told_of_writes(void **state)
{
    struct cache *cache = cache_create(*state);
    struct cache_entry entry = entry_of("one");
    struct cache_tally tally;
    char *path = path_of(*state, url, "");
    struct stat status;
    cache_count(cache, &tally);
    assert_string_equal(tally.folder, *state);
    assert_int_equal(tally.writes + tally.bytes + tally.written_ns + tally.files, 0);
    assert_true(cache_write(cache, &entry, 0));
    assert_true(cache_write(cache, &entry, 0)); /* the same */
    assert_int_equal(stat(path, &status), 0);
    cache_count(cache, &tally);
    assert_int_equal(tally.writes, 1);
    assert_int_equal(tally.bytes, status.st_size);
    assert_int_equal(tally.held_bytes, status.st_size);
    assert_int_equal(tally.files, 1);
    assert_true(tally.written_ns > 0);
    cache_forget(cache, "http://elsewhere/"); /* nothing is kept of it */
    cache_forget(cache, url);
    cache_count(cache, &tally);
    assert_int_equal(tally.removed, 1);
    assert_int_equal(tally.files, 0);
    assert_int_equal(tally.writes, 1);
    free(path);
    cache_destroy(cache);
    cache = cache_create(NULL);
    cache_count(cache, &tally);
    assert_string_equal(tally.folder, "");
    assert_false(tally.failing);
    cache_destroy(cache);
}

/* The time of the fetch alone is no reason to write, unless it was wrong. */
static void test_corrected(void **state)
{
    struct cache *cache = cache_create(*state);
    struct cache_entry entry = entry_of("one");
    assert_true(cache_write(cache, &entry, 0));
    entry.fetched_s -= 86400;
    assert_true(cache_write(cache, &entry, 0));
    assert_true(cache_newest_s(cache) == 1742385600);
    assert_true(cache_correct(cache, &entry, 0));
    assert_true(cache_newest_s(cache) == 1742385600 - 86400);
    cache_destroy(cache);
}

/* Of a source that is configured no more: after a month. What is used stays however old it is. */
static void test_old_entries_go(void **state)
{
    static const char *const names[] = {"http://old/", "http://used/", "http://recent/"};
    struct cache_entry entry = entry_of("x"), back;
    struct cache *cache = cache_create(*state);
    for (int i = 0; i < 3; i++) {
        entry.url = (char *)names[i];
        entry.fetched_s = 1742385600 - (i < 2 ? CACHE_OLD_S + 1 : CACHE_OLD_S - 1);
        assert_true(cache_write(cache, &entry, 0));
    }
    cache_destroy(cache);
    cache = cache_create(*state);
    assert_true(cache_read(cache, names[1], &back));
    cache_entry_finish(&back);
    entry = entry_of("new");
    assert_true(cache_write(cache, &entry, 0));
    for (int i = 0; i < 3; i++) {
        assert_int_equal(cache_read(cache, names[i], &back), i > 0);
        cache_entry_finish(&back);
    }
    cache_destroy(cache);
    cache = cache_create(*state);
    entry = entry_of("newer");
    entry.fetched_s += 2;
    cache_forget(cache, names[1]);
    assert_true(cache_write(cache, &entry, 0));
    assert_int_equal(count_files(*state), 1); /* "recent" is old now */
    cache_destroy(cache);
}

/* A file of SIZE bytes without any on disk, last changed at SECOND. */
static void make_large(const char *path, off_t size, time_t second)
{
    int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
    assert_true(fd >= 0);
    assert_int_equal(ftruncate(fd, size), 0);
    const struct timespec times[2] = {{.tv_sec = second}, {.tv_sec = second}};
    assert_int_equal(futimens(fd, times), 0);
    close(fd);
}

static void test_total_is_bounded(void **state)
{
    enum { MIB = 1024 * 1024 };
    struct cache *cache = cache_create(*state);
    char *bad = path_of(*state, "bad", ".bad"), *old = path_of(*state, "old", "");
    char *middle = path_of(*state, "middle", ""), *torn = path_of(*state, "torn", ".Ab12Cd");
    char *foreign = file_join(*state, "precious.cache");
    make_large(bad, 10 * MIB, 3000);
    make_large(torn, 10 * MIB, 3000);
    make_large(old, 20 * MIB, 1000);
    make_large(middle, 40 * MIB, 2000);
    make_large(foreign, 90 * MIB, 1);
    struct cache_entry entry = entry_of("new"), back;
    assert_true(cache_write(cache, &entry, 0));
    assert_false(file_exists(bad));
    assert_false(file_exists(torn));
    assert_true(file_exists(old)); /* 60 MiB and a little: fits */
    assert_true(file_exists(middle));
    assert_true(file_exists(foreign));
    make_large(middle, 50 * MIB, 2000);
    entry = entry_of("newer");
    assert_true(cache_write(cache, &entry, 0));
    assert_false(file_exists(old));
    assert_true(file_exists(middle));
    assert_true(cache_read(cache, url, &back));
    cache_entry_finish(&back);
    free(bad);
    free(old);
    free(middle);
    free(torn);
    free(foreign);
    cache_destroy(cache);
}

static void check_default(const char *wanted)
{
    char *folder = cache_default_folder();
    if (wanted == NULL)
        assert_null(folder);
    else
        assert_string_equal(folder, wanted);
    free(folder);
}

static void test_default_folder(void **state)
{
    (void)state;
    setenv("CACHE_DIRECTORY", "/var/cache/riwaq:/var/cache/other", 1);
    setenv("XDG_CACHE_HOME", "/xdg", 1);
    setenv("HOME", "/home/lobby", 1);
    check_default("/var/cache/riwaq");
    unsetenv("CACHE_DIRECTORY");
    check_default("/xdg/riwaq");
    setenv("XDG_CACHE_HOME", "relative", 1);
    check_default("/home/lobby/.cache/riwaq");
    unsetenv("XDG_CACHE_HOME");
    check_default("/home/lobby/.cache/riwaq");
    unsetenv("HOME");
    check_default(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_was_written_is_read_by_the_next_run, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_binary_and_empty_bodies, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_written_only_when_it_differs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_file_of_another_url, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_values_that_cannot_stand_in_a_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_newest, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_told_of_writes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_corrected, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_old_entries_go, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_total_is_bounded, set_up, tear_down),
        cmocka_unit_test(test_default_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
