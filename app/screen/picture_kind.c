#include "screen/picture_kind.h"

#include "base/memory.h"

#include <stdbool.h>
#include <string.h>

static bool has(const uint8_t *data, size_t size, size_t at, const char *bytes, size_t length)
{
    return size >= at + length && memcmp(data + at, bytes, length) == 0;
}

enum picture_kind picture_kind_of(const uint8_t *data, size_t size)
{
    if (has(data, size, 0, "\x89PNG\r\n\x1A\n", 8))
        return PICTURE_PNG;
    if (has(data, size, 0, "\xFF\xD8\xFF", 3))
        return PICTURE_JPEG;
    if (has(data, size, 0, "RIFF", 4) && has(data, size, 8, "WEBP", 4))
        return PICTURE_WEBP;
    return PICTURE_UNKNOWN;
}

#define SIGN(text) text, sizeof(text) - 1
#define MEND       "; serve it as JPEG, PNG or WebP"

static const struct sign {
    size_t at;
    const char *bytes;
    size_t length;
    const char *refusal;
} signs[] = {
    {0, SIGN("GIF8"), "this is a GIF" MEND},
    {4, SIGN("ftypavi"), "this is an AVIF picture" MEND},
    {4, SIGN("ftyphei"), "this is a HEIC picture, as phones take them" MEND},
    {4, SIGN("ftyphev"), "this is a HEIC picture, as phones take them" MEND},
    {4, SIGN("ftypmif1"), "this is a HEIF picture, as phones take them" MEND},
    {4, SIGN("ftypmsf1"), "this is a HEIF picture, as phones take them" MEND},
    {4, SIGN("ftyp"), "this is a film; name a picture of it, as JPEG, PNG or WebP"},
    {0, SIGN("\x1A\x45\xDF\xA3"), "this is a film; name a picture of it, as JPEG, PNG or WebP"},
    {0, SIGN("\xFF\x0A"), "this is a JPEG XL picture" MEND},
    {0, SIGN("\0\0\0\x0CJXL "), "this is a JPEG XL picture" MEND},
    {0, SIGN("\0\0\0\x0CjP  "), "this is a JPEG 2000 picture" MEND},
    {0, SIGN("II*\0"), "this is a TIFF picture" MEND},
    {0, SIGN("MM\0*"), "this is a TIFF picture" MEND},
    {0, SIGN("BM"), "this is a BMP picture" MEND},
    {0, SIGN("\0\0\1\0"), "this is an icon" MEND},
    {0, SIGN("8BPS"), "this is a Photoshop document" MEND},
    {0, SIGN("%PDF"), "this is a PDF document" MEND},
};

static bool is_space(uint8_t byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

enum { LOOKED_AT = 1024 };

/* Markup says what it is in its first tags, after declarations and comments. */
static const char *refuse_markup(const uint8_t *data, size_t size)
{
    for (size_t at = 0; at < size && at < LOOKED_AT; at++)
        if (has(data, size, at, "<svg", 4))
            return "this is an SVG drawing" MEND;
    return "this is a web page, not a picture; it may want a login, or the address is wrong";
}

const char *picture_kind_refusal(const uint8_t *data, size_t size)
{
    if (size == 0)
        return "the picture's file is empty";
    for (size_t i = 0; i < COUNT_OF(signs); i++)
        if (has(data, size, signs[i].at, signs[i].bytes, signs[i].length))
            return signs[i].refusal;
    size_t at = has(data, size, 0, "\xEF\xBB\xBF", 3) ? 3 : 0;
    while (at < size && is_space(data[at]))
        at++;
    if (at < size && data[at] == '<')
        return refuse_markup(data, size);
    return "this is no PNG, JPEG or WebP picture";
}
