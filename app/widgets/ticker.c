/* The strip of headlines that runs: built once a content, moved by the scene. */
#include "widgets/age_mark.h"
#include "widgets/order.h"
#include "widgets/pen.h"
#include "widgets/urgent.h"
#include "widgets/view_item.h"
#include "widgets/widget.h"

#include "base/buffer.h"

enum { TEXT_CAP = 128 };

static const struct pen_style separator_style = {
    .role = FONT_TICKER, .color = COLOR_RULE, .running = true, .max_lines = 1};

static void ticker_pages(const struct view *view, struct pages *out)
{
    struct order order;
    order_headlines(view, &order);
    out->count = order.count > 0;
    out->next_change_ns = order.next_change_ns;
}

/* --- a headline --- */

/* Units: between its parts, and from the ends of a plate to what is on it. */
enum { PART_GAP = 18, PLATE_PADDING = 20, PLATE_RADIUS = 8, PARTS_MAX = 3 };

struct piece {
    const char *text;
    struct pen_style style;
};

/* What a headline puts on the strip, from its own start edge to its end. */
struct words {
    struct view view; /* the headline's own */
    struct piece lead[PARTS_MAX];
    int lead_count;
    struct piece title;  /* as it is drawn */
    struct piece source; /* NULL: not said behind it */
    const char *urgent;  /* NULL: it is not */
    struct buffer time;  /* empty: it has none */
    enum strip_item item;
    enum color_role plate;
};

/* In which colours the parts stand. */
struct palette {
    enum color_role plate, lead, title, aside;
};

/* What is urgent has the plate of that; on the accent stands what is meant for it. */
static struct palette palette_for(const struct view *view, const struct headline *headline)
{
    const struct theme_zone *zone = view->zone;
    struct palette palette = {.plate = headline->urgent ? COLOR_ALERT : zone->item_color,
                              .title = COLOR_INK,
                              .aside = COLOR_MUTED};
    if (zone->item == STRIP_PLAIN) {
        palette.lead = palette.plate;
    } else if (palette.plate == COLOR_ALERT) {
        palette.lead = COLOR_PAPER;
    } else if (palette.plate == COLOR_ACCENT) {
        palette.lead = COLOR_ON_ACCENT;
    } else {
        palette.lead = zone->item == STRIP_PILL ? COLOR_ACCENT : COLOR_INK;
    }
    bool bold = palette.plate == COLOR_ALERT || palette.plate == COLOR_ACCENT;
    if (zone->item == STRIP_PILL && bold) {
        palette.title = palette.lead;
        palette.aside = palette.plate == COLOR_ACCENT ? COLOR_ON_ACCENT_MUTED : COLOR_PAPER;
    }
    return palette;
}

/* What is stale is muted, but on a plate whose colour has nothing of that kind. */
static enum color_role lead_color(const struct view *view, const struct headline *headline,
                                  const struct palette *palette)
{
    if (headline->urgent || !age_is_stale(view, &headline->age))
        return palette->lead;
    if (view->zone->item != STRIP_PLAIN && palette->plate == COLOR_ACCENT)
        return COLOR_ON_ACCENT_MUTED;
    return COLOR_MUTED;
}

static void add_lead(struct words *words, const char *text, enum font_role role,
                     enum color_role paint)
{
    words->lead[words->lead_count++] =
        (struct piece){text, {.role = role, .color = paint, .running = role == FONT_TICKER}};
}

/* The word for urgent and the time; on a label of its own the source, where it has no time. */
static void place_lead(struct words *words, const char *source, enum color_role paint)
{
    const bool label = words->item == STRIP_LABEL;
    if (words->urgent != NULL)
        add_lead(words, words->urgent, FONT_TICKER_TIME, paint);
    if (words->time.length > 0)
        add_lead(words, buffer_text(&words->time), FONT_TICKER_TIME, paint);
    else if (label && source != NULL)
        add_lead(words, source, FONT_TICKER, paint);
    if (words->time.length > 0 || !label) /* muted as what is said beside */
        words->source.text = source;
}

static void words_init(struct words *words, const struct view *view,
                       const struct headline *headline, bool with_source)
{
    const struct palette palette = palette_for(view, headline);
    const char *title = urgent_title(headline);
    *words = (struct words){.item = view->zone->item, .plate = palette.plate};
    words->title = (struct piece){
        title, {.role = FONT_TICKER, .color = palette.title, .running = true, .max_lines = 1}};
    words->source.style = words->title.style; /* a foreign name runs as it does */
    words->source.style.color = palette.aside;
    words->view = view_for_item(view, headline->lang, title);
    words->view.mirror = view_direction_of(&words->view, title) == DIRECTION_RTL;
    words->urgent = headline->urgent ? language_phrase(words->view.language, PHRASE_URGENT) : NULL;
    buffer_init(&words->time, TEXT_CAP);
    if (headline->at_s != INSTANT_NONE && view->zone->item_times)
        view_format_instant(&words->view, headline->at_s, &words->time);
    place_lead(words, with_source ? headline->source : NULL, lead_color(view, headline, &palette));
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
    for (int i = 0; i < words->lead_count; i++)
        buffer_print(&text, "%s ", words->lead[i].text);
    buffer_add_text(&text, words->title.text);
    if (words->source.text != NULL)
        buffer_print(&text, " %s", words->source.text);
    list_label(pen->list, pen->box, buffer_text(&text), text.length);
    buffer_finish(&text);
}

/* Adds PART at X and returns where it ends. With no PEN it only measures. */
static int put_part(struct pen *pen, const struct words *words, int x, int baseline,
                    const struct piece *part)
{
    int width = pen_text_width(&words->view, part->text, &part->style);
    if (pen != NULL)
        pen_line(pen, x, baseline, width, part->text, &part->style);
    return x + width;
}

/* As high as letters with accents and tails and some air, and no higher than the strip. */
static void put_plate(struct pen *pen, const struct words *words, int x, int width, int baseline)
{
    const struct view *view = &words->view;
    int em = pen_font(view, FONT_TICKER).px, height = em * 8 / 5;
    height = height < view->box.h ? height : view->box.h;
    int middle = baseline - pen_cap_height(view, FONT_TICKER) / 2;
    int radius = words->item == STRIP_PILL ? height / 2 : view_px(view, PLATE_RADIUS);
    pen_rect(pen, x, middle - height / 2, width, height, radius, words->plate);
}

/* What stands before the title, from X on; returns where it ends. */
static int put_lead(struct pen *pen, const struct words *words, int x, int baseline)
{
    const int gap = view_px(&words->view, PART_GAP);
    for (int i = 0; i < words->lead_count; i++)
        x = put_part(pen, words, i > 0 ? x + gap : x, baseline, &words->lead[i]);
    return x;
}

/* The same on a plate. */
static int put_label_plate(struct pen *pen, const struct words *words, int x, int baseline)
{
    const int padding = view_px(&words->view, PLATE_PADDING);
    int end = put_lead(NULL, words, x + padding, baseline) + padding;
    if (pen != NULL) {
        put_plate(pen, words, x, end - x, baseline);
        put_lead(pen, words, x + padding, baseline);
    }
    return end;
}

/* Returns the width. */
static int put_words(struct pen *pen, const struct words *words, int baseline)
{
    const int gap = view_px(&words->view, PART_GAP);
    const bool pill = words->item == STRIP_PILL, label = words->item == STRIP_LABEL;
    int x = pill ? view_px(&words->view, PLATE_PADDING) : 0;
    if (pill && pen != NULL)
        put_plate(pen, words, 0, put_words(NULL, words, baseline), baseline);
    if (words->lead_count > 0)
        x = gap +
            (label ? put_label_plate(pen, words, x, baseline) : put_lead(pen, words, x, baseline));
    x = put_part(pen, words, x, baseline, &words->title);
    if (words->source.text != NULL)
        x = put_part(pen, words, x + gap, baseline, &words->source);
    return pill ? x + view_px(&words->view, PLATE_PADDING) : x;
}

/* --- the strip --- */

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

static bool with_sources(const struct view *view, const struct order *order)
{
    enum strip_sources wanted = view->zone->item_sources;
    return wanted == SOURCES_ALWAYS || (wanted == SOURCES_AUTO && order_has_sources(order));
}

/* The length must be known before a mirrored strip can be written: one pass to measure. */
static int put_strip(const struct view *view, const struct order *order, struct list *list,
                     int length)
{
    struct pen pen = pen_for(view, list);
    pen.box = (struct rect){0, view->box.y, length, view->box.h};
    int baseline = (view->box.h + pen_cap_height(view, FONT_TICKER)) / 2, x = 0;
    for (int i = 0; i < order->count; i++)
        x = put_headline(&pen, order->items[i], with_sources(view, order), x, baseline);
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
