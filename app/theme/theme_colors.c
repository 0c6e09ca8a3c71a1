/* Colours that a theme need not name: they follow from others. */
#include "theme/contrast.h"
#include "theme/theme_parts.h"

#include "base/memory.h"

enum { MUTED_PERCENT = 35, MUTED_STEP = 5, MUTED_RATIO = 3 };

static const enum color_role derived[] = {COLOR_MARK, COLOR_ON_ACCENT_MUTED};

/* As far towards the ground as it is still to be read. */
static color muted_on(color paint, color ground)
{
    color out = paint;
    for (int percent = MUTED_PERCENT; percent > 0; percent -= MUTED_STEP) {
        color veil = (ground & 0xFFFFFF) | (color)(percent * 255 / 100) << 24;
        out = contrast_over(veil, paint);
        if (contrast_ratio(out, ground) >= MUTED_RATIO)
            return out;
    }
    return paint;
}

static color named(const struct theme *theme, const struct theme_zone *zone, enum color_role role)
{
    return zone != NULL ? theme_zone_color(theme, zone, role) : theme->colors[role];
}

color theme_derived_color(const struct theme *theme, const struct theme_zone *zone,
                          enum color_role role)
{
    if (role == COLOR_ON_ACCENT_MUTED)
        return muted_on(named(theme, zone, COLOR_ON_ACCENT), named(theme, zone, COLOR_ACCENT));
    return named(theme, zone, COLOR_MUTED);
}

void theme_finish_colors(struct theme *theme)
{
    for (size_t i = 0; i < COUNT_OF(derived); i++) {
        if (theme->colors[derived[i]] != 0)
            continue;
        theme->color_derived |= 1U << derived[i];
        theme->colors[derived[i]] = theme_derived_color(theme, NULL, derived[i]);
    }
}
