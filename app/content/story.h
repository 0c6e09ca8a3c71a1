/* What tells that two sources say the same: a title, or an address, as content/fold.h compares
 * them. Private to the content floor. */
#ifndef RIWAQ_CONTENT_STORY_H
#define RIWAQ_CONTENT_STORY_H

#include <stdbool.h>
#include <stdint.h>

/* Folded, owned; hashes make most comparisons a number's. */
struct story {
    char *title;
    char *link; /* NULL: none, or one that tells nothing */
    uint64_t title_hash, link_hash;
    int giver; /* whose it is */
};

/* URL: NULL: none. */
struct story story_make(int giver, const char *title, const char *url);
void story_finish(struct story *story);
/* An address that a giver gives to several stories is its front page's and tells nothing: it is
 * forgotten. Those of one giver stand side by side in STORIES. */
void stories_forget_front_pages(struct story *const *stories, int count);
/* Either. */
bool story_same(const struct story *a, const struct story *b);

#endif
