/* Texts from outside made fit for a screen. */
#ifndef RIWAQ_CONTENT_CLEAN_H
#define RIWAQ_CONTENT_CLEAN_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum clean_lines {
    CLEAN_ONE_LINE, /* a label: line ends become spaces */
    CLEAN_LINES     /* running text: line ends stay, empty lines go */
};

/* A copy of TEXT in valid UTF-8 (broken bytes become U+FFFD), trimmed, runs of white space
 * folded to one (a no-break space stays what it is), other control characters and byte order
 * marks dropped, bidi controls paired in each line (see isolate.h), at most TEXT_BYTES_MAX bytes,
 * cut before a character that does not fit (*CUT tells so; may be NULL). NULL when nothing visible
 * is left. */
char *clean_text(struct arena *arena, const char *text, size_t length, enum clean_lines lines,
                 bool *cut);

#endif
