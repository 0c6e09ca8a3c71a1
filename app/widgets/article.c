/* The featured article. Its first page has the large title, the byline and the picture; the
 * pages that follow have one line of title and the room for text, so that every paragraph can
 * be read at reading speed in as few pages as can be. */
#include "widgets/age_mark.h"
#include "widgets/body.h"
#include "widgets/footer.h"
#include "widgets/motion.h"
#include "widgets/order.h"
#include "widgets/pen.h"
#include "widgets/photo.h"
#include "widgets/view_item.h"
#include "widgets/widget.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* A byline of any length, and a date. */
enum { TEXT_CAP = TEXT_BYTES_MAX + 256 };

static const struct pen_style label_style = {.role = FONT_LABEL, .color = COLOR_ACCENT};
/* At the panel's edge even where it is a foreign name alone. */
static const struct pen_style title_style = {
    .role = FONT_TITLE, .color = COLOR_INK, .balance = true, .running = true};
static const struct pen_style small_style = {
    .role = FONT_SMALL, .color = COLOR_MUTED, .max_lines = 1};
/* The title over the pages that follow, of the large one's size. */
#define RUNNING_TITLE_SCALE 0.56
/* From one size of a text to the next smaller one. */
#define SHRINK 0.94

/* Where everything stands on the first page; pixels relative to the box. */
struct opening {
    struct pen_style title;
    bool title_cut; /* then all of it is the body's first paragraph */
    int title_y, byline_y, below_y;
    int text_y;
    struct body_measure text;
    struct rect picture; /* w 0: none */
};

/* And on those that follow. */
struct following_page {
    struct pen_style title;
    int title_y, text_y;
    struct body_measure text;
};

/* There is one where a page is built. */
static const struct article *shown_article(const struct view *view)
{
    return order_article(view, NULL);
}

static void write_byline(const struct view *view, struct buffer *out)
{
    const struct article *article = shown_article(view);
    view_add_part(out, NULL, article->byline);
    if (article->at_s == INSTANT_NONE)
        return;
    struct buffer at;
    buffer_init(&at, TEXT_CAP);
    view_format_instant(view, article->at_s, &at);
    view_add_part(out, view_separator(view, "   ·   "), buffer_text(&at));
    buffer_finish(&at);
}

static bool has_byline(const struct view *view)
{
    return shown_article(view)->byline != NULL || shown_article(view)->at_s != INSTANT_NONE;
}

/* --- the first page --- */

static int title_y(const struct view *view)
{
    return view_px(view, 14) + pen_cap_height(view, FONT_LABEL) + view_px(view, 18);
}

/* Of the title's size: that of the text below it, than which no title is smaller. */
static double scale_of_text(const struct view *view)
{
    return pen_font(view, FONT_BODY).px / (view->theme->fonts[FONT_TITLE].size * view->unit);
}

/* The smallest on the first page. */
static double title_floor(const struct view *view)
{
    const double floor = view->zone->fit_floor / 100.0, text = scale_of_text(view);
    return floor > text ? floor : text < 1 ? text : 1;
}

/* Half of the panel is the text's: a title that takes more is set smaller step by step, then
 * cut. Returns its height. */
static int place_title(const struct view *view, struct opening *opening)
{
    static const double scales[] = {1, 0.84, 0.7, RUNNING_TITLE_SCALE};
    const double floor = title_floor(view);
    const char *text = shown_article(view)->title;
    int room = view->box.h / 2 - title_y(view) / 2, line = 1;
    opening->title = title_style;
    for (size_t i = 0; i < COUNT_OF(scales); i++) {
        opening->title.scale = scales[i] > floor ? scales[i] : floor;
        const struct text_block *block = pen_block(view, text, view->box.w, &opening->title);
        line = pen_line_height(view, block, &opening->title);
        if (block->line_count * line <= room || block->line_count == 1)
            return block->line_count * line;
    }
    opening->title.max_lines = room > line ? room / line : 1;
    opening->title_cut = true;
    return pen_block(view, text, view->box.w, &opening->title)->line_count * line;
}

/* Beside the text where the panel is wide or the picture high, or where above it there would
 * only be room for a sliver, or the picture is too small for it; else above it. */
static void place_picture(const struct view *view, struct opening *opening)
{
    const struct picture *image = shown_article(view)->image;
    struct rect *picture = &opening->picture;
    int gap = view_px(view, 36), room = opening->text.height;
    if (!view->zone->pictures || room <= gap || !photo_is_worth(view, image))
        return;
    bool beside = view->box.w > view->box.h * 5 / 4 || image->h > image->w ||
                  view->box.w > 4 * (room / 2) || !photo_fills(image, view->box.w, room / 2);
    if (beside) {
        photo_fit(image, view->box.w * 2 / 5, room, &picture->w, &picture->h);
        picture->x = view->box.w - picture->w;
        opening->text.width = picture->x - gap;
    } else {
        picture->w = view->box.w;
        picture->h = room / 2;
        opening->text_y += picture->h + gap;
        opening->text.height -= picture->h + gap;
    }
    picture->y = opening->below_y;
}

static struct opening opening_for(const struct view *view)
{
    struct opening opening = {.title_y = title_y(view)};
    int y = opening.title_y + place_title(view, &opening);
    if (has_byline(view)) {
        opening.byline_y = y + view_px(view, 10);
        y = opening.byline_y + view_px(view, 34);
    }
    opening.below_y = opening.text_y = y + view_px(view, 20);
    opening.text.width = view->box.w;
    opening.text.height = view->box.h - footer_height(view) - opening.text_y;
    place_picture(view, &opening);
    return opening;
}

/* --- the pages that follow --- */

/* One line, a little smaller where that spares the ellipsis: the first page had it whole. */
static const struct text_block *place_running_title(const struct view *view,
                                                    struct following_page *following)
{
    static const double scales[] = {RUNNING_TITLE_SCALE, 0.5, 0.46, RUNNING_TITLE_SCALE};
    const double least = scale_of_text(view);
    const struct text_block *block = NULL;
    for (size_t i = 0; i < COUNT_OF(scales); i++) {
        following->title.scale = scales[i] > least ? scales[i] : least;
        block = pen_block(view, shown_article(view)->title, view->box.w, &following->title);
        if (!block->cut)
            break;
    }
    return block;
}

static struct following_page following_for(const struct view *view)
{
    struct following_page following = {.title = title_style, .title_y = title_y(view)};
    following.title.max_lines = 1;
    const struct text_block *title = place_running_title(view, &following);
    int height = pen_line_height(view, title, &following.title);
    following.text_y = following.title_y + height + view_px(view, 18);
    following.text.width = view->box.w;
    following.text.height = view->box.h - footer_height(view) - following.text_y;
    return following;
}

static void put_following(struct pen *pen, const struct view *view,
                          const struct following_page *following, const struct body *body, int page)
{
    pen_text(pen, 0, following->title_y, view->box.w, shown_article(view)->title,
             &following->title);
    body_put(pen, body, page, following->text_y, following->text.width);
}

/* --- the widget --- */

/* What an article shows: its text as the zone's `fit` wants it. */
struct article_layout {
    struct opening opening;
    struct following_page following; /* of pages alone */
    struct body body;
    struct rise rise; /* of the text, whose window is in the box; length 0: it stands */
};

/* In pixels; it is a whole number of lines high, so that none is cut while the text rests. */
static void let_rise(struct article_layout *layout, const struct view *view, int words)
{
    const struct body *body = &layout->body;
    int room = layout->opening.text.height, text = body_height(body, 0);
    if (text <= room)
        return;
    int line = body->lines[0].height, window = 0;
    for (int i = 0; i < body->line_count && body->lines[i].y + body->lines[i].height <= room; i++)
        window = body->lines[i].y + body->lines[i].height;
    struct rect at = {0, layout->opening.text_y, view->box.w, window > 0 ? window : room};
    layout->rise = motion_rise(at, text + 2 * line, words, view->moment.hz);
}

/* As large as all of it still fits; at the floor it is cut. */
static void shrink_body(struct article_layout *layout, const struct view *view,
                        const char *const *paragraphs, int count)
{
    const struct body_measure room = layout->opening.text;
    const double floor = view->zone->fit_floor / 100.0;
    for (double scale = 1; scale > floor; scale *= SHRINK) {
        body_init_whole(&layout->body, view, paragraphs, count, room.width, 0, scale);
        int height = body_height(&layout->body, 0);
        if (height <= room.height)
            return;
        body_finish(&layout->body);
        /* Its height goes with the square of its size. */
        while (scale * SHRINK > floor && height * SHRINK * SHRINK * SHRINK > room.height) {
            scale *= SHRINK;
            height = (int)(height * SHRINK * SHRINK);
        }
    }
    body_init_whole(&layout->body, view, paragraphs, count, room.width, room.height, floor);
}

/* A title that had to be cut is read in full as the text's first paragraph. */
static void layout_init(struct article_layout *layout, const struct view *view)
{
    const struct article *article = shown_article(view);
    int count = 0, words = 0;
    const char **paragraphs =
        memory_array((size_t)article->paragraph_count + 1, sizeof *paragraphs);
    layout->opening = opening_for(view);
    layout->rise = (struct rise){.length = 0};
    if (layout->opening.title_cut)
        paragraphs[count++] = article->title;
    for (int i = 0; i < article->paragraph_count; i++)
        paragraphs[count++] = article->paragraphs[i];
    const struct body_measure text = layout->opening.text;
    switch (view->zone->fit) {
    case FIT_PAGE:
        layout->following = following_for(view);
        body_init(&layout->body, view, paragraphs, count, text, layout->following.text);
        break;
    case FIT_SHRINK:
        shrink_body(layout, view, paragraphs, count);
        break;
    case FIT_SCROLL:
        body_init_whole(&layout->body, view, paragraphs, count, text.width, 0, 1);
        words = body_page_words(&layout->body, 0);
        let_rise(layout, view, words);
        break;
    }
    free(paragraphs);
}

static void layout_finish(struct article_layout *layout)
{
    body_finish(&layout->body);
}

static void article_pages(const struct view *page_view, struct pages *out)
{
    out->next_change_ns = MOMENT_NEVER;
    const struct article *article = order_article(page_view, &out->next_change_ns);
    if (article == NULL)
        return;
    const struct view own = view_for_article(page_view), *view = &own;
    struct article_layout layout;
    layout_init(&layout, view);
    out->count = layout.body.page_count;
    for (int i = 0; i < out->count; i++) {
        int words = body_page_words(&layout.body, i);
        if (i == 0)
            words += text_word_count(article->title, strlen(article->title));
        out->duration_ns[i] = widget_reading_ns(words);
    }
    if (layout.rise.length > 0)
        out->duration_ns[0] = motion_rise_ns(&layout.rise, view->moment.hz);
    layout_finish(&layout);
}

static void put_opening(struct pen *pen, const struct view *view,
                        const struct article_layout *layout)
{
    const struct opening *opening = &layout->opening;
    const struct article *article = shown_article(view);
    pen_text(pen, 0, opening->title_y, view->box.w, article->title, &opening->title);
    if (has_byline(view)) {
        struct buffer byline;
        buffer_init(&byline, TEXT_CAP);
        write_byline(view, &byline);
        pen_text(pen, 0, opening->byline_y, view->box.w, buffer_text(&byline), &small_style);
        buffer_finish(&byline);
    }
    if (opening->picture.w > 0)
        photo_put(pen, opening->picture, article->image);
    int first = pen->list->count, label = pen->list->label_count;
    body_put(pen, &layout->body, 0, opening->text_y, opening->text.width);
    struct rise rise = layout->rise;
    if (rise.length == 0)
        return;
    rise.window.x += view->box.x;
    rise.window.y += view->box.y;
    list_rise(pen->list, first, label, &rise);
}

static void put_foot(struct pen *pen, const struct view *view, int page, int count)
{
    struct buffer comments;
    buffer_init(&comments, TEXT_CAP);
    if (shown_article(view)->comments != COMMENTS_NONE)
        language_comments(view->language, view->config->digits, shown_article(view)->comments,
                          &comments);
    footer_put(pen, page, count, buffer_text(&comments));
    buffer_finish(&comments);
}

/* The whole panel reads in the article's direction: its label, its dashes and the picture's
 * side too, whatever the page around it does. */
static int article_build(const struct view *page_view, int page, struct list *list)
{
    list->next_change_ns = MOMENT_NEVER;
    const struct article *article = order_article(page_view, &list->next_change_ns);
    if (article == NULL)
        return 0;
    const struct view own = view_for_article(page_view), *view = &own;
    struct article_layout layout;
    layout_init(&layout, view);
    const int count = layout.body.page_count;
    page = page < count ? page : count - 1;

    struct pen pen = pen_for(view, list);
    int baseline = view_px(view, 14) + pen_cap_height(view, FONT_LABEL);
    int label_w = pen_line(&pen, 0, baseline, view->box.w,
                           language_phrase(view->language, PHRASE_FEATURED), &label_style);
    age_put(&pen, &article->age, baseline, label_w);
    if (page == 0)
        put_opening(&pen, view, &layout);
    else
        put_following(&pen, view, &layout.following, &layout.body, page);
    put_foot(&pen, view, page, count);
    layout_finish(&layout);
    if (article->at_s != INSTANT_NONE)
        view_change_by(&list->next_change_ns, view_next_midnight(view));
    return 0;
}

const struct widget widget_article = {
    .name = "article", .fills = true, .pages = article_pages, .build = article_build};
