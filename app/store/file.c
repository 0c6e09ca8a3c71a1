#include "store/file.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024 };

/* Asked before opening as well, since opening some devices already does something. */
static int why_not_regular(const struct stat *status)
{
    if (S_ISREG(status->st_mode))
        return 0;
    return S_ISDIR(status->st_mode) ? EISDIR : EINVAL;
}

static int open_regular(const char *path, off_t *size)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return -1;
    errno = why_not_regular(&status);
    if (errno != 0)
        return -1;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return -1;
    int why = fstat(fd, &status) != 0 ? errno : why_not_regular(&status);
    if (why != 0) {
        close(fd);
        errno = why;
        return -1;
    }
    *size = status.st_size;
    return fd;
}

/* 0, or an errno. */
static int read_all(int fd, struct buffer *out)
{
    char *chunk = memory_new(CHUNK);
    int why = 0;
    for (;;) {
        ssize_t got = read(fd, chunk, CHUNK);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            why = errno;
        if (got <= 0)
            break;
        if (!buffer_add(out, chunk, (size_t)got)) {
            why = EFBIG;
            break;
        }
    }
    free(chunk);
    return why;
}

bool file_read(const char *path, struct buffer *out)
{
    off_t size;
    int fd = open_regular(path, &size);
    if (fd < 0)
        return false;
    int why = EFBIG;
    if (out->overflow || (size_t)size > out->cap - out->length)
        out->overflow = true;
    else
        why = read_all(fd, out);
    close(fd);
    errno = why;
    return why == 0;
}

static int write_all(int fd, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t put = write(fd, data, size);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return errno;
        data += put;
        size -= (size_t)put;
    }
    return 0;
}

/* The rename is on disk only when the folder is. Where a file system cannot do that there is
 * nothing better to be had. */
static void sync_folder(const char *path)
{
    char *folder = file_folder(path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    free(folder);
}

/* Not every file system can rename without replacing; where that fails a second name does it. */
static bool rename_to_nothing(const char *from, const char *to)
{
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return true;
    return errno == EINVAL && link(from, to) == 0 && unlink(from) == 0;
}

/* How a new file takes its place. */
struct manner {
    mode_t mode;
    bool synced;
    bool (*put)(const char *from, const char *to);
};

static bool write_beside(const char *path, const void *data, size_t size,
                         const struct manner *manner)
{
    struct buffer name;
    buffer_init(&name, strlen(path) + 8);
    buffer_print(&name, "%s.XXXXXX", path);
    int why = 0;
    int fd = mkostemp(name.data, O_CLOEXEC);
    if (fd < 0) {
        why = errno;
        goto out;
    }
    flock(fd, LOCK_EX | LOCK_NB); /* see file_remove_left */
    why = write_all(fd, data, size);
    if (why == 0 && (fchmod(fd, manner->mode) != 0 || (manner->synced && fsync(fd) != 0)))
        why = errno;
    if (close(fd) != 0 && why == 0)
        why = errno;
    if (why == 0 && !manner->put(name.data, path))
        why = errno;
    if (why != 0)
        unlink(name.data);
    else if (manner->synced)
        sync_folder(path);
out:
    buffer_finish(&name);
    errno = why;
    return why == 0;
}

static bool rename_over(const char *from, const char *to)
{
    return rename(from, to) == 0;
}

bool file_replace(const char *path, const void *data, size_t size)
{
    return write_beside(path, data, size, &(struct manner){0600, true, rename_over});
}

bool file_publish(const char *path, const void *data, size_t size)
{
    return write_beside(path, data, size, &(struct manner){0644, true, rename_over});
}

static bool write_in_place(const char *path, const void *data, size_t size)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0644);
    if (fd < 0)
        return false;
    int why = write_all(fd, data, size);
    if (close(fd) != 0 && why == 0)
        why = errno;
    errno = why;
    return why == 0;
}

/* A device or a link must not become a file; and a file may be ours in a folder that is not. */
bool file_put(const char *path, const void *data, size_t size)
{
    struct stat status;
    bool there = lstat(path, &status) == 0;
    if (there && !S_ISREG(status.st_mode))
        return write_in_place(path, data, size);
    if (write_beside(path, data, size, &(struct manner){0644, false, rename_over}))
        return true;
    return there && (errno == EACCES || errno == EPERM) && write_in_place(path, data, size);
}

bool file_create(const char *path, const void *data, size_t size)
{
    return write_beside(path, data, size, &(struct manner){0644, true, rename_to_nothing});
}

bool file_remove_left(const char *path)
{
    struct stat status;
    if (lstat(path, &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (fd < 0)
        return false;
    bool removed = flock(fd, LOCK_EX | LOCK_NB) == 0 && unlink(path) == 0;
    close(fd);
    return removed;
}

/* Some blocks more than the data: the folder may grow. */
bool file_has_room(const char *folder, size_t size)
{
    enum { MORE_BLOCKS = 2 };
    struct statvfs system;
    if (statvfs(folder, &system) != 0 || system.f_frsize == 0)
        return true;
    uint64_t blocks = geteuid() == 0 ? system.f_bfree : system.f_bavail;
    uint64_t files = geteuid() == 0 ? system.f_ffree : system.f_favail;
    return blocks >= size / system.f_frsize + 1 + MORE_BLOCKS &&
           (system.f_files == 0 || files > 0); /* some file systems do not count them */
}

static bool is_folder(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return false;
    errno = S_ISDIR(status.st_mode) ? 0 : ENOTDIR;
    return S_ISDIR(status.st_mode);
}

bool file_make_folder(const char *path)
{
    if (is_folder(path))
        return true;
    char *part = memory_text(path);
    for (size_t end = strlen(part); end > 1 && part[end - 1] == '/'; end--)
        part[end - 1] = '\0';
    for (char *at = part; *at != '\0'; at++) {
        if (*at != '/' || at == part)
            continue;
        *at = '\0';
        mkdir(part, 0755); /* the last mkdir tells whether it worked */
        *at = '/';
    }
    int why = mkdir(part, 0700) == 0 ? 0 : errno;
    free(part);
    if (is_folder(path))
        return true;
    if (why != 0)
        errno = why;
    return false;
}

bool file_exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0;
}

char *file_join(const char *folder, const char *name)
{
    if (name[0] == '/' || folder[0] == '\0')
        return memory_text(name);
    size_t length = strlen(folder);
    struct buffer path;
    buffer_init(&path, length + strlen(name) + 1);
    buffer_print(&path, "%s%s%s", folder, folder[length - 1] == '/' ? "" : "/", name);
    return buffer_take(&path);
}

char *file_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return memory_text(".");
    if (slash == path)
        return memory_text("/");
    return memory_text_n(path, (size_t)(slash - path));
}
