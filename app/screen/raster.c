#include "screen/raster.h"

#include "base/hash.h"
#include "base/memory.h"
#include "screen/scaling.h"
#include "screen/shape.h"

#include <stdlib.h>
#include <string.h>

enum { BUCKETS = 1024, QUIET_MODULES = 4, PIXELS_PER_STEP = 150 * 1000 };

/* An item without its place, and with its own copies of what it points to. A picture is known
 * by its serial, so that no reference has to keep it alive. */
struct key {
    struct item item;
    uint64_t picture;
};

struct entry {
    struct raster_image image;
    struct key key;
    uint64_t hash;
    size_t bytes;
    uint64_t used;               /* in trims */
    struct entry *next;          /* in the bucket */
    struct entry *newer, *older; /* by use */
};

/* A picture that is being scaled, not in the cache yet. */
struct pending {
    struct entry *entry; /* NULL: none */
    struct scaling *scaling;
    const struct picture *picture; /* kept meanwhile */
};

struct raster {
    struct fonts *fonts;
    size_t max_bytes, bytes;
    uint64_t last_serial;
    uint64_t now; /* trims so far */
    struct entry *buckets[BUCKETS];
    struct entry *newest, *oldest;
    struct pending pending;
};

/* Only what changes the pixels; its pointers are still the item's. */
static struct key key_of(const struct item *item)
{
    struct key key = {.item = {.kind = item->kind, .rect = {0, 0, item->rect.w, item->rect.h}}};
    struct item *k = &key.item;
    switch ((enum item_kind)item->kind) {
    case ITEM_RECT:
        k->color = item->color;
        k->radius = item->radius;
        break;
    case ITEM_CORNER:
        k->color = item->color;
        k->corner = item->corner;
        k->part = item->part;
        key.picture = item->picture != NULL ? item->picture->serial : 0;
        break;
    case ITEM_GRADIENT: /* has no image */
        break;
    case ITEM_TEXT:
        k->rect = (struct rect){0};
        k->color = item->color;
        k->run = item->run;
        k->baseline = item->baseline - item->rect.y;
        break;
    case ITEM_PICTURE:
        k->radius = item->radius;
        k->color = item->color;
        k->part = item->part;
        key.picture = item->picture != NULL ? item->picture->serial : 0;
        break;
    case ITEM_ICON:
        k->icon = item->icon;
        k->color = item->color;
        k->second = item->second;
        break;
    case ITEM_QR:
        k->color = item->color;
        k->second = item->second;
        k->radius = item->radius;
        k->modules = item->modules;
        k->module_side = item->modules != NULL ? item->module_side : 0;
        break;
    }
    return key;
}

static size_t module_bytes(const struct item *item)
{
    return (size_t)item->module_side * (size_t)item->module_side;
}

static bool same_bytes(const void *a, const void *b, size_t size)
{
    return size == 0 || memcmp(a, b, size) == 0;
}

static bool key_equal(const struct key *ka, const struct key *kb)
{
    const struct item *a = &ka->item, *b = &kb->item;
    const struct text_run *r = &a->run, *s = &b->run;
    return a->kind == b->kind && a->icon == b->icon && a->corner == b->corner &&
           rect_equal(a->rect, b->rect) && a->color == b->color && a->second == b->second &&
           a->radius == b->radius && a->baseline == b->baseline && ka->picture == kb->picture &&
           r->length == s->length && r->font.role == s->font.role && r->font.px == s->font.px &&
           r->face == s->face && r->fonts == s->fonts && r->rtl == s->rtl &&
           r->script == s->script && same_bytes(&a->part, &b->part, sizeof a->part) &&
           same_bytes(r->text, s->text, r->length) && a->module_side == b->module_side &&
           same_bytes(a->modules, b->modules, module_bytes(a));
}

static uint64_t key_hash(const struct key *key)
{
    const struct item *k = &key->item;
    const uint64_t numbers[] = {
        k->kind,
        k->icon,
        k->corner,
        (uint64_t)k->rect.w,
        (uint64_t)k->rect.h,
        k->color,
        k->second,
        (uint64_t)k->radius,
        (uint64_t)k->baseline,
        k->run.font.role,
        k->run.font.px,
        k->run.face,
        k->run.fonts,
        k->run.rtl,
        k->run.script,
        key->picture,
    };
    uint64_t hash = hash_bytes(HASH_START, numbers, sizeof numbers);
    hash = hash_bytes(hash, &k->part, sizeof k->part);
    hash = hash_bytes(hash, k->run.text, k->run.length);
    return hash_bytes(hash, k->modules, module_bytes(k));
}

static struct entry *find(const struct raster *raster, const struct key *key, uint64_t hash)
{
    struct entry *entry = raster->buckets[hash % BUCKETS];
    while (entry != NULL && (entry->hash != hash || !key_equal(&entry->key, key)))
        entry = entry->next;
    return entry;
}

static void unlink_use(struct raster *raster, struct entry *entry)
{
    *(entry->newer != NULL ? &entry->newer->older : &raster->newest) = entry->older;
    *(entry->older != NULL ? &entry->older->newer : &raster->oldest) = entry->newer;
}

static void link_newest(struct raster *raster, struct entry *entry)
{
    entry->newer = NULL;
    entry->older = raster->newest;
    *(raster->newest != NULL ? &raster->newest->newer : &raster->oldest) = entry;
    raster->newest = entry;
}

/* --- making images --- */

static SDL_Surface *create_surface(int w, int h, struct pixels *pixels)
{
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_ARGB8888);
    if (surface == NULL)
        return NULL;
    SDL_SetSurfaceBlendMode(surface, SDL_BLENDMODE_BLEND);
    *pixels = (struct pixels){surface->pixels, w, h, surface->pitch / 4};
    return surface;
}

static void fill_square(const struct pixels *out, int x, int y, int side, color paint)
{
    for (int j = y; j < y + side; j++)
        for (int i = x; i < x + side; i++)
            out->data[(size_t)j * (size_t)out->stride + (size_t)i] = paint;
}

/* Modules are whole pixels: readers lose their place on uneven ones. */
static void draw_qr(const struct item *item, const struct pixels *out)
{
    shape_fill_round(out, item->radius, item->second);
    int side = out->w < out->h ? out->w : out->h, modules = item->module_side;
    int module = side / (modules + 2 * QUIET_MODULES);
    if (module < 1)
        return;
    int left = (out->w - module * modules) / 2, top = (out->h - module * modules) / 2;
    for (int y = 0; y < modules; y++)
        for (int x = 0; x < modules; x++)
            if (item->modules[y * modules + x] != 0)
                fill_square(out, left + x * module, top + y * module, module, item->color);
}

static SDL_Surface *draw_area(const struct item *item)
{
    struct pixels out;
    bool nothing = rect_is_empty(item->rect) || (item->kind == ITEM_QR && item->modules == NULL);
    SDL_Surface *surface = nothing ? NULL : create_surface(item->rect.w, item->rect.h, &out);
    if (surface == NULL)
        return NULL;
    switch ((enum item_kind)item->kind) {
    case ITEM_RECT:
        shape_fill_round(&out, item->radius, item->color);
        break;
    case ITEM_ICON:
        shape_icon(&out, icon_drawing((enum icon)item->icon), item->color, item->second);
        break;
    case ITEM_QR:
        draw_qr(item, &out);
        break;
    case ITEM_CORNER:
        shape_fill_corner(&out, (enum item_corner)item->corner, item->color);
        break;
    case ITEM_PICTURE:
    case ITEM_TEXT:
    case ITEM_GRADIENT:
        break;
    }
    return surface;
}

static void draw(struct raster *raster, const struct item *item, struct raster_image *image)
{
    if (item->kind == ITEM_TEXT) {
        int baseline = 0, left = 0;
        image->surface = fonts_render(raster->fonts, &item->run, item->color, &baseline, &left);
        image->dx = -left;
        image->dy = item->baseline - item->rect.y - baseline;
    } else {
        image->surface = draw_area(item);
    }
}

/* --- the cache --- */

static void own_key(struct key *key)
{
    struct item *item = &key->item;
    if (item->run.length > 0)
        item->run.text = memory_text_n(item->run.text, item->run.length);
    else
        item->run.text = NULL;
    if (item->modules != NULL) {
        uint8_t *modules = memory_array(module_bytes(item), 1);
        memcpy(modules, item->modules, module_bytes(item));
        item->modules = modules;
    }
}

static size_t entry_bytes(const struct entry *entry)
{
    size_t bytes = sizeof *entry + entry->key.item.run.length + module_bytes(&entry->key.item);
    if (entry->image.surface != NULL)
        bytes += (size_t)entry->image.surface->pitch * (size_t)entry->image.surface->h;
    return bytes;
}

static struct entry *entry_create(struct raster *raster, const struct key *key, uint64_t hash)
{
    struct entry *entry = memory_new(sizeof *entry);
    entry->key = *key;
    own_key(&entry->key);
    entry->hash = hash;
    entry->image.serial = ++raster->last_serial;
    return entry;
}

static void entry_destroy(struct entry *entry)
{
    SDL_FreeSurface(entry->image.surface);
    free((char *)entry->key.item.run.text);
    free((uint8_t *)entry->key.item.modules);
    free(entry);
}

static void insert(struct raster *raster, struct entry *entry)
{
    const SDL_Surface *surface = entry->image.surface;
    entry->image.w = surface != NULL ? surface->w : 0;
    entry->image.h = surface != NULL ? surface->h : 0;
    entry->bytes = entry_bytes(entry);
    raster->bytes += entry->bytes;
    entry->next = raster->buckets[entry->hash % BUCKETS];
    raster->buckets[entry->hash % BUCKETS] = entry;
    link_newest(raster, entry);
    entry->used = raster->now;
}

static void forget_pending(struct raster *raster)
{
    scaling_destroy(raster->pending.scaling);
    picture_put(raster->pending.picture);
    raster->pending = (struct pending){0};
}

static struct pixels pixels_of(const SDL_Surface *surface)
{
    return (struct pixels){surface->pixels, surface->w, surface->h, surface->pitch / 4};
}

static void begin_picture(struct raster *raster, struct entry *entry, const struct item *item)
{
    struct pixels out;
    const struct picture *picture = item->picture;
    if (picture != NULL && !rect_is_empty(item->rect))
        entry->image.surface = create_surface(item->rect.w, item->rect.h, &out);
    raster->pending.entry = entry;
    if (entry->image.surface == NULL)
        return;
    const struct pixels in = {picture->pixels, picture->w, picture->h, picture->w};
    raster->pending.scaling =
        item->part.w > 0 ? scaling_create_part(&in, &out, item->part) : scaling_create(&in, &out);
    raster->pending.picture = picture_take(picture);
}

/* Goes on with the picture, about PIXELS of it; when it is done it is in the cache. */
static void step_picture(struct raster *raster, const struct key *key, uint64_t hash,
                         const struct item *item, int64_t pixels)
{
    struct pending *pending = &raster->pending;
    if (pending->entry != NULL && !key_equal(&pending->entry->key, key)) {
        entry_destroy(pending->entry);
        forget_pending(raster);
    }
    if (pending->entry == NULL)
        begin_picture(raster, entry_create(raster, key, hash), item);
    if (pending->scaling != NULL && !scaling_step(pending->scaling, pixels))
        return;
    struct entry *entry = pending->entry;
    if (entry->image.surface != NULL) {
        const struct pixels out = pixels_of(entry->image.surface);
        shape_veil(&out, item->color);
        if (item->kind == ITEM_CORNER)
            shape_keep_corner(&out, (enum item_corner)item->corner);
        else
            shape_round(&out, item->radius);
    }
    forget_pending(raster);
    insert(raster, entry);
}

static void drop(struct raster *raster, struct entry *entry)
{
    struct entry **link = &raster->buckets[entry->hash % BUCKETS];
    while (*link != entry)
        link = &(*link)->next;
    *link = entry->next;
    unlink_use(raster, entry);
    raster->bytes -= entry->bytes;
    entry_destroy(entry);
}

static bool is_released(const struct entry *entry)
{
    return entry->image.surface == NULL && entry->image.w > 0;
}

static void make(struct raster *raster, const struct item *item, int64_t pixels)
{
    const struct key key = key_of(item);
    uint64_t hash = key_hash(&key);
    struct entry *released = find(raster, &key, hash);
    if (released != NULL)
        drop(raster, released);
    if (item->picture != NULL || item->kind == ITEM_PICTURE) {
        step_picture(raster, &key, hash, item, pixels);
        return;
    }
    struct entry *entry = entry_create(raster, &key, hash);
    draw(raster, item, &entry->image);
    insert(raster, entry);
}

/* Used now. */
static struct entry *look_up(struct raster *raster, const struct item *item)
{
    struct key key = key_of(item);
    struct entry *entry = find(raster, &key, key_hash(&key));
    if (entry != NULL) {
        unlink_use(raster, entry);
        link_newest(raster, entry);
        entry->used = raster->now;
    }
    return entry;
}

const struct raster_image *raster_item(struct raster *raster, const struct item *item)
{
    struct entry *entry = look_up(raster, item);
    if (entry != NULL && !is_released(entry))
        return &entry->image;
    make(raster, item, INT64_MAX);
    return &raster->newest->image;
}

const struct raster_image *raster_known(struct raster *raster, const struct item *item)
{
    struct entry *entry = look_up(raster, item);
    return entry != NULL ? &entry->image : NULL;
}

void raster_release(struct raster *raster, const struct item *item)
{
    struct entry *entry = look_up(raster, item);
    if (entry == NULL || entry->image.surface == NULL)
        return;
    SDL_FreeSurface(entry->image.surface);
    entry->image.surface = NULL;
    raster->bytes -= entry->bytes;
    entry->bytes = entry_bytes(entry);
    raster->bytes += entry->bytes;
}

bool raster_prepare(struct raster *raster, const struct item *item)
{
    if (raster_has(raster, item))
        return false;
    make(raster, item, PIXELS_PER_STEP);
    return true;
}

bool raster_has(struct raster *raster, const struct item *item)
{
    const struct entry *entry = look_up(raster, item);
    return entry != NULL && !is_released(entry);
}

void raster_trim(struct raster *raster)
{
    while (raster->bytes > raster->max_bytes && raster->oldest != NULL &&
           raster->oldest->used < raster->now)
        drop(raster, raster->oldest);
    raster->now++;
}

struct raster *raster_create(struct fonts *fonts, size_t max_bytes)
{
    struct raster *raster = memory_new(sizeof *raster);
    raster->fonts = fonts;
    raster->max_bytes = max_bytes;
    return raster;
}

void raster_set_budget(struct raster *raster, size_t max_bytes)
{
    raster->max_bytes = max_bytes;
}

void raster_destroy(struct raster *raster)
{
    if (raster == NULL)
        return;
    if (raster->pending.entry != NULL)
        entry_destroy(raster->pending.entry);
    forget_pending(raster);
    while (raster->oldest != NULL)
        drop(raster, raster->oldest);
    free(raster);
}
