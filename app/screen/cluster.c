#include "screen/cluster.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

struct cluster_letters cluster_letters_of(const char *cluster, size_t length)
{
    struct cluster_letters letters = {0};
    const uint8_t *bytes = (const uint8_t *)cluster;
    int32_t size = length > 256 ? 256 : (int32_t)length;
    bool text_style = false;
    for (int32_t i = 0; i < size && letters.count < CLUSTER_MAX;) {
        UChar32 c;
        U8_NEXT_OR_FFFD(bytes, i, size, c);
        text_style |= c == 0xFE0E;
        letters.colored |= c == 0xFE0F || u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION);
        if (u_iscntrl(c) || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
            continue;
        /* HarfBuzz makes all spaces from the usual one, and the fixed hyphen from a hyphen. */
        if (u_charType(c) == U_SPACE_SEPARATOR)
            c = ' ';
        letters.points[letters.count++] = c == 0x2011 ? 0x2010 : c;
    }
    if (letters.count > 0) {
        UErrorCode error = U_ZERO_ERROR;
        const UScriptCode script = uscript_getScript(letters.points[0], &error);
        letters.scripted = script != USCRIPT_COMMON && script != USCRIPT_INHERITED;
    }
    letters.colored &= !text_style;
    return letters;
}
