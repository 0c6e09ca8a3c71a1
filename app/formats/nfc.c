#include "formats/nfc.h"

#include "base/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

enum {
    SIZE_MAX_BYTES = 64 * 1024 * 1024,
    GROWTH = 3 /* no text grows more (UAX #15, "Maximum expansion factor"), in UTF-8 or UTF-16 */
};

/* Text below U+0300 is in NFC: no byte of it begins with 0xCC or more. */
static bool is_plain(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if ((unsigned char)text[i] >= 0xCC)
            return false;
    }
    return true;
}

/* NULL when it is in NFC already, or cannot be read. */
static char *normalise(const UNormalizer2 *nfc, const char *text, size_t size, size_t *length)
{
    UErrorCode error = U_ZERO_ERROR;
    int32_t units = 0, capacity = (int32_t)size * GROWTH, bytes = 0;
    UChar *wide = memory_array(size + 1, sizeof *wide), *composed = NULL;
    char *out = NULL;
    u_strFromUTF8(wide, (int32_t)size + 1, &units, text, (int32_t)size, &error);
    if (U_FAILURE(error) || unorm2_spanQuickCheckYes(nfc, wide, units, &error) == units)
        goto out;
    composed = memory_array((size_t)capacity, sizeof *composed);
    units = unorm2_normalize(nfc, wide, units, composed, capacity, &error);
    out = memory_array((size_t)units * GROWTH + 1, 1);
    u_strToUTF8(out, units * GROWTH + 1, &bytes, composed, units, &error);
    *length = (size_t)bytes;
    if (U_FAILURE(error)) {
        free(out);
        out = NULL;
    }
out:
    free(composed);
    free(wide);
    return out;
}

char *nfc_text(const char *text, size_t size, size_t *length)
{
    UErrorCode error = U_ZERO_ERROR;
    char *out = NULL;
    size_t bytes = size;
    if (size <= SIZE_MAX_BYTES && !is_plain(text, size)) {
        const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
        if (U_SUCCESS(error))
            out = normalise(nfc, text, size, &bytes);
    }
    if (out == NULL) {
        bytes = size;
        out = memory_array(size + 1, 1);
        memcpy(out, size > 0 ? text : "", size);
    }
    if (length != NULL)
        *length = bytes;
    return out;
}
