/* One line: its runs measured, ordered by eye and placed. */
#ifndef RIWAQ_TEXT_LINE_H
#define RIWAQ_TEXT_LINE_H

#include "text/break.h"
#include "text/itemise.h"
#include "text/text.h"

/* What may stand after the letters of a line. */
enum suffix { SUFFIX_NONE, SUFFIX_ELLIPSIS, SUFFIX_HYPHEN };

struct width_known {
    uint32_t code; /* 0: free */
    int16_t script;
    uint8_t face;
    bool rtl;
    int width;
};

/* The cells for digits of a face; 0: its digits are of one width, and need none. */
struct cell_known {
    uint32_t zero;
    int16_t script;
    uint8_t face;
    bool rtl;
    int cell;
};

/* A piece before it has its place. */
struct staged {
    struct text_run run;
    int width;
    int cell; /* what it takes of the line: the width, or more */
    uint8_t level;
    bool tracked; /* space follows, unless the line ends */
};

/* Builds lines, one after the other; `pieces` and what follows are of the last one. */
struct line_setter {
    const struct text_measure *measure;
    const struct text_options *options;
    const struct itemised *itemised;
    struct width_known widths[128]; /* of single letters: spaces, and all when tracked */
    struct text_metrics metrics[256];
    bool metrics_known[256];
    struct cell_known cells[8];
    int cell_count;

    struct staged *staged;     /* in logical order */
    struct text_piece *pieces; /* left to right; their text is in the letters' bytes */
    int count, room;
    int width, ascent, descent;
    struct text_reach reach;
    int end; /* letter after the last visible one */
};

void line_setter_init(struct line_setter *setter, const struct text_measure *measure,
                      const struct text_options *options, const struct itemised *itemised);
void line_setter_finish(struct line_setter *setter);
/* Makes the line of the letters FROM up to TO, all of one paragraph, and SUFFIX. */
void line_set(struct line_setter *setter, int from, int to, enum suffix suffix);
/* The sum of the advances of the letters FROM up to TO; once beyond LIMIT, at least LIMIT. */
int line_estimate(struct line_setter *setter, int from, int to, int limit);
/* Metrics of a face of the font, asked once. */
struct text_metrics line_metrics(struct line_setter *setter, int face);

#endif
