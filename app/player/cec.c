#include "player/cec.h"

#include "base/log.h"
#include "base/moment.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/cec.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* What posix_spawn has for an exec that failed, where it cannot tell at once. */
enum { EXEC_FAILED = 127 };

static char program[] = "cec-ctl";

static int spawn(pid_t *pid, char *const *arguments)
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

static void start(struct cec *cec, int64_t mono_ns)
{
    static char as[] = "--playback", name[] = "--osd-name=riwaq", to[] = "--to=0",
                on[] = "--image-view-on", off[] = "--standby", quiet[] = "--skip-info";
    char device[32], source[48];
    snprintf(device, sizeof device, "--device=%s", cec->device);
    char *const shown = cec->on ? as_source(cec->device, source, sizeof source) : NULL;
    char *const arguments[] = {program, device, as, name, quiet, to, cec->on ? on : off,
                               shown,   NULL};
    int why = spawn(&cec->pid, arguments);
    cec->wanted = false;
    cec->started_ns = mono_ns;
    if (why == 0)
        return;
    cec->pid = 0;
    if (why == ENOENT)
        tell_missing();
    else
        log_warning("[power] cec: cec-ctl cannot be started: %s", strerror(why));
}

void cec_ask(struct cec *cec, const char *device, bool on, int64_t mono_ns)
{
    cec->wanted = true;
    cec->on = on;
    snprintf(cec->device, sizeof cec->device, "%s", device);
    if (cec->pid == 0)
        start(cec, mono_ns);
}

static void tell(const struct cec *cec, int status)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) == EXEC_FAILED)
        tell_missing();
    else if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
        log_warning("[power] cec: cec-ctl failed on %s (status %d)", cec->device,
                    WEXITSTATUS(status));
    else if (WIFSIGNALED(status))
        log_warning("[power] cec: cec-ctl on %s was ended by signal %d", cec->device,
                    WTERMSIG(status));
}

void cec_tend(struct cec *cec, int64_t mono_ns)
{
    int status;
    if (cec->pid == 0)
        return;
    pid_t ended = waitpid(cec->pid, &status, WNOHANG);
    if (ended == 0) {
        if (mono_ns - cec->started_ns > CEC_TIMEOUT_S * NS_PER_SECOND)
            kill(cec->pid, SIGKILL);
        return;
    }
    if (ended == cec->pid)
        tell(cec, status);
    cec->pid = 0;
    if (cec->wanted)
        start(cec, mono_ns);
}

void cec_finish(struct cec *cec)
{
    *cec = (struct cec){0};
}
