/* Headlines and the article of riwaq's own JSON; private to the formats floor. */
#ifndef RIWAQ_FORMATS_FORMAT_NEWS_H
#define RIWAQ_FORMATS_FORMAT_NEWS_H

#include "formats/reader.h"

/* Both, out of the document. Where it has no article, that is the pinned story of the headlines,
 * else the newest with a picture, else the newest with paragraphs; none that is not to be shown
 * yet, or no longer, at the reader's now; the content's reread_s is made no later than when that
 * may be another one. */
void news_read(const struct reader *reader, const struct node *root, struct content *content);

#endif
