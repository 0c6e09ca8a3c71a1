/* Building in steps, so that none takes longer than the time between two frames.
 *
 * When so much work was done in a step (text_measure's, else bytes of text; a line at least is laid
 * out), what is not in the cache is answered by an empty block, a text that is half done too. What
 * was built is then to be thrown away, and built again in another step, which gets further: all
 * that was laid out stays till then. */
#ifndef RIWAQ_TEXT_STEP_H
#define RIWAQ_TEXT_STEP_H

#include "text/text.h"

void text_cache_begin_step(struct text_cache *cache, size_t max_work);
/* Whether a text was withheld; false outside of a step. */
bool text_cache_fell_short(const struct text_cache *cache);
void text_cache_end_step(struct text_cache *cache);

#endif
