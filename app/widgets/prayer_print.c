#include "widgets/prayer_print.h"

#include "base/memory.h"

#include <math.h>

enum { WORDS_CAP = 512 };

/* One row on its way. */
struct line {
    struct pen *pen;
    const struct prayer_sheet *sheet;
    const struct prayer_row *row;
    bool marked;
    int y, height;
    int baseline; /* of its times; of its name too, unless it is marked */
};

static const struct view *view_of(const struct line *line)
{
    return line->pen->view;
}

/* --- times ---------------------------------------------------------------------------------- */

/* Figures stand to the right of their column in every language, a dash in its middle. */
static void put_time(const struct line *line, const struct prayer_cell *cell, int x, int width,
                     struct pen_style style)
{
    const struct view *view = view_of(line);
    bool known = line->sheet->rows->known, none = cell->minutes == MINUTES_NONE;
    struct buffer text;
    buffer_init(&text, WORDS_CAP);
    prayer_write_time(view, line->sheet->rows, cell->minutes, &text);
    style.color = cell->past || none ? COLOR_MUTED : COLOR_INK;
    if (line->marked) /* a prayer whose iqama is awaited is past, and the one that counts */
        style.color = line->row->gathers && cell->past ? COLOR_ON_ACCENT_MUTED : COLOR_ON_ACCENT;
    style.align = view->mirror ? ALIGN_START : ALIGN_END;
    if (none && known)
        style.align = ALIGN_CENTER;
    pen_line(line->pen, x, line->baseline, width, buffer_text(&text), &style);
    buffer_finish(&text);
}

/* Before a time that begins at END. */
static void put_sign(const struct line *line, const struct prayer_cell *cell, int end)
{
    const struct prayer_sheet *sheet = line->sheet;
    struct pen_style style = prayer_sign_style(sheet);
    style.color = line->marked ? COLOR_ON_ACCENT : COLOR_MARK;
    if (sheet->signs && cell->computed)
        pen_line(line->pen, end - sheet->sign_w, line->baseline, sheet->sign_w,
                 PRAYER_COMPUTED_SIGN, &style);
}

/* Where the prayer's time begins: those on the plain rows in one column. */
static int time_start(const struct line *line)
{
    const struct prayer_sheet *sheet = line->sheet;
    struct pen_style style = prayer_time_style(sheet, true);
    int width = line->marked ? prayer_time_width(view_of(line), sheet->rows,
                                                 line->row->times[0].minutes, &style)
                             : sheet->time_w;
    return sheet->end - width > 0 ? sheet->end - width : 0;
}

/* A prayer's time in its column, its iqama in the next. */
static void put_columns(const struct line *line)
{
    const struct prayer_sheet *sheet = line->sheet;
    const struct prayer_row *row = line->row;
    int start = time_start(line);
    put_sign(line, &row->times[0], start);
    put_time(line, &row->times[0], start, sheet->end - start,
             prayer_time_style(sheet, line->marked));
    if (sheet->iqama && row->iqama.minutes != MINUTES_NONE)
        put_time(line, &row->iqama, view_of(line)->box.w - sheet->iqama_w, sheet->iqama_w,
                 prayer_small_time_style(view_of(line), sheet, line->marked));
}

/* The INDEX-th of times that stand side by side: on the marked row the one that counts is the
 * largest. */
static struct pen_style side_style(const struct line *line, int index, double shrunk)
{
    struct pen_style style =
        prayer_time_style(line->sheet, line->marked && index == line->row->main);
    style.scale *= shrunk;
    return style;
}

static int side_time_width(const struct line *line, int index, double shrunk)
{
    struct pen_style style = side_style(line, index, shrunk);
    return prayer_time_width(view_of(line), line->sheet->rows, line->row->times[index].minutes,
                             &style);
}

static int side_width(const struct line *line, double shrunk)
{
    int width = 0, gap = view_px(view_of(line), PRAYER_SIDE_GAP);
    for (int i = 0; i < line->row->time_count; i++)
        width += side_time_width(line, i, shrunk) + (i > 0 ? 2 * gap : 0);
    return width;
}

/* How large times side by side can be, so that NAME pixels are left to the name, and something
 * to the countdown. */
static double side_scale(const struct line *line, int name)
{
    static const double scales[] = {1, 0.85, 0.72, 0.62};
    const struct view *view = view_of(line);
    int third = view->box.w * 3 / 10, i = 0, last = COUNT_OF(scales) - 1;
    int room = view->box.w - view_px(view, PRAYER_NAME_GAP) - (name > third ? name : third);
    while (i < last && side_width(line, scales[i]) > room)
        i++;
    return scales[i];
}

/* In their order up to the end edge: what people gather for stands in the last column. Hairlines
 * between tell them from a prayer's time and its iqama. */
static void put_side_by_side(const struct line *line, double shrunk)
{
    const struct view *view = view_of(line);
    const struct prayer_row *row = line->row;
    int gap = view_px(view, PRAYER_SIDE_GAP), x = view->box.w - side_width(line, shrunk);
    int cap = (int)(pen_cap_height(view, FONT_ROW) * line->sheet->scale * shrunk);
    for (int i = 0; i < row->time_count; i++) {
        if (i > 0)
            pen_rect(line->pen, x + gap, line->baseline - cap, view_px(view, 1.5), cap, 0,
                     line->marked ? COLOR_ON_ACCENT : COLOR_RULE);
        x += i > 0 ? 2 * gap : 0;
        int width = side_time_width(line, i, shrunk);
        put_sign(line, &row->times[i], x);
        put_time(line, &row->times[i], x > 0 ? x : 0, width, side_style(line, i, shrunk));
        x += width;
    }
}

/* --- names ---------------------------------------------------------------------------------- */

/* A day in words, by how much room there is. */
enum { DATE_LONG, DATE_BRIEF, DATE_SHORT, DATE_FORMS };

static void write_date(const struct view *view, struct date date, int form, struct buffer *out)
{
    buffer_clear(out);
    if (form != DATE_SHORT) {
        language_weekday_within(view->language, date, form == DATE_BRIEF, out);
        buffer_add_text(out, " ");
    }
    language_date_short(view->language, view->config->digits, date, out);
}

/* What else there is to say of the row; a date in one of its forms. */
static void write_aside(const struct line *line, int form, struct buffer *out)
{
    buffer_clear(out);
    if (line->row->date.day != 0)
        write_date(view_of(line), line->row->date, form, out);
    else if (line->row->aside != NULL)
        buffer_add_text(out, line->row->aside);
}

/* How a name and what stands beside it are set. */
struct naming {
    struct pen_style name, aside;
    int gap;
    struct buffer text; /* the aside; empty: it finds no room */
};

/* Name and aside, this in its longest form, as large as ROOM has room for; the name alone, where
 * not even that is enough. A name shrinks for a date, which nothing else tells: for a mere word it
 * stays as large as its neighbours. */
static void fit_name(const struct line *line, int room, bool aside, struct naming *out)
{
    const struct view *view = view_of(line);
    const struct naming whole = *out;
    for (int i = 0; i < PRAYER_SHRINKING_COUNT; i++) {
        if (!aside || line->row->date.day != 0)
            out->name.scale = whole.name.scale * prayer_shrinking[i];
        out->aside.scale = whole.aside.scale * prayer_shrinking[i];
        int used = pen_text_width(view, line->row->name, &out->name);
        for (int form = 0; form < DATE_FORMS; form++) {
            if (aside)
                write_aside(line, form, &out->text);
            int more = pen_text_width(view, buffer_text(&out->text), &out->aside);
            if (used + more + (aside ? out->gap : 0) <= room)
                return;
        }
    }
    buffer_clear(&out->text);
    if (!aside)
        return;
    out->name = whole.name;
    fit_name(line, room, false, out);
}

static bool is_muted(const struct prayer_row *row)
{
    bool muted = row->time_count > 0;
    for (int i = 0; i < row->time_count; i++)
        muted &= row->times[i].past || row->times[i].minutes == MINUTES_NONE;
    return muted;
}

static void put_name(const struct line *line, int room, int baseline)
{
    const struct view *view = view_of(line);
    struct naming naming = {
        .name = prayer_name_style(line->sheet, line->row, line->marked),
        .aside = {.role = FONT_SMALL,
                  .scale = line->sheet->small_scale,
                  .color = line->marked ? COLOR_ON_ACCENT : COLOR_MUTED},
        .gap = view_px(view, PRAYER_ASIDE_GAP * fmax(1, line->sheet->scale)),
    };
    naming.name.color = line->marked          ? COLOR_ON_ACCENT
                        : is_muted(line->row) ? COLOR_MUTED
                                              : COLOR_INK;
    buffer_init(&naming.text, WORDS_CAP);
    fit_name(line, room, line->row->aside != NULL || line->row->date.day != 0, &naming);
    int x = naming.gap + pen_line(line->pen, 0, baseline, room, line->row->name, &naming.name);
    pen_line(line->pen, x, baseline, room - x, buffer_text(&naming.text), &naming.aside);
    buffer_finish(&naming.text);
}

/* "in 3 h 7 min", "Iqama in 12 min". */
static void write_countdown(const struct line *line, bool brief, bool bare, struct buffer *out)
{
    const struct view *view = view_of(line);
    const struct prayer_rows *rows = line->sheet->rows;
    enum digits digits = view->config->digits;
    buffer_clear(out);
    if (rows->to_iqama)
        buffer_print(out, "%s ", language_phrase(view->language, PHRASE_IQAMA));
    if (bare)
        language_duration(view->language, digits, rows->countdown_minutes, out);
    else
        language_countdown(view->language, digits, rows->countdown_minutes, brief, out);
}

/* In whole words, in brief, smaller, without "in". Half of it would say another time: rather
 * none. */
static void put_countdown(const struct line *line, int room, int baseline)
{
    static const struct {
        bool brief, bare;
        double scale;
    } ways[] = {{false, false, 1}, {true, false, 1},   {true, false, 0.85},
                {true, true, 1},   {true, true, 0.85}, {true, true, 0.72}};
    const struct view *view = view_of(line);
    struct pen_style style = {.role = FONT_SMALL, .color = COLOR_ON_ACCENT};
    struct buffer text;
    bool fits = false;
    buffer_init(&text, WORDS_CAP);
    for (size_t i = 0; i < COUNT_OF(ways) && !fits; i++) {
        write_countdown(line, ways[i].brief, ways[i].bare, &text);
        style.scale = line->sheet->small_scale * ways[i].scale;
        fits = pen_text_width(view, buffer_text(&text), &style) <= room;
    }
    if (fits)
        pen_line(line->pen, 0, baseline, room, buffer_text(&text), &style);
    buffer_finish(&text);
}

/* --- rows ----------------------------------------------------------------------------------- */

/* Its name, what stands beside it, its times. */
static void put_row(const struct line *line, int name_baseline, int countdown_baseline)
{
    const struct view *view = view_of(line);
    const struct prayer_row *row = line->row;
    struct pen_style name = prayer_name_style(line->sheet, row, line->marked);
    double shrunk = 1;
    int start = time_start(line) - line->sheet->sign_w;
    if (row->gathers) {
        shrunk = side_scale(line, pen_text_width(view, row->name, &name));
        start = view->box.w - side_width(line, shrunk) - line->sheet->sign_w;
    }
    int room = start - view_px(view, PRAYER_NAME_GAP);
    put_name(line, room > 0 ? room : 0, name_baseline);
    if (row->gathers)
        put_side_by_side(line, shrunk);
    else
        put_columns(line);
    if (line->marked)
        put_countdown(line, room > 0 ? room : 0, countdown_baseline);
}

static int scaled_cap(const struct line *line, enum font_role role, double scale)
{
    return (int)(pen_cap_height(view_of(line), role) * scale + 0.5);
}

/* The plate hangs out by its padding, so that its text stays on the edge of the others. */
static void put_marked_row(struct line *line)
{
    const struct view *view = view_of(line);
    const double scale = line->sheet->scale;
    int hang = view_px(view, 28);
    pen_rect(line->pen, -hang, line->y, view->box.w + 2 * hang, line->height, view_px(view, 10),
             COLOR_ACCENT);
    line->baseline = line->y + (line->height + scaled_cap(line, FONT_ROW_NEXT, scale)) / 2;
    int cap = scaled_cap(line, FONT_ROW_NEXT_NAME, line->sheet->marked_name_scale);
    int small = scaled_cap(line, FONT_SMALL, line->sheet->small_scale),
        between = (int)(view_px(view, 17) * scale);
    int top = line->y + (line->height - cap - between - small) / 2;
    put_row(line, top + cap, top + cap + between + small);
}

/* Capitals in the middle, but nothing below the hairline. */
static void put_plain_row(struct line *line, bool ruled)
{
    const struct view *view = view_of(line);
    int cap = scaled_cap(line, FONT_ROW, line->sheet->scale), rule = view_px(view, 1);
    line->baseline = line->y + (line->height + cap) / 2;
    int lowest = line->y + line->height - rule - line->sheet->descent;
    line->baseline = line->baseline < lowest ? line->baseline : lowest;
    put_row(line, line->baseline, 0);
    if (ruled)
        pen_rect(line->pen, 0, line->y + line->height - rule, view->box.w, rule, 0, COLOR_RULE);
}

/* Over the columns, as these are aligned. */
static void put_headings(struct pen *pen, const struct prayer_sheet *sheet, int baseline)
{
    const struct view *view = pen->view;
    struct pen_style style = prayer_heading_style(sheet);
    style.align = view->mirror ? ALIGN_START : ALIGN_END;
    int start = prayer_headings_start(view, sheet);
    pen_line(pen, start, baseline, sheet->end - start,
             language_phrase(view->language, PHRASE_ADHAN), &style);
    pen_line(pen, view->box.w - sheet->iqama_w, baseline, sheet->iqama_w,
             language_phrase(view->language, PHRASE_IQAMA), &style);
}

void prayer_print(struct pen *pen, const struct prayer_sheet *sheet, int y)
{
    const struct view *view = pen->view;
    if (sheet->iqama)
        put_headings(pen, sheet, y - view_px(view, PRAYER_HEADING_FOOT * sheet->heading_scale));
    pen_rect(pen, 0, y, view->box.w, view_px(view, 1), 0, COLOR_RULE);
    for (int i = 0; i < sheet->rows->count; i++) {
        struct line line = {.pen = pen,
                            .sheet = sheet,
                            .row = &sheet->rows->rows[i],
                            .marked = i == sheet->rows->marked,
                            .y = y,
                            .height = i == sheet->rows->marked ? sheet->marked_row : sheet->row};
        if (line.marked)
            put_marked_row(&line);
        else
            put_plain_row(&line, i + 1 != sheet->rows->marked);
        y += line.height;
    }
}
