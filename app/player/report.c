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

bool report_print(const struct report *report, struct buffer *out)
{
    double seconds = (double)(report->ended_ns - report->started_ns) / (double)NS_PER_SECOND;
    double cpu = (double)(report->cpu_ended_ns - report->cpu_started_ns) / (double)NS_PER_SECOND;
    double all = (double)report->frames * (double)report->screen;
    return buffer_print(
        out,
        "{\"seconds\": %.2f, \"frames\": %" PRId64 ", \"late\": %" PRId64
        ", \"uneven_steps\": %" PRId64 ", \"cpu_seconds_per_minute\": %.3f, \"pss_mib\": %.1f"
        ", \"first_frame_ms\": %" PRId64 ", \"damage_fraction\": %.4f}\n",
        seconds, report->frames, report->late, report->uneven_steps,
        seconds > 0 ? cpu * 60 / seconds : 0, report->pss_mib,
        report->first_frame_ns < 0 ? -1 : report->first_frame_ns / NS_PER_MILLISECOND,
        all > 0 ? (double)report->painted / all : 0);
}

double report_pss_mib(void)
{
    struct buffer text;
    buffer_init(&text, 64 * 1024);
    double mib = -1;
    if (file_read("/proc/self/smaps_rollup", &text)) {
        const char *line = strstr(buffer_text(&text), "\nPss:");
        if (line != NULL)
            mib = (double)strtol(line + strlen("\nPss:"), NULL, 10) / 1024;
    }
    buffer_finish(&text);
    return mib;
}
