/* One item of a feed as a headline of riwaq's own JSON. Private to the formats floor. */
#ifndef RIWAQ_FORMATS_FEED_ITEM_H
#define RIWAQ_FORMATS_FEED_ITEM_H

#include "formats/convert.h"
#include "formats/feed_text.h"

/* What could not be read of several items, told once. */
struct feed_finding {
    const xmlNode *first;
    int count;
};

struct feed {
    const struct conversion *conversion;
    struct arena *arena;
    enum feed_rules rules;
    const char *base;   /* of relative addresses; NULL: none */
    const char *title;  /* the feed's; NULL: none */
    const char *lang;   /* a language tag; NULL: none */
    const char *byline; /* of items that name no author; NULL: none */
    struct feed_finding dates, untitled;
};

/* When it was published, else changed; INSTANT_NONE: it does not say, or nothing that is a date
 * (which counts as a finding). */
int64_t feed_item_time(struct feed *feed, const xmlNode *item);
/* NULL: it has neither title nor text (a finding). AT_S: its time. */
json_t *feed_item_read(struct feed *feed, const xmlNode *item, int64_t at_s);

/* Of an item or of the feed itself: the names of up to three authors, without their mail
 * addresses; where it is in the web; a language tag. NULL: none. */
const char *feed_byline(const struct feed *feed, const xmlNode *element);
const char *feed_link(const struct feed *feed, const xmlNode *element);
const char *feed_lang(const struct feed *feed, const xmlNode *element);

#endif
