/* The last good answer of each source, on disk.
 *
 * One file a source, replaced atomically and only when the body changed (or a validator). A
 * torn, empty, foreign or future-version file is set aside (renamed to *.bad) and never
 * fatal. An unwritable folder is said once, and again when it can be written: it is tried every
 * CACHE_RETRY_S. All files together hold at most CACHE_TOTAL_MAX bytes: the oldest go first. Only
 * the owner can read them: an address may hold a password. */
#ifndef RIWAQ_STORE_CACHE_H
#define RIWAQ_STORE_CACHE_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

enum { CACHE_TOTAL_MAX = 64 * 1024 * 1024, CACHE_RETRY_S = 600 };

struct cache;

struct cache_entry {
    char *url, *etag, *last_modified; /* url never NULL, the others may be */
    char *media_type;                 /* of the body, as it was sent, or NULL */
    int64_t fetched_s;                /* when the body was fetched */
    int64_t confirmed_s;              /* when the server last said that it still holds; 0: then */
    char *body;
    size_t size;
};

/* FOLDER is made when missing; NULL gives a cache that keeps nothing. Never NULL. */
struct cache *cache_create(const char *folder);
void cache_destroy(struct cache *cache);
/* $CACHE_DIRECTORY, or $XDG_CACHE_HOME/riwaq, or ~/.cache/riwaq; free() it; NULL when none. */
char *cache_default_folder(void);
/* False when there is nothing (good) for URL. */
bool cache_read(struct cache *cache, const char *url, struct cache_entry *out);
void cache_entry_finish(struct cache_entry *entry);
/* Writes when it differs (in more than the time of the fetch) from what was read or written last
 * for that URL; true when what is on disk is right afterwards. NOW_NS is the monotonic time. */
bool cache_write(struct cache *cache, const struct cache_entry *entry, int64_t now_ns);
/* Drops what is kept for URL, if anything. */
void cache_forget(struct cache *cache, const char *url);
/* The newest fetched_s or confirmed_s of all entries, or INT64_MIN: time was at least that late. */
int64_t cache_newest_s(struct cache *cache);

#endif
