#include "content/embargo.h"

#include "base/memory.h"
#include "content/story.h"

#include <stdlib.h>

/* A story of a share, and when it may be shown. */
struct entry {
    struct story story;
    int64_t *from_s; /* in the share */
    int64_t held_s;  /* as the others want it; INSTANT_NONE: they want nothing */
};

static int fill(struct share *shares, int count, struct entry *out)
{
    int total = 0;
    for (int s = 0; s < count; s++) {
        for (int i = 0; i < shares[s].headline_count; i++) {
            struct headline *one = &shares[s].headlines[i];
            out[total++] =
                (struct entry){story_make(s, one->title, one->url), &one->from_s, INSTANT_NONE};
        }
        struct article *article = &shares[s].article;
        if (article->title != NULL)
            out[total++] = (struct entry){story_make(s, article->title, article->url),
                                          &article->from_s, INSTANT_NONE};
    }
    return total;
}

/* The latest of what each other share, by its first beginning, wants for ONE. */
static int64_t held_by(const struct entry *const *holders, int count, const struct entry *one)
{
    int64_t latest_s = INSTANT_NONE;
    for (int i = 0; i < count;) {
        int giver = holders[i]->story.giver;
        int64_t first_s = INT64_MAX;
        for (; i < count && holders[i]->story.giver == giver; i++)
            if (giver != one->story.giver && *holders[i]->from_s < first_s &&
                story_same(&holders[i]->story, &one->story))
                first_s = *holders[i]->from_s;
        if (first_s != INT64_MAX && first_s > latest_s)
            latest_s = first_s;
    }
    return latest_s;
}

static void forget_front_pages(struct entry *entries, int count)
{
    struct story **stories = memory_array((size_t)count, sizeof *stories);
    for (int i = 0; i < count; i++)
        stories[i] = &entries[i].story;
    stories_forget_front_pages(stories, count);
    free(stories);
}

static bool asks_for_any(const struct share *shares, int count)
{
    for (int s = 0; s < count; s++) {
        if (shares[s].article.title != NULL && shares[s].article.from_s != INSTANT_NONE)
            return true;
        for (int i = 0; i < shares[s].headline_count; i++)
            if (shares[s].headlines[i].from_s != INSTANT_NONE)
                return true;
    }
    return false;
}

void embargo_hold(struct share *shares, int count)
{
    if (count < 2 || !asks_for_any(shares, count))
        return;
    size_t most = (size_t)count; /* articles */
    for (int s = 0; s < count; s++)
        most += (size_t)shares[s].headline_count;
    struct entry *entries = memory_array(most, sizeof *entries);
    const struct entry **holders = memory_array(most, sizeof(struct entry *));
    int total = fill(shares, count, entries), holder_count = 0;
    forget_front_pages(entries, total);
    for (int i = 0; i < total; i++)
        if (*entries[i].from_s != INSTANT_NONE)
            holders[holder_count++] = &entries[i];
    for (int i = 0; i < total; i++)
        entries[i].held_s = held_by(holders, holder_count, &entries[i]);
    for (int i = 0; i < total; i++) {
        if (entries[i].held_s > *entries[i].from_s)
            *entries[i].from_s = entries[i].held_s;
        story_finish(&entries[i].story);
    }
    free(holders);
    free(entries);
}
