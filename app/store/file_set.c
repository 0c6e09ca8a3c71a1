#include "store/file_set.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

void file_set_finish(struct file_set *set)
{
    for (int i = 0; i < set->count; i++)
        free(set->paths[i]);
    free(set->paths);
    free(set->stamps);
    *set = (struct file_set){0};
}

static bool has(const struct file_set *set, const char *path)
{
    for (int i = 0; i < set->count; i++)
        if (strcmp(set->paths[i], path) == 0)
            return true;
    return false;
}

static void add(struct file_set *set, const char *path, struct file_stamp stamp)
{
    size_t count = (size_t)set->count + 1;
    set->paths = memory_resize(set->paths, count, sizeof *set->paths);
    set->stamps = memory_resize(set->stamps, count, sizeof *set->stamps);
    set->paths[set->count] = memory_text(path);
    set->stamps[set->count++] = stamp;
}

void file_set_add(struct file_set *set, const char *path)
{
    if (path != NULL && !has(set, path))
        add(set, path, file_stamp_of(path));
}

void file_set_join(struct file_set *set, const struct file_set *from)
{
    for (int i = 0; i < from->count; i++)
        if (!has(set, from->paths[i]))
            add(set, from->paths[i], from->stamps[i]);
}

bool file_set_changed(const struct file_set *set)
{
    for (int i = 0; i < set->count; i++) {
        struct file_stamp now = file_stamp_of(set->paths[i]);
        if (!file_stamp_equal(&now, &set->stamps[i]))
            return true;
    }
    return false;
}
