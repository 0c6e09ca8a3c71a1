#include "scene/scene.h"

#include <stddef.h>

uint8_t scene_opacity(const struct scene_zone *zone, const struct item *item)
{
    int p = zone->progress, opacity = 255;
    if (zone->slides)
        return 255;
    if (item->fade == FADE_OUT)
        opacity = 255 - 2 * p;
    else if (item->fade == FADE_IN)
        opacity = 2 * p - 255;
    return (uint8_t)(opacity < 0 ? 0 : opacity > 255 ? 255 : opacity);
}

int scene_shift(const struct scene_zone *zone, const struct item *item)
{
    if (!zone->slides || item->fade == FADE_STAYS)
        return 0;
    return item->fade == FADE_IN ? zone->shift_in : zone->shift_out;
}

bool scene_rises_to(const struct scene_zone *zone, const struct item *item, int ahead, int *dy)
{
    *dy = 0;
    if (!item->rises || zone->list == NULL)
        return true;
    const struct rise *rise = &zone->list->rise;
    struct rect ink = item_ink(item), window = rise->window;
    window.h += ahead;
    for (*dy = -zone->rise; *dy <= rise->length; *dy += rise->length > 0 ? rise->length : 1) {
        struct rect moved = ink;
        moved.y += *dy;
        if (moved.y < window.y + window.h && moved.y + moved.h > window.y)
            return true;
        if (rise->length <= 0)
            break;
    }
    return false;
}

/* Two rectangles become one where that paints few pixels in vain. */
static bool worth_joining(struct rect a, struct rect b)
{
    struct rect both = rect_union(a, b);
    int64_t apart = (int64_t)a.w * a.h + (int64_t)b.w * b.h;
    return (int64_t)both.w * both.h <= apart + apart / 8 || rect_overlaps(a, b);
}

static void remove_at(struct damage *damage, int i)
{
    damage->rects[i] = damage->rects[--damage->count];
}

/* The pair whose union adds the fewest pixels is joined to make room. */
static int cheapest_partner(const struct damage *damage, struct rect rect)
{
    int best = 0;
    int64_t best_cost = INT64_MAX;
    for (int i = 0; i < damage->count; i++) {
        struct rect both = rect_union(damage->rects[i], rect);
        int64_t cost = (int64_t)both.w * both.h - (int64_t)damage->rects[i].w * damage->rects[i].h;
        if (cost < best_cost) {
            best_cost = cost;
            best = i;
        }
    }
    return best;
}

void damage_add(struct damage *damage, struct rect rect)
{
    if (rect_is_empty(rect))
        return;
    for (int i = 0; i < damage->count;) {
        if (worth_joining(damage->rects[i], rect)) {
            rect = rect_union(damage->rects[i], rect);
            remove_at(damage, i);
            i = 0; /* the larger one may now meet those already passed */
        } else {
            i++;
        }
    }
    if (damage->count == DAMAGE_MAX) {
        int i = cheapest_partner(damage, rect);
        rect = rect_union(damage->rects[i], rect);
        remove_at(damage, i);
        damage_add(damage, rect);
        return;
    }
    damage->rects[damage->count++] = rect;
}

int64_t damage_area(const struct damage *damage)
{
    int64_t area = 0;
    for (int i = 0; i < damage->count; i++)
        area += (int64_t)damage->rects[i].w * damage->rects[i].h;
    return area;
}

/* Of what rises the whole window is damaged, when it is. */
static void add_ink(struct damage *out, const struct scene_zone *zone, const struct item *item)
{
    if (item->rises)
        return;
    damage_add(out, rect_intersection(item_ink(item), zone->rect));
}

/* The look of an item in its zone, place included. */
static bool looks_equal(const struct scene_zone *old_zone, const struct item *old,
                        const struct scene_zone *new_zone, const struct item *new)
{
    return item_equal(old, new) && scene_opacity(old_zone, old) == scene_opacity(new_zone, new);
}

/* Matches in order: an item that moved in the order of painting counts as changed. */
static int find_match(const struct scene_zone *old, int from, const struct scene_zone *new,
                      const struct item *item)
{
    for (int i = from; i < old->list->count; i++)
        if (looks_equal(old, &old->list->items[i], new, item))
            return i;
    return -1;
}

static void compare_items(const struct scene_zone *old, const struct scene_zone *new,
                          struct damage *out)
{
    int from = 0;
    for (int i = 0; i < new->list->count; i++) {
        const struct item *item = &new->list->items[i];
        int match = find_match(old, from, new, item);
        if (match < 0) {
            add_ink(out, new, item);
            continue;
        }
        for (; from < match; from++)
            add_ink(out, old, &old->list->items[from]);
        from = match + 1;
    }
    for (; from < old->list->count; from++)
        add_ink(out, old, &old->list->items[from]);
}

static void add_fading(const struct scene_zone *zone, struct damage *out)
{
    for (int i = 0; i < zone->list->count; i++)
        if (zone->list->items[i].fade != FADE_STAYS)
            add_ink(out, zone, &zone->list->items[i]);
}

static void add_window(const struct scene_zone *zone, struct damage *out)
{
    if (zone->list->rise.length > 0)
        damage_add(out, rect_intersection(zone->list->rise.window, zone->rect));
}

static bool has_slid(const struct scene_zone *old, const struct scene_zone *new)
{
    return old->slides != new->slides ||
           (new->slides && (old->list->serial != new->list->serial ||
                            old->shift_in != new->shift_in || old->shift_out != new->shift_out));
}

static void compare_zones(const struct scene_zone *old, const struct scene_zone *new,
                          struct damage *out)
{
    if (!rect_equal(old->rect, new->rect) || old->background != new->background ||
        old->over != new->over || old->loop != new->loop ||
        (old->list == NULL) != (new->list == NULL)) {
        damage_add(out, old->rect);
        damage_add(out, new->rect);
    } else if (new->list == NULL) {
        return;
    } else if (has_slid(old, new)) {
        damage_add(out, new->rect);
    } else if (old->list->serial == new->list->serial) {
        if (old->rise != new->rise)
            add_window(new, out);
        if (old->scroll != new->scroll)
            damage_add(out, new->rect);
        else if (old->progress != new->progress &&new->loop > 0)
            damage_add(out, new->rect);
        else if (old->progress != new->progress)
            add_fading(new, out);
    } else if (new->loop > 0) {
        damage_add(out, new->rect);
    } else {
        add_window(old, out);
        add_window(new, out);
        compare_items(old, new, out);
    }
}

static bool same_backdrop(const struct scene *old, const struct scene *new)
{
    return old->backdrop == new->backdrop || list_equal(old->backdrop, new->backdrop);
}

static void move_onto_screen(const struct scene *scene, struct damage *damage)
{
    const struct rect screen = {0, 0, scene->size.w, scene->size.h};
    for (int i = damage->count - 1; i >= 0; i--) {
        struct rect *rect = &damage->rects[i];
        rect->x += scene->dx;
        rect->y += scene->dy;
        *rect = rect_intersection(*rect, screen);
        if (rect_is_empty(*rect))
            remove_at(damage, i);
    }
}

void scene_difference(const struct scene *old, const struct scene *new, struct damage *out)
{
    out->count = 0;
    if (old == NULL || old->dx != new->dx || old->dy != new->dy || old->size.w != new->size.w ||
        old->size.h != new->size.h || old->paper != new->paper || !same_backdrop(old, new) ||
        old->zone_count != new->zone_count) {
        damage_add(out, (struct rect){0, 0, new->size.w, new->size.h});
        return;
    }
    for (int i = 0; i < new->zone_count; i++)
        compare_zones(&old->zones[i], &new->zones[i], out);
    move_onto_screen(new, out);
}
