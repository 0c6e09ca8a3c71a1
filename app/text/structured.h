/* What is written in one order whatever the text around it is: telephone numbers, thousands set
 * apart by spaces, addresses of the web, #tags and @names, Latin words with a sign of their own
 * (OPEC+, C#, A-, .NET), and numbers with °C or °F.
 *
 * After Arabic letters the algorithm's plain order takes them apart: "+212 5 37" comes out as
 * "37 5 212+", which nobody can dial, 10 000 reads as 000 10, and @riwaq and OPEC+ have their
 * signs on the wrong side. As UAX #9 permits for what is recognised (HL4), they are isolated. */
#ifndef RIWAQ_TEXT_STRUCTURED_H
#define RIWAQ_TEXT_STRUCTURED_H

#include <stdbool.h>

/* TEXT, which runs RTL or not, with isolates (U+2066 or U+2068, and U+2069) around each of them, to
 * free(); NULL when nothing is to be done, as in a text from the left without a letter from the
 * right. Dates, percentages, ranges and scores are left alone: they are read as the text around
 * them is. */
char *structured_isolate(const char *text, bool rtl);

#endif
