/* The day's prayer times, the next one in the accent with its countdown. */
#include "widgets/pen.h"
#include "widgets/widget.h"

#include "base/buffer.h"

/* A place's name of any length, and a date. */
enum { TEXT_CAP = TEXT_BYTES_MAX + 256 };

static int64_t next_change_ns(const struct timetable *table)
{
    return table->change_s >= TIMETABLE_NEVER ? MOMENT_NEVER : table->change_s * NS_PER_SECOND;
}

static void prayers_pages(const struct view *view, struct pages *out)
{
    struct timetable table;
    view_timetable(view, &table);
    out->count = table.day.origin != ORIGIN_NONE || !view_knows_time(view);
    out->next_change_ns = next_change_ns(&table);
}

/* What the caption may say, by how much room there is; a computed table always says so. */
enum { CAPTION_FULL, CAPTION_WITHOUT_PLACE, CAPTION_SHORT };

/* Where the shown times hold. Under the name that the masthead has for it, if it is that place. */
static const char *place_of(const struct view *view, const struct timetable *table)
{
    const struct prayers *prayers = &view->content->prayers;
    const struct place *place = &view->content->place;
    if (!prayers->present || prayers->place == NULL || table->day.origin != ORIGIN_ENDPOINT ||
        names_hold(place->name, place->names, prayers->place))
        return view_place_name(view);
    return names_pick(prayers->place, prayers->places, view->language);
}

/* "Rabat · 19 March", or the day after's once the last prayer has begun. */
static void write_caption(const struct view *view, const struct timetable *table, int length,
                          struct buffer *out)
{
    const char *dot = view_separator(view, " · ");
    buffer_clear(out);
    if (length == CAPTION_FULL)
        view_add_part(out, dot, place_of(view, table));
    if (table->day.origin == ORIGIN_NONE)
        return;
    bool computed = table->day.origin == ORIGIN_COMPUTED;
    struct buffer date;
    buffer_init(&date, TEXT_CAP);
    language_date_short(view->language, view->config->digits, table->day.date, &date);
    if (length != CAPTION_SHORT || !computed)
        view_add_part(out, dot, buffer_text(&date));
    buffer_finish(&date);
    if (computed)
        view_add_part(out, dot, language_phrase(view->language, PHRASE_COMPUTED));
}

/* The heading and its caption on one baseline, over a hairline; returns where rows begin. */
static int put_heading(struct pen *pen, const struct view *view, const struct timetable *table)
{
    struct pen_style label = {.role = FONT_LABEL, .color = COLOR_ACCENT};
    struct pen_style small = {.role = FONT_SMALL, .color = COLOR_MUTED, .align = ALIGN_END};
    enum phrase heading = table->is_tomorrow ? PHRASE_TOMORROW : PHRASE_PRAYER_TIMES;
    int baseline = view_px(view, 14) + pen_cap_height(view, FONT_LABEL);
    int width =
        pen_line(pen, 0, baseline, view->box.w, language_phrase(view->language, heading), &label);
    int gap = view_px(view, 20);
    struct buffer caption;
    buffer_init(&caption, TEXT_CAP);
    for (int length = CAPTION_FULL; length <= CAPTION_SHORT; length++) {
        write_caption(view, table, length, &caption);
        if (pen_text_width(view, buffer_text(&caption), &small) <= view->box.w - width - gap)
            break;
    }
    pen_line(pen, width + gap, baseline, view->box.w - width - gap, buffer_text(&caption), &small);
    buffer_finish(&caption);
    return baseline + view_px(view, 20);
}

/* Whether prayer P of the shown day has begun. */
static bool is_past(const struct view *view, const struct timetable *table, int p)
{
    return table->day.at_s[p] != INSTANT_NONE &&
           table->day.at_s[p] <= moment_seconds(&view->moment);
}

static void write_time(const struct view *view, const struct timetable *table, int p,
                       struct buffer *out)
{
    buffer_clear(out);
    language_time(view->language, view->config->digits, view->config->twelve_hours, false,
                  table->day.minutes[p], out);
}

/* The widest of the day's times: their figures stand in one column. */
static int time_column(const struct view *view, const struct timetable *table,
                       const struct pen_style *style)
{
    int widest = 0;
    struct buffer time;
    buffer_init(&time, TEXT_CAP);
    for (int p = 0; p < PRAYER_COUNT; p++) {
        write_time(view, table, p, &time);
        int width = pen_text_width(view, buffer_text(&time), style);
        widest = width > widest ? width : widest;
    }
    buffer_finish(&time);
    return widest;
}

/* At the end edge, figures to the right of their column in every language; returns the width of
 * the column. */
static int put_time(struct pen *pen, const struct view *view, const struct timetable *table, int p,
                    int baseline, const struct pen_style *style)
{
    struct buffer time;
    buffer_init(&time, TEXT_CAP);
    write_time(view, table, p, &time);
    int column = p == table->next ? pen_text_width(view, buffer_text(&time), style)
                                  : time_column(view, table, style);
    struct pen_style right = *style;
    right.align = view->mirror ? ALIGN_START : ALIGN_END;
    column = column < view->box.w ? column : view->box.w;
    pen_line(pen, view->box.w - column, baseline, column, buffer_text(&time), &right);
    buffer_finish(&time);
    return column;
}

/* In whole words where they fit into ROOM pixels. */
static void put_countdown(struct pen *pen, const struct view *view, int minutes, int baseline,
                          int room)
{
    struct pen_style style = {.role = FONT_SMALL, .color = COLOR_ON_ACCENT};
    struct buffer text;
    buffer_init(&text, TEXT_CAP);
    for (int brief = 0; brief < 2; brief++) {
        buffer_clear(&text);
        language_countdown(view->language, view->config->digits, minutes, brief == 1, &text);
        if (pen_text_width(view, buffer_text(&text), &style) <= room)
            break;
    }
    pen_line(pen, 0, baseline, room, buffer_text(&text), &style);
    buffer_finish(&text);
}

static void put_row(struct pen *pen, const struct view *view, const struct timetable *table, int p,
                    int y, int height)
{
    bool muted = is_past(view, table, p) || table->day.at_s[p] == INSTANT_NONE;
    struct pen_style style = {.role = FONT_ROW, .color = muted ? COLOR_MUTED : COLOR_INK};
    int baseline = y + (height + pen_cap_height(view, FONT_ROW)) / 2;
    const char *name = language_phrase(view->language, (enum phrase)(PHRASE_FAJR + p));
    pen_line(pen, 0, baseline, view->box.w / 2, name, &style);
    put_time(pen, view, table, p, baseline, &style);
    if (p + 1 != table->next)
        pen_rect(pen, 0, y + height - view_px(view, 1), view->box.w, view_px(view, 1), 0,
                 COLOR_RULE);
}

/* The plate hangs out by its padding, so that its text stays on the edge of the others. */
static void put_next_row(struct pen *pen, const struct view *view, const struct timetable *table,
                         int y, int height)
{
    int hang = view_px(view, 28);
    pen_rect(pen, -hang, y, view->box.w + 2 * hang, height, view_px(view, 10), COLOR_ACCENT);
    struct pen_style time = {.role = FONT_ROW_NEXT, .color = COLOR_ON_ACCENT};
    struct pen_style name = {.role = FONT_ROW_NEXT_NAME, .color = COLOR_ON_ACCENT};
    int cap = pen_cap_height(view, FONT_ROW_NEXT_NAME),
        small_cap = pen_cap_height(view, FONT_SMALL);
    int between = view_px(view, 17), top = y + (height - cap - between - small_cap) / 2;
    int column = put_time(pen, view, table, table->next,
                          y + (height + pen_cap_height(view, FONT_ROW_NEXT)) / 2, &time);
    int room = view->box.w - column - view_px(view, 20);
    room = room > 0 ? room : 0;
    pen_line(pen, 0, top + cap, room,
             language_phrase(view->language, (enum phrase)(PHRASE_FAJR + table->next)), &name);
    put_countdown(pen, view, table->countdown_minutes, top + cap + between + small_cap, room);
}

static int prayers_build(const struct view *view, int page, struct list *list)
{
    (void)page;
    struct timetable table;
    view_timetable(view, &table);
    struct pen pen = pen_for(view, list);
    int top = put_heading(&pen, view, &table);
    pen_rect(&pen, 0, top, view->box.w, view_px(view, 1), 0, COLOR_RULE);
    /* The next row is higher by two fifths. */
    int room = view->box.h - top, row = (int)(room / 6.4);
    int next_height = room - 5 * row, y = top;
    if (table.next < 0) {
        row = room / PRAYER_COUNT;
        next_height = row;
    }
    for (int p = 0; p < PRAYER_COUNT; p++) {
        if (p == table.next) {
            put_next_row(&pen, view, &table, y, next_height);
            y += next_height;
        } else {
            put_row(&pen, view, &table, p, y, row);
            y += row;
        }
    }
    list->next_change_ns = next_change_ns(&table);
    return 0;
}

const struct widget widget_prayers = {
    .name = "prayers", .pages = prayers_pages, .build = prayers_build};
