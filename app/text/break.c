#include "text/break.h"

#include "base/memory.h"
#include "text/boundary.h"

#include <stdlib.h>
#include <unicode/uchar.h>

static bool is_letter(uint32_t code)
{
    return u_isalnum((UChar32)code);
}

static bool opens(uint32_t code)
{
    return u_charType((UChar32)code) == U_INITIAL_PUNCTUATION;
}

static bool closes(uint32_t code)
{
    return u_charType((UChar32)code) == U_FINAL_PUNCTUATION;
}

/* French sets a space inside its guillemets, and writers type a plain one: no line starts
 * after an opening one and its space, or with a closing one. A guillemet opens or closes by
 * what it touches, since German uses the same two the other way round (compare LB15a and
 * LB15b of later versions of UAX #14). */
static bool splits_guillemets(const struct letters *all, int at)
{
    const struct letter *letters = all->letters;
    if (at == 0 || !letters[at - 1].space)
        return false;
    if (closes(letters[at].code) && (at + 1 == all->count || !is_letter(letters[at + 1].code)))
        return true;
    int before = at - 1;
    while (before > 0 && letters[before].space)
        before--;
    return opens(letters[before].code) && (before == 0 || !is_letter(letters[before - 1].code));
}

void breaks_find(struct letters *all, const char *locale)
{
    struct letter *letters = all->letters;
    struct boundary boundary;
    boundary_open(&boundary, UBRK_LINE, locale, all->bytes, all->text_length);
    size_t place;
    for (int i = 0; boundary_next(&boundary, &place);) {
        while (letters[i].at < place)
            i++;
        letters[i].line = i == all->count || (letters[i].cluster && !splits_guillemets(all, i));
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
