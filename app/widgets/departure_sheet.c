#include "widgets/departure_sheet.h"

#include "widgets/prayer_sheet.h"
#include "widgets/urgent.h"
#include "widgets/view_item.h"

#include "base/memory.h"

#include <limits.h>

/* Canvas units. */
enum {
    HANG = 24,        /* of a slat */
    SLAT_GAP = 5,     /* between two */
    GROUP_GAP = 12,   /* more between the prayers and the headlines */
    SLAT_PADDING = 8, /* above and below what is highest in it */
    TIME_GAP = 34,    /* between a time and what is told */
    HEAD_TOP = 16,    /* above the headings' capitals, and between them and the first slat */
    HEAD_FOOT = 20,
    REMARK_GAP = 18 /* between a word and a source */
};
/* How many times the least height a slat has at most to leave none empty; in halves: where
 * headlines stand on the board, and where prayers are alone. */
enum { GROWTH = 3, GROWTH_ALONE = 4 };
/* Of the width, the most that a source takes. */
enum { SOURCE_PERCENT = 22 };

struct view departure_view(const struct view *view, const struct headline *headline)
{
    return view_for_item(view, headline->lang, urgent_title(headline));
}

static int max(int a, int b)
{
    return a > b ? a : b;
}

/* --- columns -------------------------------------------------------------------------------- */

static void lay_columns(const struct view *view, struct departure_sheet *sheet)
{
    const struct pen_style sign = departure_remark_style(sheet);
    sheet->hang = view_px(view, HANG);
    sheet->flaps = flaps_for(view, FONT_ROW, sheet->enlarged);
    sheet->marked_flaps = flaps_for(view, FONT_ROW_NEXT, sheet->enlarged);
    sheet->sign_w = sheet->rows->computed ? pen_text_width(view, PRAYER_COMPUTED_SIGN, &sign) +
                                                view_px(view, PRAYER_SIGN_GAP)
                                          : 0;
    sheet->time_w =
        sheet->sign_w + max(sheet->flaps.width, sheet->marked_flaps.width) + sheet->flaps.half_w;
    sheet->what_x = sheet->time_w + view_px(view, TIME_GAP);
}

/* --- remarks -------------------------------------------------------------------------------- */

struct departure_remark departure_remark(const struct view *view,
                                         const struct departure_sheet *sheet,
                                         const struct departure_row *row)
{
    const struct pen_style word = {.role = FONT_LABEL},
                           source = {.role = FONT_SMALL, .running = true};
    const struct headline *headline = row->headline;
    const int most = view->box.w * SOURCE_PERCENT / 100;
    struct departure_remark remark = {0};
    if (headline->urgent || row->is_new)
        remark.word =
            language_phrase(view->language, headline->urgent ? PHRASE_URGENT : PHRASE_NEW);
    if (remark.word != NULL)
        remark.word_w = pen_text_width(view, remark.word, &word);
    if (sheet->rows->with_sources && headline->source != NULL) {
        const struct view own = departure_view(view, headline);
        int width = pen_text_width(&own, headline->source, &source);
        remark.source_w = width < most ? width : most;
    }
    remark.gap = remark.word_w > 0 && remark.source_w > 0 ? view_px(view, REMARK_GAP) : 0;
    return remark;
}

int departure_title_width(const struct view *view, const struct departure_sheet *sheet,
                          const struct departure_row *row)
{
    struct departure_remark remark = departure_remark(view, sheet, row);
    int taken = remark.word_w + remark.gap + remark.source_w;
    return view->box.w - sheet->what_x - taken - (taken > 0 ? view_px(view, TIME_GAP) : 0);
}

struct pen_style departure_name_style(const struct departure_sheet *sheet,
                                      const struct departure_row *row)
{
    return (struct pen_style){.role = row->marked ? FONT_ROW_NEXT_NAME : FONT_ROW,
                              .color = row->marked ? COLOR_ON_ACCENT : COLOR_INK,
                              .scale = sheet->enlarged};
}

struct pen_style departure_remark_style(const struct departure_sheet *sheet)
{
    return (struct pen_style){.role = FONT_SMALL, .scale = (1 + sheet->enlarged) / 2};
}

int departure_remark_room(const struct view *view, const struct departure_sheet *sheet,
                          const struct departure_row *row)
{
    const struct pen_style name = departure_name_style(sheet, row);
    return view->box.w - sheet->what_x - pen_text_width(view, row->name, &name) -
           view_px(view, REMARK_GAP);
}

static bool remark_fits(const struct view *view, const struct departure_sheet *sheet,
                        const struct departure_row *row, int form)
{
    const struct pen_style style = departure_remark_style(sheet);
    struct buffer text;
    buffer_init(&text, DEPARTURE_REMARK_CAP);
    departure_write_remark(view, row, form, &text);
    int width = pen_text_width(view, buffer_text(&text), &style);
    buffer_finish(&text);
    return width <= departure_remark_room(view, sheet, row);
}

/* The remarks of all prayers are of one form, but for that of the next one. */
static void lay_remarks(const struct view *view, struct departure_sheet *sheet)
{
    const struct departure_rows *rows = sheet->rows;
    sheet->remark_form = 0;
    for (int i = 0; i < rows->prayers && sheet->remark_form < DEPARTURE_REMARK_FORMS - 1;)
        if (rows->rows[i].marked || remark_fits(view, sheet, &rows->rows[i], sheet->remark_form))
            i++;
        else
            sheet->remark_form++;
}

/* --- titles --------------------------------------------------------------------------------- */

struct pen_style departure_title_style(const struct departure_sheet *sheet)
{
    return (struct pen_style){.role = FONT_HEADLINE,
                              .color = COLOR_INK,
                              .running = true,
                              .max_lines = sheet->lines,
                              .balance = sheet->lines > 1,
                              .scale = sheet->scale,
                              .beside = sheet->need};
}

static const struct text_block *title_block(const struct view *view,
                                            const struct departure_row *row, int width,
                                            const struct pen_style *style)
{
    const struct view own = departure_view(view, row->headline);
    return pen_block(&own, urgent_title(row->headline), width, style);
}

static int cut_titles(const struct view *view, const struct departure_sheet *sheet)
{
    const struct departure_rows *rows = sheet->rows;
    const struct pen_style style = departure_title_style(sheet);
    int cut = 0;
    for (int i = rows->prayers; i < rows->count; i++) {
        int width = departure_title_width(view, sheet, &rows->rows[i]);
        cut += width > 0 && title_block(view, &rows->rows[i], width, &style)->cut;
    }
    return cut;
}

/* All of one size and room: with the fewest lines, then the largest, at which the fewest are cut.
 */
static void fit_titles(const struct view *view, struct departure_sheet *sheet, int most_lines)
{
    static const double scales[] = {1, 0.94, 0.88};
    int fewest = INT_MAX, lines = 1;
    double scale = 1;
    for (int i = 0; i < most_lines * (int)COUNT_OF(scales) && fewest > 0; i++) {
        sheet->lines = 1 + i / (int)COUNT_OF(scales);
        sheet->scale = scales[i % (int)COUNT_OF(scales)];
        int cut = cut_titles(view, sheet);
        if (cut >= fewest)
            continue;
        fewest = cut;
        lines = sheet->lines;
        scale = sheet->scale;
    }
    sheet->lines = lines;
    sheet->scale = scale;
}

/* The lines of all titles are as far apart. */
static void lay_titles(const struct view *view, struct departure_sheet *sheet)
{
    const struct departure_rows *rows = sheet->rows;
    sheet->lines = 1;
    sheet->scale = 1;
    struct pen_style style = departure_title_style(sheet);
    for (int i = rows->prayers; i < rows->count; i++)
        pen_need_add(&sheet->need, title_block(view, &rows->rows[i], 0, &style));
    style.beside = sheet->need;
    sheet->line_h = pen_line_height(view, pen_block(view, "0", 0, &style), &style);
    fit_titles(view, sheet, view->zone->lines > 0 ? view->zone->lines : 1);
}

/* --- slats ---------------------------------------------------------------------------------- */

/* The least height of a prayer's slat, and of a headline's. Where titles have one line, both are of
 * the same. */
static void least_heights(const struct view *view, struct departure_sheet *sheet)
{
    const struct departure_rows *rows = sheet->rows;
    int wells = max(sheet->flaps.height, sheet->marked_flaps.height), prayer = wells;
    for (int i = 0; i < rows->prayers; i++) {
        const struct pen_style style = departure_name_style(sheet, &rows->rows[i]);
        const struct text_block *block = pen_block(view, rows->rows[i].name, 0, &style);
        prayer = max(prayer, pen_line_height(view, block, &style));
    }
    int padding = 2 * view_px(view, SLAT_PADDING);
    sheet->pinned_h = prayer + padding;
    sheet->turning_h = max(wells, sheet->lines * sheet->line_h) + padding;
    if (sheet->lines == 1)
        sheet->pinned_h = sheet->turning_h = max(sheet->pinned_h, sheet->turning_h);
}

static int headline_count(const struct departure_sheet *sheet)
{
    return sheet->rows->count - sheet->rows->prayers;
}

static int turning_rows(const struct departure_sheet *sheet)
{
    return sheet->rows->count - sheet->pinned;
}

static int page_count(const struct departure_sheet *sheet, int turning)
{
    return (turning_rows(sheet) + turning - 1) / turning;
}

/* The rows up to the marked one. */
static int rows_to_next(const struct departure_rows *rows)
{
    int i = 0;
    while (i < rows->prayers && !rows->rows[i].marked)
        i++;
    return i < rows->prayers ? i + 1 : 0;
}

/* Prayers stay up while headlines turn, and leave them two slats at least. Where they are alone on
 * the board and do not fit, all behind the next one turn. */
static void share_slats(const struct view *view, struct departure_sheet *sheet, int room)
{
    const struct departure_rows *rows = sheet->rows;
    int headlines = headline_count(sheet), kept = headlines > 1 ? 2 : 1;
    int most = view->zone->count > 0 ? view->zone->count : DEPARTURE_ROWS_MAX;
    if (headlines == 0)
        sheet->turning_h = sheet->pinned_h;
    int one = sheet->pinned_h + sheet->gap, other = sheet->turning_h + sheet->gap;
    int fit = (room - kept * other) / one;
    fit = fit < most - kept ? fit : most - kept;
    int wanted = headlines > 0                                          ? rows->prayers
                 : rows->prayers <= room / one && rows->prayers <= most ? 0
                                                                        : rows_to_next(rows);
    sheet->pinned = fit < 0 ? 0 : fit < wanted ? fit : wanted;
    int turning = (room - sheet->pinned * one) / other;
    turning = turning < most - sheet->pinned ? turning : most - sheet->pinned;
    sheet->turning = turning < 1 ? 1 : turning;
}

/* The height of all slats, with what is between them, if so many turn. */
static int slats_height(const struct departure_sheet *sheet, int turning)
{
    return sheet->pinned * (sheet->pinned_h + sheet->gap) +
           turning * (sheet->turning_h + sheet->gap);
}

/* Slats that would stay empty on all pages are taken away, as long as the others become no higher
 * than by GROWTH; what there is of room all share in proportion. */
static void lay_slats(const struct view *view, int growth, struct departure_sheet *sheet)
{
    sheet->gap = view_px(view, SLAT_GAP);
    sheet->apart =
        sheet->rows->prayers > 0 && headline_count(sheet) > 0 ? view_px(view, GROUP_GAP) : 0;
    least_heights(view, sheet);
    int room = view->box.h - sheet->head - sheet->apart + sheet->gap;
    share_slats(view, sheet, room);
    int pages = page_count(sheet, sheet->turning);
    while (sheet->turning > 1 && page_count(sheet, sheet->turning - 1) == pages &&
           room * 2 <= slats_height(sheet, sheet->turning - 1) * growth)
        sheet->turning--;
    sheet->page_count = pages < PAGES_MAX ? pages : PAGES_MAX;
    int used = slats_height(sheet, sheet->turning);
    if (used < room) {
        sheet->pinned_h = (sheet->pinned_h + sheet->gap) * room / used - sheet->gap;
        sheet->turning_h = (sheet->turning_h + sheet->gap) * room / used - sheet->gap;
    }
}

static void lay(const struct view *view, const struct departure_rows *rows, double enlarged,
                int growth, struct departure_sheet *out)
{
    *out = (struct departure_sheet){.rows = rows, .enlarged = enlarged};
    out->head =
        view_px(view, HEAD_TOP) + pen_cap_height(view, FONT_LABEL) + view_px(view, HEAD_FOOT);
    lay_columns(view, out);
    lay_titles(view, out);
    lay_slats(view, growth, out);
    lay_remarks(view, out);
}

/* --- when little is there ------------------------------------------------------------------- */

/* Slats that no row stands in, where there is one page. */
static int empty_slats(const struct departure_sheet *sheet)
{
    return sheet->page_count == 1 ? sheet->pinned + sheet->turning - sheet->rows->count : 0;
}

/* Whether each prayer of the day after says, were it in the fewest letters, that it is. */
static bool tells_later(const struct view *view, const struct departure_sheet *sheet)
{
    const struct departure_rows *rows = sheet->rows;
    for (int i = 0; i < rows->prayers; i++)
        if (rows->rows[i].later &&
            !remark_fits(view, sheet, &rows->rows[i], DEPARTURE_REMARK_FORMS - 1))
            return false;
    return true;
}

/* The prayers of the day after, in the slats that would stay empty. */
static void go_on(const struct view *view, struct departure_rows *rows, struct departure_sheet *out)
{
    int empty = empty_slats(out);
    if (empty <= 0 || rows->later_count == 0)
        return;
    departure_rows_fill(rows, empty < rows->later_count ? empty : rows->later_count);
    lay(view, rows, 1, GROWTH, out);
    if (tells_later(view, out))
        return;
    departure_rows_fill(rows, 0);
    lay(view, rows, 1, GROWTH, out);
}

/* Whether the next prayer has room for any countdown: it does not hang on the minute. */
static bool has_room_to_count(const struct view *view, const struct departure_sheet *sheet)
{
    const struct departure_rows *rows = sheet->rows;
    for (int i = 0; i < rows->prayers; i++) {
        struct departure_row row = rows->rows[i];
        if (!row.marked || row.countdown_minutes < 0)
            continue;
        row.countdown_minutes = 24 * 60 - 1;
        if (!remark_fits(view, sheet, &row, DEPARTURE_REMARK_FORMS - 2))
            return false;
    }
    return true;
}

/* The largest size at which the prayers, alone on the board, have all on one page and say as much;
 * then slats as high as leave the fewest empty. */
static void enlarge(const struct view *view, const struct departure_rows *rows,
                    struct departure_sheet *out)
{
    static const double sizes[] = {1.6, 1.5, 1.4, 1.3, 1.2, 1.1, 1};
    const int form = out->remark_form;
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        lay(view, rows, sizes[i], GROWTH_ALONE, out);
        if (out->page_count == 1 && out->remark_form <= form && has_room_to_count(view, out))
            return;
    }
}

void departure_sheet_lay(const struct view *view, struct departure_rows *rows,
                         struct departure_sheet *out)
{
    lay(view, rows, 1, GROWTH, out);
    go_on(view, rows, out);
    if (headline_count(out) == 0 && empty_slats(out) > 0)
        enlarge(view, rows, out);
}

/* --- reading it ----------------------------------------------------------------------------- */

int departure_sheet_y(const struct departure_sheet *sheet, int slat)
{
    int pinned = slat < sheet->pinned ? slat : sheet->pinned;
    bool below = sheet->pinned > 0 && slat >= sheet->pinned;
    return sheet->head + pinned * (sheet->pinned_h + sheet->gap) + (below ? sheet->apart : 0) +
           (slat - pinned) * (sheet->turning_h + sheet->gap);
}

int departure_sheet_height(const struct departure_sheet *sheet, int slat)
{
    return slat < sheet->pinned ? sheet->pinned_h : sheet->turning_h;
}

/* Pages have as many rows as one another, the first ones one more where it must be. */
static int first_row(const struct departure_sheet *sheet, int page)
{
    int count = turning_rows(sheet), pages = sheet->page_count;
    return (page * count + pages - 1) / pages;
}

const struct departure_row *departure_sheet_row(const struct departure_sheet *sheet, int page,
                                                int slat)
{
    const struct departure_rows *rows = sheet->rows;
    if (slat < sheet->pinned)
        return &rows->rows[slat];
    int index = first_row(sheet, page) + slat - sheet->pinned;
    return index < first_row(sheet, page + 1) ? &rows->rows[sheet->pinned + index] : NULL;
}
