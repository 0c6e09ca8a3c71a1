#include "content/share.h"

#include "base/arena.h"
#include "base/memory.h"
#include "content/selection.h"
#include "content/story.h"

#include <stdlib.h>

/* --- one source --- */

/* What the source said last was so then; unless it tells itself that it is from before. */
static int64_t as_of(const struct content_part *part, int64_t own_s)
{
    bool own =
        own_s != INSTANT_NONE && (part->confirmed_s == INSTANT_NONE || own_s < part->confirmed_s);
    return own ? own_s : part->confirmed_s;
}

/* The end of what is from AT_S and has the end UNTIL_S, when no more than MAX_AGE_S counts. */
static int64_t until_of(int64_t at_s, int64_t until_s, int max_age_s)
{
    if (max_age_s == 0 || at_s == INSTANT_NONE)
        return until_s;
    int64_t end_s = at_s + max_age_s;
    return until_s == INSTANT_NONE || end_s < until_s ? end_s : until_s;
}

static int collect(struct arena *arena, const struct content_part *part, struct headline *out)
{
    const struct selection *selection = part->selection;
    /* A configuration can change, and go, before the content does. */
    const char *label = selection != NULL ? arena_text(arena, selection->label) : NULL;
    struct age age = selection_news_age(selection, part->confirmed_s);
    int count = 0;
    for (int i = 0; i < part->content->headline_count; i++) {
        struct headline headline = part->content->headlines[i];
        if (!selection_admits(selection, headline.title))
            continue;
        headline.age = age;
        if (selection != NULL) {
            headline.most = selection->max_items;
            headline.until_s = until_of(headline.at_s, headline.until_s, selection->max_age_s);
            if (label != NULL) /* a feed names itself in full; the screen knows better */
                headline.source = label;
        }
        out[count++] = headline;
    }
    return count;
}

/* Whether A is shown whenever B is, from SINCE_S on; ages are the same for all. */
static bool outlasts(const struct headline *a, const struct headline *b, int64_t since_s)
{
    int64_t a_from_s = story_begin_s(a->from_s, a->at_s);
    bool begins = a_from_s <= since_s || a_from_s <= story_begin_s(b->from_s, b->at_s);
    bool ends = b->until_s == INSTANT_NONE || b->until_s > a->until_s;
    return begins && (a->until_s == INSTANT_NONE || !ends);
}

/* Which ones a limit leaves is a matter of the moment (widgets/order.h): here those go that it
 * never leaves, as enough others go before them as long as they last. Returns how many stay. */
static int drop_hopeless(struct headline *headlines, int count, int64_t since_s)
{
    bool *hopeless = memory_array((size_t)count, sizeof *hopeless);
    int kept = 0;
    for (int i = 0; i < count; i++) {
        const struct headline *one = &headlines[i];
        int before = 0;
        for (int k = 0; k < count; k++) {
            bool first = headline_outranks(&headlines[k], one) ||
                         (k < i && !headline_outranks(one, &headlines[k]));
            before += first && outlasts(&headlines[k], one, since_s);
        }
        hopeless[i] = one->most > 0 && before >= one->most;
    }
    for (int i = 0; i < count; i++)
        if (!hopeless[i])
            headlines[kept++] = headlines[i];
    free(hopeless);
    return kept;
}

static struct article article_of(const struct content_part *part)
{
    struct article article = part->content->article;
    const struct selection *selection = part->selection;
    if (article.title == NULL || (!article.elected && !selection_admits(selection, article.title)))
        return (struct article){.at_s = INSTANT_NONE, .comments = COMMENTS_NONE, .age = AGE_NONE};
    article.age = selection_news_age(selection, part->confirmed_s);
    if (selection != NULL && !article.pinned)
        article.until_s = until_of(article.at_s, article.until_s, selection->max_age_s);
    return article;
}

struct share share_make(struct arena *arena, const struct content_part *part)
{
    const struct content *content = part->content;
    struct share share = {
        .name = arena_text(arena, part->name),
        .headlines = arena_array(arena, (size_t)content->headline_count, sizeof(struct headline)),
        .article = article_of(part),
        .weather = content->weather};
    share.headline_count = collect(arena, part, share.headlines);
    for (int i = 0; i < share.headline_count; i++) /* the selection may not live as long */
        share.headlines[i].source = arena_text(arena, share.headlines[i].source);
    share.weather.age =
        selection_weather_age(part->selection, as_of(part, content->weather.as_of_s));
    return share;
}

void share_limit(struct share *share, const struct content_part *part)
{
    if (part->selection != NULL && part->selection->max_items > 0)
        share->headline_count =
            drop_hopeless(share->headlines, share->headline_count, part->confirmed_s);
}

/* --- headlines of several --- */

/* A headline on its way into the content. */
struct candidate {
    struct headline headline;
    struct story story;
    int order;
};

static int fill(const struct share *const *shares, int share_count, struct candidate *out)
{
    int count = 0;
    for (int s = 0; s < share_count; s++) {
        for (int i = 0; i < shares[s]->headline_count; i++) {
            const struct headline *headline = &shares[s]->headlines[i];
            struct candidate *one = &out[count];
            *one = (struct candidate){.headline = *headline, .order = count};
            one->headline.giver = s;
            one->story = story_make(s, headline->title, headline->url);
            count++;
        }
    }
    return count;
}

static void forget_front_pages(struct candidate *candidates, int count)
{
    struct story **stories = memory_array((size_t)count, sizeof *stories);
    for (int i = 0; i < count; i++)
        stories[i] = &candidates[i].story;
    stories_forget_front_pages(stories, count);
    free(stories);
}

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* Who says the same: it is shown as long as one of them wants that, is as young as the youngest,
 * and counts for the giver of whom most are shown. Not before any of them may be: no careless
 * source lifts another's embargo. */
static void unite(struct headline *kept, const struct headline *other)
{
    kept->urgent |= other->urgent;
    if (kept->at_s == INSTANT_NONE)
        kept->at_s = other->at_s;
    kept->from_s = kept->from_s < other->from_s ? kept->from_s : other->from_s;
    if (kept->until_s != INSTANT_NONE)
        kept->until_s =
            other->until_s == INSTANT_NONE ? INSTANT_NONE : later(kept->until_s, other->until_s);
    kept->age.as_of_s = later(kept->age.as_of_s, other->age.as_of_s);
    kept->age.stale_s = later(kept->age.stale_s, other->age.stale_s);
    kept->age.hide_s = later(kept->age.hide_s, other->age.hide_s);
    if (kept->most > 0 && (other->most == 0 || other->most > kept->most)) {
        kept->giver = other->giver;
        kept->most = other->most;
    }
}

static bool ends_before(const struct headline *a, const struct headline *b)
{
    return a->until_s != INSTANT_NONE && a->until_s <= b->from_s;
}

/* What is shown one after the other is no double: a source may say at ten and again at three that
 * there is coffee; and what is urgent with an end is plain again from then on, where another source
 * has it as that. */
static bool take_turns(struct candidate *a, struct candidate *b)
{
    struct headline *one = &a->headline, *other = &b->headline;
    if (a->story.giver == b->story.giver && (ends_before(one, other) || ends_before(other, one)))
        return true;
    struct headline *urgent = one->urgent ? one : other, *plain = one->urgent ? other : one;
    if (plain->urgent || !urgent->urgent || urgent->until_s == INSTANT_NONE ||
        (plain->until_s != INSTANT_NONE && plain->until_s <= urgent->until_s))
        return false;
    plain->from_s = later(plain->from_s, urgent->until_s);
    return true;
}

/* The first of each stays. */
static int drop_doubles(struct candidate *candidates, int count)
{
    int kept = 0;
    for (int i = 0; i < count; i++) {
        struct candidate one = candidates[i];
        int k = 0;
        while (k < kept &&
               (!story_same(&candidates[k].story, &one.story) || take_turns(&candidates[k], &one)))
            k++;
        if (k < kept) {
            unite(&candidates[k].headline, &one.headline);
            story_finish(&one.story);
        } else {
            candidates[kept++] = one;
        }
    }
    return kept;
}

/* Newest first, those without a time last; else as they came. */
static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *left = a, *right = b;
    if (left->headline.at_s != right->headline.at_s)
        return left->headline.at_s > right->headline.at_s ? -1 : 1;
    return left->order - right->order;
}

static int compare_importance(const void *a, const void *b)
{
    const struct candidate *left = a, *right = b;
    if (left->headline.urgent != right->headline.urgent)
        return left->headline.urgent ? -1 : 1;
    return compare_candidates(a, b);
}

/* One source: in its own order. Of too many the urgent stay, then the newest. */
static void join_headlines(struct content *content, const struct share *const *shares, int count)
{
    size_t given = 0;
    int givers = 0;
    for (int i = 0; i < count; i++) {
        given += (size_t)shares[i]->headline_count;
        givers += shares[i]->headline_count > 0;
    }
    struct candidate *candidates = memory_array(given, sizeof *candidates);
    int all = fill(shares, count, candidates);
    forget_front_pages(candidates, all);
    all = drop_doubles(candidates, all);
    int kept = all < HEADLINES_MAX ? all : HEADLINES_MAX;
    if (kept < all)
        qsort(candidates, (size_t)all, sizeof *candidates, compare_importance);
    if (givers > 1)
        qsort(candidates, (size_t)kept, sizeof *candidates, compare_candidates);
    struct headline *headlines =
        arena_array(content_arena(content), (size_t)kept, sizeof *headlines);
    for (int i = 0; i < all; i++) {
        if (i < kept)
            headlines[i] = candidates[i].headline;
        story_finish(&candidates[i].story);
    }
    free(candidates);
    content->headlines = headlines;
    content->headline_count = kept;
}

/* --- the article --- */

static int article_rank(const struct article *article)
{
    return article->elected         ? 4
           : article->pinned        ? 3
           : article->image != NULL ? 2
                                    : article->paragraph_count > 0;
}

static bool goes_before(const struct article *a, const struct article *b)
{
    if (article_rank(a) != article_rank(b))
        return article_rank(a) > article_rank(b);
    return a->at_s > b->at_s;
}

/* In the order of preference; of two alike that of the first source. */
static void join_articles(struct content *content, const struct share *const *shares,
                          int share_count)
{
    struct article *articles =
        arena_array(content_arena(content), (size_t)share_count, sizeof *articles);
    int count = 0;
    for (int s = 0; s < share_count; s++) {
        if (shares[s]->article.title == NULL)
            continue;
        int at = count++;
        for (; at > 0 && goes_before(&shares[s]->article, &articles[at - 1]); at--)
            articles[at] = articles[at - 1];
        articles[at] = shares[s]->article;
    }
    content->articles = articles;
    content->article_count = count;
    if (count == 0)
        return;
    content->article = articles[0];
    content->article.image = picture_take(articles[0].image);
}

/* --- the weather --- */

static void join_weathers(struct content *content, const struct share *const *shares,
                          int share_count)
{
    struct weather *weathers =
        arena_array(content_arena(content), (size_t)share_count, sizeof *weathers);
    int count = 0;
    for (int s = 0; s < share_count; s++)
        if (shares[s]->weather.present)
            weathers[count++] = shares[s]->weather;
    content->weathers = weathers;
    content->weather_count = count;
    if (count > 0)
        content->weather = weathers[0];
}

void shares_join(struct content *content, const struct share *const *shares, int count)
{
    join_headlines(content, shares, count);
    join_articles(content, shares, count);
    join_weathers(content, shares, count);
}
