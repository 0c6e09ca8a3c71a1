/* How a forecast is worded and how large it is set, so that it fits its zone; private to the
 * weather widget.
 *
 * Days keep a gap that tells them apart, and a number is never cut: where room is short, icons
 * become smaller or go above the words, then words and decimals go, then the last days. */
#ifndef RIWAQ_WIDGETS_WEATHER_LAYOUT_H
#define RIWAQ_WIDGETS_WEATHER_LAYOUT_H

#include "base/buffer.h"
#include "widgets/pen.h"

/* Sizes in canvas units. */
enum {
    WEATHER_TODAY_ICON = 100,
    WEATHER_DAY_ICON = 64,
    WEATHER_SMALL_ICON = 44,
    WEATHER_NOW_ICON = 34,
    WEATHER_ICON_GAP = 20,   /* between an icon and its words */
    WEATHER_LOW_GAP = 8,     /* between a high and its low */
    WEATHER_LABEL_GAP = 22,  /* between a label and its temperatures */
    WEATHER_FOLDED_GAP = 38, /* the same where the label has two lines; at least this: */
    WEATHER_FOLDED_LEAST = 18,
    WEATHER_LINE_GAP = 15,  /* between two lines of a label */
    WEATHER_STACK_GAP = 14, /* the least between icon, label and temperatures in a stack */
    WEATHER_DAY_GAP = 30,   /* the least between two days */
    WEATHER_LEAD_GAP = 44,  /* behind today */
    WEATHER_EASY_GAP = 42,  /* between days, where today's label is to stand in one line again */
    WEATHER_STACK_AIR = 12, /* above and below a stack together */
    WEATHER_ROW_AIR = 52,   /* above and below a row together, where it is as high as it wants */
    WEATHER_LIST_GAP = 22,  /* between high and low in a list */
    WEATHER_LIST_ROW = 84,  /* a day's line in a list */
    WEATHER_LIST_LEAD = 152 /* what stands above it */
};
enum { WEATHER_DAYS_SHOWN = 5, WEATHER_LEAD_SHARE = 21 /* percent of a row where there is room */ };

/* Today at the start and the days behind it; the days below today, side by side; or one below the
 * other. */
enum weather_arrangement { WEATHER_ROW, WEATHER_STACKED, WEATHER_LISTED };

/* What it is like at this moment. */
struct weather_now {
    bool known;
    int code; /* or WEATHER_CODE_NONE */
    bool night, stale;
    int64_t next_change_ns; /* when one of these may be otherwise */
};

/* Days borrowed from the content. */
struct weather_forecast {
    const struct weather *weather; /* of the content's: which all of this is of */
    bool stale;
    struct weather_now now;
    const struct weather_day *today; /* NULL: no data for today */
    const struct weather_day *days[WEATHER_DAYS_SHOWN];
    int day_count;
};

/* One day, or this moment, as it is written. */
struct weather_cell {
    struct buffer label, high, low;
    struct buffer moment;          /* a second line of the label; empty: it has one line */
    const struct weather_now *now; /* whose icon ends the label; NULL: none; borrowed */
    int code;
    bool night, stale;
    enum font_role high_role;
    double high_scale; /* of its size */
    int range;         /* pixels: the temperatures */
    int words;         /* pixels: the widest of its lines */
};

struct weather_layout {
    enum weather_arrangement arrangement;
    bool leads;      /* there is a lead: today, or this moment in its place */
    int lead_height; /* pixels that it has */
    struct weather_cell lead;
    int lead_icon, lead_width; /* pixels; the width, in a row, with the gap behind it */
    struct weather_cell days[WEATHER_DAYS_SHOWN];
    int day_count; /* that are shown */
    int widths[WEATHER_DAYS_SHOWN], sum;
    int icon;          /* of each day, pixels; 0: none */
    bool beside;       /* the icons stand beside the words, else above */
    int high_w, low_w; /* of a list: the columns of temperatures */
};

/* NOTE: the height of a line at the bottom of the zone, 0 when there is none. FORECAST must outlive
 * the layout. */
void weather_layout_init(struct weather_layout *out, const struct view *view,
                         enum weather_arrangement arrangement,
                         const struct weather_forecast *forecast, int note);
void weather_layout_finish(struct weather_layout *layout);

/* Whether FORECAST has a lead. */
bool weather_leads(const struct weather_forecast *forecast);
bool weather_has_icon(const struct weather_cell *cell);
/* The width that the icon of NOW takes behind a label; 0: there is none. */
int weather_now_width(const struct view *view, const struct weather_now *now);
/* Between a label and the high below it, in a place HEIGHT high: less where a label of two lines
 * is short of it. */
int weather_label_gap(const struct view *view, const struct weather_cell *cell, int height);
/* Of a cell's words beside its icon in such a place, from the first capital to the last figure; and
 * of the lead's where its label has one line. */
int weather_words_height(const struct view *view, const struct weather_cell *cell, int height);
int weather_lead_words_height(const struct view *view);
/* Of the high's letters. */
int weather_high_cap(const struct view *view, const struct weather_cell *cell);
/* How far the lead's temperatures reach. */
int weather_lead_reach(const struct view *view, const struct weather_layout *layout);

#endif
