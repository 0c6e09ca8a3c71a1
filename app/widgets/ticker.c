/* The strip of headlines that runs: built once a content, moved by the scene. */
#include "widgets/order.h"
#include "widgets/pen.h"
#include "widgets/widget.h"

#include "base/buffer.h"

#include <string.h>

enum { TEXT_CAP = 128 };

static const struct pen_style title_style = {
    .role = FONT_TICKER, .color = COLOR_INK, .running = true, .max_lines = 1};

static void ticker_pages(const struct view *view, struct pages *out)
{
    struct order order;
    order_headlines(view, &order);
    out->count = order.count > 0;
    out->next_change_ns = order.next_change_ns;
}

/* Adds TEXT at X of the strip and returns where the next thing may stand. */
static int put_part(struct pen *pen, int x, int baseline, const char *text,
                    const struct pen_style *style, int gap)
{
    int width = pen_text_width(pen->view, text, style);
    pen_line(pen, x, baseline, width + 1, text, style);
    return x + width + gap;
}

/* What is written, told once a headline: the word for urgent, its time and its title. */
static void put_label(struct pen *pen, const struct headline *headline, const char *time, int x,
                      int end)
{
    struct buffer text;
    buffer_init(&text, TEXT_BYTES_MAX + TEXT_CAP);
    if (headline->urgent)
        buffer_print(&text, "%s ", language_phrase(pen->view->language, PHRASE_URGENT));
    if (time[0] != '\0')
        buffer_print(&text, "%s ", time);
    buffer_add_text(&text, headline->title);
    struct rect rect = {pen->box.x + x, pen->view->box.y, end - x, pen->view->box.h};
    if (pen->view->mirror)
        rect = rect_mirrored(rect, pen->box);
    list_label(pen->list, rect, buffer_text(&text), text.length);
    buffer_finish(&text);
}

static int put_headline(struct pen *pen, const struct headline *headline, int x, int baseline)
{
    const struct view *view = pen->view;
    int start = x, gap = view_px(view, 18);
    struct pen_style time_style = {.role = FONT_TICKER_TIME,
                                   .color = headline->urgent ? COLOR_ALERT : COLOR_ACCENT};
    struct buffer time;
    buffer_init(&time, TEXT_CAP);
    if (headline->at_s != INSTANT_NONE)
        view_format_instant(view, headline->at_s, &time);
    if (headline->urgent)
        x = put_part(pen, x, baseline, language_phrase(view->language, PHRASE_URGENT), &time_style,
                     gap);
    if (time.length > 0)
        x = put_part(pen, x, baseline, buffer_text(&time), &time_style, gap);
    x = put_part(pen, x, baseline, headline->title, &title_style, 0);
    put_label(pen, headline, buffer_text(&time), start, x);
    buffer_finish(&time);

    int side = view_px(view, 10), apart = view_px(view, 44);
    int middle = baseline - pen_cap_height(view, FONT_TICKER) / 2;
    pen_rect(pen, x + apart, middle - side / 2, side, side, side / 2, COLOR_RULE);
    return x + apart + side + apart;
}

/* The length must be known before a mirrored strip can be written: one pass to measure. */
static int put_strip(const struct view *view, const struct order *order, struct list *list,
                     int length)
{
    struct pen pen = pen_for(view, list);
    pen.silent = true;
    pen.box = (struct rect){0, view->box.y, length, view->box.h};
    int baseline = (view->box.h + pen_cap_height(view, FONT_TICKER)) / 2, x = 0;
    for (int i = 0; i < order->count; i++)
        x = put_headline(&pen, order->items[i], x, baseline);
    /* Few headlines come round once a screen's width: the same words are never seen twice. */
    int least = view->box.w + (order->count > 0 ? x / order->count : 0);
    return x > least ? x : least;
}

static int ticker_build(const struct view *view, int page, struct list *list)
{
    (void)page;
    struct order order;
    order_headlines(view, &order);
    list->next_change_ns = order.next_change_ns;
    if (order.count == 0)
        return 0;
    struct list *measured = list_create();
    int length = put_strip(view, &order, measured, 0);
    list_put(measured);
    return put_strip(view, &order, list, length);
}

const struct widget widget_ticker = {"ticker", ticker_pages, ticker_build};
