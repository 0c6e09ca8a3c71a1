/* The day's prayer times, the next one in the accent with its countdown. */
#include "widgets/prayer_print.h"
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

/* What the caption may say, by how much room there is. */
enum { CAPTION_FULL, CAPTION_WITHOUT_PLACE, CAPTION_SHORT, CAPTION_LENGTHS };

/* How computed times say that they are. */
struct computed_marks {
    bool word; /* in the caption */
    bool signs;
};

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

/* "Rabat · 19 March", or the day after's once that is shown. */
static void write_caption(const struct view *view, const struct timetable *table, int length,
                          const struct computed_marks *marks, struct buffer *out)
{
    const char *dot = view_separator(view, " · ");
    struct buffer part;
    buffer_clear(out);
    if (length == CAPTION_FULL)
        view_add_part(out, dot, place_of(view, table));
    if (table->day.origin == ORIGIN_NONE)
        return;
    buffer_init(&part, TEXT_CAP);
    language_date_short(view->language, view->config->digits, table->day.date, &part);
    if (length != CAPTION_SHORT || !marks->word)
        view_add_part(out, dot, buffer_text(&part));
    buffer_clear(&part);
    if (marks->signs)
        buffer_add_text(&part, PRAYER_COMPUTED_SIGN " ");
    buffer_add_text(&part, language_phrase(view->language, PHRASE_COMPUTED));
    if (marks->word)
        view_add_part(out, dot, buffer_text(&part));
    buffer_finish(&part);
}

static const struct pen_style caption_style = {.role = FONT_SMALL, .color = COLOR_MUTED};

/* The longest caption that fits into ROOM pixels; false: not even the shortest does. */
static bool fit_caption(const struct view *view, const struct timetable *table,
                        const struct computed_marks *marks, int room, struct buffer *out)
{
    for (int length = CAPTION_FULL; length < CAPTION_LENGTHS; length++) {
        write_caption(view, table, length, marks, out);
        if (pen_text_width(view, buffer_text(out), &caption_style) <= room)
            return true;
    }
    return false;
}

/* As the theme has it; but where not all times are computed each of them has its sign. */
static struct computed_marks marks_for(const struct view *view, const struct prayer_rows *rows)
{
    enum computed_mark how = view->zone->computed;
    return (struct computed_marks){
        .word = rows->computed && how != COMPUTED_TIMES,
        .signs = rows->computed && (how != COMPUTED_CAPTION || rows->partial),
    };
}

/* The heading and its caption, which is beside it, or below it beside those of the columns. In
 * pixels, Y of the baseline. */
struct heading {
    const char *text;
    int baseline, caption_x, caption_baseline, caption_w;
    struct buffer caption;
};

static const struct pen_style heading_style = {.role = FONT_LABEL, .color = COLOR_ACCENT};

/* Above the heading's letters, the distance of its two lines, and from the last of them to the
 * hairline. */
enum { HEADING_TOP = 14, HEADING_LINES = 40, HEADING_FOOT = 20 };

static void place_caption(const struct view *view, const struct prayer_sheet *sheet,
                          struct heading *heading)
{
    int gap = view_px(view, 20);
    heading->caption_x = pen_text_width(view, heading->text, &heading_style) + gap;
    heading->caption_baseline = heading->baseline;
    heading->caption_w = view->box.w - heading->caption_x;
    if (!sheet->iqama)
        return;
    heading->caption_x = 0;
    heading->caption_baseline += view_px(view, HEADING_LINES);
    heading->caption_w = prayer_headings_start(view, sheet) - gap;
}

/* The sheet, and the caption that goes with it. Where its word finds no room signs say it. */
static void lay_out(const struct view *view, const struct timetable *table,
                    const struct prayer_rows *rows, struct prayer_sheet *sheet,
                    struct heading *heading)
{
    struct computed_marks marks = marks_for(view, rows);
    int height = view->box.h - heading->baseline - view_px(view, HEADING_FOOT);
    prayer_sheet_lay(view, rows, marks.signs, height, view_px(view, HEADING_LINES), sheet);
    place_caption(view, sheet, heading);
    bool fits = fit_caption(view, table, &marks, heading->caption_w, &heading->caption);
    if (fits || !marks.word)
        return;
    marks = (struct computed_marks){.word = false, .signs = true};
    prayer_sheet_lay(view, rows, true, height, view_px(view, HEADING_LINES), sheet);
    place_caption(view, sheet, heading);
    fit_caption(view, table, &marks, heading->caption_w, &heading->caption);
}

static int prayers_build(const struct view *view, int page, struct list *list)
{
    (void)page;
    struct timetable table;
    struct prayer_rows rows;
    struct prayer_sheet sheet;
    view_timetable(view, &table);
    prayer_rows_of(view, &table, &rows);
    struct pen pen = pen_for(view, list);
    struct heading heading = {
        .text = language_phrase(view->language,
                                table.is_tomorrow ? PHRASE_TOMORROW : PHRASE_PRAYER_TIMES),
        .baseline = view_px(view, HEADING_TOP) + pen_cap_height(view, FONT_LABEL)};
    buffer_init(&heading.caption, TEXT_CAP);
    lay_out(view, &table, &rows, &sheet, &heading);
    pen_line(&pen, 0, heading.baseline, view->box.w, heading.text, &heading_style);
    struct pen_style caption = caption_style;
    caption.align = sheet.iqama ? ALIGN_START : ALIGN_END;
    pen_line(&pen, heading.caption_x, heading.caption_baseline, heading.caption_w,
             buffer_text(&heading.caption), &caption);
    prayer_print(&pen, &sheet, heading.caption_baseline + view_px(view, HEADING_FOOT));
    buffer_finish(&heading.caption);
    list->next_change_ns = next_change_ns(&table);
    if (rows.marked >= 0 && rows.rows[rows.marked].gathers) /* the timetable counts to no Eid */
        view_change_by(&list->next_change_ns, view_next_minute(view));
    return 0;
}

/* --- how large it wants to be ------------------------------------------------------------------
 */

/* Whether there may be a column of iqama, on some day. */
static bool may_have_iqama(const struct view *view)
{
    const struct prayer_table *table = view->content->timetable;
    const struct prayer_table_day *day =
        table != NULL ? prayer_table_find(table, prayer_table_first(table)) : NULL;
    for (int p = 0; p < PRAYER_COUNT; p++)
        if (view->config->prayer.iqama[p].kind != FOLLOWING_NONE ||
            (day != NULL && day->iqama[p] != MINUTES_NONE))
            return true;
    return false;
}

static int heading_height(const struct view *view, bool iqama)
{
    return view_px(view, HEADING_TOP) + pen_cap_height(view, FONT_LABEL) +
           (iqama ? view_px(view, HEADING_LINES) : 0) + view_px(view, HEADING_FOOT);
}

/* Of a usual day: what some days have more, an Eid or Imsak, finds room in the air of the rows. */
static int prayers_natural_height(const struct view *view)
{
    return heading_height(view, may_have_iqama(view)) + prayer_sheet_natural_height(view);
}

/* The heading beside the shortest caption of the longest month, or the rows. */
static int prayers_natural_width(const struct view *view)
{
    struct buffer date;
    int longest = 0;
    bool iqama = may_have_iqama(view);
    buffer_init(&date, TEXT_CAP);
    for (int month = 1; month <= 12 && !iqama; month++) {
        buffer_clear(&date);
        language_date_short(view->language, view->config->digits, (struct date){2025, month, 28},
                            &date);
        int width = pen_text_width(view, buffer_text(&date), &caption_style);
        longest = width > longest ? width : longest;
    }
    buffer_finish(&date);
    int heading =
        view_px(view, 20) + longest +
        pen_text_width(view, language_phrase(view->language, PHRASE_PRAYER_TIMES), &heading_style);
    int rows = prayer_sheet_natural_width(view, iqama);
    return heading > rows ? heading : rows;
}

const struct widget widget_prayers = {.name = "prayers",
                                      .fills = true,
                                      .pages = prayers_pages,
                                      .build = prayers_build,
                                      .natural_width = prayers_natural_width,
                                      .natural_height = prayers_natural_height};
