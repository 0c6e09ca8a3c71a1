#include "net/fetcher.h"

#include "base/log.h"
#include "base/memory.h"
#include "net/decoder.h"
#include "net/mailbox.h"
#include "net/round.h"
#include "store/file.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

/* What is large to read or to decode waits for the frames. */
enum { NICE = 10 };
/* So often the files of zones are looked at (their status alone), where something else wakes the
 * thread: at the latest when the longest sleep is over. */
#define ZONES_EVERY_NS (10 * NS_PER_SECOND)
/* How long a snapshot waits for pictures that were kept. The first one longer: on a slow machine
 * that has just begun, fonts are opened meanwhile, and what is first on the screen is whole. */
#define RESTORE_NS NS_PER_SECOND
#define FIRST_NS   (4 * NS_PER_SECOND)

struct fetcher {
    struct fetcher_settings settings;
    struct round round;
    struct mailbox mailbox;
    pthread_mutex_t told;       /* of the next */
    struct standings standings; /* as of the last step */
    struct cache_tally storage; /* the same */
    bool settled;               /* the first snapshot was delivered; the same lock */
    pthread_cond_t settling;    /* tells it */
    bool bare;                  /* what was delivered last shows nothing */
    struct date sample_date;    /* of the sample, when there are no sources */
    const struct zone *sample_zone;
    int64_t zones_ns; /* monotonic: when their files are looked at next */
    int clock_fd;     /* tells when the wall clock is set; -1: nothing does */
    pthread_t thread;
    atomic_bool stopping;
    atomic_int screen_side;
    _Atomic(struct config *) next_config; /* to be used from now on; NULL: the one that is used */
    int call_fd;                          /* tells the thread of that, and to stop */
};

static int64_t wall_seconds(const struct clock *clock)
{
    return floor_div(clock_wall_ns(clock), NS_PER_SECOND);
}

/* --- the thread --- */

static struct fetch_world world_now(struct fetcher *fetcher)
{
    return (struct fetch_world){
        .http = fetcher->round.http,
        .cache = fetcher->settings.cache,
        .servers = &fetcher->round.servers,
        .now_ns = clock_monotonic_ns(),
        .boot_ns = clock_boot_ns(),
        .wall_s = wall_seconds(fetcher->settings.clock),
        .random = round_random(&fetcher->round),
        .screen_side = atomic_load(&fetcher->screen_side),
        .bare = fetcher->bare,
    };
}

static void deliver(struct fetcher *fetcher, struct content *content)
{
    fetcher->bare = content_is_empty(content);
    mailbox_put(&fetcher->mailbox, content);
    if (fetcher->settings.wake != NULL)
        fetcher->settings.wake(fetcher->settings.wake_self);
}

/* The sample belongs to a day; the first one is made in any case. Returns when the next day
 * begins (monotonic). */
static int64_t deliver_sample(struct fetcher *fetcher)
{
    int64_t now_ns = clock_monotonic_ns(), wall_s = wall_seconds(fetcher->settings.clock);
    if (!date_equal(zone_civil(fetcher->sample_zone, wall_s).date, fetcher->sample_date)) {
        struct content *sample =
            round_sample(fetcher->round.config, fetcher->round.zones, wall_s, NULL);
        zone_put(fetcher->sample_zone);
        fetcher->sample_zone = zone_take(sample->zone);
        fetcher->sample_date = zone_civil(sample->zone, wall_s).date;
        deliver(fetcher, sample);
    }
    int64_t local_s = wall_s + zone_offset(fetcher->sample_zone, wall_s);
    return now_ns + (SECONDS_PER_DAY - floor_mod(local_s, SECONDS_PER_DAY)) * NS_PER_SECOND;
}

/* For who asks from outside. */
static void tell_standings(struct fetcher *fetcher)
{
    const struct round *round = &fetcher->round;
    pthread_mutex_lock(&fetcher->told);
    fetcher->standings.sample = round_is_sample(round->config);
    fetcher->standings.count = round->count;
    for (int i = 0; i < round->count; i++)
        standing_read(&round->fetches[i]->source, &fetcher->standings.items[i]);
    if (fetcher->settings.cache != NULL)
        cache_count(fetcher->settings.cache, &fetcher->storage);
    pthread_mutex_unlock(&fetcher->told);
}

void fetcher_standings(struct fetcher *fetcher, struct standings *out)
{
    pthread_mutex_lock(&fetcher->told);
    *out = fetcher->standings;
    pthread_mutex_unlock(&fetcher->told);
}

void fetcher_storage(struct fetcher *fetcher, struct cache_tally *out)
{
    pthread_mutex_lock(&fetcher->told);
    *out = fetcher->storage;
    pthread_mutex_unlock(&fetcher->told);
}

/* CHANGED: what they give is to be merged anew in any case. */
static void step_sources(struct fetcher *fetcher, bool changed)
{
    bool recovered = false;
    struct fetch_world world = world_now(fetcher);
    for (int i = 0; i < fetcher->round.count; i++) {
        world.random = round_random(&fetcher->round);
        changed |= fetch_step(fetcher->round.fetches[i], &world);
        recovered |= fetch_take_recovered(fetcher->round.fetches[i]);
    }
    for (int i = 0; recovered && i < fetcher->round.count; i++) {
        world.random = round_random(&fetcher->round);
        fetch_hurry(fetcher->round.fetches[i], &world);
    }
    if (changed)
        deliver(fetcher, round_merge(&fetcher->round));
}

/* An update of tzdata, while all goes on: "12:50", today's date and the prayers of a place may be
 * other instants by the new rules. True when there are such. */
static bool update_zones(struct fetcher *fetcher)
{
    int64_t now_ns = clock_monotonic_ns();
    if (now_ns < fetcher->zones_ns)
        return false;
    fetcher->zones_ns = now_ns + ZONES_EVERY_NS;
    if (!zones_update(fetcher->round.zones))
        return false;
    fetcher->sample_date = (struct date){0};
    for (int i = 0; i < fetcher->round.count; i++)
        fetch_reread(fetcher->round.fetches[i]);
    return true;
}

/* Another official timetable was put in the place of the first. True when it holds from now on. */
static bool update_timetable(struct fetcher *fetcher)
{
    struct round *round = &fetcher->round;
    const struct zone *zone = zones_find(round->zones, round->place.timezone);
    bool taken = timetable_file_look(&round->timetable, zone, clock_monotonic_ns());
    zone_put(zone);
    return taken;
}

static void clear_call(const struct fetcher *fetcher)
{
    uint64_t count;
    while (read(fetcher->call_fd, &count, sizeof count) < 0 && errno == EINTR)
        continue;
}

/* The first frame is whole: an article that gets its picture later is broken into pages anew. */
static void restore_pictures(struct fetcher *fetcher, int64_t most_ns)
{
    struct round *round = &fetcher->round;
    const int wakes[ROUND_WAKES] = {fetcher->call_fd, -1, -1};
    struct fetch_world world = world_now(fetcher);
    int64_t due_ns = world.now_ns + most_ns;
    bool restoring = true;
    while (restoring && world.now_ns < due_ns && !atomic_load(&fetcher->stopping)) {
        restoring = false;
        for (int i = 0; i < round->count; i++) {
            if (fetch_is_restoring(round->fetches[i]))
                fetch_step(round->fetches[i], &world);
            restoring |= fetch_is_restoring(round->fetches[i]);
        }
        if (restoring)
            round_wait(round, wakes, due_ns, true);
        clear_call(fetcher);
        world = world_now(fetcher);
    }
}

/* Another configuration: the next content is of it. */
static void take_config(struct fetcher *fetcher)
{
    struct config *config = atomic_exchange(&fetcher->next_config, NULL);
    if (config == NULL)
        return;
    struct fetch *added[SOURCES_MAX];
    int count = round_use(&fetcher->round, config, added);
    config_destroy(config);
    fetcher->sample_date = (struct date){0};
    for (int i = 0; i < count; i++) {
        struct fetch_world world = world_now(fetcher);
        fetch_restore(added[i], &world);
    }
    restore_pictures(fetcher, RESTORE_NS);
    if (!round_is_sample(fetcher->round.config))
        step_sources(fetcher, true);
}

/* Linux has a niceness of each thread. */
static void give_way(void)
{
    if (setpriority(PRIO_PROCESS, (id_t)gettid(), NICE) != 0)
        log_warning("the network thread cannot be made nice: %s", strerror(errno));
}

static void deliver_first(struct fetcher *fetcher)
{
    if (round_is_sample(fetcher->round.config)) {
        deliver_sample(fetcher);
    } else {
        restore_pictures(fetcher, FIRST_NS);
        deliver(fetcher, round_merge(&fetcher->round));
    }
    pthread_mutex_lock(&fetcher->told);
    fetcher->settled = true;
    pthread_cond_broadcast(&fetcher->settling);
    pthread_mutex_unlock(&fetcher->told);
}

static void *run(void *self)
{
    struct fetcher *fetcher = self;
    give_way();
    deliver_first(fetcher);
    while (!atomic_load(&fetcher->stopping)) {
        int64_t due_ns = INT64_MAX;
        take_config(fetcher);
        bool sample = round_is_sample(fetcher->round.config), changed = update_zones(fetcher);
        changed |= update_timetable(fetcher);
        if (sample)
            due_ns = deliver_sample(fetcher);
        step_sources(fetcher, changed && !sample);
        tell_standings(fetcher);
        const struct timetable_file *timetable = &fetcher->round.timetable;
        const int wakes[ROUND_WAKES] = {fetcher->call_fd, fetcher->clock_fd,
                                        timetable_file_fd(timetable)};
        if (timetable_file_due_ns(timetable) < due_ns)
            due_ns = timetable_file_due_ns(timetable);
        round_wait(&fetcher->round, wakes, due_ns, false);
        clock_watch_clear(fetcher->clock_fd);
        clear_call(fetcher);
    }
    return NULL;
}

/* Signals are the main thread's. 0 or an errno. */
static int start_thread(struct fetcher *fetcher)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int why = pthread_create(&fetcher->thread, NULL, run, fetcher);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (why == 0)
        pthread_setname_np(fetcher->thread, "riwaq-net");
    return why;
}

static void free_fetcher(struct fetcher *fetcher)
{
    config_destroy(atomic_load(&fetcher->next_config));
    round_finish(&fetcher->round);
    mailbox_finish(&fetcher->mailbox);
    zone_put(fetcher->sample_zone);
    if (fetcher->call_fd >= 0)
        close(fetcher->call_fd);
    if (fetcher->clock_fd >= 0)
        close(fetcher->clock_fd);
    pthread_cond_destroy(&fetcher->settling);
    pthread_mutex_destroy(&fetcher->told);
    free(fetcher);
}

/* The pictures begin to be decoded. */
static void restore(struct fetcher *fetcher)
{
    struct fetch_world world = world_now(fetcher);
    for (int i = 0; i < fetcher->round.count; i++)
        fetch_restore(fetcher->round.fetches[i], &world);
}

struct fetcher *fetcher_start(const struct fetcher_settings *settings)
{
    struct fetcher *fetcher = memory_new(sizeof *fetcher);
    fetcher->settings = *settings;
    fetcher->bare = true;
    pthread_mutex_init(&fetcher->told, NULL);
    pthread_cond_init(&fetcher->settling, NULL);
    atomic_init(&fetcher->stopping, false);
    atomic_init(&fetcher->screen_side, settings->screen_side);
    mailbox_init(&fetcher->mailbox);
    fetcher->call_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    fetcher->clock_fd = clock_watch_open();
    int why = EMFILE;
    if (fetcher->call_fd >= 0 && round_init(&fetcher->round, settings->config)) {
        restore(fetcher);
        tell_standings(fetcher);
        why = start_thread(fetcher);
    }
    if (why != 0) {
        log_error("the network thread cannot be started: %s", strerror(why));
        free_fetcher(fetcher);
        return NULL;
    }
    return fetcher;
}

static void call(const struct fetcher *fetcher)
{
    uint64_t one = 1;
    while (write(fetcher->call_fd, &one, sizeof one) < 0 && errno == EINTR)
        continue;
}

void fetcher_use(struct fetcher *fetcher, const struct config *config)
{
    config_destroy(atomic_exchange(&fetcher->next_config, config_take(config)));
    call(fetcher);
}

void fetcher_stop(struct fetcher *fetcher)
{
    if (fetcher == NULL)
        return;
    atomic_store(&fetcher->stopping, true);
    call(fetcher);
    pthread_join(fetcher->thread, NULL);
    free_fetcher(fetcher);
}

void fetcher_settle(struct fetcher *fetcher)
{
    pthread_mutex_lock(&fetcher->told);
    while (!fetcher->settled)
        pthread_cond_wait(&fetcher->settling, &fetcher->told);
    pthread_mutex_unlock(&fetcher->told);
}

struct content *fetcher_take(struct fetcher *fetcher)
{
    return mailbox_take(&fetcher->mailbox);
}

void fetcher_set_screen_side(struct fetcher *fetcher, int pixels)
{
    atomic_store(&fetcher->screen_side, pixels);
}

void fetcher_post(struct fetcher *fetcher, struct content *content)
{
    mailbox_put(&fetcher->mailbox, content);
    if (fetcher->settings.wake != NULL)
        fetcher->settings.wake(fetcher->settings.wake_self);
}

/* --- once --- */

/* True while a source is under way. An idle one has had its turn. */
static bool step_once(struct round *round, struct fetch_world world, bool first)
{
    bool busy = false;
    world.now_ns = clock_monotonic_ns();
    world.boot_ns = clock_boot_ns();
    for (int i = 0; i < round->count; i++) {
        struct fetch *fetch = round->fetches[i];
        if (first || !fetch_is_idle(fetch))
            fetch_step(fetch, &world);
        busy |= !fetch_is_idle(fetch);
    }
    return busy;
}

struct content *fetcher_once(const struct config *config, int64_t wall_s, int screen_side,
                             struct diagnostics *diagnostics, bool *failed)
{
    struct round round;
    struct diagnostics unheard;
    *failed = false;
    if (round_is_sample(config))
        return round_sample(config, NULL, wall_s, diagnostics);
    diagnostics_init(&unheard);
    struct content *content = NULL;
    if (round_init(&round, config)) {
        struct fetch_world world = {
            .http = round.http,
            .servers = &round.servers,
            .wall_s = wall_s,
            .screen_side = screen_side,
            .diagnostics = diagnostics != NULL ? diagnostics : &unheard,
        };
        for (bool first = true; step_once(&round, world, first); first = false)
            round_wait(&round, NULL, INT64_MAX, true);
        for (int i = 0; i < round.count; i++)
            *failed |= round.fetches[i]->source.state != SOURCE_FRESH;
        content = round_merge(&round);
        round_finish(&round);
    } else {
        diagnostics_add(diagnostics, SEVERITY_ERROR, NULL, 0, NULL, "libcurl cannot be set up");
        *failed = true;
        content = content_create();
    }
    diagnostics_finish(&unheard);
    return content;
}

struct picture *fetcher_picture_file(const char *path, int side, char *error, size_t error_size)
{
    struct buffer file;
    struct picture *picture = NULL;
    buffer_init(&file, PICTURE_BYTES_MAX);
    if (file_read(path, &file))
        picture = decoder_decode(buffer_text(&file), file.length, side, error, error_size);
    else
        snprintf(error, error_size, "the file cannot be read: %s", strerror(errno));
    buffer_finish(&file);
    return picture;
}
