/* One axis of a grid: how long its tracks are. */
#ifndef RIWAQ_SCENE_TRACKS_H
#define RIWAQ_SCENE_TRACKS_H

#include "theme/theme.h"

struct axis {
    const struct track *tracks;
    int count;
    double unit;               /* pixels a canvas unit */
    double gap;                /* pixels, between two tracks */
    double room;               /* pixels, for all of them and the gaps */
    bool left_out[TRACKS_MAX]; /* not shown, and neither is its gap */
    /* Pixels that an auto track asks for; 0: nothing in it has a size of its own: it is as 1fr. */
    double natural[TRACKS_MAX];
};

/* Start and end of each track, in pixels from the grid's start. */
struct edges {
    double start[TRACKS_MAX], end[TRACKS_MAX];
};

/* Whether the track has a share of what the others leave. */
bool axis_is_share(const struct axis *axis, int track);
/* Fixed tracks have their units, and auto tracks what they ask for: up to two thirds of what the
 * fixed ones leave where there are shares (fr), up to all of it where there are none; beyond that
 * the longest of them give way first. Shares have the rest; where there are none, auto tracks have
 * it, in equal parts, and where there are none of these either, and a track is left out, the fixed
 * ones. What does not fit shrinks in proportion, gaps too. */
void axis_place(const struct axis *axis, struct edges *out);

#endif
