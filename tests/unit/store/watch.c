/* The ways in which editors save, by a clock that the test turns. */
#include "../check.h"

#include "folder.h"

#include "store/watch.h"

#include <fcntl.h>
#include <string.h>

#define MS NS_PER_MILLISECOND

struct fixture {
    char *folder, *path;
    struct watch *watch;
    int64_t now_ns;
};

static void write_text(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
}

static void follow(struct fixture *fixture)
{
    struct file_set files = {0};
    file_set_add(&files, fixture->path);
    watch_set(fixture->watch, &files);
    file_set_finish(&files);
}

static bool look_after(struct fixture *fixture, int64_t ns)
{
    fixture->now_ns += ns;
    return watch_look(fixture->watch, fixture->now_ns);
}

static void begin(struct fixture *fixture, bool notified)
{
    fixture->folder = folder_create();
    fixture->path = file_join(fixture->folder, "theme.ini");
    fixture->watch = watch_create(notified);
    fixture->now_ns = NS_PER_SECOND;
    write_text(fixture->path, "first");
    follow(fixture);
    assert_false(look_after(fixture, 0));
}

static void end(struct fixture *fixture)
{
    watch_destroy(fixture->watch);
    free(fixture->path);
    folder_destroy(fixture->folder);
}

/* The save is noticed at the next look, told when it is quiet, and not told again. */
static void assert_told(struct fixture *fixture, int64_t quiet_ns)
{
    assert_false(look_after(fixture, MS));
    assert_false(look_after(fixture, quiet_ns - MS));
    assert_true(look_after(fixture, MS));
    follow(fixture);
    assert_false(look_after(fixture, WATCH_POLL_NS));
}

static void test_saves(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, true);
    char *other = file_join(fixture.folder, ".theme.ini.swp");
    assert_int_equal(watch_due_ns(fixture.watch), fixture.now_ns + WATCH_POLL_NS);
    write_text(fixture.path, "in place");
    assert_told(&fixture, WATCH_QUIET_NS);
    write_text(other, "over the old one");
    assert_false(look_after(&fixture, MS)); /* that is another file */
    assert_false(look_after(&fixture, WATCH_QUIET_NS));
    assert_int_equal(rename(other, fixture.path), 0);
    assert_told(&fixture, WATCH_QUIET_NS);
    assert_int_equal(unlink(fixture.path), 0);
    assert_false(look_after(&fixture, MS));
    write_text(fixture.path, "made anew");
    assert_told(&fixture, WATCH_QUIET_NS);
    free(other);
    end(&fixture);
}

static void test_a_file_that_is_gone_is_waited_for(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, true);
    assert_int_equal(unlink(fixture.path), 0);
    assert_told(&fixture, WATCH_GONE_NS);
    write_text(fixture.path, "");
    assert_told(&fixture, WATCH_GONE_NS);
    write_text(fixture.path, "back");
    assert_told(&fixture, WATCH_QUIET_NS);
    end(&fixture);
}

/* Half a theme is often a good one. */
static void test_who_writes_is_waited_for(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, true);
    int fd = open(fixture.path, O_WRONLY | O_TRUNC);
    assert_int_equal(write(fd, "ha", 2), 2);
    assert_false(look_after(&fixture, MS));
    assert_false(look_after(&fixture, WATCH_RESTLESS_NS + WATCH_QUIET_NS));
    assert_int_equal(write(fd, "lf", 2), 2);
    assert_false(look_after(&fixture, WATCH_RESTLESS_NS));
    close(fd);
    assert_false(look_after(&fixture, MS));
    assert_true(look_after(&fixture, WATCH_QUIET_NS));
    /* But not for ever. */
    follow(&fixture);
    fd = open(fixture.path, O_WRONLY | O_APPEND);
    assert_int_equal(write(fd, "+", 1), 1);
    assert_false(look_after(&fixture, MS));
    assert_false(look_after(&fixture, WATCH_WRITING_NS - MS));
    assert_true(look_after(&fixture, MS));
    close(fd);
    end(&fixture);
}

static void test_what_is_never_quiet_is_told_all_the_same(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, true);
    int64_t waited_ns = 0;
    do {
        write_text(fixture.path, waited_ns % 2 == 0 ? "a" : "ab");
        waited_ns += 20 * MS + 1;
    } while (!look_after(&fixture, 20 * MS + 1));
    assert_in_range(waited_ns, WATCH_RESTLESS_NS, WATCH_RESTLESS_NS + 60 * MS);
    end(&fixture);
}

static void test_links(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, true);
    char *elsewhere = folder_create(), *target = file_join(elsewhere, "mine.ini");
    write_text(target, "there");
    assert_int_equal(unlink(fixture.path), 0);
    assert_int_equal(symlink(target, fixture.path), 0);
    assert_told(&fixture, WATCH_QUIET_NS);
    write_text(target, "there, and edited");
    assert_told(&fixture, WATCH_QUIET_NS);
    free(target);
    folder_destroy(elsewhere);
    end(&fixture);
}

/* The folder itself may come later, or be another one. */
static void test_folders(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, true);
    char *fonts = file_join(fixture.folder, "fonts"), *font = file_join(fonts, "a.ttf");
    struct file_set files = {0};
    file_set_add(&files, fonts);
    watch_set(fixture.watch, &files);
    assert_false(look_after(&fixture, 0));
    assert_int_equal(mkdir(fonts, 0700), 0);
    assert_false(look_after(&fixture, MS));
    assert_true(look_after(&fixture, WATCH_QUIET_NS));
    file_set_finish(&files);
    file_set_add(&files, fonts);
    watch_set(fixture.watch, &files);
    assert_false(look_after(&fixture, 0));
    write_text(font, "font");
    assert_false(look_after(&fixture, MS));
    assert_true(look_after(&fixture, WATCH_QUIET_NS));
    file_set_finish(&files);
    free(font);
    free(fonts);
    end(&fixture);
}

static void test_without_inotify(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, false);
    assert_int_equal(watch_fd(fixture.watch), -1);
    write_text(fixture.path, "edited");
    assert_false(look_after(&fixture, MS)); /* nobody tells */
    assert_int_equal(watch_due_ns(fixture.watch), fixture.now_ns - MS + WATCH_POLL_NS);
    assert_false(look_after(&fixture, WATCH_POLL_NS - MS));
    assert_true(look_after(&fixture, WATCH_QUIET_NS));
    end(&fixture);
}

/* What was saved between reading and watching. */
static void test_a_save_before_it_is_watched(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, true);
    struct file_set files = {0};
    file_set_add(&files, fixture.path);
    write_text(fixture.path, "a little later");
    watch_set(fixture.watch, &files);
    assert_false(look_after(&fixture, 0));
    assert_true(look_after(&fixture, WATCH_QUIET_NS));
    file_set_finish(&files);
    end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_saves),
        cmocka_unit_test(test_a_file_that_is_gone_is_waited_for),
        cmocka_unit_test(test_who_writes_is_waited_for),
        cmocka_unit_test(test_what_is_never_quiet_is_told_all_the_same),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_folders),
        cmocka_unit_test(test_without_inotify),
        cmocka_unit_test(test_a_save_before_it_is_watched),
    };
    return cmocka_run_group_tests_name("store/watch", tests, NULL, NULL);
}
