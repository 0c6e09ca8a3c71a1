/* The same news in other words, for measuring: every text has to be shaped afresh, and is as
 * long, in the same script and as likely as before. */
#ifndef RIWAQ_CONTENT_VARIATION_H
#define RIWAQ_CONTENT_VARIATION_H

#include "content/content.h"

/* A copy of CONTENT (keeping it alive) with the words of every headline and of the article in
 * another order: the same for the same NUMBER, another one for every other. The caller owns the
 * reference. */
struct content *content_variation(const struct content *content, uint64_t number);

#endif
