#include "store/cache.h"

#include "base/hash.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/moment.h"
#include "store/cache_file.h"
#include "store/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Files are named by 16 hex digits and this. */
#define SUFFIX ".cache"

struct cache {
    char *folder;      /* NULL: keeps nothing */
    bool failing;      /* could not be written; still read */
    int64_t failed_ns; /* when it was tried last; INT64_MIN: not since it was made */
};

struct cache *cache_create(const char *folder)
{
    struct cache *cache = memory_new(sizeof *cache);
    cache->failed_ns = INT64_MIN;
    if (folder == NULL)
        return cache;
    cache->folder = memory_text(folder);
    if (!file_make_folder(folder)) {
        log_warning("%s: cannot be made (%s): nothing will be kept for the next start without "
                    "network; make it writable, it is tried every 10 minutes",
                    folder, strerror(errno));
        cache->failing = true;
    }
    return cache;
}

void cache_destroy(struct cache *cache)
{
    if (cache == NULL)
        return;
    free(cache->folder);
    free(cache);
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

static char *path_of(const struct cache *cache, const char *url)
{
    struct buffer name;
    buffer_init(&name, 64);
    buffer_print(&name, "%016" PRIx64 SUFFIX, hash_bytes(HASH_START, url, strlen(url)));
    char *path = file_join(cache->folder, buffer_text(&name));
    buffer_finish(&name);
    return path;
}

static void set_aside(const char *path)
{
    struct buffer bad;
    buffer_init(&bad, strlen(path) + 8);
    buffer_print(&bad, "%s.bad", path);
    if (rename(path, buffer_text(&bad)) == 0)
        log_warning("%s: damaged or of another version of riwaq: set aside as *.bad", path);
    buffer_finish(&bad);
}

bool cache_read(struct cache *cache, const char *url, struct cache_entry *out)
{
    *out = (struct cache_entry){0};
    if (cache->folder == NULL)
        return false;
    char *path = path_of(cache, url);
    struct buffer file;
    buffer_init(&file, CACHE_BODY_MAX + CACHE_HEAD_MAX);
    bool good = false;
    if (file_read(path, &file)) {
        good = cache_file_parse(buffer_text(&file), file.length, out);
        if (!good)
            set_aside(path);
    } else if (errno == EFBIG) {
        set_aside(path);
    }
    /* Two URLs of one hash: the file is the other one's. */
    if (good && strcmp(out->url, url) != 0) {
        cache_entry_finish(out);
        good = false;
    }
    buffer_finish(&file);
    free(path);
    return good;
}

/* --- which files there are --- */

struct cached_file {
    char *name;
    bool whole; /* no *.bad and no left-over of a write */
    int64_t size, changed_s;
};

struct listing {
    struct cached_file *files;
    int count;
    int64_t total;
};

static void listing_finish(struct listing *listing)
{
    for (int i = 0; i < listing->count; i++)
        free(listing->files[i].name);
    free(listing->files);
}

/* The folder may hold what is not ours, and that is never touched. */
static bool is_ours(const char *name, bool *whole)
{
    size_t digits = strspn(name, "0123456789abcdef");
    if (digits != 16 || strncmp(name + digits, SUFFIX, strlen(SUFFIX)) != 0)
        return false;
    const char *rest = name + digits + strlen(SUFFIX);
    *whole = rest[0] == '\0';
    return *whole || strcmp(rest, ".bad") == 0 || (rest[0] == '.' && strlen(rest) == 7);
}

static void listing_read(struct listing *listing, const char *folder)
{
    *listing = (struct listing){0};
    DIR *dir = opendir(folder);
    if (dir == NULL)
        return;
    struct dirent *item;
    while ((item = readdir(dir)) != NULL) {
        struct stat status;
        bool whole;
        if (!is_ours(item->d_name, &whole) ||
            fstatat(dirfd(dir), item->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0 ||
            !S_ISREG(status.st_mode))
            continue;
        listing->files =
            memory_resize(listing->files, (size_t)listing->count + 1, sizeof *listing->files);
        listing->files[listing->count++] = (struct cached_file){
            .name = memory_text(item->d_name),
            .whole = whole,
            .size = status.st_size,
            .changed_s = status.st_mtime,
        };
        listing->total += status.st_size;
    }
    closedir(dir);
}

/* What may go first: damaged ones, then by age. */
static int by_worth(const void *left, const void *right)
{
    const struct cached_file *a = left, *b = right;
    if (a->whole != b->whole)
        return a->whole - b->whole;
    if (a->changed_s != b->changed_s)
        return a->changed_s < b->changed_s ? -1 : 1;
    return strcmp(a->name, b->name);
}

/* Drops files until all fit; never the one at KEEP. */
static void trim(const struct cache *cache, const char *keep)
{
    struct listing listing;
    listing_read(&listing, cache->folder);
    if (listing.total > CACHE_TOTAL_MAX)
        qsort(listing.files, (size_t)listing.count, sizeof *listing.files, by_worth);
    for (int i = 0; i < listing.count && listing.total > CACHE_TOTAL_MAX; i++) {
        char *path = file_join(cache->folder, listing.files[i].name);
        if (strcmp(path, keep) != 0 && unlink(path) == 0)
            listing.total -= listing.files[i].size;
        free(path);
    }
    listing_finish(&listing);
}

/* --- writing --- */

static bool text_equal(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool is_written(struct cache *cache, const struct cache_entry *entry)
{
    struct cache_entry there;
    if (!cache_read(cache, entry->url, &there))
        return false;
    bool same = there.size == entry->size && text_equal(there.etag, entry->etag) &&
                text_equal(there.last_modified, entry->last_modified) &&
                text_equal(there.media_type, entry->media_type) &&
                there.confirmed_s == entry->confirmed_s &&
                (entry->size == 0 || memcmp(there.body, entry->body, entry->size) == 0);
    cache_entry_finish(&there);
    return same;
}

/* A full disk or a folder that is mounted late is no reason to keep nothing until the next start.
 * Said once for each change. */
static bool replace(struct cache *cache, const char *path, const struct buffer *file,
                    int64_t now_ns)
{
    if (cache->failing)
        file_make_folder(cache->folder);
    bool written = file_replace(path, buffer_text(file), file->length);
    if (written && cache->failing)
        log_info("%s: can be written again", cache->folder);
    if (!written && !cache->failing)
        log_warning("%s: cannot be written (%s): nothing more will be kept for the next start "
                    "without network; make the folder writable, it is tried every 10 minutes",
                    path, strerror(errno));
    cache->failing = !written;
    cache->failed_ns = now_ns;
    return written;
}

static bool is_resting(const struct cache *cache, int64_t now_ns)
{
    return cache->failing && cache->failed_ns != INT64_MIN &&
           now_ns - cache->failed_ns < CACHE_RETRY_S * NS_PER_SECOND;
}

bool cache_write(struct cache *cache, const struct cache_entry *entry, int64_t now_ns)
{
    if (cache->folder == NULL || is_resting(cache, now_ns))
        return false;
    if (is_written(cache, entry))
        return true;
    struct buffer file;
    buffer_init(&file, CACHE_BODY_MAX + CACHE_HEAD_MAX);
    char *path = path_of(cache, entry->url);
    bool written = false;
    if (!cache_file_print(entry, &file))
        goto out;
    written = replace(cache, path, &file, now_ns);
    if (written)
        trim(cache, path);
out:
    free(path);
    buffer_finish(&file);
    return written;
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

void cache_forget(struct cache *cache, const char *url)
{
    if (cache->folder == NULL)
        return;
    struct cache_entry head;
    char *path = path_of(cache, url);
    if (read_head(path, &head)) {
        if (strcmp(head.url, url) == 0)
            unlink(path);
        cache_entry_finish(&head);
    }
    free(path);
}

int64_t cache_newest_s(struct cache *cache)
{
    int64_t newest = INT64_MIN;
    struct listing listing = {0};
    if (cache->folder != NULL)
        listing_read(&listing, cache->folder);
    for (int i = 0; i < listing.count; i++) {
        struct cache_entry head;
        char *path = file_join(cache->folder, listing.files[i].name);
        if (listing.files[i].whole && read_head(path, &head)) {
            if (head.fetched_s > newest)
                newest = head.fetched_s;
            if (head.confirmed_s > newest)
                newest = head.confirmed_s;
            cache_entry_finish(&head);
        }
        free(path);
    }
    listing_finish(&listing);
    return newest;
}
