/* A picture in the memory that the display reads: XRGB8888. It may be slow to read, so it is
 * written to only. */
#ifndef RIWAQ_SCREEN_KMS_BUFFER_H
#define RIWAQ_SCREEN_KMS_BUFFER_H

#include "base/geometry.h"

#include <SDL.h>
#include <stdbool.h>
#include <stdint.h>

struct kms_buffer {
    int fd;          /* the card's, borrowed */
    uint32_t handle; /* 0: there is none */
    uint32_t fb;     /* what is shown */
    uint64_t bytes;
    SDL_Surface *view; /* on its memory */
};

/* Black. False with SDL's error set, and nothing to be finished. */
bool kms_buffer_init(struct kms_buffer *buffer, int fd, struct size size);
void kms_buffer_finish(struct kms_buffer *buffer);
/* RECT of the upright picture FROM (RGB888), turned by DEGREES. */
void kms_buffer_copy(struct kms_buffer *buffer, SDL_Surface *from, struct rect rect, int degrees);
void kms_buffer_blacken(struct kms_buffer *buffer);

#endif
