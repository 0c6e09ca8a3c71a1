/* `riwaq run` and `riwaq bench`: the real loop. */
#include "commands.h"
#include "net/fetcher.h"
#include "player/player.h"
#include "reload.h"
#include "setup.h"
#include "store/cache.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

/* The cache of this machine, and its newest time: the wall clock cannot be before it. */
static struct cache *open_cache(int64_t *saved_s)
{
    char *folder = cache_default_folder();
    struct cache *cache = cache_create(folder);
    free(folder);
    *saved_s = cache_newest_s(cache);
    return cache;
}

/* A demo from another hour: documents would be kept as if they had come at that. */
static bool is_made_up(const struct call *call)
{
    return call->demo > 0 && call->at != NULL;
}

/* Without a session bus SDL's libdbus would fork to launch one, from a process with threads, and
 * wait for it. A bus that is there is told by this variable. */
static void need_no_bus(void)
{
    setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 0);
}

/* What is measured; all zero: nothing is. */
struct measuring {
    int64_t run_ns;
    struct report *report;
    struct changes *changes; /* NULL: none */
    struct reloads *reloads; /* NULL: none */
};

/* Everything that a screen needs beside its player. */
struct hall {
    struct setup setup;
    struct cache *cache;
    struct wakeup wakeup;
    struct look_box looks;
    struct fetcher *fetcher;
    struct reload *reload;
    struct teller *teller;
};

static struct look *first_look(struct setup *setup)
{
    struct diagnostics findings;
    diagnostics_init(&findings);
    struct faces *faces =
        faces_create(setup->theme, (const char *const *)setup->font_folders, &findings);
    setup_tell(setup, &findings);
    if (faces == NULL)
        return NULL;
    struct look *look = look_create(setup->config, setup->theme, setup->logo, faces);
    faces_put(faces);
    return look;
}

static void start_reload(struct hall *hall, const struct call *call, const struct look *look,
                         struct reloads *reloads)
{
    const struct reload_settings settings = {.call = call,
                                             .setup = &hall->setup,
                                             .faces = look->faces,
                                             .looks = &hall->looks,
                                             .fetcher = hall->fetcher,
                                             .wake = wakeup_wake,
                                             .wake_self = &hall->wakeup};
    hall->reload = reload_start(&settings);
    if (reloads == NULL)
        return;
    reloads->ask = reload_vary;
    reloads->ask_self = hall->reload;
}

static void start_teller(struct hall *hall)
{
    const struct teller_settings settings = {.fetcher = hall->fetcher,
                                             .clock = &hall->setup.clock,
                                             .wake = wakeup_wake,
                                             .wake_self = &hall->wakeup};
    clock_recall(&hall->setup.clock, teller_clock_note(hall->teller));
    teller_start(hall->teller, &settings);
}

/* False when nothing could be shown. */
static bool show(struct hall *hall, const struct call *call, const struct measuring *measuring)
{
    struct setup *setup = &hall->setup;
    struct look *look = first_look(setup);
    if (look == NULL)
        return false;
    struct window_settings screen = look_screen(setup->config, call->window);
    struct window *window = window_create(&screen); /* NULL: the player waits for a display */
    struct fetcher_settings sources = {.config = setup->config,
                                       .cache = is_made_up(call) ? NULL : hall->cache,
                                       .clock = &setup->clock,
                                       .screen_side =
                                           window != NULL ? size_longer(window_size(window)) : 0,
                                       .wake = wakeup_wake,
                                       .wake_self = &hall->wakeup};
    hall->fetcher = fetcher_start(&sources);
    if (hall->fetcher == NULL) {
        window_destroy(window);
        look_destroy(look);
        return false;
    }
    start_reload(hall, call, look, measuring->reloads);
    if (call->command == COMMAND_RUN)
        start_teller(hall);
    struct player_settings player = {
        .look = look,
        .looks = &hall->looks,
        .fetcher = hall->fetcher,
        .wakeup = &hall->wakeup,
        .clock = &setup->clock,
        .window = screen,
        .opened = window,
        .run_ns = measuring->run_ns,
        .report = measuring->report,
        .teller = hall->teller,
        .demo = call->demo,
        .keys = call->command == COMMAND_RUN && call->window.w > 0,
        .changes = measuring->changes,
        .reloads = hall->reload != NULL ? measuring->reloads : NULL,
    };
    return player_run(&player);
}

static int play(const struct call *call, const struct measuring *measuring)
{
    int status = EXIT_DONE;
    int64_t saved_s;
    struct hall hall = {.cache = open_cache(&saved_s), .wakeup = {.event_fd = -1, .signal_fd = -1}};
    look_box_init(&hall.looks);
    need_no_bus();
    if (!setup_init(&hall.setup, call, saved_s, &status))
        goto out;
    if (call->command == COMMAND_RUN)
        hall.teller = teller_create();
    if (call->demo > 0) /* as with --at: what is shown is not the hour */
        hall.setup.clock.settings.trust_always = true;
    setup_look(&hall.setup, call);
    if (measuring->reloads != NULL && !hall.setup.good) {
        fputs("riwaq: what has mistakes is not taken over; mend them first\n", stderr);
        status = EXIT_FAILED;
        goto out;
    }
    bool good = wakeup_init(&hall.wakeup) && show(&hall, call, measuring);
    status = good ? EXIT_DONE : EXIT_FAILED;
out:
    teller_destroy(hall.teller);
    reload_stop(hall.reload);
    fetcher_stop(hall.fetcher);
    look_box_finish(&hall.looks);
    wakeup_finish(&hall.wakeup);
    cache_destroy(hall.cache);
    setup_finish(&hall.setup);
    return status;
}

/* A limit on the size of files, or a log that nobody reads any more, is an error of that write and
 * no reason to end. */
static void outlive_writes(void)
{
    signal(SIGXFSZ, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
}

int command_run(const struct call *call)
{
    outlive_writes();
    if (call->demo > 0 && call->window.w == 0) {
        fputs("riwaq: --demo is for a window; write for example --window --demo 1440\n", stderr);
        return EXIT_CALL;
    }
    return play(call, &(struct measuring){0});
}

int command_bench(const struct call *call)
{
    struct call window = *call;
    if (call->size_count > 0)
        window.window = call->sizes[0];
    struct report report;
    struct changes changes;
    struct reloads reloads;
    report_init(&report);
    changes_init(&changes, call->changes, &report);
    reloads_init(&reloads, call->reloads, &report);
    int64_t seconds = call->seconds > 0 ? call->seconds : 20;
    const struct measuring measuring = {.run_ns = seconds * NS_PER_SECOND,
                                        .report = &report,
                                        .changes = call->changes > 0 ? &changes : NULL,
                                        .reloads = call->reloads > 0 ? &reloads : NULL};
    int status = play(&window, &measuring);
    changes_finish(&changes);
    if (status != EXIT_DONE || report.first_frame_ns < 0) {
        fputs("riwaq: nothing was measured: no whole picture came up\n", stderr);
        return status != EXIT_DONE ? status : EXIT_FAILED;
    }
    struct buffer out;
    buffer_init(&out, 4096);
    report_print(&report, &out);
    fputs(buffer_text(&out), stdout);
    buffer_finish(&out);
    return EXIT_DONE;
}
