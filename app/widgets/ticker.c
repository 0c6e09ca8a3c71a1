/* The strip of headlines that runs: built once a content, moved by the scene. */
#include "widgets/age_mark.h"
#include "widgets/order.h"
#include "widgets/pen.h"
#include "widgets/urgent.h"
#include "widgets/view_item.h"
#include "widgets/widget.h"

#include "base/buffer.h"

enum { TEXT_CAP = 128 };

static const struct pen_style title_style = {
    .role = FONT_TICKER, .color = COLOR_INK, .running = true, .max_lines = 1};

/* Muted as what is said beside; a foreign name runs as it does. */
static const struct pen_style source_style = {
    .role = FONT_TICKER, .color = COLOR_MUTED, .running = true, .max_lines = 1};

static const struct pen_style separator_style = {
    .role = FONT_TICKER, .color = COLOR_RULE, .running = true, .max_lines = 1};

static void ticker_pages(const struct view *view, struct pages *out)
{
    struct order order;
    order_headlines(view, &order);
    out->count = order.count > 0;
    out->next_change_ns = order.next_change_ns;
}

/* What a headline puts on the strip, from its own start edge to its end. */
struct words {
    struct view view;   /* the headline's own */
    const char *title;  /* as it is drawn */
    const char *urgent; /* NULL: it is not */
    const char *source; /* NULL: not said */
    struct buffer time; /* empty: it has none */
    struct pen_style time_style;
};

static void words_init(struct words *words, const struct view *view,
                       const struct headline *headline, bool with_source)
{
    words->title = urgent_title(headline);
    words->view = view_for_item(view, headline->lang, words->title);
    words->view.mirror = view_direction_of(&words->view, words->title) == DIRECTION_RTL;
    words->source = with_source ? headline->source : NULL;
    words->urgent = headline->urgent ? language_phrase(words->view.language, PHRASE_URGENT) : NULL;
    words->time_style = (struct pen_style){.role = FONT_TICKER_TIME,
                                           .color = headline->urgent ? COLOR_ALERT : COLOR_ACCENT};
    if (!headline->urgent)
        words->time_style.color = age_color(view, &headline->age, COLOR_ACCENT);
    buffer_init(&words->time, TEXT_CAP);
    if (headline->at_s != INSTANT_NONE)
        view_format_instant(&words->view, headline->at_s, &words->time);
}

static void words_finish(struct words *words)
{
    buffer_finish(&words->time);
}

/* What is written, told once a headline: the word for urgent, its time and its title. */
static void put_label(struct pen *pen, const struct words *words)
{
    struct buffer text;
    buffer_init(&text, TEXT_BYTES_MAX + TEXT_CAP);
    if (words->urgent != NULL)
        buffer_print(&text, "%s ", words->urgent);
    if (words->time.length > 0)
        buffer_print(&text, "%s ", buffer_text(&words->time));
    buffer_add_text(&text, words->title);
    if (words->source != NULL)
        buffer_print(&text, " %s", words->source);
    list_label(pen->list, pen->box, buffer_text(&text), text.length);
    buffer_finish(&text);
}

/* Adds TEXT at X and returns where the next thing may stand. With no PEN it only measures. */
static int put_part(struct pen *pen, const struct words *words, int x, int baseline,
                    const char *text, const struct pen_style *style)
{
    int width = pen_text_width(&words->view, text, style);
    if (pen != NULL)
        pen_line(pen, x, baseline, width, text, style);
    return x + width;
}

/* Returns the width. */
static int put_words(struct pen *pen, const struct words *words, int baseline)
{
    int x = 0, gap = view_px(&words->view, 18);
    if (words->urgent != NULL)
        x = gap + put_part(pen, words, x, baseline, words->urgent, &words->time_style);
    if (words->time.length > 0)
        x = gap + put_part(pen, words, x, baseline, buffer_text(&words->time), &words->time_style);
    x = put_part(pen, words, x, baseline, words->title, &title_style);
    if (words->source == NULL)
        return x;
    return put_part(pen, words, x + gap, baseline, words->source, &source_style);
}

/* What stands in the gap between two headlines, in its middle; returns the gap's width. */
static int put_separator(struct pen *pen, int x, int baseline)
{
    const struct view *view = pen->view;
    const char *text = view->zone->separator;
    int side = text == NULL ? view_px(view, 10) : pen_text_width(view, text, &separator_style);
    int apart = (view_px(view, view->zone->gap) - side) / 2, least = view_px(view, 4);
    if (apart < least)
        apart = least;
    int middle = baseline - pen_cap_height(view, FONT_TICKER) / 2;
    struct pen own = *pen;
    own.silent = true;
    if (text == NULL)
        pen_rect(pen, x + apart, middle - side / 2, side, side, side / 2, COLOR_RULE);
    else
        pen_line(&own, x + apart, baseline, side, text, &separator_style);
    return apart + side + apart;
}

/* A headline has its own start edge inside its stretch of the strip: in a strip that is read
 * from the right, a French one has its time at its left. PEN is the strip's; returns where the
 * next headline begins. */
static int put_headline(struct pen *pen, const struct headline *headline, bool with_source, int x,
                        int baseline)
{
    const struct view *view = pen->view;
    struct words words;
    words_init(&words, view, headline, with_source);
    int width = put_words(NULL, &words, baseline);
    struct pen own = {.view = &words.view, .list = pen->list, .silent = true};
    own.box = (struct rect){pen->box.x + x, pen->box.y, width, pen->box.h};
    if (view->mirror)
        own.box = rect_mirrored(own.box, pen->box);
    put_words(&own, &words, baseline);
    put_label(&own, &words);
    words_finish(&words);

    return x + width + put_separator(pen, x + width, baseline);
}

/* The length must be known before a mirrored strip can be written: one pass to measure. */
static int put_strip(const struct view *view, const struct order *order, struct list *list,
                     int length)
{
    struct pen pen = pen_for(view, list);
    pen.box = (struct rect){0, view->box.y, length, view->box.h};
    int baseline = (view->box.h + pen_cap_height(view, FONT_TICKER)) / 2, x = 0;
    for (int i = 0; i < order->count; i++)
        x = put_headline(&pen, order->items[i], order_has_sources(order), x, baseline);
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

/* A line, and as much again and a little more above and below it. */
static int ticker_natural_height(const struct view *view)
{
    int title = pen_font(view, FONT_TICKER).px, time = pen_font(view, FONT_TICKER_TIME).px;
    return (title > time ? title : time) * 12 / 5;
}

const struct widget widget_ticker = {.name = "ticker",
                                     .pages = ticker_pages,
                                     .build = ticker_build,
                                     .runs = true,
                                     .natural_height = ticker_natural_height};
