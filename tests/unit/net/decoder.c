#include "net/decoder.h"

#include "fake_decoder.h"
#include "net/decoding.h"
#include "store/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <errno.h>
#include <sys/wait.h>

static struct picture *decode(const char *order, char error[DECODING_ERROR_MAX])
{
    return decoder_decode(order, strlen(order), PICTURE_SIDE_MAX, error, DECODING_ERROR_MAX);
}

/* No child may be left behind, running or dead. */
static void assert_no_children(void)
{
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

static void test_picture(void **state)
{
    (void)state;
    char error[DECODING_ERROR_MAX];
    struct picture *picture = decode("PIC 3 2 80ff0102", error);
    assert_non_null(picture);
    assert_string_equal(error, "");
    assert_int_equal(picture->w, 3);
    assert_int_equal(picture->h, 2);
    for (int i = 0; i < 6; i++)
        assert_int_equal(picture->pixels[i], 0x80ff0102);
    picture_put(picture);
    assert_no_children();
}

static int open_descriptors(void)
{
    int count = 0;
    for (int fd = 0; fd < 256; fd++)
        count += fcntl(fd, F_GETFD) >= 0;
    return count;
}

/* However it ends. */
static void test_nothing_stays_open(void **state)
{
    (void)state;
    static const char *const orders[] = {"PIC 3 2 7", "REFUSE",   "SHORT", "LONG",
                                         "HUGE",      "NONSENSE", "CRASH", "SLOW"};
    char error[DECODING_ERROR_MAX];
    int before = open_descriptors();
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
        picture_put(decode(orders[i], error));
        assert_int_equal(open_descriptors(), before);
        assert_no_children();
    }
    struct decoding *hanging = decoding_start("HANG", 4, PICTURE_SIDE_MAX, clock_monotonic_ns());
    assert_true(decoding_step(hanging));
    decoding_destroy(hanging);
    assert_int_equal(open_descriptors(), before);
}

/* The child is told, and not trusted. */
static void test_no_larger_than_asked_for(void **state)
{
    (void)state;
    char error[DECODING_ERROR_MAX];
    struct picture *picture = decoder_decode("PHOTO", 5, 480, error, sizeof error);
    assert_non_null(picture);
    assert_int_equal(picture->w, 480);
    picture_put(picture);
    assert_null(decoder_decode("PIC 481 2 7", 11, 480, error, sizeof error));
    assert_string_equal(error, "the picture decoder gave nonsense");
    assert_null(decoder_decode("PIC 2 481 7", 11, 480, error, sizeof error));
    assert_int_equal(decoding_side(0), PICTURE_SIDE_MAX);
    assert_int_equal(decoding_side(800), 800);
    assert_int_equal(decoding_side(3840), PICTURE_SIDE_MAX);
}

/* More than any pipe holds. */
static void test_large_picture(void **state)
{
    (void)state;
    char error[DECODING_ERROR_MAX];
    struct picture *picture = decode("PIC 1500 1000 ff123456", error);
    assert_non_null(picture);
    assert_int_equal(picture->pixels[1500 * 1000 - 1], 0xff123456);
    picture_put(picture);
}

static void test_bad_children(void **state)
{
    (void)state;
    static const struct {
        const char *order, *error;
    } cases[] = {
        {"REFUSE", "this is no picture"},
        {"SHORT", "the picture is damaged"},
        {"LONG", "the picture decoder gave more than a picture"},
        {"SLOW", "the picture took too long to decode"},
        {"NONSENSE", "the picture decoder gave nonsense"},
        {"HUGE", "the picture decoder gave nonsense"},
        {"PIC 0 5 0", "the picture decoder gave nonsense"},
        {"PIC 8192 8192 0", "the picture decoder gave nonsense"},
        {"CRASH", "the picture is damaged"},
        {"SHUT", "the picture is damaged"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char error[DECODING_ERROR_MAX];
        assert_null(decode(cases[i].order, error));
        assert_string_equal(error, cases[i].error);
        assert_no_children();
    }
}

static void test_empty_input(void **state)
{
    (void)state;
    char error[DECODING_ERROR_MAX];
    assert_null(decoder_decode("", 0, PICTURE_SIDE_MAX, error, sizeof error));
    assert_string_not_equal(error, "");
    assert_null(decoder_decode("", 0, PICTURE_SIDE_MAX, NULL, 0));
}

/* This process has open files and blocked signals; the child must have neither. */
static void test_nothing_is_inherited(void **state)
{
    (void)state;
    char error[DECODING_ERROR_MAX];
    int leak = open("/dev/null", O_RDONLY);
    assert_true(leak > 2);
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    struct picture *picture = decode("DESCRIPTORS", error);
    sigprocmask(SIG_SETMASK, &before, NULL);
    close(leak);
    assert_non_null(picture);
    picture_put(picture);
}

static void test_standard_descriptors_closed_here(void **state)
{
    (void)state;
    char error[DECODING_ERROR_MAX];
    int spare = dup(0);
    close(0);
    struct picture *picture = decode("PIC 2 2 7", error);
    dup2(spare, 0);
    close(spare);
    assert_non_null(picture);
    picture_put(picture);
}

static void test_hanging_child_is_killed_when_due(void **state)
{
    (void)state;
    struct decoding *decoding = decoding_start("HANG", 4, PICTURE_SIDE_MAX, clock_monotonic_ns());
    assert_true(decoding_step(decoding));
    assert_null(decoding_take(decoding));
    assert_string_equal(decoding_error(decoding), "the picture took too long to decode");
    assert_no_children();
    decoding_destroy(decoding);
}

static void test_destroyed_while_it_runs(void **state)
{
    (void)state;
    struct decoding *decoding = decoding_start("HANG", 4, PICTURE_SIDE_MAX, INT64_MAX);
    assert_false(decoding_step(decoding));
    assert_null(decoding_take(decoding));
    int64_t left = decoding_due_ns(decoding) - clock_monotonic_ns();
    assert_true(left > 0 && left <= DECODING_SECONDS_MAX * NS_PER_SECOND);
    decoding_destroy(decoding);
    assert_no_children();
    decoding_destroy(NULL);
}

static void test_another_program(void **state)
{
    (void)state;
    char error[DECODING_ERROR_MAX];
    setenv("RIWAQ_DECODER", "/nowhere/decoder", 1);
    assert_null(decode("PIC 1 1 1", error));
    assert_string_equal(error, "the picture decoder could not be started");
    setenv("RIWAQ_DECODER", "/bin/false", 1);
    assert_null(decode("PIC 1 1 1", error));
    assert_string_equal(error, "the picture is damaged");
    unsetenv("RIWAQ_DECODER");
    assert_no_children();
}

static void test_ignored_sigchld(void **state)
{
    (void)state;
    char error[DECODING_ERROR_MAX];
    signal(SIGCHLD, SIG_IGN);
    struct picture *picture = decode("PIC 1 1 1", error);
    signal(SIGCHLD, SIG_DFL);
    assert_non_null(picture);
    picture_put(picture);
}

int main(int count, char **arguments)
{
    if (count > 1 && strcmp(arguments[1], "decode-picture") == 0)
        return fake_decode(arguments[2]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_picture),
        cmocka_unit_test(test_large_picture),
        cmocka_unit_test(test_no_larger_than_asked_for),
        cmocka_unit_test(test_nothing_stays_open),
        cmocka_unit_test(test_bad_children),
        cmocka_unit_test(test_empty_input),
        cmocka_unit_test(test_nothing_is_inherited),
        cmocka_unit_test(test_standard_descriptors_closed_here),
        cmocka_unit_test(test_hanging_child_is_killed_when_due),
        cmocka_unit_test(test_destroyed_while_it_runs),
        cmocka_unit_test(test_another_program),
        cmocka_unit_test(test_ignored_sigchld),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
