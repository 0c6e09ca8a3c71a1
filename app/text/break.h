/* Where lines may start, and how words are spread over lines.
 *
 * Legal places come from ICU (UAX #14), never inside a grapheme cluster, and not at the
 * spaces that glue.h holds. Spreading works on estimated widths, word by word; the
 * block checks each line by its real width. */
#ifndef RIWAQ_TEXT_BREAK_H
#define RIWAQ_TEXT_BREAK_H

#include "text/letters.h"

/* What no break parts, and the spaces after it. */
struct word {
    int start, end; /* letters; END without what hangs */
    int next;       /* where the word after it starts */
    int width, gap; /* pixels, of the letters and of the spaces; WIDTH -1: not measured */
};

struct words {
    struct word *words;
    int count, room;
    int trim; /* pixels of a word's width that do not count at the end of a line */
    /* Measures WORD (its width and gap); a width beyond LIMIT need not be exact. */
    void (*measure)(void *self, struct word *word, int limit);
    void *self;
};

/* Sets `line` of all letters. LOCALE as in text_options. */
void breaks_find(struct letters *letters, const char *locale);

/* Takes the paragraph FROM to TO apart; the words of before are forgotten. */
void words_find(struct words *words, const struct letters *letters, int from, int to);
void words_finish(struct words *words);
/* The word after the last that fits on a line of LIMIT pixels from word FIRST on; at least
 * FIRST + 1. */
int words_fit(struct words *words, int first, int limit);
/* For a line of the words FIRST up to LAST: LAST, or fewer when all that follows is narrower
 * than LEAST and words of this line can keep it company. The line stays at least KEPT wide, and
 * of one word. */
int words_spare(struct words *words, int first, int last, int limit, int least, int kept);
/* The smallest limit that gives no more lines than LIMIT does; LIMIT itself when that would
 * be more than MAX lines, or when a word is wider than it. */
int words_balance(struct words *words, int limit, int max);

#endif
