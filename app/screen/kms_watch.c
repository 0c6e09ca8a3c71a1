#include "screen/kms_watch.h"

#include "base/moment.h"

#include <linux/netlink.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define EVERY_NS NS_PER_SECOND

enum { KERNEL_GROUP = 1, EVENT_ROOM = 4096 };

void kms_watch_init(struct kms_watch *watch)
{
    const struct sockaddr_nl address = {.nl_family = AF_NETLINK, .nl_groups = KERNEL_GROUP};
    *watch =
        (struct kms_watch){.events = socket(AF_NETLINK, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC,
                                            NETLINK_KOBJECT_UEVENT)};
    if (watch->events < 0)
        return;
    if (bind(watch->events, (const struct sockaddr *)&address, sizeof address) != 0)
        kms_watch_finish(watch);
}

void kms_watch_finish(struct kms_watch *watch)
{
    if (watch->events >= 0)
        close(watch->events);
    watch->events = -1;
}

bool kms_watch_concerns(const char *text, size_t size)
{
    static const char mark[] = "SUBSYSTEM=drm";
    for (size_t at = 0; at < size;) {
        size_t length = strnlen(text + at, size - at);
        if (length == sizeof mark - 1 && memcmp(text + at, mark, length) == 0)
            return true;
        at += length + 1;
    }
    return false;
}

/* All that came is heard. */
bool kms_watch_told(struct kms_watch *watch)
{
    char event[EVENT_ROOM];
    bool told = false;
    if (watch->events < 0)
        return false;
    for (ssize_t size; (size = recv(watch->events, event, sizeof event, MSG_DONTWAIT)) > 0;)
        told |= kms_watch_concerns(event, (size_t)size);
    return told;
}

bool kms_watch_lost(struct kms_watch *watch, const struct kms_output *output,
                    const struct kms_wish *wish, int64_t now_ns)
{
    bool told = kms_watch_told(watch);
    if (!told && now_ns - watch->checked_ns < EVERY_NS)
        return false;
    watch->checked_ns = now_ns;
    return told ? !kms_output_is_same(output, wish) : !kms_output_is_there(output);
}
