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

struct lines {
    const char *texts[LINES_MAX];
    int count, height; /* pixels of all of them */
};

static int height_of(const struct view *view, const char *text, int room)
{
    return text == NULL ? 0 : pen_line_height(view, pen_block(view, text, room, &style), &style);
}

/* An invitation and the ADDRESS (may be NULL) that belongs to it, where both find room below what
 * is there; returns whether they do. A first line without an address always does. */
static bool add_lines(struct lines *lines, const struct view *view, int room,
                      const char *invitation, const char *address)
{
    int height = height_of(view, invitation, room) + height_of(view, address, room);
    if (lines->height + height > view->box.h && (lines->count > 0 || address != NULL))
        return false;
    lines->texts[lines->count++] = invitation;
    if (address != NULL)
        lines->texts[lines->count++] = address;
    lines->height += height;
    return true;
}

/* Where there is no room for its code, the article's address is written if it fits into ROOM
 * whole; the social page's where the code does not lead there. */
static void choose_lines(const struct view *view, const char *target, bool coded,
                         const struct addresses *addresses, int room, struct lines *lines)
{
    const struct social *social = &view->content->social;
    const struct article *shown = order_article(view, NULL);
    bool article = target != NULL && shown != NULL && target == shown->url;
    bool written = article && !coded && pen_text_width(view, addresses->article, &style) <= room;
    *lines = (struct lines){.count = 0};
    if (article && (coded || written))
        add_lines(lines, view, room, read_article(view), written ? addresses->article : NULL);
    if (social->label == NULL)
        return;
    const char *label = names_pick(social->label, social->labels, view->language);
    const char *address = article || !coded ? addresses->social : NULL;
    if (!add_lines(lines, view, room, label, address) && lines->count == 0)
        add_lines(lines, view, room, label, NULL); /* better than an empty panel */
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
    const char *target = code_target(view, &list->next_change_ns);
    int plate = target != NULL ? put_code(&pen, target) : 0;
    int start = plate > 0 ? plate + view_px(view, 26) : 0;
    int room = view->box.w - start;
    struct addresses addresses = {.article = short_address(target),
                                  .social = short_address(view->content->social.url)};
    struct lines lines;
    choose_lines(view, target, plate > 0, &addresses, room, &lines);
    int y = (view->box.h - lines.height) / 2;
    for (int i = 0; i < lines.count; i++)
        y += pen_text(&pen, start, y, room, lines.texts[i], &style);
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
