/* Numbers in groups: telephone numbers, and thousands set apart by spaces.
 *
 * After Arabic letters the algorithm's plain order reverses the groups ("+212 5 37" comes out
 * as "37 5 212+"): nobody can dial that, and 10 000 reads as 000 10. As UAX #9 permits for
 * what is recognised (HL4), such numbers are isolated as left-to-right. */
#ifndef RIWAQ_TEXT_NUMBERS_H
#define RIWAQ_TEXT_NUMBERS_H

/* TEXT with U+2066 and U+2069 around each such number, to free(); NULL when it has none. Dates,
 * ranges and scores are left alone: they are read as the text around them is. */
char *numbers_isolate(const char *text);

#endif
