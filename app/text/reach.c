#include "text/reach.h"

#include "base/memory.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

/* Hundredths of an em, with marks where the script is written with them. */
struct reach {
    int16_t script;
    uint8_t up, down;
    uint8_t marked_up, marked_down; /* 0: as without */
};

/* Scripts that need no more than Latin capitals with an accent and a g do not stand here, but
 * where they bear marks. */
static const struct reach reaches[] = {
    {USCRIPT_LATIN, 95, 25, 122, 44},    {USCRIPT_GREEK, 95, 25, 120, 40},
    {USCRIPT_CYRILLIC, 95, 25, 120, 40}, {USCRIPT_COMMON, 95, 25, 122, 44},
    {USCRIPT_HEBREW, 80, 26, 95, 32},    {USCRIPT_ARABIC, 98, 42, 124, 62},
    {USCRIPT_SYRIAC, 86, 36, 112, 40},   {USCRIPT_THAANA, 95, 40, 0, 0},
    {USCRIPT_NKO, 106, 30, 0, 0},        {USCRIPT_DEVANAGARI, 96, 45, 0, 0},
    {USCRIPT_BENGALI, 97, 45, 0, 0},     {USCRIPT_GURMUKHI, 96, 40, 0, 0},
    {USCRIPT_GUJARATI, 97, 42, 0, 0},    {USCRIPT_ORIYA, 100, 42, 0, 0},
    {USCRIPT_TAMIL, 92, 38, 0, 0},       {USCRIPT_TELUGU, 92, 60, 0, 0},
    {USCRIPT_KANNADA, 92, 66, 0, 0},     {USCRIPT_MALAYALAM, 90, 45, 0, 0},
    {USCRIPT_SINHALA, 92, 42, 0, 0},     {USCRIPT_THAI, 108, 46, 0, 0},
    {USCRIPT_LAO, 106, 42, 0, 0},        {USCRIPT_KHMER, 100, 62, 0, 0},
    {USCRIPT_MYANMAR, 106, 85, 0, 0},    {USCRIPT_TIBETAN, 122, 82, 0, 0},
    {USCRIPT_JAVANESE, 92, 88, 0, 0},    {USCRIPT_BALINESE, 96, 88, 0, 0},
    {USCRIPT_LANNA, 96, 54, 0, 0},       {USCRIPT_TAI_VIET, 108, 36, 0, 0},
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

struct text_metrics reach_of(const struct letters *letters, int from, int to, int px,
                             struct text_metrics metrics)
{
    const struct letter *all = letters->letters;
    const struct reach *reach = find(all[from].script);
    if (metrics.ascent * 100 > px * STEEP_ASCENT) {
        const struct text_metrics steep = hundredths(px, STEEP_ASCENT, STEEP_DESCENT);
        return (struct text_metrics){
            metrics.ascent, metrics.descent > steep.descent ? metrics.descent : steep.descent};
    }
    if (reach == NULL)
        return metrics;
    int up = reach->up, down = reach->down;
    for (int i = from; i < to && up != reach->marked_up; i++) {
        const uint32_t code = all[i].code;
        if (code >= TWO_MARKS_FIRST && code <= TWO_MARKS_LAST) {
            up = up > TWO_MARKS_UP ? up : TWO_MARKS_UP;
        } else if (reach->marked_up > 0 && is_mark(code)) {
            up = reach->marked_up;
            down = reach->marked_down;
        }
    }
    return hundredths(px, up, down);
}
