/* How far from its baseline a script's ink reaches, marks included: what lines must be apart so
 * that they do not touch. A face's own ascent and descent do not tell: they have room for marks
 * that few texts bear (Noto Sans Arabic: two em) or none for what every text has (Noto Sans
 * Khmer). Measured on Debian's Noto faces, regular and bold. */
#ifndef RIWAQ_TEXT_REACH_H
#define RIWAQ_TEXT_REACH_H

#include "text/letters.h"
#include "text/text.h"

/* Of the letters FROM up to TO, a run in a face of METRICS; pixels, positive. */
struct text_reach reach_of(const struct letters *letters, int from, int to, int px,
                           struct text_metrics metrics);

#endif
