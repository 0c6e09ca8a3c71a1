#include "player/wakeup.h"

#include "base/log.h"
#include "base/moment.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

bool wakeup_init(struct wakeup *wakeup)
{
    sigset_t signals, hangup;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    sigemptyset(&hangup);
    sigaddset(&hangup, SIGHUP);
    sigprocmask(SIG_BLOCK, &hangup, NULL);
    *wakeup = (struct wakeup){.event_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK),
                              .signal_fd = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK)};
    if (wakeup->event_fd >= 0 && wakeup->signal_fd >= 0)
        return true;
    log_error("cannot wait for events: %s", strerror(errno));
    wakeup_finish(wakeup);
    return false;
}

void wakeup_finish(struct wakeup *wakeup)
{
    if (wakeup->event_fd >= 0)
        close(wakeup->event_fd);
    if (wakeup->signal_fd >= 0)
        close(wakeup->signal_fd);
    wakeup->event_fd = wakeup->signal_fd = -1;
}

void wakeup_wake(void *self)
{
    struct wakeup *wakeup = self;
    uint64_t one = 1;
    /* A full counter already wakes. */
    ssize_t written = write(wakeup->event_fd, &one, sizeof one);
    (void)written;
}

void wakeup_sleep(struct wakeup *wakeup, int64_t timeout_ns)
{
    struct pollfd fds[] = {{.fd = wakeup->event_fd, .events = POLLIN},
                           {.fd = wakeup->signal_fd, .events = POLLIN}};
    if (timeout_ns < 0)
        timeout_ns = 0;
    struct timespec timeout = {.tv_sec = timeout_ns / NS_PER_SECOND,
                               .tv_nsec = timeout_ns % NS_PER_SECOND};
    if (ppoll(fds, 2, &timeout, NULL) <= 0)
        return;
    uint64_t count;
    struct signalfd_siginfo info;
    if (fds[0].revents != 0 && read(wakeup->event_fd, &count, sizeof count) < 0 && errno != EAGAIN)
        log_warning("waking up: %s", strerror(errno));
    while (read(wakeup->signal_fd, &info, sizeof info) == (ssize_t)sizeof info)
        wakeup->stop = true;
}
