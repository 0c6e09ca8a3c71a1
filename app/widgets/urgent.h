/* An urgent headline's own word for it, where it brings one.
 *
 * riwaq writes its word before the title of what is `urgent`, and agencies begin such titles with
 * one of theirs: "عاجل: …", "URGENT – …". It is said once. */
#ifndef RIWAQ_WIDGETS_URGENT_H
#define RIWAQ_WIDGETS_URGENT_H

#include "content/content.h"

/* What is drawn of its title, part of it: of an urgent one without the word for that which it
 * begins with, in any of riwaq's languages, and the colon, dash, bracket or the like that sets it
 * off. A title where nothing sets it off ("Urgent care"), or that is nothing else, stays whole. */
const char *urgent_title(const struct headline *headline);

#endif
