#include "widgets/weather_layout.h"

enum { TEXT_CAP = 128, NOW_GAP = 10 /* canvas units */ };
/* Of the high's size where the label above it has two lines: else it would press on them. */
#define FOLDED_HIGH 0.82

/* What can be given up, each in degrees. */
enum axis {
    AXIS_LEAD,  /* enum lead_wording */
    AXIS_TIGHT, /* stacks without air above and below */
    AXIS_WHOLE, /* degrees without decimals, all alike */
    AXIS_BRIEF, /* abbreviated weekdays */
    AXIS_DAYS,  /* how many are left out */
    AXIS_COUNT
};

/* How much stands in the label of the lead. */
enum lead_wording {
    LEAD_SKY,    /* today, the sky in words, and now */
    LEAD_FULL,   /* today and now */
    LEAD_FOLDED, /* the same in two lines, where there is height */
    LEAD_BARE,   /* without the word for now */
    LEAD_ALONE   /* without now */
};

/* The order in which things are given up: first what says least. A number that nothing tells from
 * a forecast's is worse than one without its decimals. A row has no room for the sky to begin
 * with. */
static const enum axis steps[] = {
    AXIS_LEAD, AXIS_LEAD, AXIS_TIGHT, AXIS_WHOLE, AXIS_BRIEF, AXIS_LEAD,
    AXIS_LEAD, AXIS_DAYS, AXIS_DAYS,  AXIS_DAYS,  AXIS_DAYS,  AXIS_DAYS,
};
enum { STEP_COUNT = sizeof(steps) / sizeof(steps[0]), TO_THREE_DAYS = STEP_COUNT - 3 };

/* What a try is made with. */
struct attempt {
    const struct view *view;
    const struct weather_forecast *forecast;
    int levels[AXIS_COUNT];
    int gap;                                    /* the least between two days, pixels */
    int height;                                 /* free of any note */
    bool icons;                                 /* days have theirs */
    struct buffer names[2][WEATHER_DAYS_SHOWN]; /* of the days, whole and brief; once asked for */
};

/* --- words ---------------------------------------------------------------------------------- */

static double converted(const struct attempt *attempt, double degrees)
{
    char from = attempt->forecast->weather->unit, to = attempt->view->config->unit;
    if (from == to)
        return degrees;
    return to == 'F' ? degrees * 9 / 5 + 32 : (degrees - 32) * 5 / 9;
}

static void write_temperature(const struct attempt *attempt, const struct temperature *temperature,
                              struct buffer *out)
{
    const struct view *view = attempt->view;
    bool exact = attempt->forecast->weather->unit == view->config->unit;
    int decimals = exact || temperature->decimals < 1 ? temperature->decimals : 1;
    if (attempt->levels[AXIS_WHOLE] > 0)
        decimals = 0;
    if (temperature->known)
        language_temperature(view->language, view->config->digits,
                             converted(attempt, temperature->degrees), decimals, out);
}

/* "Now", and how warm it is. */
static void write_now(const struct attempt *attempt, bool bare, struct buffer *out)
{
    const struct view *view = attempt->view;
    struct buffer degrees;
    buffer_init(&degrees, TEXT_CAP);
    write_temperature(attempt, &attempt->forecast->weather->now, &degrees);
    /* The word stands free: inside two isolates it would not give the part its direction. */
    if (!bare)
        buffer_add_text(out, language_phrase(view->language, PHRASE_NOW));
    view_add_part(out, " ", buffer_text(&degrees));
    buffer_finish(&degrees);
}

/* Whether today stands for itself, and not this moment for it. */
static bool shows_today(const struct weather_forecast *forecast)
{
    if (forecast->today == NULL)
        return false;
    bool moment = forecast->now.known && forecast->weather->now.known;
    return forecast->today->high.known || !moment;
}

bool weather_leads(const struct weather_forecast *forecast)
{
    return forecast->today != NULL || forecast->now.known;
}

bool weather_has_icon(const struct weather_cell *cell)
{
    return icon_for_weather(cell->code, cell->night) != ICON_NONE;
}

int weather_now_width(const struct view *view, const struct weather_now *now)
{
    bool has = now != NULL && icon_for_weather(now->code, now->night) != ICON_NONE;
    return has ? view_px(view, WEATHER_NOW_ICON) + view_px(view, NOW_GAP) : 0;
}

static int high_cap(const struct view *view, enum font_role high, bool folded)
{
    return (int)(pen_cap_height(view, high) * (folded ? FOLDED_HIGH : 1));
}

int weather_high_cap(const struct view *view, const struct weather_cell *cell)
{
    return high_cap(view, cell->high_role, cell->moment.length > 0);
}

/* Of two lines and the high below them, without the gap between. */
static int folded_height(const struct view *view, enum font_role high)
{
    return 2 * pen_cap_height(view, FONT_SMALL) + view_px(view, WEATHER_LINE_GAP) +
           high_cap(view, high, true);
}

int weather_label_gap(const struct view *view, const struct weather_cell *cell, int height)
{
    if (cell->moment.length == 0)
        return view_px(view, WEATHER_LABEL_GAP);
    const int most = view_px(view, WEATHER_FOLDED_GAP), least = view_px(view, WEATHER_FOLDED_LEAST);
    const int room = height - folded_height(view, cell->high_role);
    return room > most ? most : room > least ? room : least;
}

int weather_lead_words_height(const struct view *view)
{
    return pen_cap_height(view, FONT_SMALL) + view_px(view, WEATHER_LABEL_GAP) +
           pen_cap_height(view, FONT_TEMPERATURE_TODAY);
}

int weather_words_height(const struct view *view, const struct weather_cell *cell, int height)
{
    int gap = weather_label_gap(view, cell, height);
    if (cell->moment.length > 0)
        return folded_height(view, cell->high_role) + gap;
    return pen_cap_height(view, FONT_SMALL) + gap + high_cap(view, cell->high_role, false);
}

static void cell_init(struct weather_cell *cell, enum font_role high, bool stale)
{
    *cell = (struct weather_cell){.high_role = high, .code = WEATHER_CODE_NONE, .stale = stale};
    buffer_init(&cell->label, TEXT_CAP);
    buffer_init(&cell->high, TEXT_CAP);
    buffer_init(&cell->low, TEXT_CAP);
    buffer_init(&cell->moment, TEXT_CAP);
}

static void cell_finish(struct weather_cell *cell)
{
    buffer_finish(&cell->label);
    buffer_finish(&cell->high);
    buffer_finish(&cell->low);
    buffer_finish(&cell->moment);
}

static void cell_clear(struct weather_cell *cell)
{
    buffer_clear(&cell->label);
    buffer_clear(&cell->high);
    buffer_clear(&cell->low);
    buffer_clear(&cell->moment);
    cell->now = NULL;
}

static void cell_measure(const struct view *view, struct weather_cell *cell)
{
    bool folded = cell->moment.length > 0;
    cell->high_scale = folded ? FOLDED_HIGH : 1;
    struct pen_style small = {.role = FONT_SMALL},
                     high = {.role = cell->high_role, .scale = cell->high_scale};
    int now = weather_now_width(view, cell->now);
    int label = pen_text_width(view, buffer_text(&cell->label), &small) + (folded ? 0 : now);
    int moment = folded ? pen_text_width(view, buffer_text(&cell->moment), &small) + now : 0;
    int strong = pen_text_width(view, buffer_text(&cell->high), &high);
    cell->range = pen_text_width(view, buffer_text(&cell->low), &small) + strong +
                  (strong > 0 ? view_px(view, WEATHER_LOW_GAP) : 0);
    cell->words = cell->range;
    cell->words = label > cell->words ? label : cell->words;
    cell->words = moment > cell->words ? moment : cell->words;
}

/* ICU opens a formatter for each, so they are asked for once. */
static const char *day_name(struct attempt *attempt, int index)
{
    enum language language = attempt->view->language;
    struct date date = attempt->forecast->days[index]->date;
    bool brief = attempt->levels[AXIS_BRIEF] > 0;
    struct buffer *name = &attempt->names[brief][index];
    if (name->length == 0)
        (brief ? language_weekday_brief : language_weekday)(language, date, name);
    return buffer_text(name);
}

static void write_day(struct attempt *attempt, int index, struct weather_cell *cell)
{
    const struct weather_day *day = attempt->forecast->days[index];
    cell_clear(cell);
    cell->code = day->code;
    buffer_add_text(&cell->label, day_name(attempt, index));
    write_temperature(attempt, &day->high, &cell->high);
    write_temperature(attempt, &day->low, &cell->low);
    cell_measure(attempt->view, cell);
}

/* Whether a lead of two lines stands in the height that it has. */
static bool may_fold(const struct attempt *attempt, const struct weather_layout *layout)
{
    const struct view *view = attempt->view;
    return folded_height(view, layout->lead.high_role) + view_px(view, WEATHER_FOLDED_LEAST) <=
           layout->lead_height;
}

static void write_today(const struct attempt *attempt, struct weather_layout *layout)
{
    const struct view *view = attempt->view;
    const struct weather_forecast *forecast = attempt->forecast;
    struct weather_cell *cell = &layout->lead;
    const int wording = attempt->levels[AXIS_LEAD];
    const char *dot = view_separator(view, " · ");
    view_add_part(&cell->label, NULL, language_phrase(view->language, PHRASE_TODAY));
    if (wording == LEAD_SKY)
        view_add_part(&cell->label, dot, language_weather(view->language, cell->code));
    if (!forecast->now.known || wording >= LEAD_ALONE)
        return;
    cell->now = &forecast->now;
    bool folds = wording >= LEAD_FOLDED && may_fold(attempt, layout);
    struct buffer now;
    buffer_init(&now, TEXT_CAP);
    write_now(attempt, wording == LEAD_BARE, &now);
    view_add_part(folds ? &cell->moment : &cell->label, dot, buffer_text(&now));
    buffer_finish(&now);
}

/* Today, or, where it has no high (in the evening, or not at all), this moment in its place. */
static void write_lead(const struct attempt *attempt, struct weather_layout *layout)
{
    const struct view *view = attempt->view;
    const struct weather_forecast *forecast = attempt->forecast;
    const struct weather *weather = forecast->weather;
    struct weather_cell *cell = &layout->lead;
    bool dated = shows_today(forecast);
    cell_clear(cell);
    cell->code = dated ? forecast->today->code : weather->now_code;
    cell->night = !dated && forecast->now.night;
    write_temperature(attempt, dated ? &forecast->today->high : &weather->now, &cell->high);
    if (forecast->today != NULL)
        write_temperature(attempt, &forecast->today->low, &cell->low);
    if (dated) {
        write_today(attempt, layout);
    } else {
        bool sky = attempt->levels[AXIS_LEAD] == LEAD_SKY;
        view_add_part(&cell->label, NULL, language_phrase(view->language, PHRASE_NOW));
        view_add_part(&cell->label, view_separator(view, " · "),
                      sky ? language_weather(view->language, cell->code) : NULL);
    }
    cell_measure(view, cell);
}

/* --- room ----------------------------------------------------------------------------------- */

/* The width of CELL with an icon of SIDE (0: none) before its words. */
static int beside_width(const struct view *view, const struct weather_cell *cell, int words,
                        int side)
{
    bool has = side > 0 && weather_has_icon(cell);
    return words + (has ? side + view_px(view, WEATHER_ICON_GAP) : 0);
}

int weather_lead_reach(const struct view *view, const struct weather_layout *layout)
{
    return beside_width(view, &layout->lead, layout->lead.range, layout->lead_icon);
}

/* Whether the days stand in ROOM, SIDE and BESIDE being how their icons are set. */
static bool row_fits(const struct attempt *attempt, struct weather_layout *layout, int room,
                     int side, bool beside)
{
    const struct view *view = attempt->view;
    int gaps = layout->day_count > 1 ? layout->day_count - 1 : 0;
    layout->icon = side;
    layout->beside = beside;
    layout->sum = 0;
    for (int i = 0; i < layout->day_count; i++) {
        const struct weather_cell *cell = &layout->days[i];
        int width = beside ? beside_width(view, cell, cell->words, side) : cell->words;
        layout->widths[i] = (width > side || beside ? width : side) + 1;
        layout->sum += layout->widths[i];
    }
    return layout->sum + gaps * attempt->gap <= room;
}

/* Whether icons of SIDE stand above the words in HEIGHT. */
static bool stacks(const struct attempt *attempt, int side, int height)
{
    const struct view *view = attempt->view;
    if (attempt->levels[AXIS_TIGHT] == 0)
        height -= view_px(view, WEATHER_STACK_AIR);
    return side + pen_cap_height(view, FONT_SMALL) + pen_cap_height(view, FONT_TEMPERATURE) +
               2 * view_px(view, WEATHER_STACK_GAP) <=
           height;
}

/* The days in ROOM by HEIGHT: with large icons, with small ones, with icons above the words. */
static bool fit_row(const struct attempt *attempt, struct weather_layout *layout, int room,
                    int height)
{
    const struct view *view = attempt->view;
    const int large = view_px(view, WEATHER_DAY_ICON), small = view_px(view, WEATHER_SMALL_ICON);
    if (!attempt->icons)
        return row_fits(attempt, layout, room, 0, true);
    const bool row = layout->arrangement == WEATHER_ROW;
    if (row && (row_fits(attempt, layout, room, large, true) ||
                row_fits(attempt, layout, room, small, true)))
        return true;
    if (!row && stacks(attempt, large, height))
        return row_fits(attempt, layout, room, large, false);
    return stacks(attempt, small, height) && row_fits(attempt, layout, room, small, false);
}

static int widest(int width, const struct view *view, const struct buffer *text,
                  enum font_role role)
{
    const struct pen_style style = {.role = role};
    int own = pen_text_width(view, buffer_text(text), &style);
    return own > width ? own : width;
}

/* Today above and below it the days, each in a line of its own. */
static bool fits_listed(const struct attempt *attempt, struct weather_layout *layout, int lead)
{
    const struct view *view = attempt->view;
    int names = 0;
    layout->icon = attempt->icons ? view_px(view, WEATHER_DAY_ICON) : 0;
    layout->high_w = layout->low_w = 0;
    for (int i = 0; i < layout->day_count; i++) {
        const struct weather_cell *cell = &layout->days[i];
        names = widest(names, view, &cell->label, FONT_SMALL);
        layout->high_w = widest(layout->high_w, view, &cell->high, FONT_TEMPERATURE);
        layout->low_w = widest(layout->low_w, view, &cell->low, FONT_SMALL);
    }
    int before = attempt->icons ? layout->icon + view_px(view, WEATHER_ICON_GAP) : 0;
    int figures = layout->high_w + view_px(view, WEATHER_LIST_GAP) + layout->low_w;
    int days = before + names + view_px(view, WEATHER_DAY_GAP) + figures;
    return days <= view->box.w && lead <= view->box.w;
}

/* Today above and the days below it. */
static bool fits_stacked(const struct attempt *attempt, struct weather_layout *layout, int lead)
{
    int w = attempt->view->box.w;
    return fit_row(attempt, layout, w, attempt->height - layout->lead_height) && lead <= w;
}

/* Today at the start, with its usual share where the days can spare it. */
static bool fits_in_a_row(const struct attempt *attempt, struct weather_layout *layout, int lead)
{
    const struct view *view = attempt->view;
    const int w = view->box.w, gap = view_px(view, WEATHER_LEAD_GAP);
    int start = layout->leads ? lead + gap : 0,
        usual = layout->leads ? w * WEATHER_LEAD_SHARE / 100 : 0;
    layout->lead_width = start > usual ? start : usual;
    if (fit_row(attempt, layout, w - layout->lead_width, attempt->height))
        return true;
    layout->lead_width = start < w + gap ? start : w + gap;
    bool fits = layout->day_count == 0 || fit_row(attempt, layout, w - start, attempt->height);
    return fits && lead <= w;
}

/* Words the forecast as ATTEMPT says; whether it fits so. */
static bool try_fit(struct attempt *attempt, struct weather_layout *layout)
{
    int lead = 0, count = WEATHER_DAYS_SHOWN - attempt->levels[AXIS_DAYS];
    layout->day_count = attempt->forecast->day_count < count ? attempt->forecast->day_count : count;
    for (int i = 0; i < layout->day_count; i++)
        write_day(attempt, i, &layout->days[i]);
    if (layout->leads) {
        write_lead(attempt, layout);
        lead =
            beside_width(attempt->view, &layout->lead, layout->lead.words, layout->lead_icon) + 1;
    }
    switch (layout->arrangement) {
    case WEATHER_ROW:
        return fits_in_a_row(attempt, layout, lead);
    case WEATHER_LISTED:
        return fits_listed(attempt, layout, lead);
    case WEATHER_STACKED:
        break;
    }
    return fits_stacked(attempt, layout, lead);
}

/* Gives up one thing after the other until all fits, up to step END, then takes back what need
 * not have been given up. */
static bool search(struct attempt *attempt, struct weather_layout *layout, int end)
{
    const bool row = layout->arrangement == WEATHER_ROW;
    const int first = row ? 1 : 0;
    const int least = view_px(attempt->view, WEATHER_DAY_GAP);
    int step = first;
    attempt->gap = least;
    for (int i = 0; i < AXIS_COUNT; i++)
        attempt->levels[i] = i == AXIS_LEAD && row ? LEAD_FULL : 0;
    bool fits = try_fit(attempt, layout);
    while (!fits && step < end) {
        attempt->levels[steps[step++]]++;
        fits = try_fit(attempt, layout);
    }
    if (!fits)
        return false;
    while (step > first) {
        int *level = &attempt->levels[steps[--step]];
        --*level;
        bool unfolds = row && level == &attempt->levels[AXIS_LEAD] && *level == LEAD_FULL;
        attempt->gap = unfolds ? view_px(attempt->view, WEATHER_EASY_GAP) : least;
        if (!try_fit(attempt, layout))
            ++*level;
    }
    attempt->gap = least;
    return try_fit(attempt, layout);
}

/* Of HEIGHT pixels, days and all. */
static int lead_height(const struct weather_layout *layout, int height)
{
    if (!layout->leads)
        return 0;
    switch (layout->arrangement) {
    case WEATHER_ROW:
        return height;
    case WEATHER_STACKED:
        return height * 2 / 5;
    case WEATHER_LISTED:
        break;
    }
    return height * WEATHER_LIST_LEAD / (WEATHER_LIST_LEAD + WEATHER_LIST_ROW * layout->day_count);
}

void weather_layout_init(struct weather_layout *out, const struct view *view,
                         enum weather_arrangement arrangement,
                         const struct weather_forecast *forecast, int note)
{
    *out = (struct weather_layout){.arrangement = arrangement,
                                   .leads = weather_leads(forecast),
                                   .day_count = forecast->day_count,
                                   .lead_icon = view_px(view, WEATHER_TODAY_ICON)};
    struct attempt attempt = {
        .view = view, .forecast = forecast, .height = view->box.h - note, .icons = true};
    cell_init(&out->lead, FONT_TEMPERATURE_TODAY, forecast->stale);
    out->lead_height = lead_height(out, attempt.height);
    for (int i = 0; i < WEATHER_DAYS_SHOWN; i++) {
        cell_init(&out->days[i], FONT_TEMPERATURE, forecast->stale);
        buffer_init(&attempt.names[0][i], TEXT_CAP);
        buffer_init(&attempt.names[1][i], TEXT_CAP);
    }
    if (!search(&attempt, out, TO_THREE_DAYS)) {
        attempt.icons = false;
        search(&attempt, out, STEP_COUNT);
    }
    for (int i = 0; i < WEATHER_DAYS_SHOWN; i++) {
        buffer_finish(&attempt.names[0][i]);
        buffer_finish(&attempt.names[1][i]);
    }
}

void weather_layout_finish(struct weather_layout *layout)
{
    cell_finish(&layout->lead);
    for (int i = 0; i < WEATHER_DAYS_SHOWN; i++)
        cell_finish(&layout->days[i]);
}
