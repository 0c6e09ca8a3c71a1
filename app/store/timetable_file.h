/* The official timetable on disk: read at the start, and again when another one takes its place
 * while the screen runs (next year's, copied there). For one thread. */
#ifndef RIWAQ_STORE_TIMETABLE_FILE_H
#define RIWAQ_STORE_TIMETABLE_FILE_H

#include "formats/prayer_csv.h"
#include "store/watch.h"

#include <stdbool.h>
#include <stdint.h>

/* Reads the file that CSV names into *OUT (NULL: no day can be used). False with errno set when it
 * cannot be read. */
bool timetable_file_read(const struct prayer_csv *csv, const struct prayer_table **out,
                         struct diagnostics *findings);

struct timetable_file {
    const struct prayer_table *table; /* what is to be shown; NULL: none */
    /* Private. */
    const char *path;
    enum prayer_table_time time;
    struct watch *watch; /* NULL: it was not looked at yet */
};

/* TABLE (one reference is taken; may be NULL) is what was read of PATH, which is borrowed. Without
 * a PATH it is never looked at. */
void timetable_file_init(struct timetable_file *file, const char *path, enum prayer_table_time time,
                         const struct prayer_table *table);
void timetable_file_finish(struct timetable_file *file);
/* True when `table` is another one. A file that is another one, and whole (store/watch.h), is read
 * by the rules of the start: days with a mistake are left out, and told; where none is left, or
 * most are wrong, the table from before stays. The log tells of each. ZONE: of the place, or NULL.
 * NOW_NS is the monotonic time. The first look reads in any case. */
bool timetable_file_look(struct timetable_file *file, const struct zone *zone, int64_t now_ns);
/* To be polled for reading, then looked at; -1: there is none (yet). */
int timetable_file_fd(const struct timetable_file *file);
/* When to look at the latest: INT64_MAX when nothing is under way; where nothing tells of changes
 * (network file systems) whoever calls looks as often as it likes. */
int64_t timetable_file_due_ns(const struct timetable_file *file);

#endif
