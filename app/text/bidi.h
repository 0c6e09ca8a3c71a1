/* The order of mixed text: Unicode's bidirectional algorithm (UAX #9) by FriBidi.
 *
 * Works on code points of one paragraph (no '\n' inside). Rule L1's reset of white space at
 * a line's end needs no step here: such space hangs and is not drawn. Rule L4, mirroring, is
 * left to the shaper, which mirrors in every right-to-left run. */
#ifndef RIWAQ_TEXT_BIDI_H
#define RIWAQ_TEXT_BIDI_H

#include <stdbool.h>
#include <stdint.h>

enum bidi_base { BIDI_NEUTRAL, BIDI_LTR, BIDI_RTL };

/* The direction of the first strong letter outside isolates (rules P2, P3). */
enum bidi_base bidi_base(const uint32_t *codes, int count);
/* The embedding level of each code point (rules X1 to I2); odd is right to left. */
void bidi_levels(const uint32_t *codes, int count, bool rtl, uint8_t *levels);
/* ORDER[i] becomes the logical index of what stands at place i from the left (rule L2). */
void bidi_order(const uint8_t *levels, int count, int *order);

#endif
