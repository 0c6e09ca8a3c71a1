/* A new folder for the files of one test, and its removal with all that is in it. */
#ifndef RIWAQ_TESTS_STORE_FOLDER_H
#define RIWAQ_TESTS_STORE_FOLDER_H

#include "base/memory.h"
#include "store/file.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static inline char *folder_create(void)
{
    const char *above = getenv("TMPDIR");
    char *folder = file_join(above != NULL ? above : "/tmp", "riwaq-unit-XXXXXX");
    if (mkdtemp(folder) == NULL)
        abort();
    return folder;
}

static inline int folder_remove_one(const char *path, const struct stat *status, int kind,
                                    struct FTW *ftw)
{
    (void)status;
    (void)kind;
    (void)ftw;
    return remove(path);
}

static inline void folder_destroy(char *folder)
{
    nftw(folder, folder_remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(folder);
}

#endif
