/* Texts and addresses as they are compared, not as they are shown. All results: free() them. */
#ifndef RIWAQ_CONTENT_FOLD_H
#define RIWAQ_CONTENT_FOLD_H

#include <stdbool.h>

/* Without case, by Unicode's folding (NFKC_Casefold); white space is one space, none at the ends; a
 * curly apostrophe is a straight one. In Arabic without tatweel and vowel marks, and with one alef,
 * waw and yeh whatever hamza or madda it carries: "الإعلان" and "الاعلان" are one word. (Teh
 * marbuta stays apart from heh, accents of Latin letters stay.) */
char *fold_text(const char *text);
/* The same without punctuation at its end; one of nothing else stays as it is. */
char *fold_title(const char *title);
/* Where an address leads: http and https are one, and so is the server's name in any case; without
 * the slash at the end of the path, the fragment, and what counts visitors ("utm_..."). */
char *fold_link(const char *url);

/* Whether TEXT has PHRASE in it, both folded: as whole words in scripts that part words by spaces.
 * In Arabic the word may have its article before it, with what is written onto that: "قمار" is
 * found in "والقمار". An empty phrase is nowhere. */
bool fold_has_phrase(const char *text, const char *phrase);

#endif
