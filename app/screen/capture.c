#include "screen/capture.h"

#include "screen/rotation.h"

SDL_Surface *capture_surface(SDL_Surface *surface)
{
    return surface != NULL ? SDL_ConvertSurfaceFormat(surface, SDL_PIXELFORMAT_RGB888, 0) : NULL;
}

/* What was turned one way comes upright by the other. */
static SDL_Surface *turn_back(SDL_Surface *turned, int degrees)
{
    const struct size size = rotation_size((struct size){turned->w, turned->h}, degrees);
    SDL_Surface *upright =
        SDL_CreateRGBSurfaceWithFormat(0, size.w, size.h, 32, SDL_PIXELFORMAT_RGB888);
    if (upright != NULL)
        rotation_copy(turned, (struct rect){0, 0, turned->w, turned->h}, upright,
                      (360 - degrees) % 360);
    SDL_FreeSurface(turned);
    return upright;
}

SDL_Surface *capture_renderer(SDL_Renderer *renderer, int degrees)
{
    int w, h;
    if (SDL_GetRendererOutputSize(renderer, &w, &h) != 0)
        return NULL;
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_RGB888);
    if (surface == NULL)
        return NULL;
    if (SDL_RenderReadPixels(renderer, NULL, SDL_PIXELFORMAT_RGB888, surface->pixels,
                             surface->pitch) != 0) {
        SDL_FreeSurface(surface);
        return NULL;
    }
    return degrees == 0 ? surface : turn_back(surface, degrees);
}
