/* Fonts: families to files (fontconfig), measuring and rasterising (SDL2_ttf). One thread. */
#ifndef RIWAQ_SCREEN_FONTS_H
#define RIWAQ_SCREEN_FONTS_H

#include "base/diagnostics.h"
#include "content/language.h"
#include "text/text.h"
#include "theme/theme.h"

#include <SDL.h>

struct faces;
struct fonts;

/* Resolves the theme's families to files: a .ttf/.otf in one of FOLDERS (NULL-terminated, may
 * be NULL) with that family wins, then the system's. A family
 * that is missing is reported as a warning under the theme's name; NULL with an error reported
 * only when there is no usable font at all. Faces are opened when first needed. */
struct fonts *fonts_create(const struct theme *theme, const char *const *folders,
                           struct diagnostics *diagnostics);
void fonts_destroy(struct fonts *fonts);

/* The same, of FACES (screen/faces.h; a reference is taken). */
struct fonts *fonts_create_with(struct faces *faces, struct diagnostics *diagnostics);
/* Other FACES beside those that are there (a reference is taken), with a measure of their own: what
 * is set by it is rendered by them. For a theme that takes another's place while that is shown. */
const struct text_measure *fonts_add(struct fonts *fonts, struct faces *faces);
/* Closes what was opened for that measure; nothing set by it can be rendered any more. */
void fonts_remove(struct fonts *fonts, const struct text_measure *measure);

/* A warning where families of the theme have none of LANGUAGE's letters. */
void fonts_check_language(struct fonts *fonts, enum language language,
                          struct diagnostics *diagnostics);
/* The interface that the text floor measures through, of the faces that were there first; belongs
 * to FONTS. */
const struct text_measure *fonts_measure(struct fonts *fonts);
/* A run as an ARGB8888 surface with blending on, cropped to nothing; *BASELINE is the
 * row of the baseline in it, *LEFT how far the run's origin is from its left edge. NULL for a
 * run without ink or one that cannot be drawn. SDL_FreeSurface it. */
SDL_Surface *fonts_render(struct fonts *fonts, const struct text_run *run, color color,
                          int *baseline, int *left);

#endif
