#include "check_fit.h"

#include "base/printable.h"

#include <math.h>
#include <stdio.h>

/* What no reader can miss of a text: its letters without accents and tails. */
static struct rect core_of(const struct item *text)
{
    int height = text->run.font.px * 7 / 10;
    return (struct rect){text->rect.x, text->baseline - height, text->rect.w, height};
}

static int64_t area(struct rect r)
{
    return rect_is_empty(r) ? 0 : (int64_t)r.w * r.h;
}

/* Of a strip the ends are to be cut. */
static bool is_cut(const struct scene_zone *zone, const struct item *text, struct size screen)
{
    struct rect core = core_of(text), seen = zone->rect;
    seen = rect_intersection(seen, (struct rect){0, 0, screen.w, screen.h});
    if (zone->loop > 0) {
        seen.x = core.x;
        seen.w = core.w;
    }
    return area(rect_intersection(core, seen)) * 20 < area(core) * 19;
}

/* What rises is cut off at the edges of its window: what stands beyond them is not under it. */
static struct rect seen_core(const struct list *list, const struct item *text)
{
    struct rect core = core_of(text);
    return text->rises ? rect_intersection(core, list->rise.window) : core;
}

static bool overlap(const struct list *list, const struct item *a, const struct item *b)
{
    struct rect one = seen_core(list, a), other = seen_core(list, b);
    int64_t smaller = area(one) < area(other) ? area(one) : area(other);
    return area(rect_intersection(one, other)) * 5 > smaller;
}

static const struct item *find_cut(const struct scene_zone *zone, struct size screen)
{
    for (int i = 0; i < zone->list->count; i++) {
        const struct item *item = &zone->list->items[i];
        if (item->kind == ITEM_TEXT && !item->rises && is_cut(zone, item, screen))
            return item;
    }
    return NULL;
}

static const struct item *find_overlap(const struct scene_zone *zone)
{
    const struct list *list = zone->list;
    for (int i = 0; i < list->count; i++)
        for (int k = i + 1; list->items[i].kind == ITEM_TEXT && k < list->count; k++)
            if (list->items[k].kind == ITEM_TEXT && overlap(list, &list->items[i], &list->items[k]))
                return &list->items[k];
    return NULL;
}

static void note(struct misfit *misfit, const struct stage_frame *frame, int zone,
                 const struct item *text)
{
    if (text == NULL || misfit->found)
        return;
    const struct scene *scene = frame->scene;
    double unit = theme_unit(frame->theme, scene->size);
    struct rect rect = scene->zones[zone].rect;
    char run[48];
    int length = text->run.length < sizeof run ? (int)text->run.length : (int)sizeof run - 1;
    while (length < (int)text->run.length && (text->run.text[length] & 0xC0) == 0x80)
        length--; /* not within a character */
    snprintf(run, sizeof run, "%.*s", length, text->run.text);
    *misfit = (struct misfit){.found = true,
                              .language = frame->language,
                              .entry = frame->entry,
                              .screen = scene->size,
                              .zone = {(int)lround(rect.w / unit), (int)lround(rect.h / unit)}};
    printable_line(misfit->text, sizeof misfit->text, run);
}

void check_fit_look(struct check_fit *fit, const struct stage_frame *frame)
{
    for (int z = 0; z < frame->scene->zone_count; z++) {
        const struct scene_zone *zone = &frame->scene->zones[z];
        if (zone->list == NULL || frame->entry >= frame->theme->zones[z].entry_count)
            continue;
        note(&fit->misfits[MISFIT_CUT][z], frame, z, find_cut(zone, frame->scene->size));
        note(&fit->misfits[MISFIT_OVERLAP][z], frame, z, find_overlap(zone));
    }
}

static void report(const struct misfit *misfit, enum misfit_kind kind,
                   const struct theme_zone *zone, const struct whereabouts *places,
                   struct diagnostics *findings)
{
    static const char *const what[MISFIT_COUNT] = {"is cut off", "stands over another text of it"};
    char section[80], where[96];
    snprintf(section, sizeof section, "zone.%s", zone->name);
    snprintf(where, sizeof where, "[%s] show", section);
    diagnostics_add(findings, SEVERITY_WARNING, whereabouts_file(places),
                    whereabouts_line(places, section, "show"), where,
                    "on %dx%d, language %s, \"%s\" of \"%s\" %s: the zone has %d x %d units; give "
                    "it more room in the grid, or its fonts a smaller size",
                    misfit->screen.w, misfit->screen.h, language_code(misfit->language),
                    misfit->text, zone->entries[misfit->entry].widget, what[kind], misfit->zone.w,
                    misfit->zone.h);
}

/* What is cut is often one over the other, too: told once. */
void check_fit_report(const struct check_fit *fit, const struct theme *theme,
                      const struct whereabouts *places, struct diagnostics *findings)
{
    for (int z = 0; z < theme->zone_count; z++) {
        const struct misfit *cut = &fit->misfits[MISFIT_CUT][z];
        const struct misfit *over = &fit->misfits[MISFIT_OVERLAP][z];
        if (cut->found)
            report(cut, MISFIT_CUT, &theme->zones[z], places, findings);
        else if (over->found)
            report(over, MISFIT_OVERLAP, &theme->zones[z], places, findings);
    }
}
