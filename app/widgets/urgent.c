#include "widgets/urgent.h"

#include "base/memory.h"
#include "content/language.h"

#include <stdbool.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

enum { TATWEEL = 0x640, SELECTOR = 0xFE0F };

/* What newsrooms write beside riwaq's own words; those that begin with another before it. */
static const char *const words[] = {"خبر عاجل",   "breaking news",   "breaking",
                                    "flash info", "dernière minute", "alerte info"};

/* The code point at *AT, which goes on behind it; 0 at the end. */
static UChar32 next_of(const char **at)
{
    int32_t i = 0;
    UChar32 code;
    U8_NEXT_OR_FFFD((const uint8_t *)*at, i, -1, code);
    *at += code != 0 ? i : 0;
    return code;
}

static UChar32 peek(const char *at)
{
    return next_of(&at);
}

/* Neither seen nor read: direction marks, what makes a picture of a character. */
static bool is_silent(UChar32 code)
{
    return code == 0x200E || code == 0x200F || code == 0x61C || code == SELECTOR;
}

/* A red circle, a siren. */
static bool is_sign(UChar32 code)
{
    return u_charType(code) == U_OTHER_SYMBOL;
}

/* Letters with another's vowels or stretched: عاجـــل. */
static bool is_ornament(UChar32 code)
{
    return code == TATWEEL || is_silent(code) || u_charType(code) == U_NON_SPACING_MARK;
}

static const char *skip_ornaments(const char *at)
{
    while (*at != '\0' && is_ornament(peek(at)))
        next_of(&at);
    return at;
}

/* Behind WORD, which TEXT begins with, whatever its case; else NULL. */
static const char *behind_word(const char *text, const char *word)
{
    while (*word != '\0') {
        UChar32 wanted = next_of(&word), code = next_of(&text);
        if (wanted == ' '
                ? !u_isUWhiteSpace(code)
                : u_foldCase(code, U_FOLD_CASE_DEFAULT) != u_foldCase(wanted, U_FOLD_CASE_DEFAULT))
            return NULL;
        text = skip_ornaments(text);
    }
    return u_isalnum(peek(text)) ? NULL : text;
}

static const char *behind_any_word(const char *text)
{
    const char *end = NULL;
    for (size_t i = 0; i < COUNT_OF(words) && end == NULL; i++)
        end = behind_word(text, words[i]);
    for (int i = 0; i < LANGUAGE_COUNT && end == NULL; i++)
        end = behind_word(text, language_phrase((enum language)i, PHRASE_URGENT));
    return end;
}

/* What sets the word off, before what FOLLOWS: a hyphen in a word, a minus, the point of a number
 * do not. */
static bool sets_off(UChar32 code, UChar32 follows)
{
    switch (code) {
    case ':':
    case 0xFF1A: /* fullwidth colon */
    case '|':
    case '!':
    case 0x2026: /* ellipsis */
        return true;
    case '.':
        return follows == '.' || u_isUWhiteSpace(follows);
    case '-':
    case ',':
    case '/':
    case 0x60C: /* Arabic comma */
        return u_isUWhiteSpace(follows);
    case 0x2013:
    case 0x2014: /* dashes */
        return !u_isdigit(follows);
    default:
        return is_sign(code);
    }
}

/* The bracket that closes OPEN; 0: none does. */
static UChar32 closing(UChar32 open)
{
    return open == '[' ? ']' : open == '(' ? ')' : open == 0xAB ? 0xBB : 0;
}

/* What follows the word from AT on; NULL: nothing sets it off, and it is not SET_OFF already. */
static const char *behind_setting(const char *at, bool set_off)
{
    for (UChar32 code; (code = peek(at)) != 0;) {
        const char *behind = at;
        next_of(&behind);
        bool sets = sets_off(code, peek(behind));
        if (!sets && !u_isUWhiteSpace(code) && !is_silent(code))
            break;
        while (sets && code == '.' && *behind == '.')
            behind++;
        set_off = set_off || sets;
        at = behind;
    }
    return set_off && *at != '\0' ? at : NULL;
}

const char *urgent_title(const struct headline *headline)
{
    const char *title = headline->title;
    if (!headline->urgent || title == NULL)
        return title;
    const char *at = title;
    for (UChar32 code; (code = peek(at)) != 0; next_of(&at))
        if (!u_isUWhiteSpace(code) && !is_silent(code) && !is_sign(code))
            break;
    UChar32 close = closing(peek(at));
    bool set_off = close != 0 || *at == '#';
    if (set_off)
        next_of(&at);
    at = behind_any_word(at);
    if (at == NULL || (close != 0 && next_of(&at) != close))
        return title;
    at = behind_setting(at, set_off);
    return at != NULL ? at : title;
}
