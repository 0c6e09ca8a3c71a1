/* A theme as it would be on the screen, for `riwaq check` to look at: everything that it shows, in
 * each language and on each screen, built by the real composer. */
#ifndef RIWAQ_CHECK_STAGE_H
#define RIWAQ_CHECK_STAGE_H

#include "scene/scene.h"
#include "screen/fonts.h"
#include "theme/config.h"

enum { STAGE_SIZES_MAX = 16 };

struct stage {
    const struct config *config;
    const struct theme *theme;
    const struct picture *logo;    /* NULL: none */
    const struct content *content; /* to be shown as well, as of `wall_ns`; NULL: none */
    int64_t wall_ns;
    struct fonts *fonts; /* of THEME */
    struct size sizes[STAGE_SIZES_MAX];
    int size_count;
};

/* One frame, borrowed. Zone i of the scene is zone i of the theme, and shows its entry ENTRY, or
 * nothing where it has less. */
struct stage_frame {
    const struct theme *theme;
    const struct scene *scene;
    struct fonts *fonts;
    enum language language;
    int entry;
};
typedef void (*stage_look)(void *self, const struct stage_frame *frame);

/* The screens for which a theme is made: that of its canvas, and the same on its side where it has
 * a grid for it. Returns how many. */
int stage_sizes(const struct theme *theme, struct size out[STAGE_SIZES_MAX]);
/* Where what is to be read in the zones stands on a screen of SIZE when all of them have something
 * to show, from left to right; in all languages they are as large. */
void stage_places(const struct stage *stage, struct size size, struct rect out[ZONES_MAX]);
/* Calls LOOK with each of the frames. */
void stage_show(const struct stage *stage, stage_look look, void *self);

#endif
