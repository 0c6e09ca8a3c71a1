#include "widgets/dress.h"

void dress_ground(const struct view *view, struct list *list)
{
    const struct theme_zone *zone = view->zone;
    if (zone->background == BACKGROUND_NONE || zone->background_end == BACKGROUND_NONE)
        return;
    struct item ground = {.kind = ITEM_GRADIENT,
                          .rect = view->box,
                          .color = 0xFF000000 | theme_zone_ground(view->theme, zone, false),
                          .second = 0xFF000000 | theme_zone_ground(view->theme, zone, true)};
    list_add(list, &ground);
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

static void add_rule(const struct view *view, struct list *list, struct rect rect)
{
    struct item rule = {.kind = ITEM_RECT, .rect = rect, .color = view_color(view, COLOR_RULE)};
    list_add(list, &rule);
}

void dress_rules(const struct view *view, struct list *list)
{
    struct rect r = view->box;
    int thin = view_px(view, 1);
    unsigned rules = view->zone->rules;
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

/* Over what is there in the paper's colour, which is what stands around a zone: a ground that is
 * filled, and four small corners, cost less than a round shape as large as the zone. */
void dress_corners(const struct view *view, struct list *list)
{
    struct rect r = view->box;
    int radius = view_px(view, view->zone->radius), most = (r.w < r.h ? r.w : r.h) / 2;
    if (radius > most)
        radius = most;
    if (view->zone->background == BACKGROUND_NONE || radius <= 0)
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
        list_add(list, &item);
    }
}
