/* The files in a cache's folder: by what they are, what of them may go, and how one that is no good
 * is put out of the way.
 *
 *     HASH.cache           an entry (store/cache_file.h); HASH: 16 hexadecimal digits of its URL
 *     HASH.cache.XXXXXX    being written, or left by a power cut
 *     HASH.cache.bad       could not be used, kept to be looked at; so are .bad-2 to .bad-8
 *
 * Whatever else lies there is somebody else's and is never touched. */
#ifndef RIWAQ_STORE_CACHE_FOLDER_H
#define RIWAQ_STORE_CACHE_FOLDER_H

#include <stdbool.h>
#include <stdint.h>

#define CACHE_SUFFIX ".cache"

enum { CACHE_BAD_MAX = 8 /* in the whole folder: the oldest go first */ };

enum cache_file_kind { CACHE_FILE_BAD, CACHE_FILE_LEFT, CACHE_FILE_ENTRY }; /* the first go first */

struct cached_file {
    char *path;
    uint64_t hash; /* of its URL */
    enum cache_file_kind kind;
    bool plain;    /* a regular file; else a folder, a link, a FIFO */
    int64_t bytes; /* 0 unless plain */
    int64_t changed_ns;
};

struct cache_listing {
    struct cached_file *files; /* what may go first stands first; then by age */
    int count;
    int64_t bytes; /* of all */
};

void cache_listing_read(struct cache_listing *listing, const char *folder);
void cache_listing_finish(struct cache_listing *listing);

/* Each returns how many files it removed. */
/* Of writes that never came to their end; not those of another process that writes now. */
int cache_folder_clear_left(const char *folder);
/* Files until all fit into MOST bytes; never the one at KEEP. */
int cache_folder_trim(const char *folder, const char *keep, int64_t most);
/* What nobody will read any more: left-overs, and what was set aside. */
int cache_folder_make_room(const char *folder);

/* Renames what is at PATH, whatever it is, to one of the names above. Its new path, to be freed;
 * NULL with errno set: it cannot be renamed. *REMOVED: how many older ones went for it. */
char *cache_folder_set_aside(const char *folder, const char *path, int *removed);

#endif
