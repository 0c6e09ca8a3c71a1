#include "text/script.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

enum { NESTING_MAX = 32 };

struct brackets {
    struct {
        UChar32 closing;
        int at;
    } open[NESTING_MAX];
    int depth;
};

/* The script of the cluster FROM to END; Common when none of its letters has one. */
static UScriptCode own_script(const struct letter *letters, int from, int end)
{
    for (int i = from; i < end; i++) {
        UErrorCode error = U_ZERO_ERROR;
        UScriptCode script = uscript_getScript((UChar32)letters[i].code, &error);
        if (U_SUCCESS(error) && script > USCRIPT_INHERITED && script != USCRIPT_UNKNOWN)
            return script;
    }
    return USCRIPT_COMMON;
}

/* Common letters that only some scripts use (the Arabic comma, the danda) name them; the
 * first one stands in where no neighbour is one of them. */
static UScriptCode extension(UChar32 code)
{
    UScriptCode listed[40];
    UErrorCode error = U_ZERO_ERROR;
    /* General signs fit anywhere, whatever scripts later versions of Unicode list for them
     * (French's narrow space: Latin and Mongolian; the middle dot: a dozen old ones). */
    if (code < 0x300 || (code >= 0x2000 && code < 0x2070))
        return USCRIPT_COMMON;
    int count = uscript_getScriptExtensions(code, listed, 40, &error);
    if (U_FAILURE(error) || count < 1 || listed[0] <= USCRIPT_INHERITED)
        return USCRIPT_COMMON;
    return listed[0];
}

static bool may_be(UChar32 code, UScriptCode script)
{
    return extension(code) == USCRIPT_COMMON || uscript_hasScript(code, script);
}

/* The first script of its own from AT on, before TO. */
static UScriptCode script_after(const struct letter *letters, int at, int to)
{
    while (at < to && !letters[at].own)
        at++;
    return at < to ? (UScriptCode)letters[at].script : USCRIPT_COMMON;
}

/* Remembers an opening bracket; gives the place of the one that CODE closes, or -1. */
static int match(struct brackets *brackets, UChar32 code, int at)
{
    int type = u_getIntPropertyValue(code, UCHAR_BIDI_PAIRED_BRACKET_TYPE);
    if (type == U_BPT_OPEN && brackets->depth < NESTING_MAX) {
        brackets->open[brackets->depth].closing = u_getBidiPairedBracket(code);
        brackets->open[brackets->depth++].at = at;
    } else if (type == U_BPT_CLOSE) {
        for (int i = brackets->depth; i-- > 0;) {
            if (brackets->open[i].closing == code) {
                brackets->depth = i;
                return brackets->open[i].at;
            }
        }
    }
    return -1;
}

static void find_own(struct letter *letters, int from, int to)
{
    for (int i = from, end; i < to; i = end) {
        for (end = i + 1; end < to && !letters[end].cluster;)
            end++;
        UScriptCode script = own_script(letters, i, end);
        for (int k = i; k < end; k++) {
            letters[k].script = (int16_t)script;
            letters[k].own = script != USCRIPT_COMMON;
        }
    }
}

void script_resolve(struct letters *all, int from, int to)
{
    struct letter *letters = all->letters;
    struct brackets brackets = {.depth = 0};
    find_own(letters, from, to);
    UScriptCode before = USCRIPT_COMMON, after = USCRIPT_COMMON;
    bool after_known = false;
    for (int i = from; i < to; i++) {
        UChar32 code = (UChar32)letters[i].code;
        if (letters[i].own) {
            before = (UScriptCode)letters[i].script;
            after_known = false;
            continue;
        }
        if (!letters[i].cluster && i > from) {
            letters[i].script = letters[i - 1].script;
            continue;
        }
        if (!after_known)
            after = script_after(letters, i, to);
        after_known = true;
        int opening = match(&brackets, code, i);
        if (opening >= 0)
            letters[i].script = (int16_t)(before = (UScriptCode)letters[opening].script);
        else if (before != USCRIPT_COMMON && may_be(code, before))
            letters[i].script = (int16_t)before;
        else if (after != USCRIPT_COMMON && may_be(code, after))
            letters[i].script = (int16_t)after;
        else
            letters[i].script = (int16_t)extension(code);
    }
}

uint32_t script_tag(int script)
{
    const char *name = uscript_getShortName((UScriptCode)script);
    if (name == NULL)
        name = "Zyyy";
    return (uint32_t)(uint8_t)name[0] << 24 | (uint32_t)(uint8_t)name[1] << 16 |
           (uint32_t)(uint8_t)name[2] << 8 | (uint32_t)(uint8_t)name[3];
}

bool script_stands_alone(int script)
{
    switch (script) {
    case USCRIPT_COMMON:
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_CYRILLIC:
    case USCRIPT_ARMENIAN:
    case USCRIPT_GEORGIAN:
    case USCRIPT_HEBREW:
    case USCRIPT_TIFINAGH:
    case USCRIPT_ETHIOPIC:
    case USCRIPT_CHEROKEE:
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_BOPOMOFO:
    case USCRIPT_HANGUL:
        return true;
    default:
        return false;
    }
}
