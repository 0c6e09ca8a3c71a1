#include "player/player.h"

#include "base/log.h"
#include "base/memory.h"
#include "player/pace.h"
#include "player/service.h"
#include "screen/fonts.h"
#include "screen/raster.h"
#include "widgets/composer.h"

#include <stdlib.h>
#include <strings.h>

#define EVENTS_EVERY_NS  (250 * NS_PER_MILLISECOND)
#define DISPLAY_EVERY_NS NS_PER_SECOND
/* A page that fades is painted so long before it is due, then presented on time: it takes some
 * milliseconds. (A strip alone is a copy: waking up twice for it would cost more.) */
#define LEAD_NS (5 * NS_PER_MILLISECOND)
/* Work ahead is begun only with this much time left before the next frame is begun. */
#define PREPARE_MARGIN_NS (6 * NS_PER_MILLISECOND)
/* When the screen took no frame (a display that changes its mode), it is asked again so soon. */
#define RETRY_NS (100 * NS_PER_MILLISECOND)

/* Where frames take all the time there is, one in so many is followed by work ahead: new
 * content must come up on the slowest machine too. */
enum { BUSY_FRAMES = 4 };

enum { TEXT_CACHE_BYTES = 2 * 1024 * 1024, RASTER_BYTES_LEAST = 4 * 1024 * 1024 };

struct player {
    const struct player_settings *settings;
    struct window *window;
    struct fonts *fonts;
    struct raster *raster;
    struct text_cache *text;
    struct composer *shown;   /* on the screen */
    struct composer *before;  /* was on the screen, until the next frame; NULL: none */
    struct composer *coming;  /* prepared beside it, a little each frame; NULL: none */
    struct content *content;  /* of the newest composer; NULL: none yet */
    const struct scene *last; /* what is on the screen; NULL: nothing */
    struct service service;
    struct pace pace;
    struct moment moment;   /* of the last frame */
    int64_t presented_tick; /* of what moves; INT64_MIN: did not move */
    int64_t events_ns;      /* when events were last looked for, monotonic */
    int busy;               /* frames since there was time to spare */
    bool prepared;          /* nothing left to prepare until the next change */
    bool due;               /* a frame must be made whatever the clock says */
    int64_t retry_ns;       /* wall time of the next try where `last` is NULL and none is due */
    bool stop;
};

static struct composer_inputs inputs_for(const struct player *player)
{
    return (struct composer_inputs){
        .content = player->content,
        .config = player->settings->config,
        .theme = player->settings->theme,
        .logo = player->settings->logo,
        .text = player->text,
        .size = window_size(player->window),
    };
}

static struct composer *create_composer(const struct player *player)
{
    struct composer_inputs inputs = inputs_for(player);
    return composer_create(&inputs);
}

/* Room for what the screen shows and what it shows next, so that preparing the one does not
 * push out the other. */
static size_t raster_budget(const struct player *player)
{
    struct size size = window_size(player->window);
    size_t bytes = (size_t)size.w * (size_t)size.h * 8;
    return bytes > RASTER_BYTES_LEAST ? bytes : RASTER_BYTES_LEAST;
}

/* A new composer at once, without preparing: at the start, after a resize, and when there was
 * nothing but the waiting picture. */
static void show_afresh(struct player *player)
{
    raster_set_budget(player->raster, raster_budget(player));
    composer_destroy(player->shown);
    composer_destroy(player->coming);
    player->coming = NULL;
    player->shown = create_composer(player);
    player->last = NULL;
    player->due = true;
    player->prepared = false;
}

static void take_content(struct player *player)
{
    struct content *content = fetcher_take(player->settings->fetcher);
    if (content == NULL)
        return;
    bool was_empty = player->content == NULL || content_is_empty(player->content);
    content_put(player->content);
    player->content = content;
    if (was_empty || player->shown == NULL) {
        if (player->window != NULL)
            show_afresh(player);
        return;
    }
    composer_destroy(player->coming);
    player->coming = create_composer(player);
    player->prepared = false;
}

/* The moment of the frame to be made now. What moves is counted in ticks: the display's own
 * where presenting waits for it, else those of the wall clock. */
static struct moment next_moment(struct player *player)
{
    struct clock *clock = player->settings->clock;
    int64_t wall_ns = clock_wall_ns(clock);
    struct moment moment = {.wall_ns = wall_ns,
                            .hz = window_hz(player->window),
                            .tick = moment_tick(wall_ns, window_hz(player->window)),
                            .trust = clock_trust(clock)};
    if (window_waits(player->window) && player->pace.running) {
        moment.tick = player->pace.tick + 1;
        moment.nudge = player->pace.nudge;
    }
    return moment;
}

/* Whether the next frame is painted ahead of its time. */
static bool leads(const struct player *player)
{
    return player->last != NULL && !window_waits(player->window) &&
           composer_is_fading(player->shown);
}

static struct moment frame_moment(struct player *player)
{
    struct moment moment = next_moment(player);
    if (leads(player)) {
        moment.tick = moment_tick(moment.wall_ns + LEAD_NS, moment.hz);
        moment.wall_ns = pace_tick_start(moment.tick, moment.hz);
    }
    return moment;
}

/* --- counting --- */

static void note_first_frame(struct player *player)
{
    struct report *report = player->settings->report;
    if (report == NULL || report->first_frame_ns >= 0 || player->content == NULL ||
        content_is_empty(player->content))
        return;
    report->first_frame_ns = clock_since_start_ns();
    report->started_ns = clock_monotonic_ns();
    report->cpu_started_ns = clock_cpu_ns();
    /* The first picture takes what it takes; what moves is counted from the next one on. */
    player->presented_tick = INT64_MIN;
    struct size size = window_size(player->window);
    report->screen = (int64_t)size.w * size.h;
}

/* PASSED: ticks since the last frame; LATENESS from when this one was due. */
static void note_frame(struct player *player, int64_t painted, int64_t passed, int64_t lateness_ns)
{
    struct report *report = player->settings->report;
    if (report == NULL || report->first_frame_ns < 0)
        return;
    report->frames++;
    report->painted += painted;
    if (lateness_ns > NS_PER_SECOND / player->moment.hz / 2)
        report->late++;
    if (passed > 1)
        report->uneven_steps++;
}

static void count_present(struct player *player, int64_t painted)
{
    bool moving = composer_is_moving(player->shown);
    int64_t wall_ns = clock_wall_ns(player->settings->clock), passed = 0, lateness = 0;
    if (window_waits(player->window)) {
        int step = composer_strip_step(player->shown, player->moment.hz);
        passed = pace_present(&player->pace, clock_monotonic_ns(), wall_ns, step);
        lateness = passed > 1 ? NS_PER_SECOND : 0;
    } else if (moving && player->presented_tick != INT64_MIN) {
        /* The first frame of a motion is due when it comes. */
        lateness = wall_ns - pace_tick_start(player->moment.tick, player->moment.hz);
        passed = player->moment.tick - player->presented_tick;
    }
    player->presented_tick = moving ? player->moment.tick : INT64_MIN;
    note_frame(player, painted, moving ? passed : 1, moving ? lateness : 0);
}

/* --- one frame --- */

/* Paints and presents; false when the screen did not take it. */
static bool present(struct player *player, const struct scene *scene, const struct damage *damage)
{
    int64_t begun = clock_monotonic_ns(), due_ns = 0;
    if (leads(player))
        due_ns = begun + player->moment.wall_ns - clock_wall_ns(player->settings->clock);
    int64_t painted = window_show_at(player->window, scene, damage, due_ns);
    if (painted == 0)
        return false;
    window_note_present(player->window, clock_monotonic_ns() - begun);
    count_present(player, painted);
    note_first_frame(player);
    return true;
}

/* A window that came to another display may have another rate: ticks are counted anew. */
static void follow_rate(struct player *player)
{
    if (pace_set_hz(&player->pace, window_hz(player->window)))
        player->presented_tick = INT64_MIN;
}

static void show_frame(struct player *player)
{
    struct moment before = player->moment;
    follow_rate(player);
    player->moment = frame_moment(player);
    if (player->moment.wall_ns < before.wall_ns || player->moment.trust != before.trust)
        player->prepared = false;
    int64_t change_ns = composer_next_change(player->shown);
    if (player->last == NULL || player->moment.wall_ns >= change_ns)
        player->prepared = false;
    const struct scene *scene = composer_scene(player->shown, &player->moment);
    struct damage damage;
    scene_difference(player->last, scene, &damage);
    player->last = scene;
    player->due = false;
    if (damage.count > 0 && !present(player, scene, &damage)) {
        player->last = NULL;
        player->retry_ns = player->moment.wall_ns + RETRY_NS;
    }
    composer_destroy(player->before);
    player->before = NULL;
    window_trim(player->window);
    text_cache_trim(player->text);
    service_feed(&player->service, clock_monotonic_ns());
}

/* Wall time at which the next frame is due. */
static int64_t next_due(const struct player *player)
{
    if (player->due)
        return INT64_MIN;
    if (player->last == NULL)
        return player->retry_ns;
    if (!composer_is_moving(player->shown))
        return composer_next_change(player->shown);
    if (window_waits(player->window))
        return INT64_MIN;
    int64_t start_ns = pace_tick_start(player->moment.tick + 1, player->moment.hz);
    return leads(player) ? start_ns - LEAD_NS : start_ns;
}

/* --- preparing ahead --- */

/* One thing for the composer that is to come; when there is none left, it takes over. */
static void prepare_coming(struct player *player)
{
    struct moment now = next_moment(player);
    if (player->before != NULL || composer_build_next(player->coming, &now))
        return;
    const struct scene *scene = composer_scene(player->coming, &now);
    for (int i = 0; i < scene->zone_count; i++)
        if (window_prepare(player->window, &scene->zones[i]))
            return;
    composer_begin(player->coming, player->shown, &now);
    /* It comes up with the next frame; the old one keeps what the screen shows alive until the
     * difference is taken. */
    player->due = !composer_is_moving(player->shown);
    player->before = player->shown;
    player->shown = player->coming;
    player->coming = NULL;
}

static bool prepare_upcoming(struct player *player)
{
    struct moment now = next_moment(player);
    for (int i = 0; i < player->last->zone_count; i++) {
        const struct scene_zone *zone = composer_upcoming(player->shown, i, &now);
        if (zone != NULL && window_prepare(player->window, zone))
            return true;
    }
    return false;
}

/* The next tile of what runs: the strip comes to it whatever else changes. */
static bool prepare_running(struct player *player)
{
    for (int i = 0; i < player->last->zone_count; i++)
        if (player->last->zones[i].loop > 0 &&
            window_prepare(player->window, &player->last->zones[i]))
            return true;
    return false;
}

/* False when there is nothing (left) to do. */
static bool prepare_one(struct player *player)
{
    if (player->last == NULL)
        return false;
    if (prepare_running(player))
        return true;
    if (player->coming != NULL) {
        prepare_coming(player);
        return true;
    }
    if (player->prepared)
        return false;
    player->prepared = !prepare_upcoming(player);
    return !player->prepared;
}

/* --- events --- */

/* A console has no one who could start it again: keys end only what runs on a desktop. */
static bool ends_on_key(int key)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    bool console = driver != NULL && strcasecmp(driver, "kmsdrm") == 0;
    return !console && (key == SDLK_ESCAPE || key == SDLK_q);
}

static void handle_events(struct player *player)
{
    int64_t now = clock_monotonic_ns();
    if (now - player->events_ns < EVENTS_EVERY_NS)
        return;
    player->events_ns = now;
    wakeup_sleep(player->settings->wakeup, 0); /* signals, also when there is never time to sleep */
    int key = 0;
    for (enum window_event event; (event = window_poll(player->window, &key)) != WINDOW_NOTHING;) {
        if (event == WINDOW_CLOSE || (event == WINDOW_KEY && ends_on_key(key)))
            player->stop = true;
        else if (event == WINDOW_RESIZED)
            show_afresh(player);
        else if (event == WINDOW_EXPOSED) {
            player->last = NULL;
            player->due = true;
        }
    }
}

static bool time_is_up(const struct player *player)
{
    const struct report *report = player->settings->report;
    int64_t run_ns = player->settings->run_ns;
    return run_ns > 0 && report != NULL && report->first_frame_ns >= 0 &&
           clock_monotonic_ns() - report->started_ns >= run_ns;
}

/* --- beginning and ending --- */

/* Tries until there is a display: a television that is off at power-on comes later. */
static bool open_window(struct player *player)
{
    bool told = false;
    struct wakeup *wakeup = player->settings->wakeup;
    while (!wakeup->stop) {
        player->window = window_create(&player->settings->window);
        if (player->window != NULL)
            return true;
        if (!told)
            log_warning("no display yet (%s); trying again every second", SDL_GetError());
        told = true;
        service_feed(&player->service, clock_monotonic_ns());
        wakeup_sleep(wakeup, DISPLAY_EVERY_NS);
    }
    return false;
}

static bool open_fonts(struct player *player)
{
    struct diagnostics findings;
    diagnostics_init(&findings);
    player->fonts =
        fonts_create(player->settings->theme, player->settings->font_folders, &findings);
    diagnostics_print(&findings, stderr);
    diagnostics_finish(&findings);
    if (player->fonts == NULL)
        return false;
    player->text = text_cache_create(fonts_measure(player->fonts), TEXT_CACHE_BYTES);
    return true;
}

static bool open_raster(struct player *player)
{
    player->raster = raster_create(player->fonts, raster_budget(player));
    if (window_use_raster(player->window, player->raster))
        return true;
    log_error("cannot paint: %s", SDL_GetError());
    return false;
}

static void run_loop(struct player *player)
{
    struct wakeup *wakeup = player->settings->wakeup;
    while (!player->stop && !wakeup->stop && !time_is_up(player)) {
        take_content(player);
        handle_events(player);
        int64_t due = next_due(player), wall_ns = clock_wall_ns(player->settings->clock);
        if (wall_ns >= due || wall_ns + 2 * LEAD_NS < player->moment.wall_ns) {
            show_frame(player);
            if (window_waits(player->window) || ++player->busy > BUSY_FRAMES) {
                player->busy = 0;
                prepare_one(player);
            }
            continue;
        }
        player->busy = 0;
        if (due - wall_ns > PREPARE_MARGIN_NS && prepare_one(player))
            continue;
        int64_t left = due - clock_wall_ns(player->settings->clock);
        wakeup_sleep(wakeup, left < EVENTS_EVERY_NS ? left : EVENTS_EVERY_NS);
        if (!composer_is_moving(player->shown))
            service_feed(&player->service, clock_monotonic_ns());
    }
}

static void finish_report(struct report *report)
{
    if (report == NULL)
        return;
    report->ended_ns = clock_monotonic_ns();
    report->cpu_ended_ns = clock_cpu_ns();
    report->pss_mib = report_pss_mib();
}

static void player_finish(struct player *player)
{
    composer_destroy(player->coming);
    composer_destroy(player->before);
    composer_destroy(player->shown);
    content_put(player->content);
    text_cache_destroy(player->text);
    window_destroy(player->window);
    raster_destroy(player->raster);
    fonts_destroy(player->fonts);
}

bool player_run(const struct player_settings *settings)
{
    struct player player = {.settings = settings, .presented_tick = INT64_MIN};
    service_init(&player.service);
    service_ready();
    bool good = open_fonts(&player);
    /* On a slow card fonts, driver and first picture take long, each of them: a machine that is
     * slow must not be restarted for ever. */
    service_feed(&player.service, clock_monotonic_ns());
    if (!good || !open_window(&player))
        goto out;
    service_feed(&player.service, clock_monotonic_ns());
    pace_init(&player.pace, window_hz(player.window));
    good = open_raster(&player);
    if (!good)
        goto out;
    show_afresh(&player);
    run_loop(&player);
    finish_report(settings->report);
out:
    service_stopping();
    player_finish(&player);
    return good;
}
