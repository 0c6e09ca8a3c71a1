#include "net/source.h"

#include "base/hash.h"
#include "base/memory.h"
#include "formats/guess.h"
#include "formats/map.h"
#include "net/http_address.h"
#include "store/zones.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    /* The tree of such an answer leaves holes many times its size, which the allocator would keep
     * for the next one. */
    LARGE_BYTES = 256 * 1024
};
enum { BACKOFF_FIRST_S = 5, KIND_MAX = 100, PLACE_MAX = 120 };

void source_init(struct source *source, const struct source_config *config,
                 const struct place *override)
{
    *source = (struct source){
        .config = config,
        .override = override,
        .address = http_address(config->url),
        .path = source_local_path(config->url),
        .state = SOURCE_WAITING,
        .confirmed_s = INSTANT_NONE,
        .told_s = INSTANT_NONE,
    };
}

void source_finish(struct source *source)
{
    free(source->address);
    free(source->path);
    free(source->error);
    cache_entry_finish(&source->good);
    content_put(source->content);
    content_put(source->shown);
    picture_put(source->picture);
    *source = (struct source){0};
}

/* --- what came --- */

static bool is_markup(const char *body, size_t size)
{
    size_t at = size >= 3 && memcmp(body, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    while (at < size && strchr(" \t\r\n", body[at]) != NULL && body[at] != '\0')
        at++;
    return at < size && body[at] == '<';
}

/* Whoever forgot the format, or copied another's address, wants to know what it is. False: that
 * cannot be told. */
static bool say_guess(const struct source_config *config, const char *kind, const char *body,
                      size_t size, char *error, size_t error_size)
{
    const char *own = config->format != NULL ? format_name(config->format) : "riwaq";
    const char *guess = config->map == NULL ? guess_format(body, size) : NULL;
    if (guess == NULL || strcmp(guess, own) == 0)
        return false;
    snprintf(error, error_size, "this is not %s, it looks like %s; write %sformat = %s%s", kind,
             guess, config->stands_in ? "its address into riwaq.conf, with " : "", guess,
             config->stands_in ? " in the same [source.NAME]" : "");
    return true;
}

/* A page instead of JSON is what a hotel's network or an expired login sends, with status 200. */
static void say_why(const struct source_config *config, const struct diagnostics *found,
                    const char *body, size_t size, char *error, size_t error_size)
{
    char kind[KIND_MAX] = "riwaq's JSON";
    if (config->map != NULL)
        snprintf(kind, sizeof kind, "as [format.%s] says", config->map->name);
    else if (config->format != NULL)
        snprintf(kind, sizeof kind, "of the format %s", format_name(config->format));
    if (say_guess(config, kind, body, size, error, error_size))
        return;
    if (is_markup(body, size) && strstr(format_accept(config->format), "json") != NULL) {
        snprintf(error, error_size,
                 "this is a web page and not %s; check the address, and whether "
                 "the network or the server wants a login first",
                 kind);
        return;
    }
    int i = 0;
    while (i < found->count && found->findings[i].severity != SEVERITY_ERROR)
        i++;
    char place[PLACE_MAX] = "";
    if (i < found->count && found->findings[i].line > 0)
        snprintf(place, sizeof place, "line %d: ", found->findings[i].line);
    else if (i < found->count && found->findings[i].where != NULL)
        snprintf(place, sizeof place, "%s: ", found->findings[i].where);
    snprintf(error, error_size, "this is not %s%s%s%s", kind, i < found->count ? ": " : "", place,
             i < found->count ? found->findings[i].what : "");
}

struct content *source_parse(const struct source *source, const char *body, size_t size,
                             const char *media_type, int64_t fetched_s, int64_t now_s,
                             struct diagnostics *diagnostics, char *error, size_t error_size)
{
    struct diagnostics found;
    const struct zone *machine = zones_local(source->zones);
    diagnostics_init(&found);
    struct format_context context = {
        .source = source->config->name,
        .url = source->config->url,
        .fetched_s = fetched_s,
        .now_s = now_s,
        .override = source->override,
        .find_zone = zones_find,
        .find_zone_self = source->zones,
        .fallback_zone = machine,
        .diagnostics = &found,
        .media_type = media_type,
        .format = source->config->format,
        .map = source->config->map,
        .selection = &source->config->selection,
    };
    struct content *content = format_read(&context, body, size);
    zone_put(machine);
    error[0] = '\0';
    if (content == NULL)
        say_why(source->config, &found, body, size, error, error_size);
    if (size >= LARGE_BYTES)
        malloc_trim(0);
    for (int i = 0; content != NULL && i < found.count; i++) {
        const struct finding *one = &found.findings[i];
        diagnostics_add(diagnostics, one->severity, one->file, one->line, one->where, "%s",
                        one->what);
    }
    diagnostics_finish(&found);
    return content;
}

bool source_is_same(const struct source *source, const char *body, size_t size)
{
    return source->good.body != NULL && source->good.size == size &&
           memcmp(source->good.body, body, size) == 0;
}

static void show(struct source *source)
{
    content_put(source->shown);
    source->shown = source->picture != NULL ? content_with_image(source->content, source->picture)
                                            : content_take(source->content);
}

static void adopt(struct source *source, struct content *content, struct picture *picture)
{
    content_put(source->content);
    source->content = content;
    source->read_s = content->read_s;
    source->reread_s = content->reread_s;
    picture_put(source->picture);
    source->picture = picture;
    show(source);
}

void source_accept(struct source *source, struct cache_entry *entry, struct content *content,
                   struct picture *picture, int64_t boot_ns)
{
    cache_entry_finish(&source->good);
    source->good = *entry;
    *entry = (struct cache_entry){0};
    source->good_boot_ns = boot_ns;
    adopt(source, content, picture);
}

bool source_is_outdated(const struct source *source, int64_t wall_s)
{
    bool set_back =
        source->read_s > source->good.fetched_s && wall_s < source->read_s - SOURCE_CLOCK_SET_S;
    return source->content != NULL && source->good.body != NULL &&
           (set_back || wall_s >= source->reread_s);
}

void source_reread(struct source *source)
{
    source->reread_s = INT64_MIN;
}

void source_renew(struct source *source, struct content *content, struct picture *picture,
                  int64_t wall_s)
{
    if (content != NULL) {
        adopt(source, content, picture);
        return;
    }
    picture_put(picture);
    source->read_s = wall_s;
    source->reread_s = wall_s + SECONDS_PER_DAY;
}

bool source_set_picture(struct source *source, struct picture *picture)
{
    if (source->content == NULL || picture == source->picture) {
        picture_put(picture);
        return false;
    }
    picture_put(source->picture);
    source->picture = picture;
    show(source);
    return true;
}

/* --- how it stands --- */

/* Whether the ages that were told last leave too little time. */
static bool ages_lag(const struct source *source)
{
    int64_t patience_s = selection_patience_s(&source->config->selection);
    return source->told_s == INSTANT_NONE ||
           (patience_s != INT64_MAX && source->confirmed_s - source->told_s >= patience_s / 4);
}

bool source_confirm(struct source *source, int64_t wall_s, int64_t boot_ns)
{
    bool changed = source->state != SOURCE_FRESH || source->error != NULL;
    source->state = SOURCE_FRESH;
    source->confirmed_s = wall_s;
    source->confirmed_boot_ns = boot_ns;
    changed |= ages_lag(source);
    if (changed)
        source->told_s = wall_s;
    source->failures = 0;
    source->told_count = 0;
    free(source->error);
    source->error = NULL;
    return changed;
}

bool source_correct(struct source *source, int64_t wall_s, int64_t boot_ns)
{
    if (source->confirmed_boot_ns == 0)
        return false;
    int64_t right_s = wall_s - (boot_ns - source->confirmed_boot_ns) / NS_PER_SECOND;
    int64_t off_s = right_s - source->confirmed_s;
    if (off_s <= SOURCE_CLOCK_SET_S && off_s >= -SOURCE_CLOCK_SET_S)
        return false;
    source->confirmed_s = source->told_s = right_s;
    return true;
}

/* Another reason is a change too: an installer mends one thing after another. */
bool source_fail(struct source *source, enum http_cause cause, const char *error)
{
    bool changed = source->state != SOURCE_FAILED || source->error == NULL ||
                   strcmp(source->error, error) != 0;
    source->state = SOURCE_FAILED;
    source->cause = cause;
    source->failures++;
    if (changed) {
        free(source->error);
        source->error = memory_text(error);
    }
    return changed;
}

bool source_tells(struct source *source, const char *error)
{
    uint64_t hash = hash_bytes(HASH_START, error, strlen(error));
    for (int i = 0; i < source->told_count; i++)
        if (source->told[i] == hash)
            return false;
    if (source->told_count == SOURCE_TOLD_MAX)
        return false;
    source->told[source->told_count++] = hash;
    return true;
}

int64_t source_asked_most_s(const struct source *source)
{
    int64_t rounds_s = (int64_t)source->config->every_s * SOURCE_ASKED_ROUNDS;
    return rounds_s > SOURCE_ASKED_LEAST_S ? rounds_s : SOURCE_ASKED_LEAST_S;
}

void source_defer(struct source *source, int64_t now_ns, int64_t seconds)
{
    int64_t most_s = source_asked_most_s(source);
    if (seconds >= 0)
        source->wanted_ns = now_ns + (seconds < most_s ? seconds : most_s) * NS_PER_SECOND;
}

/* From nothing to MOST_NS. */
static int64_t spread(int64_t most_ns, uint32_t random)
{
    return most_ns / 65536 * (random % 65536);
}

int64_t source_backoff_ns(int attempt, int most_s, uint32_t random)
{
    int64_t most = most_s * NS_PER_SECOND;
    int64_t wait = BACKOFF_FIRST_S * NS_PER_SECOND;
    for (int i = 1; i < attempt && wait < most; i++)
        wait *= 2;
    if (wait > most / 5 * 4) /* room for the quarter */
        wait = most / 5 * 4;
    return wait + spread(wait / 4, random);
}

/* After an attempt that took as long as it may, and failed. */
static int pause_s(const struct source_config *config)
{
    int left_s = config->every_s - config->timeout_s;
    return left_s < 1 ? 1 : left_s < BACKOFF_FIRST_S ? left_s : BACKOFF_FIRST_S;
}

void source_schedule(struct source *source, int64_t started_ns, int64_t now_ns, uint32_t random)
{
    int every_s = source->config->every_s;
    int64_t jitter_ns = every_s * NS_PER_SECOND / 10;
    if (jitter_ns > SOURCE_JITTER_S * NS_PER_SECOND)
        jitter_ns = SOURCE_JITTER_S * NS_PER_SECOND;
    if (source->failures > 0) {
        bool network = source->cause == HTTP_CAUSE_NETWORK && every_s > SOURCE_NETWORK_S;
        int64_t wait_ns =
            source_backoff_ns(source->failures, network ? SOURCE_NETWORK_S : every_s, random);
        int64_t pause_ns = pause_s(source->config) * NS_PER_SECOND;
        source->due_ns = started_ns + wait_ns;
        if (source->due_ns < now_ns + pause_ns)
            source->due_ns = now_ns + pause_ns;
        jitter_ns = jitter_ns < 5 * NS_PER_SECOND ? jitter_ns : 5 * NS_PER_SECOND;
    } else {
        source->due_ns = started_ns + every_s * NS_PER_SECOND + spread(jitter_ns, random);
        if (source->due_ns < now_ns + NS_PER_SECOND)
            source->due_ns = now_ns + NS_PER_SECOND;
    }
    if (source->wanted_ns != 0 && source->due_ns < source->wanted_ns + spread(jitter_ns, random))
        source->due_ns = source->wanted_ns + spread(jitter_ns, random);
    source->wanted_ns = 0;
}

struct content_part source_part(const struct source *source)
{
    return (struct content_part){
        .name = source->config->stands_in ? NULL : source->config->name,
        .content = source->shown,
        .selection = &source->config->selection,
        .confirmed_s = source->confirmed_s,
    };
}

struct source_report source_report(const struct source *source)
{
    return (struct source_report){
        .name = source->config->name,
        .url = source->address,
        .state = source->state,
        .fetched_s = source->confirmed_s,
        .error = source->error,
    };
}

/* --- local files --- */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* In place; false for %00 and for what is no percent code. */
static bool percent_decode(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0'; to++) {
        *to = *from++;
        if (*to != '%')
            continue;
        int high = hex_digit(from[0]), low = high < 0 ? -1 : hex_digit(from[1]);
        if (low < 0 || high * 16 + low == 0)
            return false;
        *to = (char)(high * 16 + low);
        from += 2;
    }
    *to = '\0';
    return true;
}

char *source_local_path(const char *url)
{
    if (strncasecmp(url, "file:", 5) != 0)
        return strstr(url, "://") == NULL ? memory_text(url) : NULL;
    const char *at = url + 5;
    if (strncmp(at, "//", 2) == 0) {
        at += 2;
        if (strncasecmp(at, "localhost/", 10) == 0)
            at += 9;
    }
    char *path = at[0] == '/' ? memory_text(at) : NULL;
    if (path != NULL && percent_decode(path))
        return path;
    free(path);
    return NULL;
}
