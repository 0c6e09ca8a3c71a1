#include "player/service.h"

#include "base/moment.h"

#include <systemd/sd-daemon.h>

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
