#include "formats/html_flow.h"

#include "content/clean.h"
#include "formats/html_wordpress.h"
#include "formats/nfc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    RAW_BYTES_MAX = 4 * TEXT_BYTES_MAX, /* it shrinks when it is cleaned */
    LONG_BYTES = 4000                   /* from here on a line end ends the paragraph */
};

static const char hard_space[] = "\xC2\xA0";

void html_flow_init(struct html_flow *flow, struct arena *arena, bool one_line)
{
    *flow = (struct html_flow){.arena = arena, .one_line = one_line, .line_empty = true};
    buffer_init(&flow->raw, RAW_BYTES_MAX);
}

/* What has been collected becomes a paragraph. */
static void flush(struct html_flow *flow)
{
    size_t length;
    bool cut = false;
    if (!flow->one_line && flow->raw.length > 0)
        html_wordpress_strip(flow->raw.data, &flow->raw.length);
    char *text = nfc_text(buffer_text(&flow->raw), flow->raw.length, &length);
    const char *clean =
        clean_text(flow->arena, text, length, flow->one_line ? CLEAN_ONE_LINE : CLEAN_LINES, &cut);
    if (clean != NULL && flow->count < PARAGRAPHS_MAX)
        flow->paragraphs[flow->count++] = clean;
    else if (clean != NULL)
        cut = true;
    flow->cut = flow->cut || cut || flow->raw.overflow;
    free(text);
    buffer_clear(&flow->raw);
}

void html_flow_finish(struct html_flow *flow)
{
    flush(flow);
    buffer_finish(&flow->raw);
}

/* Before a visible character: the break, the marker or the space that waited for it. */
static void resolve(struct html_flow *flow)
{
    bool first = flow->raw.length == 0;
    if (flow->one_line) {
        if (!first && (flow->pending != BREAK_NONE || flow->pending_space))
            buffer_add(&flow->raw, " ", 1);
    } else if (flow->pending == BREAK_PARAGRAPH ||
               (flow->pending == BREAK_LINE && flow->raw.length > LONG_BYTES)) {
        flush(flow);
    } else if (!first && flow->pending == BREAK_LINE) {
        buffer_add(&flow->raw, "\n", 1);
    } else if (!first && flow->pending == BREAK_CELL) {
        buffer_add_text(&flow->raw, " \xC2\xB7 ");
    } else if (!first && flow->pending_space) {
        buffer_add(&flow->raw, " ", 1);
    }
    if (!flow->one_line)
        buffer_add_text(&flow->raw, flow->marker);
    flow->marker[0] = '\0';
    flow->pending = BREAK_NONE;
    flow->pending_br = false;
    flow->pending_space = false;
    flow->line_empty = false;
}

void html_flow_text(struct html_flow *flow, const char *text, size_t size, bool keep_lines)
{
    for (size_t i = 0; i < size; i++) {
        char c = text[i];
        bool two = size - i >= 2;
        if (c == '\n' && keep_lines) {
            html_flow_break(flow, BREAK_LINE);
        } else if (c == ' ' || (c >= '\t' && c <= '\r')) {
            flow->pending_space = true;
        } else if (two && flow->line_empty && memcmp(text + i, hard_space, 2) == 0) {
            i++; /* <p>&nbsp;</p>, <br>&nbsp;<br> */
        } else {
            /* The first of a line, or of a word. */
            if (flow->line_empty || flow->pending_space || flow->pending != BREAK_NONE)
                resolve(flow);
            buffer_add(&flow->raw, &c, 1);
        }
    }
}

void html_flow_break(struct html_flow *flow, enum html_break kind)
{
    if (kind == BREAK_PARAGRAPH && flow->within > 0)
        kind = BREAK_LINE;
    /* A block within a cell that is still empty is no line of its own. */
    if (kind == BREAK_LINE && flow->pending == BREAK_CELL)
        return;
    if (kind > flow->pending)
        flow->pending = kind;
    flow->line_empty = true;
}

void html_flow_br(struct html_flow *flow)
{
    bool again = flow->pending == BREAK_LINE && flow->pending_br;
    html_flow_break(flow, again ? BREAK_PARAGRAPH : BREAK_LINE);
    flow->pending_br = flow->pending == BREAK_LINE;
}

void html_flow_cell(struct html_flow *flow)
{
    if (flow->pending != BREAK_PARAGRAPH)
        flow->pending = BREAK_CELL;
    flow->line_empty = true;
}

void html_flow_mark(struct html_flow *flow, const char *marker)
{
    snprintf(flow->marker, sizeof flow->marker, "%s", marker);
}
