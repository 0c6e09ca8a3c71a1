/* What the cache needs to know of a block beside text.h. */
#ifndef RIWAQ_TEXT_BLOCK_H
#define RIWAQ_TEXT_BLOCK_H

#include "text/text.h"

/* The memory that a block holds. */
size_t text_block_bytes(const struct text_block *block);

/* A block under way, line by line, as text_block_create makes it; OPTIONS are copied. */
struct text_setting;
struct text_setting *text_setting_create(const struct text_measure *measure, const char *text,
                                         size_t length, const struct text_options *options);
void text_setting_destroy(struct text_setting *setting); /* NULL is fine */
/* Sets one line more (a balanced paragraph at once); false: that was the last one. */
bool text_setting_line(struct text_setting *setting);
/* Up to which byte of the text there are lines. */
size_t text_setting_at(const struct text_setting *setting);
/* Once all lines are set; the caller's. */
struct text_block *text_setting_block(const struct text_setting *setting);

#endif
