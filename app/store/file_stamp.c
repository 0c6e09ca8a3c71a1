#include "store/file_stamp.h"

#include "base/moment.h"

#include <sys/stat.h>

static int64_t nanoseconds(const struct timespec *at)
{
    return (int64_t)at->tv_sec * NS_PER_SECOND + at->tv_nsec;
}

struct file_stamp file_stamp_of(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return (struct file_stamp){0};
    return (struct file_stamp){.exists = true,
                               .device = status.st_dev,
                               .inode = status.st_ino,
                               .size = status.st_size,
                               .modified_ns = nanoseconds(&status.st_mtim),
                               .status_ns = nanoseconds(&status.st_ctim)};
}

bool file_stamp_equal(const struct file_stamp *a, const struct file_stamp *b)
{
    return a->exists == b->exists && a->device == b->device && a->inode == b->inode &&
           a->size == b->size && a->modified_ns == b->modified_ns && a->status_ns == b->status_ns;
}
