/* The featured article: title, byline, picture, and its text in pages that are turned at
 * reading speed, so that every paragraph can be read. */
#include "widgets/pen.h"
#include "widgets/widget.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_CAP = 1024, MARKS_MAX = 12 };
#define SEPARATOR "   ·   "

/* Where everything stands; the same for all pages. Pixels relative to the box. */
struct frame {
    int title_y, byline_y;
    int body_y, body_w, body_h;
    int picture_x, picture_y, picture_w, picture_h; /* w 0: no picture */
    int footer_baseline;
};

/* One line of the body, and where it stands on its page. */
struct body_line {
    const struct text_block *block;
    int line, y;
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

/* Wide panels have the picture beside the text, tall ones above it. */
static void place_picture(const struct view *view, struct frame *frame)
{
    const struct picture *image = view->content->article.image;
    if (image == NULL)
        return;
    int gap = view_px(view, 36), room = frame->body_h;
    if (view->box.w > view->box.h * 5 / 4) {
        frame->picture_w = view->box.w * 2 / 5;
        frame->picture_x = view->box.w - frame->picture_w;
        frame->body_w = frame->picture_x - gap;
        int whole = (int)((int64_t)frame->picture_w * image->h / image->w);
        frame->picture_h = whole < room ? whole : room;
        frame->picture_y = frame->body_y;
    } else {
        frame->picture_w = view->box.w;
        frame->picture_h = room * 2 / 5;
        frame->picture_y = frame->body_y;
        frame->body_y += frame->picture_h + gap;
        frame->body_h -= frame->picture_h + gap;
    }
}

static struct frame frame_for(const struct view *view)
{
    struct frame frame = {.body_w = view->box.w};
    int y = view_px(view, 14) + pen_cap_height(view, FONT_LABEL) + view_px(view, 18);
    frame.title_y = y;
    const struct text_block *title =
        pen_block(view, view->content->article.title, view->box.w, &title_style);
    y += title->line_count * pen_line_height(view, title, &title_style);
    if (has_byline(view)) {
        frame.byline_y = y + view_px(view, 4);
        y = frame.byline_y + view_px(view, 34);
    }
    frame.body_y = y + view_px(view, 20);
    frame.footer_baseline = view->box.h - view_px(view, 24);
    int footer_top = frame.footer_baseline - pen_cap_height(view, FONT_SMALL) - view_px(view, 22);
    frame.body_h = footer_top - frame.body_y;
    place_picture(view, &frame);
    return frame;
}

static void add_paragraph(const struct view *view, const struct frame *frame, const char *text,
                          struct body *body)
{
    const struct text_block *block = pen_block(view, text, frame->body_w, &body_style);
    size_t count = (size_t)(body->line_count + block->line_count);
    body->lines = memory_resize(body->lines, count, sizeof *body->lines);
    for (int i = 0; i < block->line_count; i++)
        body->lines[body->line_count++] = (struct body_line){.block = block, .line = i};
}

/* Whether a page may end before line I: short paragraphs stay whole, longer ones leave at
 * least two lines on either side. */
static bool good_break(const struct body *body, int i)
{
    if (i >= body->line_count || body->lines[i].line == 0)
        return true;
    int count = body->lines[i].block->line_count;
    return count >= 4 && body->lines[i].line >= 2 && body->lines[i].line <= count - 2;
}

/* Fills one page from line FIRST; returns the line after its last. At least one line. */
static int fill_page(const struct view *view, const struct frame *frame, struct body *body,
                     int first)
{
    int y = 0, i = first;
    for (; i < body->line_count; i++) {
        struct body_line *line = &body->lines[i];
        int height = pen_line_height(view, line->block, &body_style);
        if (line->line == 0 && i > first)
            y += height / 2;
        if (y + height > frame->body_h && i > first)
            break;
        line->y = y;
        y += height;
    }
    int end = i;
    while (end > first + 1 && end - first > (i - first) / 2 && !good_break(body, end))
        end--;
    return good_break(body, end) ? end : i;
}

static void body_init(struct body *body, const struct view *view, const struct frame *frame)
{
    *body = (struct body){0};
    const struct article *article = &view->content->article;
    for (int i = 0; i < article->paragraph_count; i++)
        add_paragraph(view, frame, article->paragraphs[i], body);
    int first = 0;
    while (first < body->line_count && body->page_count < PAGES_MAX) {
        int end = fill_page(view, frame, body, first);
        body->pages[body->page_count++] = (struct span){first, end};
        first = end;
    }
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
    for (int i = body->pages[page].first; i < body->pages[page].end; i++) {
        const struct body_line *line = &body->lines[i];
        pen_put_lines(pen, line->block, line->line, 1, 0, frame->body_y + line->y, frame->body_w,
                      &body_style);
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
    pen_text(&pen, 0, frame.title_y, view->box.w, article->title, &title_style);
    if (has_byline(view)) {
        struct buffer byline;
        buffer_init(&byline, TEXT_CAP);
        write_byline(view, &byline);
        struct pen_style style = small_style;
        style.max_lines = 1;
        pen_text(&pen, 0, frame.byline_y, view->box.w, buffer_text(&byline), &style);
        buffer_finish(&byline);
    }
    if (frame.picture_w > 0)
        pen_picture(&pen, frame.picture_x, frame.picture_y, frame.picture_w, frame.picture_h,
                    view_px(view, 10), article->image);
    put_page(&pen, &frame, &body, page);
    put_footer(&pen, view, frame.footer_baseline, page, body.page_count);
    body_finish(&body);
    list->next_change_ns = article->at_s != INSTANT_NONE ? view_next_midnight(view) : MOMENT_NEVER;
    return 0;
}

const struct widget widget_article = {"article", article_pages, article_build};
