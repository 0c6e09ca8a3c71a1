#include "store/cache.h"

#include "base/hash.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/moment.h"
#include "base/printable.h"
#include "store/cache_file.h"
#include "store/cache_folder.h"
#include "store/clock.h"
#include "store/file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* So often entries that nobody uses are looked for. */
#define SWEEP_NS (24 * 3600 * NS_PER_SECOND)

struct cache {
    char *folder; /* NULL: keeps nothing */
    struct cache_tally tally;
    int64_t failed_ns; /* when it was tried last; INT64_MIN: not since it was made */
    bool misled;       /* the disk was full though it told of room */
    bool stuck;        /* a damaged file could not be set aside, which was said */
    int64_t swept_ns;  /* INT64_MIN: not yet */
    uint64_t *used;    /* hashes of the URLs that were read or written, and not forgotten */
    int used_count;
};

/* --- the whole of it --- */

static void note_files(struct cache *cache)
{
    struct cache_listing listing;
    cache_listing_read(&listing, cache->folder);
    cache->tally.files = listing.count;
    cache->tally.held_bytes = listing.bytes;
    cache_listing_finish(&listing);
}

struct cache *cache_create(const char *folder)
{
    struct cache *cache = memory_new(sizeof *cache);
    cache->failed_ns = cache->swept_ns = INT64_MIN;
    if (folder == NULL)
        return cache;
    cache->folder = memory_text(folder);
    printable_line(cache->tally.folder, sizeof cache->tally.folder, folder);
    if (!file_make_folder(folder)) {
        cache->tally.error = errno;
        cache->tally.errors = 1;
        cache->tally.error_ns = clock_boot_ns();
        cache->tally.failing = true;
        log_warning("%s: cannot be made (%s): nothing will be kept for the next start without "
                    "network; make it writable, it is tried again with new content",
                    folder, strerror(cache->tally.error));
    }
    cache->tally.removed = cache_folder_clear_left(folder);
    note_files(cache);
    return cache;
}

void cache_destroy(struct cache *cache)
{
    if (cache == NULL)
        return;
    free(cache->folder);
    free(cache->used);
    free(cache);
}

void cache_count(const struct cache *cache, struct cache_tally *out)
{
    *out = cache->tally;
}

char *cache_default_folder(void)
{
    const char *folder = getenv("CACHE_DIRECTORY");
    if (folder != NULL && folder[0] != '\0') /* systemd lists several with colons */
        return memory_text_n(folder, strcspn(folder, ":"));
    folder = getenv("XDG_CACHE_HOME");
    if (folder != NULL && folder[0] == '/') /* relative ones are void by its specification */
        return file_join(folder, "riwaq");
    folder = getenv("HOME");
    if (folder != NULL && folder[0] == '/')
        return file_join(folder, ".cache/riwaq");
    return NULL;
}

static uint64_t hash_of(const char *url)
{
    return hash_bytes(HASH_START, url, strlen(url));
}

static char *path_of(const struct cache *cache, const char *url)
{
    struct buffer name;
    buffer_init(&name, 64);
    buffer_print(&name, "%016" PRIx64 CACHE_SUFFIX, hash_of(url));
    char *path = file_join(cache->folder, buffer_text(&name));
    buffer_finish(&name);
    return path;
}

/* --- what is used --- */

static int find_used(const struct cache *cache, uint64_t hash)
{
    int i = 0;
    while (i < cache->used_count && cache->used[i] != hash)
        i++;
    return i;
}

static void note_used(struct cache *cache, const char *url)
{
    uint64_t hash = hash_of(url);
    if (find_used(cache, hash) < cache->used_count)
        return;
    cache->used = memory_resize(cache->used, (size_t)cache->used_count + 1, sizeof *cache->used);
    cache->used[cache->used_count++] = hash;
}

static void note_unused(struct cache *cache, const char *url)
{
    int i = find_used(cache, hash_of(url));
    if (i < cache->used_count)
        cache->used[i] = cache->used[--cache->used_count];
}

/* --- reading --- */

static void set_aside(struct cache *cache, const char *path, int why)
{
    int removed = 0;
    char *as = cache_folder_set_aside(cache->folder, path, &removed);
    const char *what = why == 0 ? "damaged, or of another version of riwaq" : strerror(why);
    cache->tally.removed += removed;
    if (as != NULL) {
        log_warning("%s: %s: set aside as %s", path, what, as);
        cache->tally.set_aside++;
        note_files(cache);
    } else if (!cache->stuck) {
        log_warning("%s: %s, and it cannot be set aside (%s); it is not used", path, what,
                    strerror(errno));
        cache->stuck = true;
    }
    free(as);
}

/* Appends the file. 0, or an errno. Nothing but a regular file is ours, and no link leads to one.
 */
static int read_file(const char *path, struct buffer *out)
{
    struct stat status;
    if (lstat(path, &status) != 0)
        return errno;
    if (S_ISLNK(status.st_mode))
        return ELOOP;
    return file_read(path, out) ? 0 : errno;
}

/* Whether WHY an entry cannot be read is in that file, and not in the folder or in the system. */
static bool is_of_file(int why)
{
    switch (why) {
    case ENOENT:
    case ENOTDIR:
    case ENOMEM:
    case EMFILE:
    case ENFILE:
    case EINTR:
        return false;
    default:
        return true;
    }
}

bool cache_read(struct cache *cache, const char *url, struct cache_entry *out)
{
    *out = (struct cache_entry){0};
    if (cache->folder == NULL)
        return false;
    char *path = path_of(cache, url);
    struct buffer file;
    buffer_init(&file, CACHE_BODY_MAX + CACHE_HEAD_MAX);
    int why = read_file(path, &file);
    bool good = why == 0 && cache_file_parse(buffer_text(&file), file.length, out);
    if (!good && is_of_file(why))
        set_aside(cache, path, why);
    /* Two URLs of one hash: the file is the other one's. */
    if (good && strcmp(out->url, url) != 0) {
        cache_entry_finish(out);
        good = false;
    }
    if (good)
        note_used(cache, url);
    buffer_finish(&file);
    free(path);
    return good;
}

/* --- heads --- */

static bool read_head(const char *path, struct cache_entry *out)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (fd < 0)
        return false;
    char *head = memory_new(CACHE_HEAD_MAX);
    ssize_t length = read(fd, head, CACHE_HEAD_MAX);
    close(fd);
    bool good = length > 0 && cache_file_parse_head(head, (size_t)length, out);
    free(head);
    return good;
}

/* When it was last known to be right; INT64_MIN: it is no entry. */
static int64_t newest_of(const struct cached_file *file)
{
    struct cache_entry head;
    if (file->kind != CACHE_FILE_ENTRY || !file->plain || !read_head(file->path, &head))
        return INT64_MIN;
    int64_t newest = head.confirmed_s > head.fetched_s ? head.confirmed_s : head.fetched_s;
    cache_entry_finish(&head);
    return newest;
}

int64_t cache_newest_s(struct cache *cache)
{
    int64_t newest = INT64_MIN;
    struct cache_listing listing = {0};
    if (cache->folder != NULL)
        cache_listing_read(&listing, cache->folder);
    for (int i = 0; i < listing.count; i++) {
        int64_t one = newest_of(&listing.files[i]);
        newest = one > newest ? one : newest;
    }
    cache_listing_finish(&listing);
    return newest;
}

/* Entries of sources, and pictures, that are gone. */
static void sweep(struct cache *cache, int64_t now_ns)
{
    if (cache->swept_ns != INT64_MIN && now_ns - cache->swept_ns < SWEEP_NS)
        return;
    struct cache_listing listing;
    int64_t newest = cache_newest_s(cache);
    cache->swept_ns = now_ns;
    cache_listing_read(&listing, cache->folder);
    for (int i = 0; i < listing.count; i++) {
        int64_t one = newest_of(&listing.files[i]);
        if (one != INT64_MIN && one < newest - CACHE_OLD_S &&
            find_used(cache, listing.files[i].hash) == cache->used_count)
            cache->tally.removed += unlink(listing.files[i].path) == 0;
    }
    cache_listing_finish(&listing);
}

/* --- writing --- */

static bool text_equal(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool is_written(struct cache *cache, const struct cache_entry *entry, bool exact)
{
    struct cache_entry there;
    if (!cache_read(cache, entry->url, &there))
        return false;
    bool same = there.size == entry->size && text_equal(there.etag, entry->etag) &&
                text_equal(there.last_modified, entry->last_modified) &&
                text_equal(there.media_type, entry->media_type) &&
                there.confirmed_s == entry->confirmed_s &&
                (!exact || there.fetched_s == entry->fetched_s) &&
                (entry->size == 0 || memcmp(there.body, entry->body, entry->size) == 0);
    cache_entry_finish(&there);
    return same;
}

/* Where the folder is what refuses, trying writes nothing; a disk that is full is asked whether it
 * still is. Any other trouble may wear a card that is at its end. */
static bool may_try(const struct cache *cache, size_t size, int64_t now_ns)
{
    if (!cache->tally.failing || cache->failed_ns == INT64_MIN)
        return true;
    switch (cache->tally.error) {
    case EROFS:
    case EACCES:
    case EPERM:
    case ENOENT:
    case ENOTDIR:
    case EEXIST: /* something else has its name */
        return true;
    case ENOSPC:
        if (!file_has_room(cache->folder, size))
            return false;
        if (!cache->misled)
            return true;
        break;
    }
    return now_ns - cache->failed_ns >= CACHE_RETRY_S * NS_PER_SECOND;
}

/* 0, or an errno. A folder that was taken away is made again. */
static int put_file(struct cache *cache, const char *path, const struct buffer *file)
{
    if (file_replace(path, buffer_text(file), file->length))
        return 0;
    if (errno == ENOENT || errno == ENOTDIR) {
        if (!file_make_folder(cache->folder))
            return errno;
    } else if (errno == ENOSPC || errno == EDQUOT) {
        int why = errno, removed = cache_folder_make_room(cache->folder);
        cache->tally.removed += removed;
        if (removed == 0)
            return why;
    } else {
        return errno;
    }
    return file_replace(path, buffer_text(file), file->length) ? 0 : errno;
}

/* Said once for each change. */
static void note_failure(struct cache *cache, const char *path, int why, size_t size)
{
    if (!cache->tally.failing)
        log_warning("%s: cannot be written (%s): nothing more will be kept for the next start "
                    "without network; make the folder writable, it is tried again with new content",
                    path, strerror(why));
    cache->tally.failing = true;
    cache->tally.errors++;
    cache->tally.error = why;
    cache->tally.error_ns = clock_boot_ns();
    cache->misled = why == ENOSPC && file_has_room(cache->folder, size);
}

static void note_success(struct cache *cache, size_t size)
{
    if (cache->tally.failing)
        log_info("%s: can be written again", cache->folder);
    cache->tally.failing = false;
    cache->tally.writes++;
    cache->tally.bytes += (int64_t)size;
    cache->tally.written_ns = clock_boot_ns();
}

static bool write_entry(struct cache *cache, const struct cache_entry *entry, int64_t now_ns)
{
    struct buffer file;
    buffer_init(&file, CACHE_BODY_MAX + CACHE_HEAD_MAX);
    char *path = path_of(cache, entry->url);
    bool written = false;
    if (!cache_file_print(entry, &file) || !may_try(cache, file.length, now_ns))
        goto out;
    int why = put_file(cache, path, &file);
    written = why == 0;
    cache->failed_ns = now_ns;
    if (!written) {
        note_failure(cache, path, why, file.length);
        goto out;
    }
    note_success(cache, file.length);
    note_used(cache, entry->url);
    sweep(cache, now_ns);
    cache->tally.removed += cache_folder_trim(cache->folder, path, CACHE_TOTAL_MAX);
    note_files(cache);
out:
    free(path);
    buffer_finish(&file);
    return written;
}

static bool write_other(struct cache *cache, const struct cache_entry *entry, bool exact,
                        int64_t now_ns)
{
    if (cache->folder == NULL)
        return false;
    return is_written(cache, entry, exact) || write_entry(cache, entry, now_ns);
}

bool cache_write(struct cache *cache, const struct cache_entry *entry, int64_t now_ns)
{
    return write_other(cache, entry, false, now_ns);
}

bool cache_correct(struct cache *cache, const struct cache_entry *entry, int64_t now_ns)
{
    return write_other(cache, entry, true, now_ns);
}

void cache_forget(struct cache *cache, const char *url)
{
    if (cache->folder == NULL)
        return;
    struct cache_entry head;
    char *path = path_of(cache, url);
    note_unused(cache, url);
    if (read_head(path, &head)) {
        if (strcmp(head.url, url) == 0 && unlink(path) == 0) {
            cache->tally.removed++;
            note_files(cache);
        }
        cache_entry_finish(&head);
    }
    free(path);
}

bool cache_lacks(const struct cache *cache, const char *url)
{
    if (cache->folder == NULL || cache->tally.failing)
        return false;
    char *path = path_of(cache, url);
    bool lacks = !file_exists(path);
    free(path);
    return lacks;
}
