#include "widgets/showing.h"

#include "widgets/cycle.h"

static struct view padded(const struct view *view)
{
    struct view inner = *view;
    inner.box = rect_inset(view->box, view_px(view, view->zone->padding));
    return inner;
}

static const struct widget *entry_widget(const struct view *view, const struct widget *only,
                                         int entry)
{
    return only != NULL ? only : widget_find(view->zone->entries[entry].widget);
}

/* Returns the wall time from which the cycle may be another one: what is not up now counts too,
 * as its pages decide when the slide that is up began. */
static int64_t cycle_for(const struct view *view, const struct widget *only, struct cycle *cycle)
{
    int64_t until_ns = MOMENT_NEVER;
    struct view inner = padded(view);
    if (rect_is_empty(inner.box)) /* left out: any box tells whether there is something by now */
        inner.box = (struct rect){0, 0, view_px(view, 400), view_px(view, 400)};
    cycle_init(cycle);
    for (int i = 0; i < view->zone->entry_count; i++) {
        const struct widget *widget = entry_widget(view, only, i);
        struct pages pages = {.next_change_ns = MOMENT_NEVER};
        if (widget != NULL)
            widget->pages(&inner, &pages);
        if (pages.count > 0)
            cycle_add(cycle, i, &pages, view->zone->entries[i].duration_ns);
        view_change_by(&until_ns, pages.next_change_ns);
    }
    return until_ns;
}

/* Hairlines at the zone's edges, over its whole width. */
static void add_rules(const struct view *view, struct list *list)
{
    struct rect r = view->box;
    struct item rule = {.kind = ITEM_RECT, .color = view_color(view, COLOR_RULE)};
    int thin = view_px(view, 1);
    if (view->zone->rules & RULE_TOP) {
        rule.rect = (struct rect){r.x, r.y, r.w, thin};
        list_add(list, &rule);
    }
    if (view->zone->rules & RULE_BOTTOM) {
        rule.rect = (struct rect){r.x, r.y + r.h - thin, r.w, thin};
        list_add(list, &rule);
    }
}

static struct list *build_slide(const struct view *view, const struct widget *only,
                                const struct slide *slide, int *loop)
{
    struct list *list = list_create();
    *loop = 0;
    const struct widget *widget = slide->entry < 0 ? NULL : entry_widget(view, only, slide->entry);
    if (widget != NULL) {
        struct view inner = padded(view);
        *loop = widget->build(&inner, slide->page, list);
    }
    if (*loop == 0 && widget != NULL)
        add_rules(view, list);
    return list;
}

/* Turns what SHOWING has into a transition from the slide before, while one is under way. */
static void add_transition(const struct view *view, const struct widget *only,
                           const struct cycle *cycle, const struct slide *slide,
                           struct showing *showing)
{
    int64_t end = slide->start_ns + view->zone->transition_ns;
    if (view->zone->transition != TRANSITION_FADE || slide->start_ns == INT64_MIN ||
        view->moment.wall_ns >= end)
        return;
    struct slide before;
    int loop;
    cycle_at(cycle, slide->start_ns - 1, &before);
    struct list *old = build_slide(view, only, &before, &loop);
    if (loop == 0) {
        struct list *both = list_transition(old, showing->list);
        list_put(showing->list);
        showing->list = both;
        showing->fade_from_ns = slide->start_ns;
        showing->fade_ns = view->zone->transition_ns;
        view_change_by(&showing->until_ns, end);
        view_change_by(&showing->until_ns, old->next_change_ns);
    }
    list_put(old);
}

/* A strip that changed a moment ago is on its way in: what it was then is asked for, so that
 * the answer depends on nothing but the moment. */
static void add_strip_fade(const struct view *view, const struct slide *slide,
                           struct showing *showing)
{
    struct view earlier = *view;
    earlier.moment.wall_ns -= STRIP_FADE_NS;
    int loop;
    struct list *old = build_slide(&earlier, NULL, slide, &loop);
    if (old->next_change_ns <= view->moment.wall_ns && !list_equal(old, showing->list)) {
        showing->fade_from_ns = old->next_change_ns;
        showing->fade_ns = STRIP_FADE_NS;
    }
    list_put(old);
}

struct showing showing_build(const struct view *view, const struct widget *only)
{
    int64_t wall_ns = view->moment.wall_ns;
    struct showing showing = {.from_ns = wall_ns};
    struct cycle cycle;
    struct slide slide;
    showing.until_ns = cycle_for(view, only, &cycle);
    cycle_at(&cycle, wall_ns, &slide);
    showing.absent = cycle.count == 0;
    if (rect_is_empty(padded(view).box))
        return showing;
    showing.list = build_slide(view, only, &slide, &showing.loop);
    showing.speed = view->zone->speed * view->unit;
    view_change_by(&showing.until_ns, showing.list->next_change_ns);
    view_change_by(&showing.until_ns, slide.end_ns);
    if (showing.loop == 0)
        add_transition(view, only, &cycle, &slide, &showing);
    else
        add_strip_fade(view, &slide, &showing);
    if (showing.until_ns <= wall_ns)
        showing.until_ns = wall_ns + NS_PER_SECOND;
    return showing;
}
