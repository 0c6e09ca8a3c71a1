/* The files that something was read from, and how each was then: for who reads them again when one
 * is another. */
#ifndef RIWAQ_STORE_FILE_SET_H
#define RIWAQ_STORE_FILE_SET_H

#include "store/file_stamp.h"

#include <stdbool.h>

struct file_set {
    char **paths;
    struct file_stamp *stamps;
    int count;
};

/* All zero is a set without files. */
void file_set_finish(struct file_set *set); /* and all zero it is again */
/* PATH (copied; a folder too; NULL: nothing) as it is now: call it before the file is read. One
 * that is in the set already stays as it is there. */
void file_set_add(struct file_set *set, const char *path);
/* All of FROM into SET, with their stamps. */
void file_set_join(struct file_set *set, const struct file_set *from);
/* Whether one of them is another than it was. */
bool file_set_changed(const struct file_set *set);

#endif
