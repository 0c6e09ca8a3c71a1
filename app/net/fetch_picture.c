#include "net/fetch_picture.h"

#include "base/memory.h"
#include "net/fetch_parts.h"
#include "net/fetcher.h"
#include "net/http_address.h"
#include "net/picture_place.h"
#include "store/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ERROR_MAX = 600 };
#define PUT_OFF_MOST_NS (3600 * NS_PER_SECOND)
/* A machine that has just begun may have been too busy to decode what it kept. */
#define KEPT_AGAIN_NS (10 * NS_PER_SECOND)

/* The last picture, when it is that of URL. */
static struct picture *last_picture(const struct fetch *fetch, const char *url)
{
    bool same = url != NULL && fetch->picture.url != NULL && strcmp(url, fetch->picture.url) == 0;
    return same ? picture_take(fetch->source.picture) : NULL;
}

/* The picture is settled: PICTURE is a reference, or NULL for none. */
static bool settle_picture(struct fetch *fetch, const struct fetch_world *world,
                           struct picture *picture)
{
    bool changed = true;
    if (fetch->next != NULL)
        fetch_accept_next(fetch, world, picture);
    else
        changed = source_set_picture(&fetch->source, picture);
    fetch_end_round(fetch, world);
    return changed;
}

static void forget_picture(struct fetch *fetch, const struct fetch_world *world)
{
    if (fetch->picture.url != NULL && world->cache != NULL)
        cache_forget(world->cache, fetch->picture.url);
    cache_entry_finish(&fetch->picture);
}

/* --- asking no more than is good --- */

void fetch_pardon_picture(struct fetch *fetch)
{
    free(fetch->picture_bad);
    fetch->picture_bad = NULL;
    fetch->picture_failures = 0;
}

void fetch_leave_server(struct fetch *fetch)
{
    if (fetch->server != NULL && fetch->phase == FETCH_PICTURE)
        fetch->server->busy = false;
    picture_server_put(fetch->server);
    fetch->server = NULL;
}

/* After a first failure in the next round, then in the second one, the fourth, and so on, but once
 * an hour at least; of what was kept sooner, for nobody is asked. */
static void put_off(struct fetch *fetch, const struct fetch_world *world, const char *url)
{
    const int64_t every_ns = fetch->phase == FETCH_RESTORING
                                 ? KEPT_AGAIN_NS
                                 : fetch->source.config->every_s * NS_PER_SECOND;
    const int64_t most_ns = every_ns > PUT_OFF_MOST_NS ? every_ns : PUT_OFF_MOST_NS;
    if (fetch->picture_bad != NULL && strcmp(fetch->picture_bad, url) != 0)
        fetch_pardon_picture(fetch);
    if (fetch->picture_bad == NULL)
        fetch->picture_bad = memory_text(url);
    int64_t wait_ns = every_ns;
    for (int i = 0; i < fetch->picture_failures && wait_ns < most_ns; i++)
        wait_ns *= 2;
    fetch->picture_failures++;
    fetch->picture_retry_ns =
        world->now_ns + (wait_ns < most_ns ? wait_ns : most_ns) - every_ns / 2;
}

/* What this server wants, and what the one did that it failed. */
static bool is_put_off(const struct fetch *fetch, const struct fetch_world *world, const char *url)
{
    if (fetch->server != NULL && world->now_ns < fetch->server->wanted_ns)
        return true;
    return fetch->picture_bad != NULL && strcmp(fetch->picture_bad, url) == 0 &&
           world->now_ns < fetch->picture_retry_ns;
}

/* Said once for each trouble: a picture that is missing is missing at every round. */
static bool picture_failed(struct fetch *fetch, const struct fetch_world *world, const char *url,
                           const char *why)
{
    if (picture_is_on_the_web(url))
        put_off(fetch, world, url);
    char what[ERROR_MAX], *address = http_address(url);
    snprintf(what, sizeof what, "the article's picture %s: %s", address, why);
    free(address);
    if (fetch->picture_trouble == NULL || strcmp(fetch->picture_trouble, what) != 0)
        fetch_say(fetch, world, SEVERITY_WARNING, what, "");
    free(fetch->picture_trouble);
    fetch->picture_trouble = memory_text(what);
    return settle_picture(fetch, world, last_picture(fetch, url));
}

/* --- the picture --- */

static void start_decoding(struct fetch *fetch, const struct fetch_world *world, const char *data,
                           size_t size)
{
    fetch->picture_side = decoding_side(world->screen_side);
    fetch->decoding = decoding_start(data, size, fetch->picture_side, fetch->deadline_ns);
    fetch->phase = FETCH_DECODING;
}

static bool read_picture(struct fetch *fetch, const struct fetch_world *world)
{
    struct buffer file;
    buffer_init(&file, PICTURE_BYTES_MAX);
    bool changed = false;
    if (file_read(fetch->picture_next.url, &file))
        start_decoding(fetch, world, buffer_text(&file), file.length);
    else
        changed = picture_failed(fetch, world, fetch->picture_next.url, strerror(errno));
    buffer_finish(&file);
    return changed;
}

static void request_picture(struct fetch *fetch, const struct fetch_world *world)
{
    const struct source *source = &fetch->source;
    const char *url = fetch->picture_next.url;
    struct picture *have = last_picture(fetch, url);
    if (fetch_must_mend(world, url, &fetch->picture_mended_ns)) {
        picture_put(have); /* as if there were none: it must come whole to be kept */
        have = NULL;
    }
    int64_t left_ms = (fetch->deadline_ns - world->now_ns) / NS_PER_MILLISECOND;
    struct http_request request = {
        .url = url,
        .accept = "image/png, image/jpeg, image/webp",
        .etag = have != NULL ? fetch->picture.etag : NULL,
        .last_modified = have != NULL ? fetch->picture.last_modified : NULL,
        .body_max = PICTURE_BYTES_MAX,
        .timeout_ms = left_ms > 1 ? left_ms : 1,
        .home = source->path == NULL ? source->config->url : NULL,
        .headers = source->path == NULL ? &fetch->headers : NULL,
        .ca = source->config->ca,
    };
    picture_put(have);
    fetch->transfer = http_start(world->http, &request);
    fetch->phase = FETCH_PICTURE;
    if (fetch->server != NULL)
        fetch->server->busy = true;
}

/* From the web: asked for as soon as it is this one's turn, unless it is too early for it or what
 * is here is still good. */
static bool await_picture(struct fetch *fetch, const struct fetch_world *world)
{
    const char *url = fetch->picture_next.url;
    if (world->servers != NULL)
        fetch->server = picture_servers_take(world->servers, url);
    struct picture *have = last_picture(fetch, url);
    bool fresh = have != NULL && world->now_ns < fetch->picture_fresh_ns;
    if (fresh || is_put_off(fetch, world, url))
        return settle_picture(fetch, world, have);
    picture_put(have);
    fetch->phase = FETCH_TURN;
    return fetch_step_turn(fetch, world);
}

/* Whose turn does not come in time is tried again in the next round: nothing is known of it. */
bool fetch_step_turn(struct fetch *fetch, const struct fetch_world *world)
{
    bool busy = fetch->server != NULL && fetch->server->busy;
    const char *url = fetch->picture_next.url;
    if (busy && world->now_ns < fetch->deadline_ns)
        return false;
    if (busy || is_put_off(fetch, world, url))
        return settle_picture(fetch, world, last_picture(fetch, url));
    request_picture(fetch, world);
    return false;
}

bool fetch_begin_picture(struct fetch *fetch, const struct fetch_world *world,
                         const struct content *content)
{
    const char *reference = content->article.image_url;
    if (reference == NULL) {
        forget_picture(fetch, world);
        return settle_picture(fetch, world, NULL);
    }
    char *place = picture_place(&fetch->source, reference);
    if (place == NULL)
        return picture_failed(fetch, world, reference,
                              "must be on the web, or in the folder of a local document");
    bool changed = false;
    if (fetch->next != NULL && world->bare) {
        fetch_accept_next(fetch, world, last_picture(fetch, place));
        changed = true;
    }
    fetch->picture_next.url = place;
    if (picture_is_on_the_web(place))
        changed |= await_picture(fetch, world);
    else
        changed |= read_picture(fetch, world);
    return changed;
}

/* The same bytes as those that the shown picture was made from. */
static bool is_shown_picture(const struct fetch *fetch, const struct fetch_world *world,
                             const struct http_answer *answer)
{
    struct picture *have = last_picture(fetch, fetch->picture_next.url);
    picture_put(have);
    struct cache_entry kept;
    if (have == NULL || world->cache == NULL ||
        !cache_read(world->cache, fetch->picture_next.url, &kept))
        return false;
    bool same = kept.size == answer->size && memcmp(kept.body, answer->body, kept.size) == 0;
    cache_entry_finish(&kept);
    return same;
}

/* When it may be asked for again, and whether another one of its server may. */
static void note_wishes(struct fetch *fetch, const struct fetch_world *world,
                        const struct http_answer *answer)
{
    const int64_t most_s = source_asked_most_s(&fetch->source);
    bool failed = answer->outcome == HTTP_FAILED;
    int64_t fresh_s = failed || answer->fresh_s < 0 ? 0 : answer->fresh_s;
    if (failed && fetch->server != NULL)
        picture_server_defer(fetch->server, world->now_ns, answer->retry_s, most_s);
    if (!failed)
        fetch->picture_fresh_ns =
            world->now_ns + (fresh_s < most_s ? fresh_s : most_s) * NS_PER_SECOND;
}

bool fetch_step_picture(struct fetch *fetch, const struct fetch_world *world)
{
    struct http_answer answer = transfer_answer(fetch->transfer);
    struct cache_entry *next = &fetch->picture_next;
    if (answer.outcome == HTTP_RUNNING)
        return false;
    note_wishes(fetch, world, &answer);
    fetch_leave_server(fetch);
    if (answer.outcome == HTTP_FAILED)
        return picture_failed(fetch, world, next->url, answer.error);
    if (answer.outcome == HTTP_UNCHANGED || is_shown_picture(fetch, world, &answer))
        return settle_picture(fetch, world, last_picture(fetch, next->url));
    next->etag = memory_text(answer.etag);
    next->last_modified = memory_text(answer.last_modified);
    next->fetched_s = world->wall_s;
    next->body = transfer_take_body(fetch->transfer);
    next->size = answer.size;
    transfer_destroy(fetch->transfer);
    fetch->transfer = NULL;
    start_decoding(fetch, world, next->body, next->size);
    return false;
}

bool fetch_step_decoding(struct fetch *fetch, const struct fetch_world *world)
{
    if (!decoding_step(fetch->decoding))
        return false;
    struct picture *picture = decoding_take(fetch->decoding);
    struct cache_entry *next = &fetch->picture_next;
    if (picture == NULL)
        return picture_failed(fetch, world, next->url, decoding_error(fetch->decoding));
    bool came = fetch->phase == FETCH_DECODING;
    if (came && next->body != NULL && world->cache != NULL)
        cache_write(world->cache, next, world->now_ns);
    if (fetch->picture.url != NULL && strcmp(fetch->picture.url, next->url) != 0)
        forget_picture(fetch, world);
    cache_entry_finish(&fetch->picture);
    fetch->picture = *next;
    *next = (struct cache_entry){0};
    free(fetch->picture.body);
    fetch->picture.body = NULL;
    free(fetch->picture_trouble);
    fetch->picture_trouble = NULL;
    fetch_pardon_picture(fetch);
    return settle_picture(fetch, world, picture);
}

struct picture *fetch_picture_of(const struct fetch *fetch, const struct content *content)
{
    const char *reference = content->article.image_url;
    char *place = reference != NULL ? picture_place(&fetch->source, reference) : NULL;
    struct picture *picture = last_picture(fetch, place);
    free(place);
    return picture;
}

/* --- what was kept --- */

bool fetch_picture_misfits(const struct fetch *fetch, const struct fetch_world *world)
{
    const struct picture *picture = fetch->source.picture;
    const int side = decoding_side(world->screen_side);
    if (picture == NULL || side == fetch->picture_side)
        return false;
    int longer = picture->w > picture->h ? picture->w : picture->h;
    return longer > side || (longer == fetch->picture_side && side > longer);
}

bool fetch_decode_kept(struct fetch *fetch, const struct fetch_world *world)
{
    const char *reference = fetch->source.content->article.image_url;
    struct cache_entry *next = &fetch->picture_next;
    struct buffer file;
    char *place = reference != NULL ? picture_place(&fetch->source, reference) : NULL;
    bool web = place != NULL && picture_is_on_the_web(place);
    fetch->picture_side = decoding_side(world->screen_side);
    fetch->deadline_ns = world->now_ns + fetch->source.config->timeout_s * NS_PER_SECOND;
    buffer_init(&file, PICTURE_BYTES_MAX);
    bool kept = web ? world->cache != NULL && cache_read(world->cache, place, next)
                    : place != NULL && file_read(place, &file);
    if (kept && !web)
        next->url = memory_text(place);
    if (kept)
        start_decoding(fetch, world, web ? next->body : buffer_text(&file),
                       web ? next->size : file.length);
    if (kept)
        fetch->phase = FETCH_RESTORING;
    buffer_finish(&file);
    free(place);
    return kept;
}

void fetch_retry_kept(struct fetch *fetch, const struct fetch_world *world)
{
    const struct content *content = fetch->source.content;
    if (content == NULL || content->article.image_url == NULL || fetch->source.picture != NULL)
        return;
    char *place = picture_place(&fetch->source, content->article.image_url);
    if (place != NULL && !is_put_off(fetch, world, place))
        fetch_decode_kept(fetch, world);
    free(place);
}
