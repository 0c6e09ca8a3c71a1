#include "content/content.h"

#include "base/arena.h"
#include "base/memory.h"
#include "content/prayer_table.h"
#include "content/storage.h"

#include <stdlib.h>
#include <string.h>

/* Clocks differ: a story that is so little ahead is no story of tomorrow. */
enum { AHEAD_S = 300 };

static const char *const prayer_keys[PRAYER_COUNT] = {
    [PRAYER_FAJR] = "fajr", [PRAYER_SUNRISE] = "sunrise", [PRAYER_DHUHR] = "dhuhr",
    [PRAYER_ASR] = "asr",   [PRAYER_MAGHRIB] = "maghrib", [PRAYER_ISHA] = "isha",
};

const char *prayer_key(enum prayer prayer)
{
    return prayer_keys[prayer];
}

static uint64_t next_serial(void)
{
    static atomic_uint_least64_t last;
    return atomic_fetch_add_explicit(&last, 1, memory_order_relaxed) + 1;
}

struct content *content_create(void)
{
    struct content *content = memory_new(sizeof *content);
    content->storage = memory_new(sizeof *content->storage);
    content->storage->arena = arena_create();
    atomic_init(&content->storage->references, 1);
    content->serial = next_serial();
    content->reread_s = INT64_MAX;
    content->article.at_s = content->article.from_s = content->article.until_s = INSTANT_NONE;
    content->article.age = AGE_NONE;
    content->weather.age = AGE_NONE;
    content->article.comments = COMMENTS_NONE;
    content->weather.unit = 'C';
    content->weather.now_code = WEATHER_CODE_NONE;
    content->weather.now_day = -1;
    content->weather.as_of_s = INSTANT_NONE;
    content->weather.today.code = WEATHER_CODE_NONE;
    for (int i = 0; i < PRAYER_COUNT; i++)
        content->prayers.minutes[i] = MINUTES_NONE;
    return content;
}

/* Whether OVERRIDE names PLACE, or names none. */
static bool names_it(const struct place *override, const struct place *place)
{
    const char *name = override->name;
    for (int i = 0; name == NULL && i < LANGUAGE_COUNT; i++)
        name = override->names[i];
    return name == NULL || names_hold(place->name, place->names, name);
}

static void override_name(struct place *place, const struct place *override, struct arena *arena)
{
    if (!names_it(override, place)) {
        place->name = NULL;
        memset(place->names, 0, sizeof place->names);
    }
    if (override->name != NULL)
        place->name = arena_text(arena, override->name);
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        if (override->names[i] != NULL)
            place->names[i] = arena_text(arena, override->names[i]);
}

void place_override(struct place *place, const struct place *override, struct arena *arena)
{
    if (override == NULL)
        return;
    override_name(place, override, arena);
    if (override->timezone != NULL)
        place->timezone = arena_text(arena, override->timezone);
    if (override->located) {
        place->located = true;
        place->latitude = override->latitude;
        place->longitude = override->longitude;
    }
    if (override->located || override->altitude != 0) /* that of another place is not this one's */
        place->altitude = override->altitude;
}

int64_t story_begin_s(int64_t from_s, int64_t at_s)
{
    return at_s != INSTANT_NONE && at_s - AHEAD_S > from_s ? at_s - AHEAD_S : from_s;
}

bool headline_outranks(const struct headline *a, const struct headline *b)
{
    return a->urgent != b->urgent ? a->urgent : a->at_s > b->at_s;
}

void content_reread_by(struct content *content, int64_t at_s)
{
    if (at_s < content->reread_s)
        content->reread_s = at_s;
}

struct arena *content_arena(struct content *content)
{
    return content->storage->arena;
}

void content_set_zone(struct content *content, const struct zone *zone)
{
    zone_put(content->zone);
    content->zone = zone_take(zone);
}

static void put_clocks(const struct content *content)
{
    for (int i = 0; i < content->clock_count; i++)
        zone_put(content->clocks[i].zone);
}

void content_set_clocks(struct content *content, const struct world_clock *clocks, int count)
{
    struct arena *arena = content_arena(content);
    struct world_clock *own = arena_array(arena, (size_t)count, sizeof *own);
    for (int i = 0; i < count; i++) {
        own[i].zone = zone_take(clocks[i].zone);
        own[i].name = arena_text(arena, clocks[i].name);
        for (int k = 0; k < LANGUAGE_COUNT; k++)
            own[i].names[k] = arena_text(arena, clocks[i].names[k]);
    }
    put_clocks(content);
    content->clocks = own;
    content->clock_count = count;
}

void content_set_timetable(struct content *content, const struct prayer_table *timetable)
{
    const struct prayer_table *before = content->timetable;
    content->timetable = prayer_table_take(timetable);
    prayer_table_put(before);
}

void content_keep(struct content *content, const struct content *other)
{
    struct content_storage *storage = content->storage;
    storage->kept =
        memory_resize(storage->kept, (size_t)storage->kept_count + 1, sizeof(struct content *));
    storage->kept[storage->kept_count++] = content_take(other);
}

struct content *content_take(const struct content *content)
{
    if (content == NULL)
        return NULL;
    atomic_fetch_add_explicit(&content->storage->references, 1, memory_order_relaxed);
    return (struct content *)content;
}

void content_put(const struct content *content)
{
    if (content == NULL ||
        atomic_fetch_sub_explicit(&content->storage->references, 1, memory_order_acq_rel) > 1)
        return;
    struct content_storage *storage = content->storage;
    for (int i = 0; i < storage->kept_count; i++)
        content_put(storage->kept[i]);
    zone_put(content->zone);
    put_clocks(content);
    prayer_table_put(content->timetable);
    picture_put(content->article.image);
    arena_destroy(storage->arena);
    free(storage->kept);
    free(storage);
    free((struct content *)content);
}

const struct weather *content_weathers(const struct content *content, int *count)
{
    bool several = content->weather_count > 0;
    *count = several ? content->weather_count : content->weather.present;
    return several ? content->weathers : &content->weather;
}

bool content_is_empty(const struct content *content)
{
    return content->headline_count == 0 && content->article.title == NULL &&
           !content->weather.present && !content->prayers.present && content->social.label == NULL;
}

struct content *content_with_image(const struct content *content, const struct picture *image)
{
    struct content *copy = content_create();
    struct content_storage *storage = copy->storage;
    uint64_t serial = copy->serial;
    *copy = *content;
    copy->storage = storage;
    storage->shares = content->storage->shares;
    storage->share_count = content->storage->share_count;
    copy->serial = serial;
    copy->zone = zone_take(content->zone);
    copy->timetable = prayer_table_take(content->timetable);
    copy->clock_count = 0;
    content_set_clocks(copy, content->clocks, content->clock_count);
    copy->article.image = picture_take(image);
    copy->articles = NULL;
    copy->article_count = 0;
    content_keep(copy, content);
    return copy;
}
