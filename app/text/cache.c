#include "base/hash.h"
#include "base/memory.h"
#include "text/block.h"
#include "text/step.h"

#include <stdlib.h>
#include <string.h>

enum { BUCKETS_FIRST = 64 };

struct entry {
    struct entry *chain;         /* next in its bucket */
    struct entry *newer, *older; /* by use */
    struct text_block *block;
    struct text_options options; /* its locale is `locale` */
    char *locale;
    char *text;
    size_t length;
    size_t bytes;
    uint64_t hash;
};

/* A text of which a step did not set all lines. */
struct pending {
    struct text_setting *setting; /* NULL: none */
    struct entry *entry;          /* it becomes, not in the cache yet */
};

struct text_cache {
    const struct text_measure *measure;
    struct entry **buckets;
    size_t bucket_count; /* a power of two */
    size_t count;
    struct entry *newest, *oldest;
    size_t bytes, max_bytes;
    bool stepping, fell_short; /* the last of a step that is over, too */
    uint64_t laid_out;         /* bytes of text so far */
    uint64_t step_end;         /* of the work so far, for this step */
    bool step_began;           /* a line was laid out in it */
    struct pending pending;
    struct text_block *nothing;
};

struct text_cache *text_cache_create(const struct text_measure *measure, size_t max_bytes)
{
    struct text_cache *cache = memory_new(sizeof *cache);
    cache->measure = measure;
    cache->max_bytes = max_bytes;
    cache->bucket_count = BUCKETS_FIRST;
    cache->buckets = memory_array(cache->bucket_count, sizeof(struct entry *));
    return cache;
}

static void entry_destroy(struct entry *entry)
{
    text_block_destroy(entry->block);
    free(entry->locale);
    free(entry->text);
    free(entry);
}

static void forget_pending(struct text_cache *cache)
{
    text_setting_destroy(cache->pending.setting);
    if (cache->pending.entry != NULL)
        entry_destroy(cache->pending.entry);
    cache->pending = (struct pending){0};
}

void text_cache_destroy(struct text_cache *cache)
{
    if (cache == NULL)
        return;
    forget_pending(cache);
    struct entry *older;
    for (struct entry *entry = cache->newest; entry != NULL; entry = older) {
        older = entry->older;
        entry_destroy(entry);
    }
    text_block_destroy(cache->nothing);
    free(cache->buckets);
    free(cache);
}

/* It only finds the bucket: entries are compared in full. */
static uint64_t hash_key(const char *text, size_t length, const struct text_options *options)
{
    const int numbers[] = {options->font.role,    options->font.px,  options->width,
                           options->max_lines,    options->tracking, (int)options->direction,
                           options->fallback_rtl, options->balance,  options->tabular,
                           (int)options->from};
    uint64_t hash = hash_bytes(HASH_START, text, length);
    if (options->locale != NULL)
        hash = hash_bytes(hash, options->locale, strlen(options->locale));
    return hash_bytes(hash, numbers, sizeof numbers);
}

static bool same_locale(const char *a, const char *b)
{
    return strcmp(a != NULL ? a : "", b != NULL ? b : "") == 0;
}

static bool same_options(const struct text_options *a, const struct text_options *b)
{
    return a->font.role == b->font.role && a->font.px == b->font.px && a->width == b->width &&
           a->max_lines == b->max_lines && a->direction == b->direction &&
           a->fallback_rtl == b->fallback_rtl && a->balance == b->balance &&
           a->tracking == b->tracking && a->tabular == b->tabular && a->from == b->from &&
           same_locale(a->locale, b->locale);
}

static bool is_for(const struct entry *entry, uint64_t hash, const char *text, size_t length,
                   const struct text_options *options)
{
    return entry->hash == hash && entry->length == length &&
           memcmp(entry->text, text, length) == 0 && same_options(&entry->options, options);
}

static struct entry *find(const struct text_cache *cache, uint64_t hash, const char *text,
                          size_t length, const struct text_options *options)
{
    struct entry *entry = cache->buckets[hash & (cache->bucket_count - 1)];
    while (entry != NULL && !is_for(entry, hash, text, length, options))
        entry = entry->chain;
    return entry;
}

static void link_newest(struct text_cache *cache, struct entry *entry)
{
    entry->newer = NULL;
    entry->older = cache->newest;
    if (cache->newest != NULL)
        cache->newest->newer = entry;
    cache->newest = entry;
    if (cache->oldest == NULL)
        cache->oldest = entry;
}

static void unlink_use(struct text_cache *cache, struct entry *entry)
{
    if (entry->newer != NULL)
        entry->newer->older = entry->older;
    else
        cache->newest = entry->older;
    if (entry->older != NULL)
        entry->older->newer = entry->newer;
    else
        cache->oldest = entry->newer;
}

static void grow(struct text_cache *cache)
{
    free(cache->buckets);
    cache->bucket_count *= 2;
    cache->buckets = memory_array(cache->bucket_count, sizeof(struct entry *));
    for (struct entry *entry = cache->newest; entry != NULL; entry = entry->older) {
        struct entry **bucket = &cache->buckets[entry->hash & (cache->bucket_count - 1)];
        entry->chain = *bucket;
        *bucket = entry;
    }
}

static struct entry *entry_create(uint64_t hash, const char *text, size_t length,
                                  const struct text_options *options)
{
    struct entry *entry = memory_new(sizeof *entry);
    entry->hash = hash;
    entry->text = memory_text_n(text, length);
    entry->length = length;
    entry->locale = memory_text(options->locale);
    entry->options = *options;
    entry->options.locale = entry->locale;
    return entry;
}

static void insert(struct text_cache *cache, struct entry *entry)
{
    entry->bytes = sizeof *entry + entry->length + text_block_bytes(entry->block);
    if (cache->count >= cache->bucket_count)
        grow(cache);
    struct entry **bucket = &cache->buckets[entry->hash & (cache->bucket_count - 1)];
    entry->chain = *bucket;
    *bucket = entry;
    link_newest(cache, entry);
    cache->count++;
    cache->bytes += entry->bytes;
}

static uint64_t work_so_far(const struct text_cache *cache)
{
    return cache->measure->work != NULL ? *cache->measure->work : cache->laid_out;
}

/* Whether a further line may be laid out: the step has not done its part. The first one of a step
 * is, however long it is. */
static bool step_allows(const struct text_cache *cache)
{
    return !cache->stepping || !cache->step_began || work_so_far(cache) < cache->step_end;
}

/* Goes on as far as the step allows; true when all lines are set. */
static bool go_on(struct text_cache *cache, struct text_setting *setting)
{
    while (step_allows(cache)) {
        const size_t before = text_setting_at(setting);
        const bool more = text_setting_line(setting);
        cache->step_began = true;
        cache->laid_out += text_setting_at(setting) - before;
        if (!more)
            return true;
    }
    return false;
}

/* The entry for TEXT, laid out; NULL when that takes more than is left of the step. What a frame
 * needs meanwhile leaves alone what steps have begun. */
static struct entry *add(struct text_cache *cache, uint64_t hash, const char *text, size_t length,
                         const struct text_options *options)
{
    struct pending mine = cache->pending;
    if (!step_allows(cache))
        return NULL;
    bool other = mine.entry == NULL || !is_for(mine.entry, hash, text, length, options);
    if (other && cache->stepping)
        forget_pending(cache);
    if (other)
        mine = (struct pending){text_setting_create(cache->measure, text, length, options),
                                entry_create(hash, text, length, options)};
    if (!go_on(cache, mine.setting)) {
        cache->pending = mine;
        return NULL;
    }
    if (!other)
        cache->pending = (struct pending){0};
    mine.entry->block = text_setting_block(mine.setting);
    text_setting_destroy(mine.setting);
    insert(cache, mine.entry);
    return mine.entry;
}

static const struct text_block *nothing(struct text_cache *cache,
                                        const struct text_options *options)
{
    if (cache->nothing == NULL) {
        const struct text_options plain = {.font = options->font};
        cache->nothing = text_block_create(cache->measure, "", 0, &plain);
    }
    return cache->nothing;
}

const struct text_block *text_cache_block(struct text_cache *cache, const char *text, size_t length,
                                          const struct text_options *options)
{
    if (length == 0)
        text = ""; /* may be NULL, which memcmp may not see */
    const uint64_t hash = hash_key(text, length, options);
    struct entry *entry = find(cache, hash, text, length, options);
    if (entry == NULL) {
        entry = add(cache, hash, text, length, options);
        if (entry == NULL) {
            cache->fell_short = true;
            return nothing(cache, options);
        }
    } else if (entry != cache->newest) {
        unlink_use(cache, entry);
        link_newest(cache, entry);
    }
    return entry->block;
}

static void drop_oldest(struct text_cache *cache)
{
    struct entry *entry = cache->oldest;
    struct entry **place = &cache->buckets[entry->hash & (cache->bucket_count - 1)];
    while (*place != entry)
        place = &(*place)->chain;
    *place = entry->chain;
    unlink_use(cache, entry);
    cache->count--;
    cache->bytes -= entry->bytes;
    entry_destroy(entry);
}

void text_cache_begin_step(struct text_cache *cache, size_t max_work)
{
    cache->stepping = true;
    cache->fell_short = false;
    cache->step_end = work_so_far(cache) + max_work;
    cache->step_began = false;
}

bool text_cache_fell_short(const struct text_cache *cache)
{
    return cache->stepping && cache->fell_short;
}

void text_cache_end_step(struct text_cache *cache)
{
    cache->stepping = false;
}

/* What was laid out for work that goes on is needed by its next step. */
void text_cache_trim(struct text_cache *cache)
{
    if (cache->fell_short)
        return;
    while (cache->bytes > cache->max_bytes)
        drop_oldest(cache);
}

const struct text_measure *text_cache_measure(const struct text_cache *cache)
{
    return cache->measure;
}
