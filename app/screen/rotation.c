#include "screen/rotation.h"

#include <stdint.h>

struct size rotation_size(struct size size, int degrees)
{
    return degrees % 180 == 0 ? size : (struct size){size.h, size.w};
}

struct rect rotation_rect(struct rect r, struct size screen, int degrees)
{
    switch (degrees) {
    case 90:
        return (struct rect){screen.w - r.y - r.h, r.x, r.h, r.w};
    case 180:
        return (struct rect){screen.w - r.x - r.w, screen.h - r.y - r.h, r.w, r.h};
    case 270:
        return (struct rect){r.y, screen.h - r.x - r.w, r.h, r.w};
    default:
        return r;
    }
}

static uint32_t *pixel_at(const SDL_Surface *surface, int x, int y)
{
    return (uint32_t *)(void *)((char *)surface->pixels + (ptrdiff_t)y * surface->pitch) + x;
}

void rotation_copy(SDL_Surface *from, struct rect rect, SDL_Surface *to, int degrees)
{
    const struct size screen = {to->w, to->h}, upright = rotation_size(screen, degrees);
    rect = rect_intersection(rect, (struct rect){0, 0, from->w, from->h});
    rect = rect_intersection(rect, (struct rect){0, 0, upright.w, upright.h});
    if (rect_is_empty(rect))
        return;
    ptrdiff_t line = to->pitch / 4;
    ptrdiff_t step = degrees == 90 ? line : degrees == 180 ? -1 : degrees == 270 ? -line : 1;
    for (int y = rect.y; y < rect.y + rect.h; y++) {
        const struct rect first = rotation_rect((struct rect){rect.x, y, 1, 1}, screen, degrees);
        const uint32_t *in = pixel_at(from, rect.x, y);
        uint32_t *out = pixel_at(to, first.x, first.y);
        for (int x = 0; x < rect.w; x++)
            out[x * step] = in[x];
    }
}
