#include "screen/canvas.h"

#include <string.h>

bool canvas_fits(const SDL_Surface *surface)
{
    return surface != NULL && surface->pixels != NULL &&
           (surface->format->format == SDL_PIXELFORMAT_RGB888 ||
            surface->format->format == SDL_PIXELFORMAT_ARGB8888);
}

struct canvas canvas_on(SDL_Surface *surface)
{
    return (struct canvas){.surface = surface, .clip = {0, 0, surface->w, surface->h}};
}

bool canvas_narrow(struct canvas *canvas, struct rect clip)
{
    clip.x += canvas->dx;
    clip.y += canvas->dy;
    canvas->clip = rect_intersection(canvas->clip, clip);
    return !rect_is_empty(canvas->clip);
}

static uint32_t *row_at(const SDL_Surface *surface, int x, int y)
{
    return (uint32_t *)(void *)((char *)surface->pixels + (ptrdiff_t)y * surface->pitch) + x;
}

/* x / 255, rounded, for 0 <= x <= 255 * 255. */
static inline uint32_t by255(uint32_t x)
{
    x += 128;
    return (x + (x >> 8)) >> 8;
}

static inline uint32_t mix(uint32_t under, uint32_t over, uint32_t alpha)
{
    uint32_t rest = 255 - alpha;
    uint32_t r = by255((over >> 16 & 0xFF) * alpha + (under >> 16 & 0xFF) * rest);
    uint32_t g = by255((over >> 8 & 0xFF) * alpha + (under >> 8 & 0xFF) * rest);
    uint32_t b = by255((over & 0xFF) * alpha + (under & 0xFF) * rest);
    return 0xFF000000 | r << 16 | g << 8 | b;
}

void canvas_fill(const struct canvas *canvas, struct rect rect, color paint, uint8_t opacity)
{
    rect.x += canvas->dx;
    rect.y += canvas->dy;
    rect = rect_intersection(rect, canvas->clip);
    uint32_t alpha = by255((paint >> 24) * opacity);
    if (alpha == 0)
        return;
    for (int y = rect.y; y < rect.y + rect.h; y++) {
        uint32_t *to = row_at(canvas->surface, rect.x, y);
        if (alpha == 255)
            for (int x = 0; x < rect.w; x++)
                to[x] = 0xFF000000 | paint;
        else
            for (int x = 0; x < rect.w; x++)
                to[x] = mix(to[x], paint, alpha);
    }
}

static void blend_row(uint32_t *to, const uint32_t *from, int count, uint32_t opacity)
{
    for (int x = 0; x < count; x++) {
        uint32_t alpha = from[x] >> 24;
        if (opacity != 255)
            alpha = by255(alpha * opacity);
        if (alpha == 255)
            to[x] = from[x] | 0xFF000000;
        else if (alpha != 0)
            to[x] = mix(to[x], from[x], alpha);
    }
}

void canvas_blend(const struct canvas *canvas, SDL_Surface *source, int x, int y, uint8_t opacity)
{
    struct rect at = {x + canvas->dx, y + canvas->dy, source->w, source->h};
    struct rect part = rect_intersection(at, canvas->clip);
    for (int row = part.y; row < part.y + part.h; row++)
        blend_row(row_at(canvas->surface, part.x, row), row_at(source, part.x - at.x, row - at.y),
                  part.w, opacity);
}

void canvas_copy(const struct canvas *canvas, SDL_Surface *source, struct rect part, int x, int y)
{
    struct rect at = {x + canvas->dx, y + canvas->dy, part.w, part.h};
    struct rect seen = rect_intersection(at, canvas->clip);
    for (int row = seen.y; row < seen.y + seen.h; row++)
        memcpy(row_at(canvas->surface, seen.x, row),
               row_at(source, part.x + seen.x - at.x, part.y + row - at.y),
               (size_t)seen.w * sizeof(uint32_t));
}

/* Of what lies between FROM and TO, AT of LENGTH, in 1/256 of a step: its three channels. */
static void between(color from, color to, int at, int length, int out[3])
{
    for (int i = 0; i < 3; i++) {
        int a = (int)(from >> (16 - 8 * i) & 0xFF), b = (int)(to >> (16 - 8 * i) & 0xFF);
        out[i] = 256 * a + (int)((int64_t)256 * (b - a) * (2 * at + 1) / (2 * length));
    }
}

/* Dithered by the ordered 4x4 matrix of Bayer, or near colours would stand in bands. */
static void gradient_row(color from, color to, int y, int height, uint32_t out[4])
{
    static const uint8_t matrix[4][4] = {
        {0, 8, 2, 10}, {12, 4, 14, 6}, {3, 11, 1, 9}, {15, 7, 13, 5}};
    int level[3];
    between(from, to, y, height, level);
    for (int x = 0; x < 4; x++) {
        int threshold = matrix[y & 3][x] * 16 + 8;
        out[x] = 0xFF000000;
        for (int i = 0; i < 3; i++)
            out[x] |=
                (uint32_t)((level[i] + threshold) >> 8 > 255 ? 255 : (level[i] + threshold) >> 8)
                << (16 - 8 * i);
    }
}

void canvas_gradient(const struct canvas *canvas, struct rect rect, color from, color to,
                     uint8_t opacity)
{
    rect.x += canvas->dx;
    rect.y += canvas->dy;
    struct rect part = rect_intersection(rect, canvas->clip);
    for (int y = part.y; y < part.y + part.h; y++) {
        uint32_t row[4], *to_row = row_at(canvas->surface, part.x, y);
        gradient_row(from, to, y - rect.y, rect.h, row);
        for (int x = 0; x < part.w; x++) {
            uint32_t paint = row[(part.x + x - rect.x) & 3];
            to_row[x] = opacity == 255 ? paint : mix(to_row[x], paint, opacity);
        }
    }
}

void canvas_item(const struct canvas *canvas, struct raster *raster, const struct item *item,
                 uint8_t opacity)
{
    struct canvas narrowed = *canvas;
    if (opacity == 0 || !canvas_narrow(&narrowed, item_ink(item)))
        return;
    if (item->kind == ITEM_RECT && item->radius <= 0) {
        canvas_fill(&narrowed, item->rect, item->color, opacity);
        return;
    }
    if (item->kind == ITEM_GRADIENT) {
        canvas_gradient(&narrowed, item->rect, item->color, item->second, opacity);
        return;
    }
    const struct raster_image *image = raster_item(raster, item);
    if (image->surface != NULL)
        canvas_blend(&narrowed, image->surface, item->rect.x + image->dx, item->rect.y + image->dy,
                     opacity);
}
