#include "content/content.h"

#include "base/arena.h"
#include "base/memory.h"
#include "content/embargo.h"
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

/* --- prayers --- */

static bool is_same_place(const struct prayers *a, const struct prayers *b)
{
    return a->place == NULL || b->place == NULL || names_hold(a->place, a->places, b->place);
}

static struct prayers_day first_day(const struct prayers *prayers)
{
    struct prayers_day day = {.date = prayers->date, .hijri = prayers->hijri};
    memcpy(day.minutes, prayers->minutes, sizeof day.minutes);
    return day;
}

/* Puts DAY among the COUNT ones, in the order of dates, where none of its date is. */
static int insert_day(struct prayers_day *days, int count, const struct prayers_day *day)
{
    int at = count;
    while (at > 0 && days_from_date(days[at - 1].date) > days_from_date(day->date))
        at--;
    if (at > 0 && date_equal(days[at - 1].date, day->date)) {
        if (days[at - 1].hijri.day == 0)
            days[at - 1].hijri = day->hijri;
        return count;
    }
    memmove(days + at + 1, days + at, (size_t)(count - at) * sizeof *days);
    days[at] = *day;
    return count + 1;
}

/* Days that TO has not: so the times go on when its source does not. */
static void add_days(struct arena *arena, struct prayers *to, const struct prayers *from)
{
    int room = 2 + to->day_count + from->day_count, count = 0;
    struct prayers_day *days = arena_array(arena, (size_t)room, sizeof *days);
    const struct prayers *both[] = {to, from};
    for (size_t i = 0; i < COUNT_OF(both); i++) {
        struct prayers_day first = first_day(both[i]);
        count = insert_day(days, count, &first);
        for (int k = 0; k < both[i]->day_count; k++)
            count = insert_day(days, count, &both[i]->days[k]);
    }
    if (to->place == NULL) {
        to->place = from->place;
        memcpy(to->places, from->places, sizeof to->places);
    }
    to->date = days[0].date;
    to->hijri = days[0].hijri;
    memcpy(to->minutes, days[0].minutes, sizeof to->minutes);
    to->days = days + 1;
    to->day_count = count - 1;
}

/* Takes from PART what MERGED has not yet. */
static void merge_part(struct content *merged, const struct content *part)
{
    if (!merged->prayers.present && part->prayers.present)
        merged->prayers = part->prayers;
    else if (part->prayers.present && is_same_place(&merged->prayers, &part->prayers))
        add_days(content_arena(merged), &merged->prayers, &part->prayers);
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
    embargo_hold(shares, count);
    for (int i = 0; i < count; i++)
        share_limit(&shares[i], &parts[i]);
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
    content_set_clocks(some, content->clocks, content->clock_count);
    content_set_timetable(some, content->timetable);
    shares_join(some, shares, share_count);
    return some;
}
