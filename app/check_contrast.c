#include "check_contrast.h"

#include "base/memory.h"
#include "check_ground.h"
#include "theme/contrast.h"

#include <math.h>
#include <stdio.h>

static const size_t RASTER_BYTES = (size_t)64 * 1024 * 1024;

/* COLOR_COUNT: none of the palette. */
static enum color_role role_of(const struct theme *theme, const struct theme_zone *zone,
                               color paint)
{
    static const enum color_role roles[] = {
        COLOR_INK,  COLOR_MUTED,           COLOR_ACCENT, COLOR_ON_ACCENT, COLOR_ALERT,
        COLOR_MARK, COLOR_ON_ACCENT_MUTED, COLOR_PAPER,  COLOR_RULE};
    for (size_t i = 0; i < COUNT_OF(roles); i++)
        if (theme_zone_color(theme, zone, roles[i]) == paint)
            return roles[i];
    return COLOR_COUNT;
}

static double need_of(const struct theme *theme, const struct item *text, enum color_role role,
                      struct size screen)
{
    int shorter = screen.w < screen.h ? screen.w : screen.h;
    bool bold = theme->fonts[text->run.font.role].weight.values[0] >= FONT_BOLD;
    bool large = text->run.font.px * (bold ? 38.5 : 30) >= shorter;
    bool aside = role == COLOR_MUTED || role == COLOR_MARK || role == COLOR_ON_ACCENT_MUTED;
    return large || aside ? 3 : 4.5;
}

/* Whether the zone's own key says what ROLE is: one that has a ground of its own needs one. */
static bool is_own(const struct theme_zone *zone, enum color_role role)
{
    return (zone->color_set >> role & 1) || zone->background != BACKGROUND_NONE;
}

/* One finding for what one key mends. */
static bool is_same(const struct theme *theme, const struct faint *a, const struct faint *b)
{
    if (a->picture != NULL || b->picture != NULL) /* its scrim */
        return a->picture == b->picture;
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

/* Which of the theme's pictures it is; NULL: none of them. */
static const struct theme_picture *picture_of(const struct theme *theme, int zone,
                                              const struct picture *pixels)
{
    if (pixels == NULL)
        return NULL;
    if (pixels == theme->zones[zone].picture.pixels)
        return &theme->zones[zone].picture;
    return pixels == theme->picture.pixels ? &theme->picture : NULL;
}

static void look_at(struct check_contrast *contrast, const struct stage_frame *frame, int zone,
                    int index)
{
    const struct scene_zone *on = &frame->scene->zones[zone];
    const struct item *text = &on->list->items[index];
    enum color_role role = role_of(frame->theme, &frame->theme->zones[zone], text->color);
    struct ground ground;
    if (role == COLOR_COUNT || !ground_under(contrast->raster, on, index, &ground))
        return;
    double unit = theme_unit(frame->theme, frame->scene->size);
    struct faint faint = {.zone = zone,
                          .role = role,
                          .ground = ground.color,
                          .picture = picture_of(frame->theme, zone, ground.picture),
                          .units = (int)lround(text->run.font.px / unit)};
    if (ground.picture != NULL && faint.picture == NULL) /* the content's own */
        return;
    faint.ratio = contrast_ratio(contrast_over(text->color, ground.color), ground.color);
    faint.need = need_of(frame->theme, text, role, frame->scene->size);
    if (faint.ratio < faint.need)
        note(contrast, frame->theme, &faint);
}

void check_contrast_look(struct check_contrast *contrast, const struct stage_frame *frame)
{
    if (contrast->raster == NULL)
        contrast->raster = raster_create(frame->fonts, RASTER_BYTES);
    for (int z = 0; z < frame->scene->zone_count; z++) {
        const struct list *list = frame->scene->zones[z].list;
        if (list == NULL || list->serial == contrast->seen[z])
            continue;
        contrast->seen[z] = list->serial;
        for (int i = 0; i < list->count; i++)
            if (list->items[i].kind == ITEM_TEXT)
                look_at(contrast, frame, z, i);
    }
    raster_trim(contrast->raster);
}

void check_contrast_finish(struct check_contrast *contrast)
{
    raster_destroy(contrast->raster);
    contrast->raster = NULL;
}

/* Rounded down: 4.47 is no 4.5. */
static double told(double ratio)
{
    return floor(ratio * 10) / 10;
}

/* What the picture has there without PERCENT of SCRIM, which is less than all, over it. */
static color unveiled(color seen, color scrim, int percent)
{
    color out = 0xFF000000;
    for (int shift = 0; shift <= 16; shift += 8) {
        int with = (int)(seen >> shift & 0xFF), over = (int)(scrim >> shift & 0xFF);
        int under = (with * 100 - over * percent) / (100 - percent);
        out |= (color)(under < 0 ? 0 : under > 255 ? 255 : under) << shift;
    }
    return out;
}

enum { SCRIM_STEP = 5 };

/* How much of SCRIM, an opaque colour, makes PAINT stand out; 0: no more of it does. */
static int scrim_needed(const struct faint *faint, color paint, color scrim)
{
    const struct theme_picture *picture = faint->picture;
    int now = picture->scrim == BACKGROUND_NONE ? 0 : picture->scrim_percent;
    if (now >= 100)
        return 0;
    color bare = unveiled(faint->ground, scrim, now);
    for (int percent = now - now % SCRIM_STEP + SCRIM_STEP; percent <= 100; percent += SCRIM_STEP) {
        color veil = (scrim & 0xFFFFFF) | (color)(percent * 255 / 100) << 24;
        if (contrast_ratio(paint, contrast_over(veil, bare)) >= faint->need)
            return percent;
    }
    return 0;
}

/* How the scrim is to be written: in the colour that it has, else in the paper's. */
static bool mend_scrim(const struct faint *faint, const struct theme *theme, color paint,
                       char mend[64])
{
    const struct theme_picture *picture = faint->picture;
    const struct theme_zone *zone = picture == &theme->picture ? NULL : &theme->zones[faint->zone];
    const char *name = "paper";
    color scrim =
        zone != NULL ? theme_zone_color(theme, zone, COLOR_PAPER) : theme->colors[COLOR_PAPER];
    char own[16];
    if (picture->scrim != BACKGROUND_NONE) {
        scrim = theme_scrim(theme, zone);
        snprintf(own, sizeof own, "#%06x", scrim & 0xFFFFFF);
        name = picture->scrim == BACKGROUND_OWN
                   ? own
                   : whereabouts_color((enum color_role)picture->scrim);
    }
    int percent = scrim_needed(faint, paint, scrim | 0xFF000000);
    snprintf(mend, 64, "scrim = %s %d%%", name, percent);
    return percent > 0;
}

static void report_picture(const struct faint *faint, const struct theme *theme,
                           const struct whereabouts *places, struct diagnostics *findings)
{
    const struct theme_zone *zone = &theme->zones[faint->zone];
    bool behind_all = faint->picture == &theme->picture;
    char section[80] = "theme", where[128], mend[64];
    if (!behind_all)
        snprintf(section, sizeof section, "zone.%s", zone->name);
    bool has_scrim = faint->picture->scrim != BACKGROUND_NONE;
    const char *key = has_scrim ? "scrim" : "background_picture";
    snprintf(where, sizeof where, "[%s] %s", section, key);
    color paint = contrast_over(theme_zone_color(theme, zone, faint->role), faint->ground);
    if (!mend_scrim(faint, theme, paint, mend))
        snprintf(mend, sizeof mend, "a background_picture that is more even");
    diagnostics_add(findings, SEVERITY_WARNING, whereabouts_file(places),
                    whereabouts_line(places, section, key), where,
                    "the contrast of #%06x (%s) to #%06x, which \"%s\" has under it in zone "
                    "\"%s\" at %d units, is %.1f:1, and %g:1 is the least; write %s",
                    paint & 0xFFFFFF, whereabouts_color(faint->role), faint->ground & 0xFFFFFF,
                    faint->picture->name, zone->name, faint->units, told(faint->ratio), faint->need,
                    mend);
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
        if (contrast->faints[i].picture != NULL)
            report_picture(&contrast->faints[i], theme, places, findings);
        else
            report(&contrast->faints[i], theme, places, findings);
}
