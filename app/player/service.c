#include "player/service.h"

#include "base/moment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

void service_init(struct service *service)
{
    uint64_t microseconds = 0;
    *service = (struct service){0};
    if (sd_watchdog_enabled(0, &microseconds) > 0)
        service->watchdog_ns = (int64_t)(microseconds / 2) * 1000;
}

void service_ready(void)
{
    sd_notify(0, "READY=1");
}

void service_stopping(void)
{
    sd_notify(0, "STOPPING=1");
}

void service_feed(struct service *service, int64_t mono_ns)
{
    if (service->watchdog_ns == 0 || mono_ns - service->fed_ns < service->watchdog_ns / 2)
        return;
    service->fed_ns = mono_ns;
    sd_notify(0, "WATCHDOG=1");
}

/* What it gives back, of what was left with it; the rest is closed. */
static int given_back(const char *name)
{
    char **names = NULL;
    int count = sd_listen_fds_with_names(0, &names), found = -1;
    for (int i = 0; i < count; i++) {
        if (found < 0 && strcmp(names[i], name) == 0)
            found = SD_LISTEN_FDS_START + i;
        else
            close(SD_LISTEN_FDS_START + i);
        free(names[i]);
    }
    free(names);
    return found;
}

int service_kept_file(const char *name)
{
    char state[64];
    if (getenv("NOTIFY_SOCKET") == NULL)
        return -1;
    int fd = given_back(name);
    if (fd >= 0)
        return fd;
    fd = memfd_create(name, MFD_CLOEXEC);
    snprintf(state, sizeof state, "FDSTORE=1\nFDNAME=%s", name);
    if (fd >= 0)
        sd_pid_notify_with_fds(0, 0, state, &fd, 1);
    return fd;
}
