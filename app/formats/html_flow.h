/* Paragraphs made out of text and the breaks between it. Private to html.c. */
#ifndef RIWAQ_FORMATS_HTML_FLOW_H
#define RIWAQ_FORMATS_HTML_FLOW_H

#include "base/buffer.h"
#include "content/content.h"

struct arena;

/* Breaks wait for the text after them; the strongest that was asked for counts. */
enum html_break { BREAK_NONE, BREAK_CELL, BREAK_LINE, BREAK_PARAGRAPH };

struct html_flow {
    struct arena *arena;
    bool one_line;     /* every break is a space */
    int within;        /* lists and tables that are open: in them a paragraph's end is a line end */
    struct buffer raw; /* the paragraph that is being made */
    enum html_break pending;
    bool pending_br; /* the pending line end is one that was asked for by itself */
    bool pending_space;
    bool line_empty; /* nothing visible since the last break */
    char marker[16]; /* what the next text begins with; "" nothing */
    const char *paragraphs[PARAGRAPHS_MAX];
    int count;
    bool cut;
};

void html_flow_init(struct html_flow *flow, struct arena *arena, bool one_line);
/* The last paragraph becomes one; what is in the arena stays. */
void html_flow_finish(struct html_flow *flow);
/* KEEP_LINES: line ends are such (in <pre>), not white space. */
void html_flow_text(struct html_flow *flow, const char *text, size_t size, bool keep_lines);
void html_flow_break(struct html_flow *flow, enum html_break kind);
/* A line end; the second in a row ends the paragraph. */
void html_flow_br(struct html_flow *flow);
/* The next text is of a cell that follows one in the same row. */
void html_flow_cell(struct html_flow *flow);
void html_flow_mark(struct html_flow *flow, const char *marker);

#endif
