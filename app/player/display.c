#include "base/log.h"
#include "player/state.h"
#include "screen/kms_watch.h"

#include <stdio.h>
#include <string.h>

#define DISPLAY_EVERY_NS NS_PER_SECOND
/* The kernel tells of a cable: it is listened for so often meanwhile. */
#define LISTEN_EVERY_NS (100 * NS_PER_MILLISECOND)

const struct config *player_switched(const struct player *player)
{
    bool real = !controls_is_demo(&player->controls) && player->settings->report == NULL;
    return real ? player->stage->look->config : NULL;
}

/* A television in standby may not be there as a display until it is told to go on. */
static void switch_without_window(struct player *player)
{
    struct clock *clock = player->settings->clock;
    const struct moment moment = {.wall_ns = clock_wall_ns(clock), .trust = clock_trust(clock)};
    if (player->content != NULL && player_switched(player) != NULL)
        power_without_window(&player->power, player_switched(player), player->content->zone,
                             &moment);
}

/* Why there is none, when it is another reason than before. */
static void tell_why(char *told, size_t size)
{
    const char *why = SDL_GetError();
    if (strncmp(told, why, size - 1) == 0)
        return;
    log_warning("no display yet (%s); trying again every second", why);
    snprintf(told, size, "%s", why);
}

/* Until it is worth to try again: a cable was touched, [screen] is another one, or it is time. */
static void wait_for_display(struct player *player, struct kms_watch *watch)
{
    const int64_t end_ns = clock_monotonic_ns() + DISPLAY_EVERY_NS;
    const struct stage *before = player->stage;
    while (!player->settings->wakeup->stop && clock_monotonic_ns() < end_ns) {
        wakeup_sleep(player->settings->wakeup, LISTEN_EVERY_NS);
        player_take_arrivals(player);
        if (kms_watch_told(watch) || player->stage != before)
            return;
    }
}

/* A television that is off at power-on comes later; all else goes on. */
bool player_open_window(struct player *player)
{
    char told[256] = "";
    struct kms_watch watch;
    struct wakeup *wakeup = player->settings->wakeup;
    kms_watch_init(&watch); /* before it is tried: what comes after that is heard */
    while (player->window == NULL && !wakeup->stop) {
        const struct window_settings settings =
            look_screen(player->stage->look->config, player->settings->window.size);
        player->window = window_create(&settings);
        if (player->window != NULL)
            break;
        tell_why(told, sizeof told);
        switch_without_window(player);
        service_feed(&player->service, clock_monotonic_ns());
        teller_turn(player->settings->teller, NULL, NULL, NULL);
        wait_for_display(player, &watch);
    }
    kms_watch_finish(&watch);
    return player->window != NULL;
}

bool player_follow_display(struct player *player)
{
    if (!player->lost)
        return true;
    log_warning("the display changed: taking it anew");
    player->lost = false;
    window_destroy(player->window);
    player->window = NULL;
    if (!player_open_window(player))
        return false;
    power_new_window(&player->power);
    if (!window_use_raster(player->window, player->raster))
        return true; /* it says so, and is tried again with each frame */
    pace_init(&player->pace, window_hz(player->window));
    player->presented_tick = INT64_MIN;
    player_show_afresh(player);
    return true;
}
