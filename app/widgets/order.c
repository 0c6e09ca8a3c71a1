#include "widgets/order.h"

/* Without the time nobody can say that something is not yet, or no longer, to be shown. */
static bool is_over(const struct view *view, const struct headline *headline)
{
    return headline->until_s != INSTANT_NONE && view_knows_time(view) &&
           headline->until_s <= moment_seconds(&view->moment);
}

static bool is_to_come(const struct view *view, const struct headline *headline)
{
    return headline->from_s != INSTANT_NONE && view_knows_time(view) &&
           headline->from_s > moment_seconds(&view->moment);
}

void order_headlines(const struct view *view, struct order *out)
{
    out->count = 0;
    out->next_change_ns = MOMENT_NEVER;
    for (int urgent = 1; urgent >= 0; urgent--) {
        for (int i = 0; i < view->content->headline_count && out->count < HEADLINES_MAX; i++) {
            const struct headline *headline = &view->content->headlines[i];
            if (headline->urgent != (urgent == 1) || is_over(view, headline))
                continue;
            if (is_to_come(view, headline)) {
                view_change_by(&out->next_change_ns, headline->from_s * NS_PER_SECOND);
                continue;
            }
            out->items[out->count++] = headline;
            if (!view_knows_time(view)) /* then neither an end nor a date counts */
                continue;
            if (headline->until_s != INSTANT_NONE)
                view_change_by(&out->next_change_ns, headline->until_s * NS_PER_SECOND);
            if (headline->at_s != INSTANT_NONE)
                view_change_by(&out->next_change_ns, view_next_midnight(view));
        }
    }
}
