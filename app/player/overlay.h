/* What is drawn over the picture for who works on a theme: zones and what they show, frame times,
 * the keys, what the last key did. One zone above all others of the scene; with nothing to draw
 * the scene is passed on as it is. */
#ifndef RIWAQ_PLAYER_OVERLAY_H
#define RIWAQ_PLAYER_OVERLAY_H

#include "player/controls.h"
#include "player/frame_times.h"
#include "scene/scene.h"
#include "widgets/composer.h"

/* What a key did is told for so long, and frame times are told anew so often. */
#define OVERLAY_SAYS_NS  (2 * NS_PER_SECOND)
#define OVERLAY_EVERY_NS (NS_PER_SECOND / 2)

/* All zero but `controls`: nothing drawn yet. */
struct overlay {
    const struct controls *controls; /* borrowed */
    struct frame_times times;        /* noted while they are shown */
    struct frame_sum sum;            /* as they are told */
    int64_t summed_ns;               /* when, monotonic */
    int64_t said_ns;                 /* when a key did something; 0: what it did was told */
    /* Private: what is drawn, and from what. */
    const struct list *list, *kept; /* and the one of the scene before */
    uint64_t made_of;
    struct scene scenes[2];
    int current;
};

void overlay_finish(struct overlay *overlay);
/* A key did something at MONO_NS. */
void overlay_note_key(struct overlay *overlay, int64_t mono_ns);
/* Brings what is told up to MONO_NS; true when it is another thing by then: a frame is due. */
bool overlay_update(struct overlay *overlay, int64_t mono_ns);
/* SCENE, which is COMPOSER's of MOMENT, with what is to be drawn over it. Belongs to the overlay,
 * valid until the next call but one; SCENE itself where nothing is. */
const struct scene *overlay_over(struct overlay *overlay, const struct scene *scene,
                                 const struct composer *composer, const struct moment *moment);

#endif
