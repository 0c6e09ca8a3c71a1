/* Today and the five days that follow, by the place's own calendar: a forecast never shows
 * yesterday as today, and a day without data is left out. */
#include "widgets/age_mark.h"
#include "widgets/pen.h"
#include "widgets/widget.h"

#include "base/buffer.h"
#include "content/solar.h"

/* Icon sizes and gap in canvas units. */
enum {
    TEXT_CAP = 128,
    DAYS_SHOWN = 5,
    TODAY_ICON = 100,
    DAY_ICON = 64,
    SMALL_ICON = 44,
    NOW_ICON = 34,
    NOW_GAP = 10,
    ICON_GAP = 20,
    LABEL_GAP = 22,
    DAY_GAP = 16,
    LEAD_GAP = 44, /* behind today */
    MINUTE_S = 60,
    HOUR_S = 3600,
    TWILIGHT_STEP = 20, /* minutes; no day or night that is shorter is looked for */
    NOW_HOURS = 12      /* how long a temperature is "now" after it was issued */
};

/* Whom the licence of the data wants named: smaller than all else. */
static const double attribution_scale = 0.85;

/* What it is like at this moment. */
struct now {
    bool known;
    int code; /* or WEATHER_CODE_NONE */
    bool night;
    int64_t next_change_ns; /* when one of these may be otherwise */
};

struct forecast {
    struct now now;
    const struct weather_day *today; /* NULL: no data for today */
    const struct weather_day *days[DAYS_SHOWN];
    int day_count;
};

static bool has_data(const struct weather_day *day)
{
    return day->low.known || day->high.known || day->code != WEATHER_CODE_NONE;
}

/* The temperature "now" belongs to the day that it came on, and to the hours after it. */
static bool knows_now(const struct view *view)
{
    const struct weather *weather = &view->content->weather;
    if (!weather->now.known && icon_for_weather(weather->now_code, false) == ICON_NONE)
        return false;
    if (!view_knows_time(view))
        return true;
    int64_t old_s = weather->as_of_s + NOW_HOURS * HOUR_S;
    if (weather->as_of_s != INSTANT_NONE && view->moment.wall_ns >= old_s * NS_PER_SECOND)
        return false;
    return weather->today.date.day == 0 || date_equal(weather->today.date, view_now(view).date);
}

/* Whether it is night there, for all that is known. */
static bool is_night(const struct view *view, int64_t at_s)
{
    const struct place *place = &view->content->place;
    int told = view->content->weather.now_day;
    if (told >= 0)
        return told == 0;
    return place->located && view_knows_time(view) &&
           !solar_is_day(place->latitude, place->longitude, at_s);
}

/* The minute, within a day, at which night comes or goes. */
static int64_t next_twilight(const struct view *view, int64_t now_s)
{
    bool night = is_night(view, now_s);
    int64_t low = floor_div(now_s, MINUTE_S), high = low;
    int64_t end = low + SECONDS_PER_DAY / MINUTE_S;
    while (high < end && is_night(view, high * MINUTE_S) == night) {
        low = high;
        high += TWILIGHT_STEP;
    }
    while (high < end && high - low > 1) {
        int64_t middle = (low + high) / 2;
        bool same = is_night(view, middle * MINUTE_S) == night;
        low = same ? middle : low;
        high = same ? high : middle;
    }
    return high * MINUTE_S * NS_PER_SECOND;
}

static void now_init(struct now *out, const struct view *view)
{
    const struct weather *weather = &view->content->weather;
    *out = (struct now){.known = knows_now(view),
                        .code = weather->now_code,
                        .next_change_ns = view_next_midnight(view)};
    if (!out->known || !view_knows_time(view)) {
        out->night = out->known && is_night(view, 0);
        return;
    }
    int64_t now_s = floor_div(view->moment.wall_ns, NS_PER_SECOND);
    out->night = is_night(view, now_s);
    if (weather->as_of_s != INSTANT_NONE)
        view_change_by(&out->next_change_ns,
                       (weather->as_of_s + NOW_HOURS * HOUR_S) * NS_PER_SECOND);
    if (weather->now_day < 0 &&
        icon_for_weather(out->code, false) != icon_for_weather(out->code, true))
        view_change_by(&out->next_change_ns, next_twilight(view, now_s));
}

/* Without a clock to trust, the source's own today stands; else the dates decide. */
static void forecast_init(struct forecast *out, const struct view *view)
{
    const struct weather *weather = &view->content->weather;
    *out = (struct forecast){0};
    now_init(&out->now, view);
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

static void weather_pages(const struct view *view, struct pages *out)
{
    const struct age *age = &view->content->weather.age;
    if (!view->content->weather.present || age_is_hidden(view, age))
        return;
    struct forecast forecast;
    forecast_init(&forecast, view);
    out->count = forecast.today != NULL || forecast.day_count > 0 || forecast.now.known;
    out->next_change_ns = forecast.now.next_change_ns;
    age_change_by(view, age, &out->next_change_ns);
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
    bool exact = view->content->weather.unit == view->config->unit;
    int decimals = exact || temperature->decimals < 1 ? temperature->decimals : 1;
    language_temperature(view->language, view->config->digits,
                         converted(view, temperature->degrees), decimals, out);
}

/* The high, strong, and the low beside it, muted, on one baseline; returns the width. */
static int put_range(struct pen *pen, const struct weather_day *day, int x, int baseline, int room,
                     enum font_role high_role)
{
    const struct view *view = pen->view;
    enum color_role ink = age_color(view, &view->content->weather.age, COLOR_INK);
    struct pen_style high = {.role = high_role, .color = ink};
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

static void put_icon(struct pen *pen, int x, int y, int side, int code, bool night)
{
    enum icon icon = icon_for_weather(code, night);
    bool sunny = icon == ICON_SUN || icon == ICON_SUN_CLOUD;
    enum color_role accent = age_color(pen->view, &pen->view->content->weather.age, COLOR_ACCENT);
    pen_icon(pen, x, y, side, icon, accent, sunny ? accent : COLOR_MUTED);
}

/* "Now", and how warm it is. */
static void write_now(const struct view *view, struct buffer *out)
{
    struct buffer degrees;
    buffer_init(&degrees, TEXT_CAP);
    if (view->content->weather.now.known)
        write_temperature(view, &view->content->weather.now, &degrees);
    /* The word stands free: inside two isolates it would not give the part its direction. */
    buffer_add_text(out, language_phrase(view->language, PHRASE_NOW));
    view_add_part(out, " ", buffer_text(&degrees));
    buffer_finish(&degrees);
}

static void write_today(const struct view *view, const struct forecast *forecast, bool with_sky,
                        struct buffer *out)
{
    const char *dot = view_separator(view, " · ");
    view_add_part(out, dot, language_phrase(view->language, PHRASE_TODAY));
    if (with_sky)
        view_add_part(out, dot, language_weather(view->language, forecast->today->code));
    if (!forecast->now.known)
        return;
    struct buffer now;
    buffer_init(&now, TEXT_CAP);
    write_now(view, &now);
    view_add_part(out, dot, buffer_text(&now));
    buffer_finish(&now);
}

/* Icon at the start, label above the temperatures at its side. */
struct cell {
    int x, y, w, h;
    int icon;
    enum font_role high;
    bool night;
    const struct now *now; /* whose icon ends the label; NULL: none */
};

/* The width that an icon after a label takes; 0: there is none. */
static int now_icon_width(const struct view *view, const struct now *now)
{
    bool has = now != NULL && icon_for_weather(now->code, now->night) != ICON_NONE;
    return has ? view_px(view, NOW_ICON) + view_px(view, NOW_GAP) : 0;
}

static void put_label(struct pen *pen, const struct cell *cell, int x, int baseline, int room,
                      const char *label)
{
    const struct view *view = pen->view;
    struct pen_style small = {.role = FONT_SMALL, .color = COLOR_MUTED};
    int icon = now_icon_width(view, cell->now), side = view_px(view, NOW_ICON);
    int width = pen_line(pen, x, baseline, room - icon, label, &small);
    if (icon > 0)
        put_icon(pen, x + width + icon - side,
                 baseline - (pen_cap_height(view, FONT_SMALL) + side) / 2, side, cell->now->code,
                 cell->now->night);
}

/* Where the temperatures stand beside an icon. */
static int beside_baseline(const struct view *view, const struct cell *cell)
{
    int label = pen_cap_height(view, FONT_SMALL), cap = pen_cap_height(view, cell->high);
    return cell->y + (cell->h + label + view_px(view, LABEL_GAP) + cap) / 2;
}

static void put_beside(struct pen *pen, const struct cell *cell, const char *label,
                       const struct weather_day *day)
{
    const struct view *view = pen->view;
    int baseline = beside_baseline(view, cell), x = cell->x;
    if (cell->icon > 0 && icon_for_weather(day->code, false) != ICON_NONE) {
        put_icon(pen, x, cell->y + (cell->h - cell->icon) / 2, cell->icon, day->code, cell->night);
        x += cell->icon + view_px(view, ICON_GAP);
    }
    int room = cell->x + cell->w - x;
    int above = pen_cap_height(view, cell->high) + view_px(view, LABEL_GAP);
    put_label(pen, cell, x, baseline - above, room, label);
    put_range(pen, day, x, baseline, room, cell->high);
}

/* For narrow columns: icon, label and temperatures one below the other. */
static void put_below(struct pen *pen, const struct cell *cell, const char *label,
                      const struct weather_day *day)
{
    const struct view *view = pen->view;
    struct pen_style small = {.role = FONT_SMALL, .color = COLOR_MUTED};
    int small_cap = pen_cap_height(view, FONT_SMALL), cap = pen_cap_height(view, cell->high);
    int free_space = cell->h - cell->icon - small_cap - cap, gap = view_px(view, 20);
    if (free_space < 4 * gap) /* as much above and below as between, but that names keep clear */
        gap = free_space / 4 > view_px(view, 14) ? free_space / 4 : view_px(view, 14);
    int height = cell->icon + gap + small_cap + gap + cap;
    int y = cell->y + (cell->h - height) / 2;
    put_icon(pen, cell->x, y, cell->icon, day->code, false);
    y += cell->icon + gap + small_cap;
    pen_line(pen, cell->x, y, cell->w, label, &small);
    put_range(pen, day, cell->x, y + gap + cap, cell->w, cell->high);
}

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

/* Whether today stands for itself, and not this moment for it. */
static bool shows_today(const struct view *view, const struct forecast *forecast)
{
    if (forecast->today == NULL)
        return false;
    bool moment = forecast->now.known && view->content->weather.now.known;
    return forecast->today->high.known || !moment;
}

/* What stands first: today, or, where it has no high (in the evening, or not at all), this moment
 * in its place. */
struct lead {
    struct weather_day day;
    struct buffer label;
    const struct now *now; /* whose icon ends the label; NULL: none */
    bool night;
    struct scale scale;
    int words; /* how far its temperatures reach */
    int width; /* in a row */
};

static void lead_init(struct lead *out, const struct view *view, const struct forecast *forecast,
                      bool wide)
{
    const struct weather *weather = &view->content->weather;
    bool dated = shows_today(view, forecast);
    *out = (struct lead){.day = {.high = weather->now, .code = weather->now_code},
                         .night = !dated && forecast->now.night,
                         .scale = {view_px(view, TODAY_ICON), FONT_TEMPERATURE_TODAY, true}};
    if (dated)
        out->day = *forecast->today;
    else if (forecast->today != NULL)
        out->day.low = forecast->today->low;
    out->now = dated && forecast->now.known ? &forecast->now : NULL;
    buffer_init(&out->label, TEXT_CAP);
    if (dated) { /* in a row there is no room for the sky */
        write_today(view, forecast, !wide, &out->label);
    } else {
        view_add_part(&out->label, NULL, language_phrase(view->language, PHRASE_NOW));
        view_add_part(&out->label, view_separator(view, " · "),
                      wide ? NULL : language_weather(view->language, out->day.code));
    }
    int label = day_width(view, &out->day, buffer_text(&out->label), &out->scale);
    int need = label + now_icon_width(view, out->now) + view_px(view, LEAD_GAP);
    int usual = view->box.w * 21 / 100;
    out->words = day_width(view, &out->day, "", &out->scale);
    out->width = need > usual ? need : usual;
}

static void put_lead(struct pen *pen, const struct lead *lead, int w, int h)
{
    struct cell cell = {.w = w,
                        .h = h,
                        .icon = lead->scale.icon,
                        .high = lead->scale.high,
                        .night = lead->night,
                        .now = lead->now};
    put_beside(pen, &cell, buffer_text(&lead->label), &lead->day);
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

/* The same where there may be less room than they need: icons become smaller, go above the words,
 * then they go, then words are cut. */
static int fit_days(const struct view *view, const struct forecast *forecast,
                    const struct buffer *labels, int room, struct scale *scale, int *widths)
{
    int gaps = (forecast->day_count - 1) * view_px(view, DAY_GAP);
    int sum = measure_days(view, forecast, labels, scale, widths);
    if (sum + (scale->beside ? gaps / 2 : 0) <= room)
        return sum;
    scale->icon = view_px(view, SMALL_ICON);
    sum = measure_days(view, forecast, labels, scale, widths);
    if (sum + gaps / 2 <= room)
        return sum;
    scale->beside = false;
    sum = measure_days(view, forecast, labels, scale, widths);
    if (sum + gaps <= room)
        return sum;
    scale->icon = 0;
    sum = measure_days(view, forecast, labels, scale, widths);
    if (sum <= room)
        return sum;
    for (int i = 0; i < forecast->day_count; i++)
        widths[i] = (int)((int64_t)widths[i] * room / sum);
    return room;
}

/* The days that follow, in columns. */
struct row {
    struct buffer labels[DAYS_SHOWN];
    int widths[DAYS_SHOWN], sum;
    struct scale scale;
};

static void row_init(struct row *out, const struct view *view, const struct forecast *forecast,
                     int room, bool beside)
{
    out->scale = (struct scale){view_px(view, DAY_ICON), FONT_TEMPERATURE, beside};
    for (int i = 0; i < forecast->day_count; i++) {
        buffer_init(&out->labels[i], TEXT_CAP);
        language_weekday(view->language, forecast->days[i]->date, &out->labels[i]);
    }
    out->sum = fit_days(view, forecast, out->labels, room, &out->scale, out->widths);
}

static void row_finish(struct row *row, const struct forecast *forecast)
{
    for (int i = 0; i < forecast->day_count; i++)
        buffer_finish(&row->labels[i]);
}

/* With equal gaps between them; the first stands on the start edge of ROOM and the last on its end
 * edge. */
static void put_row(struct pen *pen, const struct row *row, const struct forecast *forecast,
                    struct rect room)
{
    const struct view *view = pen->view;
    int count = forecast->day_count, free_space = room.w - row->sum;
    int gaps = count > 1 ? count - 1 : 1, x = 0;
    int widest = view_px(view, 160) * gaps;
    if (free_space > widest && count < DAYS_SHOWN)
        free_space = widest;
    for (int i = 0; i < count; i++) {
        int at = room.x + x + (free_space > 0 ? free_space * i / gaps : 0);
        struct cell cell = {.x = at,
                            .y = room.y,
                            .w = row->widths[i],
                            .h = room.h,
                            .icon = row->scale.icon,
                            .high = row->scale.high};
        if (row->scale.beside)
            put_beside(pen, &cell, buffer_text(&row->labels[i]), forecast->days[i]);
        else
            put_below(pen, &cell, buffer_text(&row->labels[i]), forecast->days[i]);
        x += row->widths[i];
    }
}

/* Of when it is, where it is stale, and whom its licence wants named: at the bottom where there is
 * air below the days, else behind the temperatures of LEAD (NULL: none), which stands in W by H.
 * Returns how much of the height a line at the bottom takes. */
static int put_attribution(struct pen *pen, const struct lead *lead, int w, int h, bool airy)
{
    const struct view *view = pen->view;
    struct pen_style style = {.role = FONT_SMALL,
                              .color = COLOR_MUTED,
                              .align = ALIGN_END,
                              .running = true, /* where it must be cut, at its own end */
                              .scale = attribution_scale};
    struct buffer note;
    buffer_init(&note, TEXT_BYTES_MAX + TEXT_CAP);
    age_write(view, &view->content->weather.age, &note);
    view_add_part(&note, view_separator(view, "   ·   "), view->content->weather.attribution);
    const char *text = buffer_text(&note);
    int below = view_px(view, 6), taken = 0;
    int start = lead != NULL ? lead->words + view_px(view, LEAD_GAP) : w;
    struct cell cell = {.h = h, .high = FONT_TEMPERATURE_TODAY};
    if (note.length > 0 && !airy && pen_text_width(view, text, &style) <= w - start) {
        pen_line(pen, start, beside_baseline(view, &cell), w - start, text, &style);
    } else if (note.length > 0) {
        int cap = (int)(pen_cap_height(view, FONT_SMALL) * attribution_scale);
        pen_line(pen, 0, view->box.h - below, view->box.w, text, &style);
        taken = below + cap + view_px(view, 8);
    }
    buffer_finish(&note);
    return taken;
}

/* Today at the start and the days behind it. */
static void put_wide(struct pen *pen, const struct lead *lead, const struct forecast *forecast)
{
    const struct view *view = pen->view;
    int w = view->box.w, h = view->box.h, start = lead != NULL ? lead->width : 0;
    int end = start - view_px(view, LEAD_GAP);
    struct row row;
    row_init(&row, view, forecast, w - start, true);
    bool beside = row.scale.beside || row.scale.icon == 0;
    int note = put_attribution(pen, lead, end, h, beside);
    int lifted = h - (beside ? note / 2 : note); /* there is air below the words already */
    if (lead != NULL)
        put_lead(pen, lead, start, lifted);
    put_row(pen, &row, forecast, (struct rect){start, 0, w - start, lifted});
    row_finish(&row, forecast);
}

/* Today above and the days below it. */
static void put_narrow(struct pen *pen, const struct lead *lead, const struct forecast *forecast)
{
    const struct view *view = pen->view;
    int w = view->box.w, h = view->box.h;
    struct row row;
    row_init(&row, view, forecast, w, false);
    h -= put_attribution(pen, lead, w, h * 2 / 5, false);
    int top = lead != NULL ? h * 2 / 5 : 0;
    if (lead != NULL)
        put_lead(pen, lead, w, top);
    put_row(pen, &row, forecast, (struct rect){0, top, w, h - top});
    row_finish(&row, forecast);
}

static int weather_build(const struct view *view, int page, struct list *list)
{
    (void)page;
    struct forecast forecast;
    forecast_init(&forecast, view);
    struct pen pen = pen_for(view, list);
    bool wide = view->box.w > 5 * view->box.h;
    bool leads = forecast.today != NULL || forecast.now.known;
    struct lead lead;
    if (leads)
        lead_init(&lead, view, &forecast, wide);
    (wide ? put_wide : put_narrow)(&pen, leads ? &lead : NULL, &forecast);
    if (leads)
        buffer_finish(&lead.label);
    list->next_change_ns = forecast.now.next_change_ns;
    age_change_by(view, &view->content->weather.age, &list->next_change_ns);
    return 0;
}

const struct widget widget_weather = {
    .name = "weather", .pages = weather_pages, .build = weather_build};
