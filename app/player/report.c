#include "player/report.h"

#include "base/moment.h"
#include "player/heap.h"
#include "store/clock.h"
#include "store/file.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

void report_init(struct report *report)
{
    *report = (struct report){.first_frame_ns = -1};
}

void report_begin(struct report *report, struct size size)
{
    report->first_frame_ns = clock_since_start_ns();
    report->started_ns = clock_monotonic_ns();
    report->cpu_started_ns = clock_cpu_ns();
    report->screen = (int64_t)size.w * size.h;
}

bool report_is_counting(const struct report *report)
{
    return report != NULL && report->first_frame_ns >= 0;
}

void report_end(struct report *report)
{
    report->ended_ns = clock_monotonic_ns();
    report->cpu_ended_ns = clock_cpu_ns();
    report->pss_mib = report_pss_mib();
    report->late_rss_mib = report_rss_mib();
}

static double milliseconds(int64_t ns)
{
    return (double)ns / (double)NS_PER_MILLISECOND;
}

/* Resident rather than proportional: what others share must not look like growth. */
static bool print_changes(const struct report *report, struct buffer *out)
{
    const bool looks = report->reloads > 0;
    double early = looks ? report->early_heap_mib : report->early_rss_mib;
    double late = looks ? report->late_heap_mib : report->late_rss_mib;
    if (report->changes > 0)
        buffer_print(out, ", \"changes\": %d, \"late_in_changes\": %" PRId64, report->changes,
                     report->late_in_changes);
    if (report->reloads > 0)
        buffer_print(out, ", \"reloads\": %d, \"late_in_reloads\": %" PRId64, report->reloads,
                     report->late_in_reloads);
    const char *what = looks ? "heap" : "rss";
    return buffer_print(out,
                        ", \"%s_mib_early\": %.2f, \"%s_mib_end\": %.2f, \"growth_percent\": %.2f",
                        what, early, what, late, early > 0 ? (late - early) * 100 / early : 0);
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
           (report->changes + report->reloads == 0 || print_changes(report, out)) &&
           buffer_add_text(out, "}\n");
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
    heap_return();
    return set_size_mib("\nRss:");
}
