#include "formats/format_news.h"

#include "base/arena.h"
#include "base/memory.h"
#include "content/selection.h"

#include <string.h>

enum { COMMENTS_MAX = 1000 * 1000 * 1000, PINNED = 3, ELECTED = 4 };

/* --- headlines --- */

static bool read_headline(const struct reader *reader, const struct node *node,
                          struct headline *out)
{
    if (!reader_is_object(reader, node))
        return false;
    struct node given;
    *out = (struct headline){.title = reader_text(reader, node, "title"), .age = AGE_NONE};
    if (out->title == NULL) {
        if (!reader_get(node, "title", &given) || json_is_string(given.value))
            reader_report(reader, node, "has no title, left out; write \"title\": \"...\"");
        return false;
    }
    out->at_s = reader_time(reader, node, "time");
    out->from_s = reader_time_today(reader, node, "from");
    out->until_s = reader_time_today(reader, node, "until");
    out->url = reader_url(reader, node, "url");
    out->source = reader_text(reader, node, "source");
    out->lang = reader_lang(reader, node, "lang");
    reader_bool(reader, node, "urgent", &out->urgent);
    return true;
}

/* A headline as a candidate for the article. */
struct candidate {
    size_t index;
    int rank; /* ELECTED, PINNED, 2 with a picture, 1 with paragraphs; 0: none */
    const struct headline *headline;
    int64_t from_s, until_s; /* may be the article so long; INT64_MIN and INT64_MAX: for ever */
};

/* The best of those of the moment, and when another one may be better. */
struct choice {
    struct candidate best; /* rank 0: none */
    int64_t next_s;        /* when the next of those to come begins; INT64_MAX: never */
    int64_t elected_s;     /* the same of ELECTED ones */
};

static bool has_paragraph(const struct reader *reader, const struct node *node)
{
    struct node array;
    if (!reader_get(node, "paragraphs", &array) || !json_is_array(array.value))
        return false;
    for (size_t i = 0; i < json_array_size(array.value); i++) {
        const json_t *value = json_array_get(array.value, i);
        if (json_is_string(value) && clean_text(reader->arena, json_string_value(value),
                                                json_string_length(value), CLEAN_LINES, NULL))
            return true;
    }
    return false;
}

/* What is wrong with a story is told when it is the one that is shown. */
static int rank_of(const struct reader *reader, const struct node *node,
                   const struct headline *headline)
{
    struct format_context silent = *reader->context;
    silent.diagnostics = NULL;
    struct reader quiet = *reader;
    quiet.context = &silent;
    bool pinned = false;
    if (selection_pins(silent.selection, headline->title, headline->url))
        return ELECTED;
    if (!selection_admits(silent.selection, headline->title))
        return 0;
    reader_bool(&quiet, node, "pinned", &pinned);
    if (pinned)
        return PINNED;
    if (reader_reference(&quiet, node, "image") != NULL)
        return 2;
    return has_paragraph(&quiet, node) ? 1 : 0;
}

static struct candidate candidate_of(const struct reader *reader, const struct node *node,
                                     const struct headline *headline)
{
    const struct selection *selection = reader->context->selection;
    struct candidate one = {.index = node->index,
                            .rank = rank_of(reader, node, headline),
                            .headline = headline,
                            .from_s = story_begin_s(headline->from_s, headline->at_s),
                            .until_s = INT64_MAX};
    if (headline->until_s != INSTANT_NONE)
        one.until_s = headline->until_s;
    if (selection != NULL && selection->max_age_s > 0 && one.rank < PINNED &&
        headline->at_s != INSTANT_NONE && headline->at_s + selection->max_age_s < one.until_s)
        one.until_s = headline->at_s + selection->max_age_s;
    return one;
}

/* The higher rank, then the newer; of two alike the first stays. Without a time is oldest. */
static void consider(struct choice *choice, const struct candidate *one, int64_t now_s)
{
    const struct candidate *best = &choice->best;
    if (one->rank == 0 || one->until_s <= now_s)
        return;
    if (one->from_s > now_s) {
        if (one->from_s < choice->next_s)
            choice->next_s = one->from_s;
        if (one->rank == ELECTED && one->from_s < choice->elected_s)
            choice->elected_s = one->from_s;
    } else if (one->rank > best->rank ||
               (one->rank == best->rank && one->headline->at_s > best->headline->at_s)) {
        choice->best = *one;
    }
}

static void read_headlines(const struct reader *reader, const struct node *array,
                           struct content *content, struct choice *choice)
{
    size_t given = json_array_size(array->value);
    struct headline *headlines = arena_array(
        reader->arena, given < HEADLINES_MAX ? given : HEADLINES_MAX, sizeof *headlines);
    int count = 0;
    for (size_t i = 0; i < given && count < HEADLINES_MAX; i++) {
        struct node node = reader_element(array, i);
        struct headline *headline = &headlines[count];
        if (read_headline(reader, &node, headline)) {
            struct candidate one = candidate_of(reader, &node, headline);
            consider(choice, &one, reader->now_s);
            count++;
        }
        if (count == HEADLINES_MAX && i + 1 < given)
            reader_report(reader, array, "has %zu headlines, the first %d are shown; send fewer",
                          given, HEADLINES_MAX);
    }
    content->headlines = headlines;
    content->headline_count = count;
}

/* --- article --- */

static void read_paragraphs(const struct reader *reader, const struct node *node,
                            struct article *article)
{
    struct node array;
    if (!reader_array(reader, node, "paragraphs", &array))
        return;
    size_t given = json_array_size(array.value);
    const char **paragraphs = arena_array(
        reader->arena, given < PARAGRAPHS_MAX ? given : PARAGRAPHS_MAX, sizeof *paragraphs);
    int count = 0;
    for (size_t i = 0; i < given && count < PARAGRAPHS_MAX; i++) {
        struct node element = reader_element(&array, i);
        paragraphs[count] = reader_text_of(reader, &element, CLEAN_LINES);
        if (paragraphs[count] != NULL)
            count++;
        if (count == PARAGRAPHS_MAX && i + 1 < given)
            reader_report(reader, &array, "has %zu paragraphs, the first %d are shown; send fewer",
                          given, PARAGRAPHS_MAX);
    }
    article->paragraphs = paragraphs;
    article->paragraph_count = count;
}

/* What a story has beside what a headline has. */
static void read_story(const struct reader *reader, const struct node *node,
                       struct article *article)
{
    article->byline = reader_text(reader, node, "byline");
    article->image_url = reader_reference(reader, node, "image");
    reader_integer(reader, node, "comments", 0, COMMENTS_MAX, &article->comments);
    reader_bool(reader, node, "pinned", &article->pinned);
    read_paragraphs(reader, node, article);
}

static void read_article(const struct reader *reader, const struct node *node,
                         struct article *article)
{
    struct node given;
    article->title = reader_text(reader, node, "title");
    if (article->title == NULL) {
        bool told = reader_get(node, "title", &given) && !json_is_string(given.value);
        if (!told && json_object_size(node->value) > 0)
            reader_report(reader, node, "has no title, left out; write \"title\": \"...\"");
        return;
    }
    article->at_s = reader_time(reader, node, "time");
    article->url = reader_url(reader, node, "url");
    article->lang = reader_lang(reader, node, "lang");
    article->from_s = reader_time_today(reader, node, "from");
    article->until_s = reader_time_today(reader, node, "until");
    read_story(reader, node, article);
    article->elected = selection_pins(reader->context->selection, article->title, article->url);
    article->pinned |= article->elected;
}

/* The story of the candidate, which is NODE, as the article. */
static void choose(const struct reader *reader, const struct node *node,
                   const struct candidate *chosen, struct article *article)
{
    const struct headline *headline = chosen->headline;
    article->title = headline->title;
    article->at_s = headline->at_s;
    article->url = headline->url;
    article->lang = headline->lang;
    article->from_s = headline->from_s;
    article->until_s = headline->until_s;
    read_story(reader, node, article);
    article->elected = chosen->rank == ELECTED;
    article->pinned |= article->elected;
}

void news_read(const struct reader *reader, const struct node *root, struct content *content)
{
    struct article *article = &content->article;
    struct choice choice = {.next_s = INT64_MAX, .elected_s = INT64_MAX};
    struct node array = {0}, node;
    if (reader_array(reader, root, "headlines", &array))
        read_headlines(reader, &array, content, &choice);
    bool single = reader_get(root, "article", &node);
    if (single && reader_is_object(reader, &node))
        read_article(reader, &node, article);
    if (single && (article->elected || choice.best.rank < ELECTED)) {
        content_reread_by(content, choice.elected_s);
        return;
    }
    if (choice.best.rank > 0) {
        node = reader_element(&array, choice.best.index);
        *article = (struct article){.comments = COMMENTS_NONE, .age = AGE_NONE};
        choose(reader, &node, &choice.best, article);
        content_reread_by(content, choice.best.until_s);
    }
    content_reread_by(content, choice.next_s);
}
