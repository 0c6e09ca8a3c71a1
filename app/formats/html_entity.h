/* Character references of HTML (section 13.2.5.72 and on, and 13.5). Private to html*.c. */
#ifndef RIWAQ_FORMATS_HTML_ENTITY_H
#define RIWAQ_FORMATS_HTML_ENTITY_H

#include "base/buffer.h"

#include <stddef.h>
#include <stdint.h>

/* Reads the reference that TEXT ("&...") begins with: how many bytes it takes, and *OUT, the
 * character; 0: it begins with none, the "&" stands for itself. Numeric ones of 128 to 159 are of
 * windows-1252; what is no character is U+FFFD. Without semicolon only the old names are read, and
 * not before "=", so that addresses stay what they are. The names are those of HTML 4 and of HTML 5
 * those that feeds use. */
size_t html_entity_read(const char *text, size_t size, uint32_t *out);
/* Adds TEXT to OUT with the references decoded, once, that are whole, semicolon and all: for what
 * should be plain text, and is not always. */
void html_entity_decode(const char *text, size_t size, struct buffer *out);

#endif
