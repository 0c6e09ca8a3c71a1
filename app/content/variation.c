#include "content/variation.h"

#include "base/arena.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

struct word {
    const char *text;
    size_t length;
};

/* Knuth's 64-bit linear congruential generator (MMIX): a number below LIMIT. */
static size_t chance_below(uint64_t *chance, size_t limit)
{
    *chance = *chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (size_t)(*chance >> 33) % limit;
}

/* WORDS has room for half of TEXT's bytes, and one. */
static size_t split(const char *text, struct word *words)
{
    size_t count = 0;
    for (text += strspn(text, " "); *text != '\0'; text += strspn(text, " ")) {
        words[count] = (struct word){text, strcspn(text, " ")};
        text += words[count++].length;
    }
    return count;
}

/* Fisher and Yates's shuffle. */
static void shuffle(struct word *words, size_t count, uint64_t *chance)
{
    for (size_t i = count; i > 1; i--) {
        size_t j = chance_below(chance, i);
        struct word word = words[i - 1];
        words[i - 1] = words[j];
        words[j] = word;
    }
}

static const char *join(struct arena *arena, const struct word *words, size_t count, size_t room)
{
    char *text = arena_new(arena, room + 1);
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            text[at++] = ' ';
        memcpy(text + at, words[i].text, words[i].length);
        at += words[i].length;
    }
    return text;
}

/* NULL stays NULL. */
static const char *vary(struct arena *arena, const char *text, uint64_t *chance)
{
    if (text == NULL)
        return NULL;
    size_t length = strlen(text);
    struct word *words = memory_array(length / 2 + 1, sizeof *words);
    size_t count = split(text, words);
    shuffle(words, count, chance);
    const char *varied = join(arena, words, count, length);
    free(words);
    return varied;
}

static void vary_article(struct arena *arena, struct article *article, uint64_t *chance)
{
    const char **paragraphs = arena_array(arena, (size_t)article->paragraph_count, sizeof(char *));
    for (int i = 0; i < article->paragraph_count; i++)
        paragraphs[i] = vary(arena, article->paragraphs[i], chance);
    article->paragraphs = paragraphs;
    article->title = vary(arena, article->title, chance);
    article->byline = vary(arena, article->byline, chance);
}

struct content *content_variation(const struct content *content, uint64_t number)
{
    struct content *varied = content_with_image(content, content->article.image);
    struct arena *arena = content_arena(varied);
    uint64_t chance = number;
    struct headline *headlines =
        arena_array(arena, (size_t)content->headline_count, sizeof *headlines);
    for (int i = 0; i < content->headline_count; i++) {
        headlines[i] = content->headlines[i];
        headlines[i].title = vary(arena, headlines[i].title, &chance);
    }
    varied->headlines = headlines;
    vary_article(arena, &varied->article, &chance);
    return varied;
}
