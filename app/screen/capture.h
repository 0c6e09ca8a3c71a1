/* Pictures of what a screen shows, upright. */
#ifndef RIWAQ_SCREEN_CAPTURE_H
#define RIWAQ_SCREEN_CAPTURE_H

#include <SDL.h>

/* A copy of SURFACE, RGB888; SDL_FreeSurface it. NULL with SDL's error set. */
SDL_Surface *capture_surface(SDL_Surface *surface);
/* The same of what was painted with RENDERER and is not yet presented, turned by DEGREES clockwise.
 * Waits until the GPU is through. */
SDL_Surface *capture_renderer(SDL_Renderer *renderer, int degrees);

#endif
