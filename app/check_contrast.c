#include "check_contrast.h"

#include "base/memory.h"
#include "theme/contrast.h"

#include <math.h>
#include <stdio.h>

/* What is behind a text; not known: a picture. */
struct ground {
    color color;
    bool known;
};

static color between(const struct item *gradient, int y)
{
    int part = (y - gradient->rect.y) * 255 / (gradient->rect.h > 1 ? gradient->rect.h : 1);
    part = part < 0 ? 0 : part > 255 ? 255 : part;
    return contrast_over((gradient->second & 0xFFFFFF) | (color)part << 24, gradient->color);
}

static void lay(struct ground *ground, const struct item *item, int x, int y)
{
    struct rect r = item->rect;
    if (x < r.x || x >= r.x + r.w || y < r.y || y >= r.y + r.h)
        return;
    if (item->kind == ITEM_RECT && item->color >> 24 == 0xFF)
        *ground = (struct ground){item->color, true};
    else if (item->kind == ITEM_RECT)
        ground->color = contrast_over(item->color, ground->color);
    else if (item->kind == ITEM_GRADIENT)
        *ground = (struct ground){between(item, y), true};
    else if (item->kind == ITEM_PICTURE || item->kind == ITEM_QR)
        ground->known = false;
}

static struct ground ground_of(const struct scene_zone *zone, int index)
{
    const struct item *text = &zone->list->items[index];
    struct ground ground = {zone->background, true};
    int x = text->rect.x + text->rect.w / 2, y = text->baseline - text->run.font.px / 3;
    for (int i = 0; i < index; i++)
        lay(&ground, &zone->list->items[i], x, y);
    return ground;
}

/* COLOR_COUNT: none of the palette. */
static enum color_role role_of(const struct theme *theme, const struct theme_zone *zone,
                               color paint)
{
    static const enum color_role roles[] = {COLOR_INK,       COLOR_MUTED, COLOR_ACCENT,
                                            COLOR_ON_ACCENT, COLOR_ALERT, COLOR_RULE};
    for (size_t i = 0; i < COUNT_OF(roles); i++)
        if (theme_zone_color(theme, zone, roles[i]) == paint)
            return roles[i];
    return COLOR_COUNT;
}

static double need_of(const struct theme *theme, const struct item *text, enum color_role role,
                      struct size screen)
{
    int shorter = screen.w < screen.h ? screen.w : screen.h;
    bool bold = theme->fonts[text->run.font.role].bold;
    bool large = text->run.font.px * (bold ? 38.5 : 30) >= shorter;
    return large || role == COLOR_MUTED ? 3 : 4.5;
}

/* Whether the zone's own key says what ROLE is: one that has a ground of its own needs one. */
static bool is_own(const struct theme_zone *zone, enum color_role role)
{
    return (zone->color_set >> role & 1) || zone->background != BACKGROUND_NONE;
}

/* One finding for what one key mends. */
static bool is_same(const struct theme *theme, const struct faint *a, const struct faint *b)
{
    bool own = is_own(&theme->zones[a->zone], a->role);
    return a->role == b->role && own == is_own(&theme->zones[b->zone], b->role) &&
           (!own || a->zone == b->zone);
}

static void note(struct check_contrast *contrast, const struct theme *theme,
                 const struct faint *faint)
{
    for (int i = 0; i < contrast->count; i++) {
        struct faint *known = &contrast->faints[i];
        if (!is_same(theme, known, faint))
            continue;
        if (faint->ratio / faint->need < known->ratio / known->need)
            *known = *faint;
        return;
    }
    if (contrast->count < FAINT_MAX)
        contrast->faints[contrast->count++] = *faint;
}

static void look_at(struct check_contrast *contrast, const struct stage_frame *frame, int zone,
                    int index)
{
    const struct scene_zone *on = &frame->scene->zones[zone];
    const struct item *text = &on->list->items[index];
    const struct ground ground = ground_of(on, index);
    enum color_role role = role_of(frame->theme, &frame->theme->zones[zone], text->color);
    if (!ground.known || role == COLOR_COUNT)
        return;
    double unit = theme_unit(frame->theme, frame->scene->size);
    struct faint faint = {.zone = zone,
                          .role = role,
                          .ground = ground.color,
                          .units = (int)lround(text->run.font.px / unit)};
    faint.ratio = contrast_ratio(contrast_over(text->color, ground.color), ground.color);
    faint.need = need_of(frame->theme, text, role, frame->scene->size);
    if (faint.ratio < faint.need)
        note(contrast, frame->theme, &faint);
}

void check_contrast_look(struct check_contrast *contrast, const struct stage_frame *frame)
{
    for (int z = 0; z < frame->scene->zone_count; z++) {
        const struct list *list = frame->scene->zones[z].list;
        for (int i = 0; list != NULL && i < list->count; i++)
            if (list->items[i].kind == ITEM_TEXT)
                look_at(contrast, frame, z, i);
    }
}

/* Rounded down: 4.47 is no 4.5. */
static double told(double ratio)
{
    return floor(ratio * 10) / 10;
}

/* The colour is the zone's own where it names it, or where the zone has a ground of its own. */
static void report(const struct faint *faint, const struct theme *theme,
                   const struct whereabouts *places, struct diagnostics *findings)
{
    const struct theme_zone *zone = &theme->zones[faint->zone];
    const char *name = whereabouts_color(faint->role);
    char section[80] = "colors", key[32], where[128];
    bool own = is_own(zone, faint->role);
    snprintf(key, sizeof key, "%s%s", own ? "color." : "", name);
    if (own)
        snprintf(section, sizeof section, "zone.%s", zone->name);
    snprintf(where, sizeof where, "[%s] %s", section, key);
    bool lighter;
    color paint = contrast_over(theme_zone_color(theme, zone, faint->role), faint->ground);
    color mend = contrast_mend(paint, faint->ground, faint->need, &lighter);
    diagnostics_add(findings, SEVERITY_WARNING, whereabouts_file(places),
                    whereabouts_line(places, section, key), where,
                    "the contrast of #%06x to #%06x, on which it stands in zone \"%s\" at %d "
                    "units, is %.1f:1, and %g:1 is the least; make it %s, such as #%06x",
                    paint & 0xFFFFFF, faint->ground & 0xFFFFFF, zone->name, faint->units,
                    told(faint->ratio), faint->need, lighter ? "lighter" : "darker",
                    mend & 0xFFFFFF);
}

void check_contrast_report(const struct check_contrast *contrast, const struct theme *theme,
                           const struct whereabouts *places, struct diagnostics *findings)
{
    for (int i = 0; i < contrast->count; i++)
        report(&contrast->faints[i], theme, places, findings);
}
