/* A document made ready for libxml2's parser, so that every version of it reads the same. Private
 * to html.c. */
#ifndef RIWAQ_FORMATS_HTML_SOURCE_H
#define RIWAQ_FORMATS_HTML_SOURCE_H

#include "base/buffer.h"

/* Adds TEXT to OUT in valid UTF-8 with tags and the references of "<", ">", "&" and quotes only:
 * other references are decoded, what is no tag is text, and comments, declarations, marks of CDATA
 * sections, scripts and styles are gone. In a text without any tag an empty line becomes "<p>". */
void html_source_prepare(const char *text, size_t size, struct buffer *out);

#endif
