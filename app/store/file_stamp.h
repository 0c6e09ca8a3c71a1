/* Whether a file is another one than before: what stat tells of it. For who reads a file again only
 * when it was edited or replaced. */
#ifndef RIWAQ_STORE_FILE_STAMP_H
#define RIWAQ_STORE_FILE_STAMP_H

#include <stdbool.h>
#include <stdint.h>

/* All zero: no such file. */
struct file_stamp {
    bool exists;
    uint64_t device, inode;
    int64_t size, modified_ns;
    int64_t status_ns; /* ctime: of the last change that is no matter of utimes */
};

/* Of the file that PATH leads to, through links. To be taken before the file is read: what is
 * written meanwhile then counts as a change. */
struct file_stamp file_stamp_of(const char *path);
bool file_stamp_equal(const struct file_stamp *a, const struct file_stamp *b);

#endif
