#include "player/reloads.h"

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

/* Here rather than with the look's own frame: the kernel takes some milliseconds to add it up. */
static void look_at_memory(struct reloads *reloads)
{
    const int half = reloads->wanted / 2;
    if (reloads->shown > 0 && reloads->shown == (half < RELOADS_WARM_UP ? half : RELOADS_WARM_UP))
        reloads->report->early_rss_mib = report_rss_mib();
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
