/* A studio: all that it takes to paint a screen without a display. */
#ifndef RIWAQ_STUDIO_H
#define RIWAQ_STUDIO_H

#include "screen/fonts.h"
#include "screen/painter.h"
#include "screen/raster.h"
#include "setup.h"
#include "widgets/composer.h"

struct studio {
    struct fonts *fonts;
    struct text_cache *text;
    struct raster *raster;
    SDL_Surface *surface;
    struct painter *painter;
    struct composer *composer;
};

/* For SETUP's theme, whose fonts it opens. False with a message on standard error; studio_finish is
 * to be called either way. */
bool studio_init(struct studio *studio, const struct setup *setup);
/* A screen of SIZE in the place of the one before; the first is to be there before anything is
 * composed. SETUP and CONTENT are to outlive it. False as above. */
bool studio_screen(struct studio *studio, const struct setup *setup, const struct content *content,
                   struct size size);
void studio_finish(struct studio *studio);
/* Only what stands in the frame of MOMENT, for its text (composer_print_text). */
void studio_compose(struct studio *studio, const struct moment *moment);
/* Paints the frame of MOMENT whole: frames owe nothing to each other. */
void studio_paint(struct studio *studio, const struct moment *moment);
/* The moment at which a studio shows WALL_NS. */
struct moment studio_moment(const struct setup *setup, int64_t wall_ns);

#endif
