/* The time of day alone, in the middle of its zone. */
#include "widgets/pen.h"
#include "widgets/widget.h"

#include "base/buffer.h"

static void clock_pages(const struct view *view, struct pages *out)
{
    (void)view;
    out->count = 1;
}

static int clock_build(const struct view *view, int page, struct list *list)
{
    (void)page;
    struct pen pen = pen_for(view, list);
    struct buffer time;
    buffer_init(&time, 64);
    view_format_clock(view, true, &time);
    struct pen_style style = {.role = FONT_CLOCK, .color = COLOR_INK, .align = ALIGN_CENTER};
    int baseline = (view->box.h + pen_cap_height(view, FONT_CLOCK)) / 2;
    pen_line(&pen, 0, baseline, view->box.w, buffer_text(&time), &style);
    buffer_finish(&time);
    list->next_change_ns = view_next_minute(view);
    return 0;
}

const struct widget widget_clock = {.name = "clock", .pages = clock_pages, .build = clock_build};
