#include "text/direction.h"

#include "text/utf8.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

enum { WORDS_ENOUGH = 64 };

/* Where what was expected is this rare, or rarer, it was wrong: 1 in this many words. */
enum { RARE = 8 };

static bool is_strong(UCharDirection direction)
{
    return direction == U_LEFT_TO_RIGHT || direction == U_RIGHT_TO_LEFT ||
           direction == U_RIGHT_TO_LEFT_ARABIC;
}

static void count_word(struct direction_words *words, uint32_t code)
{
    UErrorCode error = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)code, &error);
    if (u_charDirection((UChar32)code) == U_LEFT_TO_RIGHT) {
        words->ltr++;
        words->tifinagh += script == USCRIPT_TIFINAGH;
    } else {
        words->rtl++;
        words->arabic += script == USCRIPT_ARABIC;
    }
}

void direction_count(struct direction_words *words, const char *text, size_t length)
{
    bool counted = false; /* the word that AT is in */
    for (size_t at = 0; at < length && words->ltr + words->rtl < WORDS_ENOUGH;) {
        uint32_t code = utf8_next(text, length, &at);
        if (u_isUWhiteSpace((UChar32)code)) {
            counted = false;
        } else if (!counted && is_strong(u_charDirection((UChar32)code))) {
            count_word(words, code);
            counted = true;
        }
    }
}

enum text_direction direction_of(const struct direction_words *words, enum text_direction expected)
{
    int all = words->ltr + words->rtl;
    bool rtl = words->rtl * 5 >= all * 2;
    if (all == 0)
        return DIRECTION_AUTO;
    if (expected == DIRECTION_RTL)
        rtl = words->rtl * RARE > all;
    else if (expected == DIRECTION_LTR)
        rtl = words->ltr * RARE <= all;
    return rtl ? DIRECTION_RTL : DIRECTION_LTR;
}
