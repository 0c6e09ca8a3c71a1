/* What one source gives to a screen: its news and weather as its selection wants them, with their
 * ages. Private to the content floor. */
#ifndef RIWAQ_CONTENT_SHARE_H
#define RIWAQ_CONTENT_SHARE_H

#include "content/content.h"

struct share {
    const char *name;           /* NULL: it stands for every source */
    struct headline *headlines; /* in the source's order */
    int headline_count;
    struct article article; /* title NULL: none; its image is the part's */
    struct weather weather;
};

/* Allocated in ARENA, borrowing the texts and pictures of the part's content. */
struct share share_make(struct arena *arena, const struct content_part *part);
/* Leaves out what max_items never shows, once all beginnings are known. */
void share_limit(struct share *share, const struct content_part *part);

/* Puts the headlines, articles and weather of the SHARES into CONTENT, which keeps what they
 * borrow alive. */
void shares_join(struct content *content, const struct share *const *shares, int count);

#endif
