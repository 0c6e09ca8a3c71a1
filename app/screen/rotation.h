/* Turning what is painted upright onto a screen that hangs on its side. */
#ifndef RIWAQ_SCREEN_ROTATION_H
#define RIWAQ_SCREEN_ROTATION_H

#include "base/geometry.h"

#include <SDL.h>

/* Where RECT of the upright picture lies on a screen of SCREEN pixels that shows it turned by
 * DEGREES (0, 90, 180, 270) clockwise. */
struct rect rotation_rect(struct rect rect, struct size screen, int degrees);
/* Width and height of the upright picture for a screen, and the other way round. */
struct size rotation_size(struct size size, int degrees);
/* Copies RECT of FROM, turned, onto TO; both have 32 bits a pixel and the same format. What lies
 * outside of either is left out. */
void rotation_copy(SDL_Surface *from, struct rect rect, SDL_Surface *to, int degrees);

#endif
