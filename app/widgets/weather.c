/* Today and the five days that follow, by the place's own calendar: a forecast never shows
 * yesterday as today, and a day without data is left out. Days have the names of weekdays alone:
 * one that is a week ahead or more would be taken for another. */
#include "widgets/age_mark.h"
#include "widgets/weather_size.h"
#include "widgets/widget.h"

#include "content/selection.h"
#include "content/solar.h"

enum {
    TEXT_CAP = 128,
    MINUTE_S = 60,
    TWILIGHT_STEP = 20, /* minutes; no day or night that is shorter is looked for */
    NIGHT_S = 3 * 3600, /* how long "now" may last beyond the end of its day */
    LIGHT_S = 3600,     /* and how long it is day or night then, where the sun can be asked */
    DAYS_AHEAD = 6      /* the weekday after these is that of today */
};

/* Whom the licence of the data wants named: smaller than all else. */
static const double attribution_scale = 0.85;

static bool has_data(const struct weather_day *day)
{
    return day->low.known || day->high.known || day->code != WEATHER_CODE_NONE;
}

/* The end of a span that begins AS_OF_S; INT64_MAX when that is not known. */
static int64_t after_ns(int64_t as_of_s, int span_s)
{
    return as_of_s != INSTANT_NONE ? (as_of_s + span_s) * NS_PER_SECOND : INT64_MAX;
}

/* When it was "now". */
static int64_t now_as_of_s(const struct weather *weather)
{
    return weather->as_of_s != INSTANT_NONE ? weather->as_of_s : weather->age.as_of_s;
}

/* It belongs to the day that it came on, and, late in the evening, to a few hours of the next. */
static int64_t now_end_ns(const struct view *view, const struct weather *weather)
{
    int64_t as_of_s = now_as_of_s(weather), end_ns = after_ns(as_of_s, WEATHER_NOW_S);
    if (as_of_s == INSTANT_NONE)
        return end_ns;
    struct civil next = {.date = date_add_days(zone_civil(view->content->zone, as_of_s).date, 1)};
    int64_t day_end_ns = zone_instant(view->content->zone, &next) * NS_PER_SECOND;
    int64_t night_ns = after_ns(as_of_s, NIGHT_S);
    int64_t late_ns = day_end_ns > night_ns ? day_end_ns : night_ns;
    return late_ns < end_ns ? late_ns : end_ns;
}

static bool knows_now(const struct view *view, const struct weather *weather)
{
    if (!weather->now.known && icon_for_weather(weather->now_code, false) == ICON_NONE)
        return false;
    if (!view_knows_time(view))
        return true;
    if (view->moment.wall_ns >= now_end_ns(view, weather))
        return false;
    return weather->as_of_s != INSTANT_NONE || weather->today.date.day == 0 ||
           date_equal(weather->today.date, view_now(view).date);
}

/* Whether the source's own word on day and night counts: where the sun can be asked, no longer than
 * that word can be true. */
static bool is_light_told(const struct view *view, const struct weather *weather)
{
    if (weather->now_day < 0)
        return false;
    return !view->content->place.located || !view_knows_time(view) ||
           view->moment.wall_ns < after_ns(now_as_of_s(weather), LIGHT_S);
}

static bool is_dark(const struct view *view, int64_t at_s)
{
    const struct place *place = &view->content->place;
    return place->located && view_knows_time(view) &&
           !solar_is_day(place->latitude, place->longitude, at_s);
}

/* The minute, within a day, at which night comes or goes. */
static int64_t next_twilight(const struct view *view, int64_t now_s)
{
    bool night = is_dark(view, now_s);
    int64_t low = floor_div(now_s, MINUTE_S), high = low;
    int64_t end = low + SECONDS_PER_DAY / MINUTE_S;
    while (high < end && is_dark(view, high * MINUTE_S) == night) {
        low = high;
        high += TWILIGHT_STEP;
    }
    while (high < end && high - low > 1) {
        int64_t middle = (low + high) / 2;
        bool same = is_dark(view, middle * MINUTE_S) == night;
        low = same ? middle : low;
        high = same ? high : middle;
    }
    return high * MINUTE_S * NS_PER_SECOND;
}

static void now_init(struct weather_now *out, const struct view *view,
                     const struct weather *weather)
{
    *out = (struct weather_now){.known = knows_now(view, weather),
                                .code = weather->now_code,
                                .next_change_ns = view_next_midnight(view)};
    out->stale = age_is_stale(view, &weather->age);
    bool told = is_light_told(view, weather);
    if (!out->known || !view_knows_time(view)) {
        out->night = out->known && told && weather->now_day == 0;
        return;
    }
    int64_t now_s = floor_div(view->moment.wall_ns, NS_PER_SECOND);
    out->night = told ? weather->now_day == 0 : is_dark(view, now_s);
    view_change_by(&out->next_change_ns, now_end_ns(view, weather));
    if (icon_for_weather(out->code, false) == icon_for_weather(out->code, true))
        return;
    if (!told)
        view_change_by(&out->next_change_ns, next_twilight(view, now_s));
    else if (view->content->place.located)
        view_change_by(&out->next_change_ns, after_ns(now_as_of_s(weather), LIGHT_S));
}

/* Without a clock to trust, the source's own today stands; else the dates decide. */
static void forecast_init(struct weather_forecast *out, const struct view *view,
                          const struct weather *weather)
{
    *out =
        (struct weather_forecast){.weather = weather, .stale = age_is_stale(view, &weather->age)};
    now_init(&out->now, view, weather);
    bool dated = view_knows_time(view);
    int64_t today = dated ? days_from_date(view_now(view).date) : INT64_MIN;
    const struct weather_day *first = &weather->today;
    if (has_data(first) && (!dated || first->date.day == 0 || days_from_date(first->date) == today))
        out->today = first;
    for (int i = 0; i < weather->day_count && out->day_count < WEATHER_DAYS_SHOWN; i++) {
        const struct weather_day *day = &weather->days[i];
        if (!has_data(day))
            continue;
        int64_t date = days_from_date(day->date);
        if (dated && date == today && out->today == NULL)
            out->today = day;
        else if (!dated || (date > today && date <= today + DAYS_AHEAD))
            out->days[out->day_count++] = day;
    }
}

/* Of several sources the first that says something of today or later, and is not too old; false:
 * there is none, but there may be from OUT's next change on. */
static bool forecast_choose(struct weather_forecast *out, const struct view *view)
{
    int count;
    *out = (struct weather_forecast){.now.next_change_ns = MOMENT_NEVER};
    const struct weather *weathers = content_weathers(view->content, &count);
    for (int i = 0; i < count; i++) {
        if (!weathers[i].present || age_is_hidden(view, &weathers[i].age))
            continue;
        forecast_init(out, view, &weathers[i]);
        age_change_by(view, &weathers[i].age, &out->now.next_change_ns);
        if (out->today != NULL || out->day_count > 0 || out->now.known)
            return true;
    }
    return false;
}

static void weather_pages(const struct view *view, struct pages *out)
{
    struct weather_forecast forecast;
    out->count = forecast_choose(&forecast, view);
    out->next_change_ns = forecast.now.next_change_ns;
}

/* The high, strong, and the low beside it, muted, on one baseline. Numbers are never cut: where
 * there is no room for them they are set smaller. */
static void put_range(struct pen *pen, const struct weather_cell *cell, int x, int baseline,
                      int room)
{
    const struct view *view = pen->view;
    double scale = cell->range > room && room > 0 ? (double)room / cell->range * 0.98 : 1;
    struct pen_style high = {.role = cell->high_role,
                             .color = cell->stale ? COLOR_MUTED : COLOR_INK,
                             .scale = scale * cell->high_scale};
    struct pen_style low = {.role = FONT_SMALL, .color = COLOR_MUTED, .scale = scale};
    int width = pen_line(pen, x, baseline, room, buffer_text(&cell->high), &high);
    width += width > 0 ? (int)(view_px(view, WEATHER_LOW_GAP) * scale) : 0;
    pen_line(pen, x + width, baseline, room - width, buffer_text(&cell->low), &low);
}

static void put_icon(struct pen *pen, struct rect place, int code, bool night, bool stale)
{
    enum icon icon = icon_for_weather(code, night);
    bool sunny = icon == ICON_SUN || icon == ICON_SUN_CLOUD;
    enum color_role accent = stale ? COLOR_MUTED : COLOR_ACCENT;
    pen_icon(pen, place.x, place.y, place.w, icon, accent, sunny ? accent : COLOR_MUTED);
}

/* A line of the label, and at its end the icon of NOW (NULL: none). */
static void put_label(struct pen *pen, int x, int baseline, int room, const char *label,
                      const struct weather_now *now)
{
    const struct view *view = pen->view;
    struct pen_style small = {.role = FONT_SMALL, .color = COLOR_MUTED};
    int icon = weather_now_width(view, now), side = view_px(view, WEATHER_NOW_ICON);
    int width = pen_line(pen, x, baseline, room - icon, label, &small);
    if (icon == 0)
        return;
    int y = baseline - (pen_cap_height(view, FONT_SMALL) + side) / 2;
    put_icon(pen, (struct rect){x + width + icon - side, y, side, side}, now->code, now->night,
             now->stale);
}

/* Where the temperatures stand beside an icon, in a place H high. */
static int beside_baseline(const struct view *view, const struct weather_cell *cell, int h)
{
    return (h + weather_words_height(view, cell, h)) / 2;
}

/* Icon at the start, label above the temperatures at its side. */
static void put_beside(struct pen *pen, const struct weather_cell *cell, int icon, struct rect room)
{
    const struct view *view = pen->view;
    int small_cap = pen_cap_height(view, FONT_SMALL), x = room.x;
    int baseline = room.y + beside_baseline(view, cell, room.h);
    if (icon > 0 && weather_has_icon(cell)) {
        put_icon(pen, (struct rect){x, room.y + (room.h - icon) / 2, icon, icon}, cell->code,
                 cell->night, cell->stale);
        x += icon + view_px(view, WEATHER_ICON_GAP);
    }
    int w = room.x + room.w - x;
    bool folded = cell->moment.length > 0;
    int gap = weather_label_gap(view, cell, room.h);
    int y = baseline - weather_high_cap(view, cell) - gap;
    if (folded) {
        put_label(pen, x, y, w, buffer_text(&cell->moment), cell->now);
        y -= small_cap + view_px(view, WEATHER_LINE_GAP);
    }
    put_label(pen, x, y, w, buffer_text(&cell->label), folded ? NULL : cell->now);
    put_range(pen, cell, x, baseline, w);
}

/* For narrow columns: icon, label and temperatures one below the other. */
static void put_below(struct pen *pen, const struct weather_cell *cell, int icon, struct rect room)
{
    const struct view *view = pen->view;
    struct pen_style small = {.role = FONT_SMALL, .color = COLOR_MUTED};
    int small_cap = pen_cap_height(view, FONT_SMALL);
    int cap = pen_cap_height(view, cell->high_role), least = view_px(view, WEATHER_STACK_GAP);
    int free_space = room.h - icon - small_cap - cap, gap = view_px(view, 20);
    if (free_space < 4 * gap) /* as much above and below as between, but that names keep clear */
        gap = free_space / 4 > least ? free_space / 4 : least;
    int y = room.y + (room.h - icon - gap - small_cap - gap - cap) / 2;
    put_icon(pen, (struct rect){room.x, y, icon, icon}, cell->code, false, cell->stale);
    y += icon + gap + small_cap;
    pen_line(pen, room.x, y, room.w, buffer_text(&cell->label), &small);
    put_range(pen, cell, room.x, y + gap + cap, room.w);
}

/* The days with equal gaps between them; the first stands on the start edge of ROOM and the last
 * on its end edge. */
static void put_row(struct pen *pen, const struct weather_layout *layout, struct rect room)
{
    const struct view *view = pen->view;
    int count = layout->day_count, free_space = room.w - layout->sum;
    int gaps = count > 1 ? count - 1 : 1, x = 0;
    int widest = view_px(view, 160) * gaps;
    if (free_space > widest && count < WEATHER_DAYS_SHOWN)
        free_space = widest;
    for (int i = 0; i < count; i++) {
        int at = room.x + x + (free_space > 0 ? free_space * i / gaps : 0);
        struct rect place = {at, room.y, layout->widths[i], room.h};
        (layout->beside ? put_beside : put_below)(pen, &layout->days[i], layout->icon, place);
        x += layout->widths[i];
    }
}

static void write_note(const struct view *view, const struct weather *weather, struct buffer *out)
{
    buffer_init(out, TEXT_BYTES_MAX + TEXT_CAP);
    age_write(view, &weather->age, out);
    view_add_part(out, view_separator(view, "   ·   "), weather->attribution);
}

/* How much of the height a line at the bottom takes. */
static int note_height(const struct view *view)
{
    int cap = (int)(pen_cap_height(view, FONT_SMALL) * attribution_scale);
    return cap + view_px(view, 6) + view_px(view, 8);
}

/* Of when it is, where it is stale, and whom its licence wants named: at the bottom where there is
 * air below the days, else behind the temperatures of the lead, which stands in W by H. Returns
 * how much of the height a line at the bottom takes. */
static int put_note(struct pen *pen, const struct weather_layout *layout, const char *text, int w,
                    int h, bool airy)
{
    const struct view *view = pen->view;
    struct pen_style style = {.role = FONT_SMALL,
                              .color = COLOR_MUTED,
                              .align = ALIGN_END,
                              .running = true, /* where it must be cut, at its own end */
                              .scale = attribution_scale};
    if (text[0] == '\0')
        return 0;
    int start = w;
    if (layout->leads)
        start = weather_lead_reach(view, layout) + view_px(view, WEATHER_LEAD_GAP);
    if (!airy && pen_text_width(view, text, &style) <= w - start) {
        pen_line(pen, start, beside_baseline(view, &layout->lead, h), w - start, text, &style);
        return 0;
    }
    pen_line(pen, 0, view->box.h - view_px(view, 6), view->box.w, text, &style);
    return note_height(view);
}

/* Today at the start and the days behind it. */
static void put_in_a_row(struct pen *pen, const struct weather_layout *layout,
                         const char *note_text)
{
    const struct view *view = pen->view;
    int w = view->box.w, h = view->box.h, start = layout->lead_width;
    int end = start - view_px(view, WEATHER_LEAD_GAP);
    bool airy = layout->beside && layout->lead.moment.length == 0;
    int note = put_note(pen, layout, note_text, end, h, airy);
    int lifted = h - (airy ? note / 2 : note); /* there is air below the words already */
    if (layout->leads)
        put_beside(pen, &layout->lead, layout->lead_icon, (struct rect){0, 0, end, lifted});
    put_row(pen, layout, (struct rect){start, 0, w - start, lifted});
}

/* Figures stand to the right of their column in every language. */
static void put_figures(struct pen *pen, int end, int baseline, int w, const struct buffer *text,
                        struct pen_style style)
{
    style.align = pen->view->mirror ? ALIGN_START : ALIGN_END;
    pen_line(pen, end - w, baseline, w, buffer_text(text), &style);
}

/* A day in a line of its own below a hairline: icon and name at the start, its temperatures in
 * columns at the end. */
static void put_listed_day(struct pen *pen, const struct weather_layout *layout,
                           const struct weather_cell *cell, struct rect room)
{
    const struct view *view = pen->view;
    int baseline = room.y + (room.h + pen_cap_height(view, FONT_TEMPERATURE)) / 2;
    int low = layout->low_w, x = 0;
    pen_rect(pen, 0, room.y, room.w, view_px(view, 1), 0, COLOR_RULE);
    if (layout->icon > 0) {
        put_icon(pen,
                 (struct rect){0, room.y + (room.h - layout->icon) / 2, layout->icon, layout->icon},
                 cell->code, false, cell->stale);
        x = layout->icon + view_px(view, WEATHER_ICON_GAP);
    }
    struct pen_style small = {.role = FONT_SMALL, .color = COLOR_MUTED};
    struct pen_style strong = {.role = FONT_TEMPERATURE,
                               .color = cell->stale ? COLOR_MUTED : COLOR_INK};
    int end = room.w - low - view_px(view, WEATHER_LIST_GAP), start = end - layout->high_w;
    pen_line(pen, x, baseline, start - x, buffer_text(&cell->label), &small);
    put_figures(pen, end, baseline, layout->high_w, &cell->high, strong);
    put_figures(pen, room.w, baseline, low, &cell->low, small);
}

/* Today above, and below it the days one below the other. The note has its place elsewhere. */
static void put_listed(struct pen *pen, const struct weather_layout *layout)
{
    int w = pen->view->box.w, top = layout->lead_height, rest = pen->view->box.h - top;
    if (layout->leads)
        put_beside(pen, &layout->lead, layout->lead_icon, (struct rect){0, 0, w, top});
    for (int i = 0; i < layout->day_count; i++) {
        int y = top + rest * i / layout->day_count, end = top + rest * (i + 1) / layout->day_count;
        put_listed_day(pen, layout, &layout->days[i], (struct rect){0, y, w, end - y});
    }
}

/* Today above and the days below it. */
static void put_stacked(struct pen *pen, const struct weather_layout *layout, const char *note_text)
{
    int w = pen->view->box.w, h = pen->view->box.h;
    h -= put_note(pen, layout, note_text, w, h * 2 / 5, false);
    int top = layout->leads ? h * 2 / 5 : 0;
    if (layout->leads)
        put_beside(pen, &layout->lead, layout->lead_icon, (struct rect){0, 0, w, top});
    put_row(pen, layout, (struct rect){0, top, w, h - top});
}

/* At its own size below a block that has grown: as others may see it, and not what they look for.
 */
static void put_note_below(const struct view *view, struct list *list, struct rect block,
                           int height, const char *text)
{
    struct view below = *view;
    below.box = (struct rect){block.x, block.y, block.w, block.h + height};
    struct pen pen = pen_for(&below, list);
    const struct weather_layout nothing = {.leads = false};
    put_note(&pen, &nothing, text, block.w, below.box.h, true);
}

static void put_forecast(const struct view *view, struct list *list,
                         const struct weather_forecast *forecast, const char *note)
{
    struct weather_composition composition;
    struct weather_layout layout;
    int height = note[0] != '\0' ? note_height(view) : 0;
    weather_compose(view, forecast, height, &composition);
    struct view grown = *view;
    grown.unit *= composition.growth;
    grown.box = composition.box;
    struct pen pen = pen_for(&grown, list);
    if (composition.grown) {
        put_note_below(view, list, composition.box, height, note);
        note = "";
        height = 0;
    }
    weather_layout_init(&layout, &grown, composition.arrangement, forecast, height);
    switch (layout.arrangement) {
    case WEATHER_ROW:
        put_in_a_row(&pen, &layout, note);
        break;
    case WEATHER_STACKED:
        put_stacked(&pen, &layout, note);
        break;
    case WEATHER_LISTED:
        put_listed(&pen, &layout);
        break;
    }
    weather_layout_finish(&layout);
}

static int weather_build(const struct view *view, int page, struct list *list)
{
    (void)page;
    struct weather_forecast forecast;
    if (!forecast_choose(&forecast, view))
        return 0;
    struct buffer note;
    write_note(view, forecast.weather, &note);
    put_forecast(view, list, &forecast, buffer_text(&note));
    buffer_finish(&note);
    list->next_change_ns = forecast.now.next_change_ns;
    return 0;
}

/* --- how large it wants to be ------------------------------------------------------------------
 */

/* Of a service that wants to be named. */
static int natural_note(const struct view *view)
{
    int count;
    const struct weather *weathers = content_weathers(view->content, &count);
    for (int i = 0; i < count; i++)
        if (weathers[i].attribution != NULL)
            return note_height(view);
    return 0;
}

static int weather_natural_height(const struct view *view)
{
    return weather_natural_height_at(view, natural_note(view));
}

const struct widget widget_weather = {.name = "weather",
                                      .fills = true,
                                      .pages = weather_pages,
                                      .build = weather_build,
                                      .natural_width = weather_natural_width,
                                      .natural_height = weather_natural_height};
