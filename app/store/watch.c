#include "store/watch.h"

#include "base/log.h"
#include "base/memory.h"
#include "store/file.h"

#include <errno.h>
#include <limits.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EVENTS_BYTES = 16 * (sizeof(struct inotify_event) + NAME_MAX + 1) };

#define EVENTS                                                                                     \
    (IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_MOVED_FROM | IN_MOVED_TO | IN_CREATE |            \
     IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)

/* While a change is under way. */
#define AGAIN_NS (10 * NS_PER_MILLISECOND)

/* A folder, and a name in it that matters. */
struct place {
    char *folder;
    char *name;   /* NULL: all names do */
    int watch;    /* inotify's; -1: none */
    bool writing; /* it was written to, and not closed yet */
};

struct watch {
    int fd; /* -1: there is no inotify */
    struct file_set files;
    struct file_stamp *seen; /* of the files, at the last look */
    struct place *places;
    int place_count;
    bool hinted;       /* an event was of one of the files */
    bool written;      /* at the last look who writes had not closed */
    int64_t first_ns;  /* when a change was seen first; 0: none is under way */
    int64_t latest_ns; /* and the newest */
    int64_t poll_ns;   /* when to look though nothing was told */
    int64_t looked_ns; /* the last time */
};

struct watch *watch_create(bool notified)
{
    struct watch *watch = memory_new(sizeof *watch);
    watch->fd = notified ? inotify_init1(IN_NONBLOCK | IN_CLOEXEC) : -1;
    if (notified && watch->fd < 0)
        log_warning("edits are noticed by looking every two seconds: %s", strerror(errno));
    return watch;
}

static void drop_places(struct watch *watch)
{
    for (int i = 0; i < watch->place_count; i++) {
        free(watch->places[i].folder);
        free(watch->places[i].name);
    }
    free(watch->places);
    watch->places = NULL;
    watch->place_count = 0;
}

void watch_destroy(struct watch *watch)
{
    if (watch == NULL)
        return;
    drop_places(watch);
    file_set_finish(&watch->files);
    free(watch->seen);
    if (watch->fd >= 0)
        close(watch->fd);
    free(watch);
}

/* --- which folders --- */

/* One that is watched already gives the same number again, also when it is another folder now. */
static void arm(struct watch *watch)
{
    for (int i = 0; watch->fd >= 0 && i < watch->place_count; i++) {
        struct place *place = &watch->places[i];
        int before = place->watch;
        place->watch = inotify_add_watch(watch->fd, place->folder, EVENTS);
        if (before >= 0 && before != place->watch) /* it went, and another has its name */
            inotify_rm_watch(watch->fd, before);
    }
}

/* Takes FOLDER and NAME over. */
static void add_place(struct watch *watch, char *folder, char *name)
{
    size_t count = (size_t)watch->place_count + 1;
    watch->places = memory_resize(watch->places, count, sizeof *watch->places);
    watch->places[watch->place_count++] =
        (struct place){.folder = folder, .name = name, .watch = -1};
}

static void add_path(struct watch *watch, const char *path)
{
    const char *slash = strrchr(path, '/');
    add_place(watch, file_folder(path), memory_text(slash != NULL ? slash + 1 : path));
}

static void add_places(struct watch *watch, const char *path)
{
    struct stat status;
    char *plain = realpath(path, NULL);
    add_path(watch, path);
    if (plain != NULL && strcmp(plain, path) != 0)
        add_path(watch, plain);
    if (plain != NULL && stat(plain, &status) == 0 && S_ISDIR(status.st_mode))
        add_place(watch, memory_text(plain), NULL);
    free(plain);
}

/* Those that are not asked for any more. */
static void disarm_others(struct watch *watch, const struct place *before, int count)
{
    for (int i = 0; watch->fd >= 0 && i < count; i++) {
        bool kept = before[i].watch < 0;
        for (int k = 0; k < watch->place_count && !kept; k++)
            kept = watch->places[k].watch == before[i].watch;
        for (int k = 0; k < i && !kept; k++)
            kept = before[k].watch == before[i].watch; /* has been */
        if (!kept)
            inotify_rm_watch(watch->fd, before[i].watch);
    }
}

void watch_set(struct watch *watch, const struct file_set *files)
{
    struct watch before = *watch;
    struct file_set copy = {0};
    file_set_join(&copy, files);
    watch->places = NULL;
    watch->place_count = 0;
    for (int i = 0; i < copy.count; i++)
        add_places(watch, copy.paths[i]);
    arm(watch);
    disarm_others(watch, before.places, before.place_count);
    drop_places(&before);
    file_set_finish(&watch->files);
    watch->files = copy;
    free(watch->seen);
    watch->seen = memory_array((size_t)copy.count + 1, sizeof *watch->seen);
    memcpy(watch->seen, copy.stamps, (size_t)copy.count * sizeof *watch->seen);
    watch->first_ns = watch->latest_ns = 0;
    watch->hinted = watch->written = false;
    watch->poll_ns = 0; /* what was saved since they were read is found at the next look */
}

int watch_fd(const struct watch *watch)
{
    return watch->fd;
}

/* --- what comes by --- */

/* True when it was of one of the files. */
static bool note_event(struct watch *watch, const struct inotify_event *event)
{
    bool own = false;
    const char *name = event->len > 0 ? event->name : "";
    for (int i = 0; i < watch->place_count; i++) {
        struct place *place = &watch->places[i];
        if (place->watch != event->wd || (place->name != NULL && strcmp(place->name, name) != 0))
            continue;
        own = true;
        if (place->name == NULL)
            continue;
        if ((event->mask & IN_MODIFY) != 0)
            place->writing = true;
        if ((event->mask & (IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE | IN_MOVED_FROM)) != 0)
            place->writing = false;
        /* In one tick of the kernel's clock a file can be read and written again: its stamp would
         * be the same. */
        if ((event->mask & (IN_MODIFY | IN_MOVED_TO)) != 0)
            watch->hinted = true;
    }
    return own;
}

/* Whether there was any; *OWN: of one of the files. */
static bool drain(struct watch *watch, bool *own)
{
    alignas(struct inotify_event) char bytes[EVENTS_BYTES];
    bool any = false;
    *own = false;
    for (ssize_t got; watch->fd >= 0 && (got = read(watch->fd, bytes, sizeof bytes)) > 0;) {
        any = true;
        for (ssize_t at = 0; at < got;) {
            const struct inotify_event *event = (const struct inotify_event *)(void *)(bytes + at);
            *own |= note_event(watch, event);
            at += (ssize_t)(sizeof *event + event->len);
        }
    }
    return any;
}

/* --- what is there --- */

/* Looks at all files: whether one is another than at the last look, and than it was when it was
 * read; and whether one of these is gone, or empty. */
static void look_at_files(struct watch *watch, bool *moved, bool *changed, bool *gone)
{
    *moved = *changed = *gone = false;
    for (int i = 0; i < watch->files.count; i++) {
        struct file_stamp now = file_stamp_of(watch->files.paths[i]);
        *moved |= !file_stamp_equal(&now, &watch->seen[i]);
        watch->seen[i] = now;
        if (file_stamp_equal(&now, &watch->files.stamps[i]))
            continue;
        *changed = true;
        *gone |= !now.exists || now.size == 0;
    }
}

static bool is_written(const struct watch *watch)
{
    for (int i = 0; i < watch->place_count; i++)
        if (watch->places[i].writing)
            return true;
    return false;
}

static bool is_settled(const struct watch *watch, bool gone, int64_t now_ns)
{
    int64_t quiet_ns = now_ns - watch->latest_ns, since_ns = now_ns - watch->first_ns;
    if (watch->written)
        return since_ns >= WATCH_WRITING_NS;
    if (gone)
        return quiet_ns >= WATCH_GONE_NS;
    return quiet_ns >= WATCH_QUIET_NS || since_ns >= WATCH_RESTLESS_NS;
}

bool watch_look(struct watch *watch, int64_t now_ns)
{
    bool own, moved, changed, gone;
    bool told = drain(watch, &own);
    if (!told && watch->first_ns == 0 && now_ns < watch->poll_ns)
        return false;
    if (now_ns >= watch->poll_ns) {
        arm(watch); /* folders come and go too */
        watch->poll_ns = now_ns + WATCH_POLL_NS;
    }
    watch->looked_ns = now_ns;
    look_at_files(watch, &moved, &changed, &gone);
    if (!changed && !watch->hinted) {
        watch->first_ns = 0;
        return false;
    }
    if (watch->first_ns == 0)
        watch->first_ns = watch->latest_ns = now_ns;
    if (moved || own)
        watch->latest_ns = now_ns;
    if (watch->written && !is_written(watch))
        watch->first_ns = now_ns;
    watch->written = is_written(watch);
    return is_settled(watch, gone, now_ns);
}

bool watch_is_settling(const struct watch *watch)
{
    return watch->first_ns != 0;
}

int64_t watch_due_ns(const struct watch *watch)
{
    if (watch->first_ns == 0)
        return watch->poll_ns;
    int64_t quiet_ns = watch->latest_ns + WATCH_QUIET_NS, again_ns = watch->looked_ns + AGAIN_NS;
    return quiet_ns > again_ns ? quiet_ns : again_ns;
}
