#include "store/cache_folder.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "base/moment.h"
#include "store/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HASH_DIGITS = 16, LEFT_LENGTH = 7 /* ".XXXXXX" */ };

static const char *const bad_names[CACHE_BAD_MAX] = {".bad",   ".bad-2", ".bad-3", ".bad-4",
                                                     ".bad-5", ".bad-6", ".bad-7", ".bad-8"};

/* --- what there is --- */

static bool is_bad(const char *rest)
{
    for (int i = 0; i < CACHE_BAD_MAX; i++)
        if (strcmp(rest, bad_names[i]) == 0)
            return true;
    return false;
}

/* False: it is not ours. */
static bool read_name(const char *name, struct cached_file *file)
{
    size_t digits = strspn(name, "0123456789abcdef");
    if (digits != HASH_DIGITS || strncmp(name + digits, CACHE_SUFFIX, strlen(CACHE_SUFFIX)) != 0)
        return false;
    const char *rest = name + digits + strlen(CACHE_SUFFIX);
    file->hash = strtoull(name, NULL, 16); /* ends at the point */
    file->kind = rest[0] == '\0' ? CACHE_FILE_ENTRY
                 : is_bad(rest)  ? CACHE_FILE_BAD
                                 : CACHE_FILE_LEFT;
    return file->kind != CACHE_FILE_LEFT || (rest[0] == '.' && strlen(rest) == LEFT_LENGTH);
}

static int by_worth(const void *left, const void *right)
{
    const struct cached_file *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->changed_ns != b->changed_ns)
        return a->changed_ns < b->changed_ns ? -1 : 1;
    return strcmp(a->path, b->path);
}

static void add(struct cache_listing *listing, const struct cached_file *file)
{
    size_t count = (size_t)listing->count + 1;
    listing->files = memory_resize(listing->files, count, sizeof *listing->files);
    listing->files[listing->count++] = *file;
    listing->bytes += file->bytes;
}

void cache_listing_read(struct cache_listing *listing, const char *folder)
{
    *listing = (struct cache_listing){0};
    DIR *dir = opendir(folder);
    if (dir == NULL)
        return;
    for (struct dirent *item; (item = readdir(dir)) != NULL;) {
        struct stat status;
        struct cached_file file;
        if (!read_name(item->d_name, &file) ||
            fstatat(dirfd(dir), item->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
            continue;
        file.plain = S_ISREG(status.st_mode);
        file.bytes = file.plain ? status.st_size : 0;
        file.changed_ns = status.st_mtim.tv_sec * NS_PER_SECOND + status.st_mtim.tv_nsec;
        file.path = file_join(folder, item->d_name);
        add(listing, &file);
    }
    closedir(dir);
    if (listing->count > 0)
        qsort(listing->files, (size_t)listing->count, sizeof *listing->files, by_worth);
}

void cache_listing_finish(struct cache_listing *listing)
{
    for (int i = 0; i < listing->count; i++)
        free(listing->files[i].path);
    free(listing->files);
    *listing = (struct cache_listing){0};
}

/* --- what may go --- */

int cache_folder_clear_left(const char *folder)
{
    struct cache_listing listing;
    int removed = 0;
    cache_listing_read(&listing, folder);
    for (int i = 0; i < listing.count; i++)
        removed +=
            listing.files[i].kind == CACHE_FILE_LEFT && file_remove_left(listing.files[i].path);
    cache_listing_finish(&listing);
    return removed;
}

int cache_folder_trim(const char *folder, const char *keep, int64_t most)
{
    struct cache_listing listing;
    int removed = 0;
    cache_listing_read(&listing, folder);
    for (int i = 0; i < listing.count && listing.bytes > most; i++) {
        const struct cached_file *file = &listing.files[i];
        if (!file->plain || strcmp(file->path, keep) == 0 || unlink(file->path) != 0)
            continue;
        listing.bytes -= file->bytes;
        removed++;
    }
    cache_listing_finish(&listing);
    return removed;
}

int cache_folder_make_room(const char *folder)
{
    struct cache_listing listing;
    int removed = cache_folder_clear_left(folder);
    cache_listing_read(&listing, folder);
    for (int i = 0; i < listing.count; i++)
        removed += listing.files[i].kind == CACHE_FILE_BAD && listing.files[i].bytes > 0 &&
                   unlink(listing.files[i].path) == 0;
    cache_listing_finish(&listing);
    return removed;
}

/* --- what is no good --- */

/* The oldest, until there is a place for one more. A folder with something in it was put there by
 * somebody, and stays. */
static int drop_oldest_bad(const char *folder)
{
    struct cache_listing listing;
    int removed = 0, count = 0;
    cache_listing_read(&listing, folder);
    for (int i = 0; i < listing.count; i++)
        count += listing.files[i].kind == CACHE_FILE_BAD;
    for (int i = 0; i < listing.count && count >= CACHE_BAD_MAX; i++) {
        if (listing.files[i].kind != CACHE_FILE_BAD || remove(listing.files[i].path) != 0)
            continue;
        count--;
        removed++;
    }
    cache_listing_finish(&listing);
    return removed;
}

char *cache_folder_set_aside(const char *folder, const char *path, int *removed)
{
    struct stat status;
    *removed = drop_oldest_bad(folder);
    for (int i = 0; i < CACHE_BAD_MAX; i++) {
        struct buffer name;
        buffer_init(&name, strlen(path) + strlen(bad_names[i]));
        buffer_print(&name, "%s%s", path, bad_names[i]);
        bool taken = lstat(buffer_text(&name), &status) == 0;
        if (!taken && rename(path, buffer_text(&name)) == 0)
            return buffer_take(&name);
        int why = errno;
        buffer_finish(&name);
        errno = taken ? EEXIST : why;
        if (!taken)
            break;
    }
    return NULL;
}
