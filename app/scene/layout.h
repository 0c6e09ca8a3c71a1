/* Grid to rectangles: fixed tracks take their units, auto tracks what stands in them needs, the
 * rest is shared by fractions. */
#ifndef RIWAQ_SCENE_LAYOUT_H
#define RIWAQ_SCENE_LAYOUT_H

#include "base/geometry.h"
#include "theme/config.h"
#include "theme/theme.h"

/* A screen and its edges, in pixels. */
struct layout_screen {
    struct size size;
    /* Kept clear at the sides (w), and at top and bottom (h), of all that is to be read: what is
     * hidden there, and as far as the picture moves. */
    struct size clear;
    int beyond; /* so far what reaches an edge goes on behind it: the picture moves */
};

/* What a zone asks for where its tracks are auto, padding included; 0: it takes what it is given.
 * NULL: none has a size of its own. */
struct layout_natural {
    int (*width)(void *self, int zone);
    int (*height)(void *self, int zone, int width);
    void *self;
};

struct layout {
    const struct theme *theme;
    struct layout_screen screen;
    bool mirror; /* for right-to-left languages, start is at the right */
    /* By zone index: has nothing to show; NULL: all have something. A row or a column in which only
     * such zones stand is left out and the others take its place, so that no empty band is seen; a
     * row that is a share as long as another one takes its room: a share, or else those of zones
     * that fill. Else the place of one with a background goes to panels beside it that fill; where
     * there is none, it is not painted: its rectangle has no height. */
    const bool *absent;
    /* By zone index: makes good use of more room than it was given; NULL: none does. */
    const bool *fills;
    struct layout_natural natural;
};

/* Of the theme's safe area and the set's overscan the larger counts. CONFIG may be NULL. */
struct layout_screen layout_screen(const struct theme *theme, const struct config *config,
                                   struct size size);
/* How far the picture moves to each side, in pixels. */
int layout_pixel_shift(const struct theme *theme, const struct config *config);
/* Where what is to be read may stand. */
struct rect layout_clear(const struct layout_screen *screen);

/* Where each zone stands, by zone index; zones that are not in the grid get an empty rectangle. No
 * zone reaches farther out than the screen is clear. Edges are rounded one by one, so neighbours
 * never overlap or drift. Tracks that do not fit shrink in proportion. */
void layout_zones(const struct layout *layout, struct rect out[ZONES_MAX]);
/* What zone ZONE fills with its background when it stands at RECT: that, widened to the screen's
 * edges, and as far as these go on, wherever it stands against the grid's margin and has `bleed`,
 * or against an edge without margin and has a background. */
struct rect layout_ground(const struct layout *layout, struct rect rect, int zone);

#endif
