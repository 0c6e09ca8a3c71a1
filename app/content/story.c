#include "content/story.h"

#include "base/hash.h"
#include "content/fold.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static uint64_t hash_text(const char *text)
{
    return text == NULL ? 0 : hash_bytes(HASH_START, text, strlen(text));
}

struct story story_make(int giver, const char *title, const char *url)
{
    struct story story = {
        .giver = giver, .title = fold_title(title), .link = url != NULL ? fold_link(url) : NULL};
    story.title_hash = hash_text(story.title);
    story.link_hash = hash_text(story.link);
    return story;
}

void story_finish(struct story *story)
{
    free(story->title);
    free(story->link);
    *story = (struct story){0};
}

static void forget_link(struct story *story)
{
    free(story->link);
    story->link = NULL;
}

static bool same(const char *a, uint64_t a_hash, const char *b, uint64_t b_hash)
{
    return a_hash == b_hash && a != NULL && b != NULL && strcmp(a, b) == 0;
}

static bool same_title(const struct story *a, const struct story *b)
{
    return same(a->title, a->title_hash, b->title, b->title_hash);
}

static bool same_link(const struct story *a, const struct story *b)
{
    return same(a->link, a->link_hash, b->link, b->link_hash);
}

bool story_same(const struct story *a, const struct story *b)
{
    return same_title(a, b) || same_link(a, b);
}

void stories_forget_front_pages(struct story *const *stories, int count)
{
    for (int i = 0; i < count; i++) {
        bool shared = false;
        for (int k = i + 1; k < count && stories[k]->giver == stories[i]->giver; k++) {
            if (!same_link(stories[i], stories[k]) || same_title(stories[i], stories[k]))
                continue;
            shared = true;
            forget_link(stories[k]);
        }
        if (shared)
            forget_link(stories[i]);
    }
}
