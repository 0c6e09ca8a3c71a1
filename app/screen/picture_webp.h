/* WebP files (RFC 9649) by their chunks. */
#ifndef RIWAQ_SCREEN_PICTURE_WEBP_H
#define RIWAQ_SCREEN_PICTURE_WEBP_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct picture_webp {
    uint32_t w, h; /* of the picture, or of an animation's first frame */
    int orientation;
    /* The chunks of that frame, inside the file; NULL: no animation. */
    const uint8_t *frame;
    size_t frame_size;
};

/* NULL, else what is wrong with it, a literal. DATA, which begins as WebP does, must outlive *OUT.
 */
const char *picture_webp_read(const uint8_t *data, size_t size, struct picture_webp *out);
/* The first frame of an animation as a file of its own: decoders of still pictures refuse
 * animations, and those of animations decode all of it. False when it does not fit into OUT. */
bool picture_webp_still(const struct picture_webp *webp, struct buffer *out);

#endif
