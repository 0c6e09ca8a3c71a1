#include "net/headers.h"

#include "../store/folder.h"
#include "base/memory.h"
#include "store/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>
#include <sys/stat.h>

struct fixture {
    char *folder, *path;
    struct headers headers;
    char error[600];
};

static int set_up(void **state)
{
    struct fixture *fixture = memory_new(sizeof *fixture);
    fixture->folder = folder_create();
    fixture->path = file_join(fixture->folder, "lobby.headers");
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    headers_finish(&fixture->headers);
    free(fixture->path);
    folder_destroy(fixture->folder);
    free(fixture);
    return 0;
}

static bool read_bytes(struct fixture *fixture, const char *text, size_t size, mode_t mode)
{
    assert_true(file_replace(fixture->path, text, size));
    assert_int_equal(chmod(fixture->path, mode), 0);
    headers_finish(&fixture->headers);
    fixture->error[0] = '\0';
    return headers_read(&fixture->headers, fixture->path, fixture->error, sizeof fixture->error);
}

static bool read_text(struct fixture *fixture, const char *text)
{
    return read_bytes(fixture, text, strlen(text), 0600);
}

static void test_lines(void **state)
{
    struct fixture *fixture = *state;
    assert_true(read_text(fixture, "# who we are\r\n\n  Authorization:Bearer a:b# c \r\n"
                                   "\t# more\nX-Api-Key: k e\ty"));
    assert_int_equal(fixture->headers.count, 2);
    assert_string_equal(fixture->headers.lines[0], "Authorization:Bearer a:b# c");
    assert_string_equal(fixture->headers.lines[1], "X-Api-Key: k e\ty");
    assert_true(headers_have(&fixture->headers, "x-api-KEY"));
    assert_false(headers_have(&fixture->headers, "x-api"));
    assert_true(read_text(fixture, ""));
    assert_int_equal(fixture->headers.count, 0);
    assert_true(read_bytes(fixture, "A: b\n", 5, 0400));
}

static void test_open_to_others(void **state)
{
    struct fixture *fixture = *state;
    static const mode_t modes[] = {0640, 0604, 0620, 0601, 0644, 0777};
    for (size_t i = 0; i < COUNT_OF(modes); i++) {
        assert_false(read_bytes(fixture, "A: secret\n", 10, modes[i]));
        assert_int_equal(fixture->headers.count, 0);
        assert_non_null(strstr(fixture->error, "chmod 600 "));
    }
}

static void test_bad_lines(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *text, *words;
    } cases[] = {
        {"A: ok\nsecret\n", "lobby.headers:2, is no header"},
        {": secret", "is no header"},
        {"A b: secret", "is no header"},
        {"A\tb: secret", "is no header"},
        {"A:", "has no value"},
        {"A:   \n", "has no value"},
        {"A: secret\rB: secret", "plain ASCII"},
        {"A: secr\xc3\xa9t", "plain ASCII"},
        {"A: secret\x7f", "plain ASCII"},
        {"\xef\xbb\xbf"
         "A: secret",
         "is no header"},
        {"Host: secret", "riwaq writes itself"},
        {"content-LENGTH: 1", "riwaq writes itself"},
        {"If-None-Match: secret", "riwaq writes itself"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_false(read_text(fixture, cases[i].text));
        if (strstr(fixture->error, cases[i].words) == NULL)
            fail_msg("\"%s\" does not say \"%s\"", fixture->error, cases[i].words);
        assert_null(strstr(fixture->error, "secr")); /* nothing of it is told */
        assert_int_equal(fixture->headers.count, 0);
    }
}

static void test_limits(void **state)
{
    struct fixture *fixture = *state;
    enum { LARGE = HEADERS_BYTES_MAX + 1 };
    char *large = memory_new(LARGE);
    memset(large, '#', LARGE);
    assert_false(read_bytes(fixture, large, LARGE, 0600));
    assert_non_null(strstr(fixture->error, "larger than 16 KiB"));
    assert_true(read_bytes(fixture, large, LARGE - 1, 0600));
    for (int i = 0; i < HEADERS_MAX + 1; i++)
        memcpy(large + i * 6, "A: b  ", 6);
    for (int i = 0; i < HEADERS_MAX + 1; i++)
        large[i * 6 + 5] = '\n';
    assert_true(read_bytes(fixture, large, HEADERS_MAX * 6, 0600));
    assert_false(read_bytes(fixture, large, (HEADERS_MAX + 1) * 6, 0600));
    assert_non_null(strstr(fixture->error, ":33, is one header too many"));
    free(large);
    assert_false(read_bytes(fixture, "A: b\n\0B", 7, 0600));
    assert_non_null(strstr(fixture->error, "no text"));
}

static void test_no_file(void **state)
{
    struct fixture *fixture = *state;
    assert_false(
        headers_read(&fixture->headers, fixture->path, fixture->error, sizeof fixture->error));
    assert_non_null(strstr(fixture->error, "cannot be read: No such file"));
    assert_false(
        headers_read(&fixture->headers, fixture->folder, fixture->error, sizeof fixture->error));
    assert_non_null(strstr(fixture->error, "no regular file"));
    assert_int_equal(mkfifo(fixture->path, 0600), 0); /* nobody writes: it must not wait */
    assert_false(
        headers_read(&fixture->headers, fixture->path, fixture->error, sizeof fixture->error));
    assert_non_null(strstr(fixture->error, "no regular file"));
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(test_lines),  WITH_FOLDER(test_open_to_others), WITH_FOLDER(test_bad_lines),
        WITH_FOLDER(test_limits), WITH_FOLDER(test_no_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
