#include "store/file.h"

#include "folder.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <dirent.h>
#include <string.h>

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

static int count_files(const char *folder)
{
    int count = 0;
    DIR *dir = opendir(folder);
    for (struct dirent *item; (item = readdir(dir)) != NULL;)
        count += item->d_name[0] != '.';
    closedir(dir);
    return count;
}

static void assert_holds(const char *path, const char *wanted)
{
    struct buffer buffer;
    buffer_init(&buffer, 1024);
    assert_true(file_read(path, &buffer));
    assert_string_equal(buffer_text(&buffer), wanted);
    buffer_finish(&buffer);
}

static void test_replace_then_read(void **state)
{
    char *path = file_join(*state, "a.txt");
    assert_true(file_replace(path, "one", 3));
    assert_holds(path, "one");
    assert_true(file_replace(path, "", 0));
    assert_holds(path, "");
    assert_true(file_replace(path, "three", 5));
    assert_holds(path, "three");
    assert_int_equal(count_files(*state), 1); /* nothing is left beside it */
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    free(path);
}

/* Never over anything: not over a file, nor through a link to nothing. */
static void test_create(void **state)
{
    char *path = file_join(*state, "a.txt"), *link = file_join(*state, "link");
    assert_true(file_create(path, "one", 3));
    assert_holds(path, "one");
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0644);
    assert_false(file_create(path, "two", 3));
    assert_int_equal(errno, EEXIST);
    assert_holds(path, "one");
    assert_int_equal(symlink("nothing", link), 0);
    assert_false(file_create(link, "two", 3));
    assert_int_equal(errno, EEXIST);
    assert_int_equal(count_files(*state), 2);
    free(link);
    free(path);
}

/* For people: a link stays one, and a device is written to, not replaced. */
static void test_put(void **state)
{
    char *path = file_join(*state, "a.txt"), *link = file_join(*state, "link");
    struct stat status;
    assert_int_equal(symlink("a.txt", link), 0);
    assert_true(file_put(link, "one", 3));
    assert_holds(path, "one");
    assert_true(file_put(path, "three", 5));
    assert_holds(link, "three");
    assert_int_equal(lstat(link, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_false(file_put("/dev/full", "x", 1));
    assert_int_equal(errno, ENOSPC);
    assert_int_equal(stat("/dev/full", &status), 0);
    assert_true(S_ISCHR(status.st_mode));
    assert_false(file_put("/nowhere/at/all", "x", 1));
    assert_int_equal(errno, ENOENT);
    assert_int_equal(count_files(*state), 2);
    free(link);
    free(path);
}

static void test_replace_where_it_cannot(void **state)
{
    char *path = file_join(*state, "missing/a.txt");
    assert_false(file_replace(path, "one", 3));
    assert_int_equal(errno, ENOENT);
    free(path);
    /* A folder in its place: what was there stays and nothing is left over. */
    path = file_join(*state, "folder");
    assert_int_equal(mkdir(path, 0755), 0);
    assert_false(file_replace(path, "one", 3));
    assert_int_not_equal(errno, 0);
    assert_int_equal(count_files(*state), 1);
    free(path);
}

static void test_read_appends_and_is_capped(void **state)
{
    char *path = file_join(*state, "a.txt");
    assert_true(file_replace(path, "12345", 5));
    struct buffer buffer;
    buffer_init(&buffer, 9);
    assert_true(file_read(path, &buffer));
    assert_false(file_read(path, &buffer));
    assert_int_equal(errno, EFBIG);
    buffer_finish(&buffer);
    buffer_init(&buffer, 10);
    buffer_add_text(&buffer, "67890");
    assert_true(file_read(path, &buffer));
    assert_string_equal(buffer_text(&buffer), "6789012345");
    buffer_finish(&buffer);
    free(path);
}

/* Its size in advance says nothing. */
static void test_read_proc(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 4096);
    assert_true(file_read("/proc/self/stat", &buffer));
    assert_true(buffer.length > 20);
    buffer_finish(&buffer);
    buffer_init(&buffer, 5);
    assert_false(file_read("/proc/self/stat", &buffer));
    assert_int_equal(errno, EFBIG);
    buffer_finish(&buffer);
}

static void test_read_only_regular_files(void **state)
{
    char *path = file_join(*state, "fifo");
    struct buffer buffer;
    buffer_init(&buffer, 100);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_false(file_read(path, &buffer)); /* and does not wait for a writer */
    assert_int_equal(errno, EINVAL);
    assert_false(file_read("/dev/zero", &buffer));
    assert_int_equal(errno, EINVAL);
    assert_false(file_read(*state, &buffer));
    assert_int_equal(errno, EISDIR);
    assert_false(file_read("/nowhere/at/all", &buffer));
    assert_int_equal(errno, ENOENT);
    buffer_finish(&buffer);
    free(path);
}

static void test_make_folder(void **state)
{
    char *deep = file_join(*state, "a/b//c/");
    assert_true(file_make_folder(deep));
    assert_true(file_exists(deep));
    assert_true(file_make_folder(deep));
    struct stat status;
    assert_int_equal(stat(deep, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0700);
    free(deep);
    char *file = file_join(*state, "file");
    assert_true(file_replace(file, "x", 1));
    assert_false(file_make_folder(file));
    assert_int_equal(errno, EEXIST);
    char *below = file_join(file, "below");
    assert_false(file_make_folder(below));
    assert_int_equal(errno, ENOTDIR);
    free(below);
    free(file);
}

static void check_join(const char *folder, const char *name, const char *wanted)
{
    char *joined = file_join(folder, name);
    assert_string_equal(joined, wanted);
    free(joined);
}

static void check_folder(const char *path, const char *wanted)
{
    char *folder = file_folder(path);
    assert_string_equal(folder, wanted);
    free(folder);
}

static void test_paths(void **state)
{
    (void)state;
    check_join("/a", "b", "/a/b");
    check_join("/a/", "b/c", "/a/b/c");
    check_join("/", "b", "/b");
    check_join("/a", "/b", "/b");
    check_join("", "b", "b");
    check_folder("/a/b", "/a");
    check_folder("/a", "/");
    check_folder("a", ".");
    check_folder("a/b/c", "a/b");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_replace_then_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_create, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_put, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_replace_where_it_cannot, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_read_appends_and_is_capped, set_up, tear_down),
        cmocka_unit_test(test_read_proc),
        cmocka_unit_test_setup_teardown(test_read_only_regular_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_make_folder, set_up, tear_down),
        cmocka_unit_test(test_paths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
