#include "net/fetch.h"

#include "base/log.h"
#include "base/memory.h"
#include "net/fetch_clock.h"
#include "net/fetch_parts.h"
#include "net/fetch_picture.h"
#include "net/fetcher.h"
#include "store/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What makes a document smaller. */
static const char ask_for_less[] =
    "have it hold fewer items (WordPress: per_page=10), or less of each (_fields=)";

enum { ERROR_MAX = 600, ACCEPT_MAX = 200 };

void fetch_init(struct fetch *fetch, const struct source_config *config,
                const struct place *override)
{
    *fetch = (struct fetch){.asleep_ns = INT64_MIN};
    source_init(&fetch->source, config, override);
}

/* Forgets what was under way; the source keeps what it has. */
static void drop_round(struct fetch *fetch)
{
    fetch_leave_server(fetch);
    transfer_destroy(fetch->transfer);
    fetch->transfer = NULL;
    decoding_destroy(fetch->decoding);
    fetch->decoding = NULL;
    content_put(fetch->next);
    fetch->next = NULL;
    cache_entry_finish(&fetch->next_entry);
    cache_entry_finish(&fetch->picture_next);
    headers_finish(&fetch->headers);
}

void fetch_finish(struct fetch *fetch)
{
    drop_round(fetch);
    cache_entry_finish(&fetch->picture);
    free(fetch->picture_trouble);
    fetch_pardon_picture(fetch);
    source_finish(&fetch->source);
}

/* --- the end of a round --- */

void fetch_end_round(struct fetch *fetch, const struct fetch_world *world)
{
    drop_round(fetch);
    if (fetch->phase != FETCH_RESTORING && !fetch->rereads)
        source_schedule(&fetch->source, fetch->started_ns, world->now_ns, world->random);
    fetch->phase = FETCH_IDLE;
    fetch->rereads = false;
}

static bool fail_round(struct fetch *fetch, const struct fetch_world *world, enum http_cause cause,
                       const char *error)
{
    bool changed = source_fail(&fetch->source, cause, error);
    fetch_keep_same(fetch, world, &fetch->source.good, FETCH_CONFIRM_LOST_S);
    fetch->failed_offset_ns = fetch_clock_offset_ns(world);
    if (source_tells(&fetch->source, error))
        fetch_say(fetch, world, SEVERITY_ERROR, error,
                  fetch->source.content != NULL ? "; the last content stays" : "");
    fetch_end_round(fetch, world);
    fetch_retry_kept(fetch, world);
    return changed;
}

static bool confirm(struct fetch *fetch, const struct fetch_world *world)
{
    bool failed = fetch->source.state == SOURCE_FAILED;
    bool changed = source_confirm(&fetch->source, world->wall_s, world->boot_ns);
    if (failed)
        fetch_pardon_picture(fetch);
    if (failed && world->diagnostics == NULL)
        log_info("%s: %s: works again", fetch->source.config->name, fetch->source.address);
    return changed;
}

void fetch_accept_next(struct fetch *fetch, const struct fetch_world *world,
                       struct picture *picture)
{
    struct content *next = fetch->next;
    fetch->next = NULL;
    if (fetch->rereads) {
        source_renew(&fetch->source, next, picture, world->wall_s);
        return;
    }
    source_accept(&fetch->source, &fetch->next_entry, next, picture, world->boot_ns);
    confirm(fetch, world);
}

/* --- the document --- */

/* Nothing new; but a picture that could not be had last time is tried again, and a document that
 * could not be written. */
static bool unchanged(struct fetch *fetch, const struct fetch_world *world)
{
    struct source *source = &fetch->source;
    bool changed = confirm(fetch, world);
    fetch_keep_same(fetch, world, &source->good, FETCH_CONFIRM_S);
    const struct content *content = fetch->source.content;
    if (content != NULL && content->article.image_url != NULL && fetch->source.picture == NULL)
        return fetch_begin_picture(fetch, world, content) || changed;
    fetch_end_round(fetch, world);
    return changed;
}

/* Other bytes, or other signs for the same bytes. */
static bool is_here(const struct source *source, const struct http_answer *answer, const char *body)
{
    const char *here = source->good.media_type, *comes = answer->media_type;
    bool same_type = here == NULL || comes == NULL ? here == comes : strcmp(here, comes) == 0;
    return same_type && source_is_same(source, body, answer->size);
}

static void keep_validators(struct cache_entry *entry, const struct http_answer *answer)
{
    free(entry->etag);
    free(entry->last_modified);
    entry->etag = memory_text(answer->etag);
    entry->last_modified = memory_text(answer->last_modified);
}

/* Networks that want a login first send everybody on to it. */
static void add_sender(char *error, size_t size, const char *server)
{
    size_t length = strlen(error);
    snprintf(error + length, size - length, " (it was %s that answered: the request was sent on)",
             server);
}

/* Whether both say the same to a screen: documents tell when, and how fast, they were made. */
static bool says_the_same(const struct content *a, const struct content *b)
{
    struct buffer left, right;
    buffer_init(&left, 2 * BODY_BYTES_MAX);
    buffer_init(&right, 2 * BODY_BYTES_MAX);
    bool same = format_print(a, &left) && format_print(b, &right) && left.length == right.length &&
                memcmp(left.data, right.data, left.length) == 0;
    buffer_finish(&left);
    buffer_finish(&right);
    return same;
}

/* BODY, the answer's own, is taken over. */
static bool take_document(struct fetch *fetch, const struct fetch_world *world,
                          const struct http_answer *answer, char *body)
{
    if (is_here(&fetch->source, answer, body)) {
        free(body);
        keep_validators(&fetch->source.good, answer);
        return unchanged(fetch, world);
    }
    struct cache_entry *entry = &fetch->next_entry;
    *entry = (struct cache_entry){
        .url = memory_text(fetch->source.config->url),
        .media_type = memory_text(answer->media_type),
        .fetched_s = world->wall_s,
        .body = body,
        .size = answer->size,
    };
    keep_validators(entry, answer);
    char error[ERROR_MAX];
    fetch->next = fetch_parse(fetch, world, entry, error, sizeof error);
    if (fetch->next == NULL) {
        fetch->source.wanted_ns = 0; /* what a login page says of itself does not count */
        if (answer->sent_to != NULL)
            add_sender(error, sizeof error, answer->sent_to);
        return fail_round(fetch, world, HTTP_CAUSE_SERVER, error);
    }
    const struct content *here = fetch->source.content;
    if (here != NULL && says_the_same(here, fetch->next))
        fetch_keep_same(fetch, world, entry, FETCH_CONFIRM_S);
    else
        fetch_keep(fetch, world, entry);
    return fetch_begin_picture(fetch, world, fetch->next);
}

static bool step_document(struct fetch *fetch, const struct fetch_world *world)
{
    struct http_answer answer = transfer_answer(fetch->transfer);
    if (answer.outcome == HTTP_RUNNING)
        return false;
    struct transfer *transfer = fetch->transfer; /* the answer is its own; the picture's comes */
    struct source *source = &fetch->source;
    bool failed = answer.outcome == HTTP_FAILED;
    bool reached = !failed || answer.cause != HTTP_CAUSE_NETWORK;
    fetch->recovered = reached && source->failures > 0 && source->cause == HTTP_CAUSE_NETWORK;
    fetch->transfer = NULL;
    source_defer(source, world->now_ns, failed ? answer.retry_s : answer.fresh_s);
    bool changed;
    if (failed)
        changed = fail_round(fetch, world, answer.cause, answer.error);
    else if (answer.outcome == HTTP_UNCHANGED)
        changed = unchanged(fetch, world);
    else
        changed = take_document(fetch, world, &answer, transfer_take_body(transfer));
    transfer_destroy(transfer);
    return changed;
}

/* "news.example/feed": its first part has a dot inside it, and is not all. */
static bool names_server(const char *url)
{
    size_t first = strcspn(url, "/");
    const char *dot = memchr(url, '.', first);
    return url[first] == '/' && dot != NULL && dot != url && dot + 1 < url + first;
}

static bool read_document(struct fetch *fetch, const struct fetch_world *world)
{
    struct buffer file;
    buffer_init(&file, BODY_BYTES_MAX);
    bool changed;
    if (file_read(fetch->source.path, &file)) {
        struct http_answer answer = {.size = file.length};
        changed = take_document(fetch, world, &answer, buffer_take(&file));
    } else {
        char error[ERROR_MAX];
        int why = errno;
        snprintf(error, sizeof error, "%s%s%s",
                 why == EFBIG ? "the file is larger than 2 MiB, the most that is read; "
                              : "the file cannot be read: ",
                 why == EFBIG ? ask_for_less : strerror(why),
                 why == ENOENT && names_server(fetch->source.config->url)
                     ? "; an address on the web begins with https://"
                     : "");
        changed = fail_round(fetch, world, HTTP_CAUSE_SERVER, error);
    }
    buffer_finish(&file);
    return changed;
}

static bool begin_round(struct fetch *fetch, const struct fetch_world *world)
{
    const struct source *source = &fetch->source;
    const struct source_config *config = source->config;
    char error[ERROR_MAX], accept[ACCEPT_MAX];
    snprintf(accept, sizeof accept, "%s, */*;q=0.5", format_accept(config->format));
    fetch->started_ns = world->now_ns;
    fetch->deadline_ns = world->now_ns + config->timeout_s * NS_PER_SECOND;
    if (source->path != NULL)
        return read_document(fetch, world);
    if (config->headers != NULL &&
        !headers_read(&fetch->headers, config->headers, error, sizeof error))
        return fail_round(fetch, world, HTTP_CAUSE_SERVER, error);
    struct http_request request = {
        .url = config->url,
        .accept = accept,
        .etag = source->good.etag,
        .last_modified = source->good.last_modified,
        .body_max = BODY_BYTES_MAX,
        .less = ask_for_less,
        .timeout_ms = config->timeout_s * INT64_C(1000),
        .headers = &fetch->headers,
        .ca = config->ca,
        .afresh = source->failures > 0,
    };
    fetch->transfer = http_start(world->http, &request);
    fetch->phase = FETCH_DOCUMENT;
    return false;
}

/* --- what is here --- */

/* The same document for another day, or at another hour: with what was said of it already. Nobody
 * is asked but for a picture that was not shown before. */
static bool reread(struct fetch *fetch, const struct fetch_world *world)
{
    struct source *source = &fetch->source;
    const struct cache_entry *good = &source->good;
    char error[ERROR_MAX];
    struct content *content =
        source_parse(source, good->body, good->size, good->media_type, good->fetched_s,
                     world->wall_s, NULL, error, sizeof error);
    struct picture *picture = content != NULL ? fetch_picture_of(fetch, content) : NULL;
    if (content == NULL || picture != NULL) {
        source_renew(source, content, picture, world->wall_s);
        return content != NULL;
    }
    if (source->config->headers != NULL)
        headers_read(&fetch->headers, source->config->headers, error, sizeof error);
    fetch->rereads = true;
    fetch->next = content;
    fetch->deadline_ns = world->now_ns + source->config->timeout_s * NS_PER_SECOND;
    return fetch_begin_picture(fetch, world, content);
}

/* --- what was kept --- */

bool fetch_restore(struct fetch *fetch, const struct fetch_world *world)
{
    struct cache_entry entry;
    char error[ERROR_MAX];
    struct source *source = &fetch->source;
    if (world->cache == NULL || !cache_read(world->cache, source->config->url, &entry))
        return false;
    struct content *content = fetch_parse(fetch, world, &entry, error, sizeof error);
    if (content != NULL) {
        /* An earlier one is of a clock that was not set. */
        source->confirmed_s =
            entry.confirmed_s > entry.fetched_s ? entry.confirmed_s : entry.fetched_s;
        source->state = SOURCE_CACHED;
        fetch->kept_s = source->confirmed_s;
        source_accept(source, &entry, content, NULL, 0);
        fetch->phase = FETCH_IDLE;
        fetch->started_ns = world->now_ns;
        source->due_ns =
            world->now_ns + FETCH_BOOT_S * NS_PER_SECOND / 65536 * (world->random % 65536);
        fetch_decode_kept(fetch, world); /* the first round begins when it is there */
    }
    cache_entry_finish(&entry);
    return content != NULL;
}

/* --- one step --- */

static bool step_idle(struct fetch *fetch, const struct fetch_world *world)
{
    bool changed = fetch_correct_time(fetch, world);
    changed |= fetch_correct_confirmation(fetch, world);
    fetch_try_again_with_time(fetch, world);
    fetch_count_sleep(fetch, world);
    if (source_is_outdated(&fetch->source, world->wall_s)) {
        changed |= reread(fetch, world);
        if (fetch->phase != FETCH_IDLE)
            return changed;
    }
    if (world->now_ns >= fetch->source.due_ns)
        return begin_round(fetch, world) || changed;
    if (fetch_picture_misfits(fetch, world))
        fetch_decode_kept(fetch, world);
    return changed;
}

static bool step(struct fetch *fetch, const struct fetch_world *world)
{
    switch (fetch->phase) {
    case FETCH_START:
    case FETCH_IDLE:
        return step_idle(fetch, world);
    case FETCH_DOCUMENT:
        return step_document(fetch, world);
    case FETCH_TURN:
        return fetch_step_turn(fetch, world);
    case FETCH_PICTURE:
        return fetch_step_picture(fetch, world);
    case FETCH_RESTORING:
    case FETCH_DECODING:
        return fetch_step_decoding(fetch, world);
    }
    return false;
}

bool fetch_step(struct fetch *fetch, const struct fetch_world *world)
{
    bool changed = step(fetch, world);
    fetch_plan_reading(fetch, world);
    return changed;
}

void fetch_reread(struct fetch *fetch)
{
    source_reread(&fetch->source);
    if (fetch->next != NULL) /* waits for its picture */
        content_reread_by(fetch->next, INT64_MIN);
}

int64_t fetch_due_ns(const struct fetch *fetch)
{
    if (fetch->decoding != NULL)
        return decoding_due_ns(fetch->decoding);
    if (fetch->phase == FETCH_TURN)
        return fetch->server->busy ? fetch->deadline_ns : 0;
    bool waits = fetch->phase == FETCH_IDLE || fetch->phase == FETCH_START;
    if (!waits)
        return INT64_MAX;
    return fetch->reread_ns != 0 && fetch->reread_ns < fetch->source.due_ns ? fetch->reread_ns
                                                                            : fetch->source.due_ns;
}

void fetch_fds(const struct fetch *fetch, int fds[DECODING_FDS])
{
    for (int i = 0; i < DECODING_FDS; i++)
        fds[i] = -1;
    if (fetch->decoding != NULL)
        decoding_fds(fetch->decoding, fds);
}

bool fetch_take_recovered(struct fetch *fetch)
{
    bool recovered = fetch->recovered;
    fetch->recovered = false;
    return recovered;
}

void fetch_hurry(struct fetch *fetch, const struct fetch_world *world)
{
    struct source *source = &fetch->source;
    int64_t soon_ns = world->now_ns + NS_PER_SECOND / 65536 * (world->random % 65536);
    if (fetch->phase == FETCH_IDLE && source->failures > 0 && source->cause == HTTP_CAUSE_NETWORK &&
        source->due_ns > soon_ns)
        source->due_ns = soon_ns;
}

bool fetch_is_restoring(const struct fetch *fetch)
{
    return fetch->phase == FETCH_RESTORING;
}

bool fetch_is_idle(const struct fetch *fetch)
{
    return fetch->phase == FETCH_IDLE;
}
