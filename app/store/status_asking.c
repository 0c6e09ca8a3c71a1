/* The side of who asks. */
#include "base/memory.h"
#include "store/file.h"
#include "store/status_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_CAP = 64, CHUNK = 64 * 1024 };

enum status_life status_folder_life(const char *path)
{
    char *name = file_join(path, "lock");
    int fd = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    int why = errno;
    struct flock lock = {.l_type = F_RDLCK, .l_whence = SEEK_SET};
    free(name);
    if (fd < 0)
        return why == EACCES ? STATUS_LIFE_HIDDEN : STATUS_LIFE_NONE;
    bool held = fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    close(fd);
    return held ? STATUS_LIFE_RUNNING : STATUS_LIFE_DEAD;
}

char *status_folder_find(void)
{
    char *own = status_folder_default();
    const char *alone = getenv("RUNTIME_DIRECTORY");
    if (own != NULL &&
        ((alone != NULL && alone[0] == '/') || status_folder_life(own) == STATUS_LIFE_RUNNING))
        return own;
    enum status_life common = status_folder_life("/run/riwaq");
    if (own != NULL && common != STATUS_LIFE_RUNNING && status_folder_life(own) != STATUS_LIFE_NONE)
        return own;
    free(own);
    return common != STATUS_LIFE_NONE ? memory_text("/run/riwaq") : NULL;
}

static bool read_fd(int fd, struct buffer *out)
{
    struct stat status;
    if (fstat(fd, &status) != 0)
        return false;
    if (!S_ISREG(status.st_mode)) {
        errno = EINVAL;
        return false;
    }
    char *chunk = memory_new(CHUNK);
    ssize_t got;
    while ((got = read(fd, chunk, CHUNK)) > 0 && buffer_add(out, chunk, (size_t)got))
        continue;
    free(chunk);
    if (got > 0)
        errno = EFBIG;
    return got == 0;
}

bool status_folder_read(const char *path, const char *name, struct buffer *out)
{
    char *file = file_join(path, name);
    int fd = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    bool good = fd >= 0 && read_fd(fd, out);
    int why = errno;
    if (fd >= 0)
        close(fd);
    free(file);
    errno = why;
    return good;
}

static char *name_of(const struct status_asked *asked)
{
    struct buffer name;
    buffer_init(&name, NAME_CAP);
    buffer_print(&name, "ask-%s.%s", asked->id, asked->picture ? "picture" : "status");
    return buffer_take(&name);
}

/* By a rename: what is seen there is whole, and never a link's target. */
bool status_folder_ask(const char *path, struct status_asked *asked, uint64_t seed)
{
    struct buffer id;
    buffer_init(&id, STATUS_ID_SIZE);
    buffer_print(&id, "%016" PRIx64, seed);
    for (int i = 0; i < STATUS_ID_SIZE; i++)
        asked->id[i] = buffer_text(&id)[i];
    buffer_finish(&id);
    char *name = name_of(asked), *file = file_join(path, name);
    bool good = file_create(file, "", 0);
    int why = errno;
    free(file);
    free(name);
    errno = why;
    return good;
}

bool status_folder_is_answered(const char *path, const struct status_asked *asked)
{
    char *name = name_of(asked), *file = file_join(path, name);
    bool gone = !file_exists(file);
    free(file);
    free(name);
    return gone;
}

bool status_folder_take_picture(const char *path, const struct status_asked *asked,
                                struct buffer *out)
{
    struct buffer name;
    buffer_init(&name, NAME_CAP);
    buffer_print(&name, "answer-%s.png", asked->id);
    bool good = status_folder_read(path, buffer_text(&name), out);
    int why = errno;
    char *file = file_join(path, buffer_text(&name));
    unlink(file);
    free(file);
    buffer_finish(&name);
    errno = why;
    return good;
}

void status_folder_withdraw(const char *path, const struct status_asked *asked)
{
    char *name = name_of(asked), *file = file_join(path, name);
    unlink(file);
    free(file);
    free(name);
}
