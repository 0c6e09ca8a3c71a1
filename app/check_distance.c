#include "check_distance.h"

#include <math.h>
#include <stdio.h>

/* Of a capital to the em, as in most sans-serif faces. */
static const double cap_height = 0.714;
/* 10 minutes of arc, in radians. */
static const double least_angle = 10.0 / 60 / 180 * 3.14159265358979;
static const double metres_an_inch = 0.0254;

void check_distance_look(struct check_distance *distance, const struct stage_frame *frame)
{
    const struct scene *scene = frame->scene;
    double unit = theme_unit(frame->theme, scene->size);
    for (int z = 0; z < scene->zone_count; z++) {
        const struct list *list = scene->zones[z].list;
        for (int i = 0; list != NULL && i < list->count; i++) {
            const struct item *item = &list->items[i];
            double *least = &distance->units[item->run.font.role];
            if (item->kind == ITEM_TEXT && (*least <= 0 || item->run.font.px / unit < *least))
                *least = item->run.font.px / unit;
        }
    }
}

/* A screen of the canvas's shape. */
static double unit_in_metres(const struct stage *stage)
{
    const struct size canvas = stage->theme->canvas;
    return stage->config->diagonal * metres_an_inch / hypot(canvas.w, canvas.h);
}

void check_distance_report(const struct check_distance *distance, const struct stage *stage,
                           const struct whereabouts *places, struct diagnostics *findings)
{
    const struct config *config = stage->config;
    if (config->viewing_distance <= 0 || config->diagonal <= 0)
        return;
    double unit = unit_in_metres(stage);
    double need = config->viewing_distance * least_angle / cap_height / unit;
    for (int role = 0; role < FONT_ROLE_COUNT; role++) {
        double units = distance->units[role];
        char section[64], where[80];
        if (units <= 0 || units >= need)
            continue;
        snprintf(section, sizeof section, "font.%s", whereabouts_font((enum font_role)role));
        snprintf(where, sizeof where, "[%s] size", section);
        diagnostics_add(findings, SEVERITY_WARNING, whereabouts_file(places),
                        whereabouts_line(places, section, "size"), where,
                        "letters of %.0f units are read on this screen of %g inches from up to "
                        "%.1f m, not from %g m (viewing_distance); from there they need %.0f",
                        units, config->diagonal, units * unit * cap_height / least_angle,
                        config->viewing_distance, ceil(need));
    }
}
