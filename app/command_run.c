/* `riwaq run` and `riwaq bench`: the real loop. */
#include "commands.h"
#include "net/fetcher.h"
#include "player/player.h"
#include "setup.h"
#include "store/cache.h"

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

/* Without a session bus SDL's libdbus would fork to launch one, from a process with threads, and
 * wait for it. A bus that is there is told by this variable. */
static void need_no_bus(void)
{
    setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 0);
}

/* All but the call may be left out: 0, NULL. */
static int play(const struct call *call, int64_t run_ns, struct report *report,
                struct changes *changes)
{
    int status = EXIT_DONE;
    int64_t saved_s;
    struct setup setup;
    struct fetcher *fetcher = NULL;
    struct cache *cache = open_cache(&saved_s);
    struct wakeup wakeup = {.event_fd = -1, .signal_fd = -1};
    need_no_bus();
    if (!setup_init(&setup, call, saved_s, &status))
        goto out;
    if (call->demo > 0) /* as with --at: what is shown is not the hour */
        setup.clock.settings.trust_always = true;
    setup_look(&setup, call);
    status = EXIT_FAILED;
    if (!wakeup_init(&wakeup))
        goto out;
    struct window_settings screen = {.size = call->window, .rotate = setup.config->rotate};
    struct window *window = window_create(&screen); /* NULL: the player waits for a display */
    struct fetcher_settings sources = {.config = setup.config,
                                       .cache = cache,
                                       .clock = &setup.clock,
                                       .screen_side =
                                           window != NULL ? size_longer(window_size(window)) : 0,
                                       .wake = wakeup_wake,
                                       .wake_self = &wakeup};
    fetcher = fetcher_start(&sources);
    if (fetcher == NULL) {
        window_destroy(window);
        goto out;
    }
    struct player_settings player = {
        .config = setup.config,
        .theme = setup.theme,
        .font_folders = (const char *const *)setup.font_folders,
        .logo = setup.logo,
        .fetcher = fetcher,
        .wakeup = &wakeup,
        .clock = &setup.clock,
        .window = screen,
        .opened = window,
        .run_ns = run_ns,
        .report = report,
        .demo = call->demo,
        .keys = call->command == COMMAND_RUN && call->window.w > 0,
        .changes = changes,
    };
    if (player_run(&player))
        status = EXIT_DONE;
out:
    fetcher_stop(fetcher);
    wakeup_finish(&wakeup);
    cache_destroy(cache);
    setup_finish(&setup);
    return status;
}

int command_run(const struct call *call)
{
    if (call->demo > 0 && call->window.w == 0) {
        fputs("riwaq: --demo is for a window; write for example --window --demo 1440\n", stderr);
        return EXIT_CALL;
    }
    return play(call, 0, NULL, NULL);
}

int command_bench(const struct call *call)
{
    struct call window = *call;
    if (call->size_count > 0)
        window.window = call->sizes[0];
    struct report report;
    struct changes changes;
    report_init(&report);
    changes_init(&changes, call->changes, &report);
    int64_t seconds = call->seconds > 0 ? call->seconds : 20;
    int status =
        play(&window, seconds * NS_PER_SECOND, &report, call->changes > 0 ? &changes : NULL);
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
