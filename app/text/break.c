#include "text/break.h"

#include "base/memory.h"
#include "text/boundary.h"
#include "text/glue.h"

#include <stdlib.h>

void breaks_find(struct letters *all, const char *locale)
{
    struct letter *letters = all->letters;
    struct boundary boundary;
    boundary_open(&boundary, UBRK_LINE, locale, all->bytes, all->text_length);
    size_t place;
    for (int i = 0; boundary_next(&boundary, &place);) {
        while (letters[i].at < place)
            i++;
        letters[i].line = i == all->count || (letters[i].cluster && !glue_holds(all, i));
    }
    boundary_close(&boundary);
}

static struct word *add_word(struct words *words)
{
    if (words->count == words->room) {
        words->room = words->room == 0 ? 32 : words->room * 2;
        words->words = memory_resize(words->words, (size_t)words->room, sizeof *words->words);
    }
    return &words->words[words->count++];
}

void words_find(struct words *words, const struct letters *letters, int from, int to)
{
    words->count = 0;
    for (int start = from, next; start < to; start = next) {
        next = start + 1;
        while (next < to && !letters->letters[next].line)
            next++;
        int end = letters_visible_end(letters, start, next);
        *add_word(words) = (struct word){.start = start, .end = end, .next = next, .width = -1};
    }
}

void words_finish(struct words *words)
{
    free(words->words);
    words->words = NULL;
    words->count = words->room = 0;
}

static struct word *measured(struct words *words, int index, int limit)
{
    struct word *word = &words->words[index];
    if (word->width < 0)
        words->measure(words->self, word, limit + words->trim);
    return word;
}

int words_fit(struct words *words, int first, int limit)
{
    int total = 0, i = first;
    for (; i < words->count; i++) {
        const struct word *word = measured(words, i, limit);
        if (i > first && total + word->width - words->trim > limit)
            break;
        total += word->width + word->gap;
    }
    return i;
}

/* Of the words FROM up to TO in a line; at least LIMIT once beyond it. */
static int width_of(struct words *words, int from, int to, int limit)
{
    int total = 0;
    for (int i = from; i < to && total - words->trim < limit; i++) {
        const struct word *word = measured(words, i, limit);
        total += i + 1 < to ? word->width + word->gap : word->width;
    }
    return total - words->trim;
}

int words_spare(struct words *words, int first, int last, int limit, int least, int kept)
{
    const int count = words->count;
    int given = last;
    while (given < count && given > first + 1 && width_of(words, given, count, limit) < least) {
        if (width_of(words, given - 1, count, limit + 1) > limit ||
            width_of(words, first, given - 1, limit) < kept)
            break;
        given--;
    }
    return given;
}

/* How many lines LIMIT gives; counting stops above MAX. */
static int line_count(struct words *words, int limit, int max)
{
    int lines = 0;
    for (int i = 0; i < words->count && lines <= max; lines++)
        i = words_fit(words, i, limit);
    return lines;
}

int words_balance(struct words *words, int limit, int max)
{
    const int lines = line_count(words, limit, max);
    if (lines < 2 || lines > max)
        return limit;
    int low = 1, high = limit;
    for (int i = 0; i < words->count; i++) {
        const int width = words->words[i].width - words->trim;
        if (width > limit)
            return limit;
        if (width > low)
            low = width;
    }
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (line_count(words, middle, lines) <= lines)
            high = middle;
        else
            low = middle + 1;
    }
    return high;
}
