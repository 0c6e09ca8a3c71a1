/* "Not before": what one source asks of a story holds for it in the others, too, which may not
 * know of it. Private to the content floor. */
#ifndef RIWAQ_CONTENT_EMBARGO_H
#define RIWAQ_CONTENT_EMBARGO_H

#include "content/share.h"

/* Sets from_s of the headlines and articles of SHARES. Of a story that one source gives several
 * times its first beginning counts; of several sources the latest. */
void embargo_hold(struct share *shares, int count);

#endif
