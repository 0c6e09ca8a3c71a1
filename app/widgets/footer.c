#include "widgets/footer.h"

#include "base/buffer.h"

enum { TEXT_CAP = 512, MARKS_MAX = 12 };

static const struct pen_style style = {.role = FONT_SMALL, .color = COLOR_MUTED};

static int baseline_of(const struct view *view)
{
    return view->box.h - view_px(view, 24);
}

int footer_height(const struct view *view)
{
    return view_px(view, 46) + pen_cap_height(view, FONT_SMALL);
}

static int marks_width(const struct view *view, int count)
{
    return count < 2 || count > MARKS_MAX ? 0 : count * view_px(view, 42) + view_px(view, 18);
}

/* This page's dash is in the accent. */
static void put_marks(struct pen *pen, int page, int count)
{
    const struct view *view = pen->view;
    int width = view_px(view, 34), height = view_px(view, 5), step = view_px(view, 42);
    int y = baseline_of(view) - pen_cap_height(view, FONT_SMALL) / 2 - height / 2;
    for (int i = 0; i < count; i++)
        pen_rect(pen, i * step, y, width, height, height / 2,
                 i == page ? COLOR_ACCENT : COLOR_RULE);
}

void footer_put(struct pen *pen, int page, int count, const char *extra)
{
    const struct view *view = pen->view;
    struct buffer text, part;
    buffer_init(&text, TEXT_CAP);
    buffer_init(&part, TEXT_CAP);
    if (count > 1)
        language_page(view->language, view->config->digits, page + 1, count, &part);
    view_add_part(&text, NULL, buffer_text(&part));
    view_add_part(&text, view_separator(view, "   ·   "), extra);
    buffer_finish(&part);
    int start = marks_width(view, count);
    if (start + pen_text_width(view, buffer_text(&text), &style) > view->box.w)
        start = 0;
    if (start > 0)
        put_marks(pen, page, count);
    pen_line(pen, start, baseline_of(view), view->box.w - start, buffer_text(&text), &style);
    buffer_finish(&text);
}
