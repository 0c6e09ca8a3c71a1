/* The text format: https://prometheus.io/docs/instrumenting/exposition_formats/. Names are riwaq's
 * own throughout: node_exporter has process_... itself, and refuses a second one. */
#include "player/status.h"

#include <inttypes.h>
#include <string.h>

static void begin(struct buffer *out, const char *name, const char *type, const char *help)
{
    buffer_print(out, "# HELP riwaq_%s %s\n# TYPE riwaq_%s %s\n", name, help, name, type);
}

static void put_integer(struct buffer *out, const char *name, const char *type, const char *help,
                        int64_t value)
{
    begin(out, name, type, help);
    buffer_print(out, "riwaq_%s %" PRId64 "\n", name, value);
}

/* NS in seconds, to the millisecond. */
static void print_seconds(struct buffer *out, int64_t ns)
{
    int64_t ms = floor_div(ns, NS_PER_MILLISECOND);
    buffer_print(out, "%" PRId64 ".%03d\n", floor_div(ms, 1000), (int)floor_mod(ms, 1000));
}

static void put_seconds(struct buffer *out, const char *name, const char *type, const char *help,
                        int64_t ns)
{
    begin(out, name, type, help);
    buffer_print(out, "riwaq_%s ", name);
    print_seconds(out, ns);
}

/* AT_NS, since boot, since 1970. Nothing for what never was. */
static void put_instant(struct buffer *out, const struct status *status, const char *name,
                        const char *help, int64_t at_ns)
{
    if (at_ns != 0)
        put_seconds(out, name, "gauge", help, status->told_wall_ns - (status->told_ns - at_ns));
}

/* In a label's quotes: backslash, quote and line end are written \\, \" and \n. */
static void print_label(struct buffer *out, const char *name, const char *value)
{
    buffer_print(out, "%s=\"", name);
    for (const char *at = value; *at != '\0'; at++) {
        if (*at == '\\' || *at == '"')
            buffer_add(out, "\\", 1);
        if (*at == '\n')
            buffer_add_text(out, "\\n");
        else
            buffer_add(out, at, 1);
    }
    buffer_add_text(out, "\"");
}

/* --- sources --- */

static void begin_sample(struct buffer *out, const char *name, const struct standing *standing)
{
    buffer_print(out, "riwaq_%s{", name);
    print_label(out, "source", standing->name);
    buffer_add_text(out, "} ");
}

static void put_sources(struct buffer *out, const struct status *status)
{
    const struct standings *sources = &status->sources;
    if (sources->count == 0)
        return;
    begin(out, "source_up", "gauge", "Whether the last attempt to fetch the source succeeded.");
    for (int i = 0; i < sources->count; i++) {
        begin_sample(out, "source_up", &sources->items[i]);
        buffer_print(out, "%d\n", sources->items[i].state == SOURCE_FRESH);
    }
    begin(out, "source_consecutive_failures", "gauge", "Attempts that failed since one succeeded.");
    for (int i = 0; i < sources->count; i++) {
        begin_sample(out, "source_consecutive_failures", &sources->items[i]);
        buffer_print(out, "%d\n", sources->items[i].failures);
    }
    begin(out, "source_age_seconds", "gauge",
          "Time since the source's content was last known to be right.");
    for (int i = 0; i < sources->count; i++) {
        int64_t wall_s = floor_div(status->told_wall_ns, NS_PER_SECOND);
        int64_t age_s = standing_age_s(&sources->items[i], status->told_ns, wall_s);
        if (age_s < 0)
            continue;
        begin_sample(out, "source_age_seconds", &sources->items[i]);
        buffer_print(out, "%" PRId64 "\n", age_s);
    }
    begin(out, "source_interval_seconds", "gauge", "How often the source is asked.");
    for (int i = 0; i < sources->count; i++) {
        begin_sample(out, "source_interval_seconds", &sources->items[i]);
        buffer_print(out, "%d\n", sources->items[i].every_s);
    }
}

/* --- what is kept --- */

static void put_storage(struct buffer *out, const struct status *status)
{
    const struct cache_tally *tally = &status->storage;
    if (tally->folder[0] == '\0')
        return;
    put_integer(out, "storage_writable", "gauge",
                "Whether the last write into the cache succeeded, or none was needed yet.",
                !tally->failing);
    put_integer(out, "storage_writes_total", "counter", "Files of the cache that were written.",
                tally->writes);
    put_integer(out, "storage_written_bytes_total", "counter",
                "Bytes that were written into files of the cache.", tally->bytes);
    put_integer(out, "storage_removed_total", "counter", "Files of the cache that were removed.",
                tally->removed);
    put_integer(out, "storage_set_aside_total", "counter",
                "Files of the cache that could not be used and were renamed.", tally->set_aside);
    put_integer(out, "storage_errors_total", "counter", "Writes into the cache that failed.",
                tally->errors);
    put_instant(out, status, "storage_last_write_timestamp_seconds",
                "When a file of the cache was last written, since 1970.", tally->written_ns);
    put_instant(out, status, "storage_last_error_timestamp_seconds",
                "When a write into the cache last failed, since 1970.", tally->error_ns);
    put_integer(out, "storage_files", "gauge", "Files in the cache.", tally->files);
    put_integer(out, "storage_size_bytes", "gauge", "Bytes in the files of the cache.",
                tally->held_bytes);
}

/* --- the rest --- */

static void put_info(struct buffer *out, const struct status_view *view)
{
    begin(out, "build_info", "gauge", "The program's version.");
    buffer_add_text(out, "riwaq_build_info{");
    print_label(out, "version", RIWAQ_VERSION);
    buffer_add_text(out, "} 1\n");
    if (view->size.w == 0)
        return;
    begin(out, "display_info", "gauge", "The display that is painted.");
    buffer_add_text(out, "riwaq_display_info{");
    print_label(out, "driver", view->driver);
    buffer_add_text(out, ",");
    print_label(out, "output", view->output);
    buffer_print(out, ",width=\"%d\",height=\"%d\",rotate=\"%d\",painter=\"%s\"} 1\n", view->size.w,
                 view->size.h, view->rotate, view->gpu ? "gpu" : "software");
    put_integer(out, "display_refresh_hertz", "gauge", "Refreshes of the display a second.",
                view->hz);
}

static void put_trust(struct buffer *out, enum trust trust)
{
    static const struct {
        enum trust trust;
        const char *name;
    } states[] = {
        {TRUST_UNSET, "unset"}, {TRUST_HELD, "held"}, {TRUST_SYNCHRONISED, "synchronised"}};
    begin(out, "clock_trust", "gauge", "How far the wall clock is trusted: 1 for what holds.");
    for (int i = 0; i < 3; i++)
        buffer_print(out, "riwaq_clock_trust{trust=\"%s\"} %d\n", states[i].name,
                     states[i].trust == trust);
}

static void put_process(struct buffer *out, const struct status *status)
{
    put_instant(out, status, "start_timestamp_seconds", "When the process was started, since 1970.",
                status->started_ns);
    put_integer(out, "restarts_total", "counter", "Starts before this one.", status->restarts);
    put_integer(out, "crashes_total", "counter", "Runs before this one that did not end in order.",
                status->crashes);
    if (status->resident_bytes >= 0)
        put_integer(out, "resident_memory_bytes", "gauge", "Memory of the process.",
                    status->resident_bytes);
    put_seconds(out, "cpu_seconds_total", "counter", "Processor time of the process.",
                status->cpu_ns);
}

bool status_print_metrics(const struct status *status, struct buffer *out)
{
    const struct status_view *view = &status->view;
    put_info(out, view);
    put_integer(out, "up", "gauge", "Whether the program runs: 0 when it ended in order.",
                view->phase != STATUS_ENDED);
    put_integer(out, "display_connected", "gauge", "Whether there is a display to paint.",
                view->size.w > 0);
    put_integer(out, "content_shown", "gauge", "Whether content is shown, not the waiting picture.",
                view->phase == STATUS_SHOWING && !view->waiting);
    put_integer(out, "display_dark", "gauge", "Whether the screen is black by schedule.",
                view->dark);
    put_instant(out, status, "told_timestamp_seconds", "When this was told, since 1970.",
                status->told_ns);
    put_instant(out, status, "content_shown_timestamp_seconds", "Since when this content is shown.",
                view->shown_ns);
    put_instant(out, status, "last_frame_timestamp_seconds", "When the last frame was presented.",
                status->presented_ns);
    put_instant(out, status, "loop_timestamp_seconds", "When the player's loop last went round.",
                status->turned_ns);
    put_integer(out, "frames_total", "counter", "Frames that were presented.", status->frames);
    put_integer(out, "frames_late_total", "counter",
                "Frames that came more than half a refresh too late.", status->late);
    put_trust(out, view->trust);
    put_sources(out, status);
    put_storage(out, status);
    put_process(out, status);
    return !out->overflow;
}
