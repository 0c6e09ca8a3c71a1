/* Files that are edited while the screen runs: tells when one of a set was saved, and is whole.
 *
 * Editors write in place, or a new file that takes the old one's name, or remove it and make it
 * anew: so the folders are watched (inotify), not the files, and what a name leads to through links
 * too. What comes by is a hint: what counts is that a file of the set is another than it was when
 * it was read. It is told when all has been quiet for WATCH_QUIET_NS; one that is written in place
 * is waited for until who writes it has closed it, and one that is gone or empty somewhat longer,
 * as the rest comes in a moment. Where nothing tells of changes (network file systems, no inotify)
 * the files are looked at every WATCH_POLL_NS.
 *
 * For one thread. It reads no clock: NOW_NS is what the monotonic one says. */
#ifndef RIWAQ_STORE_WATCH_H
#define RIWAQ_STORE_WATCH_H

#include "base/moment.h"
#include "store/file_set.h"

#include <stdbool.h>
#include <stdint.h>

#define WATCH_QUIET_NS    (40 * NS_PER_MILLISECOND)  /* a save has many steps */
#define WATCH_GONE_NS     (200 * NS_PER_MILLISECOND) /* of a file that is not there, or empty */
#define WATCH_RESTLESS_NS (300 * NS_PER_MILLISECOND) /* it is never quiet: so long at most */
#define WATCH_WRITING_NS  (2 * NS_PER_SECOND)        /* who writes does not close it: the same */
#define WATCH_POLL_NS     (2 * NS_PER_SECOND)

struct watch;

/* NOTIFIED: by inotify where the system has it; else by looking alone. */
struct watch *watch_create(bool notified);
void watch_destroy(struct watch *watch); /* NULL is fine */
/* The files that are watched from now on, as they were when they were read (copied). */
void watch_set(struct watch *watch, const struct file_set *files);
/* To be polled for reading; -1: there is none. */
int watch_fd(const struct watch *watch);
/* Whether the files are to be read again. Once told, watch_set is to be called anew. */
bool watch_look(struct watch *watch, int64_t now_ns);
/* Whether a change is under way: it is to be looked at soon. */
bool watch_is_settling(const struct watch *watch);
/* When to look at the latest. */
int64_t watch_due_ns(const struct watch *watch);

#endif
