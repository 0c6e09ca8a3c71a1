/* The time of day in the middle of its zone, that of other places in rows beneath it. */
#include "widgets/clock.h"
#include "widgets/widget.h"
#include "widgets/world_clocks.h"

#include "base/buffer.h"

#include <limits.h>

/* Above and below it, where it is as high as it wants to be. */
enum { AIR_UNITS = 22 };

int clock_put(struct pen *pen, int baseline, enum align align)
{
    const struct view *view = pen->view;
    struct pen_style figures = {.role = FONT_CLOCK, .color = COLOR_INK};
    struct pen_style small = {.role = FONT_DATE, .color = COLOR_MUTED};
    const char *half = view_clock_half(view);
    struct buffer time;
    buffer_init(&time, 64);
    view_format_clock(view, &time);
    int width = pen_text_width(view, buffer_text(&time), &figures), gap = view_px(view, 12);
    int behind = half != NULL ? gap + pen_text_width(view, half, &small) : 0;
    behind = width + behind <= view->box.w ? behind : 0;
    int x = (view->box.w - width - behind) / (align == ALIGN_CENTER ? 2 : 1);
    x = x > 0 ? x : 0;
    pen_line(pen, x, baseline, view->box.w - x, buffer_text(&time), &figures);
    if (behind > 0)
        pen_line(pen, x + width + gap, baseline, behind, half, &small);
    buffer_finish(&time);
    return width + behind < view->box.w ? width + behind : view->box.w;
}

int clock_width(const struct view *view)
{
    const int evening = 20 * 60;
    const struct config *config = view->config;
    struct pen_style figures = {.role = FONT_CLOCK}, small = {.role = FONT_DATE};
    struct buffer time;
    buffer_init(&time, 64);
    language_time(view->language, config->digits, config->twelve_hours, false, evening, &time);
    int width = pen_text_width(view, buffer_text(&time), &figures);
    const char *half = config->twelve_hours ? language_half(view->language, evening) : NULL;
    width += half != NULL ? view_px(view, 12) + pen_text_width(view, half, &small) : 0;
    buffer_finish(&time);
    return width;
}

static void clock_pages(const struct view *view, struct pages *out)
{
    (void)view;
    out->count = 1;
}

static int clock_build(const struct view *view, int page, struct list *list)
{
    (void)page;
    struct pen pen = pen_for(view, list);
    int cap = pen_cap_height(view, FONT_CLOCK), below = world_clocks_rows(view, view->box.h - cap);
    int top = (view->box.h - cap - below) / 2;
    clock_put(&pen, top + cap, ALIGN_CENTER);
    if (below > 0)
        world_clocks_put_rows(&pen, top + cap, below);
    list->next_change_ns = view_next_minute(view);
    return 0;
}

static int clock_natural_height(const struct view *view)
{
    return pen_cap_height(view, FONT_CLOCK) + 2 * view_px(view, AIR_UNITS) +
           world_clocks_rows(view, INT_MAX);
}

const struct widget widget_clock = {.name = "clock",
                                    .pages = clock_pages,
                                    .build = clock_build,
                                    .natural_width = clock_width,
                                    .natural_height = clock_natural_height};
