/* A look as composers build by it: with what sets its text. Two stages whose looks have the same
 * faces share that, and what was laid out stays good. For one thread; reference-counted: each
 * composer holds one until it is destroyed. */
#ifndef RIWAQ_PLAYER_STAGE_H
#define RIWAQ_PLAYER_STAGE_H

#include "player/look.h"
#include "screen/fonts.h"
#include "widgets/composer.h"

struct typeset;

struct stage {
    int references;
    struct look *look;
    struct typeset *typeset; /* private */
    struct text_cache *text; /* the typeset's */
};

/* LOOK is handed over. FONTS outlive it. BEFORE is the stage of what is shown; NULL: there is none
 * yet, and FONTS were made of LOOK's faces. TEXT_BYTES: the most that is kept laid out. */
struct stage *stage_create(struct look *look, struct fonts *fonts, const struct stage *before,
                           size_t text_bytes);
struct stage *stage_take(struct stage *stage);
void stage_put(struct stage *stage); /* NULL is fine */
/* A composer of INPUTS (content, size, language), the rest by the look; it keeps STAGE. */
struct composer *stage_composer(struct stage *stage, const struct composer_inputs *inputs);

#endif
