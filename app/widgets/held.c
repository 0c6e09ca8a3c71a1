#include "widgets/held.h"

struct rect held_box(const struct board *board, const struct standing *standing, int i)
{
    if (!board_runs(board, i))
        return standing->edition->rects[i];
    struct rect box = plan_layout(standing)->rects[i];
    box.x = 0;
    return box;
}

static struct phase phase_of(const struct board *board, int i, const struct edition *edition,
                             const struct turn *turn, const struct moment *moment)
{
    struct phase phase = {
        .view = board_view(board, i, edition->language, edition->rects[i], moment), .turn = *turn};
    phase.view.unruled = edition_unruled(edition, board, i);
    return phase;
}

struct held held_build(const struct board *board, const struct plan *plan, int i,
                       const struct moment *moment)
{
    static const struct turn no_turn = {0, INT64_MIN, MOMENT_NEVER};
    const struct widget *only = board_stand_in(board, i);
    struct standing on;
    plan_at(plan, moment, &on);
    struct held held = {.box = held_box(board, &on, i), .version = plan->version};
    if (board_runs(board, i)) {
        struct phase now = phase_of(board, i, plan_layout(&on), &no_turn, moment);
        held.showing = showing_build(&now, NULL, 0, only);
        return held;
    }
    struct phase now = phase_of(board, i, on.edition, &on.turn, moment);
    if (on.before != NULL) {
        struct phase before = phase_of(board, i, on.before, &on.turn_before, moment);
        held.showing = showing_build(&now, &before, on.edition->fade_ns, only);
    } else {
        held.showing = showing_build(&now, NULL, 0, only);
    }
    return held;
}

bool held_fits(const struct held *held, uint64_t version, struct rect box, int64_t wall_ns)
{
    return held->version != 0 && held->version == version && rect_equal(held->box, box) &&
           wall_ns >= held->showing.from_ns && wall_ns < held->showing.until_ns;
}

void held_keep_identity(const struct held *old, struct held *new)
{
    if (old->version == 0 || !list_equal(old->showing.list, new->showing.list))
        return;
    list_put(new->showing.list);
    new->showing.list = list_take(old->showing.list);
}

void held_drop(struct held *held)
{
    list_put(held->showing.list);
    *held = (struct held){0};
}
