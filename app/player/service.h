/* What the service manager is told (sd_notify); nothing happens where there is none. */
#ifndef RIWAQ_PLAYER_SERVICE_H
#define RIWAQ_PLAYER_SERVICE_H

#include <stdint.h>

struct service {
    int64_t watchdog_ns; /* half the time that the manager waits for a sign of life; 0: none */
    int64_t fed_ns;
};

void service_init(struct service *service);
/* Ready to serve: also while there is no display yet. */
void service_ready(void);
void service_stopping(void);
/* A sign of life: to be given only when the loop did what it is there for. */
void service_feed(struct service *service, int64_t mono_ns);
/* A file in memory that the manager keeps from one start to the next under NAME, as long as it is a
 * restart; close() it. -1: there is no manager. Not beside others that change the environment. */
int service_kept_file(const char *name);

#endif
