#include "base/log.h"
#include "base/memory.h"
#include "player/state.h"
#include "widgets/composer.h"

#include <stdlib.h>
#include <string.h>

#define EVENTS_EVERY_NS (250 * NS_PER_MILLISECOND)
#define KEYS_EVERY_NS   (50 * NS_PER_MILLISECOND) /* where there are more than those that end */
/* More than any frame is painted ahead of its time. */
#define OVERTAKEN_NS (50 * NS_PER_MILLISECOND)
/* A step of work ahead is begun only where what the longest took of late, and so much, is left
 * before the next frame is begun. */
#define PREPARE_MARGIN_NS (3 * NS_PER_MILLISECOND)
/* When the screen took no frame (a display that changes its mode), it is asked again so soon. */
#define RETRY_NS (100 * NS_PER_MILLISECOND)
/* A display that takes no frame for so long is opened anew. */
#define REFUSED_MOST_NS (10 * NS_PER_SECOND)

/* Where frames take all the time there is, one in so many is followed by work ahead: new
 * content must come up on the slowest machine too. */
enum { BUSY_FRAMES = 4 };

/* The viewer's time. */
static int64_t viewer_ns(const struct player *player)
{
    return controls_viewer_ns(&player->controls, clock_wall_ns(player->settings->clock));
}

/* The moment of the frame to be made now. What moves is counted in ticks: the display's own
 * where presenting waits for it, else those of the wall clock. */
static struct moment next_moment(struct player *player)
{
    const int64_t now_ns = viewer_ns(player);
    struct moment moment = {.hz = window_hz(player->window),
                            .tick = moment_tick(now_ns, window_hz(player->window)),
                            .trust = clock_trust(player->settings->clock)};
    controls_set_moment(&player->controls, now_ns, &moment);
    if (player->controls.frozen && player->playout.moment.hz == moment.hz) {
        moment.tick = player->playout.moment.tick;
        moment.nudge = player->playout.moment.nudge;
    } else if (window_waits(player->window) && player->pace.running) {
        moment.tick = player->pace.tick + 1;
        moment.nudge = player->pace.nudge;
    }
    return moment;
}

/* Whether the next frame is painted ahead of its time: a page that fades, and another look, which
 * may be all of the screen. */
static bool leads(const struct player *player)
{
    return player->playout.last != NULL && !window_waits(player->window) &&
           (composer_is_fading(player->playout.shown) || player->playout.before != NULL);
}

static enum lead_kind lead_kind(const struct player *player)
{
    return player->playout.before != NULL ? LEAD_CHANGE : LEAD_FADE;
}

static int64_t lead_ns(const struct player *player)
{
    return lead_for(&player->lead, lead_kind(player), window_size(player->window),
                    window_hz(player->window));
}

static struct moment frame_moment(struct player *player)
{
    struct moment moment = next_moment(player);
    player->leading = leads(player);
    if (player->leading && !player->controls.frozen) {
        moment.tick = moment_tick(moment_viewer_ns(&moment) + lead_ns(player), moment.hz);
        controls_set_moment(&player->controls, pace_tick_start(moment.tick, moment.hz), &moment);
    }
    return moment;
}

/* --- counting --- */

/* For who looks at frame times; -1: nobody does. */
static int64_t begin_timing(const struct player *player)
{
    return player->controls.times ? clock_thread_cpu_ns() : -1;
}

/* PASSED: ticks since the last frame; LATENESS from when this one was due. */
static void note_frame(struct player *player, int64_t painted, int64_t passed, int64_t lateness_ns)
{
    player->late = lateness_ns > NS_PER_SECOND / player->playout.moment.hz / 2;
    teller_note_frame(player->settings->teller, &player->playout, player->late);
    tally_frame(&player->tally, painted, passed, player->late);
}

static void count_present(struct player *player, int64_t painted)
{
    bool moving = composer_is_moving(player->playout.shown);
    int64_t now_ns = viewer_ns(player), passed = 0, lateness = 0;
    if (window_waits(player->window)) {
        int step = composer_strip_step(player->playout.shown, player->playout.moment.hz);
        passed = pace_present(&player->pace, clock_monotonic_ns(), now_ns, step);
        lateness = passed > 1 ? NS_PER_SECOND : 0;
    } else if (moving && player->presented_tick != INT64_MIN) {
        /* The first frame of a motion is due when it comes. */
        lateness = now_ns - pace_tick_start(player->playout.moment.tick, player->playout.moment.hz);
        passed = player->playout.moment.tick - player->presented_tick;
    }
    player->presented_tick = moving ? player->playout.moment.tick : INT64_MIN;
    note_frame(player, painted, moving ? passed : 1, moving ? lateness : 0);
}

/* --- one frame --- */

/* Paints and presents; false when the screen did not take it. */
static bool present(struct player *player, const struct scene *scene, const struct damage *damage)
{
    int64_t begun = clock_monotonic_ns(), due_ns = 0;
    if (player->leading)
        due_ns = begun + moment_viewer_ns(&player->playout.moment) - viewer_ns(player);
    int64_t painted = window_show_at(player->window, scene, damage, due_ns);
    if (painted == 0)
        return false;
    window_note_present(player->window, clock_monotonic_ns() - begun);
    count_present(player, painted);
    /* The first picture takes what it takes; what moves is counted from the next one on. */
    if (tally_begin(&player->tally, player->content, window_size(player->window)))
        player->presented_tick = INT64_MIN;
    return true;
}

/* A window that came to another display may have another rate: ticks are counted anew. */
static void follow_rate(struct player *player)
{
    if (pace_set_hz(&player->pace, window_hz(player->window)))
        player->presented_tick = INT64_MIN;
}

/* The processor's time was PAINTING when painting began. */
static void note_lead(struct player *player, enum lead_kind kind, const struct damage *damage,
                      int64_t painting)
{
    const struct size size = window_size(player->window);
    bool whole = damage_area(damage) * 2 > (int64_t)size.w * size.h;
    if (player->leading && (whole || kind != LEAD_CHANGE))
        lead_note(&player->lead, kind, clock_thread_cpu_ns() - painting);
}

/* It is tried again; and a display that goes on so may have changed unheard. */
static void note_refusal(struct player *player, const struct moment *moment)
{
    const int64_t now_ns = clock_monotonic_ns();
    player->playout.last = NULL;
    player->retry_ns = moment_viewer_ns(moment) + RETRY_NS;
    if (player->refused_ns == 0)
        player->refused_ns = now_ns;
    if (now_ns - player->refused_ns < REFUSED_MOST_NS)
        return;
    log_warning("the display has taken no picture for %d s",
                (int)(REFUSED_MOST_NS / NS_PER_SECOND));
    player->refused_ns = now_ns;
    player->lost = true;
}

/* A sign of life for what is seen: the last frame was taken, or there is to be none. */
static void feed(struct player *player)
{
    if (player->refused_ns == 0 || composer_is_dark(player->playout.shown))
        service_feed(&player->service, clock_monotonic_ns());
}

static void show_frame(struct player *player)
{
    follow_rate(player);
    player->ahead_ns = 0;
    const int64_t begun = tally_begin_work(&player->tally), timed = begin_timing(player);
    const struct moment moment = frame_moment(player);
    const enum lead_kind kind = lead_kind(player);
    struct damage damage;
    const struct scene *scene = playout_frame(&player->playout, &moment, &damage);
    const bool dark = composer_is_dark(player->playout.shown);
    player->due = false;
    power_before(&player->power, player->window, player_switched(player), dark);
    const int64_t painting = player->leading ? clock_thread_cpu_ns() : 0;
    if (damage.count > 0 && !present(player, scene, &damage))
        note_refusal(player, &moment);
    else
        player->refused_ns = 0;
    note_lead(player, kind, &damage, painting);
    power_after(&player->power, player->window, player_switched(player), dark, &moment);
    window_trim(player->window);
    playout_trim(&player->playout);
    player_tell_look(player);
    if (!controls_is_demo(&player->controls))
        reminder_tell(&player->reminder, player->stage->look->config, player->content, &moment);
    if (begun >= 0)
        tally_work(begun, &player->settings->report->longest_frame_ns);
    if (timed >= 0)
        frame_times_add(&player->overlay.times, clock_monotonic_ns(), clock_thread_cpu_ns() - timed,
                        player->late);
    if (kind == LEAD_CHANGE && player->settings->changes != NULL)
        changes_note(player->settings->changes, player->content, clock_monotonic_ns());
    feed(player);
}

/* The viewer's time at which the next frame is due. */
static int64_t next_due(const struct player *player)
{
    if (player->due)
        return INT64_MIN;
    if (player->playout.last == NULL)
        return player->retry_ns;
    const struct moment *last = &player->playout.moment;
    const int64_t start_ns = pace_tick_start(last->tick + 1, last->hz);
    if (player->controls.frozen || !composer_is_moving(player->playout.shown))
        return controls_due_ns(&player->controls, composer_next_change(player->playout.shown),
                               start_ns);
    if (window_waits(player->window))
        return INT64_MIN;
    return leads(player) ? start_ns - lead_ns(player) : start_ns;
}

/* Whether a step of work ahead fits in before the next frame, LEFT_NS from now. A quarter of the
 * time is enough: who hardly sleeps is not woken in time where others want the processor too. */
static bool has_time(const struct player *player, int64_t left_ns)
{
    const int64_t frame_ns = NS_PER_SECOND / window_hz(player->window);
    const int64_t most_ns = frame_ns / 2, margin_ns = player->step_ns + PREPARE_MARGIN_NS;
    if (left_ns > 2 * frame_ns)
        return true;
    return player->ahead_ns < frame_ns / 4 && left_ns > (margin_ns < most_ns ? margin_ns : most_ns);
}

/* Whether what is coming waits for a refresh that has the time to paint it. */
static bool holds(const struct player *player, int64_t left_ns)
{
    return composer_is_moving(player->playout.shown) && !window_waits(player->window) &&
           lead_holds(&player->lead, window_size(player->window), window_hz(player->window),
                      left_ns);
}

/* A step of work ahead, LEFT_NS before the next frame; false when there is nothing (left) to do. */
static bool prepare_one(struct player *player, int64_t left_ns)
{
    const int64_t begun = tally_begin_work(&player->tally), begun_ns = clock_monotonic_ns();
    const struct moment next = next_moment(player);
    player->playout.hold = holds(player, left_ns);
    enum playout_step step = playout_prepare(&player->playout, player->window, &next);
    if (step == PLAYOUT_READY)
        heap_tend(&player->heap, begun_ns);
    if (begun >= 0)
        tally_work(begun, &player->settings->report->longest_step_ns);
    int64_t took_ns = clock_monotonic_ns() - begun_ns;
    player->ahead_ns += took_ns;
    player->step_ns -= player->step_ns / 16;
    player->step_ns = took_ns > player->step_ns ? took_ns : player->step_ns;
    if (step == PLAYOUT_READY && player->playout.hold && player->playout.coming != NULL)
        lead_note_wait(&player->lead);
    if (step == PLAYOUT_CHANGED)
        lead_note_change(&player->lead);
    if (step == PLAYOUT_CHANGED)
        player->due = !composer_is_moving(player->playout.shown);
    return step != PLAYOUT_READY;
}

static bool post_change(struct player *player)
{
    return tally_post(&player->tally, player->settings->fetcher, player->content);
}

/* --- events --- */

/* A console has no one who could start it again: keys end only what runs on a desktop. */
static bool ends_on_key(const struct player *player, int key)
{
    return !window_is_console(player->window) && (key == SDLK_ESCAPE || key == SDLK_q);
}

static int64_t events_every_ns(const struct player *player)
{
    return player->controls.enabled ? KEYS_EVERY_NS : EVENTS_EVERY_NS;
}

static void follow(struct player *player, enum controls_change change)
{
    if (change == CONTROLS_NOTHING)
        return;
    if (change == CONTROLS_AFRESH)
        player_show_afresh(player);
    overlay_note_key(&player->overlay, clock_monotonic_ns());
    player->due = true;
}

static void handle_key(struct player *player, int key)
{
    if (ends_on_key(player, key))
        player->stop = true;
    else
        follow(player, controls_press(&player->controls, key, player->stage->look->config,
                                      clock_wall_ns(player->settings->clock)));
}

static void handle_events(struct player *player)
{
    int64_t now = clock_monotonic_ns();
    if (now - player->events_ns < events_every_ns(player))
        return;
    player->events_ns = now;
    power_tend(&player->power);
    wakeup_sleep(player->settings->wakeup, 0); /* signals, also when there is never time to sleep */
    int key = 0;
    for (enum window_event event; (event = window_poll(player->window, &key)) != WINDOW_NOTHING;) {
        if (event == WINDOW_CLOSE)
            player->stop = true;
        else if (event == WINDOW_KEY)
            handle_key(player, key);
        else if (event == WINDOW_LOST) {
            player->lost = true;
            break;
        } else if (event == WINDOW_RESIZED)
            player_show_afresh(player);
        else if (event == WINDOW_EXPOSED) {
            player->playout.last = NULL;
            player->due = true;
        }
    }
    follow(player, controls_renew(&player->controls, clock_wall_ns(player->settings->clock)));
    player->due |= overlay_update(&player->overlay, now);
    if (player->controls.frozen && player->playout.last == NULL) /* no time comes to try again */
        player->due = true;
}

/* --- beginning and ending --- */

static bool open_fonts(struct player *player)
{
    struct diagnostics findings;
    diagnostics_init(&findings);
    player->fonts = fonts_create_with(player->settings->look->faces, &findings);
    diagnostics_print(&findings, stderr);
    diagnostics_finish(&findings);
    if (player->fonts == NULL)
        return false;
    player->stage = stage_create(player->settings->look, player->fonts, NULL, TEXT_CACHE_BYTES);
    return true;
}

static bool open_raster(struct player *player)
{
    player->raster = raster_create(player->fonts, player_raster_budget(player));
    if (window_use_raster(player->window, player->raster))
        return true;
    log_error("cannot paint: %s", SDL_GetError());
    return false;
}

static void run_loop(struct player *player)
{
    struct wakeup *wakeup = player->settings->wakeup;
    while (!player->stop && !wakeup->stop && !tally_is_done(&player->tally)) {
        player_take_arrivals(player);
        handle_events(player);
        if (!player_follow_display(player))
            break;
        teller_turn(player->settings->teller, player->window, &player->playout, player->stage);
        int64_t due = next_due(player);
        const struct moment now = next_moment(player);
        const int64_t now_ns = moment_viewer_ns(&now);
        if (now_ns >= due || playout_is_overtaken(&player->playout, &now, OVERTAKEN_NS)) {
            show_frame(player);
            if (window_waits(player->window) || ++player->busy > BUSY_FRAMES) {
                player->busy = 0;
                if (!post_change(player))
                    prepare_one(player, INT64_MAX);
            }
            continue;
        }
        if (has_time(player, due - now_ns)) {
            player->busy = 0;
            if (post_change(player) || prepare_one(player, due - now_ns))
                continue;
        }
        int64_t left = due - viewer_ns(player), most = events_every_ns(player);
        wakeup_sleep(wakeup, left < most ? left : most);
        if (!composer_is_moving(player->playout.shown))
            feed(player);
    }
}

static void player_finish(struct player *player)
{
    power_finish(&player->power);
    playout_finish(&player->playout);
    overlay_finish(&player->overlay);
    content_put(player->content);
    pairing_finish(&player->pairing);
    stage_put(player->stage);
    window_destroy(player->window);
    raster_destroy(player->raster);
    fonts_destroy(player->fonts);
}

/* On a console nobody sits who could ask for anything. */
static void begin_controls(struct player *player)
{
    const struct player_settings *settings = player->settings;
    controls_init(&player->controls, settings->keys && !window_is_console(player->window),
                  settings->demo, clock_wall_ns(settings->clock));
    player->overlay.controls = &player->controls;
    if (player->controls.enabled)
        player->playout.overlay = &player->overlay;
}

bool player_run(const struct player_settings *settings)
{
    heap_keep_large_apart();
    struct player player = {.settings = settings,
                            .window = settings->opened,
                            .tally = {.report = settings->report,
                                      .changes = settings->changes,
                                      .reloads = settings->reloads,
                                      .awaits = settings->look->config->source_count > 0,
                                      .run_ns = settings->run_ns},
                            .presented_tick = INT64_MIN};
    service_init(&player.service);
    service_ready();
    bool good = open_fonts(&player);
    if (!good)
        look_destroy(settings->look);
    /* On a slow card fonts, driver and first picture take long, each of them: a machine that is
     * slow must not be restarted for ever. */
    service_feed(&player.service, clock_monotonic_ns());
    if (!good || !player_open_window(&player))
        goto out;
    service_feed(&player.service, clock_monotonic_ns());
    begin_controls(&player);
    pace_init(&player.pace, window_hz(player.window));
    good = open_raster(&player);
    if (!good)
        goto out;
    fetcher_settle(settings->fetcher); /* what is shown first is whole */
    player_show_afresh(&player);
    run_loop(&player);
    if (settings->report != NULL)
        report_end(settings->report);
out:
    service_stopping();
    player_finish(&player);
    return good;
}
