/* Files: read whole with a cap, written by atomic replace. */
#ifndef RIWAQ_STORE_FILE_H
#define RIWAQ_STORE_FILE_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends the file to OUT. False with errno set (EFBIG when OUT's cap is passed). Regular
 * files only: a FIFO or device is refused with EINVAL. */
bool file_read(const char *path, struct buffer *out);
/* Writes to a new file (mode 0600) beside PATH, syncs it, renames it over PATH, syncs the folder.
 * False with errno set, and PATH is as it was. */
bool file_replace(const char *path, const void *data, size_t size);
/* The same with mode 0644, for whoever wants to read it. */
bool file_publish(const char *path, const void *data, size_t size);
/* What a person wants to have at PATH, which may be a device or a link, too: as a whole where that
 * can be, and not synced. */
bool file_put(const char *path, const void *data, size_t size);
/* With mode 0644 too, for people to read, and only where nothing is yet: else false with errno
 * EEXIST, be it there before or made meanwhile by somebody else. */
bool file_create(const char *path, const void *data, size_t size);
/* Removes what a power cut left of a write to another name: a regular file that nobody is writing
 * (who writes holds a lock). True when it did. */
bool file_remove_left(const char *path);
/* Whether SIZE bytes more, in a new file, fit onto FOLDER's file system. True where that cannot be
 * told. */
bool file_has_room(const char *folder, size_t size);
/* Makes a folder, mode 0700, and those above it, mode 0755; true when it is there afterwards. */
bool file_make_folder(const char *path);
bool file_exists(const char *path);
/* FOLDER/NAME, free() it. An absolute NAME stands for itself. */
char *file_join(const char *folder, const char *name);
/* The folder part of PATH ("." when there is none), free() it. */
char *file_folder(const char *path);

#endif
