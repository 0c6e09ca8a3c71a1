#include "player/cec.h"

#include "base/log.h"
#include "base/memory.h"
#include "base/moment.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/cec.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* What posix_spawn has for an exec that failed, where it cannot tell at once. */
enum { EXEC_FAILED = 127, SAID_MAX = 8 * 1024, WHY_MAX = 96 };

/* How long after each failure it is asked again. */
static const int waits_s[] = {10, 30, 60};
#define WAITS "10, 30 and 60 s"

static char program[] = "cec-ctl";

/* What it says goes to SAID; -1: nowhere. */
static int spawn(pid_t *pid, char *const *arguments, int said)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    for (int fd = STDOUT_FILENO; said >= 0 && fd <= STDERR_FILENO; fd++)
        posix_spawn_file_actions_adddup2(&actions, said, fd);
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    int why = posix_spawnp(pid, program, &actions, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return why;
}

static void tell_missing(void)
{
    log_warning("[power] cec: there is no cec-ctl; install the package v4l-utils");
}

/* Which of the set's inputs this is, as --active-source has it: who comes from standby shows what
 * it showed last, until somebody says that it is the source. NULL: not known, as no cable tells. */
static char *as_source(const char *device, char *room, size_t size)
{
    uint16_t at = CEC_PHYS_ADDR_INVALID;
    int fd = open(device, O_RDWR | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return NULL;
    bool known = ioctl(fd, CEC_ADAP_G_PHYS_ADDR, &at) == 0 && at != CEC_PHYS_ADDR_INVALID;
    close(fd);
    snprintf(room, size, "--active-source=phys-addr=%x.%x.%x.%x", at >> 12U & 15U, at >> 8U & 15U,
             at >> 4U & 15U, at & 15U);
    return known ? room : NULL;
}

/* It did not do what it was asked, because of WHY. */
static void fail(struct cec *cec, const char *why, int64_t mono_ns)
{
    if (cec->failed == COUNT_OF(waits_s)) {
        log_warning("[power] cec: %s; given up after %d tries", why, cec->failed + 1);
        cec->failed = 0;
        return;
    }
    if (cec->failed == 0)
        log_warning("[power] cec: %s; trying again after " WAITS, why);
    cec->wanted = true;
    cec->due_ns = mono_ns + waits_s[cec->failed++] * NS_PER_SECOND;
}

static void start(struct cec *cec, int64_t mono_ns)
{
    static char as[] = "--playback", name[] = "--osd-name=riwaq", to[] = "--to=0",
                on[] = "--image-view-on", off[] = "--standby", quiet[] = "--skip-info";
    char device[32], source[48], why[WHY_MAX];
    snprintf(device, sizeof device, "--device=%s", cec->device);
    char *const shown = cec->on ? as_source(cec->device, source, sizeof source) : NULL;
    char *const arguments[] = {program, device, as, name, quiet, to, cec->on ? on : off,
                               shown,   NULL};
    cec->said_fd = memfd_create("cec", MFD_CLOEXEC);
    int failure = spawn(&cec->pid, arguments, cec->said_fd);
    cec->wanted = false;
    cec->overtaken = false;
    cec->started_ns = mono_ns;
    if (failure == 0)
        return;
    cec->pid = 0;
    if (cec->said_fd >= 0)
        close(cec->said_fd);
    snprintf(why, sizeof why, "cec-ctl cannot be started: %s", strerror(failure));
    if (failure == ENOENT)
        tell_missing();
    else
        fail(cec, why, mono_ns);
}

static void want(struct cec *cec, int64_t mono_ns)
{
    cec->wanted = true;
    cec->overtaken = cec->pid != 0;
    cec->failed = 0;
    cec->due_ns = mono_ns;
    if (cec->pid == 0)
        start(cec, mono_ns);
}

void cec_ask(struct cec *cec, const char *device, bool on, int64_t mono_ns)
{
    cec->wanted = false;
    cec->overtaken = cec->pid != 0;
    cec->on = on;
    cec->settled = false;
    snprintf(cec->device, sizeof cec->device, "%s", device);
    if (device[0] != '\0')
        want(cec, mono_ns);
}

void cec_ask_again(struct cec *cec, int64_t mono_ns)
{
    bool just = cec->settled && mono_ns - cec->settled_ns < CEC_SETTLE_S * NS_PER_SECOND;
    if (cec->device[0] != '\0' && cec->pid == 0 && !just)
        want(cec, mono_ns);
}

/* cec-ctl ends well whatever the television did, and tells that only in words: of the first
 * message, which is the one to the set, that it was sent (it has a sequence number), and after it
 * what went wrong ("Tx, Not Acknowledged (1), Max Retries"). Others may say nothing. */
static bool was_refused(int said_fd)
{
    char said[SAID_MAX];
    ssize_t got = said_fd >= 0 ? pread(said_fd, said, sizeof said - 1, 0) : 0;
    said[got > 0 ? got : 0] = '\0';
    char *message = strstr(said, "Transmit from ");
    if (message == NULL)
        return strstr(said, "unconfigured") != NULL;
    char *next = strstr(message + 1, "Transmit from ");
    if (next != NULL)
        *next = '\0';
    return strstr(message, "Sequence:") == NULL || strstr(message, "Tx, ") != NULL;
}

/* What went wrong, for the log. False: nothing. */
static bool find_failure(const struct cec *cec, int status, char *why, size_t size)
{
    if (WIFSIGNALED(status))
        snprintf(why, size, "cec-ctl on %s was ended by signal %d", cec->device, WTERMSIG(status));
    else if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
        snprintf(why, size, "cec-ctl failed on %s (status %d)", cec->device, WEXITSTATUS(status));
    else if (was_refused(cec->said_fd))
        snprintf(why, size, "no television answers on %s", cec->device);
    else
        return false;
    return true;
}

/* An older wish's end is of no interest. */
static void take_end(struct cec *cec, int status, int64_t mono_ns)
{
    char why[WHY_MAX];
    if (cec->overtaken)
        return;
    if (WIFEXITED(status) && WEXITSTATUS(status) == EXEC_FAILED) {
        tell_missing();
        return;
    }
    if (find_failure(cec, status, why, sizeof why)) {
        fail(cec, why, mono_ns);
        return;
    }
    if (cec->failed > 0)
        log_info("[power] cec: the television on %s was reached at try %d", cec->device,
                 cec->failed + 1);
    cec->failed = 0;
    cec->settled = true;
    cec->settled_ns = mono_ns;
}

void cec_tend(struct cec *cec, int64_t mono_ns)
{
    int status;
    if (cec->pid != 0) {
        pid_t ended = waitpid(cec->pid, &status, WNOHANG);
        if (ended == 0) {
            if (mono_ns - cec->started_ns > CEC_TIMEOUT_S * NS_PER_SECOND)
                kill(cec->pid, SIGKILL);
            return;
        }
        if (ended == cec->pid)
            take_end(cec, status, mono_ns);
        cec->pid = 0;
        if (cec->said_fd >= 0)
            close(cec->said_fd);
    }
    if (cec->wanted && mono_ns >= cec->due_ns)
        start(cec, mono_ns);
}

void cec_finish(struct cec *cec)
{
    if (cec->pid != 0 && cec->said_fd >= 0)
        close(cec->said_fd);
    *cec = (struct cec){0};
}
