/* How a text runs as a whole: a higher-level protocol for the base direction (UAX #9, HL1).
 *
 * The first strong letter (rule P2) is wrong where a text begins with a foreign name: "OCP
 * تعلن عن نتائجها" is an Arabic sentence. Words are counted instead, each by its first strong
 * letter; so many of them that a short title is known whole, and a long one costs no more. */
#ifndef RIWAQ_TEXT_DIRECTION_H
#define RIWAQ_TEXT_DIRECTION_H

#include "text/text.h"

/* Words by what they are written in; all zero before the first text. */
struct direction_words {
    int ltr, rtl;
    int arabic;   /* of rtl */
    int tifinagh; /* of ltr */
};

/* Adds the words of TEXT, up to a few dozen in all. */
void direction_count(struct direction_words *words, const char *text, size_t length);
/* EXPECTED is what is known of the text, from the language that it says it is in: then only a
 * text with (nearly) no word of that direction runs the other way. Else (AUTO) the greater
 * part decides; but a text is right to left from two fifths of such words on, as Arabic
 * borrows Latin names far more often than the reverse. AUTO: no word has a direction. */
enum text_direction direction_of(const struct direction_words *words, enum text_direction expected);

#endif
