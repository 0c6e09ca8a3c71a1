#include "scene/list.h"

#include "base/arena.h"
#include "base/memory.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

struct list_storage {
    struct arena *arena;
    struct item *items;
    size_t item_room;
    struct label *labels;
    size_t label_room;
    int references;
};

struct list *list_create(void)
{
    /* Identity, not state: nothing behaves differently for the value it takes. */
    static atomic_uint_fast64_t serials;
    struct list *list = memory_new(sizeof *list);
    list->storage = memory_new(sizeof *list->storage);
    list->storage->arena = arena_create();
    list->storage->references = 1;
    list->next_change_ns = MOMENT_NEVER;
    list->serial = atomic_fetch_add(&serials, 1) + 1;
    return list;
}

struct list *list_take(const struct list *list)
{
    if (list != NULL)
        list->storage->references++;
    return (struct list *)list;
}

void list_put(const struct list *list)
{
    if (list == NULL || --list->storage->references > 0)
        return;
    for (int i = 0; i < list->count; i++)
        picture_put(list->items[i].picture);
    arena_destroy(list->storage->arena);
    free(list->storage->items);
    free(list->storage->labels);
    free(list->storage);
    free((struct list *)list);
}

void list_add(struct list *list, const struct item *item)
{
    struct list_storage *storage = list->storage;
    if ((size_t)list->count == storage->item_room) {
        storage->item_room = storage->item_room > 0 ? storage->item_room * 2 : 16;
        storage->items = memory_resize(storage->items, storage->item_room, sizeof(struct item));
        list->items = storage->items;
    }
    struct item copy = *item;
    if (item->run.text != NULL)
        copy.run.text = arena_text_n(storage->arena, item->run.text, item->run.length);
    if (item->modules != NULL) {
        size_t size = (size_t)item->module_side * (size_t)item->module_side;
        uint8_t *modules = arena_new(storage->arena, size);
        memcpy(modules, item->modules, size);
        copy.modules = modules;
    }
    copy.picture = item->picture != NULL ? picture_take(item->picture) : NULL;
    storage->items[list->count++] = copy;
}

void list_label(struct list *list, struct rect rect, const char *text, size_t length)
{
    struct list_storage *storage = list->storage;
    if ((size_t)list->label_count == storage->label_room) {
        storage->label_room = storage->label_room > 0 ? storage->label_room * 2 : 16;
        storage->labels = memory_resize(storage->labels, storage->label_room, sizeof(struct label));
        list->labels = storage->labels;
    }
    storage->labels[list->label_count++] =
        (struct label){.rect = rect, .text = arena_text_n(storage->arena, text, length)};
}

void list_rise(struct list *list, int first, int label, const struct rise *rise)
{
    for (int i = first; i < list->count; i++)
        list->storage->items[i].rises = true;
    for (int i = label; i < list->label_count; i++)
        list->storage->labels[i].rises = true;
    list->rise = *rise;
}

static bool stands_in(struct rect window, struct rect rect)
{
    return rect.y >= window.y && rect.y + rect.h <= window.y + window.h;
}

struct list *list_settled(const struct list *list)
{
    if (list->rise.length == 0)
        return list_take(list);
    struct list *out = list_create();
    for (int i = 0; i < list->count; i++) {
        struct item item = list->items[i];
        if (item.rises && !stands_in(list->rise.window, item.rect))
            continue;
        item.rises = false;
        list_add(out, &item);
    }
    for (int i = 0; i < list->label_count; i++)
        if (!list->labels[i].rises || stands_in(list->rise.window, list->labels[i].rect))
            list_label(out, list->labels[i].rect, list->labels[i].text,
                       strlen(list->labels[i].text));
    out->next_change_ns = list->next_change_ns;
    return out;
}

void list_move(struct list *list, int first, int dy)
{
    list->rise.window.y += dy;
    for (int i = first; i < list->count; i++) {
        struct item *item = &list->storage->items[i];
        item->rect.y += dy;
        if (item->kind == ITEM_TEXT)
            item->baseline += dy;
    }
    for (int i = 0; i < list->label_count; i++)
        list->storage->labels[i].rect.y += dy;
}

static bool run_equal(const struct text_run *a, const struct text_run *b)
{
    return a->length == b->length && a->font.role == b->font.role && a->font.px == b->font.px &&
           a->face == b->face && a->fonts == b->fonts && a->rtl == b->rtl &&
           a->script == b->script && (a->length == 0 || memcmp(a->text, b->text, a->length) == 0);
}

static bool modules_equal(const struct item *a, const struct item *b)
{
    size_t size = (size_t)a->module_side * (size_t)a->module_side;
    return a->module_side == b->module_side &&
           (size == 0 || memcmp(a->modules, b->modules, size) == 0);
}

static bool part_equal(const struct part *a, const struct part *b)
{
    return a->x == b->x && a->y == b->y && a->w == b->w && a->h == b->h;
}

bool item_equal(const struct item *a, const struct item *b)
{
    return a->kind == b->kind && a->icon == b->icon && a->corner == b->corner &&
           a->rises == b->rises && rect_equal(a->rect, b->rect) && a->color == b->color &&
           a->second == b->second && a->radius == b->radius && a->baseline == b->baseline &&
           a->picture == b->picture && part_equal(&a->part, &b->part) &&
           run_equal(&a->run, &b->run) && modules_equal(a, b);
}

static bool rise_equal(const struct rise *a, const struct rise *b)
{
    return rect_equal(a->window, b->window) && a->length == b->length && a->step == b->step &&
           a->every == b->every && a->rest == b->rest;
}

bool list_equal(const struct list *a, const struct list *b)
{
    if (a == NULL || b == NULL || a->count != b->count || !rise_equal(&a->rise, &b->rise))
        return false;
    for (int i = 0; i < a->count; i++)
        if (!item_equal(&a->items[i], &b->items[i]) || a->items[i].fade != b->items[i].fade)
            return false;
    return true;
}

/* Italics and swashes hang over their advance box, marks stand above the line: half an em on
 * the sides and a third above and below holds every face that we name. */
struct rect item_ink(const struct item *item)
{
    if (item->kind != ITEM_TEXT)
        return item->rect;
    int px = item->run.font.px, side = px / 2 + 1, above = px / 3 + 1;
    return (struct rect){item->rect.x - side, item->rect.y - above, item->rect.w + 2 * side,
                         item->rect.h + 2 * above};
}

static void add_faded(struct list *list, const struct item *item, enum item_fade fade)
{
    struct item copy = *item;
    copy.fade = (uint8_t)fade;
    list_add(list, &copy);
}

/* Whether B goes on with the line of text that A is a part of: letters that are set one by one,
 * and what one line has of several scripts or faces. */
static bool goes_on(const struct item *a, const struct item *b)
{
    if (a->kind != ITEM_TEXT || b->kind != ITEM_TEXT || a->baseline != b->baseline ||
        a->color != b->color || a->run.font.role != b->run.font.role ||
        a->run.font.px != b->run.font.px)
        return false;
    bool after = b->rect.x >= a->rect.x;
    int gap = after ? b->rect.x - a->rect.x - a->rect.w : a->rect.x - b->rect.x - b->rect.w;
    return gap >= -a->run.font.px / 4 && gap <= a->run.font.px / 2;
}

/* How many items from START on stay or go together: a line of text, or one thing. */
static int unit_length(const struct list *list, int start)
{
    int end = start + 1;
    while (end < list->count && goes_on(&list->items[end - 1], &list->items[end]))
        end++;
    return end - start;
}

static bool unit_equal(const struct list *a, int a_start, const struct list *b, int b_start,
                       int length)
{
    for (int i = 0; i < length; i++)
        if (!item_equal(&a->items[a_start + i], &b->items[b_start + i]))
            return false;
    return true;
}

/* Where in LIST from START on the same unit begins as the one of LENGTH at AT of OTHER; -1:
 * nowhere. START is the beginning of a unit. */
static int find_unit(const struct list *list, int start, const struct list *other, int at,
                     int length)
{
    for (int i = start, own; i < list->count; i += own) {
        own = unit_length(list, i);
        if (own == length && unit_equal(list, i, other, at, length))
            return i;
    }
    return -1;
}

static void add_all(struct list *list, const struct list *from, int start, int end,
                    enum item_fade fade)
{
    for (int i = start; i < end; i++)
        add_faded(list, &from->items[i], fade);
}

void list_add_all(struct list *list, const struct list *from, enum item_fade fade)
{
    add_all(list, from, 0, from->count, fade);
}

/* Matches are taken in order, and what goes and what comes stands between the same ones as in its
 * own list: what overlaps keeps its order of painting, a word on a ground that stays is seen until
 * it is gone. */
struct list *list_transition(const struct list *old, const struct list *new)
{
    struct list *list = list_create();
    int from = 0, gap = 0;
    for (int i = 0, length; i < new->count; i += length) {
        length = unit_length(new, i);
        int match = find_unit(old, from, new, i, length);
        if (match < 0)
            continue;
        add_all(list, old, from, match, FADE_OUT);
        add_all(list, new, gap, i, FADE_IN);
        add_all(list, new, i, i + length, FADE_STAYS);
        from = match + length;
        gap = i + length;
    }
    add_all(list, old, from, old->count, FADE_OUT);
    add_all(list, new, gap, new->count, FADE_IN);
    for (int i = 0; i < new->label_count; i++)
        list_label(list, new->labels[i].rect, new->labels[i].text, strlen(new->labels[i].text));
    list->next_change_ns = new->next_change_ns;
    return list;
}
