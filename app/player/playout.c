#include "player/playout.h"

#include "text/step.h"

/* A zone of what comes up that changes again so soon would not be prepared in time after it is
 * up: its next list is made ready before. */
#define SOON_NS NS_PER_SECOND

/* Letters shaped in a step, the spaces around each word counted: a millisecond where a
 * paragraph takes some; and a font is opened in it at most. */
enum { STEP_WORK = 2048 };

static struct text_cache *text_of(const struct composer *composer)
{
    return composer_inputs_of(composer)->text;
}

void playout_finish(struct playout *playout)
{
    composer_destroy(playout->coming);
    composer_destroy(playout->before);
    composer_destroy(playout->gone);
    composer_destroy(playout->shown);
    *playout = (struct playout){.overlay = playout->overlay};
}

void playout_trim(struct playout *playout)
{
    struct text_cache *shown = text_of(playout->shown);
    text_cache_trim(shown);
    if (playout->coming != NULL && text_of(playout->coming) != shown)
        text_cache_trim(text_of(playout->coming));
}

void playout_cut(struct playout *playout, struct composer *composer)
{
    composer_destroy(playout->shown);
    composer_destroy(playout->coming);
    playout->coming = NULL;
    playout->shown = composer;
    playout->last = NULL;
    playout->zone = 0;
}

void playout_offer(struct playout *playout, struct composer *composer)
{
    composer_destroy(playout->coming);
    playout->coming = composer;
    playout->zone = -1;
}

const struct scene *playout_frame(struct playout *playout, const struct moment *moment,
                                  struct damage *damage)
{
    const struct moment *before = &playout->moment;
    bool turned = playout->last == NULL ||
                  moment->wall_ns >= composer_next_change(playout->shown) ||
                  moment->wall_ns < before->wall_ns || moment->trust != before->trust;
    if (turned && playout->coming == NULL)
        playout->zone = 0;
    const struct scene *scene = composer_scene(playout->shown, moment);
    if (playout->overlay != NULL)
        scene = overlay_over(playout->overlay, scene, playout->shown, moment);
    scene_difference(playout->last, scene, damage);
    playout->last = scene;
    playout->moment = *moment;
    if (playout->before != NULL) {
        composer_destroy(playout->gone);
        playout->gone = playout->before;
        playout->before = NULL;
    }
    return scene;
}

bool playout_is_overtaken(const struct playout *playout, const struct moment *now, int64_t slack_ns)
{
    const struct moment *shown = &playout->moment;
    return moment_viewer_ns(now) + slack_ns < moment_viewer_ns(shown) || now->trust != shown->trust;
}

/* The next tile of what runs: the strip comes to it whatever else changes. */
static bool prepare_running(const struct scene *scene, struct window *window)
{
    for (int i = 0; i < scene->zone_count; i++)
        if (scene->zones[i].loop > 0 && window_prepare(window, &scene->zones[i]))
            return true;
    return false;
}

/* What lies behind the zones, where it is seen between them only. */
static bool prepare_backdrop(const struct scene *scene, struct window *window)
{
    const struct scene_zone whole = {
        .rect = {0, 0, scene->size.w, scene->size.h}, .list = scene->backdrop, .progress = 255};
    return window_prepare(window, &whole);
}

/* What ZONES zones of COMPOSER show after their next change or turn. Each is gone through once:
 * what needs more room than there is would else keep the player busy for ever. */
static bool prepare_upcoming(struct playout *playout, struct composer *composer, int begin,
                             int zones, struct window *window, const struct moment *moment)
{
    int i = playout->zone - begin;
    if (i >= zones)
        return false;
    struct text_cache *text = text_of(composer);
    text_cache_begin_step(text, STEP_WORK);
    const struct scene_zone *zone = composer_upcoming(composer, i, moment);
    bool whole = !text_cache_fell_short(text);
    text_cache_end_step(text);
    if (whole && (zone == NULL || !window_prepare(window, zone)))
        playout->zone++;
    return true;
}

/* False when all is built. */
static bool build_coming(struct playout *playout, const struct moment *moment)
{
    struct text_cache *text = text_of(playout->coming);
    text_cache_begin_step(text, STEP_WORK);
    bool built = composer_build_next(playout->coming, moment);
    text_cache_end_step(text);
    return built;
}

static enum playout_step prepare_coming(struct playout *playout, struct window *window,
                                        const struct moment *moment)
{
    struct composer *coming = playout->coming;
    if (playout->before != NULL) /* the frame that lets it go is next */
        return PLAYOUT_READY;
    if (build_coming(playout, moment))
        return PLAYOUT_WORKED;
    if (playout->zone < 0) /* what looks the same is shared at once: it is prepared already */
        composer_begin(coming, playout->shown, moment);
    if (playout->zone < 0 || moment->wall_ns >= composer_next_change(coming))
        playout->zone = 0;
    const struct scene *scene = composer_scene(coming, moment);
    if (prepare_running(scene, window) || prepare_backdrop(scene, window))
        return PLAYOUT_WORKED;
    for (; playout->zone < scene->zone_count; playout->zone++)
        if (window_prepare(window, &scene->zones[playout->zone]))
            return PLAYOUT_WORKED;
    if (composer_next_change(coming) < moment_wall_at(moment, moment_viewer_ns(moment) + SOON_NS) &&
        prepare_upcoming(playout, coming, scene->zone_count, composer_upcoming_count(coming),
                         window, moment))
        return PLAYOUT_WORKED;
    if (playout->hold)
        return PLAYOUT_READY;
    composer_begin(coming, playout->shown, moment);
    /* It comes up with the next frame; the old one keeps what the screen shows alive until the
     * difference is taken. */
    playout->before = playout->shown;
    playout->shown = coming;
    playout->coming = NULL;
    playout->zone = 0;
    return PLAYOUT_CHANGED;
}

enum playout_step playout_prepare(struct playout *playout, struct window *window,
                                  const struct moment *moment)
{
    if (playout->gone != NULL) {
        composer_destroy(playout->gone);
        playout->gone = NULL;
        return PLAYOUT_WORKED;
    }
    if (playout->last == NULL)
        return PLAYOUT_READY;
    if (prepare_running(playout->last, window))
        return PLAYOUT_WORKED;
    if (playout->coming != NULL)
        return prepare_coming(playout, window, moment);
    bool worked = prepare_upcoming(playout, playout->shown, 0,
                                   composer_upcoming_count(playout->shown), window, moment);
    return worked ? PLAYOUT_WORKED : PLAYOUT_READY;
}
