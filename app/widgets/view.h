/* What a widget is given: everything that its picture may depend on, and nothing else.
 *
 * All of it is borrowed for the duration of the call. */
#ifndef RIWAQ_WIDGETS_VIEW_H
#define RIWAQ_WIDGETS_VIEW_H

#include "base/geometry.h"
#include "base/moment.h"
#include "content/content.h"
#include "content/language.h"
#include "content/timetable.h"
#include "text/text.h"
#include "theme/config.h"
#include "theme/theme.h"

struct view {
    const struct content *content; /* never NULL */
    const struct config *config;
    const struct theme *theme;
    const struct theme_zone *zone;
    const struct picture *logo; /* NULL: none */
    struct text_cache *text;
    struct rect box;        /* where to build, pixels, padding taken off */
    double unit;            /* pixels a canvas unit */
    struct rect clear;      /* of the screen, where what is to be read may stand; empty: not said */
    int beyond;             /* so far, in pixels, the picture goes on behind the screen's edges */
    struct size screen;     /* pixels; {0, 0}: not said, then there is no picture behind all */
    enum language language; /* what riwaq writes is in it, and runs as it does */
    bool mirror;            /* right to left: start is at the right */
    unsigned unruled; /* enum rule_sides, of start and end: where the zone's rule is not drawn */
    /* Of the item that the view is for (see view_item.h). */
    const char *locale;                 /* its own text breaks by it; NULL: the language's */
    enum text_direction item_direction; /* how its `lang` runs; AUTO: it has none */
    struct moment moment;
};

/* UNITS in pixels, at least 1 for anything above 0. */
int view_px(const struct view *view, double units);
color view_color(const struct view *view, enum color_role role);
/* The local date and time; meaningless (and not to be shown) with trust unset. */
struct civil view_now(const struct view *view);
/* Whether the date and the time of day may be shown. */
bool view_knows_time(const struct view *view);
/* Wall time in ns at which the minute changes next; from which the local date may be another
 * one. */
int64_t view_next_minute(const struct view *view);
int64_t view_next_midnight(const struct view *view);
/* The time of day as the clocks show it, "--:--" while it is not known. */
void view_format_clock(const struct view *view, struct buffer *out);
/* Its am or pm, where the clock has twelve hours; else NULL. */
const char *view_clock_half(const struct view *view);
/* What the prayers of the view's content hang on. */
struct prayer_basis view_prayer_basis(const struct view *view);
/* What the prayers are at the view's moment. */
void view_timetable(const struct view *view, struct timetable *out);
/* The place's name in the view's language: configuration's, content's, or that of the prayers;
 * NULL: none. */
const char *view_place_name(const struct view *view);
/* Makes *NEXT_CHANGE no later than AT_NS. */
void view_change_by(int64_t *next_change_ns, int64_t at_ns);
/* Appends PART (nothing when NULL or empty) after SEPARATOR (left out at the beginning), held
 * apart from its neighbours by bidi isolates: "Rabat · 19 مارس" keeps its order. */
void view_add_part(struct buffer *line, const char *separator, const char *part);
/* DOT, a separator with a dot of its width; among Arabic digits, whose zero is a dot (٠), the
 * language's comma. */
const char *view_separator(const struct view *view, const char *dot);
/* An instant as a headline or byline shows it: the time for today, else the date, with
 * the year where it is another one. */
void view_format_instant(const struct view *view, int64_t at_s, struct buffer *out);

#endif
