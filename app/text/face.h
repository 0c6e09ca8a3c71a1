/* Which face of the font's chain draws each letter. */
#ifndef RIWAQ_TEXT_FACE_H
#define RIWAQ_TEXT_FACE_H

#include "text/letters.h"
#include "text/text.h"

struct face_known {
    uint32_t code; /* 0: free */
    int face;
    bool found;
};

struct face_stick {
    uint32_t code, beside; /* 0: free */
    bool sticks;
};

/* Asks the measure, and remembers the answers for single letters. */
struct face_finder {
    const struct text_measure *measure;
    struct text_font font;
    bool missing; /* a cluster had no face */
    struct face_known known[256];
    struct face_stick sticks[64];
};

void face_finder_init(struct face_finder *finder, const struct text_measure *measure,
                      struct text_font font);
/* Sets `face` of all letters, cluster by cluster. What no face has is never drawn as a row of
 * boxes on a public wall. Of a cluster whose letter some face has, what else is in it is hidden
 * (a mark, the rest of an emoji's sequence). Of a word, U+FFFD tells once that it was there;
 * what forms no words (symbols, emoji newer than the fonts, the private icons of web pages)
 * is hidden. */
void face_find(struct face_finder *finder, struct letters *letters);
/* Among the letters FROM up to TO, which are of one embedding level and have their script,
 * lets spaces and punctuation take the face of the letters beside them when that face has
 * them: one run instead of three, and full stops that fit their text. */
void face_stick(struct face_finder *finder, struct letters *letters, int from, int to);
/* In the paragraph FROM to TO, whose scripts are known, lets each number with its signs take one
 * face, in a like look to the letters beside it: theirs, else a later one of the chain. */
void face_numbers(struct face_finder *finder, struct letters *letters, int from, int to);

#endif
