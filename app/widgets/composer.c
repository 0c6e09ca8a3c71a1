#include "widgets/composer.h"

#include "base/memory.h"
#include "scene/layout.h"
#include "widgets/showing.h"
#include "widgets/transcript.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LANGUAGE_SECONDS 60

struct zone_state {
    struct rect rect;  /* the zone */
    struct rect paint; /* with what hangs out into the gaps */
    struct showing now, next;
    bool has_now, has_next;
    struct scene_zone upcoming; /* `next` as it is handed out for preparing */
    int64_t strip_since_ns;     /* a changed strip fades in from here; INT64_MIN: it was there */
};

struct composer {
    struct composer_inputs inputs;
    struct content *content; /* never NULL */
    bool empty;              /* there is no content yet */
    bool waiting; /* nor a place whose prayers could be shown: the waiting picture alone */
    struct zone_state zones[ZONES_MAX];
    bool absent[ZONES_MAX]; /* zones that were placed as having nothing to show */
    int zone_count;
    enum language language;
    enum trust trust;
    bool built; /* language and trust are those of the zones */
    struct scene scenes[2];
    struct list *kept[2][ZONES_MAX]; /* what the scenes borrow */
    int current;
    int64_t next_change_ns;
    bool moving, fading;
};

struct composer *composer_create(const struct composer_inputs *inputs)
{
    struct composer *composer = memory_new(sizeof *composer);
    composer->inputs = *inputs;
    composer->content = inputs->content != NULL ? content_take(inputs->content) : content_create();
    composer->empty = content_is_empty(composer->content);
    composer->waiting = composer->empty && !composer->content->place.located;
    composer->zone_count = composer->waiting ? 1 : inputs->theme->zone_count;
    for (int i = 0; i < ZONES_MAX; i++)
        composer->zones[i].strip_since_ns = INT64_MIN;
    return composer;
}

static void drop_next(struct zone_state *state)
{
    if (state->has_next)
        list_put(state->next.list);
    state->has_next = false;
}

void composer_destroy(struct composer *composer)
{
    if (composer == NULL)
        return;
    for (int i = 0; i < ZONES_MAX; i++) {
        list_put(composer->zones[i].now.list);
        drop_next(&composer->zones[i]);
        list_put(composer->kept[0][i]);
        list_put(composer->kept[1][i]);
    }
    content_put(composer->content);
    free(composer);
}

/* --- where zones stand --- */

/* A zone may paint into half the gap around it: a highlighted row hangs out there. */
static struct rect paint_rect(const struct composer *composer, struct rect zone)
{
    const struct theme *theme = composer->inputs.theme;
    const struct theme_grid *grid = theme_grid_for(theme, composer->inputs.size);
    double unit = theme_unit(theme, composer->inputs.size);
    int out_x = (int)(fmin(grid->gap_x / 2, fmin(grid->margin_start, grid->margin_end)) * unit);
    int out_y = (int)(fmin(grid->gap_y / 2, fmin(grid->margin_top, grid->margin_bottom)) * unit);
    if (grid->column_count == 1)
        out_x = (int)(fmin(grid->margin_start, grid->margin_end) * unit);
    struct rect out = {zone.x - out_x, zone.y - out_y, zone.w + 2 * out_x, zone.h + 2 * out_y};
    return rect_intersection(out,
                             (struct rect){0, 0, composer->inputs.size.w, composer->inputs.size.h});
}

static void place_zones(struct composer *composer, bool mirror)
{
    const struct theme *theme = composer->inputs.theme;
    struct size size = composer->inputs.size;
    struct rect rects[ZONES_MAX];
    if (composer->waiting) {
        struct rect whole = {0, 0, size.w, size.h};
        composer->zones[0].paint = whole;
        int margin = (size.w < size.h ? size.w : size.h) / 15;
        composer->zones[0].rect = rect_inset(whole, margin);
        return;
    }
    layout_zones(theme, size, mirror, composer->absent, rects);
    for (int i = 0; i < composer->zone_count; i++) {
        struct zone_state *state = &composer->zones[i];
        state->rect = rects[i];
        if (theme->zones[i].bleed)
            state->paint = state->rect = layout_bleed(theme, size, mirror, rects[i], i);
        else if (theme->zones[i].background >= 0)
            state->paint = rects[i];
        else
            state->paint = paint_rect(composer, rects[i]);
    }
}

/* --- what a zone shows --- */

/* While nothing is there to show, one zone over the whole screen says so. */
static const struct theme_zone waiting_zone = {
    .name = "waiting",
    .entries = {{.widget = "waiting"}},
    .entry_count = 1,
    .background = -1,
};

static const struct theme_zone *zone_theme(const struct composer *composer, int i)
{
    return composer->waiting ? &waiting_zone : &composer->inputs.theme->zones[i];
}

static struct view view_for(const struct composer *composer, int zone, const struct moment *moment)
{
    const struct theme *theme = composer->inputs.theme;
    return (struct view){
        .content = composer->content,
        .config = composer->inputs.config,
        .theme = theme,
        .zone = zone_theme(composer, zone),
        .logo = composer->inputs.logo,
        .text = composer->inputs.text,
        .box = composer->zones[zone].rect,
        .unit = theme_unit(theme, composer->inputs.size),
        .language = composer->language,
        .mirror = language_is_rtl(composer->language),
        .moment = *moment,
    };
}

static bool shows(const struct theme_zone *zone, const char *widget)
{
    for (int i = 0; i < zone->entry_count; i++)
        if (strcmp(zone->entries[i].widget, widget) == 0)
            return true;
    return false;
}

/* While there is no content, what stands in for a zone's widgets; NULL: nothing does. */
static const struct widget *stand_in(const struct composer *composer, int zone)
{
    if (composer->waiting)
        return &widget_waiting;
    const struct theme_zone *theme = zone_theme(composer, zone);
    bool news = shows(theme, "article") || (shows(theme, "headlines") && !shows(theme, "prayers"));
    return composer->empty && news ? &widget_waiting_notice : NULL;
}

static struct showing build_zone(const struct composer *composer, int zone,
                                 const struct moment *moment)
{
    struct view view = view_for(composer, zone, moment);
    return showing_build(&view, stand_in(composer, zone));
}

/* NEW instead of what STATE shows; an equal list keeps its identity, and what is cached for
 * it. The old labels and times are as good as the new ones: they come from equal items. */
static void replace_showing(struct zone_state *state, struct showing *new)
{
    if (list_equal(state->now.list, new->list)) {
        list_put(new->list);
        new->list = list_take(state->now.list);
    }
    list_put(state->now.list);
    state->now = *new;
}

/* --- the frame --- */

static enum language language_at(const struct config *config, const struct moment *moment)
{
    int64_t turn = floor_div(moment_seconds(moment), LANGUAGE_SECONDS);
    return config->languages[floor_mod(turn, config->language_count)];
}

static int64_t language_change(const struct config *config, const struct moment *moment)
{
    if (config->language_count < 2)
        return MOMENT_NEVER;
    return (floor_div(moment_seconds(moment), LANGUAGE_SECONDS) + 1) * LANGUAGE_SECONDS *
           NS_PER_SECOND;
}

static void update_zone(struct composer *composer, int i, const struct moment *moment)
{
    struct zone_state *state = &composer->zones[i];
    int64_t wall = moment->wall_ns;
    if (state->has_now && wall >= state->now.from_ns && wall < state->now.until_ns)
        return;
    struct showing new;
    if (state->has_now && state->has_next && wall >= state->next.from_ns &&
        wall < state->next.until_ns) {
        new = state->next;
        state->has_next = false;
    } else {
        new = build_zone(composer, i, moment);
    }
    drop_next(state);
    replace_showing(state, &new);
    state->has_now = true;
}

/* Takes over what language and trust are; when one changed, everything is built afresh. */
static void update_frame(struct composer *composer, const struct moment *moment)
{
    enum language language = language_at(composer->inputs.config, moment);
    if (composer->built && language == composer->language && moment->trust == composer->trust)
        return;
    composer->language = language;
    composer->trust = moment->trust;
    composer->built = true;
    place_zones(composer, language_is_rtl(language));
    for (int i = 0; i < composer->zone_count; i++)
        composer->zones[i].has_now = false;
}

/* Places the zones anew when one came to have nothing to show, or something; true when they
 * are to be built again. What a zone has to show does not depend on where it stands, so this
 * settles at once. */
static bool replace_zones(struct composer *composer)
{
    bool changed = false;
    for (int i = 0; i < composer->zone_count; i++) {
        changed = changed || composer->absent[i] != composer->zones[i].now.absent;
        composer->absent[i] = composer->zones[i].now.absent;
    }
    if (!changed)
        return false;
    place_zones(composer, language_is_rtl(composer->language));
    for (int i = 0; i < composer->zone_count; i++)
        composer->zones[i].has_now = false;
    return true;
}

bool composer_build_next(struct composer *composer, const struct moment *moment)
{
    update_frame(composer, moment);
    for (int i = 0; i < composer->zone_count; i++) {
        if (composer->zones[i].has_now)
            continue;
        update_zone(composer, i, moment);
        return true;
    }
    return replace_zones(composer);
}

static void update_zones(struct composer *composer, const struct moment *moment)
{
    for (int i = 0; i < composer->zone_count; i++)
        update_zone(composer, i, moment);
}

/* The strip's pixel at the zone's left edge: k * Hz * t mod loop, running towards the start of
 * reading; mirrored strips begin at their right end. */
static int strip_scroll(const struct composer *composer, const struct showing *showing, int width,
                        const struct moment *moment)
{
    int loop = showing->loop;
    int64_t step = composer_ticker_step(showing->speed, moment->hz);
    int64_t moved = floor_mod(floor_mod(moment->tick, loop) * step + moment->nudge, loop);
    if (language_is_rtl(composer->language))
        return (int)floor_mod(loop - width - moved, loop);
    return (int)moved;
}

int composer_strip_step(const struct composer *composer, int hz)
{
    for (int i = 0; i < composer->zone_count; i++)
        if (composer->zones[i].now.loop > 0)
            return composer_ticker_step(composer->zones[i].now.speed, hz);
    return 1;
}

int composer_ticker_step(double speed, int hz)
{
    long step = hz > 0 ? lround(speed / hz) : 0;
    return step < 1 ? 1 : (int)step;
}

static uint8_t progress_at(int64_t since_ns, int64_t length_ns, int64_t wall_ns)
{
    if (wall_ns - since_ns >= length_ns)
        return 255;
    return wall_ns <= since_ns ? 0 : (uint8_t)((wall_ns - since_ns) * 255 / length_ns);
}

/* How far a strip has come in: after new content, after a change of its own (a headline that
 * ended), after a turn of the language. The least of them counts. */
static uint8_t strip_progress(const struct composer *composer, const struct zone_state *state,
                              const struct moment *moment)
{
    const struct config *config = composer->inputs.config;
    int64_t turned_s = floor_div(moment_seconds(moment), LANGUAGE_SECONDS) * LANGUAGE_SECONDS;
    int64_t since[] = {
        state->strip_since_ns,
        state->now.fade_ns > 0 ? state->now.fade_from_ns : INT64_MIN,
        config->language_count > 1 ? turned_s * NS_PER_SECOND : INT64_MIN,
    };
    int64_t latest = INT64_MIN;
    for (size_t i = 0; i < COUNT_OF(since); i++)
        latest = since[i] > latest ? since[i] : latest;
    return latest == INT64_MIN ? 255 : progress_at(latest, STRIP_FADE_NS, moment->wall_ns);
}

static color zone_background(const struct composer *composer, int i)
{
    int role = zone_theme(composer, i)->background;
    return composer->inputs.theme->colors[role >= 0 ? role : COLOR_PAPER];
}

static void fill_zone(struct composer *composer, int i, const struct moment *moment,
                      struct scene_zone *out)
{
    struct zone_state *state = &composer->zones[i];
    *out = (struct scene_zone){.rect = state->paint,
                               .background = zone_background(composer, i),
                               .list = state->now.list,
                               .loop = state->now.loop,
                               .progress = 255};
    if (state->now.loop > 0) {
        out->scroll = strip_scroll(composer, &state->now, state->paint.w, moment);
        if (state->strip_since_ns > moment->wall_ns) /* the clock was set back: no more fading */
            state->strip_since_ns = INT64_MIN;
        out->progress = strip_progress(composer, state, moment);
        if (out->progress == 255)
            state->strip_since_ns = INT64_MIN;
    } else if (state->now.fade_ns > 0) {
        out->progress = progress_at(state->now.fade_from_ns, state->now.fade_ns, moment->wall_ns);
    }
}

const struct scene *composer_scene(struct composer *composer, const struct moment *moment)
{
    update_frame(composer, moment);
    update_zones(composer, moment);
    if (replace_zones(composer))
        update_zones(composer, moment);
    composer->current = !composer->current;
    struct scene *scene = &composer->scenes[composer->current];
    struct list **kept = composer->kept[composer->current];
    scene->size = composer->inputs.size;
    scene->paper = composer->inputs.theme->colors[COLOR_PAPER];
    scene->zone_count = composer->zone_count;
    composer->next_change_ns = language_change(composer->inputs.config, moment);
    composer->moving = composer->fading = false;
    for (int i = 0; i < composer->zone_count; i++) {
        struct zone_state *state = &composer->zones[i];
        fill_zone(composer, i, moment, &scene->zones[i]);
        list_put(kept[i]);
        kept[i] = list_take(state->now.list);
        if (state->now.loop > 0 || state->now.fade_ns > 0)
            composer->moving = true;
        if (state->now.loop == 0 && state->now.fade_ns > 0)
            composer->fading = true;
        view_change_by(&composer->next_change_ns, state->now.until_ns);
    }
    return scene;
}

int64_t composer_next_change(const struct composer *composer)
{
    return composer->next_change_ns;
}

bool composer_is_fading(const struct composer *composer)
{
    return composer->fading;
}

bool composer_is_moving(const struct composer *composer)
{
    return composer->moving;
}

/* Equal lists of BEFORE are taken over; what is cached for them stays good. */
void composer_begin(struct composer *composer, const struct composer *before,
                    const struct moment *moment)
{
    if (!composer->built)
        composer_scene(composer, moment);
    if (before == NULL || composer->empty != before->empty ||
        composer->waiting != before->waiting || before->zone_count != composer->zone_count)
        return;
    for (int i = 0; i < composer->zone_count; i++) {
        struct zone_state *state = &composer->zones[i];
        const struct zone_state *old = &before->zones[i];
        if (!rect_equal(state->paint, old->paint))
            continue;
        if (list_equal(state->now.list, old->now.list)) {
            list_put(state->now.list);
            state->now.list = list_take(old->now.list);
            state->strip_since_ns = old->strip_since_ns;
        } else if (state->now.loop > 0) {
            state->strip_since_ns = moment->wall_ns;
        }
    }
}

const struct scene_zone *composer_upcoming(struct composer *composer, int i,
                                           const struct moment *moment)
{
    struct zone_state *state = &composer->zones[i];
    if (i >= composer->zone_count || state->now.until_ns == MOMENT_NEVER)
        return NULL;
    if (!state->has_next) {
        struct moment then = *moment;
        then.wall_ns = state->now.until_ns;
        state->next = build_zone(composer, i, &then);
        state->has_next = true;
        if (list_equal(state->now.list, state->next.list)) {
            list_put(state->next.list);
            state->next.list = list_take(state->now.list);
        }
    }
    state->upcoming = (struct scene_zone){.rect = state->paint,
                                          .background = zone_background(composer, i),
                                          .list = state->next.list,
                                          .loop = state->next.loop,
                                          .progress = 255};
    if (state->next.loop > 0)
        state->upcoming.scroll = strip_scroll(composer, &state->next, state->paint.w, moment);
    return &state->upcoming;
}

bool composer_print_text(const struct composer *composer, struct buffer *out)
{
    const char *names[ZONES_MAX];
    for (int i = 0; i < composer->zone_count; i++)
        names[i] = zone_theme(composer, i)->name;
    return transcript_print(&composer->scenes[composer->current], names, out);
}
