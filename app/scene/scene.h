/* A scene: the whole frame as a value. Two scenes tell the damage between them. */
#ifndef RIWAQ_SCENE_SCENE_H
#define RIWAQ_SCENE_SCENE_H

#include "scene/list.h"

struct scene_zone {
    struct rect rect;        /* painting is clipped to it */
    color background;        /* opaque; painted before the list */
    const struct list *list; /* borrowed from whoever composed the scene; NULL: background only */
    /* A strip that runs: items are at x in 0 .. loop-1 of the strip (and y of the screen),
     * repeat every `loop` pixels, and the strip's pixel `scroll` stands at rect's left edge.
     * 0 <= scroll < loop; loop == 0: the list stands still. */
    int scroll, loop;
    /* Of a transition, 0 to 255: FADE_OUT items have opacity 255 - 2 * progress, FADE_IN items
     * 2 * progress - 255, clamped. Of a strip: how far it has come in; its background shows
     * through by 255 - progress. 255 where nothing changes. */
    uint8_t progress;
    /* Of a transition that slides: how many pixels to the right of their places FADE_IN items and
     * FADE_OUT items stand, opaque both. */
    bool slides;
    int shift_in, shift_out;
    int rise;  /* how far what rises in the list has come: 0 to its length, less 1 */
    bool over; /* drawn over what is there: no background, and what is below is seen beside its
                  items */
};

/* Those of a theme, and two over them. */
enum { SCENE_ZONES_MAX = ZONES_MAX + 2 };

struct scene {
    struct size size;
    /* All of it stands so many pixels to the right of, and below, where its zones and lists say:
     * these go on behind the screen's edges as far as it takes. */
    int dx, dy;
    color paper; /* where no zone is */
    /* Over the paper, where no zone is: pictures alone; borrowed as the zones' lists; NULL:
     * nothing. Zones that let it be seen have it in their own lists. */
    const struct list *backdrop;
    struct scene_zone zones[SCENE_ZONES_MAX];
    int zone_count;
};

/* Opacity 0 to 255 of an item in a zone. */
uint8_t scene_opacity(const struct scene_zone *zone, const struct item *item);

/* Whether an item that rises is in its window, or will be before it has gone up by AHEAD pixels:
 * then *DY is what its place is changed by. True and 0 for all others. */
bool scene_rises_to(const struct scene_zone *zone, const struct item *item, int ahead, int *dy);

/* Pixels to the right of its place at which an item of a zone stands. */
int scene_shift(const struct scene_zone *zone, const struct item *item);

enum { DAMAGE_MAX = 32 };
struct damage {
    struct rect rects[DAMAGE_MAX]; /* may touch, do not overlap */
    int count;
};

void damage_add(struct damage *damage, struct rect rect);
/* Pixels in all. */
int64_t damage_area(const struct damage *damage);
/* What has to be painted to come from OLD (NULL: nothing on the screen yet) to NEW, as the screen
 * has it: moved as NEW is, and within its size. */
void scene_difference(const struct scene *old, const struct scene *new, struct damage *out);

#endif
