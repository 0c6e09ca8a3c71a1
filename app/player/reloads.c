#include "player/reloads.h"

#include "player/heap.h"

void reloads_init(struct reloads *reloads, int wanted, struct report *report)
{
    *reloads = (struct reloads){.wanted = wanted, .report = report};
}

bool reloads_pending(const struct reloads *reloads)
{
    return reloads->asked > reloads->shown;
}

bool reloads_done(const struct reloads *reloads)
{
    return reloads->shown >= reloads->wanted;
}

static double mib(double sum, int count)
{
    return count > 0 ? sum / count / (1024 * 1024) : 0;
}

/* When one has come up and its forerunner is gone. */
static void look_at_memory(struct reloads *reloads)
{
    const int wanted = reloads->wanted, half = wanted / 2, quarter = wanted / 4;
    const int window = quarter < RELOADS_WINDOW ? quarter : RELOADS_WINDOW;
    const int64_t used = heap_used();
    if (reloads->shown >= half && reloads->shown <= half + window) {
        reloads->early += (double)used;
        reloads->early_count++;
    }
    if (reloads->shown >= wanted - 1 - window) {
        reloads->late += (double)used;
        reloads->late_count++;
    }
    reloads->report->early_heap_mib = mib(reloads->early, reloads->early_count);
    reloads->report->late_heap_mib = mib(reloads->late, reloads->late_count);
}

bool reloads_step(struct reloads *reloads, int64_t mono_ns)
{
    if (reloads_pending(reloads) || reloads_done(reloads))
        return false;
    if (reloads->next_ns == 0)
        reloads->next_ns = mono_ns + RELOADS_PAUSE_NS;
    if (mono_ns < reloads->next_ns)
        return false;
    look_at_memory(reloads);
    reloads->asked++;
    reloads->ask(reloads->ask_self);
    return true;
}

void reloads_note(struct reloads *reloads, int64_t mono_ns)
{
    if (!reloads_pending(reloads))
        return;
    reloads->shown++;
    reloads->next_ns = mono_ns + RELOADS_PAUSE_NS;
    reloads->report->reloads = reloads->shown;
}
