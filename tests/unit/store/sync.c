/* In which order a file is replaced: only this one outlives a power cut on every file system. What
 * the system is asked for is noted by functions that stand in for the C library's. */
#include "store/file.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static char steps[1024]; /* one letter a step, with what it was done to */
static int refused;      /* the errno of the next fsync, 0: none */

static void note(const char *step, const char *path, long size)
{
    const char *name = strrchr(path, '/');
    size_t length = strlen(steps);
    name = name != NULL ? name + 1 : path;
    /* What chance made of the name is left out. */
    snprintf(steps + length, sizeof steps - length, "%s %.*s", step,
             strncmp(name, "a.txt.", 6) == 0 ? 6 : 100, name);
    length = strlen(steps);
    snprintf(steps + length, sizeof steps - length, size >= 0 ? " %ld; " : "; ", size);
}

int fsync(int fd);
int fsync(int fd)
{
    char link[64], path[4096];
    struct stat status;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    path[length > 0 ? length : 0] = '\0';
    bool folder = fstat(fd, &status) == 0 && S_ISDIR(status.st_mode);
    note("sync", folder ? "folder" : path, folder ? -1 : (long)status.st_size);
    errno = refused;
    refused = 0;
    return errno != 0 ? -1 : (int)syscall(SYS_fsync, fd);
}

int rename(const char *from, const char *to)
{
    note("rename", from, -1);
    note("to", to, -1);
    return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

static int set_up(void **state)
{
    *state = folder_create();
    steps[0] = '\0';
    refused = 0;
    return 0;
}

static int tear_down(void **state)
{
    folder_destroy(*state);
    return 0;
}

static void assert_holds(const char *path, const char *wanted)
{
    struct buffer buffer;
    buffer_init(&buffer, 1024);
    assert_true(file_read(path, &buffer));
    assert_string_equal(buffer_text(&buffer), wanted);
    buffer_finish(&buffer);
}

/* All of it is on the disk before it has the name, and the name before it counts as written. */
static void test_order(void **state)
{
    char *path = file_join(*state, "a.txt");
    assert_true(file_replace(path, "first", 5));
    assert_string_equal(steps, "sync a.txt. 5; rename a.txt.; to a.txt; sync folder; ");
    steps[0] = '\0';
    assert_true(file_replace(path, "the second", 10));
    assert_string_equal(steps, "sync a.txt. 10; rename a.txt.; to a.txt; sync folder; ");
    assert_holds(path, "the second");
    free(path);
}

/* A disk that cannot keep it says so only here. */
static void test_refused(void **state)
{
    char *path = file_join(*state, "a.txt");
    assert_true(file_replace(path, "first", 5));
    steps[0] = '\0';
    refused = EIO;
    assert_false(file_replace(path, "the second", 10));
    assert_int_equal(errno, EIO);
    assert_string_equal(steps, "sync a.txt. 10; ");
    assert_holds(path, "first");
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refused, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
