/* How well a text stands out from its ground: the contrast ratio of WCAG 2.1 (W3C Recommendation,
 * definitions of "contrast ratio" and "relative luminance"). */
#ifndef RIWAQ_THEME_CONTRAST_H
#define RIWAQ_THEME_CONTRAST_H

#include "theme/theme.h"

/* PAINT, with its alpha, laid over the opaque GROUND: opaque. */
color contrast_over(color paint, color ground);
/* 1 (equal) to 21 (black and white); alpha does not count. */
double contrast_ratio(color a, color b);
/* The colour nearest to PAINT, on its way to white or to black, that has RATIO on GROUND; opaque.
 * *LIGHTER tells which way. Where neither has it, that of the two that has more. */
color contrast_mend(color paint, color ground, double ratio, bool *lighter);

#endif
