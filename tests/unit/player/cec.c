/* The television by HDMI-CEC: what is asked, tried again and told, with a cec-ctl of our own and a
 * clock that the test moves on. */
#include "../check.h"
#include "base/moment.h"
#include "player/power.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define SECOND NS_PER_SECOND
#define DEVICE "/dev/cec77" /* there is none */

/* One that writes what it was asked into the file "asked", then what the file "how" says: done, or
 * as Debian's says that nobody heard it; or a number, which it ends with. */
static const char script[] =
    "#!/bin/sh\n"
    "here=${0%/*}\n"
    "for last; do :; done\n"
    "echo \"$last\" >>\"$here/asked\"\n"
    "read -r how <\"$here/how\"\n"
    "echo 'Transmit from Playback Device 1 to TV (4 to 0):'\n"
    "[ \"$how\" = unsent ] || echo '\tSequence: 1 Tx Timestamp: 0.000s'\n"
    "[ \"$how\" = deaf ] && echo '\tTx, Not Acknowledged (4), Max Retries'\n"
    "echo 'Transmit from Playback Device 1 to all (4 to 15):'\n"
    "echo '\tTx, Not Acknowledged (4), Max Retries'\n"
    "case $how in [0-9]*) exit \"$how\" ;; esac\n"
    "exit 0\n";

struct room {
    char folder[64], log[80], *path_before;
    int stderr_before;
};

static void write_in(const struct room *room, const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", room->folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(path, 0755), 0);
}

static int set_up(void **state)
{
    static struct room room;
    snprintf(room.folder, sizeof room.folder, "/tmp/riwaq-cec-XXXXXX");
    assert_non_null(mkdtemp(room.folder));
    write_in(&room, "cec-ctl", script);
    write_in(&room, "asked", "");
    write_in(&room, "how", "done\n");
    const char *before = getenv("PATH");
    char path[4096];
    room.path_before = strdup(before != NULL ? before : "/usr/bin:/bin");
    snprintf(path, sizeof path, "%s:%s", room.folder, room.path_before);
    setenv("PATH", path, 1);
    snprintf(room.log, sizeof room.log, "%s/log", room.folder);
    fflush(stderr);
    room.stderr_before = dup(STDERR_FILENO);
    int log = open(room.log, O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0600);
    dup2(log, STDERR_FILENO);
    close(log);
    *state = &room;
    return 0;
}

static int tear_down(void **state)
{
    struct room *room = *state;
    static const char *const names[] = {"cec-ctl", "asked", "how", "log"};
    fflush(stderr);
    dup2(room->stderr_before, STDERR_FILENO);
    close(room->stderr_before);
    setenv("PATH", room->path_before, 1);
    free(room->path_before);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[128];
        snprintf(path, sizeof path, "%s/%s", room->folder, names[i]);
        unlink(path);
    }
    return rmdir(room->folder);
}

static void read_in(const struct room *room, const char *name, char text[1024])
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", room->folder, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    text[fread(text, 1, 1023, file)] = '\0';
    fclose(file);
}

static int lines_with(const struct room *room, const char *name, const char *word)
{
    char text[1024];
    int count = 0;
    read_in(room, name, text);
    for (char *line = text, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        *end = '\0';
        count += strstr(line, word) != NULL;
    }
    return count;
}

/* The one that runs ends, and that is seen at NOW. */
static void end_at(struct cec *cec, int64_t now_ns)
{
    siginfo_t info;
    assert_int_not_equal(cec->pid, 0);
    assert_int_equal(waitid(P_PID, (id_t)cec->pid, &info, WEXITED | WNOWAIT), 0);
    cec_tend(cec, now_ns);
}

/* Nothing runs until WAIT_S after NOW, and then one does. */
static void assert_next(struct cec *cec, int64_t *now_ns, int wait_s)
{
    assert_int_equal(cec->pid, 0);
    cec_tend(cec, *now_ns + wait_s * SECOND - 1);
    assert_int_equal(cec->pid, 0);
    *now_ns += wait_s * SECOND;
    cec_tend(cec, *now_ns);
    assert_int_not_equal(cec->pid, 0);
}

static void assert_over(struct cec *cec, int64_t now_ns)
{
    assert_int_equal(cec->pid, 0);
    cec_tend(cec, now_ns + 86400 * SECOND);
    assert_int_equal(cec->pid, 0);
}

static void one_that_answers_is_asked_once(void **state)
{
    struct room *room = *state;
    struct cec cec = {0};
    cec_ask(&cec, DEVICE, true, SECOND);
    end_at(&cec, 2 * SECOND);
    assert_over(&cec, 2 * SECOND);
    assert_int_equal(lines_with(room, "asked", "--image-view-on"), 1);
    assert_int_equal(lines_with(room, "log", ""), 0);
    cec_finish(&cec);
}

/* By its status, by what it says, and when the adapter sends nothing. */
static void the_third_try_succeeds(void **state)
{
    struct room *room = *state;
    static const char *const hows[] = {"1\n", "deaf\n", "unsent\n"};
    for (int i = 0; i < 3; i++) {
        struct cec cec = {0};
        int64_t now_ns = 5 * SECOND;
        write_in(room, "asked", "");
        assert_int_equal(ftruncate(STDERR_FILENO, 0), 0);
        write_in(room, "how", hows[i]);
        cec_ask(&cec, DEVICE, true, now_ns);
        end_at(&cec, now_ns);
        assert_next(&cec, &now_ns, 10);
        end_at(&cec, now_ns);
        write_in(room, "how", "done\n");
        assert_next(&cec, &now_ns, 30);
        end_at(&cec, now_ns);
        assert_over(&cec, now_ns);
        assert_int_equal(lines_with(room, "asked", "--image-view-on"), 3);
        assert_int_equal(lines_with(room, "log", ""), 2);
        assert_int_equal(lines_with(room, "log", "trying again after 10, 30 and 60 s"), 1);
        assert_int_equal(lines_with(room, "log", "was reached at try 3"), 1);
        cec_finish(&cec);
    }
}

static void it_is_given_up(void **state)
{
    struct room *room = *state;
    struct cec cec = {0};
    int64_t now_ns = 5 * SECOND;
    static const int waits_s[] = {10, 30, 60};
    write_in(room, "how", "deaf\n");
    cec_ask(&cec, DEVICE, false, now_ns);
    end_at(&cec, now_ns);
    for (int i = 0; i < 3; i++) {
        assert_next(&cec, &now_ns, waits_s[i]);
        end_at(&cec, now_ns);
    }
    assert_over(&cec, now_ns);
    assert_int_equal(lines_with(room, "asked", "--standby"), 4);
    assert_int_equal(lines_with(room, "log", ""), 2);
    assert_int_equal(lines_with(room, "log", "no television answers on " DEVICE), 2);
    assert_int_equal(lines_with(room, "log", "given up after 4 tries"), 1);
    cec_finish(&cec);
}

/* Also while one runs: what becomes of it is of no interest then. */
static void another_wish_ends_the_tries(void **state)
{
    struct room *room = *state;
    struct cec cec = {0};
    int64_t now_ns = 5 * SECOND;
    write_in(room, "how", "deaf\n");
    cec_ask(&cec, DEVICE, true, now_ns);
    end_at(&cec, now_ns);
    cec_ask(&cec, DEVICE, false, now_ns + SECOND);
    assert_int_not_equal(cec.pid, 0);
    cec_ask(&cec, DEVICE, true, now_ns + SECOND); /* overtakes it */
    end_at(&cec, now_ns + SECOND);
    assert_int_equal(lines_with(room, "log", ""), 1);
    end_at(&cec, now_ns + SECOND);
    assert_int_equal(lines_with(room, "log", ""), 2);
    cec_ask(&cec, "", true, now_ns + 2 * SECOND); /* [power] cec was taken away */
    assert_over(&cec, now_ns);
    assert_int_equal(lines_with(room, "asked", "--image-view-on"), 2);
    assert_int_equal(lines_with(room, "asked", "--standby"), 1);
    cec_finish(&cec);
}

static void one_that_hangs_is_ended(void **state)
{
    struct room *room = *state;
    struct cec cec = {0};
    int64_t now_ns = 5 * SECOND;
    write_in(room, "cec-ctl", "#!/bin/sh\nexec sleep 1000\n");
    cec_ask(&cec, DEVICE, true, now_ns);
    cec_tend(&cec, now_ns + CEC_TIMEOUT_S * SECOND);
    assert_int_not_equal(cec.pid, 0);
    now_ns += CEC_TIMEOUT_S * SECOND + 1;
    cec_tend(&cec, now_ns);
    write_in(room, "cec-ctl", script);
    end_at(&cec, now_ns);
    assert_int_equal(lines_with(room, "log", "was ended by signal 9; trying again"), 1);
    assert_next(&cec, &now_ns, 10);
    end_at(&cec, now_ns);
    assert_over(&cec, now_ns);
    cec_finish(&cec);
}

/* --- a display that comes back --- */

static void asking_again(void **state)
{
    struct room *room = *state;
    struct cec cec = {0};
    int64_t now_ns = 5 * SECOND;
    cec_ask_again(&cec, now_ns); /* there is no adapter */
    assert_int_equal(cec.pid, 0);
    write_in(room, "how", "deaf\n");
    cec_ask(&cec, DEVICE, true, now_ns);
    pid_t pid = cec.pid;
    cec_ask_again(&cec, now_ns);
    assert_int_equal(cec.pid, pid);
    end_at(&cec, now_ns);
    write_in(room, "how", "done\n");
    cec_ask_again(&cec, now_ns + SECOND); /* it waits for no turn */
    end_at(&cec, now_ns + SECOND);
    cec_ask_again(&cec, now_ns + CEC_SETTLE_S * SECOND); /* of what it has just done itself */
    assert_int_equal(cec.pid, 0);
    cec_ask_again(&cec, now_ns + (CEC_SETTLE_S + 1) * SECOND);
    end_at(&cec, now_ns + (CEC_SETTLE_S + 1) * SECOND);
    assert_int_equal(lines_with(room, "asked", "--image-view-on"), 3);
    cec_finish(&cec);
}

static void end_now(struct power *power)
{
    siginfo_t info;
    assert_int_equal(waitid(P_PID, (id_t)power->cec.pid, &info, WEXITED | WNOWAIT), 0);
    power_tend(power);
    assert_int_equal(power->cec.pid, 0);
}

static void a_display_that_is_plugged(void **state)
{
    struct room *room = *state;
    struct config *config = calloc(1, sizeof *config);
    const struct moment moment = {.trust = TRUST_HELD};
    struct power power = {0};
    snprintf(config->cec, sizeof config->cec, "%s", DEVICE);
    write_in(room, "how", "deaf\n");
    power_before(&power, NULL, config, false);
    end_now(&power);
    power_before(&power, NULL, config, false);
    assert_int_equal(power.cec.pid, 0);
    power_new_window(&power);
    power_before(&power, NULL, config, false);
    assert_int_not_equal(power.cec.pid, 0);
    end_now(&power);
    /* Not outside the hours. */
    power.window_off = true;
    power_after(&power, NULL, config, true, &moment);
    end_now(&power);
    power_new_window(&power);
    power.window_off = true;
    power_after(&power, NULL, config, true, &moment);
    assert_int_equal(power.cec.pid, 0);
    assert_int_equal(lines_with(room, "asked", "--image-view-on"), 2);
    assert_int_equal(lines_with(room, "asked", "--standby"), 1);
    /* Another adapter is asked as soon as it is configured. */
    snprintf(config->cec, sizeof config->cec, "/dev/cec78");
    power_after(&power, NULL, config, true, &moment);
    end_now(&power);
    assert_int_equal(lines_with(room, "asked", "--standby"), 2);
    power_finish(&power);
    free(config);
}

#define IN_ROOM(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ROOM(one_that_answers_is_asked_once),
        IN_ROOM(the_third_try_succeeds),
        IN_ROOM(it_is_given_up),
        IN_ROOM(another_wish_ends_the_tries),
        IN_ROOM(one_that_hangs_is_ended),
        IN_ROOM(asking_again),
        IN_ROOM(a_display_that_is_plugged),
    };
    return cmocka_run_group_tests_name("player/cec", tests, NULL, NULL);
}
