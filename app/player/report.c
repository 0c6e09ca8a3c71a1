#include "player/report.h"

#include "base/moment.h"
#include "store/file.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

void report_init(struct report *report)
{
    *report = (struct report){.first_frame_ns = -1};
}

static double milliseconds(int64_t ns)
{
    return (double)ns / (double)NS_PER_MILLISECOND;
}

/* Resident rather than proportional: what others share must not look like growth. */
static bool print_changes(const struct report *report, struct buffer *out)
{
    double early = report->early_rss_mib, late = report->late_rss_mib;
    return buffer_print(
        out,
        ", \"changes\": %d, \"late_in_changes\": %" PRId64
        ", \"rss_mib_early\": %.2f, \"rss_mib_end\": %.2f, \"growth_percent\": %.2f",
        report->changes, report->late_in_changes, early, late,
        early > 0 ? (late - early) * 100 / early : 0);
}

bool report_print(const struct report *report, struct buffer *out)
{
    double seconds = (double)(report->ended_ns - report->started_ns) / (double)NS_PER_SECOND;
    double cpu = (double)(report->cpu_ended_ns - report->cpu_started_ns) / (double)NS_PER_SECOND;
    double all = (double)report->frames * (double)report->screen;
    return buffer_print(
               out,
               "{\"seconds\": %.2f, \"frames\": %" PRId64 ", \"late\": %" PRId64
               ", \"uneven_steps\": %" PRId64 ", \"cpu_seconds_per_minute\": %.3f"
               ", \"pss_mib\": %.1f, \"first_frame_ms\": %" PRId64
               ", \"damage_fraction\": %.4f, \"longest_frame_ms\": %.2f"
               ", \"longest_step_ms\": %.2f",
               seconds, report->frames, report->late, report->uneven_steps,
               seconds > 0 ? cpu * 60 / seconds : 0, report->pss_mib,
               report->first_frame_ns < 0 ? -1 : report->first_frame_ns / NS_PER_MILLISECOND,
               all > 0 ? (double)report->painted / all : 0, milliseconds(report->longest_frame_ns),
               milliseconds(report->longest_step_ns)) &&
           (report->changes == 0 || print_changes(report, out)) && buffer_add_text(out, "}\n");
}

/* NAME as it stands in the kernel's file, with the end of the line before it. */
static double set_size_mib(const char *name)
{
    struct buffer text;
    buffer_init(&text, 64 * 1024);
    double mib = -1;
    if (file_read("/proc/self/smaps_rollup", &text)) {
        const char *line = strstr(buffer_text(&text), name);
        if (line != NULL)
            mib = (double)strtol(line + strlen(name), NULL, 10) / 1024;
    }
    buffer_finish(&text);
    return mib;
}

double report_pss_mib(void)
{
    return set_size_mib("\nPss:");
}

double report_rss_mib(void)
{
    return set_size_mib("\nRss:");
}
