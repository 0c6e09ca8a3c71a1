#include "check_room.h"

#include "base/memory.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* With ROLE at EM units, as atrium has it. */
static const struct least {
    const char *widget;
    double w, h;
    enum font_role role;
    double em;
} leasts[] = {
    {"masthead", 900, 110, FONT_DATE, 29},        {"ticker", 0, 70, FONT_TICKER, 36},
    {"article", 700, 500, FONT_BODY, 33},         {"headlines", 600, 300, FONT_HEADLINE, 36},
    {"weather", 1700, 150, FONT_TEMPERATURE, 38}, {"weather", 820, 300, FONT_TEMPERATURE, 38},
    {"prayers", 420, 360, FONT_ROW, 40},          {"social", 580, 120, FONT_SMALL, 26},
    {"clock", 260, 110, FONT_CLOCK, 92},          {"departures", 760, 400, FONT_HEADLINE, 36},
};

/* The row whose room WIDGET has, else the first one whose width it has; NULL: of a widget that
 * needs none. *ENOUGH: it has it. W and H in units. */
static const struct least *find_least(const struct theme *theme, const char *widget, double w,
                                      double h, double *scale, bool *enough)
{
    const struct least *found = NULL;
    bool wide_enough = false;
    *enough = true;
    for (size_t i = 0; i < COUNT_OF(leasts); i++) {
        const struct least *least = &leasts[i];
        if (strcmp(least->widget, widget) != 0)
            continue;
        *scale = theme->fonts[least->role].size / least->em;
        bool wide = w * 3 >= least->w * *scale * 2;
        *enough = wide && h * 3 >= least->h * *scale * 2;
        if (found == NULL || !wide_enough)
            found = least;
        wide_enough = wide;
        if (*enough)
            break;
    }
    return found;
}

/* True when it was told. */
static bool check_entry(const struct stage *stage, struct size screen, int index, struct rect rect,
                        const char *widget, const struct whereabouts *places,
                        struct diagnostics *findings)
{
    const struct theme *theme = stage->theme;
    const struct theme_zone *zone = &theme->zones[index];
    double unit = theme_unit(theme, screen), scale = 1;
    double w = rect.w / unit - zone->padding_start - zone->padding_end;
    double h = rect.h / unit - zone->padding_top - zone->padding_bottom;
    bool enough;
    const struct least *least = find_least(theme, widget, w, h, &scale, &enough);
    if (least == NULL || enough)
        return false;
    char section[80], where[96], wide[32] = "any width";
    snprintf(section, sizeof section, "zone.%s", zone->name);
    snprintf(where, sizeof where, "[%s] show", section);
    if (least->w > 0)
        snprintf(wide, sizeof wide, "%.0f", least->w * scale);
    diagnostics_add(findings, SEVERITY_WARNING, whereabouts_file(places),
                    whereabouts_line(places, section, "show"), where,
                    "\"%s\" has %.0f x %.0f units on %dx%d, and with these fonts needs about %s x "
                    "%.0f; give it more room in the grid, or its fonts a smaller size",
                    widget, fmax(w, 0), fmax(h, 0), screen.w, screen.h, wide, least->h * scale);
    return true;
}

static bool check_zone(const struct stage *stage, struct size screen, int index, struct rect rect,
                       const struct whereabouts *places, struct diagnostics *findings)
{
    const struct theme_zone *zone = &stage->theme->zones[index];
    for (int i = 0; i < zone->entry_count; i++)
        if (check_entry(stage, screen, index, rect, zone->entries[i].widget, places, findings))
            return true;
    return false;
}

void check_room_report(const struct stage *stage, const struct whereabouts *places,
                       struct diagnostics *findings)
{
    bool told[ZONES_MAX] = {false};
    for (int s = 0; s < stage->size_count; s++) {
        struct rect rects[ZONES_MAX];
        stage_places(stage, stage->sizes[s], rects);
        for (int z = 0; z < stage->theme->zone_count; z++)
            if (!told[z] && !rect_is_empty(rects[z]))
                told[z] = check_zone(stage, stage->sizes[s], z, rects[z], places, findings);
    }
}
