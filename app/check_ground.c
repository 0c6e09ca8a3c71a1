#include "check_ground.h"

#include "theme/contrast.h"

enum { LAYERS_MAX = 64, SPOTS_PER_EM = 3, SAMPLES = 4 };

/* The items below a text that may be seen behind it. */
struct layers {
    const struct item *items[LAYERS_MAX];
    const struct raster_image *images[LAYERS_MAX]; /* of pictures */
    int count;
    color background;
    const struct picture *picture; /* the last of them; NULL: none */
};

static color between(const struct item *gradient, int y)
{
    int part = (y - gradient->rect.y) * 255 / (gradient->rect.h > 1 ? gradient->rect.h : 1);
    part = part < 0 ? 0 : part > 255 ? 255 : part;
    return contrast_over((gradient->second & 0xFFFFFF) | (color)part << 24, gradient->color);
}

static color pixel_at(const struct raster_image *image, const struct item *item, int x, int y)
{
    const SDL_Surface *surface = image->surface;
    x -= item->rect.x + image->dx;
    y -= item->rect.y + image->dy;
    if (surface == NULL || x < 0 || y < 0 || x >= surface->w || y >= surface->h)
        return 0;
    const char *row = (const char *)surface->pixels + (ptrdiff_t)y * surface->pitch;
    return ((const uint32_t *)(const void *)row)[x];
}

static bool holds(struct rect r, int x, int y)
{
    return x >= r.x && x < r.x + r.w && y >= r.y && y < r.y + r.h;
}

/* False: not known. */
static bool color_at(const struct layers *layers, int x, int y, color *out)
{
    bool known = true;
    *out = layers->background;
    for (int i = 0; i < layers->count; i++) {
        const struct item *item = layers->items[i];
        if (!holds(item->rect, x, y))
            continue;
        if (item->kind == ITEM_QR)
            known = false;
        else if (item->kind == ITEM_GRADIENT)
            *out = between(item, y);
        else if (item->kind == ITEM_PICTURE)
            *out = contrast_over(pixel_at(layers->images[i], item, x, y), *out);
        else
            *out = contrast_over(item->color, *out);
        bool plate = item->kind == ITEM_RECT || item->kind == ITEM_GRADIENT;
        known = known || (plate && item->color >> 24 == 0xFF);
    }
    return known;
}

/* An opaque plate hides what is below it. */
static void add_layer(struct layers *layers, const struct item *item, struct rect text)
{
    bool plate =
        (item->kind == ITEM_RECT && item->color >> 24 == 0xFF) || item->kind == ITEM_GRADIENT;
    if (plate && rect_equal(rect_intersection(item->rect, text), text)) {
        layers->count = 0;
        layers->picture = NULL;
    }
    if (layers->count == LAYERS_MAX)
        return;
    layers->items[layers->count++] = item;
    if (item->kind == ITEM_PICTURE)
        layers->picture = item->picture;
}

static struct layers layers_under(const struct scene_zone *zone, int index, struct rect text)
{
    struct layers layers = {.background = zone->background};
    for (int i = 0; i < index; i++) {
        const struct item *item = &zone->list->items[i];
        bool counts = item->kind == ITEM_RECT || item->kind == ITEM_GRADIENT ||
                      item->kind == ITEM_PICTURE || item->kind == ITEM_QR;
        if (counts && rect_overlaps(item->rect, text))
            add_layer(&layers, item, text);
    }
    return layers;
}

/* The mean of what is behind a spot. */
static bool mean_of(const struct layers *layers, struct rect spot, color *out)
{
    int sums[3] = {0, 0, 0};
    for (int k = 0; k < SAMPLES * SAMPLES; k++) {
        int x = spot.x + spot.w * (2 * (k % SAMPLES) + 1) / (2 * SAMPLES);
        int y = spot.y + spot.h * (2 * (k / SAMPLES) + 1) / (2 * SAMPLES);
        color at;
        if (!color_at(layers, x, y, &at))
            return false;
        for (int i = 0; i < 3; i++)
            sums[i] += (int)(at >> (16 - 8 * i) & 0xFF);
    }
    *out = 0xFF000000;
    for (int i = 0; i < 3; i++)
        *out |= (color)(sums[i] / (SAMPLES * SAMPLES)) << (16 - 8 * i);
    return true;
}

static bool find_worst(const struct layers *layers, struct rect text, int side, color paint,
                       color *out)
{
    double worst = -1;
    for (int y = text.y; y < text.y + text.h; y += side)
        for (int x = text.x; x < text.x + text.w; x += side) {
            struct rect spot = rect_intersection((struct rect){x, y, side, side}, text);
            color mean;
            if (!mean_of(layers, spot, &mean))
                return false;
            double ratio = contrast_ratio(contrast_over(paint, mean), mean);
            if (worst < 0 || ratio < worst) {
                worst = ratio;
                *out = mean;
            }
        }
    return worst >= 0;
}

bool ground_under(struct raster *raster, const struct scene_zone *zone, int index,
                  struct ground *out)
{
    const struct item *text = &zone->list->items[index];
    int em = text->run.font.px, side = em / SPOTS_PER_EM > 1 ? em / SPOTS_PER_EM : 1;
    struct rect core = {text->rect.x, text->baseline - em * 7 / 10, text->rect.w, em * 9 / 10};
    if (text->rises) { /* through all of its window */
        core.y = zone->list->rise.window.y;
        core.h = zone->list->rise.window.h;
    }
    core = zone->loop > 0 ? core : rect_intersection(core, zone->rect);
    struct layers layers = layers_under(zone, index, core);
    out->picture = layers.picture;
    if (layers.picture == NULL)
        return color_at(&layers, text->rect.x + text->rect.w / 2, text->baseline - em / 3,
                        &out->color);
    for (int i = 0; i < layers.count; i++)
        if (layers.items[i]->kind == ITEM_PICTURE)
            layers.images[i] = raster_item(raster, layers.items[i]);
    return find_worst(&layers, core, side, text->color, &out->color);
}
