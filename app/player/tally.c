#include "player/tally.h"

#include "content/content.h"
#include "store/clock.h"

bool tally_begin(const struct tally *tally, const struct content *content, struct size size)
{
    if (tally->report == NULL || report_is_counting(tally->report) || content == NULL ||
        (tally->awaits && content_is_empty(content)))
        return false;
    report_begin(tally->report, size);
    return true;
}

int64_t tally_begin_work(const struct tally *tally)
{
    return report_is_counting(tally->report) ? clock_thread_cpu_ns() : -1;
}

void tally_work(int64_t begun_ns, int64_t *longest_ns)
{
    int64_t took_ns = clock_thread_cpu_ns() - begun_ns;
    *longest_ns = took_ns > *longest_ns ? took_ns : *longest_ns;
}

void tally_frame(const struct tally *tally, int64_t painted, int64_t passed, bool late)
{
    struct report *report = tally->report;
    if (!report_is_counting(report))
        return;
    report->frames++;
    report->painted += painted;
    report->late += late;
    if (tally->changes != NULL && changes_pending(tally->changes))
        report->late_in_changes += late;
    if (tally->reloads != NULL && reloads_pending(tally->reloads))
        report->late_in_reloads += late;
    if (passed > 1)
        report->uneven_steps++;
}

bool tally_post(const struct tally *tally, struct fetcher *fetcher, const struct content *content)
{
    if (tally->reloads != NULL && report_is_counting(tally->report))
        return reloads_step(tally->reloads, clock_monotonic_ns());
    if (tally->changes == NULL || content == NULL)
        return false;
    struct content *next = changes_next(tally->changes, content, clock_monotonic_ns());
    if (next != NULL)
        fetcher_post(fetcher, next);
    return next != NULL;
}

bool tally_is_done(const struct tally *tally)
{
    const struct report *report = tally->report;
    if (tally->changes != NULL)
        return changes_done(tally->changes);
    if (tally->reloads != NULL)
        return reloads_done(tally->reloads);
    return tally->run_ns > 0 && report != NULL && report->first_frame_ns >= 0 &&
           clock_monotonic_ns() - report->started_ns >= tally->run_ns;
}
