/* The official timetable on disk: read at the start, and again when another one takes its place
 * while the screen runs (next year's, copied there). For one thread. */
#ifndef RIWAQ_STORE_TIMETABLE_FILE_H
#define RIWAQ_STORE_TIMETABLE_FILE_H

#include "formats/prayer_csv.h"
#include "store/file_stamp.h"

#include <stdbool.h>

/* Reads the file that CSV names into *OUT (NULL: no day can be used). False with errno set when it
 * cannot be read. */
bool timetable_file_read(const struct prayer_csv *csv, const struct prayer_table **out,
                         struct diagnostics *findings);

struct timetable_file {
    const struct prayer_table *table; /* what is to be shown; NULL: none */
    /* Private. */
    const char *path;
    enum prayer_table_time time;
    struct file_stamp read, seen; /* of what was read; of what is there, maybe not whole yet */
};

enum timetable_file_state {
    TIMETABLE_FILE_SAME,
    TIMETABLE_FILE_GROWING, /* another one, to be looked at soon again: it may not be whole yet */
    TIMETABLE_FILE_NEW      /* `table` is another one */
};

/* TABLE (one reference is taken; may be NULL) is what was read of PATH, which is borrowed. Without
 * a PATH it is never looked at. */
void timetable_file_init(struct timetable_file *file, const char *path, enum prayer_table_time time,
                         const struct prayer_table *table);
void timetable_file_finish(struct timetable_file *file);
/* A file that is another one, and the same at two looks, is read by the rules of the start: days
 * with a mistake are left out, and told; where none is left, or most are wrong, the table from
 * before stays. The log tells of each. ZONE: of the place, or NULL. */
enum timetable_file_state timetable_file_look(struct timetable_file *file, const struct zone *zone);

#endif
