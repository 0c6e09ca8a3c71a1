#include "content/fold.h"

#include "base/memory.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

/* --- texts --- */

/* NFKC_Casefold of TEXT in UTF-8. */
static char *casefold(const char *text)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = unorm2_getNFKCCasefoldInstance(&status);
    size_t length = strlen(text);
    UChar *wide = memory_array(length + 1, sizeof *wide);
    int32_t wide_length = 0;
    u_strFromUTF8WithSub(wide, (int32_t)length + 1, &wide_length, text, (int32_t)length, 0xFFFD,
                         NULL, &status);
    /* A sign may become eighteen (the longest of all, U+FDFA). */
    int32_t room = wide_length * 18 + 1;
    UChar *folded = memory_array((size_t)room, sizeof *folded);
    int32_t folded_length = 0;
    if (U_SUCCESS(status))
        folded_length = unorm2_normalize(normalizer, wide, wide_length, folded, room, &status);
    char *out = memory_array((size_t)folded_length * 3 + 1, 1);
    if (U_SUCCESS(status))
        u_strToUTF8(out, folded_length * 3 + 1, NULL, folded, folded_length, &status);
    free(wide);
    free(folded);
    if (U_SUCCESS(status))
        return out;
    free(out);
    return memory_text(text);
}

/* The letter that stands for all of its kind; -1: a mark that is not compared. */
static UChar32 fold_letter(UChar32 letter)
{
    switch (letter) {
    case 0x0622: /* alef with madda, with hamza above, below, and alef wasla */
    case 0x0623:
    case 0x0625:
    case 0x0671:
        return 0x0627;
    case 0x0624: /* waw with hamza */
        return 0x0648;
    case 0x0626: /* yeh with hamza, and alef maksura */
    case 0x0649:
        return 0x064A;
    case 0x0640: /* tatweel */
    case 0x0670: /* superscript alef */
        return -1;
    case 0x2019: /* apostrophe */
        return '\'';
    }
    bool vowel = (letter >= 0x064B && letter <= 0x065F) || (letter >= 0x06D6 && letter <= 0x06ED);
    return vowel && u_charType(letter) == U_NON_SPACING_MARK ? -1 : letter;
}

char *fold_text(const char *text)
{
    char *folded = casefold(text);
    int32_t length = (int32_t)strlen(folded), from = 0, to = 0;
    bool space = false;
    while (from < length) {
        UChar32 letter;
        U8_NEXT_OR_FFFD(folded, from, length, letter);
        if (u_isUWhiteSpace(letter)) {
            space = to > 0;
            continue;
        }
        letter = fold_letter(letter);
        if (letter < 0)
            continue;
        /* Never longer than what was read: the result stays behind. */
        if (space)
            folded[to++] = ' ';
        space = false;
        U8_APPEND_UNSAFE(folded, to, letter);
    }
    folded[to] = '\0';
    return folded;
}

char *fold_title(const char *title)
{
    char *folded = fold_text(title);
    int32_t end = (int32_t)strlen(folded), kept = end;
    bool lettered = false;
    while (end > 0 && !lettered) {
        UChar32 letter;
        kept = end;
        U8_PREV_OR_FFFD((const uint8_t *)folded, 0, end, letter);
        lettered = letter != ' ' && !u_ispunct(letter);
    }
    if (lettered)
        folded[kept] = '\0';
    return folded;
}

/* --- addresses --- */

static char *without_utm(char *to, const char *query)
{
    char sign = '?';
    for (query++; *query != '\0'; query += *query == '&') {
        size_t length = strcspn(query, "&");
        if (length > 0 && strncasecmp(query, "utm_", 4) != 0) {
            *to++ = sign;
            memcpy(to, query, length);
            to += length;
            sign = '&';
        }
        query += length;
    }
    return to;
}

char *fold_link(const char *url)
{
    char *whole = memory_text_n(url, strcspn(url, "#"));
    const char *rest = strstr(whole, "://");
    bool web = strncasecmp(whole, "http://", 7) == 0 || strncasecmp(whole, "https://", 8) == 0;
    rest = web && rest != NULL ? rest + 3 : whole;
    char *out = memory_array(strlen(rest) + 1, 1), *to = out;
    size_t host = web ? strcspn(rest, "/?") : 0, path = strcspn(rest + host, "?");
    for (size_t i = 0; i < host; i++)
        *to++ = (char)tolower((unsigned char)rest[i]);
    while (path > 0 && rest[host + path - 1] == '/')
        path--;
    memcpy(to, rest + host, path);
    to += path;
    const char *query = strchr(rest, '?');
    if (query != NULL)
        to = without_utm(to, query);
    *to = '\0';
    free(whole);
    return out;
}

/* --- phrases --- */

static bool is_of_word(UChar32 letter)
{
    return u_isalnum(letter) || (U_GET_GC_MASK(letter) & U_GC_M_MASK) != 0;
}

/* Of a script that writes words without spaces between them. */
static bool runs_on(UChar32 letter)
{
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(letter, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
        return true;
    default:
        return false;
    }
}

/* Whether a word can end between the two. */
static bool is_border(UChar32 before, UChar32 after)
{
    return !is_of_word(before) || !is_of_word(after) || runs_on(before) || runs_on(after);
}

/* Whether what stands between the beginning of the word and AT is the Arabic article. */
static bool follows_article(const char *text, int32_t at)
{
    static const char *const articles[] = {"ال",   "وال",  "فال", "بال", "كال", "وبال",
                                           "فبال", "وكال", "لل",  "ولل", "فلل"};
    int32_t start = at, before = at;
    while (before > 0) {
        UChar32 letter;
        U8_PREV_OR_FFFD((const uint8_t *)text, 0, before, letter);
        if (!is_of_word(letter))
            break;
        start = before;
    }
    for (size_t i = 0; i < COUNT_OF(articles); i++)
        if (strlen(articles[i]) == (size_t)(at - start) &&
            memcmp(articles[i], text + start, (size_t)(at - start)) == 0)
            return true;
    return false;
}

static bool begins_word(const char *text, int32_t at)
{
    UChar32 before, first;
    int32_t back = at, length = (int32_t)strlen(text);
    if (at == 0)
        return true;
    U8_PREV_OR_FFFD((const uint8_t *)text, 0, back, before);
    int32_t forth = at;
    U8_NEXT_OR_FFFD(text, forth, length, first);
    return is_border(before, first) || follows_article(text, at);
}

static bool ends_word(const char *text, int32_t at)
{
    UChar32 last, after;
    int32_t back = at, forth = at, length = (int32_t)strlen(text);
    if (at == length)
        return true;
    U8_PREV_OR_FFFD((const uint8_t *)text, 0, back, last);
    U8_NEXT_OR_FFFD(text, forth, length, after);
    return is_border(last, after);
}

bool fold_has_phrase(const char *text, const char *phrase)
{
    size_t length = strlen(phrase);
    if (length == 0)
        return false;
    for (const char *at = strstr(text, phrase); at != NULL; at = strstr(at + 1, phrase)) {
        int32_t start = (int32_t)(at - text);
        if (begins_word(text, start) && ends_word(text, start + (int32_t)length))
            return true;
    }
    return false;
}
