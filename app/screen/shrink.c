#include "screen/shrink.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Areas are counted in whole numbers: a source pixel is OUT_W by OUT_H of them and one of the
 * result W by H. 255 * 255 * 16384 * 16384 is far below 64 bits. */
struct area {
    uint64_t alpha, red, green, blue; /* colours times alpha */
};

struct shrink {
    int w, h, out_w, out_h;
    int y, out_y;
    struct area *across; /* of the row that came, OUT_W */
    struct area *down;   /* of the row of the result */
};

void shrink_size(int w, int h, int side_max, int *out_w, int *out_h)
{
    int64_t side = w > h ? w : h;
    *out_w = w;
    *out_h = h;
    if (side <= side_max)
        return;
    *out_w = (int)((2 * (int64_t)w * side_max + side) / (2 * side));
    *out_h = (int)((2 * (int64_t)h * side_max + side) / (2 * side));
    *out_w = *out_w > 0 ? *out_w : 1;
    *out_h = *out_h > 0 ? *out_h : 1;
}

struct shrink *shrink_create(int w, int h, int out_w, int out_h)
{
    struct shrink *shrink = memory_new(sizeof *shrink);
    *shrink = (struct shrink){
        .w = w,
        .h = h,
        .out_w = out_w,
        .out_h = out_h,
        .across = memory_array((size_t)out_w, sizeof *shrink->across),
        .down = memory_array((size_t)out_w, sizeof *shrink->down),
    };
    return shrink;
}

void shrink_destroy(struct shrink *shrink)
{
    if (shrink == NULL)
        return;
    free(shrink->across);
    free(shrink->down);
    free(shrink);
}

static void add_pixel(struct area *area, uint32_t pixel, uint64_t weight)
{
    uint64_t alpha = (pixel >> 24) * weight;
    area->alpha += alpha;
    area->red += alpha * (pixel >> 16 & 0xFF);
    area->green += alpha * (pixel >> 8 & 0xFF);
    area->blue += alpha * (pixel & 0xFF);
}

static void add_area(struct area *area, const struct area *more, uint64_t weight)
{
    area->alpha += more->alpha * weight;
    area->red += more->red * weight;
    area->green += more->green * weight;
    area->blue += more->blue * weight;
}

/* How much of what begins at AT and is SIZE long lies before END. */
static int64_t part_before(int64_t at, int size, int64_t end)
{
    return end - at < size ? end - at : size;
}

static void add_across(struct shrink *shrink, const uint32_t *row)
{
    memset(shrink->across, 0, (size_t)shrink->out_w * sizeof *shrink->across);
    int out_x = 0;
    for (int x = 0; x < shrink->w; x++) {
        int64_t at = (int64_t)x * shrink->out_w;
        int64_t part = part_before(at, shrink->out_w, (int64_t)(out_x + 1) * shrink->w);
        add_pixel(&shrink->across[out_x], row[x], (uint64_t)part);
        if (at + shrink->out_w >= (int64_t)(out_x + 1) * shrink->w)
            out_x++;
        if (part < shrink->out_w)
            add_pixel(&shrink->across[out_x], row[x], (uint64_t)(shrink->out_w - part));
    }
}

static void add_down(struct shrink *shrink, int64_t weight)
{
    for (int x = 0; x < shrink->out_w; x++)
        add_area(&shrink->down[x], &shrink->across[x], (uint64_t)weight);
}

static uint32_t mean(const struct area *area, uint64_t size)
{
    if (area->alpha == 0)
        return 0;
    uint64_t half = area->alpha / 2;
    return (uint32_t)((area->alpha + size / 2) / size) << 24 |
           (uint32_t)((area->red + half) / area->alpha) << 16 |
           (uint32_t)((area->green + half) / area->alpha) << 8 |
           (uint32_t)((area->blue + half) / area->alpha);
}

bool shrink_add_row(struct shrink *shrink, const uint32_t *row, uint32_t *out)
{
    int64_t at = (int64_t)shrink->y++ * shrink->out_h;
    int64_t end = (int64_t)(shrink->out_y + 1) * shrink->h;
    int64_t part = part_before(at, shrink->out_h, end);
    add_across(shrink, row);
    add_down(shrink, part);
    if (at + shrink->out_h < end)
        return false;
    uint64_t size = (uint64_t)shrink->w * (uint64_t)shrink->h;
    for (int x = 0; x < shrink->out_w; x++)
        out[x] = mean(&shrink->down[x], size);
    memset(shrink->down, 0, (size_t)shrink->out_w * sizeof *shrink->down);
    shrink->out_y++;
    add_down(shrink, shrink->out_h - part);
    return true;
}
