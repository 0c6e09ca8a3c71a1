#include "content/content.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/memory.h"
#include "content/storage.h"

#include <stdlib.h>
#include <string.h>

/* --- headlines --- */

/* A headline on its way into the result: hashes make most comparisons a number's. */
struct candidate {
    const struct headline *headline;
    uint64_t title, url; /* hashes; url 0: none */
    int part, order;
};

static uint64_t hash_text(const char *text)
{
    return text == NULL ? 0 : hash_bytes(HASH_START, text, strlen(text));
}

/* One source may give all its headlines the address of its front page: an address tells a
 * double only between sources. */
static bool is_double(const struct candidate *a, const struct candidate *b)
{
    if (a->title == b->title && strcmp(a->headline->title, b->headline->title) == 0)
        return true;
    return a->part != b->part && a->headline->url != NULL && b->headline->url != NULL &&
           a->url == b->url && strcmp(a->headline->url, b->headline->url) == 0;
}

static bool is_known(const struct candidate *candidates, int count, const struct candidate *one)
{
    int i = 0;
    while (i < count && !is_double(&candidates[i], one))
        i++;
    return i < count;
}

/* Newest first, those without a time last; else as they came. */
static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *left = a, *right = b;
    if (left->headline->at_s != right->headline->at_s)
        return left->headline->at_s > right->headline->at_s ? -1 : 1;
    return left->order - right->order;
}

static int collect(const struct content *const *parts, int part_count, struct candidate *out)
{
    int count = 0;
    for (int p = 0; p < part_count; p++) {
        for (int i = 0; i < parts[p]->headline_count; i++) {
            const struct headline *headline = &parts[p]->headlines[i];
            out[count] = (struct candidate){
                .headline = headline,
                .title = hash_text(headline->title),
                .url = hash_text(headline->url),
                .part = p,
                .order = count,
            };
            if (!is_known(out, count, &out[count]))
                count++;
        }
    }
    return count;
}

static void merge_headlines(struct content *merged, const struct content *const *parts,
                            int part_count)
{
    size_t given = 0;
    int givers = 0;
    for (int i = 0; i < part_count; i++) {
        given += (size_t)parts[i]->headline_count;
        givers += parts[i]->headline_count > 0;
    }
    struct candidate *candidates = memory_array(given, sizeof *candidates);
    int count = collect(parts, part_count, candidates);
    if (givers > 1)
        qsort(candidates, (size_t)count, sizeof *candidates, compare_candidates);
    if (count > HEADLINES_MAX)
        count = HEADLINES_MAX;
    struct headline *headlines =
        arena_array(content_arena(merged), (size_t)count, sizeof *headlines);
    for (int i = 0; i < count; i++)
        headlines[i] = *candidates[i].headline;
    free(candidates);
    merged->headlines = headlines;
    merged->headline_count = count;
}

/* --- the other parts --- */

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
    if (merged->article.title == NULL && part->article.title != NULL) {
        merged->article = part->article;
        merged->article.image = picture_take(part->article.image);
    }
    if (!merged->weather.present && part->weather.present)
        merged->weather = part->weather;
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

struct content *content_merge(const struct content *const *parts, int part_count,
                              const struct source_report *reports, int report_count,
                              const struct place *override, const struct zone *zone)
{
    struct content *merged = content_create();
    bool placed = false;
    for (int i = 0; i < part_count; i++) {
        if (!placed && adds_to(&parts[i]->place, override)) {
            merged->place = parts[i]->place;
            placed = true;
        }
        merge_part(merged, parts[i]);
        content_keep(merged, parts[i]);
    }
    place_override(&merged->place, override, content_arena(merged));
    merged->zone = zone_take(zone);
    merge_headlines(merged, parts, part_count);
    copy_reports(merged, reports, report_count);
    return merged;
}
