/* The board: which zones there are, what each of them is given to build from, and where it
 * stands. All that is fixed for a content, a theme and a size. */
#ifndef RIWAQ_WIDGETS_BOARD_H
#define RIWAQ_WIDGETS_BOARD_H

#include "scene/layout.h"
#include "widgets/composer.h"
#include "widgets/widget.h"

struct board {
    struct composer_inputs inputs;
    struct config spoken;                     /* the configuration, with one language */
    struct content *content;                  /* never NULL */
    struct content *zone_contents[ZONES_MAX]; /* of zones that name their sources; else NULL */
    bool empty;                               /* there is no content yet */
    bool waiting; /* nor a place whose prayers could be shown: the waiting picture alone */
    int zone_count;
    int notice_zone; /* which tells that content is waited for; -1: none, nothing is waited for */
    struct layout_screen screen;
};

void board_init(struct board *board, const struct composer_inputs *inputs);
void board_finish(struct board *board);

const struct theme_zone *board_zone(const struct board *board, int i);
/* While there is no content, what stands in for a zone's widgets; NULL: nothing does. */
const struct widget *board_stand_in(const struct board *board, int i);
/* Whether nothing but strips are shown in the zone: it has no part in the turns of languages. */
bool board_runs(const struct board *board, int i);
color board_background(const struct board *board, int i);

/* Where the zones stand, and what they paint with what hangs out into the gaps, by zone. ABSENT
 * as for layout_zones. It measures where tracks are auto: in a step (text/step.h) it may fall
 * short, and is then to be called again. */
void board_place(const struct board *board, bool mirror, const bool *absent,
                 struct rect rects[ZONES_MAX], struct rect paints[ZONES_MAX]);
/* What zone I, standing at RECT, is built from when LANGUAGE is up. What runs is in the first
 * language always, and does not depend on where it stands from left to right. */
struct view board_view(const struct board *board, int i, enum language language, struct rect rect,
                       const struct moment *moment);
/* Whether what runs in ZONE runs to the right: its first headline leads at the right. */
bool board_runs_right(const struct config *config, const struct theme_zone *zone);
/* VIEW as it is for a widget that runs. */
struct view board_running_view(const struct view *view);

#endif
