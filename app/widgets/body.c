#include "widgets/body.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "text/utf8.h"

#include <stdlib.h>

const struct pen_style body_style = {
    .role = FONT_BODY, .color = COLOR_INK, .running = true, .own_edge = true};

static void add_lines(const struct view *view, struct body *body, const struct text_block *block,
                      int count)
{
    int height = pen_line_height(view, block, &body->style); /* looks at all lines: once */
    body->lines =
        memory_resize(body->lines, (size_t)(body->line_count + count), sizeof *body->lines);
    for (int i = 0; i < count; i++)
        body->lines[body->line_count++] =
            (struct body_line){.block = block, .line = i, .height = height};
}

/* --- breaking into pages: the cheapest way through all lines (dynamic programming) --- */

/* A page costs its own turn and, much less, the square of what it leaves free, so that there are
 * as few as can be and none is left with two lines while others are full. Where it ends costs as
 * much as some lines more of emptiness, never a page. */
#define COST_PAGE       1000.0
#define COST_POOR_SPLIT 2000.0 /* with a lone line, or a short paragraph divided */
#define COST_SENTENCE   0.1    /* a paragraph divided, two lines or more on either side */
#define COST_SPLIT      0.2    /* in a sentence, too */

/* A way on from a line: a page that begins with it. */
struct step {
    int end;      /* of that page */
    double cost;  /* of all from there on */
    double split; /* what it costs to end a page before the line */
};

/* What a sentence ends with. */
static bool is_stop(uint32_t code)
{
    return code == '.' || code == '!' || code == '?' || code == 0x2026 /* ellipsis */ ||
           code == 0x061F /* Arabic question mark */ || code == 0x06D4 /* Arabic full stop */;
}

/* What may stand between its end and the next one's beginning. */
static bool is_behind_stop(uint32_t code)
{
    return code == ' ' || code == 0xA0 || code == 0x202F || code == ')' || code == ']' ||
           code == '"' || code == '\'' || code == 0xBB || code == 0x2019 || code == 0x201D ||
           code == 0x200E || code == 0x200F;
}

static bool ends_sentence(const struct body_line *line)
{
    const struct text_line *text = &line->block->lines[line->line];
    bool ends = false;
    for (size_t at = 0; at < text->length;) {
        uint32_t code = utf8_next(line->block->text + text->start, text->length, &at);
        ends = is_stop(code) || (ends && is_behind_stop(code));
    }
    return ends;
}

/* What it costs to end a page before line I, which is not the first. */
static double split_cost(const struct body *body, int i)
{
    if (i >= body->line_count || body->lines[i].line == 0)
        return 0;
    int count = body->lines[i].block->line_count, line = body->lines[i].line;
    if (count < 4 || line < 2 || line > count - 2)
        return COST_POOR_SPLIT;
    return ends_sentence(&body->lines[i - 1]) ? COST_SENTENCE : COST_SPLIT;
}

/* Height of line I on a page that begins with line FIRST: its own, and the space that sets
 * paragraphs apart. */
static int line_height(const struct body *body, int first, int i, int *space)
{
    int height = body->lines[i].height;
    *space = body->lines[i].line == 0 && i > first ? height / 2 : 0;
    return height;
}

/* For each line: where the page that begins with it ends at best, and what all from there on
 * costs. A page holds at least one line. */
static void find_breaks(const struct body *body, int begin, int room, struct step *steps)
{
    steps[body->line_count] = (struct step){0};
    for (int first = body->line_count - 1; first >= begin; first--) {
        struct step best = {.cost = -1, .split = first > 0 ? split_cost(body, first) : 0};
        for (int i = first, used = 0; i < body->line_count; i++) {
            int space, height = line_height(body, first, i, &space);
            if (i > first && used + space + height > room)
                break;
            used += space + height;
            double slack = used < room ? (double)(room - used) / room : 0;
            double cost = COST_PAGE + slack * slack + steps[i + 1].split + steps[i + 1].cost;
            if (best.cost < 0 || cost < best.cost) {
                best.cost = cost;
                best.end = i + 1;
            }
        }
        steps[first] = best;
    }
}

static void add_page(struct body *body, int first, int end)
{
    int y = 0;
    for (int i = first; i < end; i++) {
        int space, height = line_height(body, first, i, &space);
        body->lines[i].y = y + space;
        y += space + height;
    }
    body->pages[body->page_count].first = first;
    body->pages[body->page_count++].end = end;
}

static void break_pages(struct body *body, int begin, int room)
{
    struct step *steps = memory_array((size_t)body->line_count + 1, sizeof *steps);
    find_breaks(body, begin, room, steps);
    for (int first = begin; first < body->line_count && body->page_count < PAGES_MAX;) {
        add_page(body, first, steps[first].end);
        first = steps[first].end;
    }
    free(steps);
}

/* --- the opening page --- */

/* How many lines of BLOCK fit into ROOM: all, or so many that neither side of the division has
 * a lone line, the other side being set anew to WIDTH. FIRST on its page: at least one. */
static int lines_that_fit(const struct view *view, const struct body *body,
                          const struct text_block *block, int room, int width, bool first)
{
    int fit = room / pen_line_height(view, block, &body->style);
    if (fit >= block->line_count)
        return block->line_count;
    for (int count = fit; count >= 2; count--) {
        if (pen_block_rest(view, block, count, width, &body->style)->line_count >= 2)
            return count;
    }
    return !first ? 0 : fit > 1 ? fit : 1;
}

/* Fills the opening page, as far as the paragraph whose number is returned; *REST is that
 * paragraph, set anew to WIDTH from where the page ends in it, NULL when that is its beginning. */
static int add_opening(const struct view *view, struct body *body, const char *const *paragraphs,
                       int count, struct body_measure opening, int width,
                       const struct text_block **rest)
{
    int room = opening.height, i = 0;
    *rest = NULL;
    for (; i < count && *rest == NULL; i++) {
        const struct text_block *block =
            pen_block(view, paragraphs[i], opening.width, &body->style);
        int height = pen_line_height(view, block, &body->style);
        room -= i > 0 ? height / 2 : 0;
        int fit = lines_that_fit(view, body, block, room, width, i == 0);
        add_lines(view, body, block, fit);
        room -= fit * height;
        if (fit < block->line_count) {
            *rest = pen_block_rest(view, block, fit, width, &body->style);
            break;
        }
    }
    add_page(body, 0, body->line_count);
    return i;
}

/* As many lines as all pages together can show: what is beyond them is not laid out. */
static int lines_at_most(const struct view *view, struct body_measure following)
{
    int px = pen_font(view, body_style.role).px;
    return PAGES_MAX * (following.height / (px > 0 ? px : 1) + 1);
}

/* One line height for the whole text, which is that of the paragraph that needs most. */
static struct pen_style style_for(const struct view *view, const char *const *paragraphs, int count,
                                  int width, int most, double scale)
{
    struct pen_style style = body_style, plain = body_style;
    style.scale = plain.scale = scale;
    for (int i = 0, lines = 0; i < count && lines < most; i++) {
        const struct text_block *block = pen_block(view, paragraphs[i], width, &plain);
        pen_need_add(&style.beside, block);
        lines += block->line_count;
    }
    return style;
}

void body_init(struct body *body, const struct view *view, const char *const *paragraphs, int count,
               struct body_measure opening, struct body_measure following)
{
    const int most = lines_at_most(view, following);
    *body = (struct body){.style = style_for(view, paragraphs, count, following.width, most, 1)};
    const struct text_block *rest;
    int i = add_opening(view, body, paragraphs, count, opening, following.width, &rest);
    int begin = body->line_count;
    for (; i < count && body->line_count - begin < most; i++) {
        const struct text_block *block =
            rest != NULL ? rest : pen_block(view, paragraphs[i], following.width, &body->style);
        add_lines(view, body, block, block->line_count);
        rest = NULL;
    }
    break_pages(body, begin, following.height);
}

/* --- all on one page --- */

enum { WHOLE_LINES_MAX = 600, PARAGRAPH_MAX = 64 * 1024 };

/* The paragraph that line I is of. */
static int paragraph_of(const struct body *body, int i)
{
    int paragraph = -1;
    for (int k = 0; k <= i; k++)
        paragraph += body->lines[k].line == 0;
    return paragraph;
}

/* Leaves no more than END lines, the last of them with an ellipsis. */
static void cut_after(struct body *body, const struct view *view, const char *const *paragraphs,
                      int count, int end, int width)
{
    const int last = paragraph_of(body, end - 1), first = end - 1 - body->lines[end - 1].line;
    struct pen_style style = body->style;
    struct buffer text;
    buffer_init(&text, PARAGRAPH_MAX);
    buffer_print(&text, "%s%s", paragraphs[last], last + 1 < count ? " …" : "");
    style.max_lines = end - first;
    const struct text_block *block = pen_block(view, buffer_text(&text), width, &style);
    body->line_count = first;
    add_lines(view, body, block, block->line_count);
    buffer_finish(&text);
}

void body_init_whole(struct body *body, const struct view *view, const char *const *paragraphs,
                     int count, int width, int height, double scale)
{
    *body =
        (struct body){.style = style_for(view, paragraphs, count, width, WHOLE_LINES_MAX, scale)};
    for (int i = 0; i < count && body->line_count < WHOLE_LINES_MAX; i++) {
        const struct text_block *block = pen_block(view, paragraphs[i], width, &body->style);
        add_lines(view, body, block, block->line_count);
    }
    add_page(body, 0, body->line_count);
    if (height <= 0 || body_height(body, 0) <= height)
        return;
    int end = 1;
    while (end < body->line_count && body->lines[end].y + body->lines[end].height <= height)
        end++;
    cut_after(body, view, paragraphs, count, end, width);
    body->page_count = 0;
    add_page(body, 0, body->line_count);
}

int body_height(const struct body *body, int page)
{
    int end = body->pages[page].end;
    bool empty = end <= body->pages[page].first;
    return empty ? 0 : body->lines[end - 1].y + body->lines[end - 1].height;
}

void body_finish(struct body *body)
{
    free(body->lines);
}

int body_page_words(const struct body *body, int page)
{
    int words = 0;
    for (int i = body->pages[page].first; i < body->pages[page].end; i++) {
        const struct body_line *line = &body->lines[i];
        const struct text_line *text = &line->block->lines[line->line];
        words += text_word_count(line->block->text + text->start, text->length);
    }
    return words;
}

void body_put(struct pen *pen, const struct body *body, int page, int y, int width)
{
    for (int i = body->pages[page].first; i < body->pages[page].end; i++) {
        const struct body_line *line = &body->lines[i];
        pen_put_lines(pen, line->block, line->line, 1, 0, y + line->y, width, &body->style);
    }
}
