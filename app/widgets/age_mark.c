#include "widgets/age_mark.h"

#include "base/buffer.h"

enum { TEXT_CAP = 256 };

static bool is_from(const struct view *view, int64_t at_s)
{
    return at_s != INT64_MAX && view_knows_time(view) && moment_seconds(&view->moment) >= at_s;
}

bool age_is_stale(const struct view *view, const struct age *age)
{
    return is_from(view, age->stale_s);
}

bool age_is_hidden(const struct view *view, const struct age *age)
{
    return is_from(view, age->hide_s);
}

static void change_at(const struct view *view, int64_t at_s, int64_t *next_change_ns)
{
    if (at_s != INT64_MAX && at_s > moment_seconds(&view->moment))
        view_change_by(next_change_ns, at_s * NS_PER_SECOND);
}

void age_change_by(const struct view *view, const struct age *age, int64_t *next_change_ns)
{
    if (!view_knows_time(view))
        return;
    change_at(view, age->stale_s, next_change_ns);
    change_at(view, age->hide_s, next_change_ns);
    if (age_is_stale(view, age) && !age_is_hidden(view, age))
        view_change_by(next_change_ns, view_next_midnight(view));
}

enum color_role age_color(const struct view *view, const struct age *age, enum color_role role)
{
    return age_is_stale(view, age) ? COLOR_MUTED : role;
}

void age_write(const struct view *view, const struct age *age, struct buffer *out)
{
    if (!age_is_stale(view, age))
        return;
    struct buffer at;
    buffer_init(&at, TEXT_CAP);
    view_format_instant(view, age->as_of_s, &at);
    buffer_add_text(out, language_phrase(view->language, PHRASE_AS_OF));
    view_add_part(out, " ", buffer_text(&at));
    buffer_finish(&at);
}

void age_put(struct pen *pen, const struct age *age, int baseline, int taken)
{
    const struct view *view = pen->view;
    struct pen_style style = {.role = FONT_SMALL, .color = COLOR_MARK};
    struct buffer text;
    buffer_init(&text, TEXT_CAP);
    age_write(view, age, &text);
    int width = pen_text_width(view, buffer_text(&text), &style) + 1;
    int gap = taken > 0 ? view_px(view, 24) : 0;
    if (text.length > 0 && taken + gap + width <= view->box.w)
        pen_line(pen, view->box.w - width, baseline, width, buffer_text(&text), &style);
    buffer_finish(&text);
}
