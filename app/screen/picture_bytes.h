/* Numbers in picture files. Each reads as many bytes as its name has bits; the caller has checked
 * that they are there. */
#ifndef RIWAQ_SCREEN_PICTURE_BYTES_H
#define RIWAQ_SCREEN_PICTURE_BYTES_H

#include <stdint.h>

static inline uint32_t big16(const uint8_t *p)
{
    return (uint32_t)p[0] << 8 | p[1];
}

static inline uint32_t big32(const uint8_t *p)
{
    return big16(p) << 16 | big16(p + 2);
}

static inline uint32_t little16(const uint8_t *p)
{
    return (uint32_t)p[1] << 8 | p[0];
}

static inline uint32_t little24(const uint8_t *p)
{
    return (uint32_t)p[2] << 16 | little16(p);
}

static inline uint32_t little32(const uint8_t *p)
{
    return little16(p + 2) << 16 | little16(p);
}

#endif
