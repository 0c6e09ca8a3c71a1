#include "screen/missing.h"

#include "base/log.h"
#include "base/memory.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

enum { NAME_MAX_LENGTH = 96 };

/* The script of CODE; of what several share, as Arabic's ornate brackets, one of theirs. */
static UScriptCode script_of(UChar32 code)
{
    UErrorCode error = U_ZERO_ERROR;
    UScriptCode shared[32];
    const UScriptCode script = uscript_getScript(code, &error);
    if (script != USCRIPT_COMMON)
        return script;
    const int count = uscript_getScriptExtensions(code, shared, (int)COUNT_OF(shared), &error);
    return U_SUCCESS(error) && count > 0 ? shared[0] : script;
}

static const char *mend(UChar32 code)
{
    switch (script_of(code)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_BOPOMOFO:
        return "install the package fonts-noto-cjk";
    case USCRIPT_COMMON:
        break;
    default:
        if (u_isdefined(code) && u_charType(code) != U_PRIVATE_USE_CHAR)
            return "install the package fonts-noto-core";
    }
    if (u_charType(code) == U_PRIVATE_USE_CHAR)
        return "it is for private use, an icon of a web page perhaps: mend the source";
    if (u_hasBinaryProperty(code, UCHAR_EMOJI_PRESENTATION))
        return "install the package fonts-noto-color-emoji, or a newer one";
    return "put a font that has it into fonts/";
}

static bool is_told(const struct missing *missing, UChar32 code)
{
    for (int i = 0; i < missing->count; i++)
        if (missing->told[i] == (uint32_t)code)
            return true;
    return false;
}

static void tell(struct missing *missing, UChar32 code)
{
    char name[NAME_MAX_LENGTH] = "";
    UErrorCode error = U_ZERO_ERROR;
    u_charName(code, U_EXTENDED_CHAR_NAME, name, sizeof name, &error);
    missing->told[missing->count++] = (uint32_t)code;
    log_warning("no font has U+%04X%s%s; %s", (unsigned)code, U_SUCCESS(error) ? " " : "",
                U_SUCCESS(error) ? name : "", mend(code));
    if (missing->count == (int)COUNT_OF(missing->told))
        log_warning("further characters without a font are not told");
}

void missing_tell(struct missing *missing, struct faces *faces, int role, const char *cluster,
                  size_t length)
{
    const uint8_t *bytes = (const uint8_t *)cluster;
    const int32_t size = length > 256 ? 256 : (int32_t)length;
    for (int32_t i = 0, from = 0; i < size; from = i) {
        UChar32 code;
        bool found;
        if (missing->count == (int)COUNT_OF(missing->told))
            return;
        U8_NEXT_OR_FFFD(bytes, i, size, code);
        if (is_told(missing, code))
            continue;
        faces_find(faces, role, cluster + from, (size_t)(i - from), &found);
        if (!found)
            tell(missing, code);
    }
}
