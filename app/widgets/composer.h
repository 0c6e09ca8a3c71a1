/* The composer: from inputs and moment to a scene.
 *
 * What it returns is a pure function of inputs and moment; all it keeps is which lists are
 * still right, so that a zone that is not due is not built again. */
#ifndef RIWAQ_WIDGETS_COMPOSER_H
#define RIWAQ_WIDGETS_COMPOSER_H

#include "base/buffer.h"
#include "scene/scene.h"
#include "widgets/view.h"

/* All borrowed, and to outlive the composer, but for the content, which it keeps alive. LEAVE (may
 * be NULL) is called with OWNER when the composer is destroyed: it needs them no more. */
struct composer_inputs {
    const struct content *content; /* NULL or empty: the waiting picture */
    const struct config *config;
    const struct theme *theme;
    const struct picture *logo;
    struct text_cache *text;
    struct size size;
    bool lit;          /* on and at full brightness, whatever CONFIG says of its hours */
    bool one_language; /* only `language` is shown, whatever CONFIG says */
    enum language language;
    void *owner;
    void (*leave)(void *owner);
};

struct composer;

/* BEFORE (may be NULL) is the composer that is on the screen now: zones that look the same
 * share its lists, so that nothing is rasterised again, and a strip that does not look the
 * same comes in by a fade from the moment of composer_begin on. It is not needed afterwards. */
struct composer *composer_create(const struct composer_inputs *inputs);
void composer_destroy(struct composer *composer);
/* To be called once with the moment's wall time at which COMPOSER takes over from BEFORE. */
void composer_begin(struct composer *composer, const struct composer *before,
                    const struct moment *moment);

/* The frame of MOMENT; belongs to the composer, valid until the next call but one. */
const struct scene *composer_scene(struct composer *composer, const struct moment *moment);
/* Does one step of what is to be done before the first scene; false when all is. For doing the work
 * of the first composer_scene little by little. */
bool composer_build_next(struct composer *composer, const struct moment *moment);
/* The wall time until which the last scene stays as it is, but for what runs. */
int64_t composer_next_change(const struct composer *composer);
/* Whether the last scene is black because CONFIG has the screen off at its moment: no zone of it is
 * shown, and what comes when it is on again is prepared (composer_upcoming) a minute before. */
bool composer_is_dark(const struct composer *composer);
/* Whether the last scene moves with every refresh: a strip, or a transition under way. */
bool composer_is_moving(const struct composer *composer);
/* Whether a page of the last scene is fading: such frames take longer to paint. */
bool composer_is_fading(const struct composer *composer);
/* What is to be prepared ahead, 0 <= I < composer_upcoming_count: what each zone will show after
 * its next change, then what each will show after the next turn of the languages. NULL when
 * nothing is known to change, or it comes with another I. Builds it at the first call; valid
 * until the next one. */
int composer_upcoming_count(const struct composer *composer);
const struct scene_zone *composer_upcoming(struct composer *composer, int i,
                                           const struct moment *moment);
/* The text of the last scene in reading order, a JSON line a line of text. */
bool composer_print_text(const struct composer *composer, struct buffer *out);

/* What zone I of the last scene, that of MOMENT, is, for who works on a theme. */
struct composer_zone {
    const char *name;   /* borrowed from the theme */
    struct rect rect;   /* without what hangs out into the gaps; empty: it has nothing to show */
    const char *widget; /* NULL: none */
    int page, pages;    /* of the widget's, from 0 */
};
int composer_zone_count(const struct composer *composer);
void composer_describe_zone(const struct composer *composer, int i, const struct moment *moment,
                            struct composer_zone *out);
const struct composer_inputs *composer_inputs_of(const struct composer *composer);

/* The step of the first strip of the last scene; 1 when nothing runs. */
int composer_strip_step(const struct composer *composer, int hz);

#endif
