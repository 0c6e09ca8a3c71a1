/* The folder of a running screen, from both sides. */
#include "../check.h"
#include "folder.h"
#include "store/status_folder.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>

static struct status_counts open_once(const char *path, bool in_order)
{
    struct status_counts counts;
    struct status_folder *folder = status_folder_open(path, -1, &counts);
    assert_non_null(folder);
    if (in_order)
        status_folder_close(folder);
    return counts;
}

/* A process that has the folder until it is killed; its pid. */
static pid_t start_other(const char *path)
{
    int ready[2];
    char byte = 0;
    assert_int_equal(pipe(ready), 0);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        struct status_counts counts;
        byte = status_folder_open(path, -1, &counts) != NULL;
        if (write(ready[1], &byte, 1) == 1)
            pause();
        _exit(1);
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    assert_int_equal(byte, 1);
    close(ready[0]);
    close(ready[1]);
    return pid;
}

static void end_other(pid_t pid)
{
    kill(pid, SIGKILL);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
}

static void one_has_it_and_lives(void **state)
{
    (void)state;
    char *path = folder_create();
    struct status_counts counts;
    assert_int_equal(status_folder_life(path), STATUS_LIFE_NONE);
    pid_t other = start_other(path);
    assert_int_equal(status_folder_life(path), STATUS_LIFE_RUNNING);
    assert_null(status_folder_open(path, -1, &counts));
    assert_int_equal(errno, EAGAIN);
    end_other(other);
    assert_int_equal(status_folder_life(path), STATUS_LIFE_DEAD);
    folder_destroy(path);
}

/* Of the runs before, one was killed. */
static void starts_are_counted(void **state)
{
    (void)state;
    char *path = folder_create();
    struct status_counts counts = open_once(path, true);
    assert_int_equal(counts.restarts, 0);
    assert_int_equal(counts.crashes, 0);
    end_other(start_other(path));
    counts = open_once(path, true);
    assert_int_equal(counts.restarts, 2);
    assert_int_equal(counts.crashes, 1);
    counts = open_once(path, true);
    assert_int_equal(counts.restarts, 3);
    assert_int_equal(counts.crashes, 1);
    folder_destroy(path);
}

/* The folder goes with each end; a file that is kept does not. */
static void counts_outlast_the_folder(void **state)
{
    (void)state;
    int kept = memfd_create("starts", 0);
    for (int i = 0; i < 12; i++) {
        struct status_counts counts;
        char *path = folder_create();
        struct status_folder *folder = status_folder_open(path, kept, &counts);
        assert_non_null(folder);
        assert_int_equal(counts.restarts, i);
        assert_int_equal(counts.crashes, 0);
        status_folder_close(folder);
        folder_destroy(path);
    }
    close(kept);
}

/* For the next start: in the folder, or in what is kept where that goes. */
static void a_note_is_left(void **state)
{
    (void)state;
    int kept[] = {-1, memfd_create("starts", 0)};
    for (int i = 0; i < 2; i++) {
        struct status_counts counts;
        char *path = folder_create();
        struct status_folder *folder = status_folder_open(path, kept[i], &counts);
        assert_string_equal(status_folder_note(folder), "");
        status_folder_leave(folder, "7c0f 12");
        assert_string_equal(status_folder_note(folder), "7c0f 12");
        status_folder_close(folder);
        if (kept[i] >= 0) {
            folder_destroy(path);
            path = folder_create();
        }
        folder = status_folder_open(path, kept[i], &counts);
        assert_string_equal(status_folder_note(folder), "7c0f 12");
        assert_int_equal(counts.restarts, 1);
        assert_int_equal(counts.crashes, 0);
        status_folder_close(folder);
        folder_destroy(path);
    }
    close(kept[1]);
}

/* A count that somebody spoilt begins anew. */
static void spoilt_counts(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "x", "-3 1 1", "1 9 1", "99999999999999999999 0 0"};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        char *path = folder_create(), *file = file_join(path, "starts");
        assert_true(file_publish(file, texts[i], strlen(texts[i])));
        struct status_counts counts = open_once(path, true);
        assert_int_equal(counts.restarts, 0);
        assert_int_equal(counts.crashes, 0);
        free(file);
        folder_destroy(path);
    }
}

static void texts_are_for_everybody(void **state)
{
    (void)state;
    char *path = folder_create(), *file = file_join(path, "status.json");
    struct status_counts counts;
    struct stat status;
    struct buffer text, back;
    struct status_folder *folder = status_folder_open(path, -1, &counts);
    buffer_init(&text, 100);
    buffer_init(&back, 100);
    buffer_add_text(&text, "{}\n");
    assert_true(status_folder_write(folder, "status.json", &text));
    assert_int_equal(stat(file, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0644);
    assert_true(status_folder_read(path, "status.json", &back));
    assert_string_equal(buffer_text(&back), "{}\n");
    text.overflow = true; /* half a status is none */
    assert_false(status_folder_write(folder, "status.json", &text));
    buffer_finish(&text);
    buffer_finish(&back);
    status_folder_close(folder);
    free(file);
    folder_destroy(path);
}

static void asking_and_answering(void **state)
{
    (void)state;
    char *path = folder_create();
    struct status_counts counts;
    struct status_folder *folder = status_folder_open(path, -1, &counts);
    struct status_asked mine = {.picture = true}, seen[STATUS_ASKED_MAX];
    struct pollfd called = {.fd = status_folder_fd(folder), .events = POLLIN};
    struct buffer picture;
    assert_int_equal(status_folder_asked(folder, seen), 0);
    assert_true(status_folder_ask(path, &mine, 0x1234));
    assert_string_equal(mine.id, "0000000000001234");
    assert_true(called.fd < 0 || poll(&called, 1, 0) == 1);
    assert_int_equal(status_folder_asked(folder, seen), 1);
    assert_string_equal(seen[0].id, mine.id);
    assert_true(seen[0].picture);
    assert_false(status_folder_is_answered(path, &mine));
    char *file = status_folder_picture(folder, &seen[0]);
    assert_true(file_publish(file, "PNG", 3));
    status_folder_answer(folder, &seen[0]);
    assert_true(status_folder_is_answered(path, &mine));
    buffer_init(&picture, 100);
    assert_true(status_folder_take_picture(path, &mine, &picture));
    assert_string_equal(buffer_text(&picture), "PNG");
    assert_false(file_exists(file));
    assert_false(status_folder_take_picture(path, &mine, &picture));
    assert_int_equal(status_folder_asked(folder, seen), 0);
    buffer_finish(&picture);
    free(file);
    status_folder_close(folder);
    folder_destroy(path);
}

/* What nobody fetched, and what nobody answered, does not pile up. */
static void leftovers(void **state)
{
    (void)state;
    char *path = folder_create(), *first = NULL;
    struct status_counts counts;
    struct status_asked asked = {.picture = false}, seen[STATUS_ASKED_MAX];
    struct status_folder *folder = status_folder_open(path, -1, &counts);
    for (int i = 0; i < 6; i++) {
        struct status_asked one = {.picture = true};
        assert_true(status_folder_ask(path, &one, (uint64_t)i));
        char *file = status_folder_picture(folder, &one);
        assert_true(file_publish(file, "PNG", 3));
        status_folder_answer(folder, &one);
        if (i == 0)
            first = memory_text(file);
        free(file);
    }
    assert_false(file_exists(first));
    assert_true(status_folder_ask(path, &asked, 99));
    status_folder_withdraw(path, &asked);
    assert_int_equal(status_folder_asked(folder, seen), 0);
    assert_true(status_folder_ask(path, &asked, 100));
    char *half = file_join(path, "status.json.Ab12Cd"); /* of one that was killed */
    assert_true(file_publish(half, "{", 1));
    status_folder_close(folder);
    assert_false(file_exists(half));
    free(half);
    assert_true(status_folder_is_answered(path, &asked));
    free(first);
    folder_destroy(path);
}

/* Root reads what another user wrote: never somewhere else by a link of his. */
static void links_are_not_followed(void **state)
{
    (void)state;
    char *path = folder_create(), *secret = file_join(path, "secret");
    char *link_name = file_join(path, "answer-0000000000000007.png");
    const struct status_asked asked = {.id = "0000000000000007", .picture = true};
    struct buffer out;
    buffer_init(&out, 100);
    assert_true(file_publish(secret, "secret", 6));
    assert_int_equal(symlink(secret, link_name), 0);
    assert_false(status_folder_take_picture(path, &asked, &out));
    assert_int_equal(out.length, 0);
    assert_true(file_exists(secret));
    buffer_finish(&out);
    free(link_name);
    free(secret);
    folder_destroy(path);
}

static void names_that_ask_nothing(void **state)
{
    (void)state;
    static const char *const names[] = {"ask-",
                                        "ask-12.picture",
                                        "ask-000000000000000g.picture",
                                        "ask-0000000000000007.png",
                                        "ask-0000000000000007.picture2",
                                        "ask-00000000000000071.status"};
    char *path = folder_create();
    struct status_counts counts;
    struct status_asked seen[STATUS_ASKED_MAX];
    struct status_folder *folder = status_folder_open(path, -1, &counts);
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        char *file = file_join(path, names[i]);
        assert_true(file_publish(file, "", 0));
        free(file);
    }
    assert_int_equal(status_folder_asked(folder, seen), 0);
    status_folder_close(folder);
    folder_destroy(path);
}

static void where_it_is(void **state)
{
    (void)state;
    unsetenv("RUNTIME_DIRECTORY");
    unsetenv("XDG_RUNTIME_DIR");
    assert_null(status_folder_default());
    setenv("XDG_RUNTIME_DIR", "/run/user/7", 1);
    char *path = status_folder_default();
    assert_string_equal(path, "/run/user/7/riwaq");
    free(path);
    setenv("RUNTIME_DIRECTORY", "/run/riwaq:/run/other", 1);
    path = status_folder_default();
    assert_string_equal(path, "/run/riwaq");
    free(path);
    setenv("RUNTIME_DIRECTORY", "relative", 1);
    path = status_folder_default();
    assert_string_equal(path, "/run/user/7/riwaq");
    free(path);
    unsetenv("RUNTIME_DIRECTORY");
    unsetenv("XDG_RUNTIME_DIR");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_has_it_and_lives),
        cmocka_unit_test(starts_are_counted),
        cmocka_unit_test(counts_outlast_the_folder),
        cmocka_unit_test(a_note_is_left),
        cmocka_unit_test(spoilt_counts),
        cmocka_unit_test(texts_are_for_everybody),
        cmocka_unit_test(asking_and_answering),
        cmocka_unit_test(leftovers),
        cmocka_unit_test(links_are_not_followed),
        cmocka_unit_test(names_that_ask_nothing),
        cmocka_unit_test(where_it_is),
    };
    return cmocka_run_group_tests_name("store/status_folder", tests, NULL, NULL);
}
