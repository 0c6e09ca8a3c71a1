/* A JSON document as it came, parsed; what is wrong inside its strings and numbers mended. */
#ifndef RIWAQ_FORMATS_DOCUMENT_H
#define RIWAQ_FORMATS_DOCUMENT_H

#include "formats/format.h"

#include <jansson.h>

/* Any JSON value, to json_decref(); NULL with one error reported, in the installer's words where
 * TEXT is plainly something else: a web page, XML, nothing. What was mended is a warning. */
json_t *document_load(const struct format_context *context, const char *text, size_t size);

#endif
