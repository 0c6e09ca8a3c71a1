#include "net/fetch_clock.h"

#include "net/fetch_parts.h"

enum { ERROR_MAX = 600 };

int64_t fetch_clock_offset_ns(const struct fetch_world *world)
{
    return world->wall_s * NS_PER_SECOND - world->boot_ns;
}

/* When, by this clock. */
void fetch_plan_reading(struct fetch *fetch, const struct fetch_world *world)
{
    const struct source *source = &fetch->source;
    int64_t left_s = SECONDS_PER_DAY;
    if (source_is_outdated(source, world->wall_s))
        left_s = 0;
    else if (source->content != NULL && source->reread_s < world->wall_s + left_s)
        left_s = source->reread_s - world->wall_s;
    fetch->reread_ns = world->now_ns + left_s * NS_PER_SECOND;
}

/* The clock was set after the document came: "12:50 of today" may mean another day. */
bool fetch_correct_time(struct fetch *fetch, const struct fetch_world *world)
{
    struct source *source = &fetch->source;
    int64_t age_s = (world->boot_ns - source->good_boot_ns) / NS_PER_SECOND;
    int64_t fetched_s = world->wall_s - age_s;
    int64_t off = fetched_s - source->good.fetched_s;
    if (source->good_boot_ns == 0 || (off <= SOURCE_CLOCK_SET_S && off >= -SOURCE_CLOCK_SET_S))
        return false;
    struct cache_entry entry = source->good;
    source->good = (struct cache_entry){0};
    entry.fetched_s = fetched_s;
    char error[ERROR_MAX];
    struct content *content = fetch_parse(fetch, world, &entry, error, sizeof error);
    if (content == NULL)
        content = content_take(source->content);
    fetch->unkept = true; /* what is kept has another time */
    fetch_keep(fetch, world, &entry);
    source_accept(source, &entry, content, fetch_picture_of(fetch, content), source->good_boot_ns);
    return true;
}

/* What was kept of it must be right, too: the next start judges its clock by that. */
bool fetch_correct_confirmation(struct fetch *fetch, const struct fetch_world *world)
{
    struct source *source = &fetch->source;
    if (!source_correct(source, world->wall_s, world->boot_ns))
        return false;
    if (source->good.confirmed_s != 0) {
        source->good.confirmed_s = source->confirmed_s;
        fetch_keep(fetch, world, &source->good);
    }
    return true;
}

/* Certificates are judged by the clock; once it is set, that is worth another try at once. */
void fetch_try_again_with_time(struct fetch *fetch, const struct fetch_world *world)
{
    struct source *source = &fetch->source;
    int64_t moved_ns = fetch_clock_offset_ns(world) - fetch->failed_offset_ns;
    if (source->failures > 0 && source->cause == HTTP_CAUSE_DATES &&
        (moved_ns > SOURCE_CLOCK_SET_S * NS_PER_SECOND ||
         moved_ns < -SOURCE_CLOCK_SET_S * NS_PER_SECOND))
        source->due_ns = world->now_ns;
}

void fetch_count_sleep(struct fetch *fetch, const struct fetch_world *world)
{
    int64_t asleep_ns = world->boot_ns - world->now_ns;
    struct source *source = &fetch->source;
    bool known = fetch->asleep_ns != INT64_MIN;
    int64_t slept_ns = known ? asleep_ns - fetch->asleep_ns : 0;
    if (known && slept_ns < NS_PER_SECOND) /* the two are not read at the same instant */
        return;
    fetch->asleep_ns = asleep_ns;
    int64_t soon_ns =
        world->now_ns + FETCH_BOOT_S * NS_PER_SECOND / 65536 * (world->random % 65536);
    if (!known || source->due_ns <= soon_ns)
        return;
    source->due_ns -= slept_ns;
    source->due_ns = source->due_ns > soon_ns ? source->due_ns : soon_ns;
}
