#include "base/log.h"
#include "player/state.h"
#include "widgets/composer.h"

#include <stdlib.h>
#include <string.h>

enum { RASTER_BYTES_LEAST = 4 * 1024 * 1024 };

static struct composer *create_composer(const struct player *player)
{
    const struct composer_inputs inputs = {
        .content = player->content,
        .size = window_size(player->window),
        .lit = player->settings->report != NULL, /* what is measured is the picture */
        .one_language = player->controls.pinned,
        .language = player->controls.language,
    };
    return stage_composer(player->stage, &inputs);
}

/* Room for what the screen shows and what it shows next, so that preparing the one does not
 * push out the other. */
size_t player_raster_budget(const struct player *player)
{
    struct size size = window_size(player->window);
    size_t bytes = (size_t)size.w * (size_t)size.h * 8;
    if (theme_picture_count(player->stage->look->theme) > 0) /* behind all zones, and behind each */
        bytes *= 2;
    return bytes > RASTER_BYTES_LEAST ? bytes : RASTER_BYTES_LEAST;
}

void player_show_afresh(struct player *player)
{
    fetcher_set_screen_side(player->settings->fetcher, size_longer(window_size(player->window)));
    raster_set_budget(player->raster, player_raster_budget(player));
    playout_cut(&player->playout, create_composer(player));
    player->due = true;
}

static void use_content(struct player *player, struct content *content)
{
    content_put(player->content);
    player->content = content;
    if (player->settings->changes != NULL)
        changes_offer(player->settings->changes, content, clock_monotonic_ns());
}

/* False when what is on the screen cannot stay: it is turned, or there is none. */
static bool use_look(struct player *player, struct look *look)
{
    const struct config *before = player->stage->look->config, *config = look->config;
    bool turned = config->rotate != before->rotate;
    player->lost |= player->window != NULL && window_is_console(player->window) &&
                    (memcmp(&config->mode, &before->mode, sizeof config->mode) != 0 ||
                     strcmp(config->output, before->output) != 0);
    struct stage *stage = stage_create(look, player->fonts, player->stage, TEXT_CACHE_BYTES);
    player->settings->clock->settings.trust_always =
        config->trust_always || player->settings->demo > 0;
    player->settings->clock->settings.zone_unknown = config_lacks_zone(config);
    stage_put(player->stage);
    player->stage = stage;
    if (player->window == NULL)
        return false;
    raster_set_budget(player->raster, player_raster_budget(player));
    return !turned || !window_rotate(player->window, config->rotate);
}

static void tell(struct look *look, struct reloads *reloads)
{
    if (look->news == NULL)
        return;
    if (look->news[0] != '\0')
        log_info("%s", look->news);
    free(look->news);
    look->news = NULL;
    if (reloads != NULL)
        reloads_note(reloads, clock_monotonic_ns());
}

void player_tell_look(struct player *player)
{
    if (player->playout.coming == NULL)
        tell(player->stage->look, player->settings->reloads);
}

static void take_over(struct player *player, struct content *content, struct look *look)
{
    bool was_empty = player->content == NULL || content_is_empty(player->content);
    /* While time stands still a fade would never come in. */
    bool beside = !was_empty && player->playout.shown != NULL && !player->controls.frozen;
    if (content != NULL && was_empty)
        controls_begin(&player->controls, clock_wall_ns(player->settings->clock));
    if (content != NULL)
        use_content(player, content);
    if (look != NULL)
        beside &= use_look(player, look);
    if (player->window == NULL)
        tell(player->stage->look, player->settings->reloads);
    else if (beside)
        playout_offer(&player->playout, create_composer(player));
    else
        player_show_afresh(player);
}

/* The content first: a look is left before a content of it. */
void player_take_arrivals(struct player *player)
{
    struct content *content = fetcher_take(player->settings->fetcher);
    struct look *look = look_box_take(player->settings->looks);
    if (content == NULL && look == NULL)
        return;
    pairing_take(&player->pairing, player->stage->look->config->serial, &look, &content);
    if (content == NULL && look == NULL)
        return;
    const int64_t begun = tally_begin_work(&player->tally);
    take_over(player, content, look);
    if (begun >= 0)
        tally_work(begun, &player->settings->report->longest_step_ns);
}
