#include "content/picture.h"

#include "base/memory.h"

#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>

/* The public part comes first, so that a picture's address is its holder's. */
struct holder {
    struct picture picture;
    atomic_int references;
};

/* The one thing here that outlives a call: serials must differ across threads too. */
static uint64_t next_serial(void)
{
    static atomic_uint_least64_t last;
    return atomic_fetch_add_explicit(&last, 1, memory_order_relaxed) + 1;
}

struct picture *picture_create(int w, int h)
{
    if (w < 1 || h < 1 || w > PICTURE_SIDE_MAX || h > PICTURE_SIDE_MAX)
        return NULL;
    struct holder *holder = memory_new(sizeof *holder);
    holder->picture = (struct picture){
        .w = w,
        .h = h,
        .pixels = memory_array((size_t)w * (size_t)h, sizeof(uint32_t)),
        .serial = next_serial(),
    };
    atomic_init(&holder->references, 1);
    return &holder->picture;
}

int picture_luma(uint32_t pixel)
{
    uint32_t red = pixel >> 16 & 0xFF, green = pixel >> 8 & 0xFF, blue = pixel & 0xFF;
    return (int)((red * 2126 + green * 7152 + blue * 722 + 5000) / 10000);
}

void picture_measure(struct picture *picture)
{
    uint64_t count = (uint64_t)picture->w * (uint64_t)picture->h, clear = 0, alphas = 0, sum = 0;
    for (uint64_t i = 0; i < count; i++) {
        uint32_t pixel = picture->pixels[i], alpha = pixel >> 24;
        clear += alpha < 128;
        alphas += alpha;
        sum += alpha * (uint64_t)picture_luma(pixel);
    }
    picture->clear = clear * 16 >= count;
    picture->opaque = alphas == count * 255;
    picture->luma = alphas > 0 ? (uint8_t)(sum / alphas) : 0;
}

struct picture *picture_take(const struct picture *picture)
{
    struct holder *holder = (struct holder *)picture;
    if (holder == NULL)
        return NULL;
    atomic_fetch_add_explicit(&holder->references, 1, memory_order_relaxed);
    return &holder->picture;
}

void picture_put(const struct picture *picture)
{
    struct holder *holder = (struct holder *)picture;
    if (holder == NULL ||
        atomic_fetch_sub_explicit(&holder->references, 1, memory_order_acq_rel) > 1)
        return;
    free(holder->picture.pixels);
    free(holder);
}
