#include "store/cache.h"

#include "base/hash.h"
#include "folder.h"
#include "store/cache_file.h"
#include "store/cache_folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>

static const char url[] = "http://127.0.0.1:1/lobby.json";

static int set_up(void **state)
{
    *state = folder_create();
    return 0;
}

static int tear_down(void **state)
{
    folder_destroy(*state);
    return 0;
}

static struct cache_entry entry_of(const char *body)
{
    return (struct cache_entry){
        .url = (char *)url,
        .etag = (char *)"\"v1\"",
        .last_modified = (char *)"Wed, 19 Mar 2025 12:00:00 GMT",
        .media_type = (char *)"application/json; charset=utf-8",
        .fetched_s = 1742385600,
        .body = (char *)body,
        .size = strlen(body),
    };
}

static char *path_of(const char *folder, const char *address, const char *suffix)
{
    char name[80];
    snprintf(name, sizeof name, "%016" PRIx64 ".cache%s",
             hash_bytes(HASH_START, address, strlen(address)), suffix);
    return file_join(folder, name);
}

static ino_t inode_of(const char *path)
{
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    return status.st_ino;
}

static int count_files(const char *folder)
{
    int count = 0;
    DIR *dir = opendir(folder);
    for (struct dirent *item; (item = readdir(dir)) != NULL;)
        count += item->d_name[0] != '.';
    closedir(dir);
    return count;
}

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

static void write_at(const char *path, const char *data, size_t size)
{
    assert_true(file_replace(path, data, size));
}

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

enum { NOBODY = 65534 };

/* Not readable for this user: it was written by root once. */
static void test_no_permission(void **state)
{
    if (geteuid() != 0)
        skip();
    assert_int_equal(chown(*state, NOBODY, NOBODY), 0);
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
        cmocka_unit_test_setup_teardown(test_torn_files_are_set_aside, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_foreign_and_future_files_are_set_aside, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_file_of_another_url, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_values_that_cannot_stand_in_a_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_newest, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_folder_that_cannot_be, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_folder_that_goes_away, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_file_in_its_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_permission, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_full_disk, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_told_of_writes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_corrected, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_left_overs_go_at_the_start, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_old_entries_go, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_folder_that_comes_late, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_total_is_bounded, set_up, tear_down),
        cmocka_unit_test(test_default_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
