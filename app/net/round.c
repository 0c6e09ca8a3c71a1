#include "net/round.h"

#include "base/memory.h"
#include "formats/format.h"
#include "store/clock.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

/* The longest sleep: a wall clock that was set, or a new day, is noticed within it. */
enum { WAIT_MS_MAX = 30 * 1000 };

/* A wrong key counts as not given: another zone than the one that was meant would be a guess. */
static struct place known_place(const struct place *given, struct zones *zones)
{
    struct place place = *given;
    const struct zone *zone = zones_find(zones, place.timezone);
    if (zone == NULL)
        place.timezone = NULL;
    zone_put(zone);
    return place;
}

bool round_init(struct round *round, const struct config *config)
{
    struct zones *zones = zones_create();
    *round = (struct round){.zones = zones, .http = http_create(config->contact)};
    if (round->http == NULL) {
        zones_destroy(zones);
        round->zones = NULL;
        return false;
    }
    if (getrandom(&round->random, sizeof round->random, GRND_NONBLOCK) < 0)
        round->random = (uint64_t)clock_monotonic_ns();
    struct fetch *added[SOURCES_MAX];
    round_use(round, config, added);
    return true;
}

/* --- another configuration --- */

static bool same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool same_place(const struct place *a, const struct place *b)
{
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        if (!same_text(a->names[i], b->names[i]))
            return false;
    return same_text(a->name, b->name) && same_text(a->timezone, b->timezone) &&
           a->located == b->located &&
           (!a->located || (a->latitude == b->latitude && a->longitude == b->longitude &&
                            a->altitude == b->altitude));
}

/* The one of BEFORE that fetches the same as CONFIG says, taken out of there; NULL: none does. */
static struct fetch *take_same(struct fetch *before[], int count,
                               const struct source_config *config)
{
    for (int i = 0; i < count; i++) {
        struct fetch *fetch = before[i];
        if (fetch == NULL || fetch->source.config->identity != config->identity ||
            strcmp(fetch->source.config->name, config->name) != 0 ||
            strcmp(fetch->source.config->url, config->url) != 0)
            continue;
        before[i] = NULL;
        return fetch;
    }
    return NULL;
}

static void drop_fetch(struct fetch *fetch)
{
    if (fetch == NULL)
        return;
    fetch_finish(fetch);
    free(fetch);
}

static struct fetch *add_fetch(struct round *round, const struct source_config *config)
{
    struct fetch *fetch = memory_new(sizeof *fetch);
    fetch_init(fetch, config, &round->place);
    fetch->source.zones = round->zones;
    return fetch;
}

static void use_sources(struct round *round, bool moved, struct fetch *added[SOURCES_MAX],
                        int *added_count)
{
    const struct config *config = round->config;
    struct fetch *before[SOURCES_MAX];
    int count = round->count;
    memcpy(before, round->fetches, sizeof before);
    round->count = config->source_count < SOURCES_MAX ? config->source_count : SOURCES_MAX;
    for (int i = 0; i < round->count; i++) {
        struct fetch *fetch = take_same(before, count, &config->sources[i]);
        if (fetch == NULL) {
            fetch = added[(*added_count)++] = add_fetch(round, &config->sources[i]);
        } else {
            fetch->source.config = &config->sources[i];
            if (moved)
                fetch_reread(fetch);
        }
        round->fetches[i] = fetch;
    }
    for (int i = 0; i < count; i++)
        drop_fetch(before[i]);
}

int round_use(struct round *round, const struct config *config, struct fetch *added[SOURCES_MAX])
{
    struct config *before = round->config;
    struct place place = known_place(&config->place, round->zones);
    bool moved = before != NULL && !same_place(&place, &round->place);
    int added_count = 0;
    round->config = config_take(config);
    round->place = place;
    if (before != NULL)
        timetable_file_finish(&round->timetable);
    timetable_file_init(&round->timetable, config->timetable, config->timetable_time,
                        config->prayer.table);
    http_set_contact(round->http, config->contact);
    use_sources(round, moved, added, &added_count);
    config_destroy(before);
    return added_count;
}

void round_finish(struct round *round)
{
    for (int i = 0; i < round->count; i++)
        drop_fetch(round->fetches[i]);
    config_destroy(round->config);
    picture_servers_finish(&round->servers);
    http_destroy(round->http);
    timetable_file_finish(&round->timetable);
    zones_destroy(round->zones);
}

/* Knuth's 64-bit linear congruential generator (MMIX): only spreads retries. */
uint32_t round_random(struct round *round)
{
    round->random = round->random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(round->random >> 33);
}

void round_wait(struct round *round, const int wakes[ROUND_WAKES], int64_t due_ns, bool once)
{
    int fds[ROUND_WAKES + SOURCES_MAX * DECODING_FDS], count = 0;
    for (int i = 0; i < ROUND_WAKES; i++)
        fds[count++] = wakes != NULL ? wakes[i] : -1;
    for (int i = 0; i < round->count; i++) {
        const struct fetch *fetch = round->fetches[i];
        fetch_fds(fetch, fds + count);
        count += DECODING_FDS;
        if (fetch_due_ns(fetch) < due_ns && !(once && fetch_is_idle(fetch)))
            due_ns = fetch_due_ns(fetch);
    }
    int64_t wait_ms = (due_ns - clock_monotonic_ns()) / NS_PER_MILLISECOND + 1;
    wait_ms = wait_ms < 0 ? 0 : wait_ms;
    http_wait(round->http, fds, count, (int)(wait_ms < WAIT_MS_MAX ? wait_ms : WAIT_MS_MAX));
}

/* The zone that NAME tells, else the machine's own: never UTC just because nothing is known. */
static const struct zone *zone_of(const char *name, struct zones *zones)
{
    const struct zone *zone = zones_find(zones, name);
    return zone != NULL ? zone : zones_local(zones);
}

/* ZONES may be NULL. A zone that is there no more keeps no one from the others. */
static void set_clocks(struct content *content, const struct config *config, struct zones *zones)
{
    struct world_clock clocks[WORLD_CLOCKS_MAX] = {{0}};
    int count = 0;
    for (int i = 0; i < config->clock_count; i++) {
        const struct clock_config *given = &config->clocks[i];
        struct world_clock clock = {.name = given->name, .zone = zones_find(zones, given->zone)};
        for (int k = 0; k < LANGUAGE_COUNT; k++)
            clock.names[k] = given->names[k];
        if (clock.zone != NULL)
            clocks[count++] = clock;
    }
    content_set_clocks(content, clocks, count);
    for (int i = 0; i < count; i++)
        zone_put(clocks[i].zone);
}

/* The zone is that of the merged place, which merging alone can tell. */
struct content *round_merge(const struct round *round)
{
    struct content_part parts[SOURCES_MAX];
    struct source_report reports[SOURCES_MAX];
    int part_count = 0;
    for (int i = 0; i < round->count; i++) {
        const struct source *source = &round->fetches[i]->source;
        reports[i] = source_report(source);
        if (source->shown != NULL)
            parts[part_count++] = source_part(source);
    }
    struct content *merged =
        content_merge(parts, part_count, reports, round->count, &round->place, NULL);
    const struct zone *zone = zone_of(merged->place.timezone, round->zones);
    content_set_zone(merged, zone);
    zone_put(zone);
    set_clocks(merged, round->config, round->zones);
    content_set_timetable(merged, round->timetable.table);
    merged->config = round->config->serial;
    return merged;
}

struct content *round_sample(const struct config *config, struct zones *zones, int64_t wall_s,
                             struct diagnostics *diagnostics)
{
    struct format_context context = {
        .source = "sample",
        .fetched_s = wall_s,
        .override = &config->place,
        .find_zone = zones_find,
        .find_zone_self = zones,
        .diagnostics = diagnostics,
    };
    struct content *sample = format_sample(&context);
    set_clocks(sample, config, zones);
    sample->config = config->serial;
    return sample;
}

bool round_is_sample(const struct config *config)
{
    return config->source_count == 0 && config->path == NULL;
}
