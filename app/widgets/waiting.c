/* The calm picture while there is nothing to show yet. It tells whoever hangs the screen what
 * it waits for, if there is a source; the passer-by sees a clock. */
#include "widgets/clock.h"
#include "widgets/pen.h"
#include "widgets/widget.h"

#include "base/buffer.h"
#include "content/isolate.h"

enum { TEXT_CAP = 2048 };

static void waiting_pages(const struct view *view, struct pages *out)
{
    (void)view;
    out->count = 1;
}

/* One line a source: its address, and under it the last error where there is one. */
static void put_sources(struct pen *pen, const struct view *view, int y)
{
    struct pen_style address = {
        .role = FONT_BODY, .color = COLOR_MUTED, .align = ALIGN_CENTER, .max_lines = 1};
    struct pen_style error = {
        .role = FONT_SMALL, .color = COLOR_MUTED, .align = ALIGN_CENTER, .max_lines = 2};
    struct buffer text;
    buffer_init(&text, TEXT_CAP);
    for (int i = 0; i < view->content->source_count; i++) {
        const struct source_report *source = &view->content->sources[i];
        if (y > view->box.h - view_px(view, 120))
            break;
        buffer_clear(&text);
        buffer_print(&text, "%s ", language_phrase(view->language, PHRASE_WAITING_FROM));
        isolate_add(&text, source->url);
        y += pen_text(pen, 0, y, view->box.w, buffer_text(&text), &address);
        if (source->error != NULL) {
            buffer_clear(&text);
            buffer_print(&text, "%s ", language_phrase(view->language, PHRASE_NO_NETWORK));
            isolate_add(&text, source->error);
            y += pen_text(pen, 0, y, view->box.w, buffer_text(&text), &error);
        }
        y += view_px(view, 12);
    }
    buffer_finish(&text);
}

/* From Y on: what is waited for. */
static void put_notice(struct pen *pen, const struct view *view, int y)
{
    struct pen_style style = {
        .role = FONT_NAME, .color = COLOR_INK, .align = ALIGN_CENTER, .max_lines = 3};
    pen_rect(pen, view->box.w / 2 - view_px(view, 60), y, view_px(view, 120), view_px(view, 4),
             view_px(view, 2), COLOR_ACCENT);
    y += view_px(view, 40);
    y += pen_text(pen, 0, y, view->box.w, language_phrase(view->language, PHRASE_WAITING), &style);
    put_sources(pen, view, y + view_px(view, 16));
}

/* Who has no source waits for nothing: a clock, and its date. */
static bool is_awaited(const struct view *view)
{
    return view->content->source_count > 0 || view->config->source_count > 0;
}

static void put_date(struct pen *pen, const struct view *view, int y)
{
    struct pen_style style = {
        .role = FONT_DATE, .color = COLOR_MUTED, .align = ALIGN_CENTER, .max_lines = 2};
    struct buffer text;
    if (!view_knows_time(view))
        return;
    buffer_init(&text, TEXT_CAP);
    language_date_long(view->language, view->config->digits, view_now(view).date, &text);
    pen_text(pen, 0, y, view->box.w, buffer_text(&text), &style);
    buffer_finish(&text);
}

static int waiting_build(const struct view *view, int page, struct list *list)
{
    (void)page;
    struct pen pen = pen_for(view, list);
    bool awaited = is_awaited(view);
    int middle = awaited ? view->box.h * 2 / 5 : view->box.h / 2;
    clock_put(&pen, middle, ALIGN_CENTER);
    if (awaited)
        put_notice(&pen, view, middle + view_px(view, 56));
    else
        put_date(&pen, view, middle + view_px(view, 40));
    list->next_change_ns = view_next_minute(view);
    return 0;
}

static int notice_build(const struct view *view, int page, struct list *list)
{
    (void)page;
    struct pen pen = pen_for(view, list);
    put_notice(&pen, view, view->box.h * 3 / 10);
    list->next_change_ns = MOMENT_NEVER;
    return 0;
}

const struct widget widget_waiting = {
    .name = "waiting", .pages = waiting_pages, .build = waiting_build};
const struct widget widget_waiting_notice = {
    .name = "waiting_notice", .fills = true, .pages = waiting_pages, .build = notice_build};
