/* A board of timed rows, as in a station: what comes, and what came in. */
#include "widgets/age_mark.h"
#include "widgets/departure_sheet.h"
#include "widgets/prayer_sheet.h"
#include "widgets/urgent.h"
#include "widgets/widget.h"

#include "base/memory.h"

#include <limits.h>
#include <math.h>
#include <string.h>

enum { TEXT_CAP = 1024 };

/* One slat on its way. */
struct slat {
    struct pen *pen;
    const struct departure_sheet *sheet;
    const struct departure_row *row;
    int y, height;
    enum color_role ground;
};

static const struct view *view_of(const struct slat *slat)
{
    return slat->pen->view;
}

/* What stands in one line stands on one baseline, whatever its size. */
static int baseline_of(const struct slat *slat)
{
    bool marked = slat->row != NULL && slat->row->marked;
    int cap = pen_cap_height(view_of(slat), marked ? FONT_ROW_NEXT : FONT_ROW);
    cap = (int)lround(cap * slat->sheet->enlarged);
    return slat->y + (slat->height + cap) / 2;
}

/* --- times ---------------------------------------------------------------------------------- */

static enum color_role figure_color(const struct slat *slat)
{
    const struct headline *headline = slat->row->headline;
    if (headline == NULL)
        return COLOR_ACCENT;
    if (headline->urgent)
        return COLOR_ALERT;
    return age_color(view_of(slat), &headline->age, COLOR_ACCENT);
}

/* The date of what is not of today, in place of the wells. */
static void put_date(const struct slat *slat)
{
    static const double scales[] = {1, 0.9, 0.8, 0.7};
    const struct view *view = view_of(slat);
    struct pen_style style = {.role = FONT_SMALL, .color = figure_color(slat)};
    struct buffer text;
    buffer_init(&text, TEXT_CAP);
    view_format_instant(view, slat->row->headline->at_s, &text);
    for (size_t i = 0; i < COUNT_OF(scales); i++) {
        style.scale = scales[i];
        if (pen_text_width(view, buffer_text(&text), &style) <= slat->sheet->time_w)
            break;
    }
    pen_line(slat->pen, slat->sheet->sign_w, baseline_of(slat), slat->sheet->time_w,
             buffer_text(&text), &style);
    buffer_finish(&text);
}

static void put_time(const struct slat *slat)
{
    const struct departure_sheet *sheet = slat->sheet;
    const struct departure_row *row = slat->row;
    const bool marked = row != NULL && row->marked;
    const struct flaps *flaps = marked ? &sheet->marked_flaps : &sheet->flaps;
    struct flaps_colors colors = {COLOR_PAPER, slat->ground, COLOR_ACCENT, COLOR_ACCENT};
    int y = baseline_of(slat) - flaps->baseline;
    if (row == NULL || (row->minutes == MINUTES_NONE && row->name == NULL && !row->dated)) {
        flaps_put_empty(slat->pen, flaps, sheet->sign_w, y, colors);
    } else if (row->dated) {
        put_date(slat);
    } else if (row->minutes == MINUTES_NONE && sheet->rows->known) {
        flaps_put_empty(slat->pen, flaps, sheet->sign_w, y, colors);
    } else {
        if (marked)
            colors.well = colors.hinge = colors.colon = COLOR_ON_ACCENT;
        else
            colors.figure = colors.colon = figure_color(slat);
        flaps_put(slat->pen, flaps, sheet->sign_w, y, row->minutes, colors);
    }
    if (row == NULL || !row->computed)
        return;
    struct pen_style sign = departure_remark_style(sheet);
    sign.color = marked ? COLOR_ON_ACCENT : COLOR_MARK;
    pen_line(slat->pen, 0, baseline_of(slat), sheet->sign_w, PRAYER_COMPUTED_SIGN, &sign);
}

/* --- remarks -------------------------------------------------------------------------------- */

/* A prayer's, up to the end edge, in the longest form that leaves its name what it needs: half a
 * countdown would say another time, rather none. */
static void put_prayer_remark(const struct slat *slat)
{
    const struct view *view = view_of(slat);
    const struct departure_row *row = slat->row;
    struct pen_style style = departure_remark_style(slat->sheet);
    style.color = row->marked ? COLOR_ON_ACCENT : row->begun ? COLOR_INK : COLOR_MUTED;
    int room = departure_remark_room(view, slat->sheet, row), width = INT_MAX;
    struct buffer text;
    buffer_init(&text, DEPARTURE_REMARK_CAP);
    for (int form = row->marked ? 0 : slat->sheet->remark_form;
         form < DEPARTURE_REMARK_FORMS && width > room; form++) {
        departure_write_remark(view, row, form, &text);
        width = pen_text_width(view, buffer_text(&text), &style);
    }
    if (width <= room)
        pen_line(slat->pen, view->box.w - width, baseline_of(slat), width, buffer_text(&text),
                 &style);
    buffer_finish(&text);
}

/* A headline's: urgent or new, and where it is from. */
static void put_headline_remark(const struct slat *slat)
{
    const struct view *view = view_of(slat);
    const struct headline *headline = slat->row->headline;
    const struct view own = departure_view(view, headline);
    const struct departure_remark remark = departure_remark(view, slat->sheet, slat->row);
    struct pen pen = *slat->pen;
    pen.view = &own;
    struct pen_style word = {.role = FONT_LABEL,
                             .color = headline->urgent ? COLOR_ALERT : COLOR_ACCENT};
    struct pen_style source = {.role = FONT_SMALL, .color = COLOR_MUTED, .running = true};
    int x = view->box.w - remark.source_w - remark.gap - remark.word_w;
    pen_line(slat->pen, x, baseline_of(slat), remark.word_w, remark.word, &word);
    if (remark.source_w > 0)
        pen_line(&pen, view->box.w - remark.source_w, baseline_of(slat), remark.source_w,
                 headline->source, &source);
}

/* --- slats ---------------------------------------------------------------------------------- */

static void put_prayer(const struct slat *slat)
{
    const struct view *view = view_of(slat);
    const struct pen_style style = departure_name_style(slat->sheet, slat->row);
    int x = slat->sheet->what_x;
    pen_line(slat->pen, x, baseline_of(slat), view->box.w - x, slat->row->name, &style);
    put_prayer_remark(slat);
}

static void put_headline(const struct slat *slat)
{
    const struct view *view = view_of(slat);
    const struct departure_sheet *sheet = slat->sheet;
    const struct headline *headline = slat->row->headline;
    const struct view own = departure_view(view, headline);
    const struct pen_style style = departure_title_style(sheet);
    struct pen pen = *slat->pen;
    pen.view = &own;
    put_headline_remark(slat);
    int width = departure_title_width(view, sheet, slat->row);
    if (width <= 0)
        return;
    const struct text_block *block = pen_block(&own, urgent_title(headline), width, &style);
    int line = pen_line_height(&own, block, &style);
    int first = baseline_of(slat) - (block->line_count - 1) * line / 2;
    pen_put_lines(&pen, block, 0, block->line_count, sheet->what_x,
                  first - pen_baseline(&own, block, &style), width, &style);
}

static void put_slat(const struct slat *slat)
{
    const struct view *view = view_of(slat);
    int hang = slat->sheet->hang;
    pen_rect(slat->pen, -hang, slat->y, view->box.w + 2 * hang, slat->height, view_px(view, 4),
             slat->ground);
    put_time(slat);
    if (slat->row != NULL && slat->row->headline != NULL)
        put_headline(slat);
    else if (slat->row != NULL)
        put_prayer(slat);
}

/* --- headings ------------------------------------------------------------------------------- */

/* How old all of it is, and which page this is; where both find no room, how old alone. */
static void write_state(const struct view *view, const struct departure_sheet *sheet, int page,
                        const struct pen_style *style, int room, struct buffer *out)
{
    struct buffer part;
    buffer_init(&part, TEXT_CAP);
    age_write(view, &sheet->rows->age, &part);
    view_add_part(out, NULL, buffer_text(&part));
    buffer_clear(&part);
    if (sheet->page_count > 1)
        language_page(view->language, view->config->digits, page + 1, sheet->page_count, &part);
    view_add_part(out, view_separator(view, "   ·   "), buffer_text(&part));
    if (pen_text_width(view, buffer_text(out), style) > room) {
        buffer_clear(out);
        age_write(view, &sheet->rows->age, out);
    }
    buffer_finish(&part);
}

/* Before the heading of the remarks. */
static void put_state(struct pen *pen, const struct departure_sheet *sheet, int page, int start,
                      int end, int baseline)
{
    const struct view *view = pen->view;
    struct pen_style style = {.role = FONT_SMALL, .color = COLOR_MARK, .scale = 0.86};
    struct buffer text;
    buffer_init(&text, TEXT_CAP);
    write_state(view, sheet, page, &style, end - start, &text);
    int width = pen_text_width(view, buffer_text(&text), &style);
    if (start + width <= end)
        pen_line(pen, end - width, baseline, width, buffer_text(&text), &style);
    buffer_finish(&text);
}

static void put_headings(struct pen *pen, const struct departure_sheet *sheet, int page)
{
    const struct view *view = pen->view;
    struct pen_style style = {.role = FONT_LABEL, .color = COLOR_MUTED};
    int baseline = view_px(view, 16) + pen_cap_height(view, FONT_LABEL), gap = view_px(view, 40);
    const char *remarks = language_phrase(view->language, PHRASE_REMARKS);
    int remarks_w = pen_text_width(view, remarks, &style);
    pen_line(pen, sheet->sign_w, baseline, sheet->what_x - sheet->sign_w,
             language_phrase(view->language, PHRASE_TIME), &style);
    int end = sheet->what_x + pen_line(pen, sheet->what_x, baseline, view->box.w - sheet->what_x,
                                       language_phrase(view->language, PHRASE_WHAT), &style);
    int start = view->box.w - remarks_w;
    if (end + gap > start)
        return;
    pen_line(pen, start, baseline, remarks_w, remarks, &style);
    put_state(pen, sheet, page, end + gap, start - gap, baseline);
}

/* --- the widget ----------------------------------------------------------------------------- */

static int page_words(const struct departure_sheet *sheet, int page)
{
    int words = 0;
    for (int slat = 0; slat < sheet->pinned + sheet->turning; slat++) {
        const struct departure_row *row = departure_sheet_row(sheet, page, slat);
        const char *text = row == NULL ? "" : row->name != NULL ? row->name : row->headline->title;
        words += text_word_count(text, strlen(text));
    }
    return words;
}

static void departures_pages(const struct view *view, struct pages *out)
{
    struct departure_rows rows;
    struct departure_sheet sheet;
    departure_rows_of(view, &rows);
    departure_sheet_lay(view, &rows, &sheet);
    out->count = sheet.page_count;
    out->next_change_ns = rows.next_change_ns;
    for (int page = 0; page < sheet.page_count; page++)
        out->duration_ns[page] = widget_reading_ns(page_words(&sheet, page));
}

static int departures_build(const struct view *view, int page, struct list *list)
{
    struct departure_rows rows;
    struct departure_sheet sheet;
    struct pen pen = pen_for(view, list);
    departure_rows_of(view, &rows);
    departure_sheet_lay(view, &rows, &sheet);
    put_headings(&pen, &sheet, page);
    for (int i = 0; i < sheet.pinned + sheet.turning; i++) {
        struct slat slat = {&pen,
                            &sheet,
                            departure_sheet_row(&sheet, page, i),
                            departure_sheet_y(&sheet, i),
                            departure_sheet_height(&sheet, i),
                            COLOR_FLOOR};
        if (slat.row != NULL && slat.row->marked)
            slat.ground = COLOR_ACCENT;
        put_slat(&slat);
    }
    list->next_change_ns = rows.next_change_ns;
    return 0;
}

const struct widget widget_departures = {
    .name = "departures", .fills = true, .pages = departures_pages, .build = departures_build};
