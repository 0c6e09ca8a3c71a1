#include "store/zoneinfo.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "store/file.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NAME_MAX_BYTES = 128 };

static const struct zone *read_zone(const char *name, const char *path)
{
    struct buffer data;
    buffer_init(&data, ZONEINFO_BYTES_MAX);
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

char *zoneinfo_path(const char *name)
{
    if (name == NULL || !is_safe(name))
        return NULL;
    const char *folder = getenv("TZDIR");
    return file_join(folder != NULL && folder[0] != '\0' ? folder : "/usr/share/zoneinfo", name);
}

const struct zone *zoneinfo_find(void *self, const char *name)
{
    (void)self;
    char *path = zoneinfo_path(name);
    const struct zone *zone = path != NULL ? read_zone(name, path) : NULL;
    free(path);
    return zone;
}

/* A container may have it instead of the file. */
const char *zoneinfo_environment(void)
{
    const char *name = getenv("TZ");
    return name != NULL && name[0] == ':' ? name + 1 : name;
}

/* The name is where the link points to, below ".../zoneinfo/". */
char *zoneinfo_local_name(void)
{
    const char *name = "local";
    char target[PATH_MAX];
    ssize_t length = readlink(ZONEINFO_LOCAL, target, sizeof target - 1);
    if (length > 0) {
        target[length] = '\0';
        const char *folder = strstr(target, "zoneinfo/");
        if (folder != NULL && is_safe(folder + strlen("zoneinfo/")))
            name = folder + strlen("zoneinfo/");
    }
    return memory_text(name);
}

const struct zone *zoneinfo_local(void)
{
    const struct zone *named = zoneinfo_find(NULL, zoneinfo_environment());
    if (named != NULL)
        return named;
    char *name = zoneinfo_local_name();
    const struct zone *zone = read_zone(name, ZONEINFO_LOCAL);
    free(name);
    return zone;
}
