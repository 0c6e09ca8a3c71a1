#include "widgets/weather_size.h"

#include <math.h>

enum { TEXT_CAP = 128 };
/* Up to so many times its natural height it stays as it is, with more air. */
#define EASY_HEIGHT 1.25
/* A list has air of its own. */
#define EASY_LIST 1.1
/* So much larger letters must be for it to become a list, and so many times as wide as it wants to
 * be the list is at most: a number is to be found from its day. */
#define LIST_GAIN  1.05
#define LIST_WIDTH 1.6

/* What a day takes. */
struct day_size {
    int name, range; /* pixels */
};

static int max(int a, int b)
{
    return a > b ? a : b;
}

/* Of a day with the longest name and temperatures of two figures. */
static struct day_size natural_day(const struct view *view)
{
    struct pen_style small = {.role = FONT_SMALL}, strong = {.role = FONT_TEMPERATURE};
    struct day_size size = {0};
    struct buffer text;
    buffer_init(&text, TEXT_CAP);
    for (int day = 1; day <= 7; day++) {
        buffer_clear(&text);
        language_weekday(view->language, (struct date){2025, 6, day}, &text);
        size.name = max(size.name, pen_text_width(view, buffer_text(&text), &small));
    }
    buffer_clear(&text);
    language_temperature(view->language, view->config->digits, 28.8, 1, &text);
    size.range = pen_text_width(view, buffer_text(&text), &strong) +
                 view_px(view, WEATHER_LOW_GAP) + pen_text_width(view, buffer_text(&text), &small);
    buffer_finish(&text);
    return size;
}

/* Of the days side by side, in stacks. */
int weather_natural_width(const struct view *view)
{
    const struct day_size day = natural_day(view);
    int widest = max(view_px(view, WEATHER_DAY_ICON), max(day.name, day.range));
    return WEATHER_DAYS_SHOWN * widest + (WEATHER_DAYS_SHOWN - 1) * view_px(view, WEATHER_EASY_GAP);
}

static int list_width(const struct view *view)
{
    const struct day_size day = natural_day(view);
    return view_px(view, WEATHER_DAY_ICON + WEATHER_ICON_GAP + WEATHER_DAY_GAP + WEATHER_LIST_GAP -
                             WEATHER_LOW_GAP) +
           day.name + day.range;
}

/* Of a row in which each day has room for an icon beside its words. */
static int row_width(const struct view *view)
{
    int beside = view_px(view, WEATHER_DAY_ICON + WEATHER_ICON_GAP) * WEATHER_DAYS_SHOWN;
    return (weather_natural_width(view) + beside) * 100 / (100 - WEATHER_LEAD_SHARE);
}

static int lead_height(const struct view *view)
{
    return max(view_px(view, WEATHER_TODAY_ICON), weather_lead_words_height(view));
}

static int row_height(const struct view *view)
{
    return lead_height(view) + view_px(view, WEATHER_ROW_AIR);
}

static int stacked_height(const struct view *view)
{
    int stack = view_px(view, WEATHER_DAY_ICON + 3 * WEATHER_STACK_GAP + WEATHER_STACK_AIR) +
                pen_cap_height(view, FONT_SMALL) + pen_cap_height(view, FONT_TEMPERATURE);
    int two = (lead_height(view) + view_px(view, WEATHER_EASY_GAP) * 2 / 3) * 5 / 2;
    return max(two, stack * 5 / 3);
}

static int list_height(const struct view *view, int days)
{
    return view_px(view, WEATHER_LIST_LEAD + days * WEATHER_LIST_ROW);
}

/* The lead and the days in one row where each of these has room for an icon beside its words, else
 * in two. */
int weather_natural_height_at(const struct view *view, int note)
{
    int row = row_height(view) + note;
    if (view->box.w * 9 >= row_width(view) * 8 && view->box.w > 5 * row)
        return row;
    int two = stacked_height(view) + note;
    return two * 5 > view->box.w ? two : view->box.w / 5 + 1; /* so flat that it were one row */
}

/* --- composed -------------------------------------------------------------------------------- */

typedef int (*measured)(const struct view *view);

/* How many times what is easy in HEIGHT, and the WIDTH of whichever language wants most, has room.
 */
static double growth_of(const struct view *view, int room, double height, measured width)
{
    const struct config *config = view->config;
    double growth = fmin(WEATHER_GROWTH_MAX, room / height);
    for (int i = 0; i < config->language_count; i++) {
        struct view spoken = *view;
        spoken.language = config->languages[i];
        growth = fmin(growth, (double)view->box.w / max(1, width(&spoken)));
    }
    return growth;
}

/* In the middle of ROOM pixels from top to bottom, from the start edge. */
static void place(const struct view *view, int room, double width, double height,
                  struct weather_composition *out)
{
    out->growth = fmax(1, out->growth);
    int w = (int)fmin(view->box.w, width * out->growth);
    int h = (int)fmin(room, height * out->growth);
    out->grown = true;
    out->box = (struct rect){view->box.x + (view->mirror ? view->box.w - w : 0),
                             view->box.y + (room - h) / 2, w, h};
}

void weather_compose(const struct view *view, const struct weather_forecast *forecast, int note,
                     struct weather_composition *out)
{
    const int room = view->box.h - note;
    const bool row = view->box.w > 5 * view->box.h;
    const double height = EASY_HEIGHT * (row ? row_height(view) : stacked_height(view));
    *out = (struct weather_composition){
        .arrangement = row ? WEATHER_ROW : WEATHER_STACKED, .growth = 1, .box = view->box};
    if (room <= height)
        return;
    out->growth = growth_of(view, room, height, row ? row_width : weather_natural_width);
    const int days = forecast->day_count;
    double listed =
        growth_of(view, room, EASY_LIST * list_height(view, WEATHER_DAYS_SHOWN), list_width);
    if (row || days == 0 || listed < fmax(1, out->growth * LIST_GAIN)) {
        place(view, room, view->box.w, height, out);
        return;
    }
    out->arrangement = WEATHER_LISTED;
    out->growth = listed;
    double width = 0;
    for (int i = 0; i < view->config->language_count; i++) {
        struct view spoken = *view;
        spoken.language = view->config->languages[i];
        width = fmax(width, LIST_WIDTH * list_width(&spoken));
    }
    place(view, room, width, EASY_LIST * list_height(view, days), out);
}
