/* What the cache needs to know of a block beside text.h. */
#ifndef RIWAQ_TEXT_BLOCK_H
#define RIWAQ_TEXT_BLOCK_H

#include "text/text.h"

/* The memory that a block holds. */
size_t text_block_bytes(const struct text_block *block);

#endif
