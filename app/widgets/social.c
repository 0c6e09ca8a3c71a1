/* The QR code of the article (or of the social page), and where else to find the house. */
#include "widgets/order.h"
#include "widgets/pen.h"
#include "widgets/view_item.h"
#include "widgets/widget.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
    LINES_MAX = 4,
    WORDS_EM = 15,
    PLATE_UNITS = 150,
    PLATE_LEAST = 84 /* pixels: of a usual address */
};

static const char *code_target(const struct view *view, int64_t *next_change_ns)
{
    const struct article *article = order_article(view, next_change_ns);
    return article != NULL && article->url != NULL ? article->url : view->content->social.url;
}

static void social_pages(const struct view *view, struct pages *out)
{
    out->next_change_ns = MOMENT_NEVER;
    const char *target = code_target(view, &out->next_change_ns);
    out->count = view->content->social.label != NULL || target != NULL;
}

/* An address as people copy it: without what every address begins with, nor a last slash. NULL for
 * NULL. */
static char *short_address(const char *url)
{
    if (url == NULL)
        return NULL;
    const char *host = strstr(url, "://");
    host = host != NULL ? host + strlen("://") : url;
    host += strncmp(host, "www.", 4) == 0 ? 4 : 0;
    size_t length = strlen(host);
    return memory_text_n(host, length > 0 && host[length - 1] == '/' ? length - 1 : length);
}

struct addresses {
    char *article, *social; /* NULL: there is none */
};

static const struct pen_style style = {
    .role = FONT_SMALL, .color = COLOR_MUTED, .max_lines = 1, .running = true};

/* In the article's language where the screen has that; else the zone is the page's, as its social
 * line is. */
static const char *read_article(const struct view *view)
{
    enum language own = view_for_article(view).language;
    for (int i = 0; i < view->config->language_count; i++)
        if (view->config->languages[i] == own)
            return language_phrase(own, PHRASE_READ_ARTICLE);
    return language_phrase(view->language, PHRASE_READ_ARTICLE);
}

/* Where there is no room for its code, the article's address is written if it fits into ROOM
 * whole; the social page's where the code does not lead there. */
static int choose_lines(const struct view *view, const char *target, bool coded,
                        const struct addresses *addresses, int room, const char *lines[LINES_MAX])
{
    const struct social *social = &view->content->social;
    int count = 0;
    const struct article *shown = order_article(view, NULL);
    bool article = target != NULL && shown != NULL && target == shown->url;
    bool written = article && !coded && pen_text_width(view, addresses->article, &style) <= room;
    if (article && (coded || written))
        lines[count++] = read_article(view);
    if (written)
        lines[count++] = addresses->article;
    if (social->label != NULL)
        lines[count++] = names_pick(social->label, social->labels, view->language);
    if (social->label != NULL && addresses->social != NULL && (article || !coded))
        lines[count++] = addresses->social;
    return count;
}

/* A third of the width, half of it where the code needs that; returns its side, 0: none. */
static int put_code(struct pen *pen, const char *target)
{
    const struct rect box = pen->view->box;
    int plate = 0;
    for (int part = 3; part >= 2 && plate == 0; part--) {
        int side = box.h < box.w / part ? box.h : box.w / part;
        plate = pen_qr(pen, 0, (box.h - side) / 2, side, target);
    }
    return plate;
}

static int social_build(const struct view *view, int page, struct list *list)
{
    (void)page;
    struct pen pen = pen_for(view, list);
    list->next_change_ns = MOMENT_NEVER;
    const char *target = code_target(view, &list->next_change_ns), *lines[LINES_MAX];
    int plate = target != NULL ? put_code(&pen, target) : 0;
    int start = plate > 0 ? plate + view_px(view, 26) : 0;
    int room = view->box.w - start, height = 0;
    struct addresses addresses = {.article = short_address(target),
                                  .social = short_address(view->content->social.url)};
    int count = choose_lines(view, target, plate > 0, &addresses, room, lines);
    for (int i = 0; i < count; i++) {
        int line = pen_line_height(view, pen_block(view, lines[i], room, &style), &style);
        if (i > 0 && height + line > view->box.h)
            count = i; /* the social page's address, which is the last, is the first to go */
        else
            height += line;
    }
    int y = (view->box.h - height) / 2;
    for (int i = 0; i < count; i++)
        y += pen_text(&pen, start, y, room, lines[i], &style);
    free(addresses.article);
    free(addresses.social);
    return 0;
}

/* --- how large it wants to be ------------------------------------------------------------------
 */

/* Of a code that a telephone reads from where people stand: on a small screen, too. 0: there is
 * none. */
static int natural_plate(const struct view *view)
{
    const struct content *content = view->content;
    bool coded = content->social.url != NULL || content->article.url != NULL;
    for (int i = 0; i < content->article_count; i++)
        coded = coded || content->articles[i].url != NULL;
    int plate = view_px(view, PLATE_UNITS);
    return !coded ? 0 : plate > PLATE_LEAST ? plate : PLATE_LEAST;
}

/* The line about the article, and the two of the social page. */
static int natural_lines(const struct view *view)
{
    const struct social *social = &view->content->social;
    int line = pen_line_height(view, pen_block(view, read_article(view), 0, &style), &style);
    return line * (1 + (social->label != NULL) + (social->label != NULL && social->url != NULL));
}

static int social_natural_height(const struct view *view)
{
    int plate = natural_plate(view), lines = natural_lines(view);
    return plate > lines ? plate : lines;
}

static int social_natural_width(const struct view *view)
{
    const struct social *social = &view->content->social;
    char *address = short_address(social->url);
    const char *label = names_pick(social->label, social->labels, view->language);
    int plate = natural_plate(view), width = pen_text_width(view, read_article(view), &style);
    int words = label != NULL ? pen_text_width(view, label, &style) : 0;
    int written = address != NULL ? pen_text_width(view, address, &style) : 0;
    free(address);
    width = words > width ? words : width;
    width = written > width ? written : width;
    int most = WORDS_EM * pen_font(view, FONT_SMALL).px; /* a longer line is cut */
    width = width < most ? width : most;
    return width + (plate > 0 ? plate + view_px(view, 26) : 0);
}

const struct widget widget_social = {.name = "social",
                                     .pages = social_pages,
                                     .build = social_build,
                                     .natural_width = social_natural_width,
                                     .natural_height = social_natural_height};
