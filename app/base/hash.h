/* FNV-1a, 64 bits: Fowler, Noll and Vo's hash as in draft-eastlake-fnv. It finds buckets and torn
 * files; it is no defence against somebody who wants two texts to collide. */
#ifndef RIWAQ_BASE_HASH_H
#define RIWAQ_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* Begin with this, then each run of bytes with the result of the one before. */
#define HASH_START UINT64_C(0xcbf29ce484222325)
uint64_t hash_bytes(uint64_t hash, const void *data, size_t size);

#endif
