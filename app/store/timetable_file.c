#include "store/timetable_file.h"

#include "base/buffer.h"
#include "base/log.h"
#include "store/file.h"

#include <errno.h>
#include <string.h>

enum { DATE_MAX = 16 };

bool timetable_file_read(const struct prayer_csv *csv, const struct prayer_table **out,
                         struct diagnostics *findings)
{
    struct buffer text;
    buffer_init(&text, PRAYER_CSV_BYTES_MAX);
    bool read = file_read(csv->file, &text);
    int why = errno;
    *out = read ? prayer_csv_read(csv, buffer_text(&text), text.length, findings) : NULL;
    buffer_finish(&text);
    errno = why;
    return read;
}

void timetable_file_init(struct timetable_file *file, const char *path, enum prayer_table_time time,
                         const struct prayer_table *table)
{
    *file = (struct timetable_file){.path = path, .time = time, .table = prayer_table_take(table)};
}

void timetable_file_finish(struct timetable_file *file)
{
    prayer_table_put(file->table);
    watch_destroy(file->watch);
    *file = (struct timetable_file){0};
}

static int find_error(const struct diagnostics *findings)
{
    int i = 0;
    while (i < findings->count && findings->findings[i].severity != SEVERITY_ERROR)
        i++;
    return i;
}

/* REFUSED, or without what is wrong: what becomes of the file. */
static void tell_mistakes(const struct timetable_file *file, const struct diagnostics *findings,
                          bool refused)
{
    int i = find_error(findings);
    bool known = i < findings->count;
    log_warning("%s: the new timetable has mistakes (%d), %s; line %d: %s; `riwaq check` tells all",
                file->path, findings->errors,
                refused ? "the one from before stays" : "what they are in is left out",
                known ? findings->findings[i].line : 0, known ? findings->findings[i].what : "");
}

static void tell_new(const struct timetable_file *file)
{
    char first[DATE_MAX], last[DATE_MAX];
    date_format(prayer_table_first(file->table), first, sizeof first);
    date_format(prayer_table_last(file->table), last, sizeof last);
    log_info("%s: the new timetable, %s to %s, is shown from now on", file->path, first, last);
}

/* True when another table than before was read. FIRST: what was wrong with it was said at the
 * start. */
static bool read_anew(struct timetable_file *file, const struct zone *zone, bool first)
{
    const struct prayer_csv csv = {file->path, file->time, zone};
    const struct prayer_table *table = NULL;
    struct diagnostics findings;
    bool taken = false;
    diagnostics_init(&findings);
    bool read = timetable_file_read(&csv, &table, &findings);
    if (!read && !first)
        log_warning("%s: the timetable cannot be read (%s); the one from before stays", file->path,
                    strerror(errno));
    else if (read && table == NULL && file->table != NULL)
        tell_mistakes(file, &findings, true);
    else if (read && !prayer_table_equal(table, file->table)) {
        if (findings.errors > 0)
            tell_mistakes(file, &findings, false);
        prayer_table_put(file->table);
        file->table = prayer_table_take(table);
        taken = true;
        tell_new(file);
    }
    prayer_table_put(table);
    diagnostics_finish(&findings);
    return taken;
}

/* From now on it is another one when it differs from what is there now. */
static void watch_anew(struct timetable_file *file)
{
    struct file_set files = {0};
    file_set_add(&files, file->path);
    watch_set(file->watch, &files);
    file_set_finish(&files);
}

bool timetable_file_look(struct timetable_file *file, const struct zone *zone, int64_t now_ns)
{
    if (file->path == NULL)
        return false;
    bool first = file->watch == NULL;
    if (first)
        file->watch = watch_create(true);
    else if (!watch_look(file->watch, now_ns))
        return false;
    watch_anew(file);
    return read_anew(file, zone, first);
}

int timetable_file_fd(const struct timetable_file *file)
{
    return file->watch != NULL ? watch_fd(file->watch) : -1;
}

int64_t timetable_file_due_ns(const struct timetable_file *file)
{
    bool settling = file->watch != NULL && watch_is_settling(file->watch);
    return settling ? watch_due_ns(file->watch) : INT64_MAX;
}
