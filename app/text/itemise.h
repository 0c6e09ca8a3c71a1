/* From clean text to letters that know their level, script, face and where lines may start. */
#ifndef RIWAQ_TEXT_ITEMISE_H
#define RIWAQ_TEXT_ITEMISE_H

#include "text/letters.h"
#include "text/text.h"

struct itemised {
    struct letters letters;
    bool rtl;     /* base direction, one for all paragraphs */
    bool missing; /* some cluster had no face */
};

/* TEXT is clean (see utf8.h); itemised_finish afterwards. */
void itemised_init(struct itemised *itemised, const struct text_measure *measure, const char *text,
                   size_t length, const struct text_options *options);
void itemised_finish(struct itemised *itemised);

#endif
