#include "text/reach.h"

#include "base/memory.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

/* What a cluster bears: nothing, one mark, or marks upon marks; above and below apart. */
enum { PLAIN, MARKED, STACKED, STEPS };

/* Hundredths of an em. */
struct reach {
    int16_t script;
    uint8_t up[STEPS], down[STEPS]; /* MARKED and STACKED 0: as PLAIN */
};

/* Scripts that need no more than Latin capitals with an accent and a g do not stand here, but
 * where they bear marks. */
static const struct reach reaches[] = {
    {USCRIPT_LATIN, {95, 105, 129}, {25, 48, 64}},
    {USCRIPT_GREEK, {95, 105, 129}, {25, 48, 64}},
    {USCRIPT_CYRILLIC, {95, 105, 129}, {25, 48, 64}},
    {USCRIPT_COMMON, {95, 105, 129}, {25, 48, 64}},
    {USCRIPT_HEBREW, {80, 95, 95}, {26, 32, 32}},
    {USCRIPT_ARABIC, {98, 119, 144}, {49, 62, 64}},
    {USCRIPT_SYRIAC, {86, 112, 112}, {36, 40, 40}},
    {USCRIPT_THAANA, {95}, {40}},
    {USCRIPT_NKO, {106}, {30}},
    {USCRIPT_DEVANAGARI, {96}, {45}},
    {USCRIPT_BENGALI, {97}, {45}},
    {USCRIPT_GURMUKHI, {96}, {40}},
    {USCRIPT_GUJARATI, {97}, {42}},
    {USCRIPT_ORIYA, {100}, {42}},
    {USCRIPT_TAMIL, {92}, {38}},
    {USCRIPT_TELUGU, {92}, {60}},
    {USCRIPT_KANNADA, {92}, {66}},
    {USCRIPT_MALAYALAM, {90}, {45}},
    {USCRIPT_SINHALA, {92}, {42}},
    {USCRIPT_THAI, {108}, {46}},
    {USCRIPT_LAO, {112}, {42}},
    {USCRIPT_KHMER, {100}, {62}},
    {USCRIPT_MYANMAR, {106}, {85}},
    {USCRIPT_TIBETAN, {122}, {82}},
    {USCRIPT_JAVANESE, {92}, {88}},
    {USCRIPT_BALINESE, {96}, {88}},
    {USCRIPT_LANNA, {96}, {54}},
    {USCRIPT_TAI_VIET, {108}, {36}},
};

/* Scripts that stay within Latin's reach. */
static const int16_t low[] = {
    USCRIPT_ARMENIAN,  USCRIPT_GEORGIAN, USCRIPT_TIFINAGH, USCRIPT_ETHIOPIC,
    USCRIPT_HAN,       USCRIPT_HIRAGANA, USCRIPT_KATAKANA, USCRIPT_HANGUL,
    USCRIPT_BOPOMOFO,  USCRIPT_CHEROKEE, USCRIPT_OL_CHIKI, USCRIPT_CANADIAN_ABORIGINAL,
    USCRIPT_MONGOLIAN,
};

/* Beyond this ascent words run down a slope (Nastaliq): they take all that their face has. */
enum { STEEP_ASCENT = 160, STEEP_DESCENT = 82 };
/* Of Arabic's usual faces: the boldest go deeper, for which no line need stand looser. */
enum { ARABIC_USUAL_DOWN = 42 };
/* Figures are no higher than capitals, and have no accent; old-style ones go down as a g does. */
enum { FIGURES_UP = 80, FIGURES_DOWN = 25 };
/* Capitals of Vietnamese and of old Greek bear two marks in one letter. */
enum { TWO_MARKS_FIRST = 0x1EA0, TWO_MARKS_LAST = 0x1FFF, TWO_MARKS_UP = 107 };

static const struct reach *find(int script)
{
    for (size_t i = 0; i < COUNT_OF(reaches); i++)
        if (reaches[i].script == script)
            return &reaches[i];
    for (size_t i = 0; i < COUNT_OF(low); i++)
        if (low[i] == script)
            return &reaches[0];
    return NULL;
}

static struct text_metrics hundredths(int px, int up, int down)
{
    return (struct text_metrics){(up * px + 99) / 100, (down * px + 99) / 100};
}

static bool is_mark(uint32_t code)
{
    return code >= 0x300 && (U_GET_GC_MASK((UChar32)code) & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0 &&
           !u_hasBinaryProperty((UChar32)code, UCHAR_VARIATION_SELECTOR);
}

/* --- marks --- */

struct marks {
    int above, below;
};

/* By its combining class (The Unicode Standard, table 4-3; those below 200 are of one script). */
static bool is_below(uint32_t code)
{
    const int kind = u_getCombiningClass((UChar32)code);
    return kind == 29 || kind == 32 || (kind >= 10 && kind <= 18) || kind == 20 || kind == 22 ||
           kind == 202 || kind == 218 || kind == 220 || kind == 222 || kind == 233 || kind == 240;
}

static void add_mark(struct marks *marks, uint32_t code)
{
    if (is_below(code))
        marks->below++;
    else
        marks->above++;
}

/* The marks that are part of a letter: of an é, of an alef with hamza. */
static void add_own_marks(struct marks *marks, uint32_t code)
{
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *normal = unorm2_getNFDInstance(&error);
    UChar parts[16];
    int32_t count = U_FAILURE(error) ? 0
                                     : unorm2_getDecomposition(normal, (UChar32)code, parts,
                                                               (int32_t)COUNT_OF(parts), &error);
    if (U_FAILURE(error))
        return;
    for (int32_t i = 0; i < count;) {
        UChar32 part;
        U16_NEXT(parts, i, count, part);
        if (is_mark((uint32_t)part))
            add_mark(marks, (uint32_t)part);
    }
}

static int step_of(int marks)
{
    return marks < STACKED ? marks : STACKED;
}

/* The farthest that the clusters between FROM and TO reach. A vowel from below may climb to a
 * mark above (kasra to shadda). */
static struct marks farthest(const struct letter *all, int from, int to)
{
    struct marks most = {0}, here = {0};
    for (int i = from; i < to; i++) {
        if (all[i].cluster)
            here = (struct marks){0};
        if (!is_mark(all[i].code))
            continue;
        if (here.above + here.below == 0 && i > 0 && !all[i].cluster)
            add_own_marks(&here, all[i - 1].code);
        add_mark(&here, all[i].code);
        const int above = here.above > 0 ? here.above + here.below : 0;
        most.above = above > most.above ? above : most.above;
        most.below = here.below > most.below ? here.below : most.below;
    }
    return most;
}

static int capitals_with_two_marks(const struct letter *all, int from, int to)
{
    for (int i = from; i < to; i++)
        if (all[i].code >= TWO_MARKS_FIRST && all[i].code <= TWO_MARKS_LAST)
            return TWO_MARKS_UP;
    return 0;
}

static struct text_metrics of_steep_face(int px, struct text_metrics metrics)
{
    const struct text_metrics steep = hundredths(px, STEEP_ASCENT, STEEP_DESCENT);
    return (struct text_metrics){metrics.ascent,
                                 metrics.descent > steep.descent ? metrics.descent : steep.descent};
}

static bool is_figure(uint32_t code)
{
    return (code >= '0' && code <= '9') || (code >= 0x660 && code <= 0x669) ||
           (code >= 0x6F0 && code <= 0x6F9) || code == '.' || code == ',' || code == ':' ||
           code == '-';
}

/* A time, a number: Western digits or Arabic's, and the points between them. */
static bool are_figures(const struct letter *all, int from, int to)
{
    for (int i = from; i < to; i++)
        if (!is_figure(all[i].code))
            return false;
    return true;
}

static struct text_reach same_for_all(struct text_metrics metrics)
{
    return (struct text_reach){metrics, metrics};
}

struct text_reach reach_of(const struct letters *letters, int from, int to, int px,
                           struct text_metrics metrics)
{
    const struct letter *all = letters->letters;
    const struct reach *reach = find(all[from].script);
    if (metrics.ascent * 100 > px * STEEP_ASCENT)
        metrics = of_steep_face(px, metrics);
    else if (are_figures(all, from, to))
        return same_for_all(hundredths(px, FIGURES_UP, FIGURES_DOWN));
    else if (reach != NULL)
        metrics = hundredths(px, reach->up[PLAIN], reach->down[PLAIN]);
    struct text_reach found = same_for_all(metrics);
    if (reach == NULL || metrics.ascent * 100 > px * STEEP_ASCENT)
        return found;
    const struct marks marks = farthest(all, from, to);
    int up = reach->up[step_of(marks.above)], down = reach->down[step_of(marks.below)];
    const int capitals = capitals_with_two_marks(all, from, to);
    up = up > capitals ? up : capitals;
    if (reach->script == USCRIPT_ARABIC)
        found.plain = hundredths(px, reach->up[PLAIN], ARABIC_USUAL_DOWN);
    found.all =
        hundredths(px, up > 0 ? up : reach->up[PLAIN], down > 0 ? down : reach->down[PLAIN]);
    return found;
}
