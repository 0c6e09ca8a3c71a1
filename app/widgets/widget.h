/* A widget turns a view into a display list. It keeps no state: two calls with equal views
 * build equal lists. One file and one table row each. */
#ifndef RIWAQ_WIDGETS_WIDGET_H
#define RIWAQ_WIDGETS_WIDGET_H

#include "scene/list.h"
#include "widgets/view.h"

/* Some 30 000 words of an article: an hour and a half. */
enum { PAGES_MAX = 256 };

/* What a widget shows one after the other. A page's duration is a minimum for reading it. */
struct pages {
    int count; /* 0: the widget has nothing to show */
    int64_t duration_ns[PAGES_MAX];
    int64_t next_change_ns; /* wall time from which this may be out of date */
};

struct widget {
    const char *name;
    /* Fills OUT (before: no pages, and never a change). */
    void (*pages)(const struct view *view, struct pages *out);
    /* Appends page PAGE to LIST and sets its next_change_ns. Returns 0, or, for a widget that
     * runs, the length of its strip in pixels: then x counts from the strip's left end. */
    int (*build)(const struct view *view, int page, struct list *list);
    /* It runs: set in the first configured language always, as a strip that turned round with
     * each language could not be read. */
    bool runs;
    /* It makes good use of more room than the theme meant it to have, where others are absent. */
    bool fills;
    /* How large it wants to be where its track is auto, in pixels; its height at the width of
     * VIEW's box. By the content, the configuration and the theme alone, and not by VIEW's moment,
     * so that nothing jumps when a digit does. NULL: it takes whatever room it is given. */
    int (*natural_width)(const struct view *view);
    int (*natural_height)(const struct view *view);
};

/* NULL when there is none of that name. */
const struct widget *widget_find(const char *name);
/* All names, for theme_parse. */
const char *const *widget_names(int *count);

/* Reading time: WORDS at four a second, at least eight seconds. */
int64_t widget_reading_ns(int words);

/* The rows of the table; for the table alone. */
extern const struct widget widget_masthead, widget_ticker, widget_article, widget_headlines,
    widget_weather, widget_prayers, widget_social, widget_clock, widget_departures;
/* Not for themes: the picture while there is no content at all; and, where the place is known
 * and its prayers can be shown, what stands in for the articles. */
extern const struct widget widget_waiting, widget_waiting_notice;

#endif
