/* One run of text with one open font: its advance width and its pixels, by SDL2_ttf.
 *
 * SDL2_ttf tells the size of the picture of a text only: its advance joined with whatever
 * hangs over it on either side. What a line of text is set from, the advance and where the
 * run's origin is in the picture, is found here by measuring the run between spaces, which
 * hold the overhang: 64 of them together, because positions count in 64ths of a pixel, so that
 * their width is a whole number. */
#ifndef RIWAQ_SCREEN_RUN_H
#define RIWAQ_SCREEN_RUN_H

#include "text/text.h"
#include "theme/theme.h"

#include <SDL_ttf.h>

/* Spaces that are shaped with a run. */
enum { RUN_PADDING = 64 };

/* An open font. */
struct run_font {
    TTF_Font *ttf;
    double scale;   /* for fonts of fixed size: to bring them to the line's; else 1 */
    double thicken; /* for bold without a bold file: pixels by which stems grow; else 0 */
    struct text_metrics metrics;
    uint32_t space_script; /* of the run before; 0: none yet */
    int space_width;       /* of the spaces that runs of that script are measured between */
};

/* Opens; .ttf is NULL on failure, with SDL's error set. STRIKES: the file has fixed sizes. */
struct run_font run_font_open(const char *path, int index, int px, bool embolden, bool strikes);
void run_font_close(struct run_font *font);
/* Pixels; 0 for an empty run. */
int run_advance(struct run_font *font, const struct text_run *run);
/* As fonts_render. */
SDL_Surface *run_render(struct run_font *font, const struct text_run *run, color color,
                        int *baseline, int *left);

#endif
