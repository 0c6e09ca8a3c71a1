/* The QR code of the article (or of the social page), and where else to find the house. */
#include "widgets/pen.h"
#include "widgets/widget.h"

static const char *code_target(const struct view *view)
{
    const struct article *article = &view->content->article;
    return article->title != NULL && article->url != NULL ? article->url
                                                          : view->content->social.url;
}

static void social_pages(const struct view *view, struct pages *out)
{
    out->count = view->content->social.label != NULL || code_target(view) != NULL;
}

static int social_build(const struct view *view, int page, struct list *list)
{
    (void)page;
    struct pen pen = pen_for(view, list);
    const char *target = code_target(view), *lines[2] = {NULL, NULL};
    int count = 0, start = 0;
    int side = view->box.h < view->box.w / 3 ? view->box.h : view->box.w / 3;
    if (target != NULL && pen_qr(&pen, 0, (view->box.h - side) / 2, side, target)) {
        start = side + view_px(view, 22);
        if (target == view->content->article.url)
            lines[count++] = language_phrase(view->language, PHRASE_READ_ARTICLE);
    }
    if (view->content->social.label != NULL)
        lines[count++] = view->content->social.label;

    struct pen_style style = {.role = FONT_SMALL, .color = COLOR_MUTED, .max_lines = 1};
    int room = view->box.w - start, height = 0;
    for (int i = 0; i < count; i++)
        height += pen_line_height(view, pen_block(view, lines[i], room, &style), &style);
    int y = (view->box.h - height) / 2;
    for (int i = 0; i < count; i++)
        y += pen_text(&pen, start, y, room, lines[i], &style);
    list->next_change_ns = MOMENT_NEVER;
    return 0;
}

const struct widget widget_social = {"social", social_pages, social_build};
