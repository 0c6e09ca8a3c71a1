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

static struct pen_style caption_style(double scale)
{
    return (struct pen_style){.role = FONT_SMALL, .color = COLOR_MUTED, .scale = scale};
}

static struct pen_style heading_style(double scale)
{
    return (struct pen_style){.role = FONT_LABEL, .color = COLOR_ACCENT, .scale = scale};
}

/* The longest caption that fits into ROOM pixels; false: not even the shortest does. */
static bool fit_caption(const struct view *view, const struct timetable *table,
                        const struct computed_marks *marks, double scale, int room,
                        struct buffer *out)
{
    const struct pen_style style = caption_style(scale);
    for (int length = CAPTION_FULL; length < CAPTION_LENGTHS; length++) {
        write_caption(view, table, length, marks, out);
        if (pen_text_width(view, buffer_text(out), &style) <= room)
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
    double scale;
    int baseline, caption_x, caption_baseline, caption_w;
    struct buffer caption;
};

/* Above the heading's letters, and the distance of its two lines; between it and the caption beside
 * it. */
enum { HEADING_TOP = 14, HEADING_LINES = 40, HEADING_GAP = 20 };
/* So much of what the rows grow it grows. */
#define HEADING_GROWTH 0.6

/* --- how large it is set -------------------------------------------------------------------- */

static int heading_height(const struct view *view, bool iqama, double scale)
{
    return view_px(view, HEADING_TOP * scale) + (int)(pen_cap_height(view, FONT_LABEL) * scale) +
           (iqama ? view_px(view, HEADING_LINES * scale) : 0) +
           view_px(view, PRAYER_HEADING_FOOT * scale);
}

/* The scale at which the heading, whichever it is, and the whole caption of a day of two figures
 * are as wide as the box, or as what the columns leave of it. */
static double heading_limit(const struct view *view, const struct timetable *table,
                            const struct computed_marks *marks, int columns)
{
    const struct pen_style caption = caption_style(1), heading = heading_style(1);
    struct timetable day = *table;
    struct buffer text;
    day.day.date.day = 28;
    buffer_init(&text, TEXT_CAP);
    write_caption(view, &day, CAPTION_FULL, marks, &text);
    int width = pen_text_width(view, buffer_text(&text), &caption),
        gap = view_px(view, HEADING_GAP);
    buffer_finish(&text);
    int today =
        pen_text_width(view, language_phrase(view->language, PHRASE_PRAYER_TIMES), &heading);
    int next = pen_text_width(view, language_phrase(view->language, PHRASE_TOMORROW), &heading);
    int beside = width + (today > next ? today : next);
    double limit = (view->box.w - 2 * gap) / (double)(beside + 1);
    double below = (view->box.w - columns - gap) / (double)(width + 1);
    return columns > 0 && below < limit ? below : limit;
}

/* One scale for all rows, and one for the heading: the same the whole day, and in each language. */
static void grow(const struct view *view, const struct timetable *table,
                 const struct prayer_rows *rows, struct prayer_growth *out)
{
    const struct computed_marks marks = marks_for(view, rows);
    const struct config *config = view->config;
    const double most = 1 + (PRAYER_GROWTH_MAX - 1) * HEADING_GROWTH;
    int height = view->box.h - heading_height(view, rows->has_iqama, 1), more = 0;
    prayer_sheet_grow(view, table, height, out);
    if (out->letters <= 1)
        return;
    more = heading_height(view, rows->has_iqama, most) - (view->box.h - height);
    prayer_sheet_grow(view, table, height - more, out);
    out->heading = 1 + (out->letters - 1) * HEADING_GROWTH;
    for (int i = 0; i < config->language_count; i++) {
        struct view spoken = *view;
        spoken.language = config->languages[i];
        double limit = heading_limit(&spoken, table, &marks, rows->has_iqama ? out->columns : 0);
        out->heading = limit < out->heading ? limit : out->heading;
    }
    out->heading = out->heading > 1 ? out->heading : 1;
}

/* --- the picture ---------------------------------------------------------------------------- */

static void place_caption(const struct view *view, const struct prayer_sheet *sheet,
                          struct heading *heading)
{
    const struct pen_style style = heading_style(heading->scale);
    int gap = view_px(view, HEADING_GAP);
    heading->caption_x = pen_text_width(view, heading->text, &style) + gap;
    heading->caption_baseline = heading->baseline;
    heading->caption_w = view->box.w - heading->caption_x;
    if (!sheet->iqama)
        return;
    heading->caption_x = 0;
    heading->caption_baseline += view_px(view, HEADING_LINES * heading->scale);
    heading->caption_w = prayer_headings_start(view, sheet) - gap;
}

/* The sheet, and the caption that goes with it. Where its word finds no room signs say it. */
static void lay_out(const struct view *view, const struct timetable *table,
                    const struct prayer_rows *rows, const struct prayer_growth *growth,
                    struct prayer_sheet *sheet, struct heading *heading)
{
    struct computed_marks marks = marks_for(view, rows);
    const double scale = heading->scale;
    int height = view->box.h - heading->baseline - view_px(view, PRAYER_HEADING_FOOT * scale);
    int lines = view_px(view, HEADING_LINES * scale);
    prayer_sheet_lay(view, rows, marks.signs, growth, height, lines, sheet);
    place_caption(view, sheet, heading);
    bool fits = fit_caption(view, table, &marks, scale, heading->caption_w, &heading->caption);
    if (fits || !marks.word)
        return;
    marks = (struct computed_marks){.word = false, .signs = true};
    prayer_sheet_lay(view, rows, true, growth, height, lines, sheet);
    place_caption(view, sheet, heading);
    fit_caption(view, table, &marks, scale, heading->caption_w, &heading->caption);
}

static int prayers_build(const struct view *view, int page, struct list *list)
{
    (void)page;
    struct timetable table;
    struct prayer_rows rows;
    struct prayer_sheet sheet;
    struct prayer_growth growth;
    view_timetable(view, &table);
    prayer_rows_of(view, &table, &rows);
    grow(view, &table, &rows, &growth);
    struct pen pen = pen_for(view, list);
    struct heading heading = {.text = language_phrase(view->language, table.is_tomorrow
                                                                          ? PHRASE_TOMORROW
                                                                          : PHRASE_PRAYER_TIMES),
                              .scale = growth.heading,
                              .baseline = view_px(view, HEADING_TOP * growth.heading) +
                                          (int)(pen_cap_height(view, FONT_LABEL) * growth.heading)};
    buffer_init(&heading.caption, TEXT_CAP);
    lay_out(view, &table, &rows, &growth, &sheet, &heading);
    struct pen_style label = heading_style(growth.heading), caption = caption_style(growth.heading);
    pen_line(&pen, 0, heading.baseline, view->box.w, heading.text, &label);
    caption.align = sheet.iqama ? ALIGN_START : ALIGN_END;
    pen_line(&pen, heading.caption_x, heading.caption_baseline, heading.caption_w,
             buffer_text(&heading.caption), &caption);
    prayer_print(&pen, &sheet,
                 heading.caption_baseline + view_px(view, PRAYER_HEADING_FOOT * growth.heading));
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

/* Of a usual day: what some days have more, an Eid or Imsak, finds room in the air of the rows. */
static int prayers_natural_height(const struct view *view)
{
    return heading_height(view, may_have_iqama(view), 1) + prayer_sheet_natural_height(view);
}

/* The heading beside the shortest caption of the longest month, or the rows. */
static int prayers_natural_width(const struct view *view)
{
    const struct pen_style caption = caption_style(1), label = heading_style(1);
    struct buffer date;
    int longest = 0;
    bool iqama = may_have_iqama(view);
    buffer_init(&date, TEXT_CAP);
    for (int month = 1; month <= 12 && !iqama; month++) {
        buffer_clear(&date);
        language_date_short(view->language, view->config->digits, (struct date){2025, month, 28},
                            &date);
        int width = pen_text_width(view, buffer_text(&date), &caption);
        longest = width > longest ? width : longest;
    }
    buffer_finish(&date);
    int heading =
        view_px(view, HEADING_GAP) + longest +
        pen_text_width(view, language_phrase(view->language, PHRASE_PRAYER_TIMES), &label);
    int rows = prayer_sheet_natural_width(view, iqama);
    return heading > rows ? heading : rows;
}

const struct widget widget_prayers = {.name = "prayers",
                                      .fills = true,
                                      .pages = prayers_pages,
                                      .build = prayers_build,
                                      .natural_width = prayers_natural_width,
                                      .natural_height = prayers_natural_height};
