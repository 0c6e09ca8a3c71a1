#include "widgets/prayer_sheet.h"

#include "base/buffer.h"

#include <math.h>

/* As a time of day and as a countdown: hours and minutes of two figures. */
enum { TIME_CAP = 64, WORDS_CAP = 512, WIDEST_MINUTES = 22 * 60 + 48 };
/* The height of a row, so that its hairlines do not press on the letters; what reaches farther, as
 * Arabic does with a hamza below, may come near them. */
#define ROW_OF_EM 1.36
/* The same where they have all the room that they want. */
#define AIRY_ROW_OF_EM 1.72
/* An iqama, and the sign, of the size of a row's time. */
#define IQAMA_SIZE 0.8
#define SIGN_SIZE  0.75
/* Sooner than be smaller than that the rows do without the second column. */
#define SCALE_WITH_IQAMA 0.75
/* What is small is the first to be too small for a wall, and has room left over. */
#define SMALL_OF_SCALE 1.22
/* The marked row is higher by two fifths, where there is room. */
#define MARKED_ROWS 1.4
/* From so high a row on, in em of the theme's size, its letters grow, and so much with each em
 * more: at twice their size a row still has the air of AIRY_ROW_OF_EM. */
#define GROWING_ROW_OF_EM 2.3
#define GROWTH_OF_EM      0.9
/* No row is higher than that, of its letters: room beyond stays free below all of them. */
#define HIGHEST_ROW_OF_EM 3.8

const double prayer_shrinking[PRAYER_SHRINKING_COUNT] = {1, 0.85, 0.72};

/* --- styles --------------------------------------------------------------------------------- */

struct pen_style prayer_time_style(const struct prayer_sheet *sheet, bool marked)
{
    return (struct pen_style){.role = marked ? FONT_ROW_NEXT : FONT_ROW, .scale = sheet->scale};
}

struct pen_style prayer_small_time_style(const struct view *view, const struct prayer_sheet *sheet,
                                         bool marked)
{
    const struct theme_font *fonts = view->theme->fonts;
    struct pen_style style = prayer_time_style(sheet, marked);
    style.scale *= IQAMA_SIZE * fonts[FONT_ROW].size / fonts[style.role].size;
    return style;
}

struct pen_style prayer_heading_style(const struct prayer_sheet *sheet)
{
    return (struct pen_style){
        .role = FONT_SMALL, .color = COLOR_MUTED, .scale = sheet->heading_scale};
}

struct pen_style prayer_sign_style(const struct prayer_sheet *sheet)
{
    return (struct pen_style){.role = FONT_ROW, .scale = sheet->scale * SIGN_SIZE};
}

struct pen_style prayer_name_style(const struct prayer_sheet *sheet, const struct prayer_row *row,
                                   bool marked)
{
    if (row->date.day != 0) /* an announcement, and no row of the day */
        return (struct pen_style){.role = FONT_SMALL, .scale = sheet->small_scale};
    return (struct pen_style){.role = marked ? FONT_ROW_NEXT_NAME : FONT_ROW,
                              .scale = marked ? sheet->marked_name_scale : sheet->name_scale};
}

/* --- measuring ------------------------------------------------------------------------------ */

void prayer_write_time(const struct view *view, const struct prayer_rows *rows, int minutes,
                       struct buffer *out)
{
    buffer_clear(out);
    if (minutes == MINUTES_NONE && rows->known)
        buffer_add_text(out, "–");
    else
        language_time(view->language, view->config->digits, view->config->twelve_hours, false,
                      minutes, out);
}

int prayer_time_width(const struct view *view, const struct prayer_rows *rows, int minutes,
                      const struct pen_style *style)
{
    struct buffer text;
    buffer_init(&text, TIME_CAP);
    prayer_write_time(view, rows, minutes, &text);
    int width = pen_text_width(view, buffer_text(&text), style);
    buffer_finish(&text);
    return width;
}

static int max(int a, int b)
{
    return a > b ? a : b;
}

static void measure_columns(const struct view *view, struct prayer_sheet *sheet)
{
    const struct pen_style heading = prayer_heading_style(sheet);
    const struct pen_style sign = prayer_sign_style(sheet);
    sheet->time_w = sheet->marked_w = sheet->iqama_w = 0;
    for (int i = 0; i < sheet->rows->count; i++) {
        const struct prayer_row *row = &sheet->rows->rows[i];
        for (int marked = 0; marked < 2; marked++) {
            struct pen_style time = prayer_time_style(sheet, marked != 0),
                             small = prayer_small_time_style(view, sheet, marked != 0);
            int *column = marked != 0 ? &sheet->marked_w : &sheet->time_w;
            for (int k = 0; k < row->time_count; k++)
                *column = max(*column,
                              prayer_time_width(view, sheet->rows, row->times[k].minutes, &time));
            sheet->iqama_w = max(sheet->iqama_w,
                                 prayer_time_width(view, sheet->rows, row->iqama.minutes, &small));
        }
    }
    if (sheet->iqama)
        sheet->iqama_w =
            max(sheet->iqama_w,
                pen_text_width(view, language_phrase(view->language, PHRASE_IQAMA), &heading));
    sheet->end =
        view->box.w - (sheet->iqama ? sheet->iqama_w + view_px(view, PRAYER_COLUMN_GAP) : 0);
    sheet->sign_w = sheet->signs ? pen_text_width(view, PRAYER_COMPUTED_SIGN, &sign) +
                                       view_px(view, PRAYER_SIGN_GAP)
                                 : 0;
}

/* How far a name may reach beside a prayer's own time. */
static int name_room(const struct view *view, const struct prayer_sheet *sheet, bool marked)
{
    int time = marked ? sheet->marked_w : sheet->time_w;
    return max(0, sheet->end - time - sheet->sign_w - view_px(view, PRAYER_NAME_GAP));
}

/* The largest scale, of those that are allowed, in which all names fit; the smallest, if none.
 * Returns whether they do. */
static bool fit_names(const struct view *view, const struct prayer_sheet *sheet, bool marked,
                      size_t allowed, double *out)
{
    const int room = name_room(view, sheet, marked);
    for (size_t i = 0; i < allowed; i++) {
        struct pen_style style = {.role = marked ? FONT_ROW_NEXT_NAME : FONT_ROW,
                                  .scale = *out = sheet->scale * prayer_shrinking[i]};
        int widest = 0;
        for (int k = 0; k < sheet->rows->count; k++)
            if (!sheet->rows->rows[k].gathers)
                widest = max(widest, pen_text_width(view, sheet->rows->rows[k].name, &style));
        if (widest <= room)
            return true;
    }
    return false;
}

/* From the highest to the lowest that a row's letters reach. */
static struct text_metrics reach_of_names(const struct view *view, const struct prayer_sheet *sheet)
{
    const struct pen_style style = {.role = FONT_ROW, .scale = sheet->scale};
    struct text_metrics reach = {pen_cap_height(view, FONT_ROW), 0};
    reach.ascent = (int)(reach.ascent * sheet->scale);
    for (int i = 0; i < sheet->rows->count; i++)
        if (sheet->rows->rows[i].date.day == 0)
            text_metrics_extend(
                &reach,
                pen_block(view, sheet->rows->rows[i].name, 0, &style)->lines[0].reach.plain);
    return reach;
}

/* What a marked row needs for a name and, below it, the countdown. */
static int marked_need(const struct view *view)
{
    return pen_cap_height(view, FONT_ROW_NEXT_NAME) + view_px(view, 17) +
           pen_cap_height(view, FONT_SMALL) + 2 * view_px(view, 14);
}

/* What a plain row needs whose letters have REACH. */
static int row_need(const struct view *view, struct text_metrics reach)
{
    int airy = (int)(ROW_OF_EM * pen_font(view, FONT_ROW).px);
    return max(airy, reach.ascent + reach.descent + view_px(view, 3));
}

/* Sets the scale and the heights for HEIGHT pixels of rows. */
static void fit_heights(const struct view *view, int height, double growth,
                        struct prayer_sheet *sheet)
{
    const bool marked = sheet->rows->marked >= 0;
    const int others = sheet->rows->count - marked;
    const double shares = others + (marked ? MARKED_ROWS : 0);
    sheet->scale = 1;
    struct text_metrics reach = reach_of_names(view, sheet);
    int high = marked ? marked_need(view) : 0, need = others * row_need(view, reach) + high;
    sheet->scale = fmin((double)height / need, growth);
    sheet->small_scale = fmin(fmax(sheet->scale, 1), sheet->scale * SMALL_OF_SCALE);
    sheet->descent = (int)(reach.descent * sheet->scale);
    double highest = HIGHEST_ROW_OF_EM * pen_font(view, FONT_ROW).px * fmax(sheet->scale, 1);
    height = (int)fmin(height, highest * shares);
    sheet->row = (int)(height / shares);
    int least = (int)(high * sheet->scale);
    if (marked && height - others * sheet->row < least)
        sheet->row = (height - least) / others;
    sheet->marked_row = height - others * sheet->row;
}

static bool lay_out(const struct view *view, int height, double growth, bool iqama,
                    struct prayer_sheet *out)
{
    out->iqama = iqama;
    fit_heights(view, height, growth, out);
    measure_columns(view, out);
    bool plain = fit_names(view, out, false, 2, &out->name_scale);
    bool marked = fit_names(view, out, true, PRAYER_SHRINKING_COUNT, &out->marked_name_scale);
    return plain && marked && out->scale >= SCALE_WITH_IQAMA;
}

void prayer_sheet_lay(const struct view *view, const struct prayer_rows *rows, bool signs,
                      const struct prayer_growth *growth, int height, int headings,
                      struct prayer_sheet *out)
{
    *out = (struct prayer_sheet){.rows = rows, .signs = signs, .heading_scale = growth->heading};
    if (!rows->has_iqama || !lay_out(view, height - headings, growth->letters, true, out))
        lay_out(view, height, growth->letters, false, out);
}

int prayer_headings_start(const struct view *view, const struct prayer_sheet *sheet)
{
    const struct pen_style style = prayer_heading_style(sheet);
    int width = pen_text_width(view, language_phrase(view->language, PHRASE_ADHAN), &style);
    return max(0, sheet->end - max(width, sheet->time_w));
}

/* --- how large it wants to be ------------------------------------------------------------------
 */

/* The prayers of a usual day. */
static void usual_rows(const struct view *view, struct prayer_rows *out)
{
    *out = (struct prayer_rows){.count = PRAYER_COUNT, .marked = 0, .known = true};
    for (int p = 0; p < PRAYER_COUNT; p++)
        out->rows[p] = (struct prayer_row){
            .name = language_phrase(view->language, (enum phrase)(PHRASE_FAJR + p)),
            .times = {{.minutes = WIDEST_MINUTES}},
            .time_count = 1,
            .iqama = {.minutes = WIDEST_MINUTES}};
}

int prayer_sheet_natural_height(const struct view *view)
{
    struct prayer_rows rows;
    usual_rows(view, &rows);
    struct prayer_sheet sheet = {.rows = &rows, .scale = 1};
    struct text_metrics reach = reach_of_names(view, &sheet);
    const int em = pen_font(view, FONT_ROW).px, high = marked_need(view);
    int row = row_need(view, reach);
    int airy = max((int)(AIRY_ROW_OF_EM * em), row);
    int usual = (PRAYER_COUNT - 1) * airy + max((int)(MARKED_ROWS * airy), high);
    return max(usual, PRAYER_COUNT * row + high); /* one row more is no smaller */
}

/* The sheet of ROWS at the theme's size, its columns measured. */
static void full_sheet(const struct view *view, const struct prayer_rows *rows, bool iqama,
                       struct prayer_sheet *out)
{
    *out = (struct prayer_sheet){
        .rows = rows, .signs = true, .iqama = iqama, .scale = 1, .name_scale = 1};
    out->small_scale = out->marked_name_scale = out->heading_scale = 1;
    measure_columns(view, out);
}

static int aside_width(const struct view *view, const struct prayer_row *row)
{
    const struct pen_style small = {.role = FONT_SMALL};
    if (row->aside == NULL)
        return 0;
    return view_px(view, PRAYER_ASIDE_GAP) + pen_text_width(view, row->aside, &small);
}

/* Of a row whose times stand side by side, each as large as when it is marked. */
static int gathering_width(const struct view *view, const struct prayer_sheet *sheet,
                           const struct prayer_row *row)
{
    const struct pen_style name = prayer_name_style(sheet, row, true);
    int times = row->time_count * (sheet->marked_w + 2 * view_px(view, PRAYER_SIDE_GAP));
    return pen_text_width(view, row->name, &name) + times + view_px(view, PRAYER_NAME_GAP);
}

/* How wide SHEET wants to be, whichever of its rows is marked. */
static int full_width(const struct view *view, const struct prayer_sheet *sheet)
{
    const struct prayer_rows *rows = sheet->rows;
    const struct pen_style small = {.role = FONT_SMALL};
    struct buffer text;
    buffer_init(&text, WORDS_CAP);
    language_countdown(view->language, view->config->digits, WIDEST_MINUTES, true, &text);
    int plain = 0, marked = pen_text_width(view, buffer_text(&text), &small), gathering = 0;
    buffer_finish(&text);
    for (int i = 0; i < rows->count; i++) {
        const struct prayer_row *row = &rows->rows[i];
        struct pen_style name = prayer_name_style(sheet, row, false);
        int aside = aside_width(view, row);
        if (row->gathers) {
            gathering = max(gathering, gathering_width(view, sheet, row));
            continue;
        }
        plain = max(plain, pen_text_width(view, row->name, &name) + aside);
        name = prayer_name_style(sheet, row, true);
        marked = max(marked, pen_text_width(view, row->name, &name) + aside);
    }
    int names = max(plain + sheet->time_w, marked + sheet->marked_w);
    names += view_px(view, PRAYER_NAME_GAP) + view->box.w - sheet->end;
    return max(names, gathering) + sheet->sign_w;
}

int prayer_sheet_natural_width(const struct view *view, bool iqama)
{
    struct prayer_rows rows;
    struct prayer_sheet sheet;
    usual_rows(view, &rows);
    full_sheet(view, &rows, iqama, &sheet);
    return full_width(view, &sheet);
}

/* --- how much larger it may be ------------------------------------------------------------------
 */

/* The rows that VIEW's language has on TABLE's day, with the widest times. */
static void widest_rows(const struct view *view, const struct timetable *table,
                        struct prayer_rows *out)
{
    prayer_rows_of(view, table, out);
    for (int i = 0; i < out->count; i++) {
        struct prayer_row *row = &out->rows[i];
        for (int k = 0; k < row->time_count; k++)
            row->times[k].minutes = WIDEST_MINUTES;
        if (row->iqama.minutes != MINUTES_NONE)
            row->iqama.minutes = WIDEST_MINUTES;
    }
}

/* As far as the room allows it where VIEW's language is up. */
static void limit_growth(const struct view *view, const struct timetable *table, int height,
                         struct prayer_growth *out)
{
    struct prayer_rows rows;
    struct prayer_sheet sheet;
    widest_rows(view, table, &rows);
    full_sheet(view, &rows, rows.has_iqama, &sheet);
    int need = (rows.count - 1) * row_need(view, reach_of_names(view, &sheet)) + marked_need(view);
    double across = (double)view->box.w / max(1, full_width(view, &sheet));
    out->letters = fmax(1, fmin(out->letters, fmin(across, (double)height / need)));
    out->columns = max(out->columns, view->box.w - prayer_headings_start(view, &sheet));
}

void prayer_sheet_grow(const struct view *view, const struct timetable *table, int height,
                       struct prayer_growth *out)
{
    struct prayer_rows rows;
    prayer_rows_of(view, table, &rows);
    double row = height / (rows.count - 1 + MARKED_ROWS) / pen_font(view, FONT_ROW).px;
    double wanted = 1 + (row - GROWING_ROW_OF_EM) * GROWTH_OF_EM;
    *out = (struct prayer_growth){.letters = fmin(wanted, PRAYER_GROWTH_MAX), .heading = 1};
    const struct config *config = view->config;
    for (int i = 0; i < config->language_count && out->letters > 1; i++) {
        struct view spoken = *view;
        spoken.language = config->languages[i];
        limit_growth(&spoken, table, height, out);
    }
    out->letters = fmax(1, out->letters);
    out->columns = (int)(out->columns * out->letters);
}
