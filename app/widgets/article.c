/* The featured article: title, byline, picture, and its text in pages that are turned at
 * reading speed, so that every paragraph can be read. */
#include "widgets/pen.h"
#include "widgets/widget.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* A byline of any length, and a date. */
enum { TEXT_CAP = TEXT_BYTES_MAX + 256, MARKS_MAX = 12 };
#define SEPARATOR "   ·   "

/* Where everything stands; the same for all pages. Pixels relative to the box. */
struct frame {
    struct pen_style title;
    bool title_cut; /* then all of it is the body's first paragraph */
    int title_y, byline_y;
    int body_y, body_h;
    int lead_y, lead_w, lead_h; /* the text of the first page, beside or below the picture */
    int picture_x, picture_w, picture_h; /* at body_y of the first page; w 0: no picture */
    int footer_baseline;
};

/* One line of the body, and where it stands on its page. */
struct body_line {
    const struct text_block *block;
    int line, y, height;
};

/* The lines of one page: `first` to `end` - 1 of the body's. */
struct span {
    int first, end;
};

struct body {
    struct body_line *lines;
    int line_count;
    struct span pages[PAGES_MAX];
    int page_count;
};

static const struct pen_style label_style = {.role = FONT_LABEL, .color = COLOR_ACCENT};
static const struct pen_style title_style = {
    .role = FONT_TITLE, .color = COLOR_INK, .balance = true, .running = true};
static const struct pen_style small_style = {.role = FONT_SMALL, .color = COLOR_MUTED};
static const struct pen_style body_style = {.role = FONT_BODY, .color = COLOR_INK, .running = true};

static void write_byline(const struct view *view, struct buffer *out)
{
    const struct article *article = &view->content->article;
    view_add_part(out, SEPARATOR, article->byline);
    if (article->at_s == INSTANT_NONE)
        return;
    struct buffer at;
    buffer_init(&at, TEXT_CAP);
    view_format_instant(view, article->at_s, &at);
    view_add_part(out, SEPARATOR, buffer_text(&at));
    buffer_finish(&at);
}

static bool has_byline(const struct view *view)
{
    return view->content->article.byline != NULL || view->content->article.at_s != INSTANT_NONE;
}

/* Wide panels have the picture beside the lead, tall ones above it. */
static void place_picture(const struct view *view, struct frame *frame)
{
    const struct picture *image = view->content->article.image;
    if (image == NULL)
        return;
    int gap = view_px(view, 36), room = frame->body_h;
    if (view->box.w > view->box.h * 5 / 4) {
        frame->picture_w = view->box.w * 2 / 5;
        frame->picture_x = view->box.w - frame->picture_w;
        int whole = (int)((int64_t)frame->picture_w * image->h / image->w);
        frame->picture_h = whole < room ? whole : room;
        frame->lead_w = frame->picture_x - gap;
    } else {
        frame->picture_w = view->box.w;
        frame->picture_h = room / 2;
        frame->lead_y += frame->picture_h + gap;
        frame->lead_h -= frame->picture_h + gap;
    }
}

static const struct text_block *title_block(const struct view *view, const struct frame *frame)
{
    return pen_block(view, view->content->article.title, view->box.w, &frame->title);
}

/* Half of the panel is the text's: a title that takes more is set smaller, then cut. Returns
 * its height. */
static int place_title(const struct view *view, struct frame *frame)
{
    static const enum font_role roles[] = {FONT_TITLE, FONT_HEADLINE};
    int room = view->box.h / 2, line = 1;
    frame->title = title_style;
    for (size_t i = 0; i < COUNT_OF(roles); i++) {
        frame->title.role = roles[i];
        const struct text_block *block = title_block(view, frame);
        line = pen_line_height(view, block, &frame->title);
        if (block->line_count * line <= room || block->line_count == 1)
            return block->line_count * line;
    }
    frame->title.max_lines = room > line ? room / line : 1;
    frame->title_cut = true;
    return title_block(view, frame)->line_count * line;
}

static struct frame frame_for(const struct view *view)
{
    struct frame frame = {.lead_w = view->box.w};
    int y = view_px(view, 14) + pen_cap_height(view, FONT_LABEL) + view_px(view, 18);
    frame.title_y = y;
    y += place_title(view, &frame);
    if (has_byline(view)) {
        frame.byline_y = y + view_px(view, 10);
        y = frame.byline_y + view_px(view, 34);
    }
    frame.body_y = y + view_px(view, 20);
    frame.footer_baseline = view->box.h - view_px(view, 24);
    int footer_top = frame.footer_baseline - pen_cap_height(view, FONT_SMALL) - view_px(view, 22);
    frame.body_h = footer_top - frame.body_y;
    frame.lead_y = frame.body_y;
    frame.lead_h = frame.body_h;
    place_picture(view, &frame);
    return frame;
}

static void add_lines(const struct view *view, struct body *body, const struct text_block *block,
                      int count)
{
    int height = pen_line_height(view, block, &body_style); /* looks at all lines: once */
    body->lines =
        memory_resize(body->lines, (size_t)(body->line_count + count), sizeof *body->lines);
    for (int i = 0; i < count; i++)
        body->lines[body->line_count++] =
            (struct body_line){.block = block, .line = i, .height = height};
}

/* --- breaking into pages: the cheapest way through all lines (dynamic programming) --- */

/* A page costs its own turn and the square of what it leaves free, so that there are few and
 * none is left with two lines while others are full. */
#define COST_PAGE       1.0
#define COST_SPLIT      0.1 /* a paragraph divided, two lines or more on either side */
#define COST_POOR_SPLIT 2.0 /* with a lone line, or a short paragraph divided */

/* What it costs to end a page before line I. */
static double break_cost(const struct body *body, int i)
{
    if (i >= body->line_count || body->lines[i].line == 0)
        return 0;
    int count = body->lines[i].block->line_count, line = body->lines[i].line;
    return count >= 4 && line >= 2 && line <= count - 2 ? COST_SPLIT : COST_POOR_SPLIT;
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
static void find_breaks(const struct body *body, int begin, int room, int *ends, double *costs)
{
    costs[body->line_count] = 0;
    for (int first = body->line_count - 1; first >= begin; first--) {
        int used = 0;
        costs[first] = -1;
        for (int i = first; i < body->line_count; i++) {
            int space, height = line_height(body, first, i, &space);
            if (i > first && used + space + height > room)
                break;
            used += space + height;
            double slack = used < room ? (double)(room - used) / room : 0;
            double cost = COST_PAGE + slack * slack + break_cost(body, i + 1) + costs[i + 1];
            if (costs[first] < 0 || cost < costs[first]) {
                costs[first] = cost;
                ends[first] = i + 1;
            }
        }
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
    body->pages[body->page_count++] = (struct span){first, end};
}

/* Pages beyond PAGES_MAX would be an hour's reading; the article's link has the rest. */
static void break_pages(struct body *body, int begin, int room)
{
    int *ends = memory_array((size_t)body->line_count + 1, sizeof *ends);
    double *costs = memory_array((size_t)body->line_count + 1, sizeof *costs);
    find_breaks(body, begin, room, ends, costs);
    for (int first = begin; first < body->line_count && body->page_count < PAGES_MAX;) {
        add_page(body, first, ends[first]);
        first = ends[first];
    }
    free(ends);
    free(costs);
}

/* The body's paragraphs: a title that had to be cut, then the article's. */
static int body_count(const struct view *view, const struct frame *frame)
{
    return view->content->article.paragraph_count + (frame->title_cut ? 1 : 0);
}

static const char *body_text(const struct view *view, const struct frame *frame, int i)
{
    const struct article *article = &view->content->article;
    if (!frame->title_cut)
        return article->paragraphs[i];
    return i == 0 ? article->title : article->paragraphs[i - 1];
}

/* The rest of a divided paragraph is set wider: so many lines of the lead's width make two. */
enum { LEAVE_LINES = 4 };

/* How many lines of BLOCK fit into ROOM: all, or so many that neither side has a lone line;
 * at least LEAST. */
static int lines_that_fit(const struct view *view, const struct text_block *block, int room,
                          int least)
{
    int height = pen_line_height(view, block, &body_style), fit = room / height;
    if (fit >= block->line_count)
        return block->line_count;
    if (fit > block->line_count - LEAVE_LINES)
        fit = block->line_count - LEAVE_LINES;
    if (fit < 2)
        fit = 0;
    return fit > least ? fit : least;
}

/* The lead, beside or below the picture; *REST is where the text goes on in the paragraph
 * whose number is returned. */
static int add_lead(const struct view *view, const struct frame *frame, struct body *body,
                    const char **rest)
{
    int room = frame->lead_h, i = 0;
    *rest = NULL;
    for (; i < body_count(view, frame); i++) {
        const struct text_block *block =
            pen_block(view, body_text(view, frame, i), frame->lead_w, &body_style);
        int height = pen_line_height(view, block, &body_style);
        room -= i > 0 ? height / 2 : 0;
        int count = lines_that_fit(view, block, room, i == 0);
        add_lines(view, body, block, count);
        room -= count * height;
        if (count < block->line_count) {
            *rest = block->text + block->lines[count].start;
            break;
        }
    }
    add_page(body, 0, body->line_count);
    return i;
}

static void body_init(struct body *body, const struct view *view, const struct frame *frame)
{
    *body = (struct body){0};
    const char *rest = NULL;
    int i = frame->picture_w > 0 ? add_lead(view, frame, body, &rest) : 0;
    int begin = body->line_count;
    for (; i < body_count(view, frame); i++) {
        const char *text = rest != NULL ? rest : body_text(view, frame, i);
        const struct text_block *block = pen_block(view, text, view->box.w, &body_style);
        add_lines(view, body, block, block->line_count);
        rest = NULL;
    }
    break_pages(body, begin, frame->body_h);
    if (body->page_count == 0)
        body->page_count = 1; /* a title without text is a page too */
}

static void body_finish(struct body *body)
{
    free(body->lines);
}

static int page_words(const struct body *body, int page)
{
    int words = 0;
    for (int i = body->pages[page].first; i < body->pages[page].end; i++) {
        const struct body_line *line = &body->lines[i];
        const struct text_line *text = &line->block->lines[line->line];
        words += text_word_count(line->block->text + text->start, text->length);
    }
    return words;
}

static void article_pages(const struct view *view, struct pages *out)
{
    const char *title = view->content->article.title;
    if (title == NULL)
        return;
    struct frame frame = frame_for(view);
    struct body body;
    body_init(&body, view, &frame);
    out->count = body.page_count;
    for (int i = 0; i < body.page_count; i++) {
        int words = page_words(&body, i);
        if (i == 0)
            words += text_word_count(title, strlen(title));
        out->duration_ns[i] = widget_reading_ns(words);
    }
    body_finish(&body);
}

static void put_page(struct pen *pen, const struct frame *frame, const struct body *body, int page)
{
    bool lead = page == 0 && frame->picture_w > 0;
    int top = lead ? frame->lead_y : frame->body_y, width = lead ? frame->lead_w : pen->box.w;
    for (int i = body->pages[page].first; i < body->pages[page].end; i++) {
        const struct body_line *line = &body->lines[i];
        pen_put_lines(pen, line->block, line->line, 1, 0, top + line->y, width, &body_style);
    }
}

/* A dash a page, this one in the accent; none for a single page. */
static int put_marks(struct pen *pen, const struct view *view, int baseline, int page, int count)
{
    if (count < 2 || count > MARKS_MAX)
        return 0;
    int width = view_px(view, 34), height = view_px(view, 5), step = view_px(view, 42);
    int y = baseline - pen_cap_height(view, FONT_SMALL) / 2 - height / 2;
    for (int i = 0; i < count; i++)
        pen_rect(pen, i * step, y, width, height, height / 2,
                 i == page ? COLOR_ACCENT : COLOR_RULE);
    return count * step + view_px(view, 18);
}

static void put_footer(struct pen *pen, const struct view *view, int baseline, int page, int count)
{
    struct buffer text;
    buffer_init(&text, TEXT_CAP);
    struct buffer part;
    buffer_init(&part, TEXT_CAP);
    int comments = view->content->article.comments;
    if (count > 1)
        language_page(view->language, view->config->digits, page + 1, count, &part);
    view_add_part(&text, SEPARATOR, buffer_text(&part));
    buffer_clear(&part);
    if (comments != COMMENTS_NONE)
        language_comments(view->language, view->config->digits, comments, &part);
    view_add_part(&text, SEPARATOR, buffer_text(&part));
    buffer_finish(&part);
    int start = put_marks(pen, view, baseline, page, count);
    pen_line(pen, start, baseline, view->box.w - start, buffer_text(&text), &small_style);
    buffer_finish(&text);
}

static int article_build(const struct view *view, int page, struct list *list)
{
    const struct article *article = &view->content->article;
    struct frame frame = frame_for(view);
    struct body body;
    body_init(&body, view, &frame);
    page = page < body.page_count ? page : body.page_count - 1;

    struct pen pen = pen_for(view, list);
    pen_line(&pen, 0, view_px(view, 14) + pen_cap_height(view, FONT_LABEL), view->box.w,
             language_phrase(view->language, PHRASE_FEATURED), &label_style);
    pen_text(&pen, 0, frame.title_y, view->box.w, article->title, &frame.title);
    if (has_byline(view)) {
        struct buffer byline;
        buffer_init(&byline, TEXT_CAP);
        write_byline(view, &byline);
        struct pen_style style = small_style;
        style.max_lines = 1;
        pen_text(&pen, 0, frame.byline_y, view->box.w, buffer_text(&byline), &style);
        buffer_finish(&byline);
    }
    if (frame.picture_w > 0 && page == 0)
        pen_picture(&pen, frame.picture_x, frame.body_y, frame.picture_w, frame.picture_h,
                    view_px(view, 10), article->image);
    put_page(&pen, &frame, &body, page);
    put_footer(&pen, view, frame.footer_baseline, page, body.page_count);
    body_finish(&body);
    list->next_change_ns = article->at_s != INSTANT_NONE ? view_next_midnight(view) : MOMENT_NEVER;
    return 0;
}

const struct widget widget_article = {"article", article_pages, article_build};
