#include "widgets/plan.h"

#include "text/step.h"
#include "widgets/motion.h"
#include "widgets/showing.h"

#include <string.h>

/* False: there was no time to measure all, and it is to be done again. */
static bool place(struct edition *edition, const struct board *board)
{
    board_place(board, language_is_rtl(edition->language), edition->absent, edition->rects,
                edition->paints);
    return !text_cache_fell_short(board->inputs.text);
}

void plan_renew(struct plan *plan, const struct board *board, const struct moment *moment)
{
    const struct config *config = board->inputs.config;
    plan->turns.count = config->language_count;
    if (plan->trust != moment->trust)
        for (int e = 0; e < config->language_count; e++)
            memset(plan->editions[e].measures, 0, sizeof plan->editions[e].measures);
    memset(plan->replaced, 0, sizeof plan->replaced);
    plan->trust = moment->trust;
    plan->moment = *moment;
    plan->from_ns = moment->wall_ns;
    plan->done = false;
}

bool plan_covers(const struct plan *plan, const struct moment *moment)
{
    return plan->done && plan->trust == moment->trust && moment->wall_ns >= plan->from_ns &&
           moment->wall_ns < plan->until_ns;
}

/* The shown zone nearest to zone I at its left, or its right; -1: none stands there beside it. */
static int nearest_beside(const struct edition *edition, int zone_count, int i, bool left)
{
    const struct rect *rects = edition->rects, own = rects[i];
    int nearest = -1;
    for (int k = 0; k < zone_count; k++) {
        const struct rect other = rects[k];
        bool beyond = left ? other.x + other.w <= own.x : other.x >= own.x + own.w;
        if (k == i || edition->absent[k] || rect_is_empty(other) || !beyond ||
            other.y >= own.y + own.h || own.y >= other.y + other.h)
            continue;
        if (nearest < 0 || (left ? other.x > rects[nearest].x : other.x < rects[nearest].x))
            nearest = k;
    }
    return nearest;
}

/* Whether zone K draws a rule at its SIDE that is as high as zone I. */
static bool draws_for(const struct edition *edition, const struct board *board, int k, int i,
                      unsigned side)
{
    const struct rect own = edition->rects[i], other = edition->rects[k];
    return (board_zone(board, k)->rules & side) != 0 && other.y <= own.y &&
           other.y + other.h >= own.y + own.h;
}

unsigned edition_unruled(const struct edition *edition, const struct board *board, int i)
{
    const bool mirror = language_is_rtl(edition->language);
    const int before = nearest_beside(edition, board->zone_count, i, !mirror);
    const int behind = nearest_beside(edition, board->zone_count, i, mirror);
    unsigned unruled = 0;
    if (before < 0 || draws_for(edition, board, before, i, RULE_END))
        unruled |= RULE_START;
    if (behind < 0)
        unruled |= RULE_END;
    return unruled;
}

/* --- measuring --- */

static bool holds(const struct measure *measure, struct rect rect, unsigned unruled,
                  int64_t wall_ns)
{
    return measure->known && wall_ns >= measure->from_ns && wall_ns < measure->until_ns &&
           rect_equal(measure->rect, rect) && measure->unruled == unruled;
}

static void measure_zone(const struct board *board, const struct edition *edition, int i,
                         const struct moment *moment, struct measure *out)
{
    struct view view = board_view(board, i, edition->language, edition->rects[i], moment);
    view.unruled = edition_unruled(edition, board, i);
    *out = (struct measure){.known = true,
                            .from_ns = moment->wall_ns,
                            .rect = edition->rects[i],
                            .unruled = view.unruled};
    out->until_ns = showing_measure(&view, board_stand_in(board, i), &out->slides, &out->total_ns);
    if (out->until_ns <= out->from_ns)
        out->until_ns = out->from_ns + NS_PER_SECOND;
}

/* In each language, one after the other; false: it is to be gone on with in another step. */
static bool place_first(struct plan *plan, const struct board *board)
{
    while (plan->placed < plan->turns.count) {
        struct edition *edition = &plan->editions[plan->placed];
        edition->language = board->inputs.config->languages[plan->placed];
        if (!place(edition, board))
            return false;
        plan->placed++;
    }
    return true;
}

/* Places the zones anew when one came to have nothing to show, or something. What a zone has to
 * show does not depend on where it stands, so once is enough. */
static bool replace_zones(struct plan *plan, int e, const struct board *board)
{
    struct edition *edition = &plan->editions[e];
    bool changed = false;
    for (int i = 0; i < board->zone_count; i++) {
        bool absent = edition->measures[i].slides == 0;
        changed = changed || absent != edition->absent[i];
        edition->absent[i] = absent;
    }
    if ((!changed && !edition->misplaced) || plan->replaced[e])
        return false;
    plan->replaced[e] = place(edition, board);
    edition->misplaced = !plan->replaced[e];
    return true;
}

/* --- what follows from it --- */

/* The zone with the longest cycle, the first of equal ones; -1: nothing cycles. */
static int leading_zone(const struct edition *edition, const struct board *board)
{
    int leading = -1;
    for (int i = 0; i < board->zone_count; i++) {
        const struct measure *measure = &edition->measures[i];
        if (measure->slides < 2 || board_runs(board, i))
            continue;
        if (leading < 0 || measure->total_ns > edition->measures[leading].total_ns)
            leading = i;
    }
    return leading;
}

/* A turn fades as the leading zone's pages do; where those are cut, as those of the first zone
 * that fades at all. */
static int64_t fade_for(const struct board *board, int leading)
{
    const struct theme *theme = board->inputs.theme;
    if (leading >= 0 && board_zone(board, leading)->transition != TRANSITION_CUT)
        return board_zone(board, leading)->transition_ns;
    for (int i = 0; i < theme->zone_count; i++)
        if (theme->zones[i].transition != TRANSITION_CUT)
            return theme->zones[i].transition_ns;
    return 0;
}

static void conclude(struct plan *plan, const struct board *board)
{
    plan->until_ns = MOMENT_NEVER;
    for (int e = 0; e < plan->turns.count; e++) {
        struct edition *edition = &plan->editions[e];
        int leading = leading_zone(edition, board);
        if (plan->turns.count > 1) {
            plan->turns.length_ns[e] =
                turn_length(leading >= 0 ? edition->measures[leading].total_ns : 0);
            edition->fade_ns = fade_for(board, leading);
        }
        for (int i = 0; i < board->zone_count; i++)
            view_change_by(&plan->until_ns, edition->measures[i].until_ns);
    }
    plan->done = true;
}

bool plan_step(struct plan *plan, const struct board *board)
{
    if (!place_first(plan, board))
        return true;
    for (int e = 0; e < plan->turns.count && !plan->done; e++) {
        struct edition *edition = &plan->editions[e];
        for (int i = 0; i < board->zone_count; i++) {
            struct measure *measure = &edition->measures[i];
            if (holds(measure, edition->rects[i], edition_unruled(edition, board, i),
                      plan->moment.wall_ns))
                continue;
            measure_zone(board, edition, i, &plan->moment, measure);
            measure->known = !text_cache_fell_short(board->inputs.text);
            return true;
        }
        if (replace_zones(plan, e, board))
            return true;
    }
    if (!plan->done)
        conclude(plan, board);
    return false;
}

void plan_at(const struct plan *plan, const struct moment *moment, struct standing *out)
{
    const int64_t viewer_ns = moment_viewer_ns(moment);
    *out = (struct standing){.progress = 255};
    turn_at(&plan->turns, viewer_ns, &out->turn);
    out->edition = &plan->editions[out->turn.index];
    int64_t start = out->turn.start_ns, fade = out->edition->fade_ns;
    if (!turn_ends(&out->turn) || viewer_ns >= start + fade)
        return;
    turn_before(&plan->turns, &out->turn, &out->turn_before);
    out->before = &plan->editions[out->turn_before.index];
    out->progress = motion_progress(start, fade, viewer_ns);
    out->half_ns = motion_half(start, fade);
}

const struct edition *plan_layout(const struct standing *standing)
{
    bool old = standing->before != NULL && !motion_past_half(standing->progress);
    return old ? standing->before : standing->edition;
}

bool plan_equal(const struct plan *a, const struct plan *b, const struct board *board)
{
    if (a->trust != b->trust || a->turns.count != b->turns.count)
        return false;
    for (int e = 0; e < a->turns.count; e++) {
        const struct edition *one = &a->editions[e], *other = &b->editions[e];
        if (a->turns.length_ns[e] != b->turns.length_ns[e] || one->fade_ns != other->fade_ns)
            return false;
        for (int i = 0; i < board->zone_count; i++)
            if (!rect_equal(one->rects[i], other->rects[i]) || one->absent[i] != other->absent[i])
                return false;
    }
    return true;
}
