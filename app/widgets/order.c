#include "widgets/order.h"

#include "widgets/age_mark.h"

#include <string.h>

/* What says when something is shown. */
struct term {
    int64_t from_s, until_s; /* or INSTANT_NONE */
    const struct age *age;
};

/* Without the time nobody can say that something is not yet, or no longer, to be shown. */
static bool is_over(const struct view *view, const struct term *term)
{
    return (term->until_s != INSTANT_NONE && view_knows_time(view) &&
            term->until_s <= moment_seconds(&view->moment)) ||
           age_is_hidden(view, term->age);
}

static bool is_to_come(const struct view *view, const struct term *term)
{
    return term->from_s != INSTANT_NONE && view_knows_time(view) &&
           term->from_s > moment_seconds(&view->moment);
}

/* Whether it is shown at the moment; *NEXT_CHANGE is made no later than its beginning or end. */
static bool is_shown(const struct view *view, const struct term *term, int64_t *next_change_ns)
{
    if (is_over(view, term))
        return false;
    if (is_to_come(view, term)) {
        view_change_by(next_change_ns, term->from_s * NS_PER_SECOND);
        return false;
    }
    if (view_knows_time(view) && term->until_s != INSTANT_NONE)
        view_change_by(next_change_ns, term->until_s * NS_PER_SECOND);
    age_change_by(view, term->age, next_change_ns);
    return true;
}

/* As is_shown, but for what its giver may show. */
static bool is_current(const struct view *view, const struct headline *headline,
                       int64_t *next_change_ns)
{
    struct term term = {story_begin_s(headline->from_s, headline->at_s), headline->until_s,
                        &headline->age};
    return is_shown(view, &term, next_change_ns);
}

/* Whether the INDEX-th, which is current, is among those that its giver may show. */
static bool is_among_most(const struct view *view, int index)
{
    const struct headline *headlines = view->content->headlines, *one = &headlines[index];
    int64_t ignored = MOMENT_NEVER;
    int before = 0;
    for (int i = 0; i < view->content->headline_count && one->most > 0; i++)
        if (headlines[i].giver == one->giver && headlines[i].most > 0 && i != index &&
            (headline_outranks(&headlines[i], one) ||
             (i < index && !headline_outranks(one, &headlines[i]))))
            before += is_current(view, &headlines[i], &ignored);
    return one->most == 0 || before < one->most;
}

void order_headlines(const struct view *view, struct order *out)
{
    out->count = 0;
    out->next_change_ns = MOMENT_NEVER;
    for (int urgent = 1; urgent >= 0; urgent--) {
        for (int i = 0; i < view->content->headline_count && out->count < HEADLINES_MAX; i++) {
            const struct headline *headline = &view->content->headlines[i];
            if (headline->urgent != (urgent == 1) ||
                !is_current(view, headline, &out->next_change_ns) || !is_among_most(view, i))
                continue;
            out->items[out->count++] = headline;
            if (view_knows_time(view) && headline->at_s != INSTANT_NONE) /* times become dates */
                view_change_by(&out->next_change_ns, view_next_midnight(view));
        }
    }
}

static bool is_article_shown(const struct view *view, const struct article *article,
                             int64_t *next_change_ns)
{
    struct term term = {story_begin_s(article->from_s, article->at_s), article->until_s,
                        &article->age};
    return article->title != NULL && is_shown(view, &term, next_change_ns);
}

const struct article *order_article(const struct view *view, int64_t *next_change_ns)
{
    const struct content *content = view->content;
    const struct article *articles =
        content->article_count > 0 ? content->articles : &content->article;
    int count = content->article_count > 0 ? content->article_count : 1;
    int64_t next = MOMENT_NEVER;
    const struct article *shown = NULL;
    for (int i = 0; i < count && shown == NULL; i++)
        if (is_article_shown(view, &articles[i], &next))
            shown = &articles[i];
    if (next_change_ns != NULL)
        view_change_by(next_change_ns, next);
    return shown;
}

/* Whether some zone that stands on the view's screen shows the article at some hour. */
static bool has_article_zone(const struct view *view)
{
    const struct theme *theme = view->theme;
    const struct theme_grid *grid = theme_grid_for(theme, view->screen);
    for (int i = 0; i < theme->zone_count; i++)
        for (int e = 0; e < theme->zones[i].entry_count && !rect_is_empty(grid->cells[i]); e++)
            if (strcmp(theme->zones[i].entries[e].widget, "article") == 0)
                return true;
    return false;
}

void order_add_story(const struct view *view, struct order *order, struct headline *story)
{
    if (order->count > 0 || has_article_zone(view))
        return;
    const struct article *article = order_article(view, &order->next_change_ns);
    if (article == NULL)
        return;
    *story = (struct headline){.at_s = article->at_s,
                               .title = article->title,
                               .url = article->url,
                               .lang = article->lang,
                               .from_s = article->from_s,
                               .until_s = article->until_s,
                               .age = article->age};
    order->items[order->count++] = story;
    if (view_knows_time(view) && story->at_s != INSTANT_NONE)
        view_change_by(&order->next_change_ns, view_next_midnight(view));
}

bool order_has_sources(const struct order *order)
{
    for (int i = 1; i < order->count; i++) {
        const char *first = order->items[0]->source, *other = order->items[i]->source;
        bool same = first == NULL || other == NULL ? first == other : strcmp(first, other) == 0;
        if (!same)
            return true;
    }
    return false;
}

struct age order_age(const struct view *view, const struct order *order)
{
    struct age oldest = AGE_NONE;
    for (int i = 0; i < order->count; i++) {
        const struct age *age = &order->items[i]->age;
        if (!age_is_stale(view, age))
            return AGE_NONE;
        if (i == 0 || age->as_of_s < oldest.as_of_s)
            oldest = *age;
    }
    return oldest;
}
