#include "screen/picture_exif.h"

#include "screen/picture_bytes.h"

#include <stdbool.h>
#include <string.h>

/* TIFF 6.0: the order, 42, the place of the first directory; that is a count and entries of twelve
 * bytes: tag, type, count, value. */
enum { HEAD = 8, ENTRY = 12, TAG_ORIENTATION = 0x0112, TYPE_SHORT = 3 };

struct tiff {
    const uint8_t *data;
    size_t size;
    bool big; /* big-endian */
};

static uint32_t number16(const struct tiff *tiff, size_t at)
{
    return tiff->big ? big16(tiff->data + at) : little16(tiff->data + at);
}

static uint32_t number32(const struct tiff *tiff, size_t at)
{
    return tiff->big ? big32(tiff->data + at) : little32(tiff->data + at);
}

static int orientation_in(const struct tiff *tiff, size_t directory)
{
    uint32_t count = number16(tiff, directory);
    size_t at = directory + 2;
    for (; count > 0 && tiff->size - at >= ENTRY; count--, at += ENTRY) {
        if (number16(tiff, at) != TAG_ORIENTATION)
            continue;
        uint32_t value = number16(tiff, at + 8);
        bool known = number16(tiff, at + 2) == TYPE_SHORT && number32(tiff, at + 4) == 1 &&
                     value >= ORIENTATION_UPRIGHT && value <= ORIENTATION_LAST;
        return known ? (int)value : ORIENTATION_UPRIGHT;
    }
    return ORIENTATION_UPRIGHT;
}

int picture_exif_orientation(const uint8_t *data, size_t size)
{
    if (size < HEAD || (memcmp(data, "II*\0", 4) != 0 && memcmp(data, "MM\0*", 4) != 0))
        return ORIENTATION_UPRIGHT;
    const struct tiff tiff = {data, size, data[0] == 'M'};
    size_t directory = number32(&tiff, 4);
    if (directory < HEAD || directory > size - 2)
        return ORIENTATION_UPRIGHT;
    return orientation_in(&tiff, directory);
}

/* --- turning --- */

void picture_turned_size(int orientation, int w, int h, int *out_w, int *out_h)
{
    bool across = orientation >= ORIENTATION_DIAGONAL;
    *out_w = across ? h : w;
    *out_h = across ? w : h;
}

/* All eight are mirrored along the diagonal or not, and then to the left, upwards, or both. */
void picture_turned_row(int orientation, const uint32_t *pixels, int w, int h, int y, uint32_t *out)
{
    bool across = orientation >= ORIENTATION_DIAGONAL;
    bool from_right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    bool from_below = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    int count = across ? h : w;
    for (int x = 0; x < count; x++) {
        int column = across ? y : x, row = across ? x : y;
        column = from_right ? w - 1 - column : column;
        row = from_below ? h - 1 - row : row;
        out[x] = pixels[(size_t)row * (size_t)w + (size_t)column];
    }
}
