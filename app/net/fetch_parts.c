#include "net/fetch_parts.h"

#include "base/log.h"

void fetch_say(const struct fetch *fetch, const struct fetch_world *world, enum severity severity,
               const char *what, const char *consequence)
{
    const struct source *source = &fetch->source;
    if (world->diagnostics != NULL)
        diagnostics_add(world->diagnostics, severity, source->config->name, 0, source->address,
                        "%s", what);
    else
        log_warning("%s: %s: %s%s", source->config->name, source->address, what, consequence);
}

struct content *fetch_parse(struct fetch *fetch, const struct fetch_world *world,
                            const struct cache_entry *entry, char *error, size_t error_size)
{
    struct diagnostics found;
    diagnostics_init(&found);
    struct content *content = source_parse(
        &fetch->source, entry->body, entry->size, entry->media_type, entry->fetched_s,
        world->wall_s, world->diagnostics != NULL ? world->diagnostics : &found, error, error_size);
    if (content != NULL)
        findings_log(&fetch->findings, fetch->source.config->name, &found);
    diagnostics_finish(&found);
    return content;
}

void fetch_keep(struct fetch *fetch, const struct fetch_world *world,
                const struct cache_entry *entry)
{
    if (world->cache == NULL)
        return;
    fetch->unkept = fetch->unkept ? !cache_correct(world->cache, entry, world->now_ns)
                                  : !cache_write(world->cache, entry, world->now_ns);
    if (!fetch->unkept)
        fetch->kept_s =
            entry->confirmed_s > entry->fetched_s ? entry->confirmed_s : entry->fetched_s;
}

bool fetch_must_mend(const struct fetch_world *world, const char *url, int64_t *mended_ns)
{
    bool lately = *mended_ns != 0 && world->now_ns - *mended_ns < FETCH_MEND_S * NS_PER_SECOND;
    if (lately || world->cache == NULL || !cache_lacks(world->cache, url))
        return false;
    *mended_ns = world->now_ns;
    return true;
}

void fetch_keep_same(struct fetch *fetch, const struct fetch_world *world,
                     struct cache_entry *entry, int64_t least_s)
{
    int64_t confirmed_s = fetch->source.confirmed_s;
    if (world->cache == NULL || entry->body == NULL)
        return;
    if (!fetch->unkept && confirmed_s - fetch->kept_s < least_s &&
        !fetch_must_mend(world, entry->url, &fetch->mended_ns))
        return;
    if (confirmed_s > entry->fetched_s)
        entry->confirmed_s = confirmed_s;
    fetch_keep(fetch, world, entry);
}
