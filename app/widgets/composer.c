#include "widgets/composer.h"

#include "base/memory.h"
#include "text/step.h"
#include "widgets/dress.h"
#include "widgets/held.h"
#include "widgets/lamp.h"
#include "widgets/motion.h"
#include "widgets/pixel_shift.h"
#include "widgets/transcript.h"

#include <stdlib.h>

struct zone_state {
    struct held now;
    struct held next;           /* after the zone's next change, prepared */
    struct held turned;         /* after the next turn of the languages, prepared */
    struct scene_zone upcoming; /* one of the two as it is handed out */
    int64_t strip_since_ns;     /* a changed strip fades in from this viewer's time; INT64_MIN: it
                                 * was there */
};

struct composer {
    struct board board;
    struct plan plan;  /* of the last moment */
    struct plan ahead; /* from the end of that one on, where it was looked for */
    struct plan was;   /* what `plan` is renewed from */
    uint64_t versions; /* given to plans so far */
    struct zone_state zones[ZONES_MAX];
    bool built; /* there is a scene */
    struct lamp lamp;
    bool dark;         /* the last scene is */
    struct list *veil; /* what dims the scene by so many percent; NULL: nothing does */
    int veil_percent;
    struct list *backdrop; /* of all scenes; NULL: there is none */
    struct scene scenes[2];
    struct list *kept[2][ZONES_MAX], *kept_veil[2]; /* what the scenes borrow */
    int current;
    int64_t next_change_ns;
    bool moving, fading;
};

static struct list *build_backdrop(const struct composer_inputs *inputs)
{
    const struct view view = {.theme = inputs->theme,
                              .config = inputs->config,
                              .screen = inputs->size,
                              .beyond = layout_pixel_shift(inputs->theme, inputs->config)};
    if (inputs->theme->picture.pixels == NULL)
        return NULL;
    struct list *list = list_create();
    list->next_change_ns = MOMENT_NEVER;
    dress_backdrop(&view, list);
    return list;
}

struct composer *composer_create(const struct composer_inputs *inputs)
{
    struct composer *composer = memory_new(sizeof *composer);
    board_init(&composer->board, inputs);
    composer->backdrop = build_backdrop(inputs);
    for (int i = 0; i < ZONES_MAX; i++)
        composer->zones[i].strip_since_ns = INT64_MIN;
    return composer;
}

void composer_destroy(struct composer *composer)
{
    if (composer == NULL)
        return;
    for (int i = 0; i < ZONES_MAX; i++) {
        held_drop(&composer->zones[i].now);
        held_drop(&composer->zones[i].next);
        held_drop(&composer->zones[i].turned);
        list_put(composer->kept[0][i]);
        list_put(composer->kept[1][i]);
    }
    list_put(composer->veil);
    list_put(composer->kept_veil[0]);
    list_put(composer->kept_veil[1]);
    const struct composer_inputs inputs = composer->board.inputs;
    list_put(composer->backdrop);
    board_finish(&composer->board);
    free(composer);
    if (inputs.leave != NULL)
        inputs.leave(inputs.owner);
}

/* --- the plan --- */

/* What was built by BEFORE stays right where PLAN, renewed from it, is the same. */
static void give_version(struct composer *composer, const struct plan *before, struct plan *plan)
{
    if (before->version == 0 || !plan_equal(before, plan, &composer->board))
        plan->version = ++composer->versions;
}

/* One step towards the plan of MOMENT; false when it is there. */
static bool step_plan(struct composer *composer, const struct moment *moment)
{
    struct plan *plan = &composer->plan;
    if (plan_covers(plan, moment))
        return false;
    if (plan_covers(&composer->ahead, moment)) {
        *plan = composer->ahead;
        return false;
    }
    if (plan->turns.count == 0 || plan->done || plan->trust != moment->trust) {
        composer->was = *plan;
        plan_renew(plan, &composer->board, moment);
    }
    if (!plan_step(plan, &composer->board))
        give_version(composer, &composer->was, plan);
    return true;
}

/* The plan that follows the one that is up; NULL: not known yet, the step was over before. */
static const struct plan *look_ahead(struct composer *composer, const struct moment *moment)
{
    struct plan *plan = &composer->plan, *ahead = &composer->ahead;
    if (ahead->done && ahead->from_ns == plan->until_ns && ahead->trust == plan->trust)
        return ahead;
    struct moment then = *moment;
    then.wall_ns = plan->until_ns;
    then.trust = plan->trust;
    *ahead = *plan;
    plan_renew(ahead, &composer->board, &then);
    while (plan_step(ahead, &composer->board))
        if (text_cache_fell_short(composer->board.inputs.text))
            return NULL;
    give_version(composer, plan, ahead);
    return ahead;
}

/* --- on and off --- */

static void follow_lamp(struct composer *composer, const struct moment *moment)
{
    static const struct lamp lit = {.on = true, .percent = DIM_FULL, .until_ns = MOMENT_NEVER};
    const struct board *board = &composer->board;
    if (board->inputs.lit)
        composer->lamp = lit;
    else
        lamp_follow(&composer->lamp, board->inputs.config, board->content->zone, moment);
}

/* --- what a zone shows --- */

/* False when what zone I shows was right. */
static bool update_zone(struct composer *composer, int i, const struct standing *standing,
                        const struct moment *moment)
{
    struct zone_state *state = &composer->zones[i];
    uint64_t version = composer->plan.version;
    struct rect box = held_box(&composer->board, standing, i);
    if (held_fits(&state->now, version, box, moment->wall_ns))
        return false;
    struct held new, *prepared = NULL;
    if (held_fits(&state->next, version, box, moment->wall_ns))
        prepared = &state->next;
    else if (held_fits(&state->turned, version, box, moment->wall_ns))
        prepared = &state->turned;
    if (prepared != NULL) {
        new = *prepared;
        *prepared = (struct held){0};
    } else {
        new = held_build(&composer->board, &composer->plan, i, moment);
        if (text_cache_fell_short(composer->board.inputs.text)) {
            held_drop(&new);
            return true;
        }
    }
    held_keep_identity(&state->now, &new);
    held_drop(&state->now);
    state->now = new;
    return true;
}

bool composer_build_next(struct composer *composer, const struct moment *moment)
{
    follow_lamp(composer, moment);
    const struct moment then = lamp_moment(&composer->lamp, moment);
    if (!composer->lamp.on && !composer->lamp.waking)
        return false;
    if (step_plan(composer, &then))
        return true;
    struct standing standing;
    plan_at(&composer->plan, &then, &standing);
    for (int i = 0; i < composer->board.zone_count; i++)
        if (update_zone(composer, i, &standing, &then))
            return true;
    return false;
}

/* --- the frame --- */

/* How far a strip has come in: after new content, after a change of its own (a headline that
 * ended). The later of them counts. */
static uint8_t strip_progress(struct zone_state *state, const struct moment *moment)
{
    const int64_t viewer_ns = moment_viewer_ns(moment);
    if (state->strip_since_ns > viewer_ns) /* the clock was set back: no more fading */
        state->strip_since_ns = INT64_MIN;
    const struct showing *showing = &state->now.showing;
    int64_t since = state->strip_since_ns;
    if (showing->fade_ns > 0 && showing->fade_from_ns > since)
        since = showing->fade_from_ns;
    uint8_t progress = since == INT64_MIN ? 255 : motion_progress(since, STRIP_FADE_NS, viewer_ns);
    if (progress == 255)
        state->strip_since_ns = INT64_MIN;
    return progress;
}

/* What is seen of a strip that moves with a turn: it goes out, and comes in elsewhere. */
static uint8_t moving_progress(uint8_t progress)
{
    return (uint8_t)(motion_past_half(progress) ? 2 * progress - 255 : 255 - 2 * progress);
}

static bool moves_with_turn(const struct standing *standing, int i)
{
    return standing->before != NULL &&
           !rect_equal(standing->before->rects[i], standing->edition->rects[i]);
}

static struct pixel_shift shift_at(const struct board *board, const struct moment *moment)
{
    struct pixel_shift shift = pixel_shift_at(board->screen.beyond, moment_viewer_ns(moment));
    shift.until_ns = moment_wall_at(moment, shift.until_ns);
    return shift;
}

/* All but how far it has come. */
static struct scene_zone place_zone(const struct composer *composer, const struct showing *showing,
                                    int i, const struct standing *standing,
                                    const struct moment *moment)
{
    const struct board *board = &composer->board;
    bool runs = board_runs(board, i), moves = runs || showing->moves;
    const struct edition *edition = moves ? plan_layout(standing) : standing->edition;
    struct scene_zone zone = {.rect = edition->paints[i],
                              .background = board_background(board, i),
                              .list = showing->list,
                              .loop = showing->loop,
                              .progress = 255};
    if (showing->list != NULL)
        zone.rise = motion_risen(&showing->list->rise, showing->slide_from_ns,
                                 showing->slide_end_ns, moment);
    if (showing->moves) /* its own background is in the list, and fades with it */
        zone.background = board->inputs.theme->colors[COLOR_PAPER];
    if (showing->loop > 0) {
        bool right = board_runs_right(board->inputs.config, board_zone(board, i));
        zone.scroll = motion_scroll(showing->loop, showing->speed, right, zone.rect.w, moment);
        /* What runs does so by itself: its steps stay even when the picture moves. */
        zone.scroll = (int)floor_mod((int64_t)zone.scroll + shift_at(board, moment).x, zone.loop);
    }
    return zone;
}

static struct scene_zone show_zone(struct composer *composer, int i,
                                   const struct standing *standing, const struct moment *moment)
{
    struct zone_state *state = &composer->zones[i];
    const struct showing *showing = &state->now.showing;
    struct scene_zone zone = place_zone(composer, showing, i, standing, moment);
    if (showing->loop > 0) {
        zone.progress = strip_progress(state, moment);
        bool moves = board_runs(&composer->board, i) && moves_with_turn(standing, i);
        uint8_t most = moves ? moving_progress(standing->progress) : 255;
        zone.progress = zone.progress < most ? zone.progress : most;
    } else if (showing->slide != 0) {
        int rest = motion_rest(showing->easing, zone.rect.w, showing->fade_from_ns,
                               showing->fade_ns, moment_viewer_ns(moment));
        zone.slides = true;
        zone.shift_in = showing->slide * rest;
        zone.shift_out = showing->slide * (rest - zone.rect.w);
    } else if (showing->fade_ns > 0) {
        zone.progress = motion_eased(showing->easing, showing->fade_from_ns, showing->fade_ns,
                                     moment_viewer_ns(moment));
    }
    return zone;
}

/* Notes until when the frame of MOMENT stays as it is, and how it moves. */
static void note_changes(struct composer *composer, const struct standing *standing,
                         const struct moment *moment)
{
    int64_t next = composer->plan.until_ns;
    view_change_by(&next, composer->lamp.until_ns);
    view_change_by(&next, moment_wall_at(moment, standing->turn.end_ns));
    view_change_by(&next, shift_at(&composer->board, moment).until_ns);
    composer->moving = composer->fading = false;
    for (int i = 0; i < composer->board.zone_count; i++) {
        const struct showing *showing = &composer->zones[i].now.showing;
        view_change_by(&next, showing->until_ns);
        bool rises = showing->list != NULL && showing->list->rise.length > 0;
        composer->moving = composer->moving || showing->loop > 0 || showing->fade_ns > 0 || rises;
        composer->fading =
            composer->fading || (showing->loop == 0 && showing->fade_ns > 0) || rises;
        if (moves_with_turn(standing, i) && moment_viewer_ns(moment) < standing->half_ns)
            view_change_by(&next, moment_wall_at(moment, standing->half_ns));
    }
    composer->next_change_ns = next;
}

/* Black over all of the picture, wherever pixel shift has it. */
static struct list *build_veil(const struct composer *composer)
{
    const struct size size = composer->board.inputs.size;
    const int beyond = composer->board.screen.beyond;
    const int opacity = (255 * (DIM_FULL - composer->veil_percent) + DIM_FULL / 2) / DIM_FULL;
    const struct item black = {.kind = ITEM_RECT,
                               .rect = {-beyond, -beyond, size.w + 2 * beyond, size.h + 2 * beyond},
                               .color = (color)opacity << 24};
    struct list *list = list_create();
    list->next_change_ns = MOMENT_NEVER;
    list_add(list, &black);
    return list;
}

/* Over all zones of SCENE. */
static void dim_scene(struct composer *composer, struct scene *scene)
{
    struct list **kept = &composer->kept_veil[composer->current];
    if (composer->veil_percent != composer->lamp.percent) {
        list_put(composer->veil);
        composer->veil_percent = composer->lamp.percent;
        composer->veil = composer->veil_percent < DIM_FULL ? build_veil(composer) : NULL;
    }
    list_put(*kept);
    *kept = composer->veil != NULL ? list_take(composer->veil) : NULL;
    if (*kept != NULL)
        scene->zones[scene->zone_count++] = (struct scene_zone){
            .rect = (*kept)->items[0].rect, .list = *kept, .progress = 255, .over = true};
}

static struct scene *next_scene(struct composer *composer)
{
    composer->current = !composer->current;
    composer->built = true;
    composer->dark = !composer->lamp.on;
    struct scene *scene = &composer->scenes[composer->current];
    scene->size = composer->board.inputs.size;
    scene->dx = scene->dy = 0;
    scene->zone_count = 0;
    scene->backdrop = NULL;
    scene->paper = 0xFF000000;
    return scene;
}

/* Nothing but black; what comes after it is planned as soon as it is near. */
static const struct scene *dark_scene(struct composer *composer, const struct moment *moment)
{
    const struct moment then = lamp_moment(&composer->lamp, moment);
    while (composer->lamp.waking && step_plan(composer, &then)) {
    }
    composer->moving = composer->fading = false;
    composer->next_change_ns = composer->lamp.until_ns;
    return next_scene(composer);
}

const struct scene *composer_scene(struct composer *composer, const struct moment *moment)
{
    follow_lamp(composer, moment);
    if (!composer->lamp.on)
        return dark_scene(composer, moment);
    while (step_plan(composer, moment)) {
    }
    struct standing standing;
    plan_at(&composer->plan, moment, &standing);
    struct scene *scene = next_scene(composer);
    struct list **kept = composer->kept[composer->current];
    scene->paper = composer->board.inputs.theme->colors[COLOR_PAPER];
    scene->backdrop = composer->backdrop;
    scene->zone_count = composer->board.zone_count;
    const struct pixel_shift shift = shift_at(&composer->board, moment);
    scene->dx = shift.x;
    scene->dy = shift.y;
    for (int i = 0; i < scene->zone_count; i++) {
        update_zone(composer, i, &standing, moment);
        scene->zones[i] = show_zone(composer, i, &standing, moment);
        list_put(kept[i]);
        kept[i] = list_take(scene->zones[i].list);
    }
    dim_scene(composer, scene);
    note_changes(composer, &standing, moment);
    return scene;
}

int64_t composer_next_change(const struct composer *composer)
{
    return composer->next_change_ns;
}

bool composer_is_dark(const struct composer *composer)
{
    return composer->dark;
}

bool composer_is_fading(const struct composer *composer)
{
    return composer->fading;
}

bool composer_is_moving(const struct composer *composer)
{
    return composer->moving;
}

int composer_strip_step(const struct composer *composer, int hz)
{
    for (int i = 0; i < composer->board.zone_count; i++)
        if (composer->zones[i].now.showing.loop > 0)
            return motion_step(composer->zones[i].now.showing.speed, hz);
    return 1;
}

int composer_zone_count(const struct composer *composer)
{
    return composer->dark ? 0 : composer->board.zone_count;
}

void composer_describe_zone(const struct composer *composer, int i, const struct moment *moment,
                            struct composer_zone *out)
{
    const struct showing *showing = &composer->zones[i].now.showing;
    struct standing standing;
    plan_at(&composer->plan, moment, &standing);
    *out = (struct composer_zone){.name = board_zone(&composer->board, i)->name,
                                  .rect = standing.edition->rects[i],
                                  .widget = showing->widget,
                                  .page = showing->page,
                                  .pages = showing->pages};
}

const struct composer_inputs *composer_inputs_of(const struct composer *composer)
{
    return &composer->board.inputs;
}

bool composer_print_text(const struct composer *composer, struct buffer *out)
{
    const char *names[SCENE_ZONES_MAX] = {NULL};
    for (int i = 0; i < composer->board.zone_count; i++)
        names[i] = board_zone(&composer->board, i)->name;
    return transcript_print(&composer->scenes[composer->current], names, out);
}

/* --- changing over --- */

/* Equal lists of BEFORE are taken over; what is cached for them stays good. */
void composer_begin(struct composer *composer, const struct composer *before,
                    const struct moment *moment)
{
    if (!composer->built)
        composer_scene(composer, moment);
    if (before == NULL || composer->board.empty != before->board.empty ||
        composer->board.waiting != before->board.waiting ||
        before->board.zone_count != composer->board.zone_count)
        return;
    const struct scene *new = &composer->scenes[composer->current];
    const struct scene *old = &before->scenes[before->current];
    for (int i = 0; i < composer->board.zone_count; i++) {
        struct zone_state *state = &composer->zones[i];
        const struct zone_state *shown = &before->zones[i];
        if (!rect_equal(new->zones[i].rect, old->zones[i].rect))
            continue;
        if (list_equal(state->now.showing.list, shown->now.showing.list)) {
            list_put(state->now.showing.list);
            state->now.showing.list = list_take(shown->now.showing.list);
            state->strip_since_ns = shown->strip_since_ns;
        } else if (state->now.showing.loop > 0) {
            state->strip_since_ns = moment_viewer_ns(moment);
        }
    }
}

/* --- preparing ahead --- */

int composer_upcoming_count(const struct composer *composer)
{
    bool turns = composer->board.inputs.config->language_count > 1;
    return composer->board.zone_count * (turns ? 2 : 1);
}

/* By which plan *THEN is to be built; where another one takes over before, *THEN becomes that
 * moment. NULL: too far ahead to be known. */
static const struct plan *plan_by(struct composer *composer, int64_t *then_ns,
                                  const struct moment *moment)
{
    const struct plan *plan = &composer->plan;
    if (*then_ns < plan->until_ns)
        return plan;
    if (plan->until_ns == MOMENT_NEVER)
        return NULL;
    const struct plan *ahead = look_ahead(composer, moment);
    if (ahead == NULL)
        return NULL;
    if (ahead->version != plan->version)
        *then_ns = ahead->from_ns;
    return *then_ns < ahead->until_ns ? ahead : NULL;
}

/* HELD is made what zone I shows at THEN by PLAN, if it is not yet, and handed out. */
static const struct scene_zone *hand_out(struct composer *composer, int i, struct held *held,
                                         const struct plan *plan, const struct moment *then)
{
    struct zone_state *state = &composer->zones[i];
    struct standing standing;
    plan_at(plan, then, &standing);
    struct rect box = held_box(&composer->board, &standing, i);
    if (!held_fits(held, plan->version, box, then->wall_ns)) {
        held_drop(held);
        *held = held_build(&composer->board, plan, i, then);
        if (text_cache_fell_short(composer->board.inputs.text)) {
            held_drop(held);
            return NULL;
        }
        held_keep_identity(&state->now, held);
    }
    state->upcoming = place_zone(composer, &held->showing, i, &standing, then);
    return &state->upcoming;
}

static const struct scene_zone *upcoming_turn(struct composer *composer, int i,
                                              const struct moment *moment)
{
    struct turn turn;
    turn_at(&composer->plan.turns, moment_viewer_ns(moment), &turn);
    struct moment then = *moment;
    const int64_t end_ns = moment_wall_at(moment, turn.end_ns);
    then.wall_ns = end_ns;
    const struct plan *plan = plan_by(composer, &then.wall_ns, moment);
    bool next = composer->zones[i].now.showing.until_ns >= end_ns;
    if (plan == NULL || then.wall_ns != end_ns || next || board_runs(&composer->board, i))
        return NULL;
    return hand_out(composer, i, &composer->zones[i].turned, plan, &then);
}

/* What comes up when the screen is on again. */
static const struct scene_zone *upcoming_wake(struct composer *composer, int i,
                                              const struct moment *moment)
{
    const struct moment then = lamp_moment(&composer->lamp, moment);
    if (!composer->lamp.waking || i >= composer->board.zone_count ||
        !plan_covers(&composer->plan, &then))
        return NULL;
    return hand_out(composer, i, &composer->zones[i].next, &composer->plan, &then);
}

const struct scene_zone *composer_upcoming(struct composer *composer, int i,
                                           const struct moment *moment)
{
    int count = composer->board.zone_count;
    if (i < 0 || i >= composer_upcoming_count(composer) || composer->plan.version == 0)
        return NULL;
    if (composer->dark)
        return upcoming_wake(composer, i, moment);
    if (i >= count)
        return upcoming_turn(composer, i - count, moment);
    struct zone_state *state = &composer->zones[i];
    struct moment then = *moment;
    then.wall_ns = state->now.showing.until_ns;
    const struct plan *plan = plan_by(composer, &then.wall_ns, moment);
    if (plan == NULL || state->now.version == 0)
        return NULL;
    return hand_out(composer, i, &state->next, plan, &then);
}
