#include "text/face.h"

#include "base/memory.h"
#include "text/utf8.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

enum { FACES_MAX = 256, REPLACEMENT = 0xFFFD };

void face_finder_init(struct face_finder *finder, const struct text_measure *measure,
                      struct text_font font)
{
    *finder = (struct face_finder){.measure = measure, .font = font};
}

static int ask(const struct face_finder *finder, const char *text, size_t length, bool *found)
{
    const struct text_measure *measure = finder->measure;
    *found = true;
    int face = measure->face(measure->self, finder->font, text, length, found);
    return face < 0 || face >= FACES_MAX ? 0 : face;
}

/* A shaper makes up special spaces from the font's plain one, so a font that has only that
 * one will do. */
static uint32_t stand_in(uint32_t code)
{
    bool space = code == '\t' || (code != 0x3000 && u_charType((UChar32)code) == U_SPACE_SEPARATOR);
    return space ? ' ' : code;
}

static int face_of_letter(struct face_finder *finder, uint32_t code, bool *found)
{
    struct face_known *known = &finder->known[code % COUNT_OF(finder->known)];
    if (known->code != code) {
        char text[4];
        size_t length = utf8_put(text, stand_in(code));
        known->face = ask(finder, text, length, &known->found);
        known->code = code;
    }
    *found = known->found;
    return known->face;
}

static bool is_joiner(uint32_t code)
{
    return code == 0x200C || code == 0x200D;
}

/* The face of the cluster FROM to END; BEFORE is that of the one before it. */
static int face_of_cluster(struct face_finder *finder, const struct letters *all, int from, int end,
                           int before, bool *found)
{
    const struct letter *letters = all->letters;
    *found = true;
    while (end > from && (is_joiner(letters[end - 1].code) || letters[end - 1].hidden))
        end--;
    if (end == from || letters[from].code == '\n')
        return before;
    if (end == from + 1)
        return face_of_letter(finder, letters[from].code, found);
    const size_t length = letters[end].drawn - letters[from].drawn;
    return ask(finder, all->bytes + letters[from].drawn, length, found);
}

/* Whether FACE has CODE too, as it has BESIDE. The measure answers for a cluster, so it is
 * asked for the two as if they were one. */
static bool has_both(const struct face_finder *finder, int face, uint32_t beside, uint32_t code)
{
    char text[8];
    size_t length = utf8_put(text, beside);
    length += utf8_put(text + length, stand_in(code));
    bool found;
    return ask(finder, text, length, &found) == face && found;
}

static bool forms_words(uint32_t code)
{
    return (U_GET_GC_MASK((UChar32)code) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

/* The face for a cluster that no face has; AGAIN when so was the one before it. */
static int stand_in_for(struct face_finder *finder, struct letter *letters, int from, int end,
                        bool again)
{
    bool found;
    int face = face_of_letter(finder, letters[from].code, &found);
    if (found && !letters[from].hidden) {
        for (int i = from + 1; i < end; i++)
            if (!has_both(finder, face, letters[from].code, letters[i].code))
                letters[i].hidden = true;
        return face;
    }
    for (int i = from; i < end; i++)
        letters[i].hidden = true;
    face = face_of_letter(finder, REPLACEMENT, &found);
    if (!again && found && forms_words(letters[from].code)) {
        letters[from].hidden = false;
        letters[from].lost = true;
    }
    return face;
}

void face_find(struct face_finder *finder, struct letters *all)
{
    struct letter *letters = all->letters;
    int face = 0;
    bool lost = false; /* a word of which nothing is drawn but U+FFFD */
    for (int i = 0, end; i < all->count; i = end) {
        bool found;
        end = letters_cluster_end(all, i);
        face = face_of_cluster(finder, all, i, end, face, &found);
        if (!found)
            face = stand_in_for(finder, letters, i, end, lost);
        finder->missing = finder->missing || !found;
        lost = letters[i].lost || (lost && letters[i].hidden);
        for (int k = i; k < end; k++)
            letters[k].face = (uint8_t)face;
    }
    if (finder->missing)
        letters_redraw(all);
}

static bool sticks(struct face_finder *finder, uint32_t code, const struct letter *beside)
{
    struct face_stick *known =
        &finder->sticks[(code * 31 + beside->code) % COUNT_OF(finder->sticks)];
    if (known->code != code || known->beside != beside->code)
        *known = (struct face_stick){code, beside->code,
                                     has_both(finder, beside->face, beside->code, code)};
    return known->sticks;
}

/* Symbols stay with the first face, so that they look alike everywhere; digits: see below. */
static bool is_sticky(const struct letter *letter)
{
    const uint32_t kinds = U_GC_P_MASK | U_GC_ZS_MASK;
    return !letter->own && !letter->hidden && (U_GET_GC_MASK((UChar32)letter->code) & kinds) != 0;
}

static int next_own(const struct letters *letters, int from, int to)
{
    while (from < to && !letters->letters[from].own)
        from++;
    return from;
}

/* The letters whose face a common one may take. */
struct beside {
    const struct letter *before, *earlier; /* the last, and the last of another script */
    const struct letter *after;            /* NULL: not looked for */
};

static const struct letter *choose(const struct beside *beside, int16_t script)
{
    if (beside->before != NULL && beside->before->script == script)
        return beside->before;
    if (beside->after != NULL && beside->after->own && beside->after->script == script)
        return beside->after;
    if (beside->earlier != NULL && beside->earlier->script == script)
        return beside->earlier; /* a bracket that closes around another script */
    return NULL;
}

void face_stick(struct face_finder *finder, struct letters *all, int from, int to)
{
    struct letter *letters = all->letters;
    struct beside beside = {0};
    for (int i = from; i < to; i++) {
        struct letter *letter = &letters[i];
        if (letter->own) {
            if (beside.before != NULL && beside.before->script != letter->script)
                beside.earlier = beside.before;
            if (letter->cluster)
                beside.before = letter;
            beside.after = NULL;
            continue;
        }
        if (!is_sticky(letter) || letters_cluster_end(all, i) != i + 1)
            continue;
        if (beside.after == NULL) {
            int next = next_own(all, i, to);
            beside.after = next < to ? &letters[next] : letter; /* itself: there is none */
        }
        const struct letter *found = choose(&beside, letter->script);
        if (found != NULL && found->face != letter->face && sticks(finder, letter->code, found))
            letter->face = found->face;
    }
}

/* --- numbers --- */

enum { NUMBER_LETTERS_MAX = 28 };

static bool is_digit(const struct letters *all, int i)
{
    return u_isdigit((UChar32)all->letters[i].code) && letters_cluster_end(all, i) == i + 1;
}

/* What may stand between two digits of a number. */
static bool parts_digits(uint32_t code)
{
    return code < 0x80 ? strchr(".,:/-'", (int)code) != NULL
                       : code == 0x2019 || code == 0x2013 || code == 0x202F || code == 0xA0;
}

static bool is_sign(uint32_t code)
{
    return code == '%' || code == '+' || code == '-' || code == 0xB0 || code == 0x2030 ||
           code == 0x2212 || code == 0xB1 || u_charType((UChar32)code) == U_CURRENCY_SYMBOL;
}

/* The end of the number whose first digit is at FIRST. */
static int number_end(const struct letters *all, int first, int to)
{
    int end = first + 1;
    for (; end < to; end++)
        if (!is_digit(all, end) &&
            !(parts_digits(all->letters[end].code) && end + 1 < to && is_digit(all, end + 1)))
            break;
    while (end < to && is_sign(all->letters[end].code))
        end++;
    return end;
}

/* The points of Arabic faces are Arabic's: they part no Western digits. */
static bool suits_face(const struct letters *all, int first, int end, const struct letter *beside)
{
    for (int i = first; beside->script == USCRIPT_ARABIC && i < end; i++)
        if (all->letters[i].code < 0x80 && strchr(".,:", (int)all->letters[i].code) != NULL)
            return false;
    return true;
}

/* The face for the number, -1 to leave it. */
static int face_of_number(const struct face_finder *finder, const struct letters *all, int first,
                          int end, const struct letter *beside)
{
    const struct text_measure *measure = finder->measure;
    char text[4 * (NUMBER_LETTERS_MAX + 1)];
    const size_t letter = utf8_put(text, beside->code);
    size_t length = letter;
    for (int i = first; i < end; i++)
        length += utf8_put(text + length, stand_in(all->letters[i].code));
    bool found;
    if (suits_face(all, first, end, beside) && ask(finder, text, length, &found) == beside->face &&
        found)
        return beside->face;
    if (measure->face_after == NULL)
        return -1;
    const int face = measure->face_after(measure->self, finder->font, beside->face, text + letter,
                                         length - letter);
    return face < FACES_MAX ? face : -1;
}

static void set_number(const struct face_finder *finder, struct letters *all, int first, int end,
                       const struct letter *beside)
{
    int same = first;
    while (same < end && all->letters[same].face == beside->face)
        same++;
    if (same == end || end - first > NUMBER_LETTERS_MAX)
        return;
    const int face = face_of_number(finder, all, first, end, beside);
    for (int i = first; face >= 0 && i < end; i++)
        all->letters[i].face = (uint8_t)face;
}

void face_numbers(struct face_finder *finder, struct letters *all, int from, int to)
{
    const struct letter *letters = all->letters, *before = NULL;
    int after = from; /* the next letter of a script, for what none is before */
    for (int i = from, end, done = from; i < to; i = end) {
        end = i + 1;
        if (letters[i].own && letters[i].cluster)
            before = &letters[i];
        if (!is_digit(all, i))
            continue;
        int first = i;
        while (first > done && is_sign(letters[first - 1].code))
            first--;
        done = end = number_end(all, i, to);
        if (before == NULL && after < end)
            after = next_own(all, end, to);
        if (before != NULL || after < to)
            set_number(finder, all, first, end, before != NULL ? before : &letters[after]);
    }
}
