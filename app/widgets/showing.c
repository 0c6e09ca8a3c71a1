#include "widgets/showing.h"

#include "widgets/board.h"
#include "widgets/cycle.h"
#include "widgets/daypart.h"
#include "widgets/dress.h"

#include <limits.h>
#include <string.h>

/* A ground may reach the edges of the screen, what stands on it keeps away from them. What runs
 * comes in over them and goes out: it stands by itself from left to right. */
static void keep_clear(const struct view *view, struct rect *box)
{
    struct rect clear = view->clear;
    bool runs = view->zone->entry_count > 0;
    for (int i = 0; i < view->zone->entry_count; i++) {
        const struct widget *widget = widget_find(view->zone->entries[i].widget);
        runs = runs && widget != NULL && widget->runs;
    }
    if (runs) {
        clear.x = box->x;
        clear.w = box->w;
    }
    *box = rect_intersection(*box, clear);
}

static struct view padded(const struct view *view)
{
    struct view inner = *view;
    inner.box = dress_content(view);
    if (!rect_is_empty(view->clear))
        keep_clear(view, &inner.box);
    return inner;
}

static const struct widget *entry_widget(const struct view *view, const struct widget *only,
                                         int entry)
{
    return only != NULL ? only : widget_find(view->zone->entries[entry].widget);
}

/* VIEW as WIDGET is given it. */
static struct view widget_view(const struct view *view, const struct widget *widget)
{
    return widget->runs ? board_running_view(view) : *view;
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
    struct daypart part = {UINT_MAX, INT64_MIN, MOMENT_NEVER};
    if (only == NULL) /* what stands in does so at all hours */
        daypart_at(view->zone, view->content->zone, &view->moment, &part);
    cycle->since_ns = tempo_viewer_ns(&view->moment.tempo, part.since_ns);
    cycle->step = view->moment.step;
    view_change_by(&until_ns, part.until_ns);
    for (int i = 0; i < view->zone->entry_count; i++) {
        if ((part.due >> i & 1) == 0)
            continue;
        const struct widget *widget = entry_widget(view, only, i);
        struct pages pages = {.next_change_ns = MOMENT_NEVER};
        if (widget != NULL) {
            struct view given = widget_view(&inner, widget);
            widget->pages(&given, &pages);
        }
        if (pages.count > 0)
            cycle_add(cycle, i, &pages, view->zone->entries[i].duration_ns);
        view_change_by(&until_ns, pages.next_change_ns);
    }
    return until_ns;
}

int64_t showing_measure(const struct view *view, const struct widget *only, int *slides,
                        int64_t *total_ns)
{
    struct cycle cycle;
    int64_t until_ns = cycle_for(view, only, &cycle);
    *slides = cycle.count;
    *total_ns = cycle.total_ns;
    return until_ns;
}

/* What the widget of SLIDE puts into LIST, and its strip's length. False: it has none. */
static bool build_content(const struct view *view, const struct widget *only,
                          const struct slide *slide, struct list *list, int *loop)
{
    const struct widget *widget = slide->entry < 0 ? NULL : entry_widget(view, only, slide->entry);
    struct view inner = padded(view);
    *loop = 0;
    if (widget == NULL || rect_is_empty(inner.box))
        return false;
    struct view given = widget_view(&inner, widget);
    int first = list->count;
    *loop = widget->build(&given, slide->page, list);
    if (*loop == 0)
        dress_align(&inner, list, first);
    return true;
}

static bool slide_runs(const struct view *view, const struct widget *only,
                       const struct slide *slide)
{
    const struct widget *widget = slide->entry < 0 ? NULL : entry_widget(view, only, slide->entry);
    return widget != NULL && widget->runs;
}

static struct list *build_slide(const struct view *view, const struct widget *only,
                                const struct slide *slide, int *loop)
{
    struct list *list = list_create();
    bool runs = slide_runs(view, only, slide);
    *loop = 0;
    if (rect_is_empty(padded(view).box))
        return list;
    if (!runs)
        dress_ground(view, list);
    if (build_content(view, only, slide, list, loop) && *loop == 0)
        dress_rules(view, list);
    if (!runs)
        dress_corners(view, list);
    return list;
}

/* --- transitions --- */

/* Notes that a transition is under way in SHOWING at MOMENT, and when it is over. */
static void note_transition(struct showing *showing, const struct moment *moment, int64_t since_ns,
                            int64_t length_ns)
{
    showing->fade_from_ns = since_ns;
    showing->fade_ns = length_ns;
    view_change_by(&showing->until_ns, moment_wall_at(moment, since_ns + length_ns));
}

/* What goes, or comes, does not rise meanwhile. */
static void settle(struct list **list)
{
    struct list *settled = list_settled(*list);
    list_put(*list);
    *list = settled;
}

/* Turns what SHOWING has at MOMENT into a transition from OLD, under way since SINCE_NS. */
static void come_from(struct showing *showing, const struct moment *moment, const struct list *old,
                      int64_t since_ns, int64_t length_ns)
{
    struct list *both = list_transition(old, showing->list);
    list_put(showing->list);
    showing->list = both;
    note_transition(showing, moment, since_ns, length_ns);
    view_change_by(&showing->until_ns, old->next_change_ns);
}

/* The last slide before START_NS, with which one of CYCLE begins; where other entries came to be
 * due then, that of the cycle before. */
static void slide_before(const struct phase *now, const struct widget *only,
                         const struct cycle *cycle, int64_t start_ns, struct slide *out)
{
    if (start_ns != cycle->since_ns) {
        cycle_within(cycle, &now->turn, start_ns - 1, out);
        return;
    }
    struct view earlier = now->view;
    struct cycle other;
    earlier.moment.wall_ns = moment_wall_at(&now->view.moment, start_ns - 1);
    cycle_for(&earlier, only, &other);
    cycle_within(&other, &now->turn, start_ns - 1, out);
}

/* One slide goes out and the other comes in as wholes; what the zone has around them stays. */
static struct list *slide_over(const struct view *view, const struct widget *only,
                               const struct slide *before, const struct slide *slide)
{
    struct list *list = list_create(), *old = list_create(), *new = list_create();
    int loop;
    dress_ground(view, list);
    build_content(view, only, before, old, &loop);
    build_content(view, only, slide, new, &loop);
    settle(&old);
    settle(&new);
    list_add_all(list, old, FADE_OUT);
    list_add_all(list, new, FADE_IN);
    for (int i = 0; i < new->label_count; i++)
        list_label(list, new->labels[i].rect, new->labels[i].text, strlen(new->labels[i].text));
    list->next_change_ns = new->next_change_ns;
    view_change_by(&list->next_change_ns, old->next_change_ns);
    dress_rules(view, list);
    dress_corners(view, list);
    list_put(old);
    list_put(new);
    return list;
}

static void come_sliding(const struct phase *now, const struct widget *only,
                         const struct slide *before, const struct slide *slide,
                         struct showing *showing)
{
    list_put(showing->list);
    showing->list = slide_over(&now->view, only, before, slide);
    showing->slide = now->view.mirror ? -1 : 1;
    note_transition(showing, &now->view.moment, slide->start_ns, now->view.zone->transition_ns);
    view_change_by(&showing->until_ns, showing->list->next_change_ns);
}

/* From the slide before, while that is under way. */
static void add_page_transition(const struct phase *now, const struct widget *only,
                                const struct cycle *cycle, const struct slide *slide,
                                struct showing *showing)
{
    const struct theme_zone *zone = now->view.zone;
    if (zone->transition == TRANSITION_CUT || slide->start_ns <= now->turn.start_ns ||
        moment_viewer_ns(&now->view.moment) >= slide->start_ns + zone->transition_ns)
        return;
    struct slide before;
    slide_before(now, only, cycle, slide->start_ns, &before);
    if (slide_runs(&now->view, only, &before))
        return;
    showing->easing = zone->easing;
    if (zone->transition == TRANSITION_SLIDE) {
        come_sliding(now, only, &before, slide, showing);
        return;
    }
    int loop;
    struct list *old = build_slide(&now->view, only, &before, &loop);
    settle(&old);
    settle(&showing->list);
    come_from(showing, &now->view.moment, old, slide->start_ns, zone->transition_ns);
    list_put(old);
}

/* LIST with its zone's own background painted by an item below the others, so that it fades. */
static struct list *on_background(const struct view *view, struct list *list)
{
    if (view->zone->background == BACKGROUND_NONE)
        return list;
    struct list *whole = list_create();
    struct item ground = {.kind = ITEM_RECT,
                          .rect = view->box,
                          .color = theme_zone_ground(view->theme, view->zone, false)};
    dress_backdrop(view, whole);
    if (!rect_is_empty(view->box))
        list_add(whole, &ground);
    for (int i = 0; i < list->count; i++)
        list_add(whole, &list->items[i]);
    for (int i = 0; i < list->label_count; i++)
        list_label(whole, list->labels[i].rect, list->labels[i].text, strlen(list->labels[i].text));
    whole->next_change_ns = list->next_change_ns;
    list_put(list);
    return whole;
}

/* From the last slide of the turn before. */
static void add_turn_transition(const struct phase *now, const struct phase *before,
                                int64_t fade_ns, const struct widget *only, struct showing *showing)
{
    struct cycle cycle;
    struct slide slide;
    int loop;
    int64_t until_ns = cycle_for(&before->view, only, &cycle);
    cycle_within(&cycle, &before->turn, before->turn.end_ns - 1, &slide);
    struct list *old = build_slide(&before->view, only, &slide, &loop);
    if (loop == 0) {
        settle(&old);
        settle(&showing->list);
        showing->moves = !rect_equal(now->view.box, before->view.box);
        if (showing->moves) {
            old = on_background(&before->view, old);
            showing->list = on_background(&now->view, showing->list);
        }
        view_change_by(&showing->until_ns, until_ns);
        come_from(showing, &now->view.moment, old, now->turn.start_ns, fade_ns);
    }
    list_put(old);
}

/* A strip that changed a moment ago is on its way in: what it was then is asked for, so that
 * the answer depends on nothing but the moment. */
static void add_strip_fade(const struct view *view, const struct slide *slide,
                           struct showing *showing)
{
    struct view earlier = *view;
    const struct moment *moment = &view->moment;
    earlier.moment.wall_ns = moment_wall_at(moment, moment_viewer_ns(moment) - STRIP_FADE_NS);
    int loop;
    struct list *old = build_slide(&earlier, NULL, slide, &loop);
    if (old->next_change_ns <= view->moment.wall_ns && !list_equal(old, showing->list)) {
        /* When that is through, a second change of meanwhile counts. */
        note_transition(showing, moment, tempo_viewer_ns(&moment->tempo, old->next_change_ns),
                        STRIP_FADE_NS);
    }
    list_put(old);
}

static void note_slide(struct showing *showing, const struct view *view, const struct widget *only,
                       const struct cycle *cycle, const struct slide *slide)
{
    if (slide->entry < 0)
        return;
    const struct widget *widget = entry_widget(view, only, slide->entry);
    showing->widget = widget != NULL ? widget->name : NULL;
    showing->page = slide->page;
    for (int i = 0; i < cycle->count; i++)
        showing->pages += cycle->slides[i].entry == slide->entry;
}

struct showing showing_build(const struct phase *now, const struct phase *before, int64_t fade_ns,
                             const struct widget *only)
{
    const struct view *view = &now->view;
    const struct moment *moment = &view->moment;
    int64_t wall_ns = moment->wall_ns, viewer_ns = moment_viewer_ns(moment);
    struct showing showing = {.from_ns = wall_ns,
                              .until_ns = moment_wall_at(moment, now->turn.end_ns)};
    struct cycle cycle;
    struct slide slide;
    view_change_by(&showing.until_ns, cycle_for(view, only, &cycle));
    cycle_within(&cycle, &now->turn, viewer_ns, &slide);
    note_slide(&showing, view, only, &cycle, &slide);
    bool turning = before != NULL && viewer_ns < now->turn.start_ns + fade_ns;
    if (turning || !rect_is_empty(padded(view).box)) {
        showing.list = build_slide(view, only, &slide, &showing.loop);
        showing.speed = view->zone->speed * view->unit;
        showing.slide_from_ns = slide.start_ns;
        showing.slide_end_ns = slide.end_ns;
        view_change_by(&showing.until_ns, showing.list->next_change_ns);
        view_change_by(&showing.until_ns, moment_wall_at(moment, slide.end_ns));
        if (showing.loop > 0)
            add_strip_fade(view, &slide, &showing);
        else if (turning)
            add_turn_transition(now, before, fade_ns, only, &showing);
        else
            add_page_transition(now, only, &cycle, &slide, &showing);
    }
    if (showing.until_ns <= wall_ns)
        showing.until_ns = wall_ns + NS_PER_SECOND;
    return showing;
}
