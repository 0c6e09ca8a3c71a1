#include "content/zone.h"

#include "base/memory.h"
#include "content/zone_rule.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum {
    HEADER_SIZE = 44,
    TYPE_SIZE = 6,
    RULE_TEXT_MAX = 255,
    TYPES_MAX = 256,
    LEAPS_MAX = 1000,       /* they are walked for every change */
    OFFSET_MAX = 26 * 3600, /* no offset is larger (RFC 8536, 3.2) */
};

/* Instants are held within this, so that no sum overflows and a year fits an int. */
#define INSTANT_LIMIT (INT64_C(1) << 55)

struct zone {
    atomic_int references;
    char *name;
    int32_t first_offset; /* before the first change */
    size_t count;
    int64_t *changes; /* instants, ascending */
    int32_t *offsets; /* from that instant on */
    bool has_rule;    /* after the last change */
    struct zone_rule rule;
};

/* One of the two blocks of TZif data: a header and what it counts. */
struct block {
    const unsigned char *times, *indices, *types, *leaps;
    uint32_t utc_marks, standard_marks, leap_count, time_count, type_count, name_bytes;
    size_t width; /* bytes of an instant: 4 or 8 */
    char version;
};

struct span {
    const unsigned char *data;
    size_t size;
};

static const unsigned char *span_take(struct span *span, uint64_t size)
{
    if (size > span->size)
        return NULL;
    const unsigned char *taken = span->data;
    span->data += size;
    span->size -= (size_t)size;
    return taken;
}

static uint32_t read_32(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static int64_t read_instant(const unsigned char *at, size_t width)
{
    if (width == 4)
        return (int32_t)read_32(at);
    int64_t value = (int64_t)((uint64_t)read_32(at) << 32 | read_32(at + 4));
    if (value > INSTANT_LIMIT)
        return INSTANT_LIMIT;
    return value < -INSTANT_LIMIT ? -INSTANT_LIMIT : value;
}

/* Finds the parts of the block at the start of SPAN and moves SPAN past it. */
static bool block_read(struct span *span, size_t width, struct block *out)
{
    const unsigned char *header = span_take(span, HEADER_SIZE);
    if (header == NULL || memcmp(header, "TZif", 4) != 0)
        return false;
    *out = (struct block){
        .width = width,
        .version = (char)header[4],
        .utc_marks = read_32(header + 20),
        .standard_marks = read_32(header + 24),
        .leap_count = read_32(header + 28),
        .time_count = read_32(header + 32),
        .type_count = read_32(header + 36),
        .name_bytes = read_32(header + 40),
    };
    out->times = span_take(span, (uint64_t)out->time_count * width);
    if (out->times == NULL)
        return false;
    out->indices = span_take(span, out->time_count);
    if (out->indices == NULL)
        return false;
    out->types = span_take(span, (uint64_t)out->type_count * TYPE_SIZE);
    if (out->types == NULL || span_take(span, out->name_bytes) == NULL)
        return false;
    out->leaps = span_take(span, (uint64_t)out->leap_count * (width + 4));
    return out->leaps != NULL &&
           span_take(span, (uint64_t)out->standard_marks + out->utc_marks) != NULL;
}

static bool block_is_sound(const struct block *block)
{
    if (block->type_count == 0 || block->type_count > TYPES_MAX || block->name_bytes == 0 ||
        block->leap_count > LEAPS_MAX)
        return false;
    if ((block->utc_marks != 0 && block->utc_marks != block->type_count) ||
        (block->standard_marks != 0 && block->standard_marks != block->type_count))
        return false;
    for (uint32_t i = 0; i < block->type_count; i++) {
        const unsigned char *type = block->types + (size_t)i * TYPE_SIZE;
        int32_t offset = (int32_t)read_32(type);
        if (offset < -OFFSET_MAX || offset > OFFSET_MAX || type[4] > 1 ||
            type[5] >= block->name_bytes)
            return false;
    }
    for (uint32_t i = 0; i < block->time_count; i++)
        if (block->indices[i] >= block->type_count)
            return false;
    return true;
}

static int32_t block_offset(const struct block *block, unsigned index)
{
    return (int32_t)read_32(block->types + (size_t)index * TYPE_SIZE);
}

/* "right/" zones count leap seconds in their instants; the rest of the world does not. */
static int64_t without_leaps(const struct block *block, int64_t instant)
{
    int32_t correction = 0;
    for (uint32_t i = 0; i < block->leap_count; i++) {
        const unsigned char *leap = block->leaps + (size_t)i * (block->width + 4);
        if (read_instant(leap, block->width) > instant)
            break;
        correction = (int32_t)read_32(leap + block->width);
    }
    return instant - correction;
}

static bool zone_fill(struct zone *zone, const struct block *block)
{
    if (!block_is_sound(block))
        return false;
    zone->first_offset = block_offset(block, 0);
    zone->count = block->time_count;
    zone->changes = memory_array(zone->count, sizeof(*zone->changes));
    zone->offsets = memory_array(zone->count, sizeof(*zone->offsets));
    for (size_t i = 0; i < zone->count; i++) {
        int64_t instant = read_instant(block->times + i * block->width, block->width);
        zone->changes[i] = without_leaps(block, instant);
        zone->offsets[i] = block_offset(block, block->indices[i]);
        if (i > 0 && zone->changes[i] <= zone->changes[i - 1])
            return false;
    }
    return true;
}

/* The footer: a rule, or nothing, between two line ends. */
static bool zone_read_footer(struct zone *zone, struct span *span)
{
    char text[RULE_TEXT_MAX + 1];
    if (span->size < 2 || span->data[0] != '\n')
        return false;
    const unsigned char *rule = span->data + 1;
    const unsigned char *end = memchr(rule, '\n', span->size - 1);
    if (end == NULL || end - rule > RULE_TEXT_MAX || memchr(rule, '\0', (size_t)(end - rule)))
        return false;
    if (end == rule)
        return true;
    memcpy(text, rule, (size_t)(end - rule));
    text[end - rule] = '\0';
    zone->has_rule = zone_rule_parse(text, &zone->rule);
    return zone->has_rule;
}

static bool zone_read(struct zone *zone, const void *data, size_t size)
{
    struct span span = {data, size};
    struct block block;
    if (data == NULL || !block_read(&span, 4, &block))
        return false;
    if (block.version == '\0')
        return zone_fill(zone, &block);
    /* From version 2 on the first block is for old readers and may be a stub. */
    return block.version >= '2' && block_read(&span, 8, &block) && zone_fill(zone, &block) &&
           zone_read_footer(zone, &span);
}

struct zone *zone_parse(const char *name, const void *data, size_t size)
{
    struct zone *zone = memory_new(sizeof(*zone));
    atomic_init(&zone->references, 1);
    zone->name = memory_text(name != NULL ? name : "");
    if (zone_read(zone, data, size))
        return zone;
    zone_put(zone);
    return NULL;
}

const struct zone *zone_take(const struct zone *zone)
{
    if (zone != NULL)
        atomic_fetch_add_explicit(&((struct zone *)zone)->references, 1, memory_order_relaxed);
    return zone;
}

void zone_put(const struct zone *zone)
{
    struct zone *mine = (struct zone *)zone;
    if (mine == NULL || atomic_fetch_sub_explicit(&mine->references, 1, memory_order_acq_rel) != 1)
        return;
    free(mine->name);
    free(mine->changes);
    free(mine->offsets);
    free(mine);
}

const char *zone_name(const struct zone *zone)
{
    return zone != NULL ? zone->name : "UTC";
}

static int64_t held(int64_t utc_s)
{
    if (utc_s > INSTANT_LIMIT)
        return INSTANT_LIMIT;
    return utc_s < -INSTANT_LIMIT ? -INSTANT_LIMIT : utc_s;
}

/* How many changes have happened at UTC_S. */
static size_t changes_until(const struct zone *zone, int64_t utc_s)
{
    size_t low = 0, high = zone->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (zone->changes[middle] <= utc_s)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The offset at UTC_S, and until when it holds (INT64_MAX: for ever). */
static int32_t offset_until(const struct zone *zone, int64_t utc_s, int64_t *next_s)
{
    *next_s = INT64_MAX;
    if (zone == NULL)
        return 0;
    size_t past = changes_until(zone, utc_s);
    if (past == zone->count && zone->has_rule)
        return zone_rule_offset(&zone->rule, utc_s, next_s);
    if (past < zone->count)
        *next_s = zone->changes[past];
    return past > 0 ? zone->offsets[past - 1] : zone->first_offset;
}

int32_t zone_offset(const struct zone *zone, int64_t utc_s)
{
    int64_t next_s;
    return offset_until(zone, held(utc_s), &next_s);
}

int64_t zone_change(const struct zone *zone, int64_t utc_s)
{
    int64_t next_s;
    offset_until(zone, held(utc_s), &next_s);
    return next_s;
}

struct civil zone_civil(const struct zone *zone, int64_t utc_s)
{
    utc_s = held(utc_s);
    return civil_from_seconds(utc_s + zone_offset(zone, utc_s));
}

int64_t zone_instant(const struct zone *zone, const struct civil *local)
{
    int64_t wanted = held(civil_seconds(local));
    int64_t from = wanted - OFFSET_MAX - 1, next;
    int32_t before = offset_until(zone, from, &next);
    /* Walk the stretches of equal offset: the first that contains the wanted local time, or
     * the gap between two that skips it. */
    while (next <= wanted - before) {
        from = next;
        int32_t offset = offset_until(zone, from, &next);
        if (wanted - offset < from)
            break;
        before = offset;
    }
    return wanted - before;
}

int32_t zone_standard_offset(const struct zone *zone, struct date date)
{
    struct civil begin = {.date = {date.year, 1, 1}}, end = {.date = {date.year + 1, 1, 1}};
    int64_t at = zone_instant(zone, &begin), end_s = zone_instant(zone, &end), next;
    int32_t smallest = offset_until(zone, at, &next);
    while (next < end_s) {
        int32_t offset = offset_until(zone, next, &next);
        smallest = offset < smallest ? offset : smallest;
    }
    return smallest;
}
