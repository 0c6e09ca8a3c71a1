/* The last good answer of each source, on disk.
 *
 * One file a source, replaced atomically and only when the body changed (or a validator). A
 * torn, empty, foreign or future-version file is set aside (renamed to *.bad, see cache_folder.h)
 * and never fatal. An unwritable folder is said once, and again when it can be written: it is tried
 * with every entry that is to be kept, but no more often than CACHE_RETRY_S where trying itself may
 * write; a full disk is tried when there is room. All files together hold at most CACHE_TOTAL_MAX
 * bytes: the oldest go first. An entry that was not used in this run goes when it is older by
 * CACHE_OLD_S than the newest one: its source is configured no more. Only the owner can read them:
 * an address may hold a password. */
#ifndef RIWAQ_STORE_CACHE_H
#define RIWAQ_STORE_CACHE_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    CACHE_TOTAL_MAX = 64 * 1024 * 1024,
    CACHE_RETRY_S = 60,
    CACHE_OLD_S = 30 * 86400,
    CACHE_PATH_SIZE = 256
};

struct cache;

struct cache_entry {
    char *url, *etag, *last_modified; /* url never NULL, the others may be */
    char *media_type;                 /* of the body, as it was sent, or NULL */
    int64_t fetched_s;                /* when the body was fetched */
    int64_t confirmed_s;              /* when the server last said that it still holds; 0: then */
    char *body;
    size_t size;
};

/* What was done to the disk since the cache was made. */
struct cache_tally {
    char folder[CACHE_PATH_SIZE]; /* "": nothing is kept */
    bool failing;                 /* the last write failed */
    int64_t writes, bytes;        /* files that were replaced; what was written into them */
    int64_t removed, set_aside;   /* files */
    int64_t errors;               /* writes that failed */
    int error;                    /* errno of the last of these; 0: none */
    int64_t written_ns, error_ns; /* the last of each, since boot; 0: none */
    int files;                    /* there now, as of the last change; its entries and all else */
    int64_t held_bytes;           /* in these */
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
 * for that URL; true when what is on disk is right afterwards. NOW_NS is the monotonic time. When
 * it fails what was there before still is. */
bool cache_write(struct cache *cache, const struct cache_entry *entry, int64_t now_ns);
/* The same, and also when it differs in that alone: it was wrong. */
bool cache_correct(struct cache *cache, const struct cache_entry *entry, int64_t now_ns);
/* Drops what is kept for URL, if anything. */
void cache_forget(struct cache *cache, const char *url);
/* Nothing is kept for URL though it could be: its file was taken away, or the disk was full. */
bool cache_lacks(const struct cache *cache, const char *url);
/* The newest fetched_s or confirmed_s of all entries, or INT64_MIN: time was at least that late. */
int64_t cache_newest_s(struct cache *cache);
void cache_count(const struct cache *cache, struct cache_tally *out);

#endif
