/* The headlines as a list: time and title, in one column or several, as many rows a page as fit,
 * urgent ones marked. */
#include "widgets/age_mark.h"
#include "widgets/footer.h"
#include "widgets/motion.h"
#include "widgets/order.h"
#include "widgets/pen.h"
#include "widgets/urgent.h"
#include "widgets/view_item.h"
#include "widgets/widget.h"

#include "base/buffer.h"

#include <limits.h>

enum { TEXT_CAP = 128 };

static const struct pen_style label_style = {.role = FONT_LABEL, .color = COLOR_ACCENT};
static const struct pen_style title_style = {
    .role = FONT_HEADLINE, .color = COLOR_INK, .balance = true, .running = true};
static const struct pen_style source_style = {
    .role = FONT_SMALL, .color = COLOR_MUTED, .running = true};
static const struct pen_style urgent_style = {.role = FONT_LABEL, .color = COLOR_ALERT};

enum { ROWS_MAX = 512, COLUMN_GAP = 56, COLUMN_EMS = 15 };
/* Pixels that hold all rows; and units between the last of them and the first again. */
enum { RISE_ROOM = 1 << 20, RISE_GAP = 60 };
/* From one size of the titles to the next smaller one. */
#define SHRINK 0.94

/* A headline, or, where one alone is higher than a page, some lines of it. */
struct row {
    const struct headline *headline;
    int first, count; /* lines of the title */
    int height;       /* pixels, without the padding above and below */
    /* Where its source stands in the title's column: behind the last line, or on a line of its
     * own below; -1: nowhere. */
    int source_x, source_w;
    bool source_below;
};

/* How the rows stand: the same for all pages. */
struct rows {
    struct row rows[ROWS_MAX];
    int count;
    struct headline story; /* what a row of the article's title is of */
    int64_t next_change_ns;
    struct age age;         /* of all of them */
    bool with_sources;      /* each says from which source it is */
    int top, room;          /* first row's y, height for rows */
    int time_w, title_x;    /* time column, title column's start */
    int padding;            /* above and below a title */
    struct pen_style title; /* the lines of all rows are of one height */
    double scale;           /* of the titles and their times */
    int max_lines;          /* of a title; 0: as many as it takes */
    struct rise rise;       /* of all rows, of which there is one page then; length 0: none */
    int columns, column_w;
    int columns_used; /* of the last page; the others have rows for all */
    int page_count;
    /* Row that each column of each page begins with; the end after the last. */
    int first[PAGES_MAX * HEADLINE_COLUMNS_MAX + 1];
};

/* The rows of all languages stand on the page's edges: one column of times, and every title
 * beside its own. */
static struct view view_for_row(const struct view *view, const struct headline *headline)
{
    return view_for_item(view, headline->lang, urgent_title(headline));
}

/* VIEW is the row's. */
static void write_time(const struct view *view, const struct headline *headline, struct buffer *out)
{
    if (headline->at_s != INSTANT_NONE)
        view_format_instant(view, headline->at_s, out);
}

static struct pen_style time_style(const struct view *view, const struct rows *rows,
                                   const struct headline *headline)
{
    return (struct pen_style){
        .role = FONT_HEADLINE,
        .scale = rows->scale,
        .color = headline->urgent ? COLOR_ALERT : age_color(view, &headline->age, COLOR_ACCENT)};
}

/* The widest time decides the column, so that titles stand on one edge. */
static int time_column(const struct view *view, const struct rows *rows, const struct order *order)
{
    int widest = 0;
    for (int i = 0; i < order->count; i++) {
        struct buffer time;
        buffer_init(&time, TEXT_CAP);
        const struct view own = view_for_row(view, order->items[i]);
        write_time(&own, order->items[i], &time);
        struct pen_style style = time_style(&own, rows, order->items[i]);
        int width = time.length > 0 ? pen_text_width(&own, buffer_text(&time), &style) : 0;
        widest = width > widest ? width : widest;
        buffer_finish(&time);
    }
    return widest;
}

static const struct text_block *title_block(const struct view *view, const struct rows *rows,
                                            const struct headline *headline)
{
    const struct view own = view_for_row(view, headline);
    return pen_block(&own, urgent_title(headline), rows->column_w - rows->title_x, &rows->title);
}

/* An urgent headline says so in a word over its title: colour alone is not seen by all. */
static int urgent_height(const struct view *view, const struct headline *headline)
{
    return headline->urgent ? pen_cap_height(view, FONT_LABEL) + view_px(view, 16) : 0;
}

static int source_height(const struct view *view)
{
    return view_px(view, 14) + pen_cap_height(view, FONT_SMALL);
}

/* Where what is WIDTH wide begins over or under a title, in its column: with the title. */
static int start_in_title(const struct view *view, const struct text_block *block, int width)
{
    return block->rtl != view->mirror && block->width > width ? block->width - width : 0;
}

/* Where the title ends with its last line, as it runs itself: a title that runs against the page
 * ends before its longest line does, and one of a single line is followed as the page runs. -1:
 * there is no room for WIDTH pixels of ROOM behind it. */
static int behind_title(const struct view *view, const struct text_block *block, int room,
                        int width)
{
    int gap = view_px(view, 20), last = block->lines[block->line_count - 1].width;
    if (block->rtl != view->mirror && block->line_count > 1)
        return block->width - last - gap - width >= 0 ? block->width - last - gap - width : -1;
    return last + gap + width <= room ? last + gap : -1;
}

/* The source stands with the last of a headline's rows; where there is room for it nowhere, it is
 * left out. */
static void place_source(const struct view *view, const struct rows *rows, struct row *row,
                         const struct text_block *block)
{
    row->source_x = -1;
    if (!rows->with_sources || row->headline->source == NULL ||
        row->first + row->count < block->line_count)
        return;
    const struct view own = view_for_row(view, row->headline);
    int room = rows->column_w - rows->title_x;
    int width = pen_text_width(&own, row->headline->source, &source_style);
    row->source_w = width < room / 2 ? width : room / 2;
    row->source_x = behind_title(view, block, room, row->source_w);
    row->source_below =
        row->source_x < 0 && row->height + source_height(view) + 2 * rows->padding <= rows->room;
    if (row->source_below) {
        row->source_x = start_in_title(view, block, row->source_w);
        row->height += source_height(view);
    }
}

/* Adds a headline as one row, or as many as it takes where it is higher than a page. */
static void add_rows(const struct view *view, struct rows *rows, const struct headline *headline)
{
    const struct text_block *block = title_block(view, rows, headline);
    int line = pen_line_height(view, block, &rows->title), done = 0;
    while (done < block->line_count && rows->count < ROWS_MAX) {
        int above = done == 0 ? urgent_height(view, headline) : 0;
        int fit = (rows->room - above - 2 * rows->padding) / line;
        fit = fit < 1 ? 1 : fit < block->line_count - done ? fit : block->line_count - done;
        struct row *row = &rows->rows[rows->count++];
        *row = (struct row){headline, done, fit, above + fit * line, -1, 0, false};
        place_source(view, rows, row, block);
        done += fit;
    }
}

static int padded_height(const struct rows *rows, int row)
{
    return rows->rows[row].height + 2 * rows->padding;
}

/* Fills columns up to LIMIT pixels with the rows FROM .. TO-1; returns how many they are. FIRST
 * (may be NULL, else for all columns) becomes the row that each begins with. */
static int fill_stacks(const struct rows *rows, int from, int to, int limit, int *first)
{
    int stacks = 0, used = 0;
    for (int i = from; i < to; i++) {
        if (stacks == 0 || used + padded_height(rows, i) > limit) {
            if (first != NULL)
                first[stacks] = i;
            stacks++;
            used = 0;
        }
        used += padded_height(rows, i);
    }
    for (int rest = stacks; first != NULL && rest < rows->columns; rest++)
        first[rest] = to;
    return stacks;
}

/* The rows FROM .. TO-1 in COUNT columns, each filled to the average of
 * those that are left, as long as the rest finds room in stacks of LIMIT pixels; returns how many
 * are not empty. FIRST becomes the row that each begins with. */
static int spread_stacks(const struct rows *rows, int from, int to, int limit, int count,
                         int *first)
{
    int stacks = 0, left = 0;
    for (int i = from; i < to; i++)
        left += padded_height(rows, i);
    for (int i = from; i < to && stacks < count; stacks++) {
        int others = count - stacks - 1, used = 0, average = left / (others + 1);
        first[stacks] = i;
        while (i < to && (used == 0 || used + padded_height(rows, i) <= limit) &&
               (used < average || fill_stacks(rows, i, to, limit, NULL) > others))
            used += padded_height(rows, i++);
        left -= used;
    }
    for (int rest = stacks; rest < count; rest++)
        first[rest] = to;
    return stacks;
}

/* A way on from a row: a page that begins with it, and all pages behind that. */
struct way {
    int end; /* of the page; rows->count: it is the last */
    int pages;
    int emptiest;       /* pixels that the emptiest of them leaves free */
    int64_t unevenness; /* the squares of what they leave free, together */
};

static bool is_better(const struct way *way, const struct way *other)
{
    if (way->pages != other->pages)
        return way->pages < other->pages;
    if (way->emptiest != other->emptiest)
        return way->emptiest < other->emptiest;
    return way->unevenness <= other->unevenness;
}

/* The best page to begin with row FROM, the ways on from all later rows being known; of two that
 * are as good the longer one. A page has at least one row, its columns are as high as the room. */
static struct way find_way(const struct rows *rows, int from, const struct way *ways)
{
    struct way best = {.pages = INT_MAX};
    int column = 0, used = 0;
    int64_t left = (int64_t)rows->columns * rows->room;
    for (int i = from; i < rows->count; i++) {
        int height = padded_height(rows, i);
        if (i > from && used + height > rows->room) {
            column++;
            used = 0;
        }
        if (column == rows->columns)
            break;
        used += height;
        left -= height;
        const struct way *on = &ways[i + 1];
        int free = left > 0 ? (int)left : 0;
        struct way way = {i + 1, on->pages + 1, free > on->emptiest ? free : on->emptiest,
                          on->unevenness + (int64_t)free * free};
        if (is_better(&way, &best))
            best = way;
    }
    return best;
}

/* As few pages as hold the rows, then the way in which the emptiest has most (dynamic programming,
 * from the last row on): no page is left with a single row while others are full. FIRST becomes the
 * row that each begins with, and the end; returns how many they are. */
static int break_pages(const struct rows *rows, int *first)
{
    struct way ways[ROWS_MAX + 1];
    int pages = 0;
    ways[rows->count] = (struct way){.end = rows->count};
    for (int from = rows->count - 1; from >= 0; from--)
        ways[from] = find_way(rows, from, ways);
    for (int from = 0; from < rows->count; from = ways[from].end)
        first[pages++] = from;
    first[pages] = rows->count;
    return pages;
}

/* The columns of a page are as even as its pages; returns how many are not empty. Where all rows
 * are on one page they may be fewer, and wider. */
static int break_stacks(const struct rows *rows, int from, int to, int *first)
{
    int enough = rows->room, less = 0;
    while (enough - less > 1) {
        int middle = less + (enough - less) / 2;
        if (fill_stacks(rows, from, to, middle, NULL) <= rows->columns)
            enough = middle;
        else
            less = middle;
    }
    int stacks = fill_stacks(rows, from, to, enough, first);
    bool alone = from == 0 && to == rows->count;
    return alone && stacks < rows->columns
               ? stacks
               : spread_stacks(rows, from, to, enough, rows->columns, first);
}

static void break_rows(struct rows *rows)
{
    int first[ROWS_MAX + 1], pages = break_pages(rows, first);
    rows->page_count = pages < PAGES_MAX ? pages : PAGES_MAX;
    for (int page = 0; page < rows->page_count; page++)
        rows->columns_used =
            break_stacks(rows, first[page], first[page + 1], rows->first + page * rows->columns);
    rows->first[rows->page_count * rows->columns] = first[rows->page_count];
}

static void set_columns(const struct view *view, struct rows *rows, int columns)
{
    rows->columns = columns;
    rows->column_w = (view->box.w - (columns - 1) * view_px(view, COLUMN_GAP)) / columns;
}

/* The part of the view that a column has: the first stands at the start. */
static struct view view_for_column(const struct view *view, const struct rows *rows, int column)
{
    struct view own = *view;
    int start = column * (rows->column_w + view_px(view, COLUMN_GAP));
    own.box.w = rows->column_w;
    own.box.x += view->mirror ? view->box.w - start - rows->column_w : start;
    return own;
}

static void fill_rows(const struct view *view, const struct order *order, struct rows *rows)
{
    rows->count = 0;
    rows->title = title_style;
    rows->title.scale = rows->scale;
    rows->title.max_lines = rows->max_lines;
    for (int i = 0; i < order->count; i++)
        pen_need_add(&rows->title.beside, title_block(view, rows, order->items[i]));
    for (int i = 0; i < order->count; i++)
        add_rows(view, rows, order->items[i]);
    break_rows(rows);
}

/* What the fullest column leaves free is shared by its rows, and the same is given to all. */
static void spread_rows(const struct view *view, struct rows *rows)
{
    int extra = view_px(view, rows->columns > 1 ? 24 : 12);
    for (int stack = 0; stack < rows->page_count * rows->columns; stack++) {
        int used = 0, first = rows->first[stack], end = rows->first[stack + 1];
        for (int i = first; i < end; i++)
            used += padded_height(rows, i);
        int share = end > first ? (rows->room - used) / (2 * (end - first)) : extra;
        extra = share < extra ? share : extra;
    }
    rows->padding += extra > 0 ? extra : 0;
}

/* As many columns as the zone wants and the width has room for; no more than there are rows for,
 * so that none stands empty where all rows are on one page. */
static void fill_columns(const struct view *view, const struct order *order, struct rows *rows)
{
    double em = view->theme->fonts[FONT_HEADLINE].size * rows->scale;
    int columns = view->zone->columns, room = rows->room;
    for (set_columns(view, rows, columns > 1 ? columns : 1);
         rows->columns > 1 && rows->column_w < view_px(view, em * COLUMN_EMS);)
        set_columns(view, rows, rows->columns - 1);
    for (columns = 0; columns != rows->columns;) {
        columns = rows->columns;
        rows->room = room;
        fill_rows(view, order, rows);
        if (rows->page_count > 1) { /* the footer takes its room only where there is one */
            rows->room -= footer_height(view);
            fill_rows(view, order, rows);
        }
        if (rows->page_count == 1 && rows->columns_used < columns)
            set_columns(view, rows, rows->columns_used);
    }
}

static void lay_rows(const struct view *view, const struct order *order, struct rows *rows,
                     double scale, int max_lines)
{
    rows->scale = scale;
    rows->max_lines = max_lines;
    rows->room = view->box.h - rows->top;
    rows->padding = view_px(view, 8);
    rows->time_w = time_column(view, rows, order);
    rows->title_x = rows->time_w > 0 ? rows->time_w + view_px(view, 28) : 0;
    fill_columns(view, order, rows);
    spread_rows(view, rows);
}

/* As large as all of them are on one page; at the floor each has a line, and there may be pages. */
static void shrink_rows(const struct view *view, const struct order *order, struct rows *rows)
{
    const double floor = view->zone->fit_floor / 100.0;
    for (double scale = 1; scale > floor; scale *= SHRINK) {
        lay_rows(view, order, rows, scale, 0);
        if (rows->page_count <= 1)
            return;
    }
    lay_rows(view, order, rows, floor, 0);
    if (rows->page_count > 1)
        lay_rows(view, order, rows, floor, 1);
}

static int row_words(const struct view *view, const struct rows *rows, const struct row *row)
{
    const struct text_block *block = title_block(view, rows, row->headline);
    int words = 0;
    for (int i = row->first; i < row->first + row->count; i++)
        words += text_word_count(block->text + block->lines[i].start, block->lines[i].length);
    return words;
}

/* All of them in one column, which rises; its window holds whole rows while it rests, but where a
 * long one would leave much of the room empty. */
static void let_rise(const struct view *view, const struct order *order, struct rows *rows)
{
    int room = view->box.h - rows->top, window = 0, length = 0, words = 0;
    rows->room = RISE_ROOM;
    rows->padding = view_px(view, 12);
    set_columns(view, rows, 1);
    fill_rows(view, order, rows);
    for (int i = 0; i < rows->count; i++) {
        length += padded_height(rows, i);
        window = length <= room ? length : window;
        words += row_words(view, rows, &rows->rows[i]);
    }
    struct rect at = {view->box.x, view->box.y + rows->top, view->box.w,
                      window * 4 >= room * 3 ? window : room};
    rows->rise = motion_rise(at, length + view_px(view, RISE_GAP), words, view->moment.hz);
}

static void rows_init(struct rows *rows, const struct view *view)
{
    struct order order;
    order_headlines(view, &order);
    order_add_story(view, &order, &rows->story);
    rows->next_change_ns = order.next_change_ns;
    rows->rise = (struct rise){.length = 0};
    rows->age = order_age(view, &order);
    rows->with_sources = order_has_sources(&order);
    rows->top = view_px(view, 14) + pen_cap_height(view, FONT_LABEL) + view_px(view, 20);
    switch (view->zone->fit) {
    case FIT_PAGE:
        lay_rows(view, &order, rows, 1, 0);
        break;
    case FIT_SHRINK:
        shrink_rows(view, &order, rows);
        break;
    case FIT_SCROLL:
        lay_rows(view, &order, rows, 1, 0);
        if (rows->page_count > 1)
            let_rise(view, &order, rows);
        break;
    }
}

static void headlines_pages(const struct view *view, struct pages *out)
{
    struct rows rows;
    rows_init(&rows, view);
    out->count = rows.page_count;
    out->next_change_ns = rows.next_change_ns;
    for (int page = 0; page < rows.page_count; page++) {
        int words = 0;
        int end = rows.first[(page + 1) * rows.columns];
        for (int i = rows.first[page * rows.columns]; i < end; i++)
            words += row_words(view, &rows, &rows.rows[i]);
        out->duration_ns[page] = widget_reading_ns(words);
    }
    if (rows.rise.length > 0)
        out->duration_ns[0] = motion_rise_ns(&rows.rise, view->moment.hz);
}

static void put_time(struct pen *pen, const struct view *view, const struct rows *rows,
                     const struct headline *headline, int baseline)
{
    struct pen_style style = time_style(view, rows, headline);
    struct buffer time;
    buffer_init(&time, TEXT_CAP);
    write_time(view, headline, &time);
    pen_line(pen, 0, baseline, rows->time_w + view_px(view, 8), buffer_text(&time), &style);
    buffer_finish(&time);
}

/* Behind the last line on its baseline, or below it. */
static void put_source(struct pen *pen, const struct rows *rows, const struct row *row,
                       const struct text_block *block, int top, int height)
{
    const struct view *view = pen->view;
    int line = pen_line_height(view, block, &rows->title);
    int baseline = top + (row->count - 1) * line + pen_baseline(view, block, &rows->title);
    if (row->source_below)
        baseline = top + height + pen_cap_height(view, FONT_SMALL) + view_px(view, 4);
    if (row->source_x >= 0)
        pen_line(pen, rows->title_x + row->source_x, baseline, row->source_w, row->headline->source,
                 &source_style);
}

/* Over the beginning of the title. */
static void put_urgent(struct pen *pen, const struct text_block *title, int x, int baseline, int w)
{
    const char *word = language_phrase(pen->view->language, PHRASE_URGENT);
    int start = start_in_title(pen->view, title, pen_text_width(pen->view, word, &urgent_style));
    pen_line(pen, x + start, baseline, w - start, word, &urgent_style);
}

static int put_row(struct list *list, const struct view *page_view, const struct rows *rows,
                   const struct row *row, int y)
{
    const struct headline *headline = row->headline;
    const struct view own = view_for_row(page_view, headline), *view = &own;
    struct pen row_pen = pen_for(view, list), *pen = &row_pen;
    const struct text_block *block = title_block(view, rows, headline);
    int top = y + rows->padding, width = view->box.w - rows->title_x;
    if (headline->urgent && row->first == 0) {
        top += urgent_height(view, headline);
        put_urgent(pen, block, rows->title_x, top - view_px(view, 6), width);
    }
    /* Time and first line of the title share a baseline, whatever their faces are. */
    if (row->first == 0)
        put_time(pen, view, rows, headline, top + pen_baseline(view, block, &rows->title));
    int height =
        pen_put_lines(pen, block, row->first, row->count, rows->title_x, top, width, &rows->title);
    put_source(pen, rows, row, block, top, height);
    return row->height + 2 * rows->padding;
}

static void put_column(struct list *list, const struct view *view, const struct rows *rows,
                       int stack, int column)
{
    const struct view own = view_for_column(view, rows, column);
    struct pen pen = pen_for(&own, list);
    int y = rows->top;
    for (int i = rows->first[stack]; i < rows->first[stack + 1]; i++) {
        pen_rect(&pen, 0, y, own.box.w, view_px(view, 1), 0, COLOR_RULE);
        y += put_row(list, &own, rows, &rows->rows[i], y);
    }
}

static int headlines_build(const struct view *view, int page, struct list *list)
{
    struct rows rows;
    rows_init(&rows, view);
    list->next_change_ns = rows.next_change_ns;
    if (rows.page_count == 0)
        return 0;
    page = page < rows.page_count ? page : rows.page_count - 1;
    struct pen pen = pen_for(view, list);
    int baseline = view_px(view, 14) + pen_cap_height(view, FONT_LABEL);
    bool story = rows.rows[0].headline == &rows.story;
    const char *label = language_phrase(view->language, story ? PHRASE_FEATURED : PHRASE_HEADLINES);
    int label_w = pen_line(&pen, 0, baseline, view->box.w, label, &label_style);
    age_put(&pen, &rows.age, baseline, label_w);
    int first = list->count, first_label = list->label_count;
    for (int column = 0; column < rows.columns; column++)
        put_column(list, view, &rows, page * rows.columns + column, column);
    if (rows.rise.length > 0)
        list_rise(list, first, first_label, &rows.rise);
    if (rows.page_count > 1)
        footer_put(&pen, page, rows.page_count, NULL);
    return 0;
}

const struct widget widget_headlines = {
    .name = "headlines", .fills = true, .pages = headlines_pages, .build = headlines_build};
