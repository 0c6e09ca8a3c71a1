#include "player/changes.h"

#include "base/moment.h"
#include "content/variation.h"

void changes_init(struct changes *changes, int wanted, struct report *report)
{
    *changes = (struct changes){.wanted = wanted, .report = report};
}

void changes_finish(struct changes *changes)
{
    content_put(changes->given);
    changes->given = NULL;
}

bool changes_pending(const struct changes *changes)
{
    return changes->posted > changes->shown;
}

bool changes_done(const struct changes *changes)
{
    return changes->shown >= changes->wanted;
}

/* Here rather than with the content's own frame: the kernel takes some milliseconds to add it up.
 */
static void look_at_memory(struct changes *changes)
{
    const int half = changes->wanted / 2;
    if (changes->shown > 0 && changes->shown == (half < CHANGES_WARM_UP ? half : CHANGES_WARM_UP))
        changes->report->early_rss_mib = report_rss_mib();
}

struct content *changes_next(struct changes *changes, const struct content *content,
                             int64_t mono_ns)
{
    if (changes_pending(changes) || changes_done(changes) || content_is_empty(content))
        return NULL;
    if (changes->given == NULL) {
        changes->given = content_take(content);
        changes->next_ns = mono_ns + CHANGES_PAUSE_NS;
    }
    if (mono_ns < changes->next_ns)
        return NULL;
    look_at_memory(changes);
    struct content *next = content_variation(changes->given, (uint64_t)++changes->posted);
    changes->serial = next->serial;
    return next;
}

void changes_offer(struct changes *changes, const struct content *content, int64_t mono_ns)
{
    if (!changes_pending(changes) || content->serial == changes->serial)
        return;
    changes->posted--;
    changes->next_ns = mono_ns + CHANGES_PAUSE_NS;
}

void changes_note(struct changes *changes, const struct content *content, int64_t mono_ns)
{
    if (!changes_pending(changes) || content->serial != changes->serial)
        return;
    changes->shown++;
    changes->next_ns = mono_ns + CHANGES_PAUSE_NS;
    changes->report->changes = changes->shown;
}
