#include "screen/rotation.h"

#include <stdint.h>

enum { COLUMN = 16 }; /* 64 bytes */

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

/* What of the upright picture is seen at X, Y of a screen of SIZE. */
static const uint32_t *seen_at(const SDL_Surface *upright, int x, int y, struct size size,
                               int degrees)
{
    switch (degrees) {
    case 90:
        return pixel_at(upright, y, size.w - 1 - x);
    case 180:
        return pixel_at(upright, size.w - 1 - x, size.h - 1 - y);
    case 270:
        return pixel_at(upright, size.h - 1 - y, x);
    default:
        return pixel_at(upright, x, y);
    }
}

/* What lies on its side goes column by column, each as wide as what a processor writes at once: TO
 * may be a card's memory, where single pixels take many times as long, and the rows of FROM that a
 * column is made of stay near the processor. */
void rotation_copy(SDL_Surface *from, struct rect rect, SDL_Surface *to, int degrees)
{
    const struct size screen = {to->w, to->h}, upright = rotation_size(screen, degrees);
    rect = rect_intersection(rect, (struct rect){0, 0, from->w, from->h});
    rect = rect_intersection(rect, (struct rect){0, 0, upright.w, upright.h});
    if (rect_is_empty(rect))
        return;
    const struct rect at = rotation_rect(rect, screen, degrees);
    const ptrdiff_t line = from->pitch / 4;
    const ptrdiff_t step = degrees == 90 ? -line : degrees == 180 ? -1 : degrees == 270 ? line : 1;
    const int columns = degrees % 180 == 0 ? screen.w : COLUMN;
    for (int x = at.x, end = 0; x < at.x + at.w; x = end) {
        end = x - x % columns + columns;
        end = end < at.x + at.w ? end : at.x + at.w;
        for (int y = at.y; y < at.y + at.h; y++) {
            const uint32_t *in = seen_at(from, x, y, screen, degrees);
            uint32_t *out = pixel_at(to, x, y);
            for (int i = 0; i < end - x; i++)
                out[i] = in[i * step];
        }
    }
}
