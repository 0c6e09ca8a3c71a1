#include "content/content.h"

#include "base/arena.h"
#include "base/memory.h"
#include "content/share.h"
#include "content/storage.h"

#include <string.h>

/* Whether PLACE says anything that the configuration does not: formats have put the
 * configuration's fields into every part already. */
static bool adds_to(const struct place *place, const struct place *override)
{
    static const struct place none;
    if (override == NULL)
        override = &none;
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        if (place->names[i] != NULL && override->names[i] == NULL)
            return true;
    return (place->name != NULL && override->name == NULL) ||
           (place->located && !override->located) ||
           (place->timezone != NULL && override->timezone == NULL);
}

/* Takes from PART what MERGED has not yet. */
static void merge_part(struct content *merged, const struct content *part)
{
    if (!merged->prayers.present && part->prayers.present)
        merged->prayers = part->prayers;
    if (merged->social.label == NULL && part->social.label != NULL)
        merged->social = part->social;
}

static void copy_reports(struct content *merged, const struct source_report *reports, int count)
{
    struct arena *arena = content_arena(merged);
    struct source_report *copies = arena_array(arena, (size_t)count, sizeof *copies);
    for (int i = 0; i < count; i++) {
        copies[i] = reports[i];
        copies[i].name = arena_text(arena, reports[i].name);
        copies[i].url = arena_text(arena, reports[i].url);
        copies[i].error = arena_text(arena, reports[i].error);
    }
    merged->sources = copies;
    merged->source_count = count;
}

static void merge_shares(struct content *merged, const struct content_part *parts, int count)
{
    struct arena *arena = content_arena(merged);
    struct share *shares = arena_array(arena, (size_t)count, sizeof *shares);
    const struct share **all = arena_array(arena, (size_t)count, sizeof(struct share *));
    for (int i = 0; i < count; i++) {
        shares[i] = share_make(arena, &parts[i]);
        all[i] = &shares[i];
    }
    merged->storage->shares = shares;
    merged->storage->share_count = count;
    shares_join(merged, all, count);
}

struct content *content_merge(const struct content_part *parts, int part_count,
                              const struct source_report *reports, int report_count,
                              const struct place *override, const struct zone *zone)
{
    struct content *merged = content_create();
    bool placed = false;
    for (int i = 0; i < part_count; i++) {
        const struct content *part = parts[i].content;
        if (!placed && adds_to(&part->place, override)) {
            merged->place = part->place;
            placed = true;
        }
        merge_part(merged, part);
        content_keep(merged, part);
    }
    place_override(&merged->place, override, content_arena(merged));
    merge_shares(merged, parts, part_count);
    copy_reports(merged, reports, report_count);
    content_set_zone(merged, zone);
    return merged;
}

/* --- what some of the sources say --- */

static bool is_named(const struct share *share, const char *const *names, int count)
{
    bool named = share->name == NULL;
    for (int i = 0; i < count && !named; i++)
        named = strcmp(share->name, names[i]) == 0;
    return named;
}

struct content *content_of_sources(const struct content *content, const char *const *names,
                                   int count)
{
    const struct content_storage *storage = content->storage;
    if (storage->shares == NULL)
        return content_take(content);
    struct content *some = content_create();
    const struct share **shares =
        arena_array(content_arena(some), (size_t)storage->share_count, sizeof(struct share *));
    int share_count = 0;
    for (int i = 0; i < storage->share_count; i++)
        if (is_named(&storage->shares[i], names, count))
            shares[share_count++] = &storage->shares[i];
    content_keep(some, content);
    some->place = content->place;
    some->prayers = content->prayers;
    some->social = content->social;
    some->sources = content->sources;
    some->source_count = content->source_count;
    content_set_zone(some, content->zone);
    shares_join(some, shares, share_count);
    return some;
}
    content_set_clocks(some, content->clocks, content->clock_count);
