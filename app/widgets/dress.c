#include "widgets/dress.h"

#include "widgets/backdrop.h"

static const struct theme_picture *backdrop_of(const struct view *view)
{
    const struct theme_picture *picture = &view->theme->picture;
    return picture->pixels != NULL && view->screen.w > 0 ? picture : NULL;
}

/* All that is ever seen of the screen. */
static struct rect picture_rect(const struct view *view)
{
    return rect_inset((struct rect){0, 0, view->screen.w, view->screen.h}, -view->beyond);
}

void dress_backdrop(const struct view *view, struct list *list)
{
    const struct theme_picture *picture = backdrop_of(view);
    if (picture == NULL)
        return;
    const struct rect screen = picture_rect(view);
    struct item item = backdrop_item(picture, screen, language_is_rtl(view->config->languages[0]));
    item.color = theme_scrim(view->theme, NULL);
    list_add(list, &item);
}

/* Whether a zone has a ground of its own, in colours. */
static bool is_painted(const struct theme_zone *zone)
{
    return zone->background != BACKGROUND_NONE;
}

void dress_ground(const struct view *view, struct list *list)
{
    const struct theme_zone *zone = view->zone;
    if (!is_painted(zone))
        dress_backdrop(view, list);
    if (is_painted(zone) && zone->background_end != BACKGROUND_NONE) {
        struct item ground = {.kind = ITEM_GRADIENT,
                              .rect = view->box,
                              .color = 0xFF000000 | theme_zone_ground(view->theme, zone, false),
                              .second = 0xFF000000 | theme_zone_ground(view->theme, zone, true)};
        list_add(list, &ground);
    }
    if (zone->picture.pixels == NULL)
        return;
    struct item item = backdrop_item(&zone->picture, view->box, view->mirror);
    item.color = theme_scrim(view->theme, zone);
    list_add(list, &item);
}

void dress_align(const struct view *view, struct list *list, int first)
{
    if (view->zone->align == ZONE_ALIGN_START || first == list->count)
        return;
    int top = list->items[first].rect.y, bottom = top;
    for (int i = first; i < list->count; i++) {
        struct rect r = list->items[i].rect;
        top = r.y < top ? r.y : top;
        bottom = r.y + r.h > bottom ? r.y + r.h : bottom;
    }
    int room = view->box.h - (bottom - top);
    if (room <= 0) /* it fills the box, or more */
        return;
    int above = view->zone->align == ZONE_ALIGN_CENTER ? room / 2 : room;
    list_move(list, first, view->box.y + above - top);
}

/* The zone's rules, but those that would divide it from nothing, or once more. */
static unsigned rules_of(const struct view *view)
{
    return view->zone->rules & ~(view->unruled & (RULE_START | RULE_END));
}

struct rect dress_content(const struct view *view)
{
    const struct theme_zone *zone = view->zone;
    const unsigned gone = zone->rules & ~rules_of(view);
    int start = view_px(view, zone->padding_start), end = view_px(view, zone->padding_end);
    int top = view_px(view, zone->padding_top), bottom = view_px(view, zone->padding_bottom);
    int least = start < end ? start : end;
    start = (gone & RULE_START) != 0 ? least : start;
    end = (gone & RULE_END) != 0 ? least : end;
    return (struct rect){view->box.x + (view->mirror ? end : start), view->box.y + top,
                         view->box.w - start - end, view->box.h - top - bottom};
}

static void add_rule(const struct view *view, struct list *list, struct rect rect)
{
    struct item rule = {.kind = ITEM_RECT, .rect = rect, .color = view_color(view, COLOR_RULE)};
    list_add(list, &rule);
}

void dress_rules(const struct view *view, struct list *list)
{
    struct rect r = view->box;
    int thin = view_px(view, 1);
    unsigned rules = rules_of(view);
    bool left = rules & (view->mirror ? RULE_END : RULE_START);
    bool right = rules & (view->mirror ? RULE_START : RULE_END);
    if (rules & RULE_TOP)
        add_rule(view, list, (struct rect){r.x, r.y, r.w, thin});
    if (rules & RULE_BOTTOM)
        add_rule(view, list, (struct rect){r.x, r.y + r.h - thin, r.w, thin});
    if (left)
        add_rule(view, list, (struct rect){r.x, r.y, thin, r.h});
    if (right)
        add_rule(view, list, (struct rect){r.x + r.w - thin, r.y, thin, r.h});
}

/* What of the backdrop is seen at a corner; false: it is not all there. */
static bool corner_of_backdrop(const struct view *view, struct item *corner)
{
    const struct theme_picture *picture = backdrop_of(view);
    if (picture == NULL)
        return false;
    const struct rect screen = picture_rect(view);
    struct item whole = backdrop_item(picture, screen, language_is_rtl(view->config->languages[0]));
    struct rect at = corner->rect;
    if (!rect_equal(rect_intersection(at, whole.rect), at))
        return false;
    double across = whole.part.w / whole.rect.w, down = whole.part.h / whole.rect.h;
    corner->picture = picture->pixels;
    corner->part =
        (struct part){whole.part.x + across * (at.x - whole.rect.x),
                      whole.part.y + down * (at.y - whole.rect.y), across * at.w, down * at.h};
    corner->color = theme_scrim(view->theme, NULL);
    return true;
}

/* As the paper is, with what stands on it. */
static void add_corner(const struct view *view, struct list *list, struct item *corner)
{
    struct item seen = *corner;
    bool covered = corner_of_backdrop(view, &seen);
    if (!covered || !seen.picture->opaque)
        list_add(list, corner);
    if (covered)
        list_add(list, &seen);
}

/* Over what is there in the look of what stands around a zone: a ground that is filled, and four
 * small corners, cost less than a round shape as large as the zone. */
void dress_corners(const struct view *view, struct list *list)
{
    struct rect r = view->box;
    int radius = view_px(view, view->zone->radius), most = (r.w < r.h ? r.w : r.h) / 2;
    if (radius > most)
        radius = most;
    if ((!is_painted(view->zone) && view->zone->picture.pixels == NULL) || radius <= 0)
        return;
    for (int corner = CORNER_TOP_LEFT; corner <= CORNER_BOTTOM_RIGHT; corner++) {
        bool right = corner == CORNER_TOP_RIGHT || corner == CORNER_BOTTOM_RIGHT;
        bool bottom = corner == CORNER_BOTTOM_LEFT || corner == CORNER_BOTTOM_RIGHT;
        struct item item = {.kind = ITEM_CORNER,
                            .corner = (uint8_t)corner,
                            .radius = radius,
                            .color = view->theme->colors[COLOR_PAPER]};
        item.rect = (struct rect){right ? r.x + r.w - radius : r.x,
                                  bottom ? r.y + r.h - radius : r.y, radius, radius};
        add_corner(view, list, &item);
    }
}
