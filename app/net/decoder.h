/* Decoding pictures in a child process with a memory and time limit.
 *
 * The child is this program itself, started with the hidden command `decode-picture` (by
 * exec, with no inherited descriptors but its pipes): a hanging or exploding file harms
 * nobody. PNG, JPEG and WebP only, told by their first bytes; dimensions are read and capped
 * before decoding, and what is larger than asked for comes back smaller. */
#ifndef RIWAQ_NET_DECODER_H
#define RIWAQ_NET_DECODER_H

#include "content/picture.h"

#include <stddef.h>

/* The picture, no side longer than SIDE (see decoding_side), with one reference, or NULL and why in
 * ERROR. Blocks for at most 10 s. */
struct picture *decoder_decode(const void *data, size_t size, int side, char *error,
                               size_t error_size);

#endif
