#include "store/zoneinfo.h"

#include "base/buffer.h"
#include "store/file.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The largest file of tzdata has a few kilobytes. */
enum { ZONE_BYTES_MAX = 256 * 1024, NAME_MAX_BYTES = 128 };

static const struct zone *read_zone(const char *name, const char *path)
{
    struct buffer data;
    buffer_init(&data, ZONE_BYTES_MAX);
    const struct zone *zone = NULL;
    if (file_read(path, &data))
        zone = zone_parse(name, buffer_text(&data), data.length);
    buffer_finish(&data);
    return zone;
}

/* Names come from content, that is from the network: no way out of the folder. */
static bool is_safe(const char *name)
{
    size_t length = strnlen(name, NAME_MAX_BYTES + 1);
    if (length == 0 || length > NAME_MAX_BYTES || name[0] == '/' || name[length - 1] == '/')
        return false;
    if (name[0] == '.' || strstr(name, "/.") != NULL)
        return false;
    return strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/.") ==
           length;
}

const struct zone *zoneinfo_find(void *self, const char *name)
{
    (void)self;
    if (name == NULL || !is_safe(name))
        return NULL;
    const char *folder = getenv("TZDIR");
    char *path =
        file_join(folder != NULL && folder[0] != '\0' ? folder : "/usr/share/zoneinfo", name);
    const struct zone *zone = read_zone(name, path);
    free(path);
    return zone;
}

/* The name in $TZ, which a container may have instead of the file. */
static const struct zone *named_by_environment(void)
{
    const char *name = getenv("TZ");
    if (name != NULL && name[0] == ':')
        name++;
    return zoneinfo_find(NULL, name);
}

/* The name is where the link points to, below ".../zoneinfo/". */
const struct zone *zoneinfo_local(void)
{
    const struct zone *named = named_by_environment();
    if (named != NULL)
        return named;
    const char *name = "local";
    char target[PATH_MAX];
    ssize_t length = readlink("/etc/localtime", target, sizeof target - 1);
    if (length > 0) {
        target[length] = '\0';
        const char *folder = strstr(target, "zoneinfo/");
        if (folder != NULL && is_safe(folder + strlen("zoneinfo/")))
            name = folder + strlen("zoneinfo/");
    }
    return read_zone(name, "/etc/localtime");
}
