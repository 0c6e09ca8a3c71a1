/* What tests of the cache share: a folder, an entry, and where its file is. */
#ifndef RIWAQ_TESTS_STORE_CACHED_H
#define RIWAQ_TESTS_STORE_CACHED_H

#include "store/cache.h"

#include "base/hash.h"
#include "folder.h"
#include "store/cache_file.h"
#include "store/cache_folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>

static const char url[] = "http://127.0.0.1:1/lobby.json";

static inline int set_up(void **state)
{
    *state = folder_create();
    return 0;
}

static inline int tear_down(void **state)
{
    folder_destroy(*state);
    return 0;
}

static inline struct cache_entry entry_of(const char *body)
{
    return (struct cache_entry){
        .url = (char *)url,
        .etag = (char *)"\"v1\"",
        .last_modified = (char *)"Wed, 19 Mar 2025 12:00:00 GMT",
        .media_type = (char *)"application/json; charset=utf-8",
        .fetched_s = 1742385600,
        .body = (char *)body,
        .size = strlen(body),
    };
}

static inline char *path_of(const char *folder, const char *address, const char *suffix)
{
    char name[80];
    snprintf(name, sizeof name, "%016" PRIx64 ".cache%s",
             hash_bytes(HASH_START, address, strlen(address)), suffix);
    return file_join(folder, name);
}

static inline ino_t inode_of(const char *path)
{
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    return status.st_ino;
}

static inline int count_files(const char *folder)
{
    int count = 0;
    DIR *dir = opendir(folder);
    for (struct dirent *item; (item = readdir(dir)) != NULL;)
        count += item->d_name[0] != '.';
    closedir(dir);
    return count;
}

static inline void write_at(const char *path, const char *data, size_t size)
{
    assert_true(file_replace(path, data, size));
}

#endif
