/* Spaces at which no line may part although Unicode's rules would: before French punctuation,
 * inside guillemets, between a number and its unit or the groups of its digits, a day and its
 * month, beside a dash, after a title or an initial, before a Roman numeral. Held in every
 * language: none of them reads better parted, and a page mixes languages. Sources: the Lexique of
 * the Imprimerie nationale for French; the SI brochure, 5.4.3 and 5.4.4, for numbers. */
#ifndef RIWAQ_TEXT_GLUE_H
#define RIWAQ_TEXT_GLUE_H

#include "text/letters.h"

/* Whether a line may not start with the letter AT, where Unicode's rules let it. */
bool glue_holds(const struct letters *letters, int at);

#endif
