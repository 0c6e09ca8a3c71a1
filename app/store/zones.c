#include "store/zones.h"

#include "base/buffer.h"
#include "base/log.h"
#include "base/memory.h"
#include "store/file.h"
#include "store/file_stamp.h"
#include "store/zoneinfo.h"

#include <stdlib.h>
#include <string.h>

struct kept {
    char *name; /* as it is asked for; of the machine's own zone as the link tells */
    char *path;
    const struct zone *zone; /* NULL: none yet */
    struct buffer data;      /* that it was made from */
    struct file_stamp stamp;
    bool failed; /* what is there now is no zone; told so */
};

struct zones {
    struct kept kept[ZONES_KEPT_MAX];
    int count;
};

struct zones *zones_create(void)
{
    return memory_new(sizeof(struct zones));
}

void zones_destroy(struct zones *zones)
{
    for (int i = 0; zones != NULL && i < zones->count; i++) {
        struct kept *kept = &zones->kept[i];
        free(kept->name);
        free(kept->path);
        zone_put(kept->zone);
        buffer_finish(&kept->data);
    }
    free(zones);
}

static bool is_local(const struct kept *kept)
{
    return strcmp(kept->path, ZONEINFO_LOCAL) == 0;
}

static void tell_failure(struct kept *kept)
{
    if (kept->zone != NULL && !kept->failed)
        log_warning("%s: %s; the rules of %s stay as they were", kept->path,
                    kept->stamp.exists ? "this is no time zone (half-written?)"
                                       : "the file is gone",
                    kept->name);
    kept->failed = true;
}

/* Whether the bytes that were read are those of before; an update replaces all files, and changes
 * few. */
static bool is_same(const struct kept *kept, const struct buffer *data)
{
    return kept->zone != NULL && data->length == kept->data.length &&
           memcmp(buffer_text(data), buffer_text(&kept->data), data->length) == 0;
}

/* Takes over NAME. True when other rules were read. */
static bool read_anew(struct kept *kept, char *name)
{
    struct buffer data;
    buffer_init(&data, ZONEINFO_BYTES_MAX);
    kept->stamp = file_stamp_of(kept->path);
    bool read = file_read(kept->path, &data), renamed = strcmp(name, kept->name) != 0;
    free(kept->name);
    kept->name = name;
    if (read && !renamed && is_same(kept, &data)) {
        kept->failed = false;
        buffer_finish(&data);
        return false;
    }
    const struct zone *zone = read ? zone_parse(name, buffer_text(&data), data.length) : NULL;
    if (zone == NULL) {
        tell_failure(kept);
        buffer_finish(&data);
        return false;
    }
    zone_put(kept->zone);
    buffer_finish(&kept->data);
    kept->zone = zone;
    kept->data = data;
    kept->failed = false;
    return true;
}

/* NULL: there is no room for one more. */
static struct kept *add(struct zones *zones, char *name, char *path)
{
    if (zones->count == ZONES_KEPT_MAX) {
        free(name);
        free(path);
        return NULL;
    }
    struct kept *kept = &zones->kept[zones->count++];
    *kept = (struct kept){.name = name, .path = path};
    buffer_init(&kept->data, ZONEINFO_BYTES_MAX);
    read_anew(kept, memory_text(name));
    return kept;
}

const struct zone *zones_find(void *self, const char *name)
{
    struct zones *zones = self;
    char *path = zones != NULL ? zoneinfo_path(name) : NULL;
    if (path == NULL)
        return zoneinfo_find(NULL, name);
    for (int i = 0; i < zones->count; i++) {
        if (strcmp(zones->kept[i].path, path) != 0)
            continue;
        free(path);
        return zone_take(zones->kept[i].zone);
    }
    struct kept *kept = add(zones, memory_text(name), path);
    return kept != NULL ? zone_take(kept->zone) : zoneinfo_find(NULL, name);
}

const struct zone *zones_local(struct zones *zones)
{
    const struct zone *named = zones_find(zones, zoneinfo_environment());
    if (named != NULL || zones == NULL)
        return named != NULL ? named : zoneinfo_local();
    for (int i = 0; i < zones->count; i++)
        if (is_local(&zones->kept[i]))
            return zone_take(zones->kept[i].zone);
    struct kept *kept = add(zones, zoneinfo_local_name(), memory_text(ZONEINFO_LOCAL));
    return kept != NULL ? zone_take(kept->zone) : zoneinfo_local();
}

static bool update(struct kept *kept)
{
    char *name = is_local(kept) ? zoneinfo_local_name() : memory_text(kept->name);
    struct file_stamp stamp = file_stamp_of(kept->path);
    bool retry = kept->failed && stamp.exists;
    if (!retry && file_stamp_equal(&stamp, &kept->stamp) && strcmp(name, kept->name) == 0) {
        free(name);
        return false;
    }
    if (!read_anew(kept, name))
        return false;
    log_info("%s: the rules of the time zone are others now (%s)", kept->name, kept->path);
    return true;
}

bool zones_update(struct zones *zones)
{
    bool changed = false;
    for (int i = 0; i < zones->count; i++)
        changed |= update(&zones->kept[i]);
    return changed;
}
