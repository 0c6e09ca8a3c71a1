#include "store/status_folder.h"

#include "base/log.h"
#include "base/memory.h"
#include "store/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#define ASK         "ask-"
#define ANSWER      "answer-"
#define FOR_STATUS  ".status"
#define FOR_PICTURE ".picture"

enum { KEPT = 4, NAME_CAP = 64, STARTS_CAP = 64 + STATUS_NOTE_SIZE, CHUNK = 64 * 1024 };

struct status_folder {
    char *path;
    int lock_fd, notify_fd, counts_fd;
    struct status_counts counts;
    char note[STATUS_NOTE_SIZE];
    char kept[KEPT][STATUS_ID_SIZE]; /* of pictures that may lie there still */
    int next;
};

/* --- names --- */

static char *path_in(const char *folder, const char *prefix, const char *id, const char *suffix)
{
    struct buffer name;
    buffer_init(&name, NAME_CAP);
    buffer_print(&name, "%s%s%s", prefix, id, suffix);
    char *path = file_join(folder, buffer_text(&name));
    buffer_finish(&name);
    return path;
}

static void unlink_in(const char *folder, const char *prefix, const char *id, const char *suffix)
{
    char *path = path_in(folder, prefix, id, suffix);
    unlink(path);
    free(path);
}

static const char *suffix_of(const struct status_asked *asked)
{
    return asked->picture ? FOR_PICTURE : FOR_STATUS;
}

/* "ask-ID.status", "ask-ID.picture" */
static bool read_name(const char *name, struct status_asked *asked)
{
    size_t length = STATUS_ID_SIZE - 1;
    if (strncmp(name, ASK, strlen(ASK)) != 0)
        return false;
    const char *id = name + strlen(ASK);
    if (strspn(id, "0123456789abcdef") != length)
        return false;
    asked->picture = strcmp(id + length, FOR_PICTURE) == 0;
    memcpy(asked->id, id, length);
    asked->id[length] = '\0';
    return strcmp(id + length, suffix_of(asked)) == 0;
}

/* --- starts --- */

/* "STARTS CRASHES RUNNING NOTE": the third is 1 until a run ends as it should. */
static void write_starts(const struct status_folder *folder, bool running)
{
    struct buffer text;
    buffer_init(&text, STARTS_CAP);
    buffer_print(&text, "%d %d %d%s%s\n", folder->counts.restarts + 1, folder->counts.crashes,
                 running, folder->note[0] != '\0' ? " " : "", folder->note);
    status_folder_write((struct status_folder *)folder, "starts", &text);
    bool shorter = folder->counts_fd >= 0 && ftruncate(folder->counts_fd, 0) == 0;
    if (shorter && pwrite(folder->counts_fd, text.data, text.length, 0) < 0)
        log_warning("the starts cannot be counted: %s", strerror(errno));
    buffer_finish(&text);
}

static bool read_starts(const struct status_folder *folder, struct buffer *text)
{
    char kept[STARTS_CAP];
    ssize_t got = folder->counts_fd >= 0 ? pread(folder->counts_fd, kept, sizeof kept, 0) : 0;
    if (got > 0)
        return buffer_add(text, kept, (size_t)got);
    return status_folder_read(folder->path, "starts", text);
}

static void count_start(struct status_folder *folder)
{
    struct buffer text;
    buffer_init(&text, STARTS_CAP);
    if (read_starts(folder, &text)) {
        char *rest;
        long starts = strtol(buffer_text(&text), &rest, 10), crashes = strtol(rest, &rest, 10);
        long running = strtol(rest, &rest, 10);
        rest += strspn(rest, " ");
        snprintf(folder->note, sizeof folder->note, "%.*s", (int)strcspn(rest, "\n"), rest);
        if (starts > 0 && starts < INT32_MAX && crashes >= 0 && crashes <= starts)
            folder->counts = (struct status_counts){(int)starts, (int)(crashes + (running == 1))};
    }
    buffer_finish(&text);
    write_starts(folder, true);
}

/* --- for who runs --- */

static char *folder_of(const char *variable, const char *name)
{
    const char *folder = getenv(variable);
    if (folder == NULL || folder[0] != '/')
        return NULL;
    char *first = memory_text_n(folder, strcspn(folder, ":")); /* systemd lists several so */
    if (name == NULL)
        return first;
    char *path = file_join(first, name);
    free(first);
    return path;
}

char *status_folder_default(void)
{
    char *path = folder_of("RUNTIME_DIRECTORY", NULL);
    return path != NULL ? path : folder_of("XDG_RUNTIME_DIR", "riwaq");
}

/* A lock of the process: no end of it, and no other file's, leaves it behind. */
static int take_lock(const char *folder)
{
    char *path = file_join(folder, "lock");
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0644);
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    free(path);
    if (fd < 0 || fcntl(fd, F_SETLK, &lock) == 0)
        return fd;
    int why = errno == EACCES ? EAGAIN : errno;
    close(fd);
    errno = why;
    return -1;
}

/* What was asked of, answered by, or half written by one that is no more. */
static bool is_left(const char *name)
{
    static const char *const beginnings[] = {ASK, ANSWER, "status.json.", "riwaq.prom.", "starts."};
    for (size_t i = 0; i < COUNT_OF(beginnings); i++)
        if (strncmp(name, beginnings[i], strlen(beginnings[i])) == 0)
            return true;
    return false;
}

static void clear_left(const char *folder)
{
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir != NULL && (entry = readdir(dir)) != NULL;)
        if (is_left(entry->d_name))
            unlinkat(dirfd(dir), entry->d_name, 0);
    if (dir != NULL)
        closedir(dir);
}

struct status_folder *status_folder_open(const char *path, int kept, struct status_counts *counts)
{
    if (!file_make_folder(path))
        return NULL;
    int lock_fd = take_lock(path);
    if (lock_fd < 0)
        return NULL;
    struct status_folder *folder = memory_new(sizeof *folder);
    folder->path = memory_text(path);
    folder->lock_fd = lock_fd;
    folder->counts_fd = kept;
    clear_left(path);
    count_start(folder);
    folder->notify_fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (folder->notify_fd >= 0 &&
        inotify_add_watch(folder->notify_fd, path, IN_MOVED_TO | IN_CREATE | IN_ONLYDIR) < 0) {
        close(folder->notify_fd);
        folder->notify_fd = -1;
    }
    *counts = folder->counts;
    return folder;
}

void status_folder_close(struct status_folder *folder)
{
    if (folder == NULL)
        return;
    write_starts(folder, false);
    clear_left(folder->path);
    if (folder->notify_fd >= 0)
        close(folder->notify_fd);
    close(folder->lock_fd);
    free(folder->path);
    free(folder);
}

bool status_folder_write(struct status_folder *folder, const char *name, const struct buffer *text)
{
    char *path = file_join(folder->path, name);
    bool good = !text->overflow && file_publish(path, buffer_text(text), text->length);
    free(path);
    return good;
}

const char *status_folder_note(const struct status_folder *folder)
{
    return folder->note;
}

void status_folder_leave(struct status_folder *folder, const char *note)
{
    if (strcmp(folder->note, note) == 0)
        return;
    snprintf(folder->note, sizeof folder->note, "%s", note);
    write_starts(folder, true);
}

int status_folder_fd(const struct status_folder *folder)
{
    return folder->notify_fd;
}

static void clear_events(const struct status_folder *folder)
{
    char *events = memory_new(CHUNK);
    while (folder->notify_fd >= 0 && read(folder->notify_fd, events, CHUNK) > 0)
        continue;
    free(events);
}

int status_folder_asked(struct status_folder *folder, struct status_asked asked[STATUS_ASKED_MAX])
{
    int count = 0;
    clear_events(folder);
    DIR *dir = opendir(folder->path);
    for (struct dirent *entry;
         dir != NULL && count < STATUS_ASKED_MAX && (entry = readdir(dir)) != NULL;)
        count += read_name(entry->d_name, &asked[count]);
    if (dir != NULL)
        closedir(dir);
    return count;
}

char *status_folder_picture(struct status_folder *folder, const struct status_asked *asked)
{
    char *last = folder->kept[folder->next];
    if (last[0] != '\0')
        unlink_in(folder->path, ANSWER, last, ".png");
    memcpy(last, asked->id, STATUS_ID_SIZE);
    folder->next = (folder->next + 1) % KEPT;
    return path_in(folder->path, ANSWER, asked->id, ".png");
}

void status_folder_answer(struct status_folder *folder, const struct status_asked *asked)
{
    unlink_in(folder->path, ASK, asked->id, suffix_of(asked));
}
