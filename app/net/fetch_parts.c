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
    if (world->cache != NULL)
        fetch->unkept = !cache_write(world->cache, entry, world->now_ns);
}
