/* Any bytes as a picture: nothing is read beyond them, and what the header lets through is of a
 * size that riwaq decodes. An animation's first frame is a picture again. */
#include "screen/picture_exif.h"
#include "screen/picture_header.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_header(const struct picture_header *header)
{
    if (header->w == 0 || header->h == 0 || header->w > PICTURE_FILE_SIDE_MAX ||
        header->h > PICTURE_FILE_SIDE_MAX || header->w * header->h > PICTURE_PIXELS_MAX ||
        header->orientation < ORIENTATION_UPRIGHT || header->orientation > ORIENTATION_LAST)
        abort();
}

static void check_still(const struct picture_header *header, size_t size)
{
    struct buffer still;
    struct picture_header again;
    buffer_init(&still, size + 64);
    if (!picture_webp_still(&header->webp, &still))
        abort();
    const uint8_t *data = (const uint8_t *)buffer_text(&still);
    if (picture_header_read(data, still.length, &again) != NULL || again.w != header->w ||
        again.h != header->h || again.webp.frame != NULL)
        abort();
    buffer_finish(&still);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct picture_header header;
    if (picture_header_read(data, size, &header) == NULL) {
        check_header(&header);
        if (header.webp.frame != NULL)
            check_still(&header, size);
    } else if (header.kind == PICTURE_UNKNOWN) {
        picture_exif_orientation(data, size);
    }
    return 0;
}
