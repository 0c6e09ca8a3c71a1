/* Today and the five days that follow, by the place's own calendar: a forecast never shows
 * yesterday as today, and a day without data is left out. */
#include "widgets/pen.h"
#include "widgets/widget.h"

#include "base/buffer.h"

/* Icon sizes and gap in canvas units. */
enum {
    TEXT_CAP = 128,
    DAYS_SHOWN = 5,
    TODAY_ICON = 100,
    DAY_ICON = 64,
    SMALL_ICON = 44,
    ICON_GAP = 20
};

struct forecast {
    const struct weather_day *today; /* NULL: no data for today */
    const struct weather_day *days[DAYS_SHOWN];
    int day_count;
};

static bool has_data(const struct weather_day *day)
{
    return day->low.known || day->high.known || day->code != WEATHER_CODE_NONE;
}

/* Without a clock to trust, the source's own today stands; else the dates decide. */
static void forecast_init(struct forecast *out, const struct view *view)
{
    const struct weather *weather = &view->content->weather;
    *out = (struct forecast){0};
    bool dated = view_knows_time(view);
    int64_t today = dated ? days_from_date(view_now(view).date) : INT64_MIN;
    const struct weather_day *first = &weather->today;
    if (has_data(first) && (!dated || first->date.day == 0 || days_from_date(first->date) == today))
        out->today = first;
    for (int i = 0; i < weather->day_count && out->day_count < DAYS_SHOWN; i++) {
        const struct weather_day *day = &weather->days[i];
        if (!has_data(day))
            continue;
        int64_t date = days_from_date(day->date);
        if (dated && date == today && out->today == NULL)
            out->today = day;
        else if (!dated || date > today)
            out->days[out->day_count++] = day;
    }
}

/* The temperature "now" belongs to the day that it came on. */
static bool knows_now(const struct view *view)
{
    const struct weather *weather = &view->content->weather;
    if (!weather->now.known || !view_knows_time(view) || weather->today.date.day == 0)
        return weather->now.known;
    return date_equal(weather->today.date, view_now(view).date);
}

static void weather_pages(const struct view *view, struct pages *out)
{
    if (!view->content->weather.present)
        return;
    struct forecast forecast;
    forecast_init(&forecast, view);
    out->count =
        forecast.today != NULL || forecast.day_count > 0 || view->content->weather.now.known;
    out->next_change_ns = view_next_midnight(view);
}

static double converted(const struct view *view, double degrees)
{
    char from = view->content->weather.unit, to = view->config->unit;
    if (from == to)
        return degrees;
    return to == 'F' ? degrees * 9 / 5 + 32 : (degrees - 32) * 5 / 9;
}

static void write_temperature(const struct view *view, const struct temperature *temperature,
                              struct buffer *out)
{
    language_temperature(view->language, view->config->digits,
                         converted(view, temperature->degrees), temperature->decimals, out);
}

/* The high, strong, and the low beside it, muted, on one baseline; returns the width. */
static int put_range(struct pen *pen, const struct weather_day *day, int x, int baseline, int room,
                     enum font_role high_role)
{
    const struct view *view = pen->view;
    struct pen_style high = {.role = high_role, .color = COLOR_INK};
    struct pen_style low = {.role = FONT_SMALL, .color = COLOR_MUTED};
    int width = 0;
    struct buffer text;
    buffer_init(&text, TEXT_CAP);
    if (day->high.known) {
        write_temperature(view, &day->high, &text);
        width = pen_line(pen, x, baseline, room, buffer_text(&text), &high) + view_px(view, 8);
    }
    buffer_clear(&text);
    if (day->low.known) {
        write_temperature(view, &day->low, &text);
        width += pen_line(pen, x + width, baseline, room - width, buffer_text(&text), &low);
    }
    buffer_finish(&text);
    return width;
}

static void put_icon(struct pen *pen, int x, int y, int side, int code)
{
    enum icon icon = icon_for_weather(code, false);
    bool sunny = icon == ICON_SUN || icon == ICON_SUN_CLOUD;
    pen_icon(pen, x, y, side, icon, COLOR_ACCENT, sunny ? COLOR_ACCENT : COLOR_MUTED);
}

static void write_today(const struct view *view, const struct weather_day *day, bool with_sky,
                        struct buffer *out)
{
    view_add_part(out, " · ", language_phrase(view->language, PHRASE_TODAY));
    if (with_sky)
        view_add_part(out, " · ", language_weather(view->language, day->code));
    if (!knows_now(view))
        return;
    struct buffer now, degrees;
    buffer_init(&now, TEXT_CAP);
    buffer_init(&degrees, TEXT_CAP);
    write_temperature(view, &view->content->weather.now, &degrees);
    /* The word stands free: inside two isolates it would not give the part its direction. */
    buffer_add_text(&now, language_phrase(view->language, PHRASE_NOW));
    view_add_part(&now, " ", buffer_text(&degrees));
    view_add_part(out, " · ", buffer_text(&now));
    buffer_finish(&degrees);
    buffer_finish(&now);
}

/* Icon at the start, label above the temperatures at its side. */
struct cell {
    int x, y, w, h;
    int icon;
    enum font_role high;
};

static void put_beside(struct pen *pen, const struct cell *cell, const char *label,
                       const struct weather_day *day)
{
    const struct view *view = pen->view;
    struct pen_style small = {.role = FONT_SMALL, .color = COLOR_MUTED};
    int small_cap = pen_cap_height(view, FONT_SMALL), cap = pen_cap_height(view, cell->high);
    int between = view_px(view, 22), top = cell->y + (cell->h - small_cap - between - cap) / 2;
    int x = cell->x;
    if (cell->icon > 0 && icon_for_weather(day->code, false) != ICON_NONE) {
        put_icon(pen, x, cell->y + (cell->h - cell->icon) / 2, cell->icon, day->code);
        x += cell->icon + view_px(view, ICON_GAP);
    }
    int room = cell->x + cell->w - x;
    pen_line(pen, x, top + small_cap, room, label, &small);
    put_range(pen, day, x, top + small_cap + between + cap, room, cell->high);
}

/* For narrow columns: icon, label and temperatures one below the other. */
static void put_below(struct pen *pen, const struct cell *cell, const char *label,
                      const struct weather_day *day)
{
    const struct view *view = pen->view;
    struct pen_style small = {.role = FONT_SMALL, .color = COLOR_MUTED};
    int small_cap = pen_cap_height(view, FONT_SMALL), cap = pen_cap_height(view, cell->high);
    int gap = view_px(view, 20);
    int height = cell->icon + gap + small_cap + gap + cap;
    int y = cell->y + (cell->h - height) / 2;
    put_icon(pen, cell->x, y, cell->icon, day->code);
    y += cell->icon + gap + small_cap;
    pen_line(pen, cell->x, y, cell->w, label, &small);
    put_range(pen, day, cell->x, y + gap + cap, cell->w, cell->high);
}

static const struct weather_day nothing = {.code = WEATHER_CODE_NONE};

/* How large a day is set. */
struct scale {
    int icon; /* pixels; 0: none */
    enum font_role high;
    bool beside; /* the icon stands beside the words, else above */
};

/* What a day needs: the icon, and the wider of its label and its temperatures. */
static int day_width(const struct view *view, const struct weather_day *day, const char *label,
                     const struct scale *scale)
{
    struct pen_style small = {.role = FONT_SMALL}, high = {.role = scale->high};
    int label_w = pen_text_width(view, label, &small), range = 0;
    struct buffer text;
    buffer_init(&text, TEXT_CAP);
    if (day->high.known) {
        write_temperature(view, &day->high, &text);
        range = pen_text_width(view, buffer_text(&text), &high) + view_px(view, 8);
    }
    buffer_clear(&text);
    if (day->low.known) {
        write_temperature(view, &day->low, &text);
        range += pen_text_width(view, buffer_text(&text), &small);
    }
    buffer_finish(&text);
    int width = label_w > range ? label_w : range;
    if (!scale->beside)
        return width > scale->icon ? width : scale->icon;
    bool has_icon = scale->icon > 0 && icon_for_weather(day->code, false) != ICON_NONE;
    return width + (has_icon ? scale->icon + view_px(view, ICON_GAP) : 0);
}

/* Returns the height (stacked) or width (in a row) that today takes. */
static int put_today(struct pen *pen, const struct forecast *forecast, bool wide)
{
    const struct view *view = pen->view;
    const struct weather_day *day = forecast->today != NULL ? forecast->today : &nothing;
    struct scale scale = {view_px(view, TODAY_ICON), FONT_TEMPERATURE_TODAY, true};
    struct buffer label;
    buffer_init(&label, TEXT_CAP);
    write_today(view, day, !wide, &label); /* in a row there is no room for the sky */
    int w = view->box.w, h = view->box.h;
    int need = day_width(view, day, buffer_text(&label), &scale) + view_px(view, 44);
    int taken = !wide ? h * 2 / 5 : need > w * 21 / 100 ? need : w * 21 / 100;
    struct cell cell = {0, 0, wide ? taken : w, wide ? h : taken, scale.icon, scale.high};
    put_beside(pen, &cell, buffer_text(&label), day);
    buffer_finish(&label);
    return taken;
}

/* How wide each day is; returns the sum. */
static int measure_days(const struct view *view, const struct forecast *forecast,
                        const struct buffer *labels, const struct scale *scale, int *widths)
{
    int sum = 0;
    for (int i = 0; i < forecast->day_count; i++) {
        widths[i] = day_width(view, forecast->days[i], buffer_text(&labels[i]), scale) + 1;
        sum += widths[i];
    }
    return sum;
}

/* The same where there may be less room than they need: icons go above the words, then they
 * go, then words are cut. */
static int fit_days(const struct view *view, const struct forecast *forecast,
                    const struct buffer *labels, int room, struct scale *scale, int *widths)
{
    int sum = measure_days(view, forecast, labels, scale, widths);
    if (sum <= room)
        return sum;
    scale->beside = false;
    scale->icon = view_px(view, SMALL_ICON);
    sum = measure_days(view, forecast, labels, scale, widths);
    if (sum + (forecast->day_count - 1) * view_px(view, 16) <= room)
        return sum;
    scale->icon = 0;
    sum = measure_days(view, forecast, labels, scale, widths);
    if (sum <= room)
        return sum;
    for (int i = 0; i < forecast->day_count; i++)
        widths[i] = (int)((int64_t)widths[i] * room / sum);
    return room;
}

/* Columns with equal gaps between them; the first stands on the start edge of ROOM and the
 * last on its end edge. */
static void put_days(struct pen *pen, const struct forecast *forecast, struct rect room,
                     bool beside)
{
    const struct view *view = pen->view;
    struct scale scale = {view_px(view, DAY_ICON), FONT_TEMPERATURE, beside};
    struct buffer labels[DAYS_SHOWN];
    int widths[DAYS_SHOWN], count = forecast->day_count;
    for (int i = 0; i < count; i++) {
        buffer_init(&labels[i], TEXT_CAP);
        language_weekday(view->language, forecast->days[i]->date, &labels[i]);
    }
    int free_space = room.w - fit_days(view, forecast, labels, room.w, &scale, widths);
    int gaps = count > 1 ? count - 1 : 1, x = 0;
    int widest = view_px(view, 160) * gaps;
    if (free_space > widest && count < DAYS_SHOWN)
        free_space = widest;
    for (int i = 0; i < count; i++) {
        int at = room.x + x + (free_space > 0 ? free_space * i / gaps : 0);
        struct cell cell = {at, room.y, widths[i], room.h, scale.icon, FONT_TEMPERATURE};
        if (scale.beside)
            put_beside(pen, &cell, buffer_text(&labels[i]), forecast->days[i]);
        else
            put_below(pen, &cell, buffer_text(&labels[i]), forecast->days[i]);
        x += widths[i];
        buffer_finish(&labels[i]);
    }
}

static int weather_build(const struct view *view, int page, struct list *list)
{
    (void)page;
    struct forecast forecast;
    forecast_init(&forecast, view);
    struct pen pen = pen_for(view, list);
    int w = view->box.w, h = view->box.h;
    bool wide = w > 5 * h;
    bool has_today = forecast.today != NULL || knows_now(view);
    int today = has_today ? put_today(&pen, &forecast, wide) : 0;
    struct rect room =
        wide ? (struct rect){today, 0, w - today, h} : (struct rect){0, today, w, h - today};
    put_days(&pen, &forecast, room, wide);
    list->next_change_ns = view_next_midnight(view);
    return 0;
}

const struct widget widget_weather = {
    .name = "weather", .pages = weather_pages, .build = weather_build};
